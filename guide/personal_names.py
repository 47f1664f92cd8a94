"""Names of private persons, found by what stands around them; services, places, laws and public names are not."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from guide.addresses import Span
from guide.name_shapes import Known, shaped_names
from guide.name_words import (
    AFTER,
    AMBIGUOUS,
    CALLED,
    HEAD,
    OPENING,
    PARTICLES,
    RANKS,
    STRONG_BEFORE,
    TAIL,
    TITLED,
    WEAK_BEFORE,
    WEAK_TITLES,
)

LABEL = "name"

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['\-](?=[^\W\d_]))*")


@dataclass(frozen=True, slots=True)
class NameLists:
    """What tells a private name from other words; all lower case.

    given: names people give children. public: names that are nobody's secret ("john lewis"). ordinary: words that are
    no name even with a capital. published: capitalised phrases of published text; published_words: the words that
    stand in it with a capital within a sentence, so that whoever the documents name is not masked.
    """

    given: frozenset[str] = field(default_factory=frozenset)
    public: frozenset[str] = field(default_factory=frozenset)
    ordinary: frozenset[str] = field(default_factory=frozenset)
    published: frozenset[str] = field(default_factory=frozenset)
    published_words: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    is_possessive: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def names(text: str, lists: NameLists, identifiers: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the names of private persons in folded text.

    identifiers: what was found already; a name beside an identifier needs less around it.
    """
    words = _words(text)
    found = [*_titled(text, words, lists), *_shaped(text, lists)]
    taken = _positions(found) | _positions(identifiers)
    for run in _runs(text, words, lists, taken):
        if _is_name(text, run, lists, identifiers):
            found.append(Span(run[0].start, run[-1].end, LABEL))
    found += _in_small_letters(text, words, lists, _positions(found) | _positions(identifiers))
    if found or identifiers:
        found += _lone_given_names(text, words, lists, _positions(found) | _positions(identifiers))
    return tuple(span for span in found if not _is_in_documents(text[span.start : span.end], lists))


def _is_in_documents(name: str, lists: NameLists) -> bool:
    """Say whether every capitalised word of a name stands with a capital in the published text."""
    capitals = [word.text for word in _words(name) if word.is_capital]
    return bool(capitals) and all(word.lower() in lists.published_words for word in capitals)


def _words(text: str) -> list[_Word]:
    words = []
    for match in _TOKEN.finditer(text):
        core = match[0]
        is_possessive = core.lower().endswith("'s") and len(core) > 3
        core = core[:-2] if is_possessive else core
        words.append(_Word(match.start(), match.start() + len(core), core, is_possessive))
    return words


def _positions(spans: list[Span] | tuple[Span, ...]) -> Set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _is_ordinary(word: _Word, lists: NameLists) -> bool:
    """Say whether a word is no name: a hyphenated one only when each half is ordinary."""
    parts = word.lower.split("-")
    return all(part in lists.ordinary for part in parts) and (
        word.lower not in lists.given or word.lower in AMBIGUOUS or len(parts) > 1
    )


def _is_given(word: _Word, lists: NameLists) -> bool:
    return word.lower.split("-")[0] in lists.given


def _shaped(text: str, lists: NameLists) -> list[Span]:
    def is_word(word: str) -> bool:
        lower = word.lower()
        is_known = lower in lists.ordinary or lower in lists.published_words or lower in TAIL
        return is_known and (lower not in lists.given or lower in AMBIGUOUS)

    known = Known(lists.given, is_word, lambda word: word in AMBIGUOUS)
    spans = [Span(start, end, LABEL) for start, end in shaped_names(text, known)]
    return [span for span in spans if not _is_public(text[span.start : span.end], lists)]


def _is_public(name: str, lists: NameLists) -> bool:
    """Say whether a name is that of a company or a famous person, however its initials are written."""
    squeezed = re.sub(r"[.\s]", "", name.lower())
    return any(re.sub(r"\s", "", public) in squeezed for public in lists.public)


def _titled(text: str, words: list[_Word], lists: NameLists) -> list[Span]:
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


