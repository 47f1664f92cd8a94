"""What can be told of a file before it is parsed: kind, size, and whether its first bytes fit its suffix."""

from __future__ import annotations

import zipfile
from pathlib import Path

from guide.adapters.corpus_files import LARGEST_FILE_BYTES
from guide.errors import SourceUnreadable

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
MOST_UNZIPPED_BYTES = 100_000_000
MOST_ZIP_MEMBERS = 2_000

BEGINNINGS = {
    b"PK\x03\x04": "a Word, Excel or other zipped file",
    b"\xd0\xcf\x11\xe0": "an old Office file or one with a password",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a rich text file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
"""How files of other kinds begin, and what to call them."""


def check(path: Path, name: str) -> None:
    """Raise SourceUnreadable if the file cannot be what its suffix says, or is too large."""
    try:
        if not path.is_file():
            raise SourceUnreadable(name, "is not there or is not an ordinary file")
        size = path.stat().st_size
        with path.open("rb") as stream:
            beginning = stream.read(8_192)
    except OSError as error:
        raise SourceUnreadable(name, f"cannot be opened ({error.strerror}): check its permissions") from error
    if size > LARGEST_FILE_BYTES:
        raise SourceUnreadable(name, f"is larger than {LARGEST_FILE_BYTES // 1_000_000} MB: split it")
    if not beginning.strip():
        raise SourceUnreadable(name, "is empty")
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        _check_pdf(beginning, name)
    elif suffix == ".docx":
        _check_docx(path, beginning, name)
    else:
        _check_text(beginning, name)


def check_length(text: str, name: str) -> None:
    """Raise SourceUnreadable if a text is longer than any document we read."""
    if len(text) > MOST_CHARACTERS:
        raise SourceUnreadable(name, f"holds more than {MOST_CHARACTERS // 1_000_000} million characters: split it")


def _kind_of(beginning: bytes) -> str | None:
    return next((kind for start, kind in BEGINNINGS.items() if beginning.startswith(start)), None)


def _wrong_type(name: str, expected: str, kind: str | None) -> SourceUnreadable:
    found = f"it looks like {kind}" if kind else "its content is of another kind"
    return SourceUnreadable(name, f"is not {expected}: {found}. Save it in the right format")


def _check_pdf(beginning: bytes, name: str) -> None:
    if b"%PDF-" not in beginning[:1_024]:
        raise _wrong_type(name, "a PDF", _kind_of(beginning))


def _check_docx(path: Path, beginning: bytes, name: str) -> None:
    kind = _kind_of(beginning)
    if kind == BEGINNINGS[b"\xd0\xcf\x11\xe0"]:
        raise SourceUnreadable(
            name, "is protected by a password or is an old Word file: save it as .docx without a password"
        )
    if kind != BEGINNINGS[b"PK\x03\x04"]:
        raise _wrong_type(name, "a Word file", kind)
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise SourceUnreadable(name, "is damaged: open it in Word and save it again") from error
    if len(members) > MOST_ZIP_MEMBERS or sum(member.file_size for member in members) > MOST_UNZIPPED_BYTES:
        raise SourceUnreadable(name, "is too large when unpacked: take out pictures or split it")
    if "word/document.xml" not in {member.filename for member in members}:
        raise _wrong_type(name, "a Word file", "another kind of zipped file")


def _check_text(beginning: bytes, name: str) -> None:
    kind = _kind_of(beginning)
    utf_16 = beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    if kind or (b"\x00" in beginning and not utf_16):
        raise _wrong_type(name, "text", kind)
