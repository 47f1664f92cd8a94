"""Indexes of any size for timing: real passages first, then drawn ones. The table says which are drawn.

A drawn passage takes its shape from a real one: as many units and words, the words drawn from the real vocabulary, its
vector and those of its units drawn around the real ones. All draws come from one seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters.store_of_truth import StoredPassage, StoredSource, StoreOfTruth
from guide.ports import Embedder
from guide.types import Passage, Source, Unit
from ingest.chunking import VERSION
from ingest.repairing import repair

SEED = 20_261_123
SPREAD = 0.6
"""Length of the noise added to a real vector of length 1 before it is scaled to length 1 again."""
UNIT_POOL = 20_000
"""Drawn units share this many drawn vectors."""
PER_SOURCE = 500


@dataclass(frozen=True, slots=True)
class RealPassages:
    """What an index of real documents holds, as the pattern for the drawn ones. Vectors: rows of length 1."""

    stored: tuple[StoredPassage, ...]
    vectors: NDArray[np.float32]
    unit_vectors: NDArray[np.float32]
    vocabulary: tuple[str, ...]


def read_real(index: Path, model_digest: str) -> RealPassages:
    """Read every passage of a built index with its vectors."""
    with closing(StoreOfTruth(index)) as store:
        stored = tuple(store.passages())
        vectors = np.stack([store.vector(model_digest, one.vector_key) for one in stored])
        units = np.stack([store.vector(model_digest, key) for one in stored for key in one.unit_keys])
    words = tuple(sorted({word for one in stored for word in one.passage.text.split()}))
    return RealPassages(stored, vectors, units, words)


def build_index(folder: Path, real: RealPassages, size: int, embedder: Embedder) -> int:
    """Write an index of `size` passages and return how many of them are drawn."""
    folder.mkdir(parents=True)
    kept = min(size, len(real.stored))
    draw = np.random.default_rng(SEED)
    with closing(StoreOfTruth(folder)) as store:
        digest = embedder.digest
        _add_vectors(store, digest, [one.vector_key for one in real.stored[:kept]], real.vectors[:kept])
        unit_keys = [key for one in real.stored for key in one.unit_keys]
        _add_vectors(store, digest, unit_keys, real.unit_vectors)
        pool = [_key(f"unit {number}") for number in range(UNIT_POOL if size > kept else 0)]
        if pool:
            _add_vectors(store, digest, pool, _around(draw, real.unit_vectors, len(pool)))
        with store.transaction():
            store.replace_sources([], list(_real_sources(real.stored[:kept])))
        for first in range(kept, size, PER_SOURCE):
            count = min(PER_SOURCE, size - first)
            drawn = [_drawn(draw, real, first, number, pool) for number in range(count)]
            _add_vectors(store, digest, [one.vector_key for one in drawn], _around(draw, real.vectors, count))
            with store.transaction():
                store.replace_sources([], [_source(_source_id(first), drawn)])
        with store.transaction():
            store.set_meta(_meta(size, embedder))
    repair(folder)
    return size - kept


def _meta(size: int, embedder: Embedder) -> dict[str, str]:
    corpus = hashlib.sha256(f"drawn {size} {SEED}".encode()).hexdigest()
    return {
        "index_id": corpus[:12],
        "corpus_sha256": corpus,
        "model": embedder.name,
        "model_digest": embedder.digest,
        "chunking": str(VERSION),
    }


def _add_vectors(store: StoreOfTruth, digest: str, keys: list[bytes], vectors: NDArray[np.float32]) -> None:
    store.add_vectors(digest, keys, np.ascontiguousarray(vectors, np.float32))


def _around(draw: np.random.Generator, real: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return `count` vectors of length 1 around real ones, (count, d)."""
    chosen = real[draw.integers(0, len(real), count)]
    noise = draw.standard_normal(chosen.shape).astype(np.float32)
    noise *= SPREAD / np.linalg.norm(noise, axis=1, keepdims=True)
    moved = chosen + noise
    scaled: NDArray[np.float32] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return scaled


def _source_id(first: int) -> str:
    return f"drawn-{first:07d}"


def _drawn(draw: np.random.Generator, real: RealPassages, first: int, number: int, pool: list[bytes]) -> StoredPassage:
    pattern = real.stored[int(draw.integers(0, len(real.stored)))].passage
    text, units = "", []
    for unit in pattern.units:
        count = max(len(pattern.words_of(unit).split()), 1)
        words = " ".join(real.vocabulary[at] for at in draw.integers(0, len(real.vocabulary), count))
        start = len(text) + (1 if text else 0)
        text = f"{text} {words}" if text else words
        units.append(Unit(start, start + len(words), unit.kind))
    passage = Passage(
        id=_key(f"passage {first + number}").hex()[:12],
        source_id=_source_id(first),
        headings=pattern.headings,
        text=text,
        start=0,
        end=len(text),
        units=tuple(units),
        ordinal=number,
    )
    keys = tuple(pool[at] for at in draw.integers(0, len(pool), len(units)))
    return StoredPassage(passage, text, _key(f"vector {first + number}"), keys)


def _real_sources(stored: tuple[StoredPassage, ...]) -> Iterator[StoredSource]:
    for source_id in dict.fromkeys(one.passage.source_id for one in stored):
        yield _source(source_id, [one for one in stored if one.passage.source_id == source_id])


def _source(source_id: str, passages: list[StoredPassage]) -> StoredSource:
    return StoredSource(Source(source_id, source_id), _key(source_id).hex(), "", tuple(passages))


def _key(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()
