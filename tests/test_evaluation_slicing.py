"""The theme and audience of a case: its own, else those of the headings and records that its gold stands under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.anchoring import Anchors
from evaluation.case_lines import read_all
from evaluation.cases import Case, CaseSet, Gold
from evaluation.comparing import compare
from evaluation.report_facts import Rate, facts_of
from evaluation.reporting import report
from evaluation.runs import Run
from evaluation.slicing import NOT_TOLD, SEVERAL, Slices
from guide.answering import Guide
from tests.evaluation_sample import sample

ROOT = Path(__file__).resolve().parent.parent
PLAN = "plan-cross-cutting-themes"
CASE = Case("c", "k", "q", "answer")
FRAUD = Gold(PLAN, "Fraud is a critical threat, both to London")
HOME = Gold(PLAN, "if they have a home, a job and access to healthcare")


@pytest.mark.parametrize(
    ("case", "themes"),
    [
        (replace(CASE, expected_quotes=(FRAUD,)), ("cyber-online-crime",)),
        (replace(CASE, expected_quotes=(FRAUD, HOME)), ("cyber-online-crime", "reducing-reoffending")),
        (replace(CASE, expected_quotes=(FRAUD,), theme="money"), ("money",)),
        (replace(CASE, expected_pathways=("police-999",)), (SEVERAL,)),
        (replace(CASE, expected_quotes=(Gold(PLAN, "words that stand nowhere in it"),)), ()),
        (CASE, ()),
    ],
    ids=["a heading", "two headings", "its own", "a record of all themes", "gold that is gone", "no gold"],
)
def test_the_theme_is_told_by_what_the_gold_names(guide: Guide, case: Case, themes: tuple[str, ...]) -> None:
    anchors = Anchors(guide.store)
    gold = [anchors.anchor(each) for each in case.expected_quotes]
    assert Slices.of(guide.store).themes_of(case, gold, anchors) == themes


@pytest.mark.parametrize(
    ("case", "audiences"),
    [
        (replace(CASE, expected_pathways=("young",)), ("about children and young people",)),
        (replace(CASE, any_pathways=("young", "grown")), ("about adults", "about children and young people")),
        (replace(CASE, expected_quotes=(Gold("all", "words"),)), ("about anybody",)),
        (replace(CASE, expected_pathways=("young",), audience="police"), ("police",)),
        (replace(CASE, further={"about": "self"}), ("about the person asking",)),
        (replace(CASE, further={"about": {"odd": 1}}), ()),
    ],
    ids=["the young", "one or the other", "a quoted record", "its own", "a crisis", "a field of another shape"],
)
def test_the_audience_is_told_by_the_ages_of_the_records(case: Case, audiences: tuple[str, ...]) -> None:
    ages = {"young": "about children and young people", "grown": "about adults", "all": "about anybody"}
    assert Slices({name: () for name in ages}, ages, frozenset()).audiences_of(case) == audiences


def test_every_shipped_case_with_gold_tells_its_theme(guide: Guide) -> None:
    cases = read_all([ROOT / "evaluation" / "cases" / name for name in ("plan.jsonl", "pathways", "safety")]).active
    slices, anchors = Slices.of(guide.store), Anchors(guide.store)

    def themes(case: Case) -> Sequence[str]:
        return slices.themes_of(case, [anchors.anchor(each) for each in case.expected_quotes], anchors)

    with_gold = [case for case in cases if case.expected_quotes or case.expected_pathways or case.any_pathways]
    assert len(with_gold) > 380
    assert [case.id for case in with_gold if not themes(case)] == []


def sliced(themes: Mapping[str, tuple[str, ...]]) -> Run:
    run = sample()
    return replace(run, rows=tuple(replace(row, themes=themes.get(row.case_id, ())) for row in run.rows))


def test_a_report_counts_a_case_in_each_of_its_themes_and_says_how_many_tell_none() -> None:
    run = sliced({"two": ("fraud", "housing"), "one": ("housing",)})
    assert facts_of(run).themes == (Rate("fraud", 1, 1), Rate("housing", 2, 2), Rate(NOT_TOLD, 4, 4))
    page = report(run, ".html").decode()
    first = page[: page.index("</section>")]
    assert "Passed, by theme" in first and "so it may count twice" in first
    assert facts_of(sliced({})).themes == ()


def test_a_theme_of_the_case_itself_counts_in_a_run_made_before_themes_were_told() -> None:
    run = sample()
    cases = tuple(replace(case, theme="housing") if case.id == "one" else case for case in run.cases.cases)
    assert facts_of(replace(run, cases=CaseSet(cases))).themes == (Rate("housing", 1, 1), Rate(NOT_TOLD, 5, 5))


def test_a_comparison_slices_by_the_told_themes() -> None:
    run = sliced({"two": ("fraud", "housing"), "one": ("housing",)})
    found = {(part.field, part.value): part.count for part in compare(run, run).slices}
    assert (found["theme", "housing"], found["theme", "fraud"]) == (2, 1)
