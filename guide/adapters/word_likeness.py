"""How near the words of units come to those of a question: by the model's own vectors of words, before it reads them.

A word's vector is the sum of those of its pieces. The words of an index are kept as bytes: for cosines that is exact
enough, a hundred thousand take 38 MB, and no other kind of number is quicker to gather.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from guide.adapters.word_index import QuestionWords

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

AT_ONCE = 4096
"""Words that are put into bytes together when an index is opened."""
LARGEST_BYTE = 127


class WordPieces(Protocol):
    """The input layer of a model. vectors: one for each piece, (n_pieces, d), of any length."""

    vectors: Floats

    def pieces_of(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of each word, at least one for each."""
        ...


class WordLikeness:
    """The words of one index, to be held against those of questions. Safe to share between threads."""

    def __init__(self, forms: Sequence[str], model: WordPieces | None) -> None:
        """Take the index's words, by number. Without a model a word is like itself alone."""
        self._model = model
        self._numbers = {form: number for number, form in enumerate(forms)}
        self._bytes = np.zeros((len(forms), model.vectors.shape[1] if model else 0), np.int8)
        self._lengths = np.ones(len(forms), np.float32)
        for first in range(0, len(forms) if model else 0, AT_ONCE):
            vectors = _vectors_of(forms[first : first + AT_ONCE], model)  # type: ignore[arg-type]
            rounded = np.rint(vectors * (LARGEST_BYTE / np.abs(vectors).max(axis=1, keepdims=True)))
            self._bytes[first : first + AT_ONCE] = rounded
            self._lengths[first : first + AT_ONCE] = np.linalg.norm(rounded, axis=1)

    def of_units(
        self, question: QuestionWords, found: NDArray[np.int32], counts: Numbers, opens: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        """Return for each unit how near its words come to the question's, and the same with those of the one before.

        found: the words of all units by number, unit after unit; counts: how many each has. opens: the first unit of a
        passage, which stands for itself. Each asked word counts by its nearest and by its rarity.
        """
        total = float(question.form_idf.sum())
        if not total:
            return np.zeros(len(counts), np.float32), np.zeros(len(counts), np.float32)
        nearest = self._nearest(question.forms, found, counts)
        before = np.concatenate((nearest[:1], nearest[:-1]))
        before[opens] = nearest[opens]
        shares = question.form_idf / np.float32(total)
        return nearest @ shares, np.maximum(nearest, before) @ shares

    def _nearest(self, asked: Sequence[str], found: NDArray[np.int32], counts: Numbers) -> Floats:
        """Return the highest cosine of any word of each unit with each asked word, (n_units, len(asked))."""
        nearest = np.zeros((len(counts), len(asked)), np.float32)
        if len(found):
            is_there = np.zeros(len(self._numbers), np.bool_)
            is_there[found] = True
            places = (np.cumsum(is_there) - 1).take(found)
            cosines = self._cosines(asked, np.flatnonzero(is_there)).take(places, axis=0)
            has_words = counts > 0
            nearest[has_words] = np.maximum.reduceat(cosines, (np.cumsum(counts) - counts)[has_words], axis=0)
        return nearest

    def _cosines(self, asked: Sequence[str], words: Numbers) -> Floats:
        """Return the cosine of each of these words of the index with each asked word, (len(words), len(asked))."""
        if self._model is None:
            numbers = np.array([self._numbers.get(form, -1) for form in asked])
            same: Floats = (words[:, None] == numbers).astype(np.float32)
            return same
        wanted = _vectors_of(asked, self._model)
        wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
        own = self._bytes.take(words, axis=0).astype(np.float32)
        cosines: Floats = (own @ wanted.T) / self._lengths[words, None]
        return cosines


def _vectors_of(words: Sequence[str], model: WordPieces) -> Floats:
    """Return the vector of each word, (len(words), d), not scaled."""
    pieces = model.pieces_of(words)
    ends = np.cumsum([len(each) for each in pieces])
    flat = np.fromiter((piece for each in pieces for piece in each), np.int64)
    sums: Floats = np.add.reduceat(model.vectors.take(flat, axis=0), np.concatenate(([0], ends[:-1])))
    return sums
