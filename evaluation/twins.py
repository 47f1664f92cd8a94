"""Unanswerable twins of answerable questions: another borough, another year, a false premise, a missing figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from evaluation.cases import Case
from guide.types import Source

ELSEWHERE = ("Barnet", "Leeds", "Cardiff", "Norwich", "Croydon")
"""Places that a document of another place says nothing about; one that the title names is left out."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def unanswerable(topics: Sequence[tuple[str, Source]]) -> Iterator[Case]:
    """Yield, for each topic in turn, one question that sounds answerable and is not. Each must be declined."""
    forms = cycle((_elsewhere, _another_year, _false_premise, _missing_figure))
    for (topic, source), form in zip(topics, forms, strict=False):
        question = form(topic, source)
        if question:
            yield Case("draft", "draft", question, "decline")


def _elsewhere(topic: str, source: Source) -> str:
    place = next(name for name in ELSEWHERE if name.lower() not in source.title.lower())
    return f"What does {place}'s own document say about {topic}?"


def _another_year(topic: str, source: Source) -> str:
    years = [int(year) for year in _YEAR.findall(f"{source.title} {source.period or ''} {source.published or ''}")]
    return f"What did the {min(years) - 12} version say about {topic}?" if years else ""


def _false_premise(topic: str, source: Source) -> str:
    return f"Why was the section on {topic} abolished last year?"


def _missing_figure(topic: str, source: Source) -> str:
    return f"How many pounds were spent on {topic} last month?"
