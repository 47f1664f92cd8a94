"""Sections compared on one aspect, or as wholes: what each says of it, not what fits the section's name best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from guide.asking.asking_frames import subject_alone
from guide.asking.everyday_words import everyday_words
from guide.asking.question_terms import LONGEST_STEM, OF_MANY_KINDS, plain_words
from guide.asking.understanding import subject_words
from guide.ports import PassageStore
from guide.quoting.quotes import Composition, Quote, composition_of, in_reading_order, says_the_same
from guide.quoting.standing_alone import standing_alone
from guide.quoting.terms_explained import SAYS_WHAT_IT_IS
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Hit, Passage, UnitKind, Vectors

Embed = Callable[[Sequence[str]], Vectors]

_COMPARES = re.compile(
    r"\b(?:compar\w+|contrast\w*|differ(?:s|ent|ence|ences)?|versus|vs|as opposed to|set against|"
    r"side by side|alongside)\b",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"(?:[,:–-]|\b)\s*(?:(?:both|each)\s+)?(?:\b(?:on|in terms of|when it comes to|with regards? to|as regards|"
    r"regarding|concerning|in relation to|in how (?:it|they) (?:treats?|sees?)|as to|over|about)\b|:)\s+",
    re.IGNORECASE,
)
_GENERAL = frozenset("need needs reducing unmet improving tackling crime general other".split())
MOST_SECTIONS = 4
SHORTEST = 4
FEWEST_WORDS = 4
NEARLY = 1.0
"""Log odds that a second unit of a section may lie below its first."""
MOST_WORDS = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """Headings that are compared, and the aspect, "" where they are compared as wholes."""

    sections: tuple[str, ...]
    aspect: str


def compared(question_text: str, retrieval: Retrieval, embed: Embed, store: PassageStore) -> Composition | None:
    """Return what each of the sections that a question compares says of the aspect; None for other questions."""
    asked = _asked(question_text, retrieval.hits) if _COMPARES.search(question_text) else None
    if asked is None:
        return None
    found = _of_the_aspect(asked, embed, store) if asked.aspect else _of_the_whole(asked, retrieval.hits)
    quotes: list[Quote] = []
    for quote in found:
        fits = sum(each.words for each in quotes) + quote.words <= MOST_WORDS
        if fits and not any(says_the_same(quote, other) for other in quotes):
            quotes.append(quote)
    if {quote.passage.headings[-1] for quote in quotes} != set(asked.sections):
        return None
    return composition_of(in_reading_order(quotes), store)


def _asked(question_text: str, hits: Sequence[Hit]) -> _Asked | None:
    headings = tuple(dict.fromkeys(hit.passage.headings[-1] for hit in hits if hit.passage.headings))
    for split in reversed(list(_ASPECT.finditer(question_text))):
        sections = _named(question_text[: split.start()], headings)
        aspect = subject_alone(question_text[split.end() :].strip(" ?.!"))
        if len(sections) > 1 and subject_words(aspect) and not _named(aspect, sections):
            return _Asked(sections, aspect) if len(sections) <= MOST_SECTIONS else None
    sections = _named(question_text, headings)
    return _Asked(sections, "") if 1 < len(sections) <= MOST_SECTIONS else None


def _named(text: str, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of which a telling word stands in a text."""
    said = _stems(text)
    return tuple(heading for heading in headings if _stems(heading) & said)


def _stems(text: str) -> set[str]:
    words = (word for word in plain_words(text) if len(word) >= SHORTEST and word not in OF_MANY_KINDS | _GENERAL)
    return {word.rstrip("s")[:LONGEST_STEM] for word in words}


def _of_the_aspect(asked: _Asked, embed: Embed, store: PassageStore) -> Iterator[Quote]:
    """Yield the best unit of each section for the aspect, then what is as good or speaks of it by name."""
    plain = everyday_words().in_plain_words(asked.aspect)
    vector = embed([plain])[0]
    further: list[Quote] = []
    for heading in asked.sections:
        units = _ranked(retrieve(plain, vector, store, limit=3, within=(heading,)), heading)
        if units:
            yield standing_alone(units[0][1], units[0][2], is_first=False)
            further += [
                standing_alone(passage, unit, is_first=False)
                for score, passage, unit in units[1:2]
                if score >= units[0][0] - NEARLY
            ]
    yield from further


def _ranked(found: Retrieval, heading: str) -> list[tuple[float, Passage, int]]:
    units = [
        (unit.score, hit.passage, unit.unit)
        for hit in found.hits
        for unit in hit.units
        if hit.passage.headings[-1:] == (heading,) and _says_something(hit.passage, unit.unit)
    ]
    return sorted(units, key=lambda each: -each[0])


def _of_the_whole(asked: _Asked, hits: Sequence[Hit]) -> Iterator[Quote]:
    """Yield of each section the unit that says what its name means, else the first."""
    for heading in asked.sections:
        passages = [hit.passage for hit in hits if hit.passage.headings[-1:] == (heading,)]
        units = [
            (passage, unit)
            for passage in passages
            for unit in range(len(passage.units))
            if _says_something(passage, unit)
        ]
        yield from (
            standing_alone(passage, unit, is_first=False)
            for passage, unit in sorted(units, key=lambda each: not _explains(heading, *each))[:1]
        )


def _explains(heading: str, passage: Passage, unit: int) -> bool:
    """Say whether a unit says early what the name of its section is: "someone is considered vulnerable if ..."."""
    opening = " ".join(passage.words_of(passage.units[unit]).split()[:6])
    return bool(_stems(heading) & _stems(opening)) and SAYS_WHAT_IT_IS.search(opening) is not None


def _says_something(passage: Passage, unit: int) -> bool:
    found = passage.units[unit]
    return found.kind is not UnitKind.HEADING and len(passage.words_of(found).split()) >= FEWEST_WORDS
