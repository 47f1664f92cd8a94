"""Unanswerable twins of answerable questions: a neighbouring borough, another year, a false premise, a missing figure.

Which places are neighbours is data: `neighbours.json`, by the place that a title or publisher names, and under "" for a
document that names none of them. Add the places of your own documents there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from evaluation.cases import Case
from guide.types import Source

NEIGHBOURS = Path(__file__).parent / "neighbours.json"
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def unanswerable(topics: Sequence[tuple[str, Source]]) -> Iterator[Case]:
    """Yield, for each topic in turn, one question that sounds answerable and is not. Each must be declined."""
    forms = (_another_year, _false_premise, _missing_figure)
    for number, (topic, source) in enumerate(topics):
        turn, place = divmod(number, len(forms) + 1)
        question = forms[place - 1](topic, source) if place else _elsewhere(topic, source, turn)
        if question:
            yield Case("draft", "draft", question, "decline")


def neighbours_of(source: Source, by_place: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the places next to the one that a document's title or publisher names, the longest name first.

    A place that the document names itself is left out: it may hold something of it.
    """
    named = f"{source.title} {source.publisher or ''}".lower()
    places = sorted((name for name in by_place if re.search(rf"\b{re.escape(name.lower())}\b", named)), key=len)
    listed = by_place.get(places[-1] if places else "", ())
    return tuple(name for name in listed if name.lower() not in named)


@cache
def shipped_neighbours() -> Mapping[str, Sequence[str]]:
    """Return the neighbours of each place that the file lists."""
    found: dict[str, list[str]] = json.loads(NEIGHBOURS.read_text(encoding="utf-8"))
    return found


def _elsewhere(topic: str, source: Source, turn: int) -> str:
    places = neighbours_of(source, shipped_neighbours())
    return f"What does {places[turn % len(places)]}'s own document say about {topic}?" if places else ""


def _another_year(topic: str, source: Source) -> str:
    years = [int(year) for year in _YEAR.findall(f"{source.title} {source.period or ''} {source.published or ''}")]
    return f"What did the {min(years) - 12} version say about {topic}?" if years else ""


def _false_premise(topic: str, source: Source) -> str:
    return f"Why was the section on {topic} abolished last year?"


def _missing_figure(topic: str, source: Source) -> str:
    return f"How many pounds were spent on {topic} last month?"
