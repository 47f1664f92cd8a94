"""What the vectors and the words say about each unit of some passages. New signals are computed here, in bulk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters.file_views import open_array
from guide.adapters.word_index import QuestionWords, WordIndex, ranges
from guide.adapters.word_likeness import WordLikeness
from guide.ports import UnitSignals

PASSAGE_VECTORS = "passages.npy"
UNIT_VECTORS = "units.npy"
PAIR_LENGTHS = "pair_lengths.npy"
UNIT_STARTS = "unit_starts.npy"
WIDENED_BYTES = 16_000_000
MISSED_ROWS = "missed_rows.npy"
"""The rows of passages that Chroma does not find by their own vectors: a search looks at each of them."""


class PassageArrays:
    """The vectors of one generation: (n_passages, d) float32 and (n_units, d) float16, rows of length 1.

    Few units are widened to float32 once: each question would do it again for those it looks at.
    """

    def __init__(self, folder: Path) -> None:
        """Open the arrays. Raises OSError or ValueError if a file is not one."""
        self.passages = open_array(folder / PASSAGE_VECTORS)
        units = open_array(folder / UNIT_VECTORS)
        self.units = units.astype(np.float32) if units.nbytes <= WIDENED_BYTES else units
        self._pair_lengths = open_array(folder / PAIR_LENGTHS)
        self.unit_starts = open_array(folder / UNIT_STARTS)

    def cosines(self, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine of each of these passages with the question, (len(rows),)."""
        cosines: NDArray[np.float32] = self.passages[rows] @ vector
        return cosines

    def nearest_of(self, rows: NDArray[np.int64], vector: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
        """Return which of these passages are nearest, best first."""
        return rows[best_rows(self.cosines(rows, vector), limit)]

    def unit_signals(
        self,
        rows: NDArray[np.int64],
        documents: int,
        vector: NDArray[np.float32],
        words: WordIndex,
        likeness: WordLikeness,
        question: QuestionWords,
    ) -> list[tuple[UnitSignals, ...]]:
        """Return the signals of every unit of each of these passages, in order.

        documents: how many of the rows, from the first, are passages of documents: only their words are looked at.
        """
        counts = self.unit_starts[rows + 1] - self.unit_starts[rows]
        units = ranges(self.unit_starts[rows], counts)
        cosines = self.units[units].astype(np.float32, copy=False) @ vector
        pairs = self._pair_cosines(units, cosines)
        bm25, shares = words.unit_scores(question, units)
        numbers = ranges(np.zeros_like(counts), counts)
        like, pair_like = np.zeros((2, len(units)), np.float32)
        last = int(counts[:documents].sum())
        found, held = words.unit_forms(units[:last])
        like[:last], pair_like[:last] = likeness.of_units(question, found, held, numbers[:last] == 0)
        signals = (numbers, cosines, pairs, shares, bm25, like, pair_like)
        columns = zip(*(each.tolist() for each in signals), strict=True)
        made = [*map(UnitSignals._make, columns)]
        ends = np.cumsum(counts).tolist()
        return [tuple(made[end - count : end]) for end, count in zip(ends, counts.tolist(), strict=True)]

    def _pair_cosines(self, units: NDArray[np.int64], cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine of each unit's pair: q.(a + b) / |a + b|. The first unit of a passage stands for itself."""
        before = np.concatenate(([np.float32(0)], cosines[:-1]))
        lengths = self._pair_lengths[units]
        paired = (before + cosines) / np.where(lengths > 0, lengths, 1)
        return np.where(lengths > 0, paired, cosines)


def pair_lengths(units: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return |a + b| for each unit b of one passage and the unit a before it, (n,); 0 for the first unit.

    units: (n, d), rows of length 1. A pair's vector is the sum of the two, scaled to length 1, so that its cosine
    with a question follows from the two cosines and this length, and no third vector is embedded or kept.
    """
    lengths = np.zeros(len(units), np.float32)
    lengths[1:] = np.maximum(np.linalg.norm(units[1:] + units[:-1], axis=1), 1e-3)
    return lengths


def best_rows(scores: NDArray[np.float32], limit: int, least: float = -np.inf) -> NDArray[np.int64]:
    """Return the numbers of the highest scores above `least`, best first; of equals the earlier row."""
    limit = min(limit, len(scores))
    if limit < 1:
        return np.empty(0, np.int64)
    found = np.argpartition(scores, -limit)[-limit:]
    found = found[scores[found] > least]
    return found[np.lexsort((found, -scores[found]))]
