"""The source of truth of an index: documents, passages and vectors in one SQLite file. All else can be rebuilt from it.

Only ingest opens it: a reader of the index looks into one generation and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters.passage_json import passage_from_line, passage_to_line, source_from_line, source_to_line
from guide.errors import IndexDamaged, StoreError
from guide.types import Passage, Source, SourceKind

STORE_FILE = "store.sqlite3"
SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, fingerprint TEXT NOT NULL, record TEXT NOT NULL,
    reading_text TEXT NOT NULL, warnings TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
    source_id TEXT NOT NULL, ordinal INTEGER NOT NULL, body TEXT NOT NULL, searched TEXT NOT NULL,
    vector_key BLOB NOT NULL, unit_keys BLOB NOT NULL, PRIMARY KEY (source_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pathways (ordinal INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (key, model)
);
"""
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with what is searched. Keys are SHA-256 digests of the texts embedded, for it and for each unit."""

    passage: Passage
    searched: str
    vector_key: bytes
    unit_keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source with its one reading text and its passages in order.

    fingerprint: of everything the passages were made from; a source with the same one is not read again.
    """

    source: Source
    fingerprint: str
    reading_text: str
    passages: tuple[StoredPassage, ...]
    warnings: tuple[str, ...] = ()


class StoreOfTruth:
    """One connection, used by the one process that holds the writer's lock."""

    def __init__(self, folder: Path) -> None:
        """Open or create the file. Raises IndexDamaged if it is not a sound store of this version."""
        self._path = folder / STORE_FILE
        with self._translated():
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        # secure_delete and the truncated log: what is withdrawn leaves the file, not just the table.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        if self._connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise IndexDamaged(f"{self._path}: the store is damaged.")
        if self._connection.execute("PRAGMA user_version").fetchone()[0] not in (0, SCHEMA_VERSION):
            raise IndexDamaged(f"{self._path}: the store was made by another version.")
        self._connection.executescript(SCHEMA)
        self._connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    @staticmethod
    def delete(folder: Path) -> None:
        """Delete the file and its log."""
        for path in folder.glob(f"{STORE_FILE}*"):
            path.unlink()

    def close(self) -> None:
        """Close the file; SQLite folds its log into it."""
        with self._translated():
            self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn SQLite's errors into ours: a full disk or a file not writable, or a damaged file."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self._path}: {error}. Free some space or make the folder writable.") from error
        except (sqlite3.DatabaseError, ValueError) as error:
            raise IndexDamaged(f"{self._path}: the store is damaged ({error}).") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside, or none."""
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def shrink(self) -> None:
        """Fold the log into the file and empty it, so that deleted text stands in neither."""
        with self._translated():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def meta(self) -> dict[str, str]:
        """Return what the store says about itself."""
        with self._translated():
            return dict(self._connection.execute("SELECT key, value FROM meta"))

    def set_meta(self, values: Mapping[str, str]) -> None:
        """Write some of what the store says about itself."""
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def fingerprints(self, kind: SourceKind) -> dict[str, str]:
        """Return the fingerprint of each source of one kind by its id."""
        with self._translated():
            return dict(self._connection.execute("SELECT id, fingerprint FROM sources WHERE kind = ?", (kind.value,)))

    def sources(self) -> tuple[Source, ...]:
        """Return every source, documents first, in the order of their ids."""
        with self._translated():
            rows = self._connection.execute("SELECT record FROM sources ORDER BY kind, id").fetchall()
        return tuple(source_from_line(record) for (record,) in rows)

    def warnings(self) -> dict[str, tuple[str, ...]]:
        """Return what was doubtful in each source, by its id."""
        with self._translated():
            rows = self._connection.execute("SELECT id, warnings FROM sources").fetchall()
        return {identifier: tuple(json.loads(found)) for identifier, found in rows}

    def reading_text(self, source_id: str) -> str:
        """Return a document's reading text, empty for a pathway. Raises KeyError for an unknown id."""
        with self._translated():
            row = self._connection.execute("SELECT reading_text FROM sources WHERE id = ?", (source_id,)).fetchone()
        if row is None:
            raise KeyError(source_id)
        return str(row[0])

    def passages(self) -> Iterator[StoredPassage]:
        """Yield every passage: documents first, by source id, in document order."""
        query = (
            "SELECT body, searched, vector_key, unit_keys FROM passages JOIN sources ON id = source_id "
            "ORDER BY kind, source_id, ordinal"
        )
        with self._translated():
            for body, searched, vector_key, unit_keys in self._connection.execute(query):
                yield StoredPassage(passage_from_line(body), searched, vector_key, _split(unit_keys))

    def counts(self) -> tuple[int, int]:
        """Return how many passages and how many units there are."""
        query = f"SELECT count(*), coalesce(sum(length(unit_keys)), 0) / {KEY_BYTES} FROM passages"
        with self._translated():
            passages, units = self._connection.execute(query).fetchone()
        return passages, units

    def passages_sha256(self) -> str:
        """Return a digest over all passages and the keys of their texts."""
        digest = hashlib.sha256()
        query = "SELECT body, searched, vector_key, unit_keys FROM passages ORDER BY source_id, ordinal"
        with self._translated():
            for body, searched, vector_key, unit_keys in self._connection.execute(query):
                digest.update(f"{body}\n{searched}\n".encode() + vector_key + unit_keys)
        return digest.hexdigest()

    def replace_sources(self, removed: Sequence[str], added: Sequence[StoredSource]) -> None:
        """Take sources out and put others in. Call it inside a transaction."""
        ids = [(identifier,) for identifier in (*removed, *(stored.source.id for stored in added))]
        self._connection.executemany("DELETE FROM passages WHERE source_id = ?", ids)
        self._connection.executemany("DELETE FROM sources WHERE id = ?", ids)
        for stored in added:
            record = (
                stored.source.id,
                stored.source.kind.value,
                stored.fingerprint,
                source_to_line(stored.source),
                stored.reading_text,
                json.dumps(stored.warnings, ensure_ascii=False),
            )
            self._connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", record)
            self._connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (
                        stored.source.id,
                        found.passage.ordinal,
                        passage_to_line(found.passage),
                        found.searched,
                        found.vector_key,
                        b"".join(found.unit_keys),
                    )
                    for found in stored.passages
                ),
            )

    def pathways(self) -> tuple[dict[str, object], ...]:
        """Return the records of the directory in its order."""
        with self._translated():
            rows = self._connection.execute("SELECT record FROM pathways ORDER BY ordinal").fetchall()
        return tuple(json.loads(record) for (record,) in rows)

    def replace_pathways(self, records: Sequence[Mapping[str, object]]) -> None:
        """Put these records in place of all others. Call it inside a transaction."""
        self._connection.execute("DELETE FROM pathways")
        self._connection.executemany(
            "INSERT INTO pathways VALUES (?, ?)",
            ((at, json.dumps(record, ensure_ascii=False)) for at, record in enumerate(records)),
        )

    def known_keys(self, model: str) -> set[bytes]:
        """Return the keys of all texts this model has embedded."""
        with self._translated():
            return {key for (key,) in self._connection.execute("SELECT key FROM vectors WHERE model = ?", (model,))}

    def add_vectors(self, model: str, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep vectors, (n, dimensions), in a transaction of their own: an interrupted run need not embed again."""
        rows = ((key, model, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True))
        with self.transaction():
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def vector(self, model: str, key: bytes) -> NDArray[np.float32]:
        """Return the vector of one text, (dimensions,). Raises IndexDamaged if it is not there."""
        query = "SELECT vector FROM vectors WHERE key = ? AND model = ?"
        row = self._connection.execute(query, (key, model)).fetchone()
        if row is None:
            raise IndexDamaged(f"{self._path}: a vector is missing. Run: python -m ingest.")
        return np.frombuffer(row[0], np.float32)

    def forget_unused_vectors(self, model: str) -> None:
        """Delete the vectors of other models, and of texts that stand nowhere now. Call it inside a transaction."""
        kept: set[bytes] = set()
        for vector_key, unit_keys in self._connection.execute("SELECT vector_key, unit_keys FROM passages"):
            kept.update((vector_key, *_split(unit_keys)))
        self._connection.execute("DELETE FROM vectors WHERE model != ?", (model,))
        gone = [(key,) for (key,) in self._connection.execute("SELECT key FROM vectors") if key not in kept]
        self._connection.executemany("DELETE FROM vectors WHERE key = ?", gone)


def _split(keys: bytes) -> tuple[bytes, ...]:
    return tuple(keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES))
