"""Test sets: what is read, what is refused with its line, and what our own cases promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import folding
from evaluation.case_lines import case_from_json, read_cases, write_cases
from evaluation.cases import Case, case_to_json
from guide.answering import Guide
from guide.errors import DataFileError

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "evaluation" / "cases"
LINE = {"id": "a", "category": "c", "question": "Who?", "expect": "answer", "alerts": []}


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_a_case_comes_back_as_it_was_written_with_fields_that_are_not_ours(tmp_path: Path) -> None:
    row = LINE | {
        "expected_quotes": [{"source": "s", "words": "six words of the document here", "page": 3, "relevance": 2}],
        "key_points": [{"text": "t", "vital": False, "any_of": ["u"]}],
        "grade": 3,
        "about": {"of": ["another", 1]},
        "reviewed_by": None,
    }
    first = read_cases(written(tmp_path / "a.jsonl", row))
    assert case_to_json(first.cases[0]) == row
    write_cases(first, tmp_path / "b.jsonl")
    assert read_cases(tmp_path / "b.jsonl").cases == first.cases


@pytest.mark.parametrize(
    "odd",
    [
        {"grade": 4},
        {"grade": "high"},
        {"page": "three"},
        {"tags": "one, two"},
        {"key_points": ["a home", "a job"]},
        {"key_points": [{"text": "a home", "weight": 2}]},
        {"expected_quotes": [{"source": "s", "words": "six words", "page": "iv", "seen": True}]},
        {"at": "soon"},
        {"retired": "perhaps"},
        {"reviewed_by": {"name": "R"}},
    ],
    ids=lambda odd: str(odd)[:40],
)
def test_a_field_that_marking_can_do_without_is_kept_in_whatever_shape(odd: dict[str, object]) -> None:
    case = case_from_json(LINE | odd, "here")
    assert case_to_json(case) == {"reviewed_by": None} | LINE | odd
    assert (case.grade, case.reviewed_by, case.retired) == (2, None, False)


def test_whoever_is_named_at_once_for_all_wrote_only_the_cases_that_name_nobody(tmp_path: Path) -> None:
    rows = [LINE, LINE | {"id": "b", "author": "Tom Reed"}, LINE | {"id": "c", "author": " "}]
    found = read_cases(written(tmp_path / "a.jsonl", *rows))
    assert [case.id for case in found.unsigned] == ["a", "c"]
    signed = found.signed(" Ann Smith ")
    assert [case.author for case in signed.cases] == ["Ann Smith", "Tom Reed", "Ann Smith"]
    assert signed.unsigned == ()
    assert len(found.signed("").unsigned) == 2


def test_a_header_gives_author_and_words_that_are_forbidden_everywhere(tmp_path: Path) -> None:
    header = {"schema": 1, "title": "T", "author": "A", "date": "2026-01-01", "must_not_say": ["old name"]}
    found = read_cases(written(tmp_path / "a.jsonl", header, LINE))
    assert (found.author, found.must_not_say, len(found.cases)) == ("A", ("old name",), 1)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["{oops"], "line 1: this is not JSON"),
        ([LINE, "[1]"], "line 2: a case is one JSON object"),
        ([LINE, LINE | {"id": "b", "expect": "maybe"}], "line 2: expect is 'maybe'"),
        ([LINE | {"alerts": ["fire"]}], "line 1: alerts holds 'fire'"),
        ([LINE | {"question": 3}], "line 1: question must be text"),
        ([LINE | {"must_say": "x"}], "line 1: must_say must be a list"),
        ([r'{"id": "a", "question": "Who \ud800?"}'], "line 1: half of a surrogate pair"),
        ([LINE, LINE], "line 2: the id a stands there twice"),
        ([LINE | {"expected_quotes": [{"source": "s"}]}], "line 1, expected_quotes: words must be text"),
        ([{"schema": 9}, LINE], "line 1: schema 9 is not known"),
        ([], "the file holds no case"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, rows: list[object], says: str) -> None:
    with pytest.raises(DataFileError, match=says.replace("(", r"\(").replace("[", r"\[")):
        read_cases(written(tmp_path / "a.jsonl", *rows))


def test_a_file_that_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.jsonl: the file cannot be opened"):
        read_cases(tmp_path / "none.jsonl")
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataFileError, match="not UTF-8"):
        read_cases(tmp_path / "b.jsonl")


def test_a_case_without_a_grade_is_grave_where_an_emergency_is_due() -> None:
    assert Case("a", "c", "q", "answer", alerts=("emergency",)).grade == 3
    assert Case("a", "c", "q", "answer").grade == 2
    assert Case("a", "c", "q", "answer", given_grade=1).grade == 1


def test_a_note_or_a_review_does_not_change_what_a_case_asks() -> None:
    plain = case_from_json(LINE, "here")
    assert case_from_json(LINE | {"note": "n", "reviewed_by": "R"}, "here").digest == plain.digest
    assert case_from_json(LINE | {"must_say": ["x"]}, "here").digest != plain.digest


def test_what_a_file_forbids_everywhere_follows_its_cases_into_a_folder(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", {"schema": 1, "must_not_say": ["old name"]}, LINE)
    written(tmp_path / "b.jsonl", LINE | {"id": "b"})
    found = {case.id: case.must_not_say for case in read_cases(tmp_path).cases}
    assert found == {"a": ("old name",), "b": ()}


def test_the_same_id_in_two_files_of_a_folder_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", LINE)
    written(tmp_path / "b.jsonl", LINE)
    with pytest.raises(DataFileError, match="two files"):
        read_cases(tmp_path)


def test_we_ship_at_least_150_cases_for_plan_and_pathways() -> None:
    assert len(read_cases(OURS / "plan.jsonl").active) + len(read_cases(OURS / "pathways").active) >= 150


def test_nothing_in_the_repository_says_that_it_was_reviewed() -> None:
    assert [case.id for case in read_cases(OURS).cases if case.reviewed_by is not None] == []


def test_every_field_of_a_case_is_documented() -> None:
    text = (OURS / "README.md").read_text(encoding="utf-8")
    full = Case("a", "c", "q", "answer").__dataclass_fields__.keys() - {"further", "given_grade"}
    assert [name for name in (*full, "grade") if f"`{name}`" not in text] == []


def test_every_expected_quote_stands_in_its_source_and_has_6_to_40_words(guide: Guide) -> None:
    known = {source.id for source in guide.store.sources()}
    for case in read_cases(OURS).cases:
        for gold in case.expected_quotes:
            assert gold.source in known, case.id
            text = guide.store.reading_text(gold.source) or "\n".join(
                passage.text for passage in guide.store.outline(gold.source)
            )
            assert folding.fold(gold.words) in folding.fold(text), case.id
            assert 6 <= len(gold.words.split()) <= 40, case.id


def test_every_expected_pathway_is_in_the_directory(guide: Guide) -> None:
    known = {str(record["id"]) for record in guide.store.pathways()}
    for case in read_cases(OURS).cases:
        assert known.issuperset((*case.expected_pathways, *case.any_pathways)), case.id


def test_every_plan_case_has_a_grade_and_those_that_ask_for_a_point_have_gold_words() -> None:
    for case in read_cases(OURS / "plan.jsonl").cases:
        assert case.given_grade in (1, 2, 3), case.id
        if case.category in ("plan-fact", "plan-list", "plan-cross-theme"):
            assert case.expected_quotes or case.list_items, case.id


def test_every_pathway_case_is_graded_by_the_rule_of_the_readme() -> None:
    for case in read_cases(OURS / "pathways").cases:
        has_door = bool(case.expected_pathways or case.any_pathways)
        has_number = any(char.isdigit() for words in case.must_say for char in words)
        assert case.given_grade == (3 if has_door or has_number else 2), case.id
