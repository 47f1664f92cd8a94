"""`python -m guide`: the contract of the command line, by real processes where the process matters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from guide.__main__ import main, time_of

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Which crime is a critical threat to London?"


def test_one_question_gives_one_json_object_on_standard_output(
    shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", QUESTION, "--index", str(shipped_index), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "answered"
    for citation in answer["citations"]:
        assert citation["passage"][citation["start"] : citation["end"]] == citation["quote"]
        assert f"{citation['quote']} [{citation['marker']}]" in answer["text"]


def test_text_for_people_names_the_source_of_each_number(
    shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", QUESTION, "--index", str(shipped_index), "--explain"]) == 0
    shown = capsys.readouterr().out
    assert "[1] Safer Kingston Partnership Plan 2024-2029" in shown
    assert "confidence:" in shown


def test_a_batch_is_answered_in_order_with_hits(shipped_index: Path, tmp_path: Path) -> None:
    questions = tmp_path / "in.jsonl"
    rows: list[dict[str, object]] = [
        {"id": "b", "question": QUESTION, "note": "ignored"},
        {"id": "a", "question": "and what lowers it?", "earlier": ["Does reoffending have costs?"]},
        {"id": "\ud800c", "question": "hello \ud800"},
    ]
    questions.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert (
        main(["ask", "--batch", str(questions), "--out", str(out), "--index", str(shipped_index), "--hits", "3"]) == 0
    )
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["b", "a", "\ud800c"]
    assert [hit["rank"] for hit in answers[0]["hits"]] == [1, 2, 3]
    assert set(answers[0]["hits"][0]) == {"source_id", "page", "headings", "text", "score", "rank"}
    assert answers[1]["standalone_question"] != answers[1]["question"]
    assert answers[2]["hits"] == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask", "x", "--index", "no-such-folder"], "no-such-folder"),
        (["ask"], "Give a question"),
        (["ask", "--batch", "missing.jsonl", "--out", "o.jsonl"], "missing.jsonl"),
        (["ask", "--batch", "missing.jsonl"], "--out"),
        (["ask", "x", "--at", "yesterday"], "--at yesterday"),
        (["ask", "x", "--hits", "many"], "--hits: 'many' is not a number from 0"),
        (["ask", "x", "--hits", "-1"], "--hits"),
        (["ask", "x", "--colour"], "unrecognized arguments: --colour"),
        (["purge", "--days", "some"], "--days"),
        (["purge", "--days", "0"], "--days 0: is not a number of days from 1 to 3650"),
        (["purge", "--days", "3651"], "--days 3651: is not a number of days from 1 to 3650"),
        (["tell"], "invalid choice: 'tell'"),
        ([], "required"),
    ],
)
def test_a_bad_argument_is_named_in_one_line(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert named in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.out == ""


@pytest.mark.parametrize(
    "line", ["not json", '{"id": 1}', '{"question": 3}', '{"question": "x", "earlier": [1]}', "[]"]
)
def test_a_broken_batch_names_the_file_and_the_line(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "in.jsonl"
    questions.write_text('{"question": "fine"}\n' + line + "\n", encoding="utf-8")
    assert main(["ask", "--batch", str(questions), "--out", str(tmp_path / "out.jsonl")]) == 2
    assert "in.jsonl, line 2" in capsys.readouterr().err


def test_a_line_of_a_batch_ends_where_the_file_breaks_it_and_nowhere_else(shipped_index: Path, tmp_path: Path) -> None:
    # U+2028 and U+0085 stand raw inside a JSON string: str.splitlines would cut the line there. Windows writes a mark
    # at the start of the file and CR before LF.
    rows = [{"id": 1, "question": "hello\u2028there"}, {"id": 2, "question": "thank\u0085you"}]
    questions = tmp_path / "in.jsonl"
    text = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\r\n"
    questions.write_bytes(text.encode("utf-8-sig"))
    out = tmp_path / "out.jsonl"
    assert main(["ask", "--batch", str(questions), "--out", str(out), "--index", str(shipped_index)]) == 0
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").split("\n") if line] == [1, 2]


@pytest.mark.parametrize(
    "question", ["\x00\x01\x02", "\udcff\udcfe", "\u200b\u202e"], ids=["control", "binary", "unseen"]
)
def test_a_question_of_no_readable_character_is_sent_back(
    question: str, shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", question, "--index", str(shipped_index), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["reason"]) == ("clarify", "too_vague")


@pytest.mark.parametrize(
    ("given", "london"),
    [
        ("2026-07-01T21:40Z", "2026-07-01 22:40:00"),
        ("2026-01-05T09:00+01:00", "2026-01-05 08:00:00"),
        ("2026-07-01T21:40", "2026-07-01 21:40:00"),
    ],
)
def test_a_time_with_a_zone_is_turned_into_that_of_london(given: str, london: str) -> None:
    assert str(time_of(given)) == london


def test_a_setting_of_a_later_version_is_refused_by_the_real_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guide", "ask", "x"],
        cwd=ROOT,
        env={"GUIDE_CHROMA_URL": "http://x", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("GUIDE_CHROMA_URL")
    assert "Traceback" not in done.stderr


def test_numbers_in_the_plain_text_carry_their_mark_and_whether_they_are_open(
    shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = ["ask", "Who do I ring about a child exploited by a gang?", "--index", str(shipped_index)]
    assert main([*question, "--at", "2026-11-28T22:40"]) == 0
    assert "020 8770 5000: open now, out of hours; as published (undated)" in capsys.readouterr().out.splitlines()
    assert main(question) == 0
    assert "020 8770 5000: as published (undated)" in capsys.readouterr().out.splitlines()
