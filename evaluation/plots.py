"""Plots as inline SVG, without a script or a font from elsewhere. Each has a title that says what it shows."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

from evaluation.measures.outcomes import RiskPoint
from evaluation.report_facts import Rate

LINE, LETTERS = 18, 40
"""The height of a line of words, and how many letters of it stand beside one another on a telephone."""
NBSP = "\u00a0"
MARK = 28
"""The height of what is drawn below the words of a row."""
INSET = '<svg x="6%" width="88%" overflow="visible">'
"""What is drawn stands in shares of the width, so that words keep their size on a narrow screen; beside it is room."""


def intervals(title: str, rates: Sequence[Rate]) -> str:
    """Return each rate as a dot with its 95 % interval as a line, 0 % to 100 % from left to right."""
    shares = (0, 25, 50, 75, 100)
    labels = [f"{rate.name}: {rate.passed}{NBSP}of{NBSP}{rate.total}" for rate in rates]
    words, marks, height = _rows(labels, LINE + 4)
    scale = [f'<text class="axis" x="{share}%" y="12" text-anchor="middle">{share} %</text>' for share in shares]
    parts = [_open(title, height), *words, INSET, *scale]
    for rate, y in zip(rates, marks, strict=True):
        parts.append(f'<line class="grid" x1="0%" y1="{y}" x2="100%" y2="{y}"/>')
        parts += [f'<line class="grid" x1="{at}%" y1="{y - 5}" x2="{at}%" y2="{y + 5}"/>' for at in shares]
        if rate.total:
            low, high = (100 * end for end in rate.interval)
            parts.append(f'<line class="interval" x1="{low:.1f}%" y1="{y}" x2="{high:.1f}%" y2="{y}"/>')
            parts.append(f'<circle class="dot" cx="{100 * rate.passed / rate.total:.1f}%" cy="{y}" r="5"/>')
    return "".join(parts) + "</svg></svg>"


def bars(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """Return counts as bars, each with its number."""
    words, marks, height = _rows([f"{name}: {count}" for name, count in counts], 0)
    most = max((count for _, count in counts), default=1) or 1
    parts = [_open(title, height), *words]
    for (_, count), y in zip(counts, marks, strict=True):
        parts.append(f'<rect class="bar" x="0" y="{y - 8}" width="{100 * count / most:.1f}%" height="14"/>')
    return "".join(parts) + "</svg>"


def curve(title: str, points: Sequence[RiskPoint]) -> str:
    """Return the share wrong among the answered against the share answered, both from 0 % to 100 %."""
    size, left, top = 300, 60, 34
    parts = [_open(title, size + 78, left + size + 24)]
    for share in (0, 50, 100):
        at = size * share / 100
        parts.append(f'<line class="grid" x1="{left}" y1="{top + at:.1f}" x2="{left + size}" y2="{top + at:.1f}"/>')
        parts.append(
            f'<text class="axis" x="{left - 8}" y="{top + at + 4:.1f}" text-anchor="end">{100 - share} %</text>'
        )
        parts.append(
            f'<text class="axis" x="{left + at:.1f}" y="{top + size + 16}" text-anchor="middle">{share} %</text>'
        )
    path = " ".join(f"{left + size * p.coverage:.1f},{top + size * (1 - p.risk):.1f}" for p in points)
    parts.append(f'<polyline class="curve" points="{path}"/>')
    parts.append(f'<text x="{left + size / 2}" y="{top + size + 38}" text-anchor="middle">answered</text>')
    parts.append(f'<text x="{left}" y="16">wrong among the answered</text>')
    return "".join(parts) + "</svg>"


def _open(title: str, height: int, width: int | None = None) -> str:
    """Begin a plot. width: of one that is scaled as a whole; any other is as wide as its place."""
    name = escape(title, quote=True)
    size = f'viewBox="0 0 {width} {height}" width="{width}"' if width else 'width="100%"'
    return (
        f'<svg {size} height="{height}" role="img" aria-label="{name}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{name}</title>'
    )


def _rows(labels: Sequence[str], top: int) -> tuple[list[str], list[int], int]:
    """Return the words of each row, whole, where what is drawn below them stands, and where the last row ends."""
    words, marks = [], []
    for label in labels:
        for line in textwrap.wrap(label, LETTERS):
            words.append(f'<text x="0" y="{top + LINE - 4}">{escape(line)}</text>')
            top += LINE
        marks.append(top + 10)
        top += MARK
    return words, marks, top
