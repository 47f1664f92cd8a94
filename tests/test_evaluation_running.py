"""A real run over a real index: gold found in the documents, failures blamed, and the same bytes twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluation import contact_mutations
from evaluation.__main__ import main
from evaluation.anchoring import Anchors, GoldState
from evaluation.blaming import Blame, blame, faults_if_answered
from evaluation.case_lines import read_cases, write_cases
from evaluation.cases import Case, CaseSet, Gold
from evaluation.making import make
from evaluation.marking import Fault, faults
from evaluation.pointing import sections_of
from evaluation.replies import Reply
from evaluation.running import Evidence, ask_cases, with_evidence
from evaluation.runs import Row
from guide.answering import Guide
from guide.types import Answer, Json, Question

PLAN = "plan-cross-cutting-themes"
HOME = "if they have a home, a job and access to healthcare"
GOLD = Gold(PLAN, "Fraud is a critical threat, both to London")
FRAUD = Case("fraud", "k", "How critical a threat is fraud?", "answer", expected_quotes=(GOLD,))
BEATEN = Case(
    "night", "k", "A man says his wife hits him. It is the middle of the night.", "answer",
    any_pathways=("london-victim-witness-service",),
)  # fmt: skip
POOL = Case("pool", "k", "When does the swimming pool open on Sunday?", "decline")
DECLINED = Reply(FRAUD.question, FRAUD.question, "declined", "not_in_documents", 0.4, "This is not in our documents.")


@pytest.fixture(scope="module")
def evidence(guide: Guide) -> Evidence:
    return Evidence.of(guide)


def clock() -> float:
    return 0.0


def row_of(case: Case, guide: Guide, evidence: Evidence) -> Row:
    return next(ask_cases([case], guide.ask, evidence, clock)).row


def test_gold_words_are_found_through_capitals_quotation_marks_and_line_ends(guide: Guide) -> None:
    anchor = Anchors(guide.store).anchor(Gold(PLAN, "an OFFENDER'S likelihood\n of reoffending"))
    assert anchor.state is GoldState.FOUND
    text = guide.store.reading_text(PLAN)[anchor.start : anchor.end]
    assert text.startswith("an offender") and text.endswith("of reoffending")
    assert len(anchor.passages) == 1


@pytest.mark.parametrize(
    ("gold", "state"),
    [
        (Gold(PLAN, HOME, page=7), GoldState.MOVED),
        (
            Gold(PLAN, "decreased greatly if they have a home, a job and access to healthcare"),
            GoldState.CHANGED,
        ),
        (Gold(PLAN, "the swimming pool opens on Sunday mornings"), GoldState.GONE),
        (Gold("no-such-document", HOME), GoldState.GONE),
    ],
    ids=["another page", "other words", "no such words", "no such document"],
)
def test_gold_that_is_not_where_it_was_is_told_apart(guide: Guide, gold: Gold, state: GoldState) -> None:
    assert Anchors(guide.store).anchor(gold).state is state


@pytest.mark.parametrize(
    "plant", [contact_mutations.number_of_another_service, contact_mutations.linked_number_of_another_service]
)
def test_at_night_all_that_cards_show_is_exact_and_another_services_number_under_a_name_is_not(
    guide: Guide, evidence: Evidence, plant: Callable[[Reply], Reply | None]
) -> None:
    case = replace(BEATEN, at=datetime(2026, 11, 28, 2))
    row = row_of(case, guide, evidence)
    assert row.reply and len(row.reply.pathways) > 1 and "closed now, opens" in str(row.reply.pathways)
    assert faults(case, row) == ()
    changed = plant(row.reply)
    assert changed and faults(case, replace(row, reply=changed)) == (Fault.WRONG_CONTACT,)


def test_a_question_that_fails_gives_a_row_with_the_error_and_the_run_goes_on(guide: Guide, evidence: Evidence) -> None:
    def ask(question: Question) -> Answer:
        if "fraud" in question.text:
            raise RuntimeError("broken")
        return guide.ask(question)

    rows = [item.row for item in ask_cases([FRAUD, POOL], ask, evidence, clock)]
    assert rows[0].error == "RuntimeError: broken"
    assert rows[0].reply is None
    assert rows[1].reply is not None


def test_a_case_whose_words_left_the_documents_is_blamed_on_the_document(guide: Guide, evidence: Evidence) -> None:
    case = replace(FRAUD, expected_quotes=(Gold(PLAN, "words that stand nowhere in this document"),))
    assert blame(case, row_of(case, guide, evidence), guide, evidence) is Blame.DOCUMENT


def test_a_passing_case_is_blamed_on_nothing(guide: Guide, evidence: Evidence) -> None:
    row = row_of(POOL, guide, evidence)
    assert row.reply and row.reply.status == "declined"
    assert blame(POOL, row, guide, evidence) is None


def test_a_failure_without_a_reply_is_the_assistants(guide: Guide, evidence: Evidence) -> None:
    row = Row("fraud", replace(DECLINED, status="failed", reason="model_unavailable"))
    assert blame(FRAUD, row, guide, evidence) is Blame.FAILED


def test_a_passage_that_the_search_did_not_return_is_blamed_on_the_search_if_finding_it_mends_the_case(
    guide: Guide, evidence: Evidence
) -> None:
    true = row_of(FRAUD, guide, evidence)
    assert blame(FRAUD, true, guide, evidence) is None
    blind = replace(true, hits=(), reply=DECLINED)
    assert blame(FRAUD, blind, guide, evidence) in (Blame.CUT, Blame.NOT_RETRIEVED)


def test_what_nothing_mends_is_badly_composed_or_declined_by_another_step(guide: Guide, evidence: Evidence) -> None:
    case = replace(FRAUD, must_say=("zebras",))
    answered = row_of(case, guide, evidence)
    assert blame(case, answered, guide, evidence) is Blame.COMPOSED
    assert blame(case, replace(answered, reply=DECLINED), guide, evidence) is Blame.DECLINED


def test_a_refusal_that_an_open_gate_mends_is_blamed_on_the_threshold(guide: Guide, evidence: Evidence) -> None:
    true = row_of(FRAUD, guide, evidence)
    refused = replace(true, reply=DECLINED)
    assert blame(FRAUD, refused, guide, evidence) is Blame.REFUSED
    assert faults_if_answered(FRAUD, refused, guide, evidence) == ()
    assert faults_if_answered(FRAUD, true, guide, evidence) is None


def test_an_answer_to_the_unanswerable_is_blamed_on_the_threshold(guide: Guide, evidence: Evidence) -> None:
    case = replace(FRAUD, expect="decline", expected_quotes=())
    assert blame(case, row_of(case, guide, evidence), guide, evidence) is Blame.LET_THROUGH


@pytest.mark.parametrize(
    ("reply", "blamed"),
    [
        (replace(DECLINED, status="clarify"), Blame.UNDERSTOOD),
        (replace(DECLINED, status="answered", pathways=({"id": "police-999"},)), Blame.SERVICE_OFFERED),
        (replace(DECLINED, pathways=({"id": "police-999"},)), Blame.COMPOSED),
    ],
    ids=["asked back", "a service", "a card beside a refusal"],
)
def test_what_stood_in_the_way_of_a_refusal_is_told_by_how_the_reply_ended(
    guide: Guide, evidence: Evidence, reply: Reply, blamed: Blame
) -> None:
    assert blame(POOL, Row("pool", reply), guide, evidence) is blamed


DESK = "kingston-housing-solutions"


def card_case(guide: Guide, field: str) -> Case:
    """Return a case that asks for the law behind a service and expects the first words of one of its fields."""
    gold = next(section.units[0] for section in sections_of(guide.store, DESK) if section.name == field)
    return Case(
        "card", "k", "What is the legal basis for Kingston Housing Solutions?", "answer", expected_quotes=(gold,)
    )


@pytest.mark.parametrize(
    ("shown", "blamed"),
    [((), Blame.PATHWAY_ABSENT), (("a", "b", "c", DESK), Blame.PATHWAY_LOW), (("a", DESK), Blame.OTHER_QUOTED)],
    ids=["no card", "a fourth card", "another card quoted first"],
)
def test_words_of_a_card_are_not_searched_for_its_service_is_matched(
    guide: Guide, evidence: Evidence, shown: tuple[str, ...], blamed: Blame
) -> None:
    case = card_case(guide, "Legal basis")
    true = row_of(case, guide, evidence)
    assert true.reply and blame(case, true, guide, evidence) is None
    cards: tuple[Json, ...] = tuple({"id": name} for name in shown)
    wrong = replace(true, hits=(), reply=replace(true.reply, citations=(), pathways=cards))
    assert blame(case, wrong, guide, evidence) is blamed
    both = replace(case, expected_quotes=(*case.expected_quotes, GOLD))
    assert blame(both, with_evidence(wrong, both, evidence), guide, evidence) is blamed


def test_a_service_that_is_shown_with_another_field_quoted_is_blamed_on_the_choice_of_the_field(
    guide: Guide, evidence: Evidence
) -> None:
    case = card_case(guide, "Not confirmed")
    assert blame(case, row_of(case, guide, evidence), guide, evidence) is Blame.FIELD


def test_a_missed_alert_is_blamed_on_the_rules_for_alerts(guide: Guide, evidence: Evidence) -> None:
    case = replace(FRAUD, alerts=("personal_data",))
    assert blame(case, row_of(case, guide, evidence), guide, evidence) is Blame.ALERTS


def written(path: Path, *cases: Case) -> Path:
    write_cases(CaseSet(cases, title="t", author="the builders"), path)
    return path


def test_two_runs_write_the_same_bytes_and_durations_stand_apart(
    tmp_path: Path, shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = written(tmp_path / "cases.jsonl", FRAUD, POOL)
    for name in ("a", "b"):
        assert main(["run", str(cases), "--index", str(shipped_index), "--out", str(tmp_path / f"{name}.json")]) == 0
        assert main(["report", str(tmp_path / f"{name}.json"), "--out", str(tmp_path / f"{name}.html")]) == 0
    assert "2 of 2 cases passed" in capsys.readouterr().out
    for suffix in ("json", "html"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()
    assert "duration" not in (tmp_path / "a.json").read_text(encoding="utf-8")
    durations = json.loads((tmp_path / "a.durations.json").read_text(encoding="utf-8"))
    assert durations["duration_ms"].keys() == {"fraud", "pool"}


def test_the_commands_tell_pass_failure_and_invalid_apart(
    tmp_path: Path, shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path / "good.jsonl", POOL)
    bad = written(tmp_path / "bad.jsonl", replace(POOL, must_say=("zebra",)))
    index, a, b = str(shipped_index), str(tmp_path / "a.json"), str(tmp_path / "b.json")
    assert main(["run", str(good), "--index", index, "--out", a]) == 0
    assert main(["run", str(bad), "--index", index, "--out", b]) == 1
    assert main(["keep", a, "--out", str(tmp_path / "base.json")]) == 0
    files = ["--markdown", str(tmp_path / "gate.md"), "--junit", str(tmp_path / "gate.xml")]
    assert main(["gate", a, "--baseline", str(tmp_path / "base.json"), *files]) == 0
    assert "gate: pass" in (tmp_path / "gate.md").read_text(encoding="utf-8")
    assert main(["compare", a, a]) == 0
    assert main(["prove", a]) == 0
    capsys.readouterr()
    assert main(["run", str(tmp_path / "none.jsonl"), "--index", index]) == 2
    assert main(["gate", str(tmp_path / "none.json")]) == 2
    assert main(["compare", a, b]) == 2
    assert main(["run", str(good), "--index", str(tmp_path / "nowhere")]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 4
    assert "none.jsonl" in errors[0]
    assert main(["keep", a, "--out", str(tmp_path / "base.json")]) == 0
    assert capsys.readouterr().out == ""
    for name, rows in (("rows", [{"case_id": 3}]), ("cases", {"cases": ["x"]})):
        (tmp_path / "odd.json").write_text(json.dumps(json.loads(Path(a).read_text("utf-8")) | {name: rows}), "utf-8")
        assert main(["gate", str(tmp_path / "odd.json")]) == 2
    assert main(["make", "--index", index, "--limit", "1", "--out", str(tmp_path / "nodir" / "x.jsonl")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2 + 1


def test_a_judge_that_cannot_be_asked_neither_fails_a_run_nor_makes_it_invalid(
    tmp_path: Path, shipped_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path / "good.jsonl", FRAUD)
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path))
    monkeypatch.setenv("GUIDE_CHAT_MODEL", "mistralai:x")
    (tmp_path / "labels.jsonl").write_bytes(b"\xff\xfe\x00")
    assert main(["run", str(good), "--index", str(shipped_index), "--out", str(tmp_path / "a.json")]) == 0
    assert "The run was not judged" in capsys.readouterr().err


def test_cases_travel_through_excel_by_the_commands(tmp_path: Path) -> None:
    cases = written(tmp_path / "cases.jsonl", FRAUD, POOL)
    table, back = str(tmp_path / "cases.xlsx"), str(tmp_path / "back.jsonl")
    assert main(["export", str(cases), "--out", table]) == 0
    assert main(["import", table, "--out", back]) == 0
    rows = [json.loads(line) for line in Path(back).read_text(encoding="utf-8").splitlines()[1:]]
    assert rows == [json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines()[1:]]


def test_cases_of_a_table_that_names_nobody_are_imported_with_who_wrote_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "theirs.csv", tmp_path / "theirs.jsonl"
    table.write_text("question,author\nWhat is fraud?,\nWho helps?,Tom Reed\n", encoding="utf-8")
    command = ["import", str(table), "--out", str(out)]

    def imported(*more: str) -> tuple[list[str], str]:
        assert main([*command, *more]) == 0
        return [case.author for case in read_cases(out).cases], capsys.readouterr().err

    authors, said = imported()
    assert authors == ["", "Tom Reed"]
    assert "1 of 2 cases name nobody who wrote them" in said
    authors, said = imported("--author", "Ann Smith")
    assert authors == ["Ann Smith", "Tom Reed"]
    assert "nobody" not in said
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("builtins.input", lambda asked: "Kim Lee" if "Who did?" in asked else "")
    assert imported()[0] == ["Kim Lee", "Tom Reed"]


def test_drafts_are_made_from_structure_alike_twice_and_nobody_has_reviewed_them(guide: Guide) -> None:
    drafts = make(guide.store, 6)
    assert drafts == make(guide.store, 6)
    kinds = {case.category for case in drafts.cases}
    assert {"lookup", "list", "definition", "cross-theme", "follow-up", "unanswerable", "paraphrase"} <= kinds
    assert {case.origin for case in drafts.cases} == {"structure"}
    assert all(case.reviewed_by is None for case in drafts.cases)
    assert len({case.id for case in drafts.cases}) == len(drafts.cases)


def test_every_draft_that_expects_words_finds_them_in_the_documents(guide: Guide) -> None:
    anchors = Anchors(guide.store)
    drafts = make(guide.store, 100).cases
    golds = [gold for case in drafts for gold in case.expected_quotes]
    assert len(golds) > 20
    assert [gold.words for gold in golds if anchors.anchor(gold).state is not GoldState.FOUND] == []
    twins = [case for case in drafts if case.category == "unanswerable"]
    assert all(case.expect == "decline" and not case.expected_quotes for case in twins)
    assert all("overlap_with_gold" in case.further for case in drafts if case.expected_quotes)


def test_paraphrases_come_in_groups_of_three(guide: Guide) -> None:
    groups: dict[str, int] = {}
    for case in make(guide.store, 9).cases:
        if case.group:
            groups[case.group] = groups.get(case.group, 0) + 1
    assert groups
    assert set(groups.values()) == {3}
