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
AT_WORK = frozenset("perp perps appt appts neet cert recs mins prob probs sats".split())
"""Short forms of everyday work, a slip away from another word."""
FEWEST_FOR_ANOTHER = 6
"""In a shorter word no letter is taken for another: "mins", "wifi" and "perp" are words that no list holds."""
LONG = 7
"""From this length on a key beside may have been hit, or any letter be one too many."""
VERY_LONG = 9
"""From this length on, a word may be two letters away: "gaurentee", "harrasment"."""
FARTHEST = 2
RUN_TOGETHER = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CONTRACTED = re.compile(
    r"(there|here|who|that|what|where|when|why|how|it|they|you|we|i)(s|ve|re|ll|d)|"
    r"(do|does|did|is|are|was|were|have|has|had|could|should|would|must|need|might|wo|ca|ai)n(t)|s?he(s)"
)
"""A short form written without its apostrophe: "theres", "wasnt". It is no misspelling of another word."""
VOWELS = frozenset("aeiouy")
SOUNDS = frozenset(map(frozenset, ("cs", "ck", "sz", "fv", "td", "bp", "mn", "gj", "qk")))
"""Consonants that are heard alike."""
BESIDE = tuple(row[at : at + 2] for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for at in range(len(row) - 1))
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
        if (
            (len(word) < SHORTEST and small != "hes")
            or not word.isascii()
            or "'" in word
            or small in self._words
            or small in AT_WORK
            or is_in_documents(small)
        ):
            return word
        if short := CONTRACTED.fullmatch(small):
            at = short.start(short.lastindex or 0)
            return f"{word[:at]}'{word[at:]}"
        if is_name:
            return RUN_TOGETHER.sub(" ", word)
        if self._is_listed(small):
            return word
        return self._one_away(small, is_in_documents) or self._two_away(small, is_in_documents) or word

    def _one_away(self, word: str, is_in_documents: Callable[[str], bool]) -> str | None:
        """Return the most frequent English word one slip away, one of the documents before any other."""
        listed = self._checker.candidates(word) or set()
        near = {known for known in listed | _one_letter_short(word, is_in_documents) if _is_slip(word, known)}
        return max(
            (known for known in near if known in self._words or is_in_documents(known)),
            key=lambda known: (is_in_documents(known), self._checker.word_usage_frequency(known), known),
            default=None,
        )

    def _two_away(self, word: str, is_in_documents: Callable[[str], bool]) -> str | None:
        """Return the most frequent English word of the documents two letters away that begins alike, None without."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if len(word) < VERY_LONG:
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


def _one_letter_short(word: str, is_in_documents: Callable[[str], bool]) -> set[str]:
    """Return the words of the documents that a doubled letter more would make: the list does not hold all of them."""
    longer = {word[:at] + word[at - 1] + word[at:] for at in range(1, len(word) + 1)}
    return {each for each in longer if is_in_documents(each)}


def _is_slip(typed: str, known: str) -> bool:
    """Say whether a word is how another is mistyped, rather than a word of its own that no list holds.

    Fingers and ears err so: two letters change places, one is left out or doubled, a vowel is taken for a vowel or a
    consonant for its like, in a long word a key for the key beside it. The first letter is right.
    """
    if typed == known or typed[0] != known[0]:
        return False
    if len(known) == len(typed) + 1:
        return True
    if len(known) == len(typed) - 1:
        return len(typed) >= LONG or any(
            typed == known[:at] + known[at - 1] + known[at:] for at in range(1, len(typed))
        )
    differ = [at for at, (one, other) in enumerate(zip(typed, known, strict=True)) if one != other]
    if len(differ) == 2:
        return True
    if len(typed) < FEWEST_FOR_ANOTHER:
        return False
    pair = frozenset((typed[differ[0]], known[differ[0]]))
    is_beside = len(typed) >= LONG and any(pair <= frozenset(keys) for keys in BESIDE)
    return pair <= VOWELS or pair in SOUNDS or is_beside
