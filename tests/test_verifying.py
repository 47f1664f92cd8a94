"""The check of a new generation: what it lets pass, what it refuses, and the few passages a graph does not find."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from guide.adapters import chroma_index
from guide.adapters.generation_folder import CHROMA
from guide.adapters.generation_reader import Generation
from guide.adapters.unit_signals import MISSED_ROWS, PASSAGE_VECTORS
from guide.errors import IndexDamaged
from ingest.indexing import build
from ingest.verifying import verify
from tests.index_parts import HashedEmbedder, live_folder, write_corpus

SECTIONS = 150
UNITS = 2 * SECTIONS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verifying")
    sections = "\n\n".join(
        f"# Part {number}\n\nThe lamp of stair {number} is number {number}." for number in range(150)
    )
    build(write_corpus(folder / "corpus", {"lamps.md": sections}), folder / "index", HashedEmbedder())
    return live_folder(folder / "index")


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Return a copy of a generation that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "generation"))


def misplace(folder: Path, rows: list[int]) -> None:
    """Give Chroma another vector for some passages than the generation has, so that they do not find themselves."""
    vectors = np.load(folder / PASSAGE_VECTORS)
    vectors[rows] = -vectors[rows]
    shutil.rmtree(folder / CHROMA)
    chroma_index.write_vectors(folder / CHROMA, vectors)


def test_a_sound_generation_passes_and_lists_nothing(folder: Path) -> None:
    verify(folder, SECTIONS, UNITS)
    assert len(np.load(folder / MISSED_ROWS)) < 2


def test_a_passage_that_chroma_misses_is_found_all_the_same(folder: Path) -> None:
    misplace(folder, [77])
    verify(folder, SECTIONS, UNITS)
    assert 77 in np.load(folder / MISSED_ROWS)
    vector = np.load(folder / PASSAGE_VECTORS)[77]
    assert chroma_index.ChromaIndex(folder / CHROMA).nearest(vector, 5)[0] != 77
    best = max(Generation(folder, looked_through=0).search("", vector, 5), key=lambda candidate: candidate.cosine)
    assert best.cosine == pytest.approx(1.0, abs=1e-5)
    assert "stair 77 " in best.passage.text


def test_more_missed_passages_than_one_in_four_are_damage(folder: Path) -> None:
    misplace(folder, list(range(45)))
    with pytest.raises(IndexDamaged, match="of 150 vectors do not find themselves"):
        verify(folder, SECTIONS, UNITS)


def test_equal_vectors_may_find_one_another(folder: Path) -> None:
    vectors = np.load(folder / PASSAGE_VECTORS)
    vectors[:] = vectors[0]
    np.save(folder / PASSAGE_VECTORS, vectors)
    shutil.rmtree(folder / CHROMA)
    chroma_index.write_vectors(folder / CHROMA, vectors)
    verify(folder, SECTIONS, UNITS)
    assert np.load(folder / MISSED_ROWS).tolist() == []


@pytest.mark.parametrize(
    ("passages", "units", "said"),
    [(SECTIONS + 1, UNITS, "150 passages"), (SECTIONS, UNITS - 1, "300 units")],
    ids=["passages", "units"],
)
def test_other_numbers_than_expected_are_damage(folder: Path, passages: int, units: int, said: str) -> None:
    with pytest.raises(IndexDamaged, match=said):
        verify(folder, passages, units)


def test_a_collection_with_fewer_passages_is_damage(folder: Path) -> None:
    shutil.rmtree(folder / CHROMA)
    chroma_index.write_vectors(folder / CHROMA, np.load(folder / PASSAGE_VECTORS)[:-1])
    with pytest.raises(IndexDamaged, match="Chroma: 149 passages"):
        verify(folder, SECTIONS, UNITS)
