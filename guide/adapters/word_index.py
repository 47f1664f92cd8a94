"""Search by words: BM25 over passages made by bm25s, and the same weights for single units. Stemming by Snowball.

Beside the stems the words of units are kept as they stand: a stem has no meaning of its own, and its ending tells.

bm25s writes finished scores as a sparse matrix with a column for each term, so that a search is a sum of columns:
reading needs NumPy only, and bm25s itself (with SciPy and, where installed, Numba) is imported to write an index.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guide.adapters.file_views import open_array

K1 = 1.5
B = 0.75
"""The two constants of BM25 (Robertson and Zaragoza 2009, section 3.4), for passages and units alike."""

NO_TERM = ""
"""Stands in a passage without a single term, so that bm25s has something to count. No question holds it."""

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]+")

STOP_WORDS = frozenset(
    "a about also am an and any are as at be been being but by can could did do does doing done for from further "
    "get got had has have having he her here hers him his how i if in into is it its itself just me more most "
    "much my no nor not of off on once only or other our ours out over own please same she should so some such "
    "tell than that the their theirs them then there these they this those through to too us very was we were "
    "what when where which while who whom whose why will with would you your yours".split()
)
"""Words that say nothing about a subject."""

_local = threading.local()


def fold(text: str) -> str:
    """Return the text as it is searched: NFKC, lower case, straight apostrophes, no invisible characters."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return plain if plain.isascii() else "".join(char for char in plain if unicodedata.category(char) != "Cf")


def plain_forms(text: str) -> list[str]:
    """Return the words of a text as they stand, folded and in order, stop words left out, repeats kept."""
    words = (word.removesuffix("'s").replace(",", "") for word in TOKEN.findall(fold(text)))
    return [word for word in words if word not in STOP_WORDS]


def terms(text: str) -> list[str]:
    """Return the stems of a text in order, stop words left out, repeats kept."""
    stems: list[str] = _stemmer().stemWords(plain_forms(text))
    return stems


def _stemmer() -> Any:  # noqa: ANN401  (PyStemmer has no types)
    """Return this thread's stemmer: one object must not be used by two threads."""
    if not hasattr(_local, "stemmer"):
        import Stemmer

        _local.stemmer = Stemmer.Stemmer("english")
    return _local.stemmer


def write_words(folder: Path, passages: Sequence[str], units: Sequence[Sequence[str]]) -> None:
    """Write the index of the searched texts of all passages, and the terms of each of their units.

    passages: one text a passage, in the order of rows. units: the texts of its units, for each passage.
    """
    import bm25s

    vocabulary: dict[str, int] = {}
    rows = [_numbers(terms(text) or [NO_TERM], vocabulary) for text in passages]
    unit_rows = [_numbers(terms(text), vocabulary) for texts in units for text in texts]
    index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
    index.index((rows, vocabulary), create_empty_token=False, show_progress=False)
    index.save(str(folder), show_progress=False)
    _write_units(folder, unit_rows)
    _write_forms(folder, [plain_forms(text) for texts in units for text in texts])


def _write_forms(folder: Path, found: Sequence[Sequence[str]]) -> None:
    """Write, unit after unit, each different word by its number, and the words themselves."""
    vocabulary: dict[str, int] = {}
    rows = [list(dict.fromkeys(_numbers(forms, vocabulary))) for forms in found]
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    np.save(folder / "unit_form_starts.npy", starts)
    np.save(folder / "unit_forms.npy", np.fromiter((form for row in rows for form in row), np.int32))
    (folder / "forms.json").write_text(json.dumps(list(vocabulary), ensure_ascii=False), "utf-8")


def _numbers(found: Iterable[str], vocabulary: dict[str, int]) -> list[int]:
    return [vocabulary.setdefault(term, len(vocabulary)) for term in found]


