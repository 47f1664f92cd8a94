"""Words, pairs of words and pieces of words of a text, as numbers: what one vector for a whole text blurs."""

from __future__ import annotations

import re
from zlib import crc32

BUCKETS = 2**15
"""Pieces are counted by a checksum (feature hashing, Weinberger et al. 2009), so no list of words is kept."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_SIZES = (3, 4, 5)


def pieces_of(text: str) -> tuple[int, ...]:
    """Return the distinct buckets of a text, in order: its words, pairs of neighbours and runs of 3 to 5 letters."""
    words = [word.encode("utf-8") for word in _WORD.findall(text.lower().replace("\u2019", "'"))]
    pieces = {b"w" + word for word in words}
    pieces |= {b"b%b %b" % pair for pair in zip((b"^", *words), (*words, b"$"), strict=True)}
    for word in {b"<%b>" % word for word in words}:
        pieces |= {word[at : at + size] for size in _SIZES for at in range(len(word) - size + 1)}
    return tuple(sorted({crc32(piece) % BUCKETS for piece in pieces}))
