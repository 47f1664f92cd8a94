"""Gate 2: do the chosen quotes cover what was asked? A number where a number was asked, the things asked by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guide.confidence import confidence
from guide.question_forms import Form
from guide.question_terms import AnswerType, answer_type, holds, plain_words
from guide.quotes import Quote
from guide.retrieval import Retrieval

SHORTEST_STEM = 4
SURE = 0.9
"""So sure a search is not doubted for a word that the documents put differently."""

_MUST_HOLD = (
    (
        re.compile(
            r"\b(phone|telephone|mobile|helpline|contact) (number|line)s?\b|\b(e-?mail|web) address", re.IGNORECASE
        ),
        re.compile(r"\d{3}|@|\bwww\.|\bhttps?:"),
    ),
    (
        re.compile(
            r"\b(what|which|how (big|large|much)|size of)\b( \w+){0,3}? (budget|salary|funding)\b", re.IGNORECASE
        ),
        re.compile(r"\d"),
    ),
    (
        re.compile(r"\b(what|which) (percentage|per ?cent|proportion)\b", re.IGNORECASE),
        re.compile(r"\d\s?%|\bper ?cent|\b(half|third|quarter|fifth|tenth|one in)\b|\d (in|out of) \d", re.IGNORECASE),
    ),
)
"""What a question asks for by name, and what at least one quotation must then show."""
_YEAR = re.compile(
    r"\b(?:in|during|for|of|since|by) ((?:1\d|20)\d\d)\b(?!\s?[-–/]| (?:[\w-]+ ){0,3}(?:plan|strategy))", re.IGNORECASE
)
_WHO_BY_NAME = re.compile(
    r"\b(which|what) (councillor|minister|officer|director|manager|mp)\b|\bwho (wrote|signed|approved|chairs|drafted|"
    r"authored|is the (chair|director|head|leader|manager|author))\b",
    re.IGNORECASE,
)
"""Asks for a person who can only be told by name."""


def uncovered(question_text: str, form: Form, quotes: Sequence[Quote], retrieval: Retrieval) -> tuple[str, ...] | None:
    """Return the parts of the question that the quotes leave open; None when they do not settle it at all."""
    if answer_type(question_text) is AnswerType.NUMBER:
        if not _has_number(question_text, quotes) or _is_of_a_year_not_found(question_text, retrieval):
            return None
    if any(asks.search(question_text) and not _any_holds(held, quotes) for asks, held in _MUST_HOLD):
        return None
    if _WHO_BY_NAME.search(question_text) and not _has_name(question_text, quotes):
        return None
    if (
        form.count
        and confidence(question_text, retrieval).value < SURE
        and not _names_what_is_counted(form, quotes, retrieval)
    ):
        return None
    return ()


def _is_of_a_year_not_found(question_text: str, retrieval: Retrieval) -> bool:
    """Say whether a figure is asked for a year that no passage found speaks of."""
    years = set(_YEAR.findall(question_text))
    return bool(years) and not any(year in hit.passage.text for hit in retrieval.hits for year in years)


def _any_holds(held: re.Pattern[str], quotes: Sequence[Quote]) -> bool:
    return any(held.search(quote.text) for quote in quotes)


def _has_name(question_text: str, quotes: Sequence[Quote]) -> bool:
    words = frozenset(plain_words(question_text))
    return any(holds(AnswerType.NAME, words, quote.text) for quote in quotes)


def _has_number(question_text: str, quotes: Sequence[Quote]) -> bool:
    words = frozenset(plain_words(question_text))
    return any(holds(AnswerType.NUMBER, words, quote.text) for quote in quotes)


def _names_what_is_counted(form: Form, quotes: Sequence[Quote], retrieval: Retrieval) -> bool:
    """Say whether the things are spoken of at all of which the question says that there are so many."""
    texts = [quote.passage for quote in quotes] + [hit.passage for hit in retrieval.hits]
    said = {word for passage in texts for word in plain_words(" ".join((passage.text, *passage.headings)))}
    return any(_is_said(thing, said) for thing in form.things) if form.things else True


def _is_said(thing: str, said: set[str]) -> bool:
    """Say whether a word stands there, in the singular or the plural."""
    stem = thing.removesuffix("s").removesuffix("ie")
    return thing in said if len(stem) < SHORTEST_STEM else any(word.startswith(stem) for word in said)
