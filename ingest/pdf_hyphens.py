"""Whether a hyphen at the end of a line belongs to the word or only to the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.pdf_lines import PdfLine

AROUND = ".,;:!?()[]\"'“”‘’"
BROKEN = re.compile(r"[^\W\d_]{2,}-$")
ENOUGH_DIVIDED = 3
"""So many words seen to be divided at line ends, and twice as many as compounds, show a habit."""


class Hyphens:
    """What a document shows of its own habit: the words that stand whole in it, and how its lines end."""

    def __init__(self, groups: Sequence[Sequence[PdfLine]]) -> None:
        self.whole = frozenset(
            token.strip(AROUND).lower() for group in groups for line in group for token in line.text.split()[:-1]
        )
        breaks = [self._verdict(*parts) for parts in self._breaks(groups)]
        self.divides = breaks.count(True) >= max(ENOUGH_DIVIDED, 2 * breaks.count(False))

    def closed(self, written: str, following: str) -> str:
        """Return what was written, ready for the next line: with a space, or with the hyphen kept or gone.

        The hyphen goes when the document has the word whole; if it has neither word nor compound, when the document
        is seen to divide words at the ends of its lines.
        """
        parts = _parts(written, following)
        if parts is None:
            return written if re.search(r"\w[-–—/]$", written) else written + " "
        verdict = self._verdict(*parts)
        return written[:-1] if verdict or (verdict is None and self.divides) else written

    def _verdict(self, left: str, right: str) -> bool | None:
        """Return True for a divided word, False for a compound, None if the document does not tell."""
        if f"{left}-{right}" in self.whole:
            return False
        if left + right in self.whole:
            return True
        return False if left in self.whole and right in self.whole else None

    @staticmethod
    def _breaks(groups: Sequence[Sequence[PdfLine]]) -> Iterator[tuple[str, str]]:
        for group in groups:
            for above, below in zip(group, group[1:], strict=False):
                if parts := _parts(above.text, below.text):
                    yield parts


def _parts(written: str, following: str) -> tuple[str, str] | None:
    """Return the two parts of a word with a hyphen at the line's end, folded, or None if there is none."""
    if not BROKEN.search(written) or not following[:1].islower():
        return None
    left = written.rsplit(" ", 1)[-1].strip(AROUND).lower()[:-1]
    return left, following.split(" ", 1)[0].strip(AROUND).lower()
