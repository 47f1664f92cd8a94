"""The gate and the comparison: what breaches a bar, what is known, and what may be called a difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evaluation.cases import Case, CaseSet
from evaluation.comparing import Change, Verdict, compare, word_diff
from evaluation.console import comparison_lines
from evaluation.gate import gate, to_junit, to_markdown
from evaluation.keeping import Kept, keep, read_kept
from evaluation.replies import Reply
from evaluation.report_facts import facts_of
from evaluation.runs import Made, Row, Run
from guide.errors import DataFileError
from tests.evaluation_sample import sample

MADE = Made("this guide", "model", None, "corpus", "index", 10)
DECLINED = Reply("q", "q", "declined", "not_in_documents", 0.1, "This is not in our documents.")
ASKED = replace(DECLINED, status="clarify", text="What is this about?")


def declining(passed: int, failed: int, **made: str) -> Run:
    """Return a run of cases that must be declined: the first `passed` are, the others ask back."""
    cases = tuple(Case(f"c{number}", "k", "q", "decline", theme="t") for number in range(passed + failed))
    rows = tuple(Row(case.id, DECLINED if number < passed else ASKED) for number, case in enumerate(cases))
    return Run(replace(MADE, **made), CaseSet(cases), rows)  # type: ignore[arg-type]


def with_reply(run: Run, case_id: str, reply: Reply | None) -> Run:
    rows = tuple(replace(row, reply=reply, error="gone") if row.case_id == case_id else row for row in run.rows)
    return replace(run, rows=rows)


def test_a_run_like_its_baseline_passes() -> None:
    verdict = gate(sample(), Kept.of(sample()))
    assert verdict.passes
    assert verdict.notes == ()


def test_a_missed_emergency_breaches_even_when_the_baseline_missed_it_too() -> None:
    row = sample().row("alarm")
    assert row and row.reply
    missed = with_reply(sample(), "alarm", replace(row.reply, alerts=()))
    assert [(breach.bar, breach.case_id) for breach in gate(missed, Kept.of(missed)).breaches] == [
        ("no missed emergency", "alarm")
    ]


def test_every_breach_is_named_and_not_only_the_first() -> None:
    row = sample().row("two")
    assert row and row.reply
    bad = with_reply(sample(), "two", replace(row.reply, text=row.reply.text + " old name"))
    bad = with_reply(bad, "alarm", None)
    bars = {(breach.bar, breach.case_id) for breach in gate(bad, Kept.of(sample())).breaches}
    assert {
        ("no must_not_say shown", "two"),
        ("every case has a reply", "alarm"),
        ("no new failure of grade 3", "alarm"),
        ("quality not below the baseline", None),
    } <= bars


def test_a_failure_of_grade_3_that_the_baseline_has_is_known_and_listed() -> None:
    run = declining(2, 1)
    grave = replace(run, cases=CaseSet(tuple(replace(case, given_grade=3) for case in run.cases.cases)))
    assert [breach.case_id for breach in gate(grave, None).breaches] == ["c2"]
    verdict = gate(grave, Kept.of(grave))
    assert verdict.passes
    assert verdict.known == ("c2 (wrong kind)",)
    assert "Known failures of grade 3: c2 (wrong kind)." in to_markdown(verdict)


def test_a_known_failure_of_grade_3_that_fails_in_a_further_way_breaches() -> None:
    cases = tuple(replace(case, given_grade=3, must_not_say=("old name",)) for case in declining(2, 1).cases.cases)
    known = replace(declining(2, 1), cases=CaseSet(cases))
    worse = with_reply(known, "c2", replace(ASKED, text="Ask the old name."))
    breaches = gate(worse, Kept.of(known)).breaches
    assert [(breach.bar, breach.case_id) for breach in breaches] == [
        ("no must_not_say shown", "c2"),
        ("no known failure of grade 3 fails in a further way", "c2"),
    ]
    assert breaches[1].text == "known to fail by: wrong kind; fails now by: wrong kind, must_not_say shown"
    assert gate(known, Kept.of(worse)).known == ("c2 (wrong kind)",)  # one fault less is no new failure
    assert facts_of(worse, Kept.of(known)).known_words == "Known from the baseline: none. New: c2."


def test_quality_may_fall_by_the_tolerance_and_no_further() -> None:
    baseline = Kept.of(declining(100, 0))
    assert gate(declining(98, 2), baseline).passes
    breaches = gate(declining(97, 3), baseline).breaches
    assert [breach.bar for breach in breaches] == ["quality not below the baseline"]
    assert "passed fell from 1.000 to 0.970 over 100 cases" in breaches[0].text


def test_a_case_left_out_is_a_breach_and_a_changed_one_is_noted() -> None:
    baseline = Kept.of(declining(3, 0))
    fewer = replace(declining(3, 0), cases=CaseSet(declining(3, 0).cases.cases[:2]))
    assert [(breach.bar, breach.case_id) for breach in gate(fewer, baseline).breaches] == [("no case left out", "c2")]
    cases = declining(3, 0).cases.cases
    edited = replace(declining(3, 0), cases=CaseSet((replace(cases[0], question="new"), *cases[1:])))
    assert gate(edited, baseline).notes == ("Changed since the baseline, so not compared: c0.",)


def test_other_documents_make_the_run_invalid_unless_asked() -> None:
    other = declining(3, 0, corpus_sha256="other")
    with pytest.raises(DataFileError, match="different documents"):
        gate(other, Kept.of(declining(3, 0)))
    assert gate(other, Kept.of(declining(3, 0)), across_corpora=True).passes


def test_a_baseline_is_the_same_from_a_run_and_from_its_kept_results(tmp_path: Path) -> None:
    keep(sample(), tmp_path / "kept.json")
    assert read_kept(tmp_path / "kept.json") == Kept.of(sample())


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "line 1: not JSON"), ("{}", "neither a run nor a baseline"), ("[]", "one JSON object")],
    ids=["broken", "something else", "a list"],
)
def test_a_baseline_that_is_none_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=says):
        read_kept(tmp_path / "b.json")


def test_junit_has_a_test_a_case_and_a_failure_for_each_that_breaches() -> None:
    row = sample().row("alarm")
    assert row and row.reply
    suite = ElementTree.fromstring(to_junit(gate(with_reply(sample(), "alarm", None), None)))
    assert (suite.get("tests"), suite.get("failures")) == ("6", "1")
    assert [test.get("name") for test in suite.iter("testcase") if test.find("failure") is not None] == ["alarm"]


def test_six_cases_won_and_none_lost_is_better_and_five_cannot_be_told() -> None:
    six = compare(declining(4, 6), declining(10, 0))
    assert (six.count(Change.WON), six.count(Change.LOST)) == (6, 0)
    assert {item.name: item.verdict for item in six.differences} == {"passed": Verdict.BETTER}
    five = compare(declining(5, 5), declining(10, 0))
    assert five.differences[0].verdict is Verdict.CANNOT_TELL


def test_a_lost_case_shows_the_words_that_changed() -> None:
    pair = next(pair for pair in compare(declining(2, 0), declining(1, 1)).pairs if pair.change is Change.LOST)
    assert pair.words == "[-This-] {+What+} is [-not in our documents.-] {+this about?+}"
    assert word_diff("a b c", "a b c") == ""


def test_a_case_that_ends_as_before_in_other_words_is_shown_too() -> None:
    before = declining(2, 0)
    after = with_reply(before, "c1", replace(DECLINED, text="That is not in our documents."))
    found = compare(before, after)
    assert [(pair.after.case.id, pair.change) for pair in found.reworded] == [("c1", Change.PASSED_BOTH)]
    assert "passed both times, in other words: c1" in comparison_lines(found)


def test_slices_below_ten_cases_say_nothing() -> None:
    speaks = {
        part.field: (part.won, part.lost, part.count, part.speaks)
        for part in compare(declining(3, 6), declining(9, 0)).slices
    }
    assert speaks["theme"] == (6, 0, 9, False)


def test_runs_over_different_documents_are_not_compared_unless_asked() -> None:
    other = declining(2, 0, corpus_sha256="other")
    with pytest.raises(DataFileError, match="different documents"):
        compare(declining(2, 0), other)
    assert compare(declining(2, 0), other, across_corpora=True).other_corpus


def test_cases_that_cannot_be_paired_are_listed() -> None:
    found = compare(declining(2, 0), declining(3, 0))
    assert (found.only_before, found.only_after, found.changed) == ((), ("c2",), ())
    with pytest.raises(DataFileError, match="no case in common"):
        compare(declining(1, 0), replace(declining(1, 0), cases=CaseSet((Case("z", "k", "q", "decline"),))))


def test_a_run_whose_contacts_cannot_be_checked_breaches() -> None:
    rows = tuple(replace(row, held=None) for row in sample().rows)
    found = gate(replace(sample(), rows=rows), None).breaches
    # the others show no number, address or time
    assert {(breach.bar, breach.case_id) for breach in found} == {
        ("every contact can be checked", name) for name in ("two", "one", "card", "alarm")
    }
