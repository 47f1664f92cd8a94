"""The long count of planted identifiers: through the command line, every store and export, and the pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from guide.settings import Settings
from guide.wiring import open_guide
from tests.soak.byte_search import Place, files_below, found_in
from tests.soak.canaries import Canary, batch_of, canaries
from tests.soak.desk import cheapest_browser
from tests.soak.exports import every_export
from tests.soak.kills import ROOT
from tests.soak.pages import asked_on_pages
from tests.soak.progress import progress_of
from tests.soak.shapes import every_shape, shapes_missing

CANARIES = 2_000
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HEAD = "| way | questions | identifiers | places searched | found |"


def soak_command_line(folder: Path, index: Path, count: int, seed: int) -> tuple[str, ...]:
    """Put so many questions through a batch. Return the row of the table, then a line for each identifier found."""
    made, watched, own = canaries(count, seed), folder / "watched", folder / "index"
    watched.mkdir()
    shutil.copytree(index, own)
    (folder / "in.jsonl").write_text(batch_of(made), encoding="utf-8")
    command = [sys.executable, "-m", "guide", "ask", "--batch", str(folder / "in.jsonl"), "--explain"]
    say = progress_of("identifiers, command line")
    say(0, count)
    done = subprocess.run(
        [*command, "--out", str(watched / "out.jsonl"), "--index", str(own)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(watched), "TMPDIR": str(watched), "GUIDE_DATA": str(watched / "data")},
        capture_output=True,
        check=True,
    )
    say(count, count)
    said = [("standard output", done.stdout), ("standard error", done.stderr)]
    return _row("the command line", made, [*files_below(watched, own), *said])


def soak_exports(folder: Path, index: Path, count: int, seed: int) -> tuple[str, ...]:
    """Put so many questions through every store and export. Return as `soak_command_line` does."""
    made, own = canaries(count, seed), folder / "index"
    shutil.copytree(index, own)
    settings = Settings(corpus=ROOT / "corpus", index=own, data=folder / "data")
    places = list(every_export(open_guide(settings), settings, made, AT, progress_of("identifiers, exports")))
    return _row("every store and export", made, [*places, *files_below(own, settings.data)])


def soak_pages(folder: Path, index: Path, count: int, seed: int) -> tuple[str, ...]:
    """Ask so many questions on the pages, of every shape of answer. Return as `soak_command_line` does.

    With enough questions a shape that was not shown is a failure, as is an address elsewhere.
    """
    path, forms = cheapest_browser(), every_shape(ROOT / "corpus")
    if path is None:
        return ("| the pages | NOT RUN: no browser is installed |  |  |  |",)
    made, own = canaries(count, seed, forms), folder / "index"
    shutil.copytree(index, own)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        asked = asked_on_pages(browser, own, folder / "served", made, progress_of("identifiers, pages"))
        browser.close()
    missing = shapes_missing(asked.shapes, ROOT / "corpus") if count >= len(forms) else []
    elsewhere = [f"asked for elsewhere: {address}" for address in asked.elsewhere]
    row, *found = _row("the pages, in a browser", made, asked.places)
    return (row, *found, *(f"- the pages, {each}" for each in (*missing, *elsewhere)))


def _row(way: str, made: Sequence[Canary], places: Sequence[Place]) -> tuple[str, ...]:
    secrets = {secret for canary in made for secret in canary.secrets}
    found = found_in(places, made)
    row = f"| {way} | {len(made):,} | {len(secrets):,} | {len(places):,} | {len(found)} |"
    return (row, *(f"- {way}, {each}" for each in found))


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return the rows of all ways as one table, with what was found below it."""
    return "\n".join(
        [HEAD, "|---|---|---|---|---|", *(row[0] for row in rows), "", *(line for row in rows for line in row[1:])]
    )


def is_clean(rows: Sequence[tuple[str, ...]]) -> bool:
    """Say whether no way left an identifier anywhere."""
    return all(len(row) == 1 for row in rows)
