"""The commands with a language model set: ask arranges or quotes, doctor says what answers and what it costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.chat_model import main as bench
from guide import wording
from guide.__main__ import main
from guide.adapters.edit_log import FILE_NAME
from guide.language_model.sentence_checks import Problem
from tests.stub_model import StubModel, naming

QUESTION = "What are the priorities of the plan?"


@pytest.fixture
def environment(shipped_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("GUIDE_INDEX", str(shipped_index))
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GUIDE_CHAT_MODEL", "ollama:stub")
    monkeypatch.setenv("GUIDE_CHAT_TIMEOUT_S", "5")
    return monkeypatch


def test_ask_puts_the_arranged_sentences_above_the_quotations(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with StubModel() as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["ask", QUESTION, "--json"]) == 0
    out = capsys.readouterr()
    answer = json.loads(out.out)
    assert answer["trace"]["model"] == "ollama:stub"
    assert len(answer["trace"]["prompt_sha256"]) == 64
    assert "ollama:stub" in answer["text"]
    assert "went to a program on this machine (127.0.0.1)" in out.err


def test_ask_quotes_when_the_model_fails(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with StubModel(fault="500") as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["ask", QUESTION]) == 0
    out = capsys.readouterr()
    assert out.err.startswith(wording.MODEL_FAILED)
    assert "[1]" in out.out


def test_a_batch_is_arranged_line_by_line(
    environment: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions.write_text(json.dumps({"id": 1, "question": QUESTION}) + "\n", encoding="utf-8")
    with StubModel() as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["ask", "--batch", str(questions), "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["trace"]["model"] == "ollama:stub"
    assert capsys.readouterr().err.startswith("1: A language model, ollama:stub, put these quotations in order.")


def test_doctor_says_what_answers_and_what_it_costs(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.setenv("GUIDE_CHAT_PRICE_PER_MILLION", "2")
    with StubModel() as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "ollama:stub" in said
    assert "100 tokens" in said
    assert "counted by the server" in said
    assert "0.0002 so far" in said


@pytest.mark.parametrize(
    ("reply", "line"),
    [('{"ready": "yes"}', "keeps to the form asked for"), ("I am ready.", "did not keep to the form asked for")],
)
def test_doctor_says_whether_replies_keep_to_a_form(
    reply: str, line: str, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with StubModel(lambda prompt: reply) as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["doctor"]) == 0
    assert line in capsys.readouterr().out


def test_doctor_names_a_server_that_does_not_answer(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with StubModel() as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
    assert main(["doctor"]) == 2
    assert "It does not answer" in capsys.readouterr().out


def test_doctor_without_a_model_says_that_answers_are_quoted(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.delenv("GUIDE_CHAT_MODEL")
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "none is set" in said
    assert "Alerts: alerts.yaml and the changes of it can be read." in said


def test_doctor_says_that_the_changes_of_the_alerts_cannot_be_read(
    environment: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.delenv("GUIDE_CHAT_MODEL")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_text("no database", encoding="utf-8")
    assert main(["doctor"]) == 2
    assert "Alerts: The changes of the alerts cannot be read" in capsys.readouterr().out


def test_the_bench_counts_what_held_and_says_why_the_rest_did_not(
    environment: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replies = tmp_path / "replies.jsonl"
    with StubModel(naming) as stub:
        environment.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert bench(["--plan", "2", "--jobs", "questions about", "--replies", str(replies)]) == 0
        stub.fault = "invented token"
        assert bench(["--plan", "2", "--jobs", "questions about"]) == 0
    held, fell_back = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| put quotations")]
    assert "| 2 | 2 | 2 | 2 | 0 |" in held
    assert "| 2 | 2 | 2 | 0 | 2 |" in fell_back
    assert f"2 {Problem.UNKNOWN_QUOTATION.value}" in fell_back
    assert len(replies.read_text(encoding="utf-8").splitlines()) == 2


def test_a_provider_without_its_package_is_named(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.setenv("GUIDE_CHAT_MODEL", "mistralai:x")
    assert main(["doctor"]) == 2
    assert "requirements-models.txt" in capsys.readouterr().out
