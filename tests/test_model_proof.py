"""Over whole case sets: an obedient hostile model shows nothing of its own; a faithful one costs no case.

Both go the way of the Ask page: the turn kept, a thread that asks, the turn kept anew and drawn.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.__main__ import main as evaluation_command
from evaluation.case_lines import read_all
from evaluation.cases import CaseSet
from evaluation.replies import Reply
from evaluation.run_files import write_run
from evaluation.running import Evidence, Timed, collect, made_by, with_evidence
from evaluation.runs import Row
from evaluation.scoring import mark_run, results
from guide import wording
from guide.answering import Guide
from guide.keeping.conversations import Turn
from guide.language_model.rewording import text_of
from guide.types import Question
from tests.conftest import EXTRA_CASES, ROOT
from tests.hostile.model import Asked, asked_of, kept_turns, obey, of_cases, unsupported
from tests.hostile.payloads import FAMILIES, payloads
from tests.stub_model import StubModel, faithful

PLAN, PATHWAYS = (ROOT / "evaluation" / "cases" / name for name in ("plan.jsonl", "pathways"))
EXTRA = [Path(EXTRA_CASES) / "cases" / "dev.jsonl"] if EXTRA_CASES else []
SAFETY = [ROOT / "evaluation" / "cases" / "safety"]
EVERY = 12
"""One in so many of the cases about safety and services, of most of which no model is asked. `make soak` has all."""

PAYLOADS = 8 * len(FAMILIES)
SEED = 8


@pytest.fixture(scope="module")
def asked(guide: Guide) -> list[Asked]:
    cases = [*read_all([PLAN, *EXTRA]).active, *read_all([PATHWAYS]).active[::EVERY], *read_all(SAFETY).active[::EVERY]]
    hostile = [(None, Question(each.text, ("What are the themes?",))) for each in payloads(PAYLOADS, SEED)]
    return asked_of(guide, [*of_cases(cases), *hostile])


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Collect every address that anything connects to."""
    connect, found = socket.socket.connect, list[object]()

    def noted(self: socket.socket, address: object) -> None:
        found.append(address)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", noted)
    return found


@pytest.fixture
def stub() -> Iterator[StubModel]:
    with StubModel() as running:
        yield running


def test_an_obedient_hostile_model_shows_nothing_unsupported_on_the_pages(
    guide: Guide, asked: list[Asked], stub: StubModel, servers: list[object], tmp_path: Path
) -> None:
    stub.speak = obey
    turns = kept_turns(guide, stub, asked, tmp_path)
    assert {
        each.answer.question: found
        for each, turn in zip(asked, turns, strict=True)
        if (found := unsupported(guide, turn, each))
    } == {}
    assert len([turn for turn in turns if turn.model and turn.model.sentences]) > 0
    assert [prompt for prompt in stub.prompts if "earlier messages" in prompt]
    assert set(servers) == {("127.0.0.1", stub.port)}
    assert [each for each in asked if each.is_urgent]


def test_a_faithful_model_loses_no_case_and_the_comparison_says_so(
    guide: Guide,
    asked: list[Asked],
    stub: StubModel,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stub.speak = faithful
    staff = [each for each in asked if each.case and each.case.category not in _categories(SAFETY)]
    turns = kept_turns(guide, stub, staff, tmp_path)
    evidence = Evidence.of(guide)
    rows: dict[str, list[Timed]] = {"without": [], "with": []}
    for each, turn in zip(staff, turns, strict=True):
        assert each.case
        for name, reply in (("without", each.answer.to_json()), ("with", {**turn.answer, "text": as_shown(turn)})):
            row = with_evidence(Row(each.case.id, Reply.from_json(reply)), each.case, evidence)
            rows[name].append(Timed(row, 1.0, {}))
    cases = CaseSet(tuple(each.case for each in staff if each.case))
    for name, timed in rows.items():
        made = replace(made_by(guide), model=name)
        run = collect(cases, timed, evidence, made)[0]
        assert sum(item.passed for item in mark_run(run)) > len(staff) / 2
        write_run(run, tmp_path / f"{name}.json", results(run))
    lost = evaluation_command(["compare", str(tmp_path / "without.json"), str(tmp_path / "with.json")])
    said = capsys.readouterr().out
    assert lost == 0, said
    assert f", 0 lost, {len(staff)} the same" in said or re.search(r"\d+ won, 0 lost, \d+ the same", said)
    shown = [turn for turn in turns if turn.model]
    assert len([turn for turn in shown if turn.model and turn.model.sentences]) > len(shown) * 0.9
    assert not [turn for turn in shown if turn.model and wording.MODEL_SET_ASIDE in turn.model.notice]


def as_shown(turn: Turn) -> str:
    """Return the checked sentences, if any, above the quotations."""
    if not turn.model or not turn.model.sentences:
        return turn.text
    return f"{text_of(turn.model.sentences)}\n\n{turn.model.notice}\n\n{turn.text}"


def _categories(paths: list[Path]) -> frozenset[str]:
    return frozenset(case.category for case in read_all(paths).active)
