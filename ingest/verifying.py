"""Looks at a new generation in a process of its own: `python -m ingest.verifying FOLDER PASSAGES UNITS`.

Every vector must find itself, at a distance of nearly nothing; equal vectors may find one another. A graph of many
thousands, or of wordings much alike, misses some: these are listed in a file, and a search looks at each of them
beside what Chroma brings. A broken Chroma index ends the process with a signal, not an exception, so this never runs in
the process that serves.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters.chroma_index import ChromaIndex
from guide.adapters.generation_folder import CHROMA, WORDS
from guide.adapters.unit_signals import MISSED_ROWS, PassageArrays
from guide.adapters.word_index import WordIndex
from guide.errors import IndexDamaged

AT_ONCE = 500
MOST_MISSED = 0.25
"""Searching what is missed one by one stays exact; beyond this share the graph is no help and likely broken."""
SAME = 1e-4
"""Cosine distance below which two float32 vectors are taken to be the same one."""


def verify(folder: Path, passages: int, units: int) -> None:
    """Write the list of passages that Chroma does not find, which may be one in four.

    Raises IndexDamaged unless the generation holds so many passages and units, and Chroma finds nearly all vectors.
    """
    arrays = PassageArrays(folder)
    if arrays.passages.shape[0] != passages or arrays.units.shape[0] != units:
        raise IndexDamaged(f"vectors: {arrays.passages.shape[0]} passages and {arrays.units.shape[0]} units")
    if not (np.isfinite(arrays.passages).all() and np.isfinite(arrays.units).all()):
        raise IndexDamaged("vectors: one of them is not a number")
    words = WordIndex(folder / WORDS)
    if words.passage_count != passages or words.unit_count != units:
        raise IndexDamaged(f"words: {words.passage_count} passages and {words.unit_count} units")
    index = ChromaIndex(folder / CHROMA)
    try:
        if index.count() != passages:
            raise IndexDamaged(f"Chroma: {index.count()} passages")
        missed = [row for first in range(0, passages, AT_ONCE) for row in _missed(index, arrays.passages, first)]
    finally:
        index.close()
    if len(missed) > math.ceil(passages * MOST_MISSED):
        raise IndexDamaged(f"Chroma: {len(missed)} of {passages} vectors do not find themselves")
    np.save(folder / MISSED_ROWS, np.array(missed, np.int64))


def _missed(index: ChromaIndex, vectors: NDArray[np.float32], first: int) -> Iterator[int]:
    """Yield the rows, of some from `first` on, whose vector has no equal among those Chroma finds."""
    _, distances = index.nearest_of_many(vectors[first : first + AT_ONCE], 1)
    for row, nearest in enumerate(distances, start=first):
        if not len(nearest) or not nearest[0] < SAME:
            yield row


if __name__ == "__main__":
    try:
        verify(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    except IndexDamaged as error:
        sys.exit(str(error))
