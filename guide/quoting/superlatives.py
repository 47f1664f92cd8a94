"""Is a superlative quoted said of what was asked? A greater risk of harm does not tell which drug is taken most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guide.asking.question_terms import LONGEST_STEM, OF_MANY_KINDS, plain_words
from guide.asking.understanding import content_words

_ENDS = re.compile(r"[.?!]")
_SENTENCES = re.compile(r"(?<=[.?!;])\s+")
_DEGREE = re.compile(r"\bmost\b(?: (?:often|\w+ly)\b)?", re.IGNORECASE)
"""How much or how often, which tells nothing of what it is said of."""


def said_of_what_is_asked(asking: re.Pattern[str], question_text: str, quoted: Sequence[str]) -> Iterator[str]:
    """Yield the sentences quoted that speak of what a question asks for the most of.

    asking: finds where the question asks that. What it tells before or after that sentence is not what it asks.
    """
    found = asking.search(question_text)
    asked = _asked_of(question_text[found.start() :]) if found else frozenset()
    for text in quoted:
        for sentence in _SENTENCES.split(text):
            if not asked or asked & {_stem(word) for word in plain_words(sentence)}:
                yield sentence


def _asked_of(text: str) -> frozenset[str]:
    words = content_words(_DEGREE.sub(" ", _ENDS.split(text, maxsplit=1)[0]))
    telling = [word for word in words if word not in OF_MANY_KINDS] or words
    return frozenset(map(_stem, telling))


def _stem(word: str) -> str:
    return word.removesuffix("s")[:LONGEST_STEM]
