"""Names of private persons, found by what stands around them; services, places, laws and public names are not."""

from __future__ import annotations

import re
from collections.abc import Set

from guide.masking.addresses import Span
from guide.masking.name_lists import NameLists, Word, words_of
from guide.masking.name_runs import named_runs
from guide.masking.name_shapes import shaped_names
from guide.masking.name_words import AMBIGUOUS, PARTICLES, RANKS, TAIL, TITLED, WEAK_TITLES
from guide.masking.word_names import word_names

LABEL = "name"


def names(text: str, lists: NameLists, identifiers: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the names of private persons in folded text.

    identifiers: what was found already; a name beside an identifier needs less around it.
    """
    words = words_of(text)
    found = [*_titled(text, words, lists), *_shaped(text, lists)]
    taken = _positions(found) | _positions(identifiers)
    found += [Span(start, end, LABEL) for start, end in named_runs(text, words, lists, taken, identifiers)]
    found += [Span(start, end, LABEL) for start, end in word_names(text, words, lists, identifiers)]
    found += _in_small_letters(text, words, lists, _positions(found) | _positions(identifiers))
    if found or identifiers:
        found += _lone_given_names(text, words, lists, _positions(found) | _positions(identifiers))
    return tuple(span for span in found if not lists.in_documents(text[span.start : span.end]))


def _positions(spans: list[Span] | tuple[Span, ...]) -> Set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _shaped(text: str, lists: NameLists) -> list[Span]:
    spans = [Span(start, end, LABEL) for start, end in shaped_names(text, lists)]
    return [span for span in spans if not lists.is_public(text[span.start : span.end])]


def _titled(text: str, words: list[Word], lists: NameLists) -> list[Span]:
    found = []
    for match in TITLED.finditer(text):
        title = match[1].lower()
        following = [word for word in words if word.start >= match.end()][:4]
        run = _following_name(text, following, lists, small=title in ("mr", "mrs", "ms", "miss", "dr", "mx"))
        is_weak = title in WEAK_TITLES and not (title in RANKS and (match[1].isupper() or len(title) > 4))
        if not run or (is_weak and (len(run) < 2 or not match[1][0].isupper())):
            continue
        after = text[run[-1].end :].lstrip().split(" ", 1)[0].strip(".,?!").lower()
        if is_weak and after in TAIL:
            continue
        found.append(Span(run[0].start, run[-1].end, LABEL))
    return found


def _following_name(text: str, words: list[Word], lists: NameLists, small: bool) -> list[Word]:
    """Return the words directly after a title or label that can be a name."""
    run: list[Word] = []
    for word in words:
        gap = text[run[-1].end : word.start] if run else ""
        if run and (gap not in (" ", ". ", "  ") or run[-1].is_possessive):
            break
        is_particle = word.lower in PARTICLES and bool(run)
        if not (word.is_capital or small or is_particle) or (lists.is_ordinary(word.lower) and not is_particle):
            break
        if len(run) == 3 or (word.lower in TAIL and run):
            break
        run.append(word)
        if not word.is_capital and len(run) == 2:
            break
    while run and run[-1].lower in PARTICLES and not run[-1].is_capital:
        run.pop()
    return run


def _in_small_letters(text: str, words: list[Word], lists: NameLists, taken: Set[int]) -> list[Span]:
    """Return names typed without capitals, or all in capitals: a given name and a word that is not ordinary."""
    found = []
    for index, (first, second) in enumerate(zip(words, words[1:], strict=False)):
        third = words[index + 2].lower if index + 2 < len(words) else ""
        if first.start in taken or second.start in taken or text[first.end : second.start] != " ":
            continue
        if first.lower not in lists.given or first.lower in AMBIGUOUS or first.is_possessive:
            continue
        if (
            f"{first.lower} {second.lower}" in lists.public
            or TAIL & {second.lower, third}
            or lists.is_ordinary(second.lower)
            or (first.is_capital and not second.is_capital and not lists.is_strange(second.text))
        ):
            continue
        if len(second.text) > 2:
            found.append(Span(first.start, second.end, LABEL))
    for match in re.finditer(r"\bname\s*(?:=|:|is)\s*", text, re.I):
        run = _following_name(text, [word for word in words if word.start >= match.end()][:3], lists, small=True)
        if run and run[0].start == match.end() and (len(run) > 1 or lists.is_given(run[0].lower)):
            found.append(Span(run[0].start, run[-1].end, LABEL))
    return [span for span in found if span.start not in taken]


def _lone_given_names(text: str, words: list[Word], lists: NameLists, taken: Set[int]) -> list[Span]:
    """Return single capitalised given names in a text that identifies somebody already."""
    return [
        Span(word.start, word.end, LABEL)
        for word in words
        if word.start not in taken
        and word.is_capital
        and word.lower in lists.given
        and word.lower not in AMBIGUOUS
        and not re.match(
            r"(?:'s)?\s+(?:[A-Z][\w']+\s+)?(?:law|rule|act|trust|foundation|inquiry|review|road|street)\b",
            text[word.end :],
            re.I,
        )
    ]
