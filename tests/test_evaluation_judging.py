"""A language model as judge over real HTTP: its figures, its unusable replies, its agreement with people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.judging import FAITHFULNESS, NO_LABELS, UNUSABLE, Judged, agreement, judge, lines
from evaluation.labels import Label, Labels, key_of
from evaluation.run_files import read_run, write_run
from evaluation.runs import Run
from evaluation.scoring import Marked, mark_run, results
from guide.adapters.prompt_files import read_prompt
from tests.evaluation_sample import CONSENT, FRAUD, HOUSING, sample
from tests.model_calls import calls_to
from tests.stub_model import FAULTS, Speak, StubModel

WITH_CITATIONS = ("two", "one", "card", "person")
SLOW = ("slow", "endless drip", "endless flood")


def verdict(supported: list[str], covered: list[str], answers: str = "yes") -> str:
    return json.dumps({"supported": supported, "covered": covered, "answers": answers})


def fair(prompt: str) -> str:
    """Support the first statement alone, cover every point."""
    return verdict(["S1"], [token for token in ("K1", "K2") if f"{token}: " in prompt], "partly")


def judged_by(speak: Speak, data: Path, fault: str = "") -> Judged:
    with StubModel(speak, fault) as stub:
        calls = calls_to(stub, data)
        return judge(mark_run(sample()), calls.ask, read_prompt("judge"), calls.model.name)


@pytest.fixture(scope="module")
def marked() -> tuple[Marked, ...]:
    return mark_run(sample())


def test_every_answer_with_a_citation_is_judged_and_no_other(tmp_path: Path) -> None:
    judged = judged_by(fair, tmp_path)
    assert set(judged.scores) == set(WITH_CITATIONS)
    # "two" has three statements of which the judge supports one, and both expected quotes are covered.
    assert judged.scores["two"] == {"faithfulness": pytest.approx(1 / 3), "completeness": 1.0, "answer_relevance": 0.5}
    # "card" expects no quote, so completeness is not defined for it.
    assert judged.scores["card"] == {"faithfulness": 1.0, "answer_relevance": 0.5}
    assert judged.tokens == 100 * len(WITH_CITATIONS)
    assert judged.left_out == {}


def test_the_judge_sees_statements_passages_and_points_under_tokens(tmp_path: Path) -> None:
    with StubModel(fair) as stub:
        judge(mark_run(sample()), calls_to(stub, tmp_path).ask, read_prompt("judge"), "x")
        prompt = stub.prompts[0]
    assert f"S1: {HOUSING.split('. ')[0]}" in prompt
    assert f"P1: {HOUSING}" in prompt
    assert f"P2: {FRAUD}" in prompt
    assert "K1: must not lose their home" in prompt
    assert CONSENT in stub.prompts[2]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I think it is fine.",
        "{}",
        verdict(["S9"], []),
        verdict(["S1"], ["P1"]),
        verdict(["S1"], [], "very much"),
        json.dumps({"supported": "S1", "covered": [], "answers": "yes"}),
        json.dumps({"supported": ["S1"], "covered": [], "answers": True}),
        json.dumps({"supported": ["S1"], "covered": [], "answers": "yes", "score": 10}),
    ],
)
def test_a_reply_of_another_form_gives_no_figure_and_is_counted(reply: str, tmp_path: Path) -> None:
    judged = judged_by(lambda prompt: reply, tmp_path)
    assert judged.scores == {}
    assert sum(judged.left_out.values()) == len(WITH_CITATIONS)
    if reply:
        assert judged.unusable == len(WITH_CITATIONS)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in SLOW])
def test_a_fault_of_the_judge_ends_in_a_count(fault: str, tmp_path: Path) -> None:
    judged = judged_by(fair, tmp_path, fault)
    assert judged.scores == {}
    assert sum(judged.left_out.values()) == len(WITH_CITATIONS)


def test_an_obedient_judge_moves_no_exact_figure(tmp_path: Path, marked: tuple[Marked, ...]) -> None:
    judged_by(lambda prompt: verdict([], [], "no"), tmp_path)
    assert mark_run(sample()) == marked


def labelled(marked: tuple[Marked, ...], person: str, supported: dict[str, bool]) -> tuple[Label, ...]:
    by_id = {item.case.id: item for item in marked}
    found = []
    for case, yes in supported.items():
        reply = by_id[case].row.reply
        assert reply
        found.append(Label(key_of(by_id[case].case.question, reply), person, yes, True))
    return tuple(found)


def test_agreement_with_people_is_cohens_kappa(marked: tuple[Marked, ...]) -> None:
    # Judge: two no, one yes, card yes, person yes. Ann: two no, one yes, card no, person yes.
    # Observed 3 of 4; expected 3/4 x 2/4 + 1/4 x 2/4 = 1/2; kappa (3/4 - 1/2) / (1 - 1/2) = 1/2.
    scores = {"two": 0.5, "one": 1.0, "card": 1.0, "person": 1.0}
    judged = Judged("m", "p", {case: {FAITHFULNESS: value} for case, value in scores.items()})
    labels = labelled(marked, "Ann", {"two": False, "one": True, "card": False, "person": True})
    found = agreement(judged, marked, labels)["supported", "Ann"]
    assert found
    assert found.value == pytest.approx(0.5)
    assert found.count == 4
    said = "\n".join(lines(judged, marked, labels))
    assert "kappa 0.50" in said
    assert "with Ann over 4" in said
    assert "judged: people are not asked this" in said


def test_without_labels_the_line_says_so(marked: tuple[Marked, ...]) -> None:
    judged = Judged("m", "p", {"one": {FAITHFULNESS: 1.0}}, {UNUSABLE: 2})
    said = "\n".join(lines(judged, marked, ()))
    assert NO_LABELS in said
    assert "2 unusable replies of the judge" in said


def test_the_command_prints_the_figures_beside_the_agreement_and_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], marked: tuple[Marked, ...]
) -> None:
    path = tmp_path / "run.json"
    run: Run = sample()
    write_run(run, path, results(run))
    for label in labelled(marked, "Ann", {"two": False, "one": False, "card": True}):
        Labels(tmp_path / "data").add(label)
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GUIDE_CHAT_MODEL", "ollama:stub")
    with StubModel(fair) as stub:
        monkeypatch.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["judge", str(path)]) == 0
    said = capsys.readouterr().out
    assert "faithfulness" in said
    assert "kappa 1.00" in said
    kept = json.loads(path.with_suffix(".judged.json").read_text(encoding="utf-8"))
    assert kept["scores"]["one"]["faithfulness"] == 0.5
    assert kept["prompt_sha256"] == read_prompt("judge").digest
    assert read_run(path) == run


def test_without_a_model_the_command_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "run.json"
    write_run(sample(), path, {})
    monkeypatch.delenv("GUIDE_CHAT_MODEL", raising=False)
    assert main(["judge", str(path)]) == 2
    assert "GUIDE_CHAT_MODEL" in capsys.readouterr().err
