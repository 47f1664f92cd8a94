"""Acronyms and what they stand for, found in documents and records alone, and put beside them for the search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SHORT = r"[A-Z][A-Za-z&]*[A-Z]s?"
LONG_THEN_SHORT = re.compile(rf"((?:[\w'’&-]+[ ,/-]+){{1,10}})\(({_SHORT})\)")
SHORT_THEN_LONG = re.compile(rf"\b({_SHORT}) \(([A-Za-z][\w'’& -]{{4,80}})\)")
SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Acronyms:
    """What each acronym stands for: the short form as it is written, and its long forms, each once."""

    table: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, texts: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> Acronyms:
        """Collect from texts ("Long Form (LF)" or "LF (Long Form)") and from pairs that records state."""
        found: dict[str, dict[str, None]] = {}
        for short, long in [*pairs, *(pair for text in texts for pair in pairs_in(text))]:
            longs = found.setdefault(short.removesuffix("s") if short[:-1].isupper() else short, {})
            if long.lower() not in (known.lower() for known in longs):
                longs[long] = None
        return cls({short: tuple(longs) for short, longs in sorted(found.items())})

    def used_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the acronyms a text uses, each with its first long form, in the order of the table.

        Small letters count too, since people type "marac", but not where the short form is an ordinary small word.
        """
        words = re.findall(r"[A-Za-z&]+", text)
        written = {word.removesuffix("s") for word in words} | set(words)
        small = {word.lower() for word in written if len(word) > 2}
        return tuple(
            (short, longs[0])
            for short, longs in self.table.items()
            if short in written or (short.lower() in small and short.lower() not in ORDINARY)
        )

    def unexplained_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the acronyms written in a text, in their own letters, that it does not spell out."""
        written = {word.removesuffix("s") for word in re.findall(r"[A-Za-z&]+", text)}
        return tuple(
            (short, longs[0])
            for short, longs in self.table.items()
            if short in written and not any(long.lower() in text.lower() for long in longs)
        )

    def expand(self, text: str) -> str:
        """Return the text with the long form after it for each acronym that it uses and does not spell out."""
        missing = [long for _, long in self.used_in(text) if long.lower() not in text.lower()]
        return " ".join([text, *(f"({long})" for long in missing)])


NO_ACRONYMS = Acronyms({})

ORDINARY = frozenset(
    "act aid all and are ask care cope dash date fact help hub its map may must net one out safe star".split()
)
"""Short forms that are also everyday words, so that only capitals count."""


def pairs_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return each acronym that a text explains, with its long form: the letters must be the words' first ones."""
    found = []
    for match in LONG_THEN_SHORT.finditer(text):
        long = _words_for(match[2], match[1].split())
        if long:
            found.append((match[2], long))
    for match in SHORT_THEN_LONG.finditer(text):
        if _initials(match[2].split()) == _letters(match[1]):
            found.append((match[1], match[2]))
    return tuple(found)


def _words_for(short: str, words: list[str]) -> str:
    """Return the last words whose initials spell the short form, empty if none do."""
    for count in range(1, len(words) + 1):
        tail = words[-count:]
        if tail[0].lower() not in SMALL_WORDS and _initials(tail) == _letters(short):
            return " ".join(tail).strip(" ,")
    return ""


def _initials(words: Iterable[str]) -> str:
    parts = [part for word in words for part in re.split(r"[-/]", word) if part]
    return "".join(part[0].lower() for part in parts if part.lower().strip(",") not in SMALL_WORDS)


def _letters(short: str) -> str:
    return re.sub(r"[^A-Za-z]", "", short.removesuffix("s") if short[:-1].isupper() else short).lower()
