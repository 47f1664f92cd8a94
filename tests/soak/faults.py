"""Damage to each file of a live index in five ways; the index must recover unaided, and answer in ten seconds."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.adapters.generation_folder import problem_of
from guide.adapters.index_reader import open_index
from guide.errors import GuideError
from ingest.indexing import build
from tests.index_parts import (
    BELL,
    DAMAGES,
    DESK,
    GARDEN,
    HashedEmbedder,
    files_that_matter,
    live_folder,
    name_of_file,
    write_corpus,
)
from tests.soak.progress import progress_of

QUESTION = "when does the front desk open"
FIRST_ANSWER_S = 60.0
"""Longest wait that is not a failure, on a busy machine; the table of `make soak` says how long it was."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to damage one file. file: its place in the list of files that matter."""

    file: int
    name: str
    damage: Callable[[Path], None]

    def __str__(self) -> str:
        return f"{self.damage.__name__} {self.name}"


def build_index(folder: Path) -> Path:
    """Build the index that is damaged, and return its folder."""
    corpus = write_corpus(folder / "corpus", {"desk.md": DESK, "bell.md": BELL, "garden.md": GARDEN})
    build(corpus, folder / "index", HashedEmbedder())
    return folder / "index"


def faults_of(index: Path) -> list[Fault]:
    """Return every damage to every file. An empty file can only grow or go."""
    return [
        Fault(number, name_of_file(path), damage)
        for number, path in enumerate(files_that_matter(index))
        for damage in DAMAGES
        if path.stat().st_size or damage.__name__ in ("delete", "grow")
    ]


def recovers(index: Path, fault: Fault, folder: Path) -> str:
    """Damage a copy of an index, open it and ask. Return what was wrong, nothing if it got over it."""
    copy = folder / "damaged"
    shutil.copytree(index, copy)
    try:
        fault.damage(files_that_matter(copy)[fault.file])
        return _what_is_wrong(copy)
    finally:
        shutil.rmtree(copy)


def _what_is_wrong(index: Path) -> str:
    started = time.monotonic()
    try:
        opened = open_index(index, "hashed-1")
        vector = HashedEmbedder().embed([QUESTION])[0]
        found = opened.search(QUESTION, vector, 5)
        best = max(found, key=lambda candidate: candidate.bm25 + candidate.cosine)
        took = time.monotonic() - started
        opened.wait_for_repair()
        problem = problem_of(live_folder(index)) if opened.wait_for_repair() is not None else None
    except GuideError as error:
        return f"{type(error).__name__}: {error}"
    if best.passage.source_id != "desk" or "eight" not in best.passage.text:
        return f"answered from {best.passage.source_id}"
    if took > FIRST_ANSWER_S:
        return f"first answer after {took:.1f} s"
    return problem or ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one fault. problem: "" if the index got over it. seconds: until it had."""

    fault: Fault
    problem: str
    seconds: float


def soak_faults(folder: Path, share: int, shares: int, most: int | None = None) -> tuple[Outcome, ...]:
    """Try one share of all faults, every damage to every file; together the shares try each once.

    most: for a short trial, how many of its share.
    """
    index = build_index(folder)
    own, say = faults_of(index)[share::shares][:most], progress_of(f"damage {share + 1}")
    outcomes = []
    for number, fault in enumerate(own, start=1):
        started = time.monotonic()
        problem = recovers(index, fault, folder)
        outcomes.append(Outcome(fault, problem, time.monotonic() - started))
        say(number, len(own))
    return tuple(outcomes)


def table(outcomes: Sequence[Outcome]) -> str:
    """Return how often each damage was got over, a damage a line, and what was wrong where it was not."""
    lines = ["| damage | files | recovered | slowest |", "|---|---|---|---|"]
    for damage in DAMAGES:
        own = [each for each in outcomes if each.fault.damage is damage]
        recovered = sum(not each.problem for each in own)
        slowest = max((each.seconds for each in own), default=0.0)
        lines.append(f"| {damage.__name__} | {len(own)} | {recovered} | {slowest:.1f} s |")
    wrong = [f"- {each.fault}: {each.problem}" for each in outcomes if each.problem]
    return "\n".join([*lines, "", *wrong])
