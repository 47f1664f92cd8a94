"""Changes of one sentence of which it is known whether they change what it says. Pure; for the trial of the proxies.

Each returns the sentence as it was where the change cannot be made in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Rewrite = Callable[[str], str]

_NEGATION = re.compile(r"\b(?:not|never|no|cannot|unable to|without)\b ?", re.IGNORECASE)
_FIGURE = re.compile(r"\b(?:two|three|four|six|\d{1,2})\b", re.IGNORECASE)
_OTHER_FIGURE = {"two": "five", "three": "seven", "four": "nine", "six": "eight"}
_TELLS = re.compile(r"\b(?:is|are|was|were|will|must|should|can|may|does|do)\b(?! not\b)")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SMALL_NUMBER = re.compile(r"(?<![\d.,:/£-])(?<!\d )\b(?:[2-9]|1[0-2])\b(?![\d.,:%-]| \d)")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_COUNTED[1:])})\b", re.IGNORECASE)
_TWO_PLURALS = re.compile(r"\b([a-z]{3,}s) and ([a-z]{3,}s)\b(?! and\b)")
OPPOSITES: Mapping[str, str] = {
    "all": "some",
    "always": "rarely",
    "before": "after",
    "after": "before",
    "over": "under",
    "under": "over",
    "more": "less",
    "most": "least",
    "high": "low",
    "higher": "lower",
    "increase": "decrease",
    "increased": "decreased",
    "reduce": "increase",
    "reducing": "increasing",
    "prevent": "cause",
    "preventing": "causing",
    "improve": "worsen",
    "must": "may",
    "only": "also",
    "children": "adults",
    "adults": "children",
    "first": "last",
    "day": "month",
    "days": "months",
    "weeks": "years",
    "free": "paid for",
    "victims": "offenders",
    "offenders": "victims",
}
SAME_MEANING: Mapping[str, str] = {
    "ring": "phone",
    "telephone": "phone",
    "immediately": "at once",
    "at once": "immediately",
    "in order to": "to",
    "for example": "for instance",
    "such as": "like",
    "however": "but",
    "approximately": "about",
    "per cent": "%",
    "children": "kids",
    "begin": "start",
    "whilst": "while",
    "people": "persons",
}
_SHORTER = {"cannot": "can't", "can not": "can't", "do not": "don't", "does not": "doesn't", "is not": "isn't",
            "are not": "aren't", "will not": "won't", "did not": "didn't", "should not": "shouldn't"}  # fmt: skip
_AMERICAN = re.compile(
    r"\b(organ|recogn|priorit|criminal|radical|minim|util|special|victim|emphas|real)is(e|ed|es|ing|ation|ations)\b",
    re.IGNORECASE,
)


def without_negation(text: str) -> str:
    """Return the text without its first word of negation."""
    return _NEGATION.sub("", text, count=1)


def with_negation(text: str) -> str:
    """Return the text with "not" behind its first verb that can bear it."""
    return _TELLS.sub(lambda found: f"{found.group()} not", text, count=1)


def other_figure(text: str) -> str:
    """Return the text with its first small figure changed."""

    def other(match: re.Match[str]) -> str:
        figure = match.group()
        return str(int(figure) + 1) if figure.isdigit() else _OTHER_FIGURE[figure.lower()]

    return _FIGURE.sub(other, text, count=1)


def opposite_word(text: str) -> str:
    """Return the text with the first word that has an opposite in its stead."""
    return _exchanged(text, OPPOSITES)


def number_in_other_form(text: str) -> str:
    """Return the text with its first small number as a word for a figure, or a figure for a word."""
    as_word = _SMALL_NUMBER.sub(lambda found: _COUNTED[int(found.group()) - 1], text, count=1)
    if as_word != text:
        return as_word
    return _NUMBER_WORD.sub(lambda found: str(_COUNTED.index(found.group().lower()) + 1), text, count=1)


def negation_in_short(text: str) -> str:
    """Return the text with its first negation in the short form, such as "can't"."""
    return _exchanged(text, _SHORTER)


def said_by_the_document(text: str) -> str:
    """Return the text after words that say where it stands."""
    first = text.split(" ", 1)[0]
    return f"According to this document, {text if first.isupper() else text[:1].lower() + text[1:]}"


def other_order(text: str) -> str:
    """Return the text with two things that "and" joins exchanged."""
    return _TWO_PLURALS.sub(r"\2 and \1", text, count=1)


def other_typography(text: str) -> str:
    """Return the text with no-break spaces, curly marks and long dashes."""
    curly = text.replace("'", "\u2019").replace(" - ", " \u2013 ")
    return curly.replace(" ", "\u00a0", 1)


def american_spelling(text: str) -> str:
    """Return the text with -ize for -ise."""
    return _AMERICAN.sub(r"\1iz\2", text)


def other_word(text: str) -> str:
    """Return the text with the first word for which another of the same meaning is listed."""
    return _exchanged(text, SAME_MEANING)


FAULTS: Mapping[str, Rewrite] = {
    '"not" removed': without_negation,
    '"not" put in': with_negation,
    "figure changed": other_figure,
    "word turned into its opposite": opposite_word,
}
"""The sentence then says another thing than what it cites."""

HARMLESS: Mapping[str, Rewrite] = {
    "number in another form": number_in_other_form,
    "negation in short": negation_in_short,
    "said to be the document's": said_by_the_document,
    "two things in another order": other_order,
    "other typography": other_typography,
    "American spelling": american_spelling,
    "a word of the same meaning": other_word,
}
"""The sentence still says the same."""


def _exchanged(text: str, words: Mapping[str, str]) -> str:
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)
    return pattern.sub(lambda found: words[found.group().lower()], text, count=1)
