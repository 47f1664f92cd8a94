"""Text made comparable: folding, words, sentences, contacts. Standard library only; no figure is computed here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_PLAIN = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201b", "'"), **dict.fromkeys("\u201c\u201d\u201f", '"')}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n+")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\"',;]+")
_LONG_NUMBER = re.compile(r"(?<![\d.])(?:\+44[\s()-]*|0)(?:[\s()-]*\d){8,10}(?!\d)")
_SHORT_NUMBER = re.compile(r"(?<![\d.£-])(?:999|112|1[01]1|105|119|116[ ]?\d{3}|1800[01]|7726|[68]\d{4})(?![\d%-])")
_HOURS = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:am|pm)\b|\b24 ?(?:hours|/7)\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:not|no|never|nor|none|neither|without|cannot|unable)\b|n't\b")
_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_COUNTED)})\b", re.IGNORECASE)
_SHORT_NOT = re.compile(r"\b(ca|wo|sha|[a-z]+?)n['\u2019]t\b", re.IGNORECASE)
_WHOLE = {"ca": "cannot", "wo": "will not", "sha": "shall not"}
STOP_WORDS = frozenset(
    "a an and are as at be been but by can could do does for from had has have he her his how i if in into is it its "
    "may me might must my of on or our shall she should so some such than that the their them then there these they "
    "this those to up us was we were what when where which who whom whose why will with would you your".split()
)


def fold(text: str) -> str:
    """Return text in NFKC with straight quotes, plain dashes, no soft hyphens, single spaces and no capitals."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split()).lower()


def in_one_form(text: str) -> str:
    """Return text with small numbers as figures and short negations written out: "two" as "2", "isn't" as "is not"."""
    whole = _SHORT_NOT.sub(lambda found: _WHOLE.get(found[1].lower(), f"{found[1]} not"), text)
    return _NUMBER_WORD.sub(lambda found: str(_COUNTED.index(found.group().lower()) + 2), whole)


def nearest_sentence(wanted: str, text: str) -> str:
    """Return the sentence of a text that shares most content words with what is wanted, empty where it has none."""
    looked_for = set(content_words(wanted))
    return max(sentences(text), key=lambda part: len(looked_for & set(content_words(part))), default="")


def words(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers, in order."""
    return tuple(_WORD.findall(fold(text)))


def content_words(text: str) -> tuple[str, ...]:
    """Return the folded words that are not in STOP_WORDS, in order."""
    return tuple(word for word in words(text) if word not in STOP_WORDS)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences and lines that hold at least one word."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part))


def statements(text: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return each sentence of an answer with the markers that close its stretch of the line.

    A sentence before another one takes the marker at the end of both: a quotation of two sentences has one marker.
    Markers are taken out of the sentences. A sentence that no marker follows has none.
    """
    found: list[tuple[str, tuple[int, ...]]] = []
    for line in text.splitlines():
        pieces = re.split(r"((?:\s*\[\d{1,3}\])+)", line)
        for at in range(0, len(pieces), 2):
            after = pieces[at + 1] if at + 1 < len(pieces) else ""
            markers = tuple(int(number) for number in _MARKER.findall(after))
            found.extend((sentence, markers) for sentence in sentences(pieces[at]))
    return tuple(found)


def negations(text: str) -> Counter[str]:
    """Return how often each word of negation stands in the text."""
    return Counter(_NEGATION.findall(fold(text)))


def numbers(text: str) -> frozenset[str]:
    """Return the numbers as written, thousands separators and all."""
    return frozenset(_NUMBER.findall(fold(text)))


def names(sentence: str) -> frozenset[str]:
    """Return the folded words that have a capital inside the sentence, or are all capitals anywhere."""
    found = list(_WORD.finditer(sentence))
    return frozenset(
        fold(match.group())
        for place, match in enumerate(found)
        if match.group()[0].isupper() and (place > 0 or (match.group().isupper() and len(match.group()) > 1))
    )


def contacts(text: str) -> frozenset[str]:
    """Return the telephone numbers (as digits), e-mail addresses and web addresses in a text, each in one form."""
    plain = fold(text)
    addresses = set(_EMAIL.findall(plain)) | {url.rstrip("./:") for url in _URL.findall(plain)}
    rest = _URL.sub(" ", _EMAIL.sub(" ", plain))
    return frozenset(addresses | phones(rest))


def phones(text: str) -> frozenset[str]:
    """Return telephone numbers as digits; a leading +44 is written 0."""
    found = [*_LONG_NUMBER.findall(text), *_SHORT_NUMBER.findall(_LONG_NUMBER.sub(" ", text))]
    return frozenset(_digits(number) for number in found)


def _digits(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].lstrip("0") if number.startswith("+44") else digits


def hours(text: str) -> frozenset[str]:
    """Return times and opening hours, without spaces."""
    return frozenset(part.replace(" ", "").replace(".", ":") for part in _HOURS.findall(fold(text)))


def leaves(value: object) -> Iterable[str]:
    """Yield every string and number in a JSON value, without the names of fields."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from leaves(item)
    elif value is not None:
        yield str(value)
