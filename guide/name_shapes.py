"""Names told by their shape alone: initials before a surname, a nickname between names, a surname in capitals first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

_CAPITAL = r"[A-Z][a-z]+(?:['\-][A-Z]?[a-z]+)*"
_SURNAME = rf"(?:(?:Mc|Mac|O'|De |Van |Von |Al-|El-)?{_CAPITAL})"
_INITIALS = re.compile(rf"(?<![\w.'&-])(?:[A-Z]\.[ ]?){{1,3}}(?P<last>{_SURNAME})\b(?!\s+(?:and|&)\s+(?:Sons|Co)\b)")
_NICKNAMED = re.compile(
    rf"\b(?P<first>{_CAPITAL})\s+['\"(](?!the\b)(?:[A-Z][\w-]*\s?){{1,2}}['\")]\s+(?P<last>{_SURNAME})\b"
)
_SURNAME_FIRST = re.compile(rf"\b(?P<last>[A-Z]{{3,}}(?:['\-][A-Z]+)*),\s+(?P<first>{_CAPITAL})\b(?P<after>.{{0,12}})")
_AFTER_A_PERSON = re.compile(r"\s*[;,(]\s*(?:\d|aged?\b|d\.?o\.?b|born\b|[mf]\b)", re.I)
_SMALL_DOUBLE = re.compile(
    r"(?<![\w-])(?P<first>[a-z]{2,12}) (?P<last>[a-z]{2,9}-[a-z]{2,9})(?=\s+(?P<after>\w+)|[,.;:]|$)"
)
_SMALL_CALLED = re.compile(
    r"\b(?:(?:his|her|their) name(?:'s| is| was)|(?:named|known as)|(?:who is|who's|is|"
    r"was) called)\s+(?P<first>[a-z]{3,})"
    r"(?:\s+(?P<last>[a-z]{3,}))?"
)
_OF_A_PERSON = frozenset(
    "from who who's whose had has was is says said wants rang lives came comes got aged of at".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of words. given: names people give children, lower case.

    is_word: of a word that is no name, or that the documents name. is_doubtful: of a given name that is a word too.
    """

    given: Set[str]
    is_word: Callable[[str], bool]
    is_doubtful: Callable[[str], bool]

    def is_surely_given(self, word: str) -> bool:
        """Say whether a word is a given name and nothing else."""
        return word.lower() in self.given and not self.is_doubtful(word.lower())


def shaped_names(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield where such names stand in folded text."""
    for match in _INITIALS.finditer(text):
        if not known.is_word(match["last"]):
            yield match.span()
    for match in _NICKNAMED.finditer(text):
        is_person = match["first"].lower() in known.given or not known.is_word(match["first"])
        if is_person and not known.is_word(match["last"]):
            yield match.span()
    for match in _SURNAME_FIRST.finditer(text):
        if known.is_word(match["first"]):
            continue
        sure = known.is_surely_given(match["first"]) and not known.is_word(match["last"])
        if sure or _AFTER_A_PERSON.match(match["after"]):
            yield match.start(), match.end("first")
    yield from _in_small_letters(text, known)


def _in_small_letters(text: str, known: Known) -> Iterator[tuple[int, int]]:
    for match in _SMALL_DOUBLE.finditer(text):
        halves = match["last"].split("-")
        sure = not known.is_doubtful(match["first"]) or match["after"] in _OF_A_PERSON
        if match["first"] in known.given and sure and not any(known.is_word(half) for half in halves):
            yield match.span()
    for match in _SMALL_CALLED.finditer(text):
        if known.is_surely_given(match["first"]):
            has_last = match["last"] and not known.is_word(match["last"])
            yield match.start("first"), match.end("last") if has_last else match.end("first")
