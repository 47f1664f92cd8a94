"""What the tests of the index share: an embedder without a model, small corpora, and ways to damage a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guide.adapters.chroma_index import DATABASE
from guide.adapters.generation_folder import MANIFEST, generation_folder, read_pointer
from guide.adapters.word_index import terms


@dataclass
class HashedEmbedder:
    """An Embedder whose vectors are sums of one random direction a word: repeatable, and quick to make."""

    digest: str = "hashed-1"
    name: str = "hashed words"
    embedded: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        total = np.full(384, 1e-3, np.float32)
        for term in terms(text):
            seed = int.from_bytes(hashlib.sha256(f"{self.digest} {term}".encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(384).astype(np.float32)
        vector: NDArray[np.float32] = total / np.linalg.norm(total)
        return vector


DESK = "# The front desk\n\nThe front desk opens at eight. It is closed on Sunday.\n"
BELL = "# The fire bell\n\nThe fire bell is tested on Wednesday. Nobody needs to leave the hall then.\n"
GARDEN = "# The garden\n\nIn the garden grow:\n\n- quinces\n- medlars\n- a very old walnut tree\n"


def write_corpus(folder: Path, documents: Mapping[str, str]) -> Path:
    """Make the folder hold these files and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def live_folder(index: Path) -> Path:
    """Return the folder of the live generation."""
    pointer = read_pointer(index)
    assert pointer is not None
    return generation_folder(index, pointer.live)


def files_that_matter(index: Path) -> list[Path]:
    """Return every file of the live generation, and the pointer."""
    return [*sorted(path for path in live_folder(index).rglob("*") if path.is_file()), index / "CURRENT"]


def name_of_file(path: Path) -> str:
    """Return a file's name as a table shows it: the folder with a random name left out."""
    return f"chroma/{path.name}" if "chroma" in path.parts else path.name


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def flip(path: Path) -> None:
    """Change one byte in the middle; in a database one in each page, since some pages are unused."""
    data = bytearray(path.read_bytes())
    step = 4096 if path.name == DATABASE else len(data)
    for start in range(0, len(data), step or 1):
        data[start + min(step, len(data) - start) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def delete(path: Path) -> None:
    path.unlink()


def grow(path: Path) -> None:
    """Append a little, and a gap of a hundred gigabytes that takes no room: what a torn write once left behind."""
    with path.open("ab") as file:
        file.write(b"\x01" * 64)
    os.truncate(path, path.stat().st_size + 100_000_000_000)


DAMAGES: tuple[Callable[[Path], None], ...] = (truncate, zero, flip, delete, grow)

__all__ = ["BELL", "DAMAGES", "DESK", "GARDEN", "MANIFEST", "HashedEmbedder"]
