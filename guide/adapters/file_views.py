"""Saved arrays and bytes of a generation: read whole when they are small, else left on disk and paged in as used."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

IN_MEMORY_BYTES = 32_000_000
"""A smaller file is read into memory: quicker to slice, and what then happens to the file does not matter."""


def open_array(path: Path) -> NDArray[Any]:
    """Return an array saved by NumPy. Raises OSError or ValueError if the file is not one."""
    large = path.stat().st_size > IN_MEMORY_BYTES
    array: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r" if large else None, allow_pickle=False))
    return array


def open_bytes(path: Path) -> bytes | mmap.mmap:
    """Return a file's bytes, to be sliced. Raises OSError."""
    if path.stat().st_size <= IN_MEMORY_BYTES:
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
