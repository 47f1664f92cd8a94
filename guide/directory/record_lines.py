"""Which lines of one record are nearest to what a follow-up asks or tells, over every field that may be quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from guide.asking.understanding import content_words
from guide.directory.pathway_records import LABELS
from guide.directory.pathways import FoundLine
from guide.types import Passage, Vector, Vectors

NEAR = 4.0
"""From here a line answers: of 93 follow-ups to 35 records, written for this, 11 of 14 that no line answers stay below,
and 65 of 79 that a line does answer reach it (decision 0019)."""

BEHIND = 2.0
"""A second line is quoted if it is no more than this below the first."""

_MEANING, _WORDS, _FIELD = 13.0, 6.0, 2.3
_ASIDE = {"names": 2.0, "contact": 4.0, "change_if": 3.7}
"""What a line loses for standing where answers seldom stand; a change is meant where something is told, not asked."""

_FORBIDDEN = 2.0
"""What a line gains that says what never to do, where somebody asks whether they may do something."""
_FORBIDS = re.compile(r"(?:Do not|Never|Not)\b")
_ASKS_LEAVE = re.compile(
    r"\b(?:should|shall|can|could|may|do|ok to|alright to|ok if|allowed to) (?:i|we|he|she|they)\b", re.I
)

_KEYS = {label: key for key, label in LABELS.items()}


def key_of(passage: Passage) -> str | None:
    """Return the key of the field that a passage of a record holds, None for what is never quoted."""
    return _KEYS.get(passage.headings[0])


def stems(text: str) -> set[str]:
    """Return the content words of a text, cut to their first six letters, so that reports and reporting are one."""
    return {word[:6].rstrip("s") for word in content_words(text) if len(word) > 2 or word.isdigit()}


@lru_cache(maxsize=10_000)
def stems_of_line(line: str) -> frozenset[str]:
    """Return the stems of a line of a record, kept in memory: the same lines come back question after question."""
    return frozenset(stems(line))


@dataclass(frozen=True, slots=True)
class Newest:
    """A follow-up by itself. fields: how likely it asks for each field. is_asking: it asks rather than tells."""

    text: str
    vector: Vector
    fields: Mapping[str, float]
    is_asking: bool

    def nearest(self, passages: Sequence[Passage], vectors: Vectors) -> tuple[FoundLine, ...]:
        """Return the lines of a record, nearest first; a line that answers has a score of NEAR at least.

        vectors: of each unit of the passages, in their order.
        """
        units = [(passage, number) for passage in passages for number in range(len(passage.units))]
        shown = [(place, *unit) for place, unit in enumerate(units) if key_of(unit[0])]
        own_vector = [self.vector[axis] for axis in range(len(self.vector))]
        words = [stems_of_line(passage.words_of(passage.units[number])) for _, passage, number in shown]
        may = _ASKS_LEAVE.search(self.text) is not None
        weight = {stem: 1 / (1 + sum(stem in own for own in words)) for stem in stems(self.text)}
        found = [
            FoundLine(
                passage,
                number,
                _MEANING * sum(a * b for a, b in zip(own_vector, vectors[place], strict=True))
                + _WORDS * sum(weight[stem] for stem in own if weight.get(stem, 1.0) < 1.0)
                + self._of_field(key_of(passage) or "")
                + (_FORBIDDEN if may and _FORBIDS.match(passage.words_of(passage.units[number])) else 0.0),
            )
            for (place, passage, number), own in zip(shown, words, strict=True)
        ]
        return tuple(sorted(found, key=lambda line: (-line.score, line.passage.ordinal, line.unit)))

    def _of_field(self, key: str) -> float:
        against = 0.0 if key == "change_if" and not self.is_asking else _ASIDE.get(key, 0.0)
        return _FIELD * self.fields.get(key, 0.0) - against


def near_enough(lines: Sequence[FoundLine]) -> tuple[FoundLine, ...]:
    """Return the lines that answer, two at most: the nearest, and the next where it is about as near."""
    if not lines or lines[0].score < NEAR:
        return ()
    second = [line for line in lines[1:2] if line.score >= max(NEAR, lines[0].score - BEHIND)]
    return (lines[0], *second)
