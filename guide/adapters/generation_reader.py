"""One generation of the index, opened for reading: passages, sources, vectors and words of one moment."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters.chroma_index import ChromaIndex
from guide.adapters.file_views import open_array, open_bytes
from guide.adapters.generation_folder import CHROMA, WORDS, Manifest, read_manifest
from guide.adapters.passage_json import passage_from_line, source_from_line
from guide.adapters.unit_signals import MISSED_ROWS, PassageArrays, best_rows
from guide.adapters.word_index import WordIndex
from guide.adapters.word_likeness import WordLikeness, WordPieces
from guide.errors import IndexDamaged
from guide.ports import Candidate
from guide.types import Passage, Source, SourceKind, Vector

PASSAGES = "passages.jsonl"
PASSAGE_STARTS = "passage_starts.npy"
SOURCES = "sources.json"
READING_TEXTS = "reading_texts.txt"
PATHWAYS = "pathways.json"
LOOKED_THROUGH = 10_000
"""Up to so many passages every vector is looked at: quicker than the graph, and nothing is missed. Decision 7."""
KEPT_PASSAGES = 20_000
"""How many passages stay in memory once they were read; each is one or two kilobytes."""


class Generation:
    """A PassageStore over one finished generation. It never changes, and many threads may share it."""

    def __init__(
        self,
        folder: Path,
        on_damage: Callable[[], None] = lambda: None,
        with_chroma: bool = True,
        looked_through: int = LOOKED_THROUGH,
        pieces: WordPieces | None = None,
    ) -> None:
        """Open the files. Raises IndexDamaged if a file is not sound.

        on_damage is called once if Chroma fails later. Without Chroma every vector is looked at, as it is where there
        are no more than `looked_through`. pieces: the vectors of words; without them a word is like itself alone.
        """
        manifest = read_manifest(folder)
        if manifest is None:
            raise IndexDamaged(f"{folder}: this is not a finished generation. Run: python -m ingest.")
        self.manifest: Manifest = manifest
        self._on_damage = on_damage
        try:
            self._arrays = PassageArrays(folder)
            self._words = WordIndex(folder / WORDS)
            self._likeness = WordLikeness(self._words.forms, pieces)
            self._missed = open_array(folder / MISSED_ROWS)
            self._starts = open_array(folder / PASSAGE_STARTS)
            self._lines = open_bytes(folder / PASSAGES)
            self._texts = open_bytes(folder / READING_TEXTS)
            self._pathways = tuple(json.loads((folder / PATHWAYS).read_bytes()))
            records = json.loads((folder / SOURCES).read_bytes())
            self._sources = {record["id"]: source_from_line(record["source"]) for record in records}
            self._places = {record["id"]: record for record in records}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{folder}: a file cannot be read ({error}). Run: python -m ingest.") from error
        # Documents come first in a generation, so that each kind is a run of rows.
        own = [self._places[source.id]["rows"] for source in self.sources() if source.kind is SourceKind.DOCUMENT]
        self._document_passages = max((last for _, last in own), default=0)
        bounds = ((0, self._document_passages), (self._document_passages, self.passage_count))
        self._kinds = tuple((first, last) for first, last in bounds if first < last)
        self._looked_through = looked_through
        self._chroma = ChromaIndex(folder / CHROMA) if with_chroma else None
        if self._chroma is not None:
            weakref.finalize(self, self._chroma.close)
        self.passage_at = lru_cache(KEPT_PASSAGES)(self._read_passage)

    @property
    def index_id(self) -> str:
        """Return the id of this generation."""
        return self.manifest.index_id

    @property
    def corpus_sha256(self) -> str:
        """Return the digest over all documents and records in this generation."""
        return self.manifest.corpus_sha256

    @property
    def passage_count(self) -> int:
        """Return how many passages the generation holds."""
        return self.manifest.passages

    @property
    def document_passage_count(self) -> int:
        """Return how many of them are passages of documents, not fields of pathways."""
        return self._document_passages

    def snapshot(self) -> Generation:
        """Return this generation: it does not change."""
        return self

    def search(self, text: str, vector: Vector, limit: int) -> tuple[Candidate, ...]:
        """Return up to `limit` candidates by meaning and up to `limit` by words, joined, each passage once.

        The limits hold for documents and for pathways apart, so that neither kind crowds out the other.
        """
        if not self.passage_count:
            return ()
        direction = np.asarray(vector, np.float32)
        question = self._words.question(text)
        scores = self._words.passage_scores(question)
        by_words = [first + best_rows(scores[first:last], limit, least=0.0) for first, last in self._kinds]
        rows = np.unique(np.concatenate((*self._nearest_of_each_kind(direction, limit), *by_words)))
        cosines = self._arrays.cosines(rows, direction)
        shares = self._words.passage_shares(question, rows)
        documents = int((rows < self._document_passages).sum())
        units = self._arrays.unit_signals(rows, documents, direction, self._words, self._likeness, question)
        columns = (each.tolist() for each in (rows, cosines, scores[rows], shares))
        return tuple(
            Candidate(self.passage_at(row), cosine, bm25, share, signals)
            for (row, cosine, bm25, share), signals in zip(zip(*columns, strict=True), units, strict=True)
        )

    def _nearest_of_each_kind(self, vector: NDArray[np.float32], limit: int) -> list[NDArray[np.int64]]:
        """Return the rows nearest of all, and of a kind that is short among them the nearest of its own."""
        nearest = self._nearest_by_chroma(vector, limit) if self.passage_count > self._looked_through else None
        if nearest is None:
            cosines: NDArray[np.float32] = self._arrays.passages @ vector
            return [first + best_rows(cosines[first:last], limit) for first, last in self._kinds]
        found = [nearest]
        for first, last in self._kinds if len(self._kinds) > 1 else ():
            if ((nearest >= first) & (nearest < last)).sum() < min(limit, last - first):
                found.append(self._arrays.nearest_of(np.arange(first, last), vector, limit))
        return found

    def _nearest_by_chroma(self, vector: NDArray[np.float32], limit: int) -> NDArray[np.int64] | None:
        """Ask Chroma. Return None once it has failed under a running server, and have the index rebuilt."""
        if self._chroma is None:
            return None
        try:
            rows = self._chroma.nearest(vector, min(limit, self.passage_count))
            if len(rows) and 0 <= rows.min() and rows.max() < self.passage_count:
                return self._with_missed(rows, vector, limit)
        except IndexDamaged:
            pass
        self._chroma = None
        self._on_damage()
        return None

    def _with_missed(self, rows: NDArray[np.int64], vector: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
        """Return the nearest of what Chroma brings and of the passages it does not find by their own vectors."""
        return self._arrays.nearest_of(np.union1d(rows, self._missed), vector, limit) if len(self._missed) else rows

    def _read_passage(self, row: int) -> Passage:
        first, last = self._starts[row : row + 2].tolist()
        return passage_from_line(self._lines[first:last])

    def source(self, source_id: str) -> Source:
        """Return the record of one source. Raises KeyError for an unknown id."""
        return self._sources[source_id]

    def sources(self) -> tuple[Source, ...]:
        """Return every source, documents first, in the order of their ids."""
        return tuple(self._sources.values())

    def outline(self, source_id: str) -> tuple[Passage, ...]:
        """Return every passage of a source, in document order. Raises KeyError for an unknown id."""
        first, last = self._places[source_id]["rows"]
        return tuple(self.passage_at(row) for row in range(first, last))

    def unit_vectors(self, source_id: str) -> NDArray[np.float32]:
        """Return the vector of each unit of a source in order, (n, 384). Raises KeyError for an unknown id."""
        first, last = self._places[source_id]["rows"]
        starts = self._arrays.unit_starts
        vectors: NDArray[np.float32] = self._arrays.units[starts[first] : starts[last]].astype(np.float32)
        return vectors

    def reading_text(self, source_id: str) -> str:
        """Return the document's one reading text, empty for a pathway. Raises KeyError for an unknown id."""
        first, last = self._places[source_id]["bytes"]
        return self._texts[first:last].decode("utf-8")

    def pathways(self) -> tuple[dict[str, object], ...]:
        """Return the records of the directory as they were indexed, none when the corpus has none."""
        return self._pathways

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a folded, stemmed term stands."""
        return self._words.document_frequency(term)
