"""Plain text: the file word for word, its structure told from its shape."""

from __future__ import annotations

import codecs
from pathlib import Path

from ingest.cleaning import cleaned, invisible_warning
from ingest.finishing import finished
from ingest.loading import LoadedDocument
from ingest.structure import blocks_of


def decoded(data: bytes) -> str:
    """Return the bytes as text: UTF-16 by its mark, else UTF-8, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(path: Path) -> LoadedDocument:
    """Read a text file: word for word, but for characters that nobody sees."""
    text, invisible = cleaned(decoded(path.read_bytes()))
    return finished(path.name, text, blocks_of(text), warnings=invisible_warning(invisible))