def _write_units(folder: Path, unit_rows: Sequence[Sequence[int]]) -> None:
    """Write, unit after unit, each different term and how often it stands there."""
    counted = [Counter(row) for row in unit_rows]
    starts = np.zeros(len(counted) + 1, np.int64)
    np.cumsum([len(row) for row in counted], out=starts[1:])
    np.save(folder / "unit_starts.npy", starts)
    np.save(folder / "unit_terms.npy", np.fromiter((term for row in counted for term in row), np.int32))
    np.save(folder / "unit_counts.npy", np.fromiter((n for row in counted for n in row.values()), np.uint16))
    np.save(folder / "unit_lengths.npy", np.array([len(row) for row in unit_rows], np.uint32))


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The different terms of a question with their rarity.

    columns: their numbers in the vocabulary, -1 for a term that stands nowhere. idf: at least 0. total: sum of idf.
    forms: its different words as they stand. form_idf: the rarity of the stem of each.
    """

    terms: tuple[str, ...]
    columns: NDArray[np.int64]
    idf: NDArray[np.float32]
    total: float
    forms: tuple[str, ...]
    form_idf: NDArray[np.float32]


class WordIndex:
    """Reads what `write_words` wrote. Arrays stay on disk where they are large. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the index. Raises OSError or ValueError if its files are not sound."""
        self._vocabulary: dict[str, int] = json.loads((folder / "vocab.index.json").read_bytes())
        self._scores = open_array(folder / "data.csc.index.npy")
        self._rows = open_array(folder / "indices.csc.index.npy")
        self._columns = open_array(folder / "indptr.csc.index.npy")
        self._unit_starts = open_array(folder / "unit_starts.npy")
        self._unit_terms = open_array(folder / "unit_terms.npy")
        self._unit_counts = open_array(folder / "unit_counts.npy")
        self._unit_lengths = open_array(folder / "unit_lengths.npy")
        self._form_starts = open_array(folder / "unit_form_starts.npy")
        self._forms = open_array(folder / "unit_forms.npy")
        self.forms: tuple[str, ...] = tuple(json.loads((folder / "forms.json").read_bytes()))
        self.passage_count: int = json.loads((folder / "params.index.json").read_bytes())["num_docs"]
        self.unit_count = len(self._unit_lengths)
        mean = float(self._unit_lengths.mean()) if self.unit_count else 0.0
        self._mean_unit_length = mean or 1.0

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a folded, stemmed term stands."""
        column = self._vocabulary.get(term)
        return int(self._columns[column + 1] - self._columns[column]) if column is not None else 0

    def question(self, text: str) -> QuestionWords:
        """Return the terms of a question. A term that stands nowhere counts as the rarest."""
        forms = tuple(dict.fromkeys(plain_forms(text)))
        stems: list[str] = _stemmer().stemWords(forms)
        found = tuple(dict.fromkeys(stems))
        frequency = np.array([self.document_frequency(term) for term in found], np.float32)
        idf = np.log1p((self.passage_count - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        columns = np.array([self._vocabulary.get(term, -1) for term in found], np.int64)
        rarity = dict(zip(found, idf.tolist(), strict=True))
        form_idf = np.array([rarity[stem] for stem in stems], np.float32)
        return QuestionWords(found, columns, idf, float(idf.sum()), forms, form_idf)

    def unit_forms(self, units: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the numbers of the different words of these units, one unit after the other, and how many each has."""
        first, count = self._form_starts[units], self._form_starts[units + 1] - self._form_starts[units]
        return self._forms[ranges(first, count)], count

    def passage_scores(self, question: QuestionWords) -> NDArray[np.float32]:
        """Return the BM25 score of every passage, (n_passages,), at least 0."""
        scores = np.zeros(self.passage_count, np.float32)
        for column in question.columns.tolist():
            if column >= 0:
                first, last = self._columns[column], self._columns[column + 1]
                scores[self._rows[first:last]] += self._scores[first:last]
        return scores

    def passage_shares(self, question: QuestionWords, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return for each of these passages the share of the question's terms it holds, by rarity, in [0, 1]."""
        shares = np.zeros(len(rows), np.float32)
        for column, idf in zip(question.columns.tolist(), question.idf.tolist(), strict=True):
            if column >= 0:
                held = self._rows[self._columns[column] : self._columns[column + 1]]
                places = np.minimum(np.searchsorted(held, rows), len(held) - 1) if len(held) else None
                if places is not None:
                    shares += idf * (held[places] == rows)
        return shares / question.total if question.total else shares

    def unit_scores(
        self, question: QuestionWords, units: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return for each of these units its BM25 score and its share of the question's terms, both (len(units),).

        The rarity of a term is that among passages; the length that counts is the unit's own.
        """
        first, count = self._unit_starts[units], self._unit_starts[units + 1] - self._unit_starts[units]
        owner = np.repeat(np.arange(len(units)), count)
        places = ranges(first, count)
        found = self._unit_terms[places]
        idf = self._rarity_of(question, found)
        times = self._unit_counts[places].astype(np.float32)
        length = self._unit_lengths[units].astype(np.float32)[owner]
        weight = times / (times + K1 * (1 - B + B * length / self._mean_unit_length))
        bm25 = np.bincount(owner, idf * weight, len(units)).astype(np.float32)
        share = np.bincount(owner, idf, len(units)).astype(np.float32)
        return bm25, share / question.total if question.total else share

    def _rarity_of(self, question: QuestionWords, found: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the idf of each term that is in the question, 0 for all others."""
        order = np.argsort(question.columns)
        known, idf = question.columns[order], question.idf[order]
        if not len(known):
            return np.zeros(len(found), np.float32)
        places = np.minimum(np.searchsorted(known, found), len(known) - 1)
        return np.where(known[places] == found, idf[places], np.float32(0))


def ranges(first: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers first[0], first[0] + 1, ... count[0] of them, then those of the next, in one array."""
    ends = np.cumsum(count)
    total = int(ends[-1]) if len(ends) else 0
    numbers: NDArray[np.int64] = np.arange(total) + np.repeat(first - (ends - count), count)
    return numbers
