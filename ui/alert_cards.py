"""The alerts above an answer: what each is called, one sentence a line, every number in them to be pressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guide.types import Json
from ui.markup import Markup, joined, tag

URGENT = ("emergency", "crisis")
ALERT_NAMES = {
    "emergency": "Emergency",
    "crisis": "Somebody may be at risk",
    "personal_data": "Personal data removed",
    "out_of_date": "May be out of date",
}
SENTENCE_END = re.compile(r"(?<=[.?!\"”])\s+(?=[A-Z])|\n+")
TELEPHONE = re.compile(r"\b(999|101|111|116 123|18000|0[0-9]{2,4}(?: ?[0-9]{3,4}){1,2})\b")


def alerts(found: Sequence[Json]) -> Markup:
    """Return the alerts, most urgent first. Telephone numbers in them can be pressed."""
    order = {kind: number for number, kind in enumerate(ALERT_NAMES)}
    return joined(_alert(alert) for alert in sorted(found, key=lambda alert: order.get(str(alert["kind"]), 9)))


def _alert(alert: Json) -> Markup:
    kind = str(alert["kind"])
    # One sentence a line, the first one of an urgent alert bold: it is read at a glance.
    first, *rest = SENTENCE_END.split(str(alert["text"]).strip())
    opening = tag("strong", with_numbers(first)) if kind in URGENT else with_numbers(first)
    lines = [tag("p", opening), *(tag("p", with_numbers(line)) for line in rest)]
    call = tag("a", "Call 999", href="tel:999", class_="alert-call") if kind == "emergency" else None
    name = tag("strong", ALERT_NAMES.get(kind, "Note"), class_="alert-name")
    return tag(
        "div", name, lines, call, class_=f"alert alert-{kind.replace('_', '-')}", role="group", aria_label=name_of(kind)
    )


def with_numbers(line: str) -> Markup:
    """Return a line in which each telephone number can be pressed."""
    pieces = TELEPHONE.split(line)
    links = [tag("a", piece, href=f"tel:{piece.replace(' ', '')}") for piece in pieces[1::2]]
    return joined([pieces[0], *(part for pair in zip(links, pieces[2::2], strict=True) for part in pair)])


def name_of(kind: str) -> str:
    """Return an alert's kind in words."""
    return ALERT_NAMES.get(kind, "Note")
