"""Planted identifiers: after questions by every way in and every export, their bytes stand in no file and no output."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from reportlab.pdfgen.canvas import Canvas

from guide.adapters.conversation_store import ConversationStore
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.settings import Settings
from guide.wiring import open_guide
from tests.pathway_numbers import forbidden_in
from tests.soak.byte_search import Place, files_below, found_in, texts_in
from tests.soak.canaries import POSTCODE, Canary, batch_of, canaries
from tests.soak.exports import every_export
from tests.soak.pages import asked_on_pages
from tests.soak.progress import say_nothing

ROOT = Path(__file__).resolve().parent.parent
SEED = 5
COUNT = 50
WITHOUT_WORDS = {
    "alerts as YAML",
    "attempts .csv",
    "directory as YAML",
    "duty sheet",
    "evaluation baseline",
    "evaluation report .json",
    "reports on numbers",
    "the month",
    "the month in Word",
    "what the formats leave out",
}
"""The exports that do not hold the first question, by design; each other one must hold it, masked."""
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made() -> tuple[Canary, ...]:
    return canaries(COUNT, SEED)


def test_fifty_questions_through_every_store_and_export_leave_no_identifier(
    embedder: SentenceEmbedder, shipped_index: Path, tmp_path: Path, made: tuple[Canary, ...]
) -> None:
    index, data = tmp_path / "index", tmp_path / "data"
    shutil.copytree(shipped_index, index)
    settings = Settings(corpus=ROOT / "corpus", index=index, data=data)
    guide = open_guide(settings, embedder)
    keeping = ConversationStore(data).begin(AT)
    with closing(sqlite3.connect(data / "guide.sqlite3")) as reader:
        reader.execute("SELECT count(*) FROM turn").fetchone()  # an open reader keeps the log in its file
        places = tuple(every_export(guide, settings, made, AT))
        files = files_below(data, index)
    assert keeping
    assert any(name.endswith("-wal") for name, _ in files)
    assert found_in([*files, *places], made) == []
    masked = Canary("", (guide.mask(made[0].question),))
    holding = {each.rpartition(": ")[0] for each in found_in([*files, *places], [masked])}
    assert {name for name, _ in places} - holding == WITHOUT_WORDS
    never_shown = {name for name, data in places for text in texts_in(data) if forbidden_in(text)}
    assert never_shown == set()


def test_the_command_line_and_a_batch_leave_no_identifier_in_any_file_or_output(
    shipped_index: Path, tmp_path: Path, made: tuple[Canary, ...]
) -> None:
    index, outside = tmp_path / "index", tmp_path / "outside"
    shutil.copytree(shipped_index, index)
    outside.mkdir()
    (outside / "in.jsonl").write_text(batch_of(made), encoding="utf-8")
    watched = tmp_path / "watched"
    watched.mkdir()
    places = {"HOME": str(watched), "TMPDIR": str(watched), "GUIDE_DATA": str(watched / "data")}
    command = [sys.executable, "-m", "guide", "ask", "--batch", str(outside / "in.jsonl"), "--hits", "3", "--explain"]
    done = subprocess.run(
        [*command, "--out", str(watched / "out.jsonl"), "--index", str(index)],
        cwd=ROOT,
        env={**os.environ, **places},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len((watched / "out.jsonl").read_text(encoding="utf-8").splitlines()) == COUNT
    said = [("standard output", done.stdout), ("standard error", done.stderr)]
    assert found_in([*files_below(watched, index), *said], made) == []


@pytest.mark.browser
def test_the_pages_leave_no_identifier_in_data_log_address_or_download(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    shutil.copytree(shipped_index, index)
    made = canaries(4, SEED + 1)
    asked = asked_on_pages(chromium, index, tmp_path / "served", made, say_nothing)
    assert found_in(asked.places, made) == []
    assert asked.elsewhere == []
    names = {name for name, _ in asked.places}
    assert asked.shapes["alert personal_data"] == len(made)
    assert {
        "the Ask page",
        "the Ask page without an index",
        "downloaded conversation",
        "the owners' page",
        "feedback.jsonl",
        "server.log",
    } <= names


def test_the_search_finds_an_identifier_however_it_was_written(tmp_path: Path, made: tuple[Canary, ...]) -> None:
    secret = made[0].secrets[0]
    ways = (
        made[0].question.encode(),
        " ".join(secret).upper().encode("utf-16-le"),
        json.dumps("".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in secret)).encode(),
        "%20".join(secret).encode(),
    )
    for data in ways:
        (tmp_path / "leak").write_bytes(data)
        assert len(files_below(tmp_path)) == 2
        assert found_in([("leak", data)], made[:1])
    assert found_in([("clean", b"nothing of the kind")], made[:1]) == []
    short = [Canary("", (POSTCODE,))]
    assert len(found_in([("leak", data) for data in (b"kt2-6cv", b"at KT2 6CV", b"at KT2 6CV now")], short)) == 3


def test_where_an_object_of_a_pdf_begins_is_no_account_number_and_what_its_page_says_is(tmp_path: Path) -> None:
    place = pdf_that_says(tmp_path, "The gate is locked at ten.")
    offset = re.findall(rb"^(\d{10}) \d{5} n", place[1], re.MULTILINE)[-1].decode()
    assert found_in([place], [Canary("", (offset,))]) == []
    assert found_in([pdf_that_says(tmp_path, f"Account {offset}")], [Canary("", (offset,))]) == [f"said.pdf: {offset}"]


def pdf_that_says(folder: Path, words: str) -> Place:
    canvas = Canvas(str(folder / "said.pdf"), invariant=1)
    canvas.drawString(72, 720, words)
    canvas.save()
    return "said.pdf", (folder / "said.pdf").read_bytes()
