"""The nearest passages by meaning: embedded Chroma, one collection of vectors. Only this file uses it.

A collection is written once, in a fresh folder, and from then on only read. Its threshold equals its size, so that all
vectors stand in the finished graph and none wait in the log: read from the log, 10,000 passages take seconds to open.
Vectors go in and come out; Chroma is never given a text or an embedding function (see docs/decisions/0004).
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from guide.errors import IndexDamaged, StoreError

if TYPE_CHECKING:
    from chromadb.api.client import Client

COLLECTION = "passages"
DATABASE = "chroma.sqlite3"
BATCH = 1000
NEIGHBOURS = 32
"""Links of each passage in the graph. With 16, its default, up to 8 of 150 passages of like wording were missed."""
BUILD_WIDTH = 100
SEARCH_WIDTH = 200
"""How many neighbours are kept in view while the graph is built and searched; no search may ask for more."""


def write_vectors(folder: Path, vectors: NDArray[np.float32]) -> None:
    """Write a collection with a row for each vector, (n, dimensions). Its ids are the row numbers.

    Raises StoreError if Chroma cannot write, as when the disk is full.
    """
    try:
        _write_collection(folder, vectors)
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            database.execute("VACUUM")
    except Exception as error:
        raise StoreError(f"{folder}: the passage vectors cannot be written ({error}). Free some space.") from error


def _write_collection(folder: Path, vectors: NDArray[np.float32]) -> None:
    threshold = max(len(vectors), 2)
    hnsw = {
        "space": "cosine",
        "sync_threshold": threshold,
        "batch_size": min(threshold, BATCH),
        "max_neighbors": NEIGHBOURS,
        "ef_construction": BUILD_WIDTH,
        "ef_search": SEARCH_WIDTH,
    }
    client = _client(folder)
    try:
        collection = client.create_collection(
            COLLECTION, embedding_function=None, configuration=cast(Any, {"hnsw": hnsw})
        )
        for first in range(0, len(vectors), BATCH):
            batch = vectors[first : first + BATCH]
            collection.add(ids=[str(first + at) for at in range(len(batch))], embeddings=cast(Any, batch))
    finally:
        client.close()


class ChromaIndex:
    """Reads a finished collection. Safe to share between threads; close it before its folder is deleted."""

    def __init__(self, folder: Path) -> None:
        """Open the collection. Raises IndexDamaged if Chroma cannot."""
        try:
            self._client = _client(folder)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except Exception as error:
            raise IndexDamaged(f"{folder}: Chroma cannot open its files ({type(error).__name__}).") from error

    def nearest(self, vector: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
        """Return the rows of the nearest passages, best first. Raises IndexDamaged if Chroma fails."""
        rows, _ = self.nearest_of_many(vector[np.newaxis], limit)
        return rows[0]

    def nearest_of_many(
        self, vectors: NDArray[np.float32], limit: int
    ) -> tuple[list[NDArray[np.int64]], list[NDArray[np.float32]]]:
        """Return for each vector the rows of its nearest passages and their cosine distances, nearest first."""
        try:
            found = self._collection.query(
                query_embeddings=cast(Any, vectors), n_results=min(limit, SEARCH_WIDTH), include=["distances"]
            )
            rows = [np.array(ids, np.int64) for ids in found["ids"]]
            distances = [np.array(each, np.float32) for each in found["distances"] or []]
        except Exception as error:
            raise IndexDamaged(f"the passage vectors cannot be searched ({type(error).__name__}).") from error
        return rows, distances

    def count(self) -> int:
        """Return how many passages the collection holds."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def content_digest(folder: Path) -> str:
    """Return a digest of what Chroma's own database says, or raise sqlite3.DatabaseError if it is not sound.

    Opening a collection adds a row to a table of locks, so that the file's bytes say nothing about damage.
    """
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{(folder / DATABASE).as_uri()}?mode=rw", uri=True)) as database:
        problem = database.execute("PRAGMA integrity_check(1)").fetchone()
        if problem != ("ok",):
            raise sqlite3.DatabaseError(str(problem))
        for table in ("collections", "segments", "embeddings", "max_seq_id", "embeddings_queue"):
            for row in database.execute(f"SELECT * FROM {table} ORDER BY 1"):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))