def _following_name(text: str, words: list[_Word], lists: NameLists, small: bool) -> list[_Word]:
    """Return the words directly after a title or label that can be a name."""
    run: list[_Word] = []
    for word in words:
        gap = text[run[-1].end : word.start] if run else ""
        if run and (gap not in (" ", ". ", "  ") or run[-1].is_possessive):
            break
        is_particle = word.lower in PARTICLES and bool(run)
        if not (word.is_capital or small or is_particle) or (_is_ordinary(word, lists) and not is_particle):
            break
        if len(run) == 3 or (word.lower in TAIL and run):
            break
        run.append(word)
        if not word.is_capital and len(run) == 2:
            break
    while run and run[-1].lower in PARTICLES and not run[-1].is_capital:
        run.pop()
    return run


def _runs(text: str, words: list[_Word], lists: NameLists, taken: Set[int]) -> list[list[_Word]]:
    """Return the rows of capitalised words that are not ordinary, without those that name a place, law or service."""
    runs: list[list[_Word]] = []
    current: list[_Word] = []
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
    return [run for run in runs if not _is_headed(text, run, words)]


def _stops(word: _Word, current: list[_Word], lists: NameLists) -> bool:
    if word.lower in TAIL and current:
        return True
    if word.lower in lists.given and word.lower not in AMBIGUOUS:
        return False
    return _is_ordinary(word, lists) and not (word.lower in lists.given and word.lower in AMBIGUOUS and not current)


def _is_headed(text: str, run: list[_Word], words: list[_Word]) -> bool:
    before = [word for word in words if word.end <= run[0].start][-1:]
    after = [word for word in words if word.start >= run[-1].end][:1]
    if run[0].lower in HEAD or (run[0].lower.endswith("ing") and "-" not in run[0].text and len(run[0].text) > 5):
        return True
    if after and run[-1].is_possessive and after[0].is_capital and after[0].lower in TAIL:
        return True
    return bool(before) and before[0].lower in HEAD and before[0].is_capital and run[0].start - before[0].end <= 1


def _is_name(text: str, run: list[_Word], lists: NameLists, identifiers: tuple[Span, ...]) -> bool:
    while len(run) > 1 and run[-1].lower in PARTICLES:
        run.pop()
    before, after = text[max(0, run[0].start - 80) : run[0].start], text[run[-1].end : run[-1].end + 60]
    phrase = " ".join(word.lower for word in run)
    if any(known in phrase for known in lists.public) or phrase in lists.published:
        return False
    beside = _is_beside(text, run, identifiers)
    if len(run) == 1:
        is_plain = run[0].text.isupper() and len(run[0].text) < 6
        return not is_plain and bool(CALLED.search(before) or (beside and _is_given(run[0], lists)))
    score = 2 if beside else 1 if identifiers else 0
    if _is_given(run[0], lists):
        score += 1 if run[0].lower in AMBIGUOUS else 2
    if "-" in run[-1].text and all(part[:1].isupper() for part in run[-1].text.split("-")):
        score += 2
    score += 2 if STRONG_BEFORE.search(before) else 1 if OPENING.search(before) or WEAK_BEFORE.search(before) else 0
    score += 1 if AFTER.search(after) or run[-1].is_possessive else 0
    return score >= 2


def _is_beside(text: str, run: list[_Word], identifiers: tuple[Span, ...]) -> bool:
    """Say whether only a few short words stand between the name and an identifier."""
    for span in identifiers:
        gap = text[run[-1].end : span.start] if span.start >= run[-1].end else text[span.end : run[0].start]
        if len(gap) <= 22 and "." not in gap.replace("d.o.b.", "").replace(". ", "", 0)[:-1]:
            return True
    return False


def _in_small_letters(text: str, words: list[_Word], lists: NameLists, taken: Set[int]) -> list[Span]:
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
            or _is_ordinary(second, lists)
        ):
            continue
        if len(second.text) > 2:
            found.append(Span(first.start, second.end, LABEL))
    for match in re.finditer(r"\bname\s*(?:=|:|is)\s*", text, re.I):
        run = _following_name(text, [word for word in words if word.start >= match.end()][:3], lists, small=True)
        if run and run[0].start == match.end() and (len(run) > 1 or _is_given(run[0], lists)):
            found.append(Span(run[0].start, run[-1].end, LABEL))
    return [span for span in found if span.start not in taken]


def _lone_given_names(text: str, words: list[_Word], lists: NameLists, taken: Set[int]) -> list[Span]:
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
