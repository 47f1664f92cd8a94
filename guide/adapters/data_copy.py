"""One file that holds a copy of everything a data folder keeps, and its unpacking. What is deleted again is not."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from guide.adapters.conversation_store import FILE_NAME
from guide.errors import SettingError, StoreError

SQLITE = ".sqlite3"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database: a copy made by SQLite holds it already."""


def write_copy(folder: Path, path: Path, without: frozenset[str]) -> None:
    """Write every file of the folder into a new ZIP file, databases as they are now, while they are in use.

    without: names of the folder's own that are left out. Raises StoreError.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as spare, zipfile.ZipFile(path, "x") as archive:
            for file in _kept(folder, without):
                source = _database_copy(file, Path(spare) / "copy") if file.suffix == SQLITE else file
                archive.write(source, file.relative_to(folder).as_posix())
    except (OSError, sqlite3.Error) as error:
        path.unlink(missing_ok=True)
        raise StoreError(f"{path}: the backup cannot be written ({error}). Free some space.") from error


def unpack_copy(path: Path, into: Path) -> tuple[str, ...]:
    """Unpack a copy into a folder that is emptied first, and return the names of its files.

    A database of conversations alone is a copy too: what was written before everything was copied. Raises SettingError
    if the file is neither.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    try:
        if not zipfile.is_zipfile(path):
            _database_copy(path, into / FILE_NAME)
            with closing(sqlite3.connect(into / FILE_NAME)) as connection:
                connection.execute("SELECT id, last_at FROM conversation LIMIT 1").fetchone()
            return (FILE_NAME,)
        with zipfile.ZipFile(path) as archive:
            names = tuple(each.filename for each in archive.infolist() if not each.is_dir())
            for name in names:
                archive.extract(name, into)
            return names
    except (OSError, sqlite3.Error, zipfile.BadZipFile) as error:
        shutil.rmtree(into, ignore_errors=True)
        raise SettingError(f"{path}: is not a backup of what the guide keeps ({error}).") from error


def _kept(folder: Path, without: frozenset[str]) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        own = file.relative_to(folder).parts[0]
        if file.is_file() and own not in without and not file.name.endswith(BESIDE):
            yield file


def _database_copy(path: Path, copy: Path) -> Path:
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    return copy
