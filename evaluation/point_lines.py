"""Key points as a person types them: one a line, other wordings behind two bars, "?" before what need not be said."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.measures.content import KeyPoint

OKAY = "?"
BARS = "||"


def points_of(text: str) -> tuple[KeyPoint, ...]:
    """Return the key points that lines of text stand for."""
    found = []
    for line in text.splitlines():
        words = line.strip()
        is_vital = not words.startswith(OKAY)
        wordings = [part.strip() for part in words.removeprefix(OKAY).split(BARS) if part.strip()]
        if wordings:
            found.append(KeyPoint(wordings[0], is_vital, tuple(wordings[1:])))
    return tuple(found)


def lines_of(points: Sequence[KeyPoint]) -> str:
    """Return key points as lines of text."""
    return "\n".join(
        ("" if point.vital else f"{OKAY} ") + f" {BARS} ".join((point.text, *point.any_of)) for point in points
    )
