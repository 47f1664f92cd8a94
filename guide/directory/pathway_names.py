"""Which records a question names: by name, acronym, former name or number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from guide.asking.pathway_asking import FIELDS, HERE
from guide.asking.understanding import content_words, subject_words
from guide.directory.pathway_records import Pathway

FULL, WEAK = 1.0, 0.4
"""How much a name counts; weak is a common word that is also a name (channel, refuge, spa), written small beside words
that are no part of asking for a service's number or another field."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name found in a question. is_former: no longer used. is_unconfirmed: asks for what no document confirms."""

    pathway_id: str
    words: str
    strength: float
    is_former: bool = False
    is_unconfirmed: bool = False


OPENING = 2
"""So many first letters are compared before a name is looked for at all."""

MOST_OF_ONE = 10
"""So many times one name is looked at: a text of nothing but "999" would be read through for each of a thousand."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name ready to look for. start: its first word in small letters; a text without it need not be searched."""

    pathway_id: str
    words: str
    start: str
    pattern: re.Pattern[str]
    is_common: bool
    is_former: bool = False
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of every record, ready to look for. known: all words of the records, in small letters.

    by_opening: for the first letters of a name, the places among the names of those that begin so.
    words: for each record, the words of all its names, in the singular.
    """

    names: tuple[_Name, ...]
    by_opening: Mapping[str, tuple[int, ...]]
    numbers: tuple[tuple[str, str, str], ...]
    known: frozenset[str]
    words: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, pathways: Iterable[Pathway]) -> Names:
        """Collect the names of all records; a name that other records use as a plain word is called common."""
        records = tuple(pathways)
        plain = {record.id: _plain_words(record) for record in records}
        names: list[_Name] = []
        for record in records:
            elsewhere = set[str]().union(*(words for other, words in plain.items() if other != record.id))
            own = [*record.other_names, *record.asked_as, record.short, *dict(record.acronyms)]
            own.append(re.split(r" \(| / ", record.name)[0])
            names += [_name(record.id, words, elsewhere) for words in _distinct(own)]
            names += [_name(record.id, old.name, elsewhere, is_former=True) for old in record.former_names]
            names += [_name(record.id, words, elsewhere, is_unconfirmed=True) for words in record.not_confirmed]
        numbers = tuple(
            (record.id, re.sub(r"\D", "", contact.value), contact.value)
            for record in records
            for contact in record.contacts
            if contact.kind in ("phone", "text")
        )
        written = [*(record.name for record in records), *(name.words for name in names)]
        capitals = {word.lower() for line in _lines(records) for word in CAPITAL.findall(line)}
        known = capitals | {word.lower() for words in written for word in re.findall(r"\w+", words)}
        by_opening: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            by_opening[name.start[:OPENING]].append(place)
        openings = {opening: tuple(places) for opening, places in by_opening.items()}
        words = {record.id: _telling((record.name, *record.other_names, *record.asked_as)) for record in records}
        return cls(tuple(names), openings, numbers, frozenset(known), words)

    def has_unknown_name(self, text: str) -> bool:
        """Say whether a word written like a name, not at the start of a sentence, stands in none of the records."""
        return any(word.lower() not in self.known and word not in NOT_NAMES for word in NAME_LIKE.findall(text))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the names a question uses; a name inside a longer one of another record does not count."""
        found: list[tuple[int, int, Mention]] = []
        small = text.lower()
        openings = {word[:OPENING] for word in re.findall(r"\w+|[^\w\s]", small)}
        for place in sorted(place for opening in openings for place in self.by_opening.get(opening, ())):
            name = self.names[place]
            if name.start not in small:
                continue
            for match in islice(name.pattern.finditer(text), MOST_OF_ONE):
                capital = match[0][:1].isupper() and match.start() > 0
                is_meant = not name.is_common or capital or match[0].isupper() or _asks_nothing_else(text, match)
                mention = Mention(
                    name.pathway_id, name.words, FULL if is_meant else WEAK, name.is_former, name.is_unconfirmed
                )
                found.append((*match.span(), mention))
        kept = [mention for first, last, mention in found if not _is_inside(first, last, found)]
        return tuple(dict.fromkeys([*kept, *self._by_number(text)]))

    def in_part(self, text: str) -> str:
        """Return the one record whose names hold all telling words of a text ("the bank"), "" for none or several."""
        asked = _telling((text,))
        holding = [pathway_id for pathway_id, words in self.words.items() if asked and asked <= words]
        return holding[0] if len(holding) == 1 else ""

    def without(self, text: str) -> str:
        """Return the text without the names of services that it uses."""
        for mention in self.mentions(text):
            if mention.strength >= FULL:
                text = re.sub(re.escape(mention.words), " ", text, flags=re.IGNORECASE)
        return " ".join(text.split())

    def _by_number(self, text: str) -> Iterable[Mention]:
        written = {re.sub(r"\D", "", run) for run in re.findall(r"(?<!\w)\d[\d ()-]*\d(?!\w)", text)}
        for pathway_id, digits, value in self.numbers:
            if digits in written:
                yield Mention(pathway_id, value, FULL)


