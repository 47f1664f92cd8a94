"""What a document says, as sentences with their place, short lists and definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guide.types import Passage, Source, Unit, UnitKind
from quiz.facts import Sentence
from quiz.types import Proof
from quiz.words import STOP_WORDS, fold, words

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
DEFINITION = re.compile(
    r"^(?P<term>[A-Z][\w' ’/-]{2,40}?) (?:means|refers to|is defined as|is a term for) (?P<meaning>[^.;]{20,160})"
)
SHORT_LIST = re.compile(r"(?:[;:]|\bsuch as|\bincluding|\bfor example,?)\s+(?P<list>[^.;:()]+)$")


RELATIVE = frozenset("which who whom whose that where when".split())
DOING = frozenset(
    "is are was were be been has have had may might can could will would shall should must does do".split()
)
"""Words that make an entry of a list more than a name of something."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a document gives under a lead-in or inside a sentence, in its order."""

    lead: str
    members: tuple[str, ...]
    proof: Proof
    theme: str


def theme_of(headings: Sequence[str], known_themes: Iterable[str]) -> str:
    """Return the theme of the lowest heading: a known theme whose words all stand in it, else its own slug."""
    heading = headings[-1] if headings else "general"
    inside = set(words(heading))
    for theme in sorted(known_themes):
        if set(theme.split("-")) <= inside:
            return theme
    return "-".join(words(heading)) or "general"


def sentences_of(source: Source, passages: Sequence[Passage], known_themes: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences and list items of a document in order, headings and lead-ins left out."""
    for passage in passages:
        theme = theme_of(passage.headings, known_themes)
        heading = passage.headings[-1] if passage.headings else ""
        for unit in passage.units:
            if unit.kind not in (UnitKind.SENTENCE, UnitKind.ITEM):
                continue
            lead = passage.words_of(passage.units[unit.lead]) if unit.lead is not None else ""
            for text in SENTENCE_END.split(passage.words_of(unit)):
                if text.strip():
                    proof = _proof(source, passage, text.strip(), unit.page)
                    yield Sentence(text.strip(), proof, heading, theme, lead)


def listings_of(source: Source, passages: Sequence[Passage], known_themes: Iterable[str]) -> Iterator[Listing]:
    """Yield lists of three short members or more: bullets under a lead-in, and lists inside a sentence."""
    for passage in passages:
        theme = theme_of(passage.headings, known_themes)
        yield from _bullets(source, passage, theme)
        for sentence in sentences_of(source, [passage], known_themes):
            found = SHORT_LIST.search(sentence.text.rstrip(" ."))
            members = members_of(found["list"]) if found else ()
            if found and len(members) >= 3 and not any(map(_is_clause, members)):
                yield Listing(sentence.text[: found.start("list")].rstrip(" ;:"), members, sentence.proof, theme)


def definitions_of(sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, Sentence]]:
    """Yield term, meaning and sentence of each sentence that defines something."""
    for sentence in sentences:
        found = DEFINITION.match(sentence.text)
        if found and fold(found["term"]) not in STOP_WORDS and words(found["term"])[0] not in STOP_WORDS:
            yield found["term"], found["meaning"].strip(), sentence


def _bullets(source: Source, passage: Passage, theme: str) -> Iterator[Listing]:
    groups: dict[int, list[Unit]] = {}
    heading: int | None = None
    for at, unit in enumerate(passage.units):
        heading = at if unit.kind is UnitKind.HEADING else heading
        lead_of = unit.lead if unit.lead is not None else heading
        if unit.kind is UnitKind.ITEM and lead_of is not None:
            groups.setdefault(lead_of, []).append(unit)
    for lead, members in groups.items():
        short = tuple(passage.words_of(member).strip(" .;,") for member in members)
        if len(short) >= 3 and all(1 <= len(words(member)) <= 10 for member in short):
            first = passage.units[lead]
            quote = passage.text[first.start : members[-1].end]
            yield Listing(
                passage.words_of(first).rstrip(" :;"), short, _proof(source, passage, quote, first.page), theme
            )


def _is_clause(member: str) -> bool:
    """Say whether an entry goes on with the sentence: “nuclear power may be used”, “who live in Kingston”."""
    said = words(member)
    return said[0] in RELATIVE or bool(DOING & set(said))


def members_of(text: str) -> tuple[str, ...]:
    """Return the entries of a list written inside a sentence, none where it is no list of short entries."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 2:
        return ()
    last = re.sub(r"^(?:and|or) ", "", parts[-1])
    ends = [last] if any(" and " in part or " or " in part for part in parts[:-1]) else re.split(r" (?:and|or) ", last)
    members = tuple(part for part in (*parts[:-1], *ends) if part)
    return members if all(1 <= len(words(member)) <= 6 for member in members) else ()


def _proof(source: Source, passage: Passage, quote: str, page: int | None) -> Proof:
    headings = passage.headings
    return Proof(source.id, source.title or source.id, page or passage.page, headings, quote, passage.text)
