"""The theme and audience of a case: its own, else those of the headings and records that its gold stands under."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from evaluation.anchoring import Anchors
from evaluation.case_lines import read_all
from evaluation.cases import Case, CaseSet, Gold
from evaluation.comparing import compare
from evaluation.keeping import Kept, keep, read_kept
from evaluation.report_facts import NO_TAG, SLICES_NOTE, Rate, facts_of
from evaluation.reporting import FORMS, report
from evaluation.run_files import read_run, write_run
from evaluation.running import made_by
from evaluation.runs import Run
from evaluation.scoring import results
from evaluation.slicing import NOT_TOLD, SEVERAL, Slices
from evaluation.summary_table import markdown_table
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


def sliced(themes: Mapping[str, tuple[str, ...]], titles: Mapping[str, str] = {}) -> Run:
    run = sample()
    rows = tuple(replace(row, themes=themes.get(row.case_id, ())) for row in run.rows)
    return replace(run, rows=rows, made=replace(run.made, theme_titles=titles))


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


TITLED = sliced({"two": ("asb", "fraud"), "one": ("asb",)}, {"asb": "Anti-social behaviour"})


def test_people_read_the_title_of_a_theme_and_scripts_its_id(tmp_path: Path) -> None:
    assert [rate.name for rate in facts_of(TITLED).themes] == ["Anti-social behaviour", "fraud", NOT_TOLD]
    assert ("theme", "Anti-social behaviour") in {(part.field, part.value) for part in compare(TITLED, TITLED).slices}
    page, note, table, figures = (report(TITLED, suffix) for suffix in FORMS)
    cells = [cell.text for each in docx.Document(io.BytesIO(note)).tables for row in each.rows for cell in row.cells]
    for shown in (page.decode(), cells, table.decode("utf-8-sig")):
        assert "Anti-social behaviour" in shown
    assert ">asb<" not in page.decode() and "asb" not in cells
    assert set(json.loads(figures)["by_theme"]) == {"asb", "fraud"}
    write_run(TITLED, tmp_path / "run.json", {})
    assert read_run(tmp_path / "run.json").made.theme_titles == {"asb": "Anti-social behaviour"}


def test_tags_are_slices_of_a_run_its_reports_and_a_comparison() -> None:
    run = sample()
    tags = {"one": ("hard",), "two": ("hard", "new")}
    tagged = replace(run, cases=CaseSet(tuple(replace(case, tags=tags.get(case.id, ())) for case in run.cases.cases)))
    assert facts_of(run).tags == ()
    assert facts_of(tagged).tags == (Rate("hard", 2, 2), Rate("new", 1, 1), Rate(NO_TAG, 4, 4))
    found = {(part.field, part.value): part.count for part in compare(tagged, tagged).slices}
    assert (found["tag", "hard"], found["tag", "new"]) == (2, 1)
    page, note, table, figures = (report(tagged, suffix) for suffix in FORMS)
    assert json.loads(figures)["by_tag"] == results(tagged)["by_tag"] == {
        "hard": {"passed": 2, "total": 2}, "new": {"passed": 1, "total": 1},
    }  # fmt: skip
    cells = [cell.text for each in docx.Document(io.BytesIO(note)).tables for row in each.rows for cell in row.cells]
    assert "hard" in cells and ">hard<" in page.decode()
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert {row["id"]: row["tags"] for row in rows if row["tags"]} == {"one": "hard", "two": "hard; new"}


def test_a_run_keeps_the_titles_of_the_themes_that_its_cases_can_have(guide: Guide) -> None:
    titles = made_by(guide).theme_titles
    known = Slices.of(guide.store).known
    assert known <= titles.keys()
    assert [title for title in titles.values() if title.replace(" ", "-") in titles] == []


def test_the_table_of_results_counts_by_theme_with_its_title_and_says_how_many_tell_none(tmp_path: Path) -> None:
    keep(TITLED, tmp_path / "kept.json")
    for kept in (Kept.of(TITLED), read_kept(tmp_path / "kept.json")):
        lines = markdown_table(kept, "kept.json").splitlines()
        first = lines.index("| Theme | Passed | 95 % interval |")
        assert lines[first + 2 : first + 5] == [
            "| Anti-social behaviour | 2 of 2 | 16% to 100% |",
            "| fraud | 1 of 1 | 2% to 100% |",
            f"| {NOT_TOLD} | 4 of 4 | 40% to 100% |",
        ]
        assert SLICES_NOTE in lines


def test_a_baseline_whose_cases_tell_no_theme_has_no_table_of_themes() -> None:
    assert "| Theme |" not in markdown_table(Kept.of(sliced({})), "kept.json")
