"""Rows of capitalised words, and which of them name a private person by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Set

from guide.masking.addresses import Span
from guide.masking.name_lists import NameLists, Word
from guide.masking.name_words import (
    AFTER,
    AMBIGUOUS,
    CALLED,
    HEAD,
    OPENING,
    PARTICLES,
    STRONG_BEFORE,
    TAIL,
    WEAK_BEFORE,
)


def named_runs(
    text: str, words: list[Word], lists: NameLists, taken: Set[int], identifiers: tuple[Span, ...]
) -> Iterator[tuple[int, int]]:
    """Yield where rows of capitalised words are names. taken: places found already."""
    for run in _runs(text, words, lists, taken):
        if _is_name(text, run, lists, identifiers):
            yield run[0].start, run[-1].end


def _runs(text: str, words: list[Word], lists: NameLists, taken: Set[int]) -> list[list[Word]]:
    """Return the rows of capitalised words that are not ordinary, without those that name a place, law or service."""
    runs: list[list[Word]] = []
    current: list[Word] = []
    for index, word in enumerate(words):
        gap = text[current[-1].end : word.start] if current else ""
        joined = bool(current) and gap in (" ", "  ") and not current[-1].is_possessive
        is_particle = (
            word.lower in PARTICLES and joined and any(near.is_capital for near in words[index + 1 : index + 3])
        )
        fits = (word.is_capital and not _stops(word, current if joined else [], lists)) or is_particle
        if word.start in taken or not fits:
            if current and joined and word.lower in TAIL and word.is_capital:
                current = []
            elif current and joined and word.lower in TAIL and word.start not in taken:
                current = []
            if current:
                runs.append(current)
            current = []
            continue
        if current and not joined:
            runs.append(current)
            current = []
        current = [*current, word]
    if current:
        runs.append(current)
    return [run for run in runs if not is_headed(text, run, words)]


def _stops(word: Word, current: list[Word], lists: NameLists) -> bool:
    if word.lower in TAIL and current:
        return True
    if word.lower in lists.given and word.lower not in AMBIGUOUS:
        return False
    return lists.is_ordinary(word.lower) and not (word.lower in lists.given and word.lower in AMBIGUOUS and not current)


def is_headed(text: str, run: list[Word], words: list[Word]) -> bool:
    """Say whether a word before or behind makes a row of words the name of a place, a law or a service."""
    before = [word for word in words if word.end <= run[0].start][-1:]
    after = [word for word in words if word.start >= run[-1].end][:1]
    is_act = run[0].lower.endswith("ing") and "-" not in run[0].text and len(run[0].text) > 5
    if run[0].lower in HEAD or (is_act and run[0].lower not in AMBIGUOUS):
        return True
    if after and run[-1].is_possessive and after[0].is_capital and after[0].lower in TAIL:
        return True
    return bool(before) and before[0].lower in HEAD and before[0].is_capital and run[0].start - before[0].end <= 1


def _is_name(text: str, run: list[Word], lists: NameLists, identifiers: tuple[Span, ...]) -> bool:
    while len(run) > 1 and run[-1].lower in PARTICLES:
        run.pop()
    before, after = text[max(0, run[0].start - 80) : run[0].start], text[run[-1].end : run[-1].end + 60]
    phrase = " ".join(word.lower for word in run)
    if any(known in phrase for known in lists.public) or phrase in lists.published:
        return False
    beside = is_beside(text, run, identifiers)
    if len(run) == 1:
        is_plain = run[0].text.isupper() and len(run[0].text) < 6
        return not is_plain and bool(CALLED.search(before) or (beside and lists.is_given(run[0].lower)))
    score = 2 if beside else 1 if identifiers else 0
    strange = 0 if text.isupper() else sum(lists.is_strange(word.text) for word in run)
    score += 2 if strange and lists.is_strange(run[0].text) else strange
    if lists.is_given(run[0].lower):
        score += 1 if run[0].lower in AMBIGUOUS else 2
    if "-" in run[-1].text and all(part[:1].isupper() for part in run[-1].text.split("-")):
        score += 2
    score += 2 if STRONG_BEFORE.search(before) else 1 if OPENING.search(before) or WEAK_BEFORE.search(before) else 0
    score += 1 if AFTER.search(after) or run[-1].is_possessive else 0
    return score >= 2


def is_beside(text: str, run: list[Word], identifiers: tuple[Span, ...]) -> bool:
    """Say whether only a few short words stand between the name and an identifier."""
    for span in identifiers:
        gap = text[run[-1].end : span.start] if span.start >= run[-1].end else text[span.end : run[0].start]
        if len(gap) <= 22 and "." not in gap.replace("d.o.b.", "").replace(". ", "", 0)[:-1]:
            return True
    return False
