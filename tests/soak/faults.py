"""Damage to each file of a live index in five ways; the index must recover unaided, and answer in ten seconds."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
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


def main(folder: Path) -> None:
    """Try every fault and print what came of it."""
    index = build_index(folder)
    for fault in faults_of(index):
        sys.stdout.write(f"{fault}: {recovers(index, fault, folder) or 'recovered'}\n")
        sys.stdout.flush()
