"""Acronyms and what they stand for, found in documents and records alone: other words for a search, and to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_SHORT = r"[A-Z][A-Za-z&]*[A-Z]s?"
SHORT_IN_BRACKETS = re.compile(rf"\(({_SHORT})\)")
WORDS_BEFORE = re.compile(r"(?:[\w'’&-]++[ ,/-]++){1,10}$")
LONGEST = 300
"""Characters looked at before a short form in brackets: a document of one endless word would hold up the start."""
SHORT_THEN_LONG = re.compile(rf"\b({_SHORT}) \(([A-Za-z][\w'’& -]{{4,80}})\)")
MASKED = re.compile(r"(\[[^\]]*\])")
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
        squeezed = _squeezed(text)
        return tuple(
            (short, longs[0])
            for short, longs in self.table.items()
            if short in written and not any(_squeezed(long) in squeezed for long in longs)
        )

    def in_other_words(self, text: str) -> str:
        """Return the text with each short form written out and each long form shortened; as it is without either.

        What a text has in both forms stays: it is found either way. So does what stands in square brackets, the words
        that take the place of personal data.
        """
        return "".join(part if part.startswith("[") else self._otherwise(part) for part in MASKED.split(text))

    def _otherwise(self, text: str) -> str:
        used = dict(self.used_in(text))
        squeezed = _squeezed(text)
        for short, longs in self.table.items():
            spelled = [long for long in longs if _squeezed(long) in squeezed]
            if short in used and not spelled:
                text = re.sub(rf"(?<![\w&]){re.escape(short)}s?(?![\w&])", longs[0], text, flags=re.IGNORECASE)
            elif spelled and short not in used:
                text = _loosely(spelled[0]).sub(short, text)
        return text


NO_ACRONYMS = Acronyms({})

ORDINARY = frozenset(
    "act aid all and are ask care cope dash date fact help hub its map may must net one out safe spa star".split()
)
"""Short forms that are also everyday words, so that only capitals count."""


def pairs_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return each acronym that a text explains, with its long form: the letters must be the words' first ones."""
    found = []
    for match in SHORT_IN_BRACKETS.finditer(text):
        before = WORDS_BEFORE.search(text[max(0, match.start() - LONGEST) : match.start()])
        long = _words_for(match[1], before[0].split()) if before else ""
        if long:
            found.append((match[1], long))
    for match in SHORT_THEN_LONG.finditer(text):
        if _initials(match[2].split()) == _letters(match[1]):
            found.append((match[1], match[2]))
    return tuple(found)


def _squeezed(text: str) -> str:
    """Return the letters and digits alone, small: "anti-social" and "antisocial" are one."""
    return re.sub(r"[\W_]", "", text).lower()


@lru_cache(maxsize=1_000)
def _loosely(long: str) -> re.Pattern[str]:
    """Return what finds a long form with or without its hyphens and spaces."""
    letters = r"[\s-]*".join(re.escape(letter) for letter in _squeezed(long))
    return re.compile(rf"(?<!\w){letters}(?!\w)", re.IGNORECASE)


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
