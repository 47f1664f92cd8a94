"""Words that no common list knows: two side by side, each with a capital, are hardly ever anything but a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

SHORTEST = 3
SHORTEST_HALF = 3
LONGEST_ACRONYM = 5
_ENDINGS = (
    ("'s", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)
_JOINED_CAPITALS = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Fitz)(?<=[a-z])[A-Z]")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def is_strange(word: str, common: Set[str]) -> bool:
    """Say whether no part of a word is common, bent by an ending or joined of two common words.

    Without a list nothing is strange. Short words in capitals and words with a capital inside are brands and acronyms.
    """
    if not common or len(word) < SHORTEST or _JOINED_CAPITALS.search(word):
        return False
    if word.isupper() and len(word) <= LONGEST_ACRONYM:
        return False
    return any(len(part) >= SHORTEST and not _is_common(_folded(part), common) for part in re.split("[-']", word))


def is_misspelt(word: str, common: Set[str]) -> bool:
    """Say whether a word is one slip away from a common one: a letter more, less, other, or two that changed places."""
    small = _folded(word)
    halves = [(small[:at], small[at:]) for at in range(len(small) + 1)]
    return any(
        head + tail[1:] in common
        or head + tail[1:2] + tail[:1] + tail[2:] in common
        or any(head + letter + tail in common or head + letter + tail[1:] in common for letter in _ALPHABET)
        for head, tail in halves
    )


def _is_common(word: str, common: Set[str]) -> bool:
    if word in common or any(
        word.endswith(ending) and word[: -len(ending)] + instead in common for ending, instead in _ENDINGS
    ):
        return True
    cuts = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    return any(word[:at] in common and word[at:] in common for at in cuts)


def _folded(word: str) -> str:
    """Return a word in small letters without accents, as the list has them."""
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))
