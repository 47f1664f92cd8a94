"""Cases as CSV and Excel: recognised columns, a mapping that is shown, and a round trip without loss."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from evaluation.case_lines import read_cases
from evaluation.cases import Case, CaseSet, Gold
from evaluation.columns import (
    COLUMNS,
    FIELD_GUIDE,
    cases_from_table,
    contexts_of,
    deepeval_table,
    ragas_table,
    recognise,
    table_of,
    texts_of,
    to_look_at,
)
from evaluation.masking import masked_reading
from evaluation.measures.content import KeyPoint
from evaluation.measures.outcomes import Outcome
from evaluation.pasted import Reading, read_answers, run_of_answers
from evaluation.running import Evidence
from evaluation.scoring import mark_run
from evaluation.tables import Table, csv_bytes, excel_bytes, pasted_table, plain_cell, read_table, safe_cell
from guide.answering import Guide
from guide.errors import DataFileError

ROOT = Path(__file__).resolve().parent.parent
FULL = Case(
    id="a",
    category="k",
    question="=Who rings 020 7946 0000?",
    expect="answer",
    earlier=("first turn", "second || turn"),
    alerts=("crisis",),
    expected_quotes=(Gold("plan", "words, with “quotes” and\na line end", 3, 2),),
    must_say=("0800",),
    must_not_say=("[old name",),
    key_points=(KeyPoint("a point", False, ("another wording",)),),
    given_grade=3,
    theme="housing",
    tags=("one",),
    note="a note",
    further={"about": {"nested": [1, "x"]}},
)


def saved(path: Path, content: bytes) -> Table:
    path.write_bytes(content)
    return read_table(path)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_our_own_cases_go_through_a_table_without_loss(tmp_path: Path, suffix: str) -> None:
    ours = read_cases(ROOT / "evaluation" / "cases" / "plan.jsonl").cases
    before = CaseSet((FULL, *ours))
    table = table_of(before)
    content = excel_bytes(table, FIELD_GUIDE) if suffix == "xlsx" else csv_bytes(table)
    read = saved(tmp_path / f"cases.{suffix}", content)
    assert cases_from_table(read, recognise(read.columns), "t").cases == before.cases


def test_the_workbook_has_a_second_sheet_that_explains_the_columns() -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes(table_of(CaseSet((FULL,))), FIELD_GUIDE)))
    assert book.sheetnames == ["Cases", "Fields"]
    assert book["Cases"]["C2"].value == "'=Who rings 020 7946 0000?"
    assert book["Cases"]["C2"].data_type == "s"


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (("user_input", "reference", "reference_contexts"), ("question", "reference_answers", "expected_quotes")),
        (("input", "expected_output", "context"), ("question", "reference_answers", "expected_quotes")),
        (("question", "expected_outcome", "ideal_answer"), ("question", "expect", "reference_answers")),
        (("User Input", "colour", "retrieved_contexts"), ("question", None, "contexts")),
        (
            ("user_input", "reference_contexts", "reference", "persona_name", "query_style", "synthesizer_name"),
            ("question", "expected_quotes", "reference_answers", "audience", None, "category"),
        ),
        (
            ("question", "contexts", "ground_truths", "evolution_type"),
            ("question", "contexts", "reference_answers", "category"),
        ),
        (
            ("user_input", "response", "retrieved_context_ids", "reference_context_ids", "rubrics"),
            ("question", "answer", None, None, None),
        ),
        (
            (
                "input",
                "actual_output",
                "expected_output",
                "retrieval_context",
                "context",
                "name",
                "comments",
                "source_file",
                "tools_called",
                "expected_tools",
                "additional_metadata",
            ),
            (
                "question",
                "answer",
                "reference_answers",
                "contexts",
                "expected_quotes",
                "id",
                "note",
                None,
                None,
                None,
                None,
            ),
        ),
        (
            ("input", "actualOutput", "expectedOutput", "retrievalContext"),
            ("question", "answer", "reference_answers", "contexts"),
        ),
        (("question", "llm_answer", "structured_contexts"), ("question", "answer", "contexts")),
        (("question", "expected_exact_paths", "expected_chunk_uids"), ("question", None, None)),
        (("question", "expected_primary_topic", "expected_secondary_topic"), ("question", "theme", None)),
    ],
    ids=[
        "ragas",
        "DeepEval",
        "GOV.UK Chat",
        "unknown column",
        "ragas test set",
        "ragas before 0.2",
        "ragas run",
        "DeepEval as it writes them",
        "DeepEval in JSON",
        "GOV.UK Chat answers",
        "GOV.UK Chat retrieval",
        "GOV.UK Chat topics",
    ],
)
def test_columns_of_other_tools_are_recognised(columns: tuple[str, ...], fields: tuple[str | None, ...]) -> None:
    assert tuple(item.field for item in recognise(columns)) == fields


@pytest.mark.parametrize(
    ("label", "expect"),
    [("genuine_rag", "answer"), ("Unclear_Intent", "clarify"), ("greetings", "smalltalk"), ("about_mps", "decline")],
)
def test_the_router_labels_of_gov_uk_chat_say_how_a_case_should_end(label: str, expect: str) -> None:
    table = Table(("question", "expected_outcome"), (("Who?", label),), (2,))
    assert cases_from_table(table, recognise(table.columns), "t").cases[0].expect == expect


def test_a_label_that_names_no_end_of_ours_is_refused_with_its_line_and_never_guessed() -> None:
    table = Table(("question", "expected_outcome"), (("Who?", "non_english"),), (2,))
    with pytest.raises(DataFileError, match="line 2: expect is 'non_english'"):
        cases_from_table(table, recognise(table.columns), "t")


def test_texts_that_deepeval_joined_with_a_bar_are_read_apart_and_written_as_it_reads_them() -> None:
    table = Table(("input", "context"), (("Who?", "one text|other | text"),), (2,))
    case = cases_from_table(table, recognise(table.columns), "t", source="plan").cases[0]
    assert [gold.words for gold in case.expected_quotes] == ["one text", "other", "text"]
    written = deepeval_table(CaseSet((replace(case, expected_quotes=(Gold("p", "a | b"), Gold("p", "c"))),)))
    assert written.rows[0][2] == "a ¦ b|c"


def test_a_context_of_gov_uk_chat_is_its_text_without_tags() -> None:
    cell = json.dumps([{"title": "T", "html_content": "<p>Ring &amp; ask</p><ul><li>now</li></ul>"}, "a | b"])
    assert contexts_of("structured_contexts", cell) == ["Ring & ask now", "a | b"]
    assert contexts_of("retrieval_context", "one|two") == ["one", "two"]
    assert contexts_of("retrieved_contexts", "one|two") == ["one|two"]


def test_a_person_may_say_what_a_column_is_and_two_columns_never_share_a_field() -> None:
    mapped = recognise(("query", "question", "colour"), {"colour": "theme"})
    assert [item.field for item in mapped] == ["question", None, "theme"]
    with pytest.raises(DataFileError, match="name a column"):
        recognise(("query",), {"query": "nonsense"})


def test_a_column_that_is_not_recognised_is_kept() -> None:
    table = Table(("question", "colour"), (("Who?", "blue"),), (2,))
    assert cases_from_table(table, recognise(table.columns), "t").cases[0].further == {"colour": "blue"}


def test_bare_contexts_become_gold_words_only_where_their_document_is_named() -> None:
    table = Table(("user_input", "reference_contexts"), (("Who?", "['one text', 'other text']"),), (2,))
    mapping = recognise(table.columns)
    without = cases_from_table(table, mapping, "t").cases[0]
    assert without.further == {"reference_contexts": ["one text", "other text"]}
    named = cases_from_table(table, mapping, "t", source="plan").cases[0]
    assert named.expected_quotes == (Gold("plan", "one text"), Gold("plan", "other text"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [('["a", "b || c"]', ["a", "b || c"]), ("['a']", ["a"]), ("a || b", ["a", "b"]), ("[broken", ["[broken"])],
    ids=["JSON", "Python", "bars", "neither"],
)
def test_lists_in_a_cell_are_read_in_three_ways(cell: str, expected: list[str]) -> None:
    assert texts_of(cell) == expected


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "the table is empty"),
        ("a.csv", b"\xff\xfe", "not UTF-8"),
        ("a.csv", b"question,question\nx,y\n", "two columns have the same name"),
        ("a.xlsx", b"not a workbook", "not an Excel workbook"),
        ("a.ods", b"", "is a .csv or .xlsx file"),
    ],
    ids=["empty", "encoding", "same name", "no workbook", "another kind"],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(DataFileError, match=says):
        saved(tmp_path / name, content)


def test_a_table_without_a_question_column_names_the_columns_it_has() -> None:
    table = Table(("colour",), (("blue",),), (2,))
    with pytest.raises(DataFileError, match="no column holds the question among colour"):
        cases_from_table(table, recognise(table.columns), "t")


def test_a_wrong_grade_names_its_line(tmp_path: Path) -> None:
    table = saved(tmp_path / "a.csv", b"question;grade\nWho?;high\n")
    with pytest.raises(DataFileError, match="line 2: grade is 'high'"):
        cases_from_table(table, recognise(table.columns), "t")


def test_cells_that_begin_a_formula_are_made_harmless_and_read_back() -> None:
    for text in ("=1+1", "+44", "-x", "@y", "plain", "'quoted"):
        assert plain_cell(safe_cell(text)) == text
    assert safe_cell("=1+1") == "'=1+1"


def test_ragas_and_deepeval_get_the_columns_they_read() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_bytes(ragas_table(CaseSet((FULL,)))).decode("utf-8-sig"))))
    assert list(rows[0]) == ["user_input", "reference", "reference_contexts"]
    assert deepeval_table(CaseSet((FULL,))).columns == ("input", "expected_output", "context")


def test_another_assistants_answers_are_marked_by_the_same_rules(guide: Guide) -> None:
    cases = (
        Case("a", "k", "What is a critical threat?", "answer", must_say=("fraud",)),
        Case("b", "k", "When does the pool open?", "decline"),
        Case("c", "k", "Not answered?", "decline"),
        Case("d", "k", "Number?", "decline"),
    )
    table = Table(
        ("question", "response", "status"),
        (
            ("What is a critical threat?", "Fraud is.", ""),
            ("When does the pool open?", "", ""),
            ("Number?", "I cannot say.", "declined"),
        ),
        (2, 3, 4),
    )
    reading = read_answers(CaseSet(cases), table, recognise(table.columns))
    run = run_of_answers(CaseSet(cases), reading, "other", Evidence.of(guide))
    found = {item.case.id: [fault.value for fault in item.faults] for item in mark_run(run)}
    outcomes = {item.case.id: item.outcome for item in mark_run(run)}
    assert (outcomes["b"], outcomes["c"]) == (Outcome.CORRECT_ABSTENTION, None)
    assert found == {"a": ["answered without a source"], "b": [], "c": ["no reply"], "d": []}
    assert run.made.assistant == "other"
    assert reading.missing == ("c",)


def test_personal_data_in_another_assistants_replies_are_masked_but_for_what_a_case_forbids(guide: Guide) -> None:
    planted = "42 Thistledown Crescent"
    cases = CaseSet(tuple(Case(name, "k", "Who?", "answer", must_not_say=(planted,)) for name in "ab"))
    table = pasted_table(
        f"id\tresponse\tcontexts\na\tShe lives at {planted}; ring 07700 900123.\tx || of 07700 900123\n"
        "b\tRing 101.\t[1] a || b\n",
        "pasted",
    )
    read = read_answers(cases, table, recognise(table.columns))
    masked, count = masked_reading(cases, read, guide.mask)
    assert count == 1
    assert masked.rows["a"]["answer"] == f"She lives at {planted}; ring [telephone]."
    assert texts_of(masked.rows["a"]["contexts"]) == ["x", "of [telephone]"]
    assert masked.rows["b"] == read.rows["b"]


def test_quotations_of_another_assistant_are_looked_up_and_a_changed_one_is_not_verbatim(guide: Guide) -> None:
    words = "Fraud is a critical threat, both to London"
    case = Case("a", "k", "How bad is fraud?", "answer", expected_quotes=(Gold("plan-cross-cutting-themes", words),))
    cases = CaseSet((case, replace(case, id="b"), replace(case, id="c")))
    named = json.dumps([{"source": "plan-cross-cutting-themes", "quote": words}])
    table = pasted_table(
        f"id\tresponse\tcitations\na\tBad [1].\t{words}\nb\tBad [1].\t{named}\n"
        f"c\tBad [1].\t{words.replace('both', 'not')}\n",
        "pasted",
    )
    reading = read_answers(cases, table, recognise(table.columns))
    marked = mark_run(run_of_answers(cases, reading, "other", Evidence.of(guide)))
    found = {item.case.id: {fault.value for fault in item.faults} for item in marked}
    assert found["a"] == found["b"] == set()
    assert "quote not verbatim" in found["c"]
    assert [words.partition(":")[0] for words in reading.without] == [
        "No column holds alerts", "No column holds a status", "No column holds contexts"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("contexts", "expected"),
    [(None, None), ("Other words. || Before it. {words} and more after it.", 0.5), ("Other words.", 0.0)],
    ids=["no column", "second context", "not found"],
)
def test_what_another_assistant_found_is_measured_only_where_it_is_told(
    guide: Guide, contexts: str | None, expected: float | None
) -> None:
    words = "Fraud is a critical threat, both to London"
    case = Case("a", "k", "How bad is fraud?", "answer", expected_quotes=(Gold("plan-cross-cutting-themes", words),))
    told = ("", "") if contexts is None else ("\tcontexts", "\t" + contexts.format(words=words.upper()))
    table = pasted_table(f"id\tresponse{told[0]}\na\tBad.{told[1]}\n", "pasted")
    reading = read_answers(CaseSet((case,)), table, recognise(table.columns))
    (marked,) = mark_run(run_of_answers(CaseSet((case,)), reading, "other", Evidence.of(guide)))
    assert marked.scores.get("rr@10") == expected
    assert ("recall@5" in marked.scores) == (expected is not None)


def test_what_cannot_be_read_of_a_table_of_answers_is_said_by_line() -> None:
    cases = CaseSet((Case("a", "k", "One?", "answer"), Case("b", "k", "Two?", "answer")))

    def reading(text: str) -> Reading:
        table = pasted_table(text, "pasted text")
        return read_answers(cases, table, recognise(table.columns))

    read = reading("question,answer,status,alerts\nOne?,x,maybe,fire\nThree?,y,,\n One? ,z,,\n")
    assert read.missing == ("b",)
    assert read.strangers == (3, 4)
    assert [words[:7] for words in read.odd] == ["Line 2:", "Line 2:"]
    for text, message in (
        ("id,text\na,x\n", "No column is read as the answer among id, text"),
        ("answer,mood\nx,calm\n", "No column is read as id or question among answer, mood"),
        ("id,answer\nz,x\n", "No row belongs to a case of this file"),
        ("id,answer\na,yes, it is\n", "pasted text, line 2: the row has more cells than the first row has names"),
        ('id,answer\na,"never closed\n', "pasted text, line 2: this is not CSV"),
        ("", "pasted text: the table is empty"),
    ):
        with pytest.raises(DataFileError, match=re.escape(message)):
            reading(text)


def test_only_columns_that_need_a_look_are_shown_and_an_own_table_needs_none() -> None:
    def shown(*columns: str) -> tuple[str, ...]:
        return tuple(item.column for item in to_look_at(recognise(columns), ("question",)))

    assert shown(*COLUMNS) == ("question",)
    assert shown("user_input", "reference", "id", "mood") == ("user_input", "reference")
    # No column is read as the question: it may be one that is not recognised.
    assert shown("id", "Frage", "note", "comments") == ("Frage", "comments")
