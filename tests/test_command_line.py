"""`python -m guide`: the contract of the command line, by real processes where the process matters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from guide.__main__ import main

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
        {"id": "c", "question": "hello"},
    ]
    questions.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert (
        main(["ask", "--batch", str(questions), "--out", str(out), "--index", str(shipped_index), "--hits", "3"]) == 0
    )
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["b", "a", "c"]
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
