"""Files that have the old text or the new one, whenever the machine stops."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

REPLACE_ATTEMPTS = 20


def write_safely(path: Path, text: str) -> None:
    """Replace a file in one step: it has the old text or the new one, whenever the machine stops."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _replace(beside, path)


def _replace(beside: Path, path: Path) -> None:
    """Put one file in the place of another. On Windows that is refused while a reader has it open: try again."""
    for _ in range(REPLACE_ATTEMPTS):
        try:
            os.replace(beside, path)
            return
        except PermissionError:
            time.sleep(0.05)
    os.replace(beside, path)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk. Windows can do so for files only."""
    if path.is_dir() and sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
