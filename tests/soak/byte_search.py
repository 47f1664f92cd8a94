"""A search for planted words in whatever was written: plain, spaced, escaped, zipped, in a PDF or a database."""

from __future__ import annotations

import io
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pypdf

from tests.soak.canaries import Canary

UNSEEN = re.compile(r"[\s\-\u00ad\u200b-\u200f\u2060\ufeff\x00]+")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
FRACTION = re.compile(rb"\d\.\d*\Z")
LONGEST_FRACTION = 20
"""Eight digits turn up by chance behind the point of some score: there they are no account number."""
PDF = b"%PDF-"
PDF_OFFSET = re.compile(rb"^\d{10} \d{5} [nf] *\r?$", re.MULTILINE)
"""Where an object of a PDF begins: numbers of ten digits that hold account numbers by chance."""
SQLITE = b"SQLite format 3\0"
WINDOW_BYTES = 8
KEY_BYTES = 6
"""Secrets are looked up by so many first bytes of a window; none is shorter."""
KEY = np.uint64((1 << 8 * KEY_BYTES) - 1)
Place = tuple[str, bytes]
"""A name and what stands there."""


def squeezed(text: str) -> str:
    """Return the text folded, in lower case, without spaces, hyphens and what nobody sees."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return UNSEEN.sub("", folded.lower())


def found_in(places: Iterable[Place], made: Iterable[Canary]) -> list[str]:
    """Return where a secret stands, and which."""
    search = Search(secret for canary in made for secret in canary.secrets)
    return [
        f"{name}: {secret}" for name, data in places for secret in sorted(set().union(*map(search.of, readings(data))))
    ]


class Search:
    """Finds any of many secrets in a text in one pass: 2,000 passes over every file of an index take too long."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Raises ValueError for a secret too short to be looked up."""
        self._by_key: dict[int, list[bytes]] = {}
        for secret in {squeezed(secret).encode() for secret in secrets}:
            if len(secret) < KEY_BYTES:
                raise ValueError(f"{secret!r} is shorter than {KEY_BYTES} bytes")
            self._by_key.setdefault(int.from_bytes(secret[:KEY_BYTES], "little"), []).append(secret)
        self._keys = np.array(sorted(self._by_key), dtype="<u8")

    def of(self, text: str) -> set[str]:
        """Return the secrets that stand in a squeezed text."""
        data, found = text.encode("utf-8", "ignore") + bytes(WINDOW_BYTES - KEY_BYTES), set[str]()
        for shift in range(min(WINDOW_BYTES, max(0, len(data) - WINDOW_BYTES + 1))):
            count = (len(data) - shift) // WINDOW_BYTES
            windows = np.frombuffer(data, dtype="<u8", count=count, offset=shift) & KEY
            nearest = np.minimum(np.searchsorted(self._keys, windows), len(self._keys) - 1)
            for at in np.flatnonzero(self._keys[nearest] == windows):
                start = shift + int(at) * WINDOW_BYTES
                if FRACTION.search(data, max(0, start - LONGEST_FRACTION), start):
                    continue
                secrets = self._by_key[int(windows[at])]
                found.update(secret.decode() for secret in secrets if data.startswith(secret, start))
        return found


def readings(data: bytes) -> Iterator[str]:
    """Yield what the bytes may say: as they are, unescaped, and the parts of an archive, PDF or database.

    UTF-16 reads like UTF-8 once the zero bytes are left out, which `squeezed` does.
    """
    for plain in texts_in(data):
        yield squeezed(plain)
        if "%" in plain:
            yield squeezed(unquote(plain))
        if "\\u" in plain:
            yield squeezed(ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain))


def texts_in(data: bytes) -> Iterator[str]:
    """Yield the bytes as text, then the same of each part of an archive, PDF or database."""
    own = PDF_OFFSET.sub(b"", data) if data.startswith(PDF) else data
    yield own.decode("utf-8", "ignore")
    for part in _parts(data):
        yield from texts_in(part)


def _parts(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif data.startswith(PDF):
        yield "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).encode()
    elif data.startswith(SQLITE):
        # A long text is cut where a page of the file ends, so the rows are read as well as the bytes.
        yield _rows_of(data)


def _rows_of(data: bytes, log: bytes = b"") -> bytes:
    """Return the rows of every table as text. log: what stands in the write-ahead log beside the file."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        copy.write_bytes(data)
        if log:
            copy.with_name(f"{copy.name}-wal").write_bytes(log)
        with closing(sqlite3.connect(copy)) as connection:
            try:
                names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                for name in names:
                    rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a name out of the database
                    lines += [" ".join(map(str, row)) for row in rows]
            except sqlite3.DatabaseError:
                pass  # not whole; its bytes are searched as they are
    return "\n".join(lines).encode()


def files_below(*folders: Path) -> list[Place]:
    """Return every file below some folders with its bytes, its name as text, and of a database the rows too."""
    places: list[Place] = []
    for path in (each for folder in folders for each in sorted(folder.rglob("*")) if each.is_file()):
        data, log = path.read_bytes(), path.with_name(f"{path.name}-wal")
        places += [(path.name, data), ("the name of a file", str(path).encode())]
        if data.startswith(SQLITE) and log.is_file():
            places.append((f"the rows of {path.name}", _rows_of(data, log.read_bytes())))
    return places