def is_named(mentions: Iterable[Mention]) -> bool:
    """Say whether a record is named outright, not by a common word alone."""
    return any(mention.strength >= FULL for mention in mentions)


def strengths(mentions: Sequence[Mention]) -> Mapping[str, float]:
    """Return the strongest mention of each record that is named."""
    found: dict[str, float] = {}
    for mention in mentions:
        found[mention.pathway_id] = max(found.get(mention.pathway_id, 0.0), mention.strength)
    return found


def _name(
    pathway_id: str, words: str, elsewhere: set[str], is_former: bool = False, is_unconfirmed: bool = False
) -> _Name:
    parts = re.findall(r"\w+|[^\w\s]", words)
    spaced = r"[\s-]*".join(re.escape(part).replace("'", "['’]?") for part in parts)
    pattern = re.compile(rf"(?<!\w){spaced}(?:s|'s|’s)?(?!\w)", re.IGNORECASE)
    folded = words.lower()
    is_common = " " not in words and (folded in COMMON or (folded in elsewhere and not words.isupper()))
    return _Name(pathway_id, words, parts[0].lower(), pattern, is_common, is_former, is_unconfirmed)


def _asks_nothing_else(text: str, name: re.Match[str]) -> bool:
    """Say whether a question holds, beside a name, words that ask for a field and no others: number for the spa."""
    beside = rest = f"{text[: name.start()]} {text[name.end() :]}"
    for _, pattern in FIELDS:
        rest = pattern.sub(" ", rest)
    return rest != beside and not content_words(rest)


CAPITAL = re.compile(r"\b[A-Z][\w&]+")
NAME_LIKE = re.compile(r"(?<![.?!:\"'‘“(\[] )(?<![\n.?!:\"'‘“(\[])(?<!^)\b(?:[A-Z][a-z]{2,}|[A-Z]{3,})\b")
NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter English London".split()
)
COMMON = frozenset(
    "prevent channel refuge respect shout coral unseen frank spear havens samaritans early spa dash".split()
)
"""Names that are also ordinary words, whatever the other records say."""


def _plain_words(record: Pathway) -> set[str]:
    lines = [line for _, lines in record.fields for line in lines]
    return {word for line in (*lines, *record.situations) for word in re.findall(r"\b[a-z]+\b", line)}


def _lines(records: Iterable[Pathway]) -> Iterable[str]:
    for record in records:
        for _, lines in record.fields:
            yield from lines
        yield from record.situations


def _telling(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts that could tell one service from another, in the singular."""
    words = subject_words(HERE.sub(" ", " ".join(texts)))
    return frozenset(word.removesuffix("s") for word in words)


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if len(name) > 2 or name.isdigit()))


def _is_inside(first: int, last: int, found: Sequence[tuple[int, int, Mention]]) -> bool:
    return any(
        other_first <= first and last <= other_last and other_last - other_first > last - first
        for other_first, other_last, _ in found
    )
