"""`make soak`: the long counts of kills, faults, hostile texts and planted identifiers, written to results.md.

The parts know nothing of one another, so two run at a time, each in a process of its own with one thread.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.wiring import go_offline
from tests import figures
from tests.soak import faults, hostile, hostile_pages, kills, leaks, model
from tests.soak.kills import ROOT, KillTest, Round
from tests.soak.progress import progress_of

RESULTS = Path(__file__).with_name("results.md")
KILLS = 100
SEED = 1
AT_A_TIME = 2
HEAD = "# Long counts\n\nWritten by `make soak`, each part with the commit that it was counted on.\n"
TITLES = (
    "SIGKILL to `python -m ingest`",
    "Damage to the files of a live index",
    "Hostile questions",
    "Poisoned documents",
    "Hostile texts in a browser",
    "A language model that obeys whatever any text says",
    "Planted identifiers",
)
"""The sections in the order of the file."""
FEWER = ("--kills", "--faults", "--payloads", "--canaries")
SHARES = 2
"""Kills and damage are the longest parts, so each is done in two shares with folders and seeds of their own."""


def main(arguments: list[str] | None = None) -> int:
    """Run everything, or the parts that are named, and return 0 if nothing failed, else 1."""
    given = _given(arguments)
    go_offline()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = folder / "shipped"
        ingest = [sys.executable, "-m", "ingest", "--corpus", str(ROOT / "corpus"), "--index", str(index)]
        subprocess.run(ingest, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with ProcessPoolExecutor(AT_A_TIME, get_context("spawn")) as pool:
            parts = _Parts(pool, folder)
            begun = {part: PARTS[part](parts, index, given) for part in given.only or PARTS}
            done = {part: finish() for part, finish in begun.items()}
    minutes = (time.monotonic() - started) / 60
    counted = (
        f"Counted on commit {commit()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {given.seed}, "
        f"{os.cpu_count()} processors, {minutes:.0f} minutes for {', '.join(done)}. {command_of(arguments)}"
    )
    sections = {part: f"{table.rstrip()}\n\n{counted}\n" for part, (table, _) in done.items()}
    sys.stdout.write("\n".join(sections.values()))
    kept = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    RESULTS.write_text(with_sections(kept, sections), encoding="utf-8")
    figures.write()
    return 0 if all(passed for _, passed in done.values()) else 1


def with_sections(kept: str, sections: Mapping[str, str]) -> str:
    """Return the file of results with these sections in the place of the old ones; the others stay as counted."""
    found = {heading_of(section): section for section in re.split(r"^(?=## )", kept, flags=re.MULTILINE)[1:]}
    found |= {heading_of(section): section for section in sections.values()}
    return "\n".join([HEAD, *(found[title].rstrip() + "\n" for title in TITLES if title in found)])


def heading_of(section: str) -> str:
    """Return the words of the heading that a section begins with."""
    return section.partition("\n")[0].removeprefix("## ")


def _given(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="how many ingests to kill")
    parser.add_argument("--faults", type=int, default=None, help="how many damages to try in each share, else all")
    parser.add_argument("--seed", type=int, default=SEED, help="what the random moments come from")
    parser.add_argument("--payloads", type=int, default=hostile.PAYLOADS, help="how many hostile texts")
    parser.add_argument("--canaries", type=int, default=leaks.CANARIES, help="how many questions with identifiers")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="count these parts anew and keep the others")
    return parser.parse_args(arguments)


class _Parts:
    """Starts each part in the pool with an empty folder of its own."""

    def __init__(self, pool: ProcessPoolExecutor, folder: Path) -> None:
        self._pool, self._folder, self._count = pool, folder, 0

    def start(self, part: Callable[..., Any], *arguments: object) -> Future[Any]:
        self._count += 1
        own = self._folder / f"part-{self._count}"
        own.mkdir()
        return self._pool.submit(part, own, *arguments)


Counted = tuple[str, bool]
"""A section of the results, and whether nothing in it failed."""
Part = Callable[[_Parts, Path, argparse.Namespace], Callable[[], Counted]]
"""Starts a part of the count. What it returns waits for the end."""


def _kills(parts: _Parts, index: Path, given: argparse.Namespace) -> Callable[[], Counted]:
    shares = [parts.start(kill, share_of(given.kills, share), given.seed + share) for share in range(SHARES)]

    def finish() -> Counted:
        killed = [future.result() for future in shares]
        rounds: list[Round] = [each for done, _ in killed for each in done]
        by_stage, lasts = kills.kills_by_stage(rounds), [last for _, last in killed]
        wrong = [f"- {each.stage}: {each.outcome}" for each in kills.failures(rounds)]
        after = f"the ingests after the last of them left the {' and the '.join(lasts)} state."
        said = f"{sum(by_stage.values())} kills; {after}"
        table = "\n".join([f"## {TITLES[0]}", "", kills.table(rounds), "", said, *wrong])
        return table, not wrong and set(lasts) == {"new"} and min(by_stage.values()) > 0

    return finish


def _faults(parts: _Parts, index: Path, given: argparse.Namespace) -> Callable[[], Counted]:
    shares = [parts.start(faults.soak_faults, share, SHARES, given.faults) for share in range(SHARES)]

    def finish() -> Counted:
        damaged = [each for future in shares for each in future.result()]
        return f"## {TITLES[1]}\n\n{faults.table(damaged)}", not any(each.problem for each in damaged)

    return finish


def _identifiers(parts: _Parts, index: Path, given: argparse.Namespace) -> Callable[[], Counted]:
    ways = (leaks.soak_exports, leaks.soak_pages, leaks.soak_command_line)
    leaking = [parts.start(way, index, given.canaries, given.seed) for way in ways]

    def finish() -> Counted:
        leaked = [future.result() for future in leaking]
        return f"## {TITLES[-1]}\n\n{leaks.table(leaked)}", leaks.is_clean(leaked)

    return finish


def _hostile(count: Callable[..., Counted]) -> Part:
    def start(parts: _Parts, index: Path, given: argparse.Namespace) -> Callable[[], Counted]:
        return parts.start(count, index, given.payloads, given.seed).result

    return start


PARTS: dict[str, Part] = {
    "kills": _kills,
    "identifiers": _identifiers,
    "browser": _hostile(hostile_pages.soak_browser),
    "damage": _faults,
    "questions": _hostile(hostile.soak_questions),
    "documents": _hostile(hostile.soak_documents),
    "model": _hostile(model.soak_model),
}
"""What is counted, the longest first: two run at a time."""


def command_of(arguments: list[str] | None) -> str:
    """Return how it was called: a table of fewer than the full counts must say so."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        return "`make soak`."
    command = f"`python -m tests.soak.run {' '.join(given)}`"
    if any(each.partition("=")[0] in FEWER for each in given):
        return f"Fewer than `make soak` does: {command}."
    return f"As many as `make soak` does: {command}."


def share_of(count: int, share: int) -> int:
    """Return how many of so many fall to one share; together the shares have all."""
    return count // SHARES + (share < count % SHARES)


def kill(folder: Path, count: int, seed: int) -> tuple[list[Round], str]:
    """Kill so many ingests. Return every round, and which state an ingest left that ran to its end afterwards."""
    test = KillTest(folder, seed, SentenceEmbedder(), progress_of(f"kills, seed {seed}"))
    try:
        test.run(count)
        return test.rounds, test.finish()
    finally:
        test.close()


def commit() -> str:
    """Return the commit that is checked out, with a mark if files were changed; the results themselves do not count."""
    others = f":(exclude){RESULTS.relative_to(ROOT)}"
    if not (named := _git("describe", "--always")):
        return "unknown"
    return named + ("-dirty" if _git("status", "--porcelain", "--untracked-files=no", "--", ".", others) else "")


def _git(*command: str) -> str:
    return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
