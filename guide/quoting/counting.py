"""Does a quotation count what a question asks the number of? "How many wardens" is not settled by six themes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import FUNCTION_WORDS, content_words

_ASKS = re.compile(r"\b(?:how many|(?:number|nos?|count|total) of|nos?\. of)\b(?P<rest>[^?.!;]*)", re.IGNORECASE)
_ENDS = frozenset(
    "are is was were do does did have has had can could will would should there in on at for from to with by that "
    "which "
    "who this these those the it its of".split()
)
_OF_ANY_KIND = frozenset(
    "people person persons individuals men women members residents inhabitants citizens times time years year days "
    "weeks months hours minutes percent per cent miles feet metres meters kilometers kilometres more less different "
    "others soldiers troops students".split()
)
"""What is often counted without being named: a population, a span, a size."""
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred hundreds "
    "thousand thousands million billion half third quarter dozen several single sole double twice once no none "
    "couple few both".split()
)
_OF_THESE = re.compile(r"^\s*of (?:the|these|those|your|our|their|all)\s+", re.IGNORECASE)
_ANY_THING = frozenset("thing things thingy thingys thingies stuff bit bits".split())
"""Stand for what is named before them: "cross cutting thingys"."""
AFTER = 7
BEFORE = 6
"""The counted thing stands within so many words after the number, or before it."""


def asks_for_a_count(question_text: str) -> bool:
    """Say whether a question asks how many there are of something."""
    return _ASKS.search(question_text) is not None


def counts_what_is_asked(question_text: str, quoted: Sequence[str], before: str = "") -> bool:
    """Say whether a number in a quotation stands beside what is counted; so too for a question that counts nothing.

    question_text: with its plain words in brackets, which count as well. before: what it leans on, where it leans.
    """
    found = _ASKS.search(question_text)
    if found is None:
        return True
    things = _things(found["rest"]) or _antecedent(question_text[: found.start()] or before)
    if not things or set(things) & _OF_ANY_KIND:
        return True
    stems = {thing[:LONGEST_STEM].rstrip("s") for thing in things}
    return any(_counts(stems, plain_words(text)) for text in quoted)


def _things(rest: str) -> tuple[str, ...]:
    words = takewhile(lambda word: word not in _ENDS, plain_words(_OF_THESE.sub("", rest)))
    found = tuple(word for word in words if word not in FUNCTION_WORDS)
    return tuple(word for word in found if word not in _ANY_THING) or found


def _antecedent(before: str) -> tuple[str, ...]:
    """Return the words of what was spoken of last: "... 'priority areas'. How many are there?"."""
    last = next((part for part in reversed(re.split(r"[.?!;:]", before)) if content_words(part)), "")
    named = re.findall(r"['‘“\"](.{3,60}?)['’”\"]", last)
    return content_words(named[-1]) if named else content_words(last)[-3:]


def _counts(stems: set[str], words: Sequence[str]) -> bool:
    """Say whether a number stands near one of these. "Three times more common" compares and counts nothing."""
    for place, word in enumerate(words):
        if not (word.isdigit() or word in _NUMBERS):
            continue
        if "times" in words[place + 1 : place + 4]:
            continue
        near = (*words[max(0, place - BEFORE) : place], *words[place + 1 : place + 1 + AFTER])
        if any(other.startswith(stem) for other in near for stem in stems):
            return True
    return False
