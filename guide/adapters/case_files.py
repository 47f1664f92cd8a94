"""The files of evaluation cases in a data folder: one writer at a time, threads and other processes alike.

What a case means is in `evaluation`; here a file is its lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from guide.errors import StoreError

FOLDER = "cases"
SUFFIX = ".jsonl"
LOCK = "writing.lock"
WAIT_S = 5.0


class CaseFiles:
    """The sets of one data folder by name. Whoever changes one reads and puts it inside `writing`."""

    def __init__(self, data: Path) -> None:
        """Take the data folder of the settings."""
        self._folder = data / FOLDER

    def names(self) -> tuple[str, ...]:
        """Return the names of the sets that hold something."""
        return tuple(sorted(path.stem for path in self._folder.glob(f"*{SUFFIX}")))

    def path(self, name: str) -> Path:
        """Return the file of a set, whether it exists or not."""
        return self._folder / f"{name}{SUFFIX}"

    def lines(self, name: str) -> list[str]:
        """Return the lines of a set that hold something, none while there is no file. Raises StoreError."""
        path = self.path(name)
        try:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{path}: cannot be read ({error}). Put the file back as it was.") from error
        return [line for line in text.split("\n") if line.strip()]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep every other writer of this folder out meanwhile. Raises StoreError while another one does not end."""
        from filelock import FileLock, Timeout

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._folder / LOCK)
            lock.acquire(timeout=WAIT_S)
        except Timeout as error:
            raise StoreError(f"{self._folder}: the cases are being written. Try again in a moment.") from error
        except OSError as error:
            raise StoreError(_refused(self._folder, error)) from error
        try:
            yield
        finally:
            lock.release()

    def put(self, name: str, lines: Sequence[str]) -> None:
        """Put these lines in the place of a set, as a whole; without any line the file goes. Raises StoreError."""
        path = self.path(name)
        try:
            if not lines:
                path.unlink(missing_ok=True)
                return
            beside = path.with_suffix(".new")
            beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
            os.replace(beside, path)
        except OSError as error:
            raise StoreError(_refused(path, error)) from error


def _refused(path: Path, error: OSError) -> str:
    return f"{path}: the set cannot be written ({error.strerror}). Nothing was changed. Free some space."
