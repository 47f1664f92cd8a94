"""`python -m quiz` as a person types it: files, exit codes, and one line for each mistake."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from quiz.__main__ import FORMATS, main
from quiz.exporting.formats import FORMATS as WRITERS
from quiz.item_json import quiz_to_json
from tests.quiz_items import item, matching, quiz


@pytest.fixture
def quiz_file(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.json"
    path.write_text(quiz_to_json(quiz(item())), encoding="utf-8")
    return path


def test_a_quiz_is_built_checked_and_exported(
    shipped_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quiz.json"
    assert main(["build", "--items", "6", "--seed", "2", "--index", str(shipped_index), "--out", str(out)]) == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["items"]) == 6
    said = capsys.readouterr()
    assert (said.out, "6 draft items" in said.err) == ("", True)
    assert main(["check", str(out), "--index", str(shipped_index)]) == 0
    assert "Round trip" in capsys.readouterr().out
    assert main(["export", str(out), "--format", "gift", "--out", str(tmp_path / "quiz.gift")]) == 0
    assert (tmp_path / "quiz.gift").read_text(encoding="utf-8").count("::") == 12


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_command_line_writes_a_file(name: str, quiz_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    assert main(["export", str(quiz_file), "--format", name, "--out", str(out)]) == 0
    assert out.stat().st_size > 100
    assert (tmp_path / "out-key.bin").exists() == (name in ("docx", "pdf"))


def test_a_session_pack_is_written_with_and_without_an_address(quiz_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    assert main(["pack", str(quiz_file), "--out", str(out)]) == 0
    assert "qr-code.svg" not in zipfile.ZipFile(out).namelist()
    assert main(["pack", str(quiz_file), "--address", "https://guide.example.org/q", "--out", str(out)]) == 0
    assert {"projector.html", "qr-code.svg"} <= set(zipfile.ZipFile(out).namelist())


def test_an_address_that_no_phone_opens_is_named(quiz_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", str(quiz_file), "--address", "guide.example.org", "--out", "x.zip"]) == 2
    assert "--address guide.example.org" in capsys.readouterr().err


def test_the_command_line_and_the_writers_name_the_same_formats() -> None:
    assert tuple(WRITERS) == FORMATS


def test_a_quiz_with_a_blocked_item_is_checked_with_exit_code_1_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "quiz.json"
    path.write_text(quiz_to_json(quiz(item(wrong=("All of the above", "the day manager")))), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert "all or none of the above" in capsys.readouterr().out


def test_what_a_format_cannot_carry_is_said_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "quiz.json"
    path.write_text(quiz_to_json(quiz(matching((("a", "b"), ("c", "d"), ("e", "f"))))), encoding="utf-8")
    assert main(["export", str(path), "--format", "kahoot-xlsx", "--out", str(tmp_path / "k.xlsx")]) == 0
    assert "no matching items" in capsys.readouterr().err


def test_more_items_than_there_are_give_exit_code_1_and_say_so(
    shipped_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quiz.json"
    arguments = ["--items", "300", "--theme", "substance-misuse", "--index", str(shipped_index), "--out", str(out)]
    assert main(["build", *arguments]) == 1
    assert "of 300 items" in capsys.readouterr().err
    assert out.exists()


def test_a_trainers_bank_is_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = tmp_path / "bank.gift"
    bank.write_text("Who? {=a ~b}\n\nbroken {\n", encoding="utf-8")
    assert main(["import", str(bank), "--out", str(tmp_path / "own.json")]) == 1
    assert "bank.gift, line 3:" in capsys.readouterr().err
    assert len(json.loads((tmp_path / "own.json").read_text(encoding="utf-8"))["items"]) == 1


MISTAKES = {
    "no command": [],
    "unknown command": ["brew"],
    "no out": ["build"],
    "no number": ["build", "--items", "many", "--out", "x.json"],
    "too few": ["build", "--items", "0", "--out", "x.json"],
    "bad seed": ["build", "--seed", "-1", "--out", "x.json"],
    "bad level": ["build", "--level", "hard", "--out", "x.json"],
    "no index": ["build", "--index", "nowhere", "--out", "x.json"],
    "no folder": ["build", "--out", "nowhere/x.json"],
    "no quiz": ["check", "nowhere.json"],
    "bad format": ["export", "nowhere.json", "--format", "doc", "--out", "x"],
    "no quiz to pack": ["pack", "nowhere.json", "--out", "x.zip"],
    "no bank": ["import", "nowhere.gift", "--out", "x.json"],
}


@pytest.mark.parametrize("arguments", MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_gives_exit_code_2_and_one_line(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"format": 1, "items": [{}]}',
        b'{"format": 9, "items": []}',
        b"\xff\xfe",
        b'{"format": 1, "items": [1]}',
    ],
    ids=["empty", "no items", "list", "empty item", "other format", "not UTF-8", "number"],
)
def test_a_file_that_is_no_quiz_is_named_in_one_line(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    assert main(["check", str(path)]) == 2
    assert "broken.json" in capsys.readouterr().err


def test_a_quiz_whose_passage_was_changed_by_hand_is_refused(
    quiz_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = quiz_file.read_text(encoding="utf-8").replace("The refuge answers", "The refuge never answers")
    quiz_file.write_text(text, encoding="utf-8")
    assert main(["check", str(quiz_file)]) == 2
    assert "item 1" in capsys.readouterr().err
