"""What kind of thing a question asks for, and whether a quotation holds one: a date, a number, a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from guide.asking.understanding import FUNCTION_WORDS


class AnswerType(StrEnum):
    """What a question asks for. OTHER: nothing that can be told by its form."""

    TIME = "time"
    NUMBER = "number"
    NAME = "name"
    OTHER = "other"


_TIME = re.compile(
    r"\b(when|(what|which) (year|date|day|month|decade|century)|how long ago|since when)\b",
)
_NUMBER = re.compile(
    r"\bhow (many|much|old|long|far|big|large|tall|high|often|few)\b"
    r"(?! of an? | an? (threat|risk|danger|problem|issue|concern|worry|part|role|factor|difference|deal|impact)\b)"
    r"|\bwhat (percentage|percent|share|proportion|"
    r"fraction|number|amount|rate)\b|\b(percentage|the number) of\b",
)
_NAME = re.compile(
    r"\b(who|whose|whom|where)\b|\b(what|which) (\w+ )?(country|city|cities|countries|state|county|town|borough|street|"
    r"region|nation|river|university|school|college|company|organi[sz]ation|agency|officer|president|king|queen|leader|"
    r"author|person|treaty|act|language)\b",
)
_PLACES_ASKED_OF = re.compile(r"\b(people|those|anyone|someone|somebody|offenders|victims|residents) who\b")

LONGEST_STEM = 6
"""Words that begin alike for so many letters are taken for kindred: settlers and settlement."""
OF_MANY_KINDS = frozenset(
    "people person persons adults crime crimes offence offences offending violence abuse harm victim victims problem "
    "problems issue issues service services support help work team teams".split()
)
"""The word before one of these says which kind: "young people", "knife crime"."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_YEARS_ASKED = re.compile(r"(?<![\d.,£$€-])(?<!\bAct )(?<!\bact )((?:1[1-9]|20)\d\d)(?=s?\b)(?![.,-]?\d)")
_YEARS = re.compile(r"(?<!\d)((?:1[1-9]|20)\d\d)(?!\d)")
_SPANS = re.compile(r"(?<!\d)((?:1[1-9]|20)\d\d)\s?(?:[-–/]|to|and)\s?((?:1[1-9]|20)?\d\d)(?!\d)")
LONGEST_SPAN = 100
_DATE_WORDS = re.compile(
    r"\b(\d{1,2}(st|nd|rd|th) century|\d{3,4}s|(january|february|march|april|june|july|august|september|october|"
    r"november|december))\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|"
    r"million|billion|half|third|quarter|dozen|several|single|sole|only one|double|twice|once)\b",
    re.IGNORECASE,
)
_NAME_WORDS = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'-]+")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a piece of text holds that can answer a question of a certain type. names: lower case, without accents."""

    numbers: frozenset[str]
    names: frozenset[str]
    has_number_word: bool
    has_date_word: bool


def answer_type(question_text: str) -> AnswerType:
    """Return what the question asks for, told by its form alone."""
    text = _PLACES_ASKED_OF.sub(" ", question_text.lower())
    for pattern, kind in ((_TIME, AnswerType.TIME), (_NUMBER, AnswerType.NUMBER), (_NAME, AnswerType.NAME)):
        if pattern.search(text):
            return kind
    return AnswerType.OTHER


@lru_cache(maxsize=50_000)
def marks(text: str) -> Marks:
    """Return the numbers and names of a text, kept in memory: the same units come back question after question."""
    return Marks(
        numbers=frozenset(_DIGITS.findall(text)),
        names=frozenset(word for name in _NAME_WORDS.findall(text) for word in plain_words(name)),
        has_number_word=_NUMBER_WORDS.search(text) is not None,
        has_date_word=_DATE_WORDS.search(text) is not None,
    )


def years_asked(question_text: str) -> frozenset[str]:
    """Return the years that a question names. That of a law is left out: people say the law without it as well."""
    return frozenset(_YEARS_ASKED.findall(question_text))


def years_in(text: str) -> frozenset[str]:
    """Return the years that stand in a text, with all between the two ends of a span ("2024-29")."""
    years = set(_YEARS.findall(text))
    for first, last in _SPANS.findall(text):
        end = int(first[: 4 - len(last)] + last)
        years.update(str(year) for year in range(int(first), min(end, int(first) + LONGEST_SPAN) + 1))
    return frozenset(years)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case and without accents."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.lower()))


def neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of words that stand side by side in a text, function words left out, each cut to a stem."""
    stems = [word[:LONGEST_STEM] for word in plain_words(text) if word not in FUNCTION_WORDS]
    return frozenset(pairwise(stems))


def pairs_held(asked: Set[tuple[str, str]], text: str) -> float:
    """Return the share of a question's pairs of neighbouring words that a text holds too, in [0, 1]."""
    return len(asked & _kept_neighbours(text)) / len(asked) if asked else 0.0


@lru_cache(maxsize=50_000)
def _kept_neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Return the neighbours of a unit's words, kept in memory; those of a question are kept nowhere."""
    return neighbours(text)


def holds(asked: AnswerType, question_words: Set[str], text: str) -> bool:
    """Say whether a text holds something of the type asked that the question itself does not hold."""
    found = marks(text)
    new = found.numbers - question_words
    if asked is AnswerType.TIME:
        return found.has_date_word or any(_YEAR.fullmatch(number) for number in new)
    if asked is AnswerType.NUMBER:
        return bool(new) or found.has_number_word
    if asked is AnswerType.NAME:
        return bool(found.names - question_words)
    return False


_ASKING = re.compile(
    r"\b((according to|in|of|by|does|do|did|will|is|what) )?(the|this|that|your|our) (partnership |safety )?"
    r"(plan|document|documents|text|guide)('s)?( words?| say| says| mention| mentions)?\b(?! to\b)"
    r"|\b(please|mentioned( anywhere)?|wording|bullets?|sentences?|quotes?|quote both|one quote for each"
    r"|anywhere|in full|definition of|give me|tell me|show me|sorts? of|kinds? of|things?|etc"
    r"|somebody|someone|anybody|anyone)\b"
    r"|\bfor (a|an|my|our|the) ([\w-]+ )?(poster|handout|briefing( paper)?|leaflet|wall chart|slide|newsletter)\b",
    re.IGNORECASE,
)


def without_asking(question_text: str) -> str:
    """Return the question without the words that only ask, so that what is left are words of its subject."""
    left = " ".join(_ASKING.sub(" ", question_text).split())
    return left if any(char.isalnum() for char in left) else question_text
