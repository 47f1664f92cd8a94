"""Plots as inline SVG, without a script or a font from elsewhere. Each has a title that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evaluation.measures.outcomes import RiskPoint
from evaluation.report_facts import Rate

WIDTH, LEFT, RIGHT, ROW = 720, 250, 110, 26


def intervals(title: str, rates: Sequence[Rate]) -> str:
    """Return each rate as a dot with its 95 % interval as a line, 0 % to 100 % from left to right."""
    height = 34 + ROW * len(rates)
    inner = WIDTH - LEFT - RIGHT
    parts = [_open(title, height)]
    for share in (0, 25, 50, 75, 100):
        x = LEFT + inner * share / 100
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="18" x2="{x:.1f}" y2="{height - 8}"/>')
        parts.append(f'<text class="axis" x="{x:.1f}" y="12" text-anchor="middle">{share} %</text>')
    for place, rate in enumerate(rates):
        y = 34 + ROW * place
        low, high = rate.interval
        middle = rate.passed / rate.total if rate.total else 0.0
        parts.append(f'<text x="{LEFT - 10}" y="{y + 5}" text-anchor="end">{escape(_short(rate.name))}</text>')
        if rate.total:
            x1, x2 = LEFT + inner * low, LEFT + inner * high
            parts.append(f'<line class="interval" x1="{x1:.1f}" y1="{y}" x2="{x2:.1f}" y2="{y}"/>')
            parts.append(f'<circle class="dot" cx="{LEFT + inner * middle:.1f}" cy="{y}" r="5"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{y + 5}">{rate.passed} of {rate.total}</text>')
    return "".join(parts) + "</svg>"


def bars(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """Return counts as bars, each with its number."""
    height = 12 + ROW * len(counts)
    most = max((count for _, count in counts), default=1) or 1
    parts = [_open(title, height)]
    for place, (name, count) in enumerate(counts):
        y = 8 + ROW * place
        width = (WIDTH - LEFT - RIGHT) * count / most
        parts.append(f'<text x="{LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(_short(name))}</text>')
        parts.append(f'<rect class="bar" x="{LEFT}" y="{y}" width="{width:.1f}" height="{ROW - 8}"/>')
        parts.append(f'<text x="{LEFT + width + 8:.1f}" y="{y + 14}">{count}</text>')
    return "".join(parts) + "</svg>"


def curve(title: str, points: Sequence[RiskPoint]) -> str:
    """Return the share wrong among the answered against the share answered, both from 0 % to 100 %."""
    size, left, top = 300, 60, 16
    parts = [_open(title, size + 60)]
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
    parts.append(f'<text x="{left + size + 12}" y="{top + 12}">wrong among the answered</text>')
    return "".join(parts) + "</svg>"


def _open(title: str, height: int) -> str:
    name = escape(title, quote=True)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-label="{name}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{name}</title>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 30 else name[:29] + "…"
