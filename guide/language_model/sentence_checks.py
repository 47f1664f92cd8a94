"""Whether a sentence of a language model says what its quotations say, checked word by word and nothing guessed.

A sentence is made of whole quotations, joined by "and", behind a connective of ours. It can leave out only a harmless
aside in brackets. So numbers, names, negations, conditions and thresholds stand as they are quoted, or it falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from guide.plain_text import INVISIBLE, plain_text

LONGEST = 600
ADDING = ("also", "in addition", "the documents also say")
"""What an answer cannot open with: it adds to something before."""

CONNECTIVES = (*ADDING, "in short", "the documents say")
"""What a sentence may open with beside the words of its quotations.

None says that one thing follows from another, or which document the words are from.
"""

_WORD = re.compile(r"[^\W_]+(?:['.,:@/+&_-]+[^\W_]+)*|[%£$€<>≤≥=±+≈~]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MARKUP = re.compile(r"[<>\[\]{}`*#|\\]|https?:|www\.", re.IGNORECASE)
_GUARDED = re.compile(
    r"\d|\b(?:not|no|never|none|nor|neither|without|cannot|\w+n't|only|if|unless|except|excluding|until|before|after|"
    r"under|over|above|below|least|most|more|less|than|must|may|might|should|shall|can|could|would|will|or|all|any|"
    r"both|each|every|for|where|when|who|in|from|to|by|with|within|aged?)\b|[%£$€<>≤≥=±+≈~]",
    re.IGNORECASE,
)
_OPENINGS = tuple(tuple(each.split()) for each in CONNECTIVES)


class Problem(StrEnum):
    """Why a sentence is not shown."""

    NO_QUOTATION = "it names no quotation"
    UNKNOWN_QUOTATION = "it names a quotation that does not exist"
    NOT_PLAIN = "it is not plain text"
    NOT_AS_QUOTED = "its words do not stand in its quotations"
    UNUSED_QUOTATION = "it names a quotation that it does not use"
    REPEATED = "its quotations stand there already"
    NOT_ENTAILED = "the entailment model does not find that it follows from its quotations"


def words_of(text: str) -> tuple[str, ...]:
    """Return the words, numbers and signs of a text, folded so that only what a reader hears is compared."""
    return tuple(_WORD.findall(plain_text(text).text.casefold()))


def problem(sentence: str, quotes: Sequence[str]) -> Problem | None:
    """Return what is wrong with a sentence that rests on these quotations, None when nothing is."""
    if not quotes:
        return Problem.NO_QUOTATION
    if not sentence or len(sentence) > LONGEST or INVISIBLE.search(sentence) or _has_markup(sentence, quotes):
        return Problem.NOT_PLAIN
    words = words_of(sentence)
    for opening in ((), *_OPENINGS):
        if words[: len(opening)] == opening:
            used = _quotes_used(words[len(opening) :], quotes)
            if used == frozenset(range(len(quotes))):
                return None
            if used:
                return Problem.UNUSED_QUOTATION
    return Problem.NOT_AS_QUOTED


def _has_markup(sentence: str, quotes: Sequence[str]) -> bool:
    return any(not any(found in quote for quote in quotes) for found in _MARKUP.findall(sentence))


def _quotes_used(words: tuple[str, ...], quotes: Sequence[str]) -> frozenset[int]:
    """Return which quotations make up the words from the first to the last, none when they do not."""
    if not words:
        return frozenset()
    clauses = [(number, clause) for number, quote in enumerate(quotes) for clause in _clauses(quote)]
    reached: dict[int, frozenset[int]] = {0: frozenset()}
    for position in range(len(words)):
        if position not in reached:
            continue
        used = reached[position]
        starts = (position, position + 1) if position and words[position] == "and" else (position,)
        for start in starts:
            for number, clause in clauses:
                end = start + len(clause)
                if words[start:end] == clause and len(used | {number}) >= len(reached.get(end, frozenset())):
                    reached[end] = used | {number}
    return reached.get(len(words), frozenset())


def _clauses(quote: str) -> Iterator[tuple[str, ...]]:
    """Yield what may be taken from a quotation: all of it, with and without its harmless asides."""
    yield from dict.fromkeys(each for each in (words_of(quote), words_of(_without_asides(quote))) if each)


def _without_asides(piece: str) -> str:
    return _BRACKETS.sub(lambda found: found.group() if _GUARDED.search(found.group(1)) else " ", piece)
