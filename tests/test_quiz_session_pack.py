"""The session pack and the results tables, read back by parsers that are not ours."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import docx
import pypdf
import pytest
from lxml import etree
from openpyxl import load_workbook

from quiz.exporting import results_tables
from quiz.exporting.session_pack import UsualWrong, pack_left_out, write_pack
from quiz.marking import PassMark
from quiz.results import Results, Taken, results_of
from quiz.session import session_address, ten_of
from quiz.terms import Mode
from quiz.types import Attempt, Level, Quiz, ReviewState
from tests.quiz_items import HOSTILE, item, quiz

ADDRESS = "https://guide.example.org/quizzes?quiz=abc"
AT = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def bank(size: int) -> Quiz:
    """Return a quiz of many items over four themes, five of them critical."""
    return quiz(
        *(
            item(
                stem=f"Whom do you ask for at door number {at}?",
                id=f"{at:06d}",
                theme=("housing", "health", "money", "youth")[at % 4],
                is_critical=at < 5,
            )
            for at in range(size)
        )
    )


def unpacked(data: Quiz, address: str = ADDRESS, usual: dict[str, UsualWrong] | None = None) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(write_pack(data, address, usual or {})))
    assert package.testzip() is None
    return {name: package.read(name) for name in package.namelist()}


def text_of(name: str, content: bytes) -> str:
    if name.endswith(".docx"):
        return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    if name.endswith(".pdf"):
        return "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8")


def test_the_pack_holds_projector_paper_notes_and_code() -> None:
    assert set(unpacked(bank(12))) == {
        "read-me-first.txt",
        "projector.html",
        "paper.pdf",
        "paper.docx",
        "facilitator-notes.pdf",
        "facilitator-notes.docx",
        "qr-code.svg",
        "qr-code.png",
    }


def test_ten_items_are_taken_three_of_them_critical_and_every_theme_among_them() -> None:
    ten = ten_of(bank(40))
    assert len(ten.items) == 10
    assert sum(one.is_critical for one in ten.items) == 3
    assert {one.theme for one in ten.items} == {"housing", "health", "money", "youth"}


@pytest.mark.parametrize(("size", "expected"), [(0, 0), (1, 1), (6, 6), (11, 10)])
def test_a_quiz_with_few_items_gives_what_it_has(size: int, expected: int) -> None:
    assert len(ten_of(bank(size)).items) == expected


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_paper_asks_without_answering_and_the_notes_give_answer_quotation_and_usual_mistake(suffix: str) -> None:
    one = bank(1)
    usual = {one.items[0].id: UsualWrong("the day manager", 7, 9)}
    files = unpacked(one, usual=usual)
    paper, notes = (text_of(name, files[name]) for name in (f"paper.{suffix}", f"facilitator-notes.{suffix}"))
    assert "Whom do you ask for at door number 0?" in paper
    assert "RIGHT" not in paper
    assert "room number" not in paper
    assert "RIGHT: the duty worker" in notes
    assert "then give the room number" in " ".join(notes.split())
    assert "the day manager (7 of 9 first attempts)" in " ".join(notes.split())


def test_the_pack_says_which_items_phones_answer_by_opening_and_paper_by_choosing() -> None:
    data = quiz(item(), item(stem="Where do these words stand?", level=Level.FIND))
    (line,) = pack_left_out(data)
    assert line.startswith("Item 2 is answered on the page by opening the passage.")
    assert line in unpacked(data)["read-me-first.txt"].decode("utf-8")
    assert list(pack_left_out(bank(10))) == []


def test_phones_of_a_session_are_asked_the_items_of_the_paper() -> None:
    assert session_address(bank(10), ADDRESS) == ADDRESS
    assert session_address(bank(11), ADDRESS) == f"{ADDRESS}&session=1"
    assert session_address(bank(11), "https://guide.example.org/q") == "https://guide.example.org/q?session=1"
    assert session_address(bank(11), "") == ""
    assert f"{ADDRESS}&session=1" in unpacked(bank(11))["read-me-first.txt"].decode()


def test_notes_say_when_nobody_has_taken_an_item_yet() -> None:
    notes = " ".join(text_of("x.docx", unpacked(bank(2))["facilitator-notes.docx"]).split())
    assert notes.count("not known yet") == 1
    assert "40 minutes for 2 questions" in notes


def test_every_file_to_read_says_that_a_draft_is_a_draft_until_all_are_approved() -> None:
    draft = bank(10)
    approved = replace(draft, items=tuple(replace(one, state=ReviewState.APPROVED) for one in draft.items))
    for name in ("projector.html", "paper.pdf", "paper.docx", "facilitator-notes.pdf", "facilitator-notes.docx"):
        assert "DRAFT" in text_of(name, unpacked(draft)[name]), name
        assert "DRAFT" not in text_of(name, unpacked(approved)[name]), name


def test_without_an_address_there_is_no_code_and_the_first_file_says_so() -> None:
    files = unpacked(bank(3), address="")
    assert not [name for name in files if name.startswith("qr-code")]
    assert "no QR code" in files["read-me-first.txt"].decode()
    assert b"<svg" not in files["projector.html"]


def test_the_code_is_a_square_picture_with_a_light_edge_all_around() -> None:
    files = unpacked(bank(3))
    root = etree.fromstring(files["qr-code.svg"])
    assert root.get("viewBox") == f"0 0 {(29 + 8) * 8} {(29 + 8) * 8}"
    assert files["qr-code.png"].startswith(b"\x89PNG")
    width, height = struct.unpack(">II", files["qr-code.png"][16:24])
    # Readers need four light modules at each edge; version 3 has 29 modules, each 12 pixels here.
    assert width == height == (29 + 8) * 12
    assert unpacked(bank(3), ADDRESS + "d")["qr-code.png"] != files["qr-code.png"]


def test_the_same_quiz_gives_the_same_projector_page() -> None:
    assert unpacked(bank(10))["projector.html"] == unpacked(bank(10))["projector.html"]


def taken(data: Quiz, number: int, answer: str, person: str = "") -> Taken:
    given = {one.id: (answer,) for one in data.items}
    attempt = Attempt(f"attempt-{number}", data.version, given, True)
    later = AT + timedelta(minutes=number)
    return Taken(attempt, Mode.ASSESSMENT, later, later, person, "2026-12-23" if person else "")


def results(count: int, person: str = "") -> Results:
    data = quiz(item(), item(stem=HOSTILE[9], id="hostil"))
    all_taken = [taken(data, at, "the duty worker" if at % 2 else "the day manager", person) for at in range(count)]
    return results_of(data, all_taken, Mode.ASSESSMENT, PassMark())


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_results_name_nobody_unless_names_were_asked() -> None:
    rows = rows_of(results_tables.write_csv(results(2), with_names=False))
    assert "name" not in rows[0]
    assert all(row["attempt"].startswith("P-") for row in rows)
    assert "attempt-" not in results_tables.write_answers_csv(results(2)).decode()
    named = rows_of(results_tables.write_csv(results(2, "=Zebedee"), with_names=True))
    assert {(row["name"], row["name deleted on"]) for row in named} == {("'=Zebedee", "2026-12-23")}


def test_an_attempt_is_a_row_and_an_answer_is_a_row() -> None:
    three = results(3)
    attempts = rows_of(results_tables.write_csv(three, with_names=False))
    assert [(row["answered"], row["of"], row["points"], row["passed"]) for row in attempts] == [
        ("2", "2", "0", "no"),
        ("2", "2", "2", "yes"),
        ("2", "2", "0", "no"),
    ]
    answers = rows_of(results_tables.write_answers_csv(three))
    assert len(answers) == 6
    assert {row["question"] for row in answers} >= {"'" + HOSTILE[9]}


def test_an_attempt_is_judged_by_the_pass_mark_that_it_began_with_and_not_by_a_later_one() -> None:
    data = quiz(item(), item(stem="Whom do you ask for by day?"))
    one = taken(data, 0, "the duty worker")
    half = replace(one, attempt=replace(one.attempt, given={**one.attempt.given, data.items[1].id: ("nobody",)}))
    marks = (PassMark(50, "Half, as agreed."), PassMark(60, "More than half."), None)
    kept = [replace(half, pass_mark=pass_mark) for pass_mark in marks]
    shown = results_of(data, kept, Mode.ASSESSMENT, PassMark(100, "All of it, from today."))
    rows = rows_of(results_tables.write_csv(shown, with_names=False))
    assert [(row["pass mark"], row["passed"]) for row in rows] == [("50 %", "yes"), ("60 %", "no"), ("100 %", "no")]


@pytest.mark.parametrize(("count", "facility"), [(29, None), (30, "0.50")])
def test_the_workbook_holds_text_only_and_facility_from_30_first_attempts(count: int, facility: str | None) -> None:
    book = load_workbook(io.BytesIO(results_tables.write_xlsx(results(count), with_names=False)))
    assert book.sheetnames == ["Attempts", "Answers", "Items"]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    heads, *rows = book["Items"].iter_rows(values_only=True)
    assert {row[heads.index("facility (from 30 first attempts)")] or None for row in rows} == {facility}
    assert HOSTILE[9] in {row[heads.index("question")] for row in rows}
