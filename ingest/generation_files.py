"""The files of a generation but its manifest, written from the source of truth."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters import chroma_index, unit_signals, word_index
from guide.adapters import generation_reader as files
from guide.adapters.generation_folder import CHROMA, WORDS
from guide.adapters.passage_json import passage_to_line, source_to_line
from guide.adapters.store_of_truth import StoreOfTruth


def write_files(folder: Path, store: StoreOfTruth, model: str) -> None:
    """Write all files of a generation but its manifest; model is the digest of the one whose vectors are wanted."""
    rows = _write_passages(folder, store)
    _write_sources(folder, store, rows)
    vectors = _write_vectors(folder, store, model)
    (folder / WORDS).mkdir()
    found = list(store.passages())
    word_index.write_words(
        folder / WORDS,
        [stored.searched for stored in found],
        [[stored.passage.words_of(unit) for unit in stored.passage.units] for stored in found],
    )
    chroma_index.write_vectors(folder / CHROMA, vectors)


def _write_passages(folder: Path, store: StoreOfTruth) -> dict[str, tuple[int, int]]:
    """Write the passages as lines. Return the rows of each source, first and one past the last."""
    starts = [0]
    rows: dict[str, tuple[int, int]] = {}
    with (folder / files.PASSAGES).open("wb") as file:
        for row, stored in enumerate(store.passages()):
            starts.append(starts[-1] + file.write(f"{passage_to_line(stored.passage)}\n".encode()))
            first = rows.get(stored.passage.source_id, (row, row))[0]
            rows[stored.passage.source_id] = (first, row + 1)
    np.save(folder / files.PASSAGE_STARTS, np.array(starts, np.int64))
    return rows


def _write_sources(folder: Path, store: StoreOfTruth, rows: dict[str, tuple[int, int]]) -> None:
    """Write the records of all sources, their reading texts one after the other, and the directory of pathways."""
    records = []
    position = 0
    with (folder / files.READING_TEXTS).open("wb") as file:
        for source in store.sources():
            length = file.write(store.reading_text(source.id).encode("utf-8"))
            place = {"rows": rows.get(source.id, (0, 0)), "bytes": (position, position + length)}
            records.append({"id": source.id, "source": source_to_line(source), **place})
            position += length
    (folder / files.SOURCES).write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    (folder / files.PATHWAYS).write_text(json.dumps(store.pathways(), ensure_ascii=False), "utf-8")


def _write_vectors(folder: Path, store: StoreOfTruth, model: str) -> NDArray[np.float32]:
    """Write the vectors of passages and units. Return those of the passages, (n_passages, d)."""
    passages, units = store.counts()
    width = len(store.vector(model, next(store.passages()).vector_key)) if passages else 1
    of_passages = np.zeros((passages, width), np.float32)
    lengths = np.zeros(units, np.float32)
    starts = np.zeros(passages + 1, np.int64)
    # Written piece by piece as a plain file: a memory-mapped one would kill the process when the disk is full.
    with (folder / unit_signals.UNIT_VECTORS).open("wb") as file:
        header = {"descr": "<f2", "fortran_order": False, "shape": (units, width)}
        np.lib.format.write_array_header_1_0(file, header)
        for row, stored in enumerate(store.passages()):
            of_passages[row] = store.vector(model, stored.vector_key)
            first, last = starts[row], starts[row] + len(stored.unit_keys)
            starts[row + 1] = last
            if stored.unit_keys:
                own = np.stack([store.vector(model, key) for key in stored.unit_keys])
                file.write(own.astype("<f2").tobytes())
                lengths[first:last] = unit_signals.pair_lengths(own)
    np.save(folder / unit_signals.PASSAGE_VECTORS, of_passages)
    np.save(folder / unit_signals.PAIR_LENGTHS, lengths)
    np.save(folder / unit_signals.UNIT_STARTS, starts)
    return of_passages
