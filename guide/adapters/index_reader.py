"""Opens the index for questions: the live generation, a new one when the pointer moves, the one before when it must.

Opening checks the files first, so that a damaged index never reaches Chroma, which can crash on one. A damaged
generation is rebuilt from the source of truth by `python -m ingest.repairing` in a process of its own. If only Chroma's
files are damaged, the generation serves without them meanwhile; else, if the rebuild takes long, the previous one does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from guide.adapters.generation_folder import (
    POINTER,
    finished_generations,
    generation_folder,
    problem_in_chroma,
    problem_outside_chroma,
    read_manifest,
    read_pointer,
)
from guide.adapters.generation_reader import LOOKED_THROUGH, Generation
from guide.adapters.store_of_truth import STORE_FILE
from guide.adapters.word_likeness import WordPieces
from guide.errors import IndexDamaged, IndexMissing, IndexStale, SearchIndexError
from guide.ports import Candidate
from guide.types import Passage, Source, Vector, Vectors

ROOT = Path(__file__).resolve().parents[2]
REPAIR_WAIT_S = 6.0
"""How long opening waits for a rebuild before the previous generation is taken. A small index needs about three."""
LONGEST_WAIT_S = 60.0
"""How long it waits when there is no previous generation."""


Pieces = Callable[[], WordPieces | None]


def open_index(
    folder: Path, embedder_digest: str, looked_through: int = LOOKED_THROUGH, pieces: Pieces = lambda: None
) -> Index:
    """Return the index of a folder.

    embedder_digest: of the model that embeds the questions. looked_through: up to how many passages every vector is
    looked at, and Chroma is asked only beyond. pieces: gives the vectors of words; it is asked once there is an index
    to search, since it may load the model. Raises IndexMissing if none was built, IndexStale if it was
    built with another model, IndexDamaged if neither a generation nor the source of truth can be used.
    """
    return Index(folder, embedder_digest, looked_through, pieces)


class Index:
    """A PassageStore that follows the pointer. Safe to share between threads.

    Each method reads the generation that is live at that moment; take a `snapshot` for calls that belong together.
    """

    def __init__(self, folder: Path, embedder_digest: str, looked_through: int, pieces: Pieces) -> None:
        """Open the live generation; see `open_index`."""
        self._pieces = pieces
        self._looked_through = looked_through
        self._folder = folder
        self._embedder_digest = embedder_digest
        self._lock = threading.Lock()
        self._repair: subprocess.Popen[bytes] | None = None
        self._seen = self._stamp()
        self._generation = self._open_first()

    def snapshot(self) -> Generation:
        """Return the generation that is live now; it stays readable and the same for as long as it is held."""
        stamp = self._stamp()
        if stamp != self._seen and self._lock.acquire(blocking=False):
            try:
                self._generation = self._newer()
                self._seen = stamp
            finally:
                self._lock.release()
        return self._generation

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._folder / POINTER)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _newer(self) -> Generation:
        """Return the generation the pointer names now, or the present one if that cannot be used."""
        pointer = read_pointer(self._folder)
        if pointer is None:
            return self._generation
        try:
            return self._open(pointer.live)
        except IndexStale:
            raise
        except SearchIndexError:
            self._start_repair()
            return self._generation

    def _open_first(self) -> Generation:
        pointer = read_pointer(self._folder)
        finished = finished_generations(self._folder)
        if pointer is None and not finished:
            if (self._folder / STORE_FILE).is_file() and self._repaired(LONGEST_WAIT_S):
                return self._open_first_sound(())
            raise IndexMissing(f"{self._folder}: no index has been built here. Run: python -m ingest.")
        try:
            return self._open(pointer.live if pointer else finished[0])
        except IndexStale:
            raise
        except SearchIndexError:
            live = pointer.live if pointer else finished[0]
            others = tuple(name for name in finished if name != live)
            self._repaired(REPAIR_WAIT_S if others else LONGEST_WAIT_S)
            return self._open_first_sound(others)

    def _open_first_sound(self, others: tuple[str, ...]) -> Generation:
        """Return the live generation after a repair, else the newest of the others that is sound."""
        self._seen = self._stamp()
        for name in self._candidates(others):
            try:
                return self._open(name)
            except IndexStale:
                raise
            except SearchIndexError:
                continue
        raise IndexDamaged(f"{self._folder}: the index is damaged and could not be rebuilt. Run: python -m ingest.")

    def _candidates(self, others: tuple[str, ...]) -> Iterator[str]:
        pointer = read_pointer(self._folder)
        yield from dict.fromkeys((*((pointer.live,) if pointer else ()), *others))

    def _open(self, name: str) -> Generation:
        """Open one generation after its check. Raises IndexStale or IndexDamaged."""
        folder = generation_folder(self._folder, name)
        manifest = read_manifest(folder)
        if manifest is not None and manifest.model_digest != self._embedder_digest:
            raise IndexStale(
                f"{self._folder}: the index was made with another embedding model ({manifest.model}). "
                "Run: python -m ingest."
            )
        problem = problem_outside_chroma(folder)
        if problem is not None:
            raise IndexDamaged(f"{folder}: {problem}. Run: python -m ingest.")
        if problem_in_chroma(folder) is None:
            # Chroma writes when it opens: on a full disk it fails over files that are sound.
            with suppress(IndexDamaged):
                return Generation(
                    folder, self._start_repair, looked_through=self._looked_through, pieces=self._pieces()
                )
        self._start_repair()
        return Generation(folder, with_chroma=False, pieces=self._pieces())

    def _start_repair(self) -> None:
        """Start a rebuild from the source of truth, unless one is under way."""
        if self._repair is None or self._repair.poll() is not None:
            self._repair = subprocess.Popen(
                [sys.executable, "-m", "ingest.repairing", str(self._folder.resolve())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            threading.Thread(target=self._repair.wait, daemon=True).start()

    def _repaired(self, at_most_s: float) -> bool:
        """Start a rebuild and wait for it. Return whether it has succeeded by then."""
        self._start_repair()
        return self.wait_for_repair(at_most_s) == 0

    def wait_for_repair(self, at_most_s: float | None = None) -> int | None:
        """Wait until a rebuild has ended. Return its exit code, None if there is none or it has not ended in time."""
        try:
            return self._repair.wait(at_most_s) if self._repair else None
        except subprocess.TimeoutExpired:
            return None

    @property
    def index_id(self) -> str:
        """Return the id of the live generation."""
        return self.snapshot().index_id

    @property
    def corpus_sha256(self) -> str:
        """Return the digest over all documents and records in the live generation."""
        return self.snapshot().corpus_sha256

    @property
    def passage_count(self) -> int:
        """Return how many passages the live generation holds."""
        return self.snapshot().passage_count

    @property
    def document_passage_count(self) -> int:
        """Return how many of them are passages of documents, not fields of pathways."""
        return self.snapshot().document_passage_count

    def search(self, text: str, vector: Vector, limit: int) -> tuple[Candidate, ...]:
        """Return up to `limit` candidates by meaning and up to `limit` by words, joined, each passage once."""
        return self.snapshot().search(text, vector, limit)

    def source(self, source_id: str) -> Source:
        """Return the record of one source. Raises KeyError for an unknown id."""
        return self.snapshot().source(source_id)

    def sources(self) -> tuple[Source, ...]:
        """Return every source, documents first, in the order of their ids."""
        return self.snapshot().sources()

    def outline(self, source_id: str) -> tuple[Passage, ...]:
        """Return every passage of a source, in document order. Raises KeyError for an unknown id."""
        return self.snapshot().outline(source_id)

    def unit_vectors(self, source_id: str) -> Vectors:
        """Return the vector of each unit of a source in order, (n, 384). Raises KeyError for an unknown id."""
        return self.snapshot().unit_vectors(source_id)

    def reading_text(self, source_id: str) -> str:
        """Return the document's one reading text, empty for a pathway. Raises KeyError for an unknown id."""
        return self.snapshot().reading_text(source_id)

    def pathways(self) -> tuple[dict[str, object], ...]:
        """Return the records of the directory as they were indexed, none when the corpus has none."""
        return self.snapshot().pathways()

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a folded, stemmed term stands."""
        return self.snapshot().document_frequency(term)
