"""Reports and run files: the same bytes twice, nothing from elsewhere, and what the first page must say."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from evaluation import plots
from evaluation.agreement import ALL_THE_SAME, NO_TWO, Kappa
from evaluation.case_lines import read_cases
from evaluation.cases import Case, CaseSet
from evaluation.dial import settings_of
from evaluation.judging import Judged
from evaluation.keeping import Kept
from evaluation.kept_names import kept_as
from evaluation.labels import Label, to_label
from evaluation.report_facts import NONE_GRAVE, expected_lines, facts_of
from evaluation.report_words import KINDS, word_lines
from evaluation.reporting import FORMS, report
from evaluation.run_files import read_run, run_id, write_run
from evaluation.runs import Run
from evaluation.scoring import mark_run, results
from guide.errors import DataFileError, SettingError
from tests.evaluation_sample import sample


def failing() -> Run:
    """Return the sample with an emergency missed and the case with two quotations refused but answerable."""
    run = sample()
    rows = []
    for row in run.rows:
        if row.case_id == "alarm" and row.reply:
            row = replace(row, reply=replace(row.reply, alerts=(), text="Nothing <b>here</b>"), blame="the rules")
        if row.case_id == "two" and row.reply:
            declined = replace(row.reply, status="declined", reason="not_in_documents", confidence=0.4, citations=())
            row = replace(row, reply=declined, opened=())
        rows.append(row)
    return replace(run, rows=tuple(rows), cases=replace(run.cases, author="the builders"))


@pytest.mark.parametrize("suffix", list(FORMS))
def test_the_same_run_gives_the_same_bytes(suffix: str) -> None:
    assert report(failing(), suffix) == report(failing(), suffix)


def test_another_suffix_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(SettingError, match=r"\.html, \.docx, \.csv, \.json"):
        report(sample(), ".pdf")


def test_the_page_needs_nothing_from_elsewhere_and_runs_no_script() -> None:
    page = report(failing(), ".html").decode()
    assert not re.findall(r"<script|<link|<iframe|url\(|src=|@import", page)
    assert set(re.findall(r"https?://[^\"]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert page.count("<svg") >= 3


def test_a_plot_names_each_row_whole_above_its_mark_on_as_many_lines_as_it_takes() -> None:
    grades = facts_of(failing()).grades
    named = [f"{each.name}: {each.passed} of {each.total}" for each in grades]
    for drawn in (plots.intervals("Grades", grades), plots.bars("Grades", list(zip(named, (3, 2, 1), strict=True)))):
        lines = [(int(y), words) for y, words in re.findall(r'<text x="0" y="(\d+)">(.*?)</text>', drawn)]
        whole = " ".join(words for _, words in lines).replace(plots.NBSP, " ")
        assert [whole.count(name) for name in named] == [1, 1, 1]
        assert max(len(words) for _, words in lines) <= plots.LETTERS
        marks = sorted({int(y) for y in re.findall(r'<(?:line class="interval"|rect)[^>]* y1?="(\d+)"', drawn)})
        heights = [y for y, _ in lines]
        assert len(marks) > 1 and all(after - before >= plots.LINE for before, after in pairwise(heights))
        assert not any(mark - plots.LINE < y - 14 < mark < y for mark in marks for y in heights)
        height = re.search(r' height="(\d+)"', drawn)
        assert height and max(marks) < int(height[1])


def test_text_of_a_reply_is_shown_and_never_taken_as_markup() -> None:
    page = report(failing(), ".html").decode()
    assert "Nothing &lt;b&gt;here&lt;/b&gt;" in page
    assert "Nothing <b>" not in page


def test_the_first_page_names_every_grave_failure_its_authors_and_its_limits() -> None:
    page = report(failing(), ".html", Kept.of(failing())).decode()
    first = page[: page.index("</section>")]
    assert "1 failure of grade 3" in first
    assert "missed emergency" in first
    assert "Known from the baseline: alarm. New: none." in first
    assert "Cases written by: the builders. Reviewed by a second person: 0 of 6." in first
    assert "What this evidence cannot show" in first


@pytest.mark.parametrize(
    ("baseline", "says"),
    [(Kept.of(sample()), "Known from the baseline: none. New: alarm."), (None, "No baseline was named")],
    ids=["new", "no baseline"],
)
def test_every_report_says_which_grave_failures_were_known(baseline: Kept | None, says: str) -> None:
    page, note, table, figures = (report(failing(), suffix, baseline) for suffix in FORMS)
    assert says in page.decode()
    assert says in "\n".join(each.text for each in docx.Document(io.BytesIO(note)).paragraphs)
    assert json.loads(figures)["known"].startswith(says)
    known = {
        row["id"]: row["known from the baseline"] for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    }
    assert known["alarm"] == ("no" if baseline else "no baseline")


def test_a_judged_figure_never_stands_without_the_judges_agreement_with_people() -> None:
    run = failing()
    keys = list(to_label(mark_run(run)))[:2]
    judged = Judged("a judge", "0" * 64, {case.id: {"faithfulness": 0.5} for case in run.cases.cases})
    # Ann says yes to two replies of which the judge, at half their statements, says no: none agree, none by chance.
    yes = tuple(Label(key, "Ann", True, True) for key in keys)
    kappa = "kappa 0.00 (0.00 to 0.00) with Ann over 2"
    for labels, says in (((), "no labels yet"), (yes[:1], "agreement not measured yet"), (yes, kappa)):
        page, note, table, figures = (report(run, suffix, None, labels, judged) for suffix in FORMS)
        assert f"<td>faithfulness</td><td>0.500</td><td>6</td><td>{says}</td>" in page.decode()
        cells = [cell.text for each in docx.Document(io.BytesIO(note)).tables[-1].rows for cell in each.cells]
        assert cells[cells.index("faithfulness") + 3] == says
        row = next(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
        assert (row["faithfulness"], row["faithfulness: agreement with people"]) == ("0.5", says)
        assert json.loads(figures)["judged"][0]["agreement_with_people"] == says


def test_a_report_names_the_authors_of_the_cases_and_counts_no_author_as_a_second_person() -> None:
    run = sample()
    authors = ("Tom Reed", "Ann Smith", "Tom Reed", "", "Ann Smith", "")
    reviewers = ("tom reed", "Tom Reed", None, "Kim", None, None)
    cases = tuple(
        replace(case, author=author, reviewed_by=reviewer)
        for case, author, reviewer in zip(run.cases.cases, authors, reviewers, strict=True)
    )
    facts = facts_of(replace(run, cases=replace(run.cases, cases=cases)))
    assert facts.authors == "Cases written by: Tom Reed, Ann Smith. Reviewed by a second person: 2 of 6."


def test_a_failure_says_what_was_expected_and_which_alerts_were_shown() -> None:
    two, _, card, no, alarm, _ = sample().cases.cases
    assert expected_lines(two) == (
        "A reply of this kind: answered",
        "Alerts: none",
        "Quoted from plan: “must not lose their home for two weeks”",
        "Quoted from plan: “a critical threat to the city and”",
        "Not said: old name",
    )
    assert expected_lines(card)[2:] == ("Services shown: housing-desk", "Said: 020 7946 0123")
    assert expected_lines(replace(no, accept=("clarify",)))[0] == "A reply of this kind: declined or clarify"
    assert expected_lines(alarm) == ("Alerts: emergency",)
    run = sample()
    reply = run.rows[0].reply
    assert reply
    false = replace(run.rows[0], reply=replace(reply, alerts=(("crisis", "Ring 116 123."),)))
    page = report(replace(run, rows=(false, *run.rows[1:])), ".html").decode()
    assert "<strong>Alerts shown:</strong> crisis" in page
    assert "Alerts: none<br>Quoted from plan" in page


def test_a_run_without_a_case_of_grade_3_is_not_praised_for_failing_none() -> None:
    run = sample()
    assert facts_of(run).headline == "No failure of grade 3 was found in these cases."
    mild = replace(run, cases=replace(run.cases, cases=tuple(c for c in run.cases.cases if c.grade < 3)))
    assert facts_of(mild).headline == NONE_GRAVE
    assert "has grade 3" in report(mild, ".html").decode()


def test_every_report_warns_of_cases_that_pass_with_anything() -> None:
    run = sample()
    bare = replace(run.cases.cases[1], expected_quotes=())
    run = replace(run, cases=replace(run.cases, cases=(bare, *run.cases.cases[2:])))
    says = "1 case says nothing of what a right answer holds, so any answer passes: one."
    assert says in report(run, ".html").decode()
    assert says in [each.text for each in docx.Document(io.BytesIO(report(run, ".docx"))).paragraphs]
    assert json.loads(report(run, ".json"))["warning"] == says
    assert json.loads(report(sample(), ".json"))["warning"] == ""


def test_the_whole_is_counted_once_and_there_is_no_overall_percentage() -> None:
    page = report(failing(), ".html").decode()
    assert page.count("4 of 6") == page.count("<p>4 of 6 cases passed.</p>") == 1
    assert "<td>passed</td>" not in page
    figures = json.loads(report(failing(), ".json"))
    assert not {"passed", "total"} & figures.keys()
    assert "passed" not in figures["figures"]
    assert sum(grade["total"] for grade in figures["grades"]) == 6


def test_the_report_says_which_measure_caught_each_planted_fault() -> None:
    page = report(sample(), ".html").decode()
    assert "swapped telephone number</td><td>1 of 1</td><td>" in page


def test_the_word_note_holds_headline_counts_failures_and_lines_to_sign_on() -> None:
    document = docx.Document(io.BytesIO(report(failing(), ".docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1 failure of grade 3" in text
    assert "Asked: q" in text
    assert "Name and role:" in text
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Grade", "Passed", "Cases", "95 % interval"]
    assert all(cell.text for table in document.tables for cell in table.rows[0].cells)
    assert (document.core_properties.author, document.core_properties.language) == ("Safer Kingston Guide", "en-GB")
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml


def test_the_first_page_says_what_was_asked_when_and_how_people_agree() -> None:
    run = failing()
    run = replace(run, cases=replace(run.cases, title="Questions of the front desk"))
    kept = kept_as("20261130-235742-plan-990b67d45bce.json")
    keys = list(to_label(mark_run(run)))[:2]
    labels = tuple(Label(key, who, True, who == "Ann") for key in keys for who in ("Ann", "Ben"))
    page, note = (report(run, suffix, None, labels, None, kept) for suffix in (".html", ".docx"))
    words = [each.text for each in docx.Document(io.BytesIO(note)).paragraphs]
    for says in (
        "Test set: plan (“Questions of the front desk”). Run on 30 November 2026, 23:57.",
        "4 of 6 cases passed.",
        "Whether all it says stands in what it cites: Ann and Ben said the same of 2 of 2 replies "
        f"({ALL_THE_SAME}). Whether nothing needed is missing: Ann and Ben said "
        "the same of 0 of 2 replies (too few to say anything).",
    ):
        assert f"<p>{says}</p>" in page.decode()
        assert says in words
    assert NO_TWO in report(run, ".html").decode()


def test_the_note_holds_the_failures_of_grade_2_and_says_none_only_where_there_were_cases() -> None:
    run = failing()

    def said(cases: tuple[Case, ...], title: str) -> str:
        document = docx.Document(io.BytesIO(report(replace(run, cases=replace(run.cases, cases=cases)), ".docx")))
        text = "\n".join(each.text for each in document.paragraphs)
        return text.partition(title)[2]

    cases = run.cases.cases
    title = "Every failure of grade 2: it would mislead or cost time"
    assert said(cases, title).startswith("\ntwo\nAsked: q")
    well = tuple(case for case in cases if case.id not in ("two", "alarm"))
    assert said(well, title).startswith(f"\nNone failed of the {len(well)}.")
    assert "No case of this set has this grade." in said(well, "Every failure of grade 3")


def test_the_page_is_red_only_for_grave_failures_and_has_no_empty_part() -> None:
    worse, well = (report(run, ".html").decode() for run in (failing(), sample()))
    assert 'class="headline grave"' in worse and 'class="headline"' in well
    assert "Every other failure" in worse and "Every other failure" not in well


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Kappa(0.9, 0.7, 1.0, 9), "too few to say anything"),
        (Kappa(-0.1, -0.4, 0.2, 40), "no better than chance"),
        (Kappa(0.2, -0.1, 0.5, 40), "cannot be told from chance"),
        (Kappa(0.55, 0.3, 0.8, 40), "moderate agreement"),
        (Kappa(1.0, 1.0, 1.0, 40), "almost whole agreement"),
    ],
)
def test_agreement_is_put_in_words(found: Kappa, words: str) -> None:
    assert found.words == words


def test_every_kind_of_the_shipped_cases_is_explained() -> None:
    shipped = Path(__file__).parent.parent / "evaluation" / "cases"
    kinds = {case.category for path in shipped.rglob("*.jsonl") for case in read_cases(path).cases}
    assert kinds <= set(KINDS)
    words = list(word_lines(facts_of(replace(failing(), cases=read_cases(shipped / "plan.jsonl")))))
    assert any(line.startswith("plan-fact: ") for line in words)


def test_a_file_that_somebody_named_otherwise_tells_no_day() -> None:
    for name in ("run.json", "20261130-235742.json", "20261330-235742-plan-990b.json"):
        assert kept_as(name) is None
    assert facts_of(sample()).run_words.startswith("Test set: ")


def test_the_csv_has_a_row_a_case_and_an_empty_cell_for_an_undefined_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(report(failing(), ".csv").decode("utf-8-sig"))))
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == 6
    assert by_id["one"]["quote_validity"] == "1"
    assert by_id["no"]["quote_validity"] == ""
    assert by_id["alarm"]["faults"] == "missed emergency"


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    run = sample()
    first = replace(run.cases.cases[0], question="=1+1")
    rows = report(replace(run, cases=CaseSet((first,))), ".csv").decode("utf-8-sig").splitlines()
    assert ",'=1+1," in rows[1]


def test_the_json_holds_figures_with_tier_and_formula() -> None:
    content = json.loads(report(failing(), ".json"))
    assert content["measures"]["lexical_support"]["tier"] == "proxy"
    assert content["figures"]["quote_validity"] == {"value": 1.0, "count": 3}


def test_a_run_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_run(failing(), tmp_path / "run.json", results(failing()))
    found = read_run(tmp_path / "run.json")
    assert found == failing()
    assert run_id(found) == run_id(failing())


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "not JSON"), ("{}", "no run of format 1"), ('{"format": 1, "rows": []}', "the run is damaged")],
    ids=["empty", "something else", "cut short"],
)
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=says):
        read_run(tmp_path / "run.json")


def test_the_dial_shows_what_a_lower_threshold_would_have_answered() -> None:
    found = {round(item.threshold, 2): item for item in settings_of(mark_run(failing()))}
    # "two" was refused at 0.4 and its answer would have been right; "one", "card" and "person" were answered at 0.9
    assert (found[0.5].answered, found[0.5].right, found[0.5].flips) == (3, 3, ())
    assert (found[0.4].answered, found[0.4].right, found[0.4].flips) == (4, 4, ("two",))


def test_a_run_in_which_the_threshold_decides_nothing_has_no_dial() -> None:
    assert settings_of(()) == ()
