"""Mends the spelling of a question for the search: unknown words that are a letter or two from a common one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 4
"""Shorter words are left as they are: too many real ones are one letter apart."""
LONG = 7
"""From this length on, a word may be two letters away: "gaurentee", "harrasment"."""
FARTHEST = 2
RUN_TOGETHER = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CONTRACTED = re.compile(
    r"(there|here|who|that|what|where|when|why|how|it|they|you|we|i)(s|ve|re|ll|d)|"
    r"(do|does|did|is|are|was|were|have|has|had|could|should|would|must|need|might|wo|ca|ai)n(t)"
)
"""A short form written without its apostrophe: "theres", "wasnt". It is no misspelling of another word."""
AMERICAN = (
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ll", "l"),
    ("ae", "e"),
    ("oe", "e"),
    ("re", "er"),
    ("ogue", "og"),
)
"""The library's list is American: a British word is known when its American form is."""


class Spelling:
    """Knows the whole words of a model's vocabulary, and the words of pyspellchecker's English list."""

    def __init__(self, vocabulary: Path) -> None:
        """Take the model's vocab.txt, one piece a line. Both lists are read on first use."""
        self._path = vocabulary

    @cached_property
    def _words(self) -> frozenset[str]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return frozenset(line for line in lines if line.isascii() and line.isalpha())

    @cached_property
    def _checker(self) -> SpellChecker:
        """Return the library's checker, one letter away; its list takes half a second, so only when it is needed."""
        from spellchecker import SpellChecker

        return SpellChecker(distance=1)

    @cached_property
    def _by_beginning(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """Return the library's words by first letter and length: all 160,000 take too long to look through."""
        found: dict[tuple[str, int], list[str]] = {}
        for known in self._checker.word_frequency.words():
            found.setdefault((known[0], len(known)), []).append(known)
        return found

    def mend(self, text: str, is_in_documents: Callable[[str], bool]) -> str:
        """Return the text with misspelt words mended. Names (capital first letter) are left as they are.

        Words run together ("UserDatagram") are parted where a capital stands, unless the documents write them so.

        is_in_documents: says whether a word in small letters stands in the index; such a word is right.
        """
        shouted = text.upper() == text
        return WORD.sub(lambda found: self._mended(found.group(), shouted, is_in_documents), text)

    def _mended(self, word: str, shouted: bool, is_in_documents: Callable[[str], bool]) -> str:
        small = word.lower()
        is_name = not shouted and word != small
        if len(word) < SHORTEST or not word.isascii() or "'" in word or small in self._words or is_in_documents(small):
            return word
        if short := CONTRACTED.fullmatch(small):
            at = short.start(2) if short[2] else short.start(4)
            return f"{word[:at]}'{word[at:]}"
        if is_name:
            return RUN_TOGETHER.sub(" ", word)
        if self._is_listed(small):
            return word
        return self._one_away(small, is_in_documents) or self._two_away(small, is_in_documents) or word

    def _one_away(self, word: str, is_in_documents: Callable[[str], bool]) -> str | None:
        """Return the most frequent English word one letter away, one of the documents before any other."""
        near = (self._checker.candidates(word) or set()) - {word}
        return max(
            near,
            key=lambda known: (is_in_documents(known), self._checker.word_usage_frequency(known), known),
            default=None,
        )

    def _two_away(self, word: str, is_in_documents: Callable[[str], bool]) -> str | None:
        """Return the most frequent English word of the documents two letters away that begins alike, None without."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if len(word) < LONG:
            return None
        lengths = range(len(word) - FARTHEST, len(word) + FARTHEST + 1)
        alike = [known for length in lengths for known in self._by_beginning.get((word[0], length), ())]
        found = [known for known, _, _ in extract(word, alike, scorer=OSA.distance, score_cutoff=FARTHEST, limit=None)]
        return max(
            filter(is_in_documents, found),
            key=lambda known: (self._checker.word_usage_frequency(known), known),
            default=None,
        )

    def _is_listed(self, word: str) -> bool:
        forms = (word, *(word.replace(british, american) for british, american in AMERICAN))
        return any(form in self._checker for form in forms)
