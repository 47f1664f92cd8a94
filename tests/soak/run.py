"""`make soak`: the long counts of kills, faults, hostile texts and planted identifiers, written to results.md.

The parts know nothing of one another, so two run at a time, each in a process of its own with one thread.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.wiring import go_offline
from tests import figures
from tests.soak import faults, hostile, kills, leaks, model
from tests.soak.kills import ROOT, KillTest, Round
from tests.soak.progress import progress_of

RESULTS = Path(__file__).with_name("results.md")
KILLS = 100
SEED = 1
AT_A_TIME = 2
SHARES = 2
"""Kills and damage are the longest parts, so each is done in two shares with folders and seeds of their own."""


def main(arguments: list[str] | None = None) -> int:
    """Run everything and return 0 if nothing failed, else 1."""
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
            tables, passed = _tables(_Parts(pool, folder), index, given)
    minutes = (time.monotonic() - started) / 60
    head = (
        f"# Long counts\n\nCommit {commit()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {given.seed}, "
        f"{os.cpu_count()} processors, {minutes:.0f} minutes. {command_of(arguments)}\n"
    )
    text = "\n".join([head, *(part for table in tables for part in (table, ""))])
    sys.stdout.write(text)
    RESULTS.write_text(text, encoding="utf-8")
    figures.write()
    return 0 if passed else 1


def _given(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="how many ingests to kill")
    parser.add_argument("--faults", type=int, default=None, help="how many damages to try in each share, else all")
    parser.add_argument("--seed", type=int, default=SEED, help="what the random moments come from")
    parser.add_argument("--payloads", type=int, default=hostile.PAYLOADS, help="how many hostile texts")
    parser.add_argument("--canaries", type=int, default=leaks.CANARIES, help="how many questions with identifiers")
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


def _tables(parts: _Parts, index: Path, given: argparse.Namespace) -> tuple[list[str], bool]:
    """Run every part, the longest first, and return the tables and whether nothing failed."""
    seeds = [given.seed + share for share in range(SHARES)]
    killing = [parts.start(kill, share_of(given.kills, share), seed) for share, seed in enumerate(seeds)]
    leaking = [parts.start(part, index, given.canaries, given.seed) for part in (leaks.soak_exports, leaks.soak_pages)]
    damaging = [parts.start(faults.soak_faults, share, SHARES, given.faults) for share in range(SHARES)]
    leaking.insert(0, parts.start(leaks.soak_command_line, index, given.canaries, given.seed))
    asking = parts.start(hostile.soak_questions, index, given.payloads, given.seed)
    reading = parts.start(hostile.soak_documents, index, given.payloads, given.seed)
    assisting = parts.start(model.soak_model, index, given.payloads, given.seed)

    killed = [future.result() for future in killing]
    rounds: list[Round] = [each for done, _ in killed for each in done]
    by_stage = kills.kills_by_stage(rounds)
    lasts = [last for _, last in killed]
    wrong = [f"- {each.stage}: {each.outcome}" for each in kills.failures(rounds)]
    said = (
        f"{sum(by_stage.values())} kills; the ingests after the last of them left the {' and the '.join(lasts)} state."
    )
    damaged = [each for future in damaging for each in future.result()]
    leaked = [future.result() for future in leaking]
    (questions, are_harmless), (documents, are_inert) = asking.result(), reading.result()
    obeying, is_unheard = assisting.result()
    tables = [
        "\n".join(["## SIGKILL to `python -m ingest`", "", kills.table(rounds), "", said, *wrong]),
        f"## Damage to the files of a live index\n\n{faults.table(damaged)}",
        questions,
        documents,
        obeying,
        f"## Planted identifiers\n\n{leaks.table(leaked)}",
    ]
    survived = not wrong and set(lasts) == {"new"} and min(by_stage.values()) > 0
    recovered = not any(each.problem for each in damaged)
    return tables, survived and recovered and are_harmless and are_inert and is_unheard and leaks.is_clean(leaked)


def command_of(arguments: list[str] | None) -> str:
    """Return how it was called: a table of fewer than the full counts must say so at its head."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        return "`make soak`."
    return f"Fewer than `make soak` does: `python -m tests.soak.run {' '.join(given)}`."


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
    """Return the commit that is checked out, with a mark if files were changed."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
