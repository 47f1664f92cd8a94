"""Planted identifiers: after questions by every way in and every export, their bytes stand in no file and no output."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guide.adapters.conversation_store import ConversationStore
from guide.answering import Guide
from guide.conversations import Turn
from guide.types import Question
from tests.browser import WIDE, Server, ask, opened, window
from tests.soak.canaries import Canary, batch_of, canaries, files_below, found_in
from ui.case_note import case_note, conversation_text

ROOT = Path(__file__).resolve().parent.parent
SEED = 5
COUNT = 50
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made() -> tuple[Canary, ...]:
    return canaries(COUNT, SEED)


def test_fifty_questions_leave_no_identifier_in_store_or_exports(
    guide: Guide, tmp_path: Path, made: tuple[Canary, ...]
) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(AT)
    keeping = sqlite3.connect(tmp_path / "guide.sqlite3")
    keeping.execute("SELECT count(*) FROM turn").fetchone()  # an open reader keeps the log in its file
    earlier: tuple[str, ...] = ()
    outputs: list[str] = []
    for canary in made:
        answer = guide.ask(Question(canary.question, earlier[-3:], AT))
        turn = store.append(conversation, Turn.of(answer, AT))
        earlier = (*earlier, turn.question)
        shown = (case_note(turn, lambda _: "2024"), guide.mask(canary.question), json.dumps(answer.to_json()))
        outputs += [*shown, *(line.text for line in answer.explanations)]
    outputs.append(conversation_text(store.turns(conversation), lambda _: "2024"))
    files = files_below(tmp_path)
    keeping.close()
    assert any(name.endswith("-wal") for name, _ in files)
    assert found_in([*files, *(("an export", text.encode()) for text in outputs)], made) == []


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
def test_the_pages_leave_no_identifier_in_data_log_or_address(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    shutil.copytree(shipped_index, index)
    made = canaries(4, SEED + 1)
    server = Server(index, tmp_path / "served")
    server.data.parent.mkdir()
    server.start()
    context = window(chromium, server, WIDE)
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    try:
        page = opened(context)
        for canary in made:
            ask(page, canary.question)
            addresses.append(page.url)
        text = page.inner_text("main") if page.locator("main").count() else page.inner_text("body")
        kept = files_below(server.data, server.log.parent, index)
    finally:
        context.close()
        server.stop()
    places = [("the page", text.encode()), *(("an address", url.encode()) for url in addresses)]
    assert found_in([*kept, *files_below(server.log.parent), *places], made) == []


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
        assert len(files_below(tmp_path)) == 1
        assert found_in([("leak", data)], made[:1])
    assert found_in([("clean", b"nothing of the kind")], made[:1]) == []
