"""`make soak`: the long counts of kills, faults, hostile texts and planted identifiers, written to results.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from guide.wiring import go_offline
from tests import figures
from tests.soak import faults, hostile
from tests.soak.kills import ROOT, KillTest

RESULTS = Path(__file__).with_name("results.md")
KILLS = 100
SEED = 1


def main(arguments: list[str] | None = None) -> int:
    """Run everything and return 0 if nothing failed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="how many ingests to kill")
    parser.add_argument("--seed", type=int, default=SEED, help="what the random moments come from")
    parser.add_argument("--payloads", type=int, default=hostile.PAYLOADS, help="how many hostile texts")
    parser.add_argument("--canaries", type=int, default=hostile.CANARIES, help="how many questions with identifiers")
    given = parser.parse_args(arguments)
    go_offline()
    parts: tuple[tuple[Callable[[Path, int, int], tuple[str, bool]], int], ...] = (
        (soak_kills, given.kills),
        (soak_faults, 0),
        (hostile.soak_questions, given.payloads),
        (hostile.soak_documents, given.payloads),
        (hostile.soak_canaries, given.canaries),
    )
    tables = []
    passed = True
    for soak, count in parts:
        with tempfile.TemporaryDirectory() as folder:
            table, is_well = soak(Path(folder), count, given.seed)
        tables += [table, ""]
        passed = passed and is_well
    head = (
        f"# Long counts\n\nCommit {commit()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {given.seed}. `make soak`.\n"
    )
    text = "\n".join([head, *tables])
    sys.stdout.write(text)
    RESULTS.write_text(text, encoding="utf-8")
    figures.write()
    return 0 if passed else 1


def soak_kills(folder: Path, count: int, seed: int) -> tuple[str, bool]:
    """Kill so many ingests. Return the table, and whether every answer was of the old or the new corpus."""
    test = KillTest(folder, seed)
    try:
        test.run(count)
        last = test.finish()
    finally:
        test.close()
    by_stage = test.kills_by_stage()
    lines = ["## SIGKILL to `python -m ingest`", "", test.table(), ""]
    lines.append(f"{sum(by_stage.values())} kills; the ingest after the last of them left the {last} state.")
    lines += [f"- {each.stage}: {each.outcome}" for each in test.failures()]
    return "\n".join(lines), not test.failures() and min(by_stage.values()) > 0 and last == "new"


def soak_faults(folder: Path, count: int = 0, seed: int = SEED) -> tuple[str, bool]:
    """Damage every file in every way, so without a count. Return the table, and whether the index got over each."""
    index = faults.build_index(folder)
    every = faults.faults_of(index)
    outcomes = []
    for fault in every:
        started = time.monotonic()
        outcomes.append((fault, faults.recovers(index, fault, folder), time.monotonic() - started))
    lines = [
        "## Damage to the files of a live index",
        "",
        "| damage | files | recovered | slowest |",
        "|---|---|---|---|",
    ]
    for name in dict.fromkeys(fault.damage.__name__ for fault in every):
        own = [(problem, seconds) for fault, problem, seconds in outcomes if fault.damage.__name__ == name]
        recovered = sum(1 for problem, _ in own if not problem)
        lines.append(f"| {name} | {len(own)} | {recovered} | {max(seconds for _, seconds in own):.1f} s |")
    wrong = [f"- {fault}: {problem}" for fault, problem, _ in outcomes if problem]
    return "\n".join([*lines, "", *wrong]), not wrong


def commit() -> str:
    """Return the commit that is checked out, with a mark if files were changed."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
