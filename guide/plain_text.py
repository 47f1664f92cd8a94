"""Text as a reader sees it, for looking only: folded width, nothing invisible; every span maps back to the raw text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

INVISIBLE = re.compile(
    "["
    "\u00ad"  # soft hyphen
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"  # joiners and fillers without a shape
    "\u200b-\u200f"  # zero-width spaces and joiners, direction marks
    "\u202a-\u202e\u2066-\u2069"  # direction overrides and isolates
    "\u2060-\u2065\u206a-\u206f"  # word joiner, invisible operators, old format characters
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb"  # variation selectors, byte order mark, annotations
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of musical notes
    "\U000e0000-\U000e0fff"  # tags, more variation selectors
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\ud800-\udfff"  # halves of surrogate pairs
    "]"
)
"""Characters that nobody sees: they can hide instructions, and they break searching. No text shown holds one."""

_SAME = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\xad": "",
    }
)


def without_invisible(text: str) -> str:
    """Return the text without the characters that nobody sees: what is typed or brought in is kept without them."""
    return INVISIBLE.sub("", text)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The folded text, and for each of its characters where in the raw text it came from.

    starts[i], ends[i]: the raw slice that became character i. Both as long as `text`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw positions of the folded slice start:end, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def plain_text(raw: str) -> PlainText:
    """Fold width (NFKC), quotes, dashes and spaces; leave out what cannot be seen. Case is kept."""
    if raw.isascii() and raw.isprintable():
        return PlainText(raw, tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(raw):
        for char in _folded(raw[start:end]):
            text.append(char)
            starts.append(start)
            ends.append(end)
    return PlainText("".join(text), tuple(starts), tuple(ends))


def _clusters(raw: str) -> list[tuple[int, int]]:
    """Return the slices of base characters, each with the combining marks that follow it."""
    clusters: list[tuple[int, int]] = []
    for index, char in enumerate(raw):
        if clusters and unicodedata.combining(char):
            clusters[-1] = (clusters[-1][0], index + 1)
        else:
            clusters.append((index, index + 1))
    return clusters


def _folded(cluster: str) -> str:
    if cluster in "\n\r\u2028\u2029\x85":
        return "\n"
    folded = unicodedata.normalize("NFKC", cluster.translate(_SAME)).translate(_SAME)
    return "".join(" " if char.isspace() else char for char in folded if not _is_invisible(char))


def _is_invisible(char: str) -> bool:
    """Say whether a character shows nothing: controls, zero-width, direction marks, tags, variation selectors."""
    if char in "\n\t":
        return False
    return unicodedata.category(char) in ("Cf", "Cc", "Cn", "Co") or INVISIBLE.match(char) is not None
