"""Words and phrases compared: folding, content words, telephone numbers, repeatable choice. Plain text only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

Thing = TypeVar("Thing")

WORD = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
PHONE = re.compile(r"(?<![\w.,-])(?:\+?44|0)[\d()][\d() -]{6,}\d(?![\w-])")
SHORT_CODE = re.compile(r"(?<![\w.,£/-])\d{3,6}(?![\w,./%-])")
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBERS_ANYBODY_MAY_LEARN = frozenset({"999", "101", "111", "116 123"})
"""The only telephone numbers that may stand in an answer."""

REMEMBERED = 20_000
"""Texts whose words are kept: the same few thousand are compared again and again."""

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how i if in into is it its itself just may me might more most must my no nor not now of off on once only or
    other our out over own said same say says shall she should so some such than that the their them then there these
    they this those through to too under until up upon very was we were what when where which while who whom whose why
    will with within without would you your yet whether either""".split()
)


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return the text in small letters with single spaces, straight quotes and no end punctuation."""
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(straight.lower().split()).strip(" .;:,!?\"'")


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text in small letters, in order."""
    return tuple(word.replace("’", "'").lower() for word in WORD.findall(text))


def stem(word: str) -> str:
    """Return a word without its commonest endings, so that `reports` and `reporting` meet."""
    for ending in ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "s", "'s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=REMEMBERED)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS and len(word) > 1)


def overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the Jaccard overlap of two sets of words, 0 for two empty ones."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def share(of: frozenset[str], within: frozenset[str]) -> float:
    """Return which share of the first set also stands in the second, 0 for an empty one."""
    return len(of & within) / len(of) if of else 0.0


def stands_in(phrase: str, text: str) -> bool:
    """Say whether the phrase stands in the text as whole words, whatever the letters' case."""
    folded = fold(phrase)
    return bool(folded) and bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", fold(text)))


def telephone_numbers(text: str) -> tuple[str, ...]:
    """Return what reads as a telephone number: long numbers and short codes, years left out."""
    long = [" ".join(match.split()) for match in PHONE.findall(text)]
    rest = PHONE.sub(" ", text.replace("116 123", " 116123 "))
    short = ["116 123" if code == "116123" else code for code in SHORT_CODE.findall(rest) if not YEAR.fullmatch(code)]
    return (*long, *short)


def forbidden_numbers(text: str) -> tuple[str, ...]:
    """Return the telephone numbers of a text that no answer may hold."""
    return tuple(number for number in telephone_numbers(text) if number not in NUMBERS_ANYBODY_MAY_LEARN)


def draw(*parts: object) -> int:
    """Return a whole number that looks random and is the same for the same parts."""
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8")).digest()[:8], "big")


def shuffled(things: Sequence[Thing], *salt: object) -> list[Thing]:
    """Return the things in an order that looks random and is the same for the same things and salt."""
    return [things[place] for place in sorted(range(len(things)), key=lambda place: draw(*salt, place, things[place]))]


def pick(variants: Sequence[Thing], *salt: object) -> Thing:
    """Return one of the variants, the same for the same salt."""
    return variants[draw(*salt) % len(variants)]


def capitalised(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]
