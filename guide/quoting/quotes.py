"""A quote, a set of them with its verdict, and what holds for any set: the order for a reader, no saying it twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guide.asking.question_terms import plain_words
from guide.ports import PassageStore
from guide.types import Explanation, Passage, Reason, Status, UnitKind

SAME = 0.8
"""Two quotes say the same when so large a share of the words of the shorter one stands in the other."""

READ_FIRST = 50
"""So many quoted words are taken in at a glance: within them the order of the document stands behind the best."""

POINTS_BACK = re.compile(r"\W*(he|she|they|it|this|these|those|his|her|their|its|such)\b", re.IGNORECASE)
"""Opens with a word that stands for something named before."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a passage that is to be quoted: passage.text[start:end]."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the words quoted."""
        return self.passage.text[self.start : self.end]

    @property
    def words(self) -> int:
        """Return how many words are quoted."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Composition:
    """The quotes of an answer in reading order, and whether they cover what was asked.

    status is answered, partial or declined; reason as the contract has it, None when answered.
    missing: parts of the question for which nothing was found, in the asker's words.
    shown, total: items of a list that are quoted, of how many; None when no list was asked for.
    unquoted: passages that were left, by id, each with why. lacks: what one that is declined, or that a claim goes
    beyond, lacks, in words for the asker. places: under how many headings something stands, where that was asked.
    is_in_other_words: a claim is asked about of which some words are not those of the quotes.
    """

    quotes: tuple[Quote, ...]
    status: Status
    reason: Reason | None = None
    missing: tuple[str, ...] = ()
    shown: int | None = None
    total: int | None = None
    explanations: tuple[Explanation, ...] = ()
    unquoted: tuple[tuple[str, str], ...] = ()
    lacks: str = ""
    places: int = 0
    is_in_other_words: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """How far quotes settle a question. missing: what they leave open, in the asker's words.

    unsettled: why they do not settle it at all, "" when they do. lacks: what they lack, in words for the asker.
    """

    missing: tuple[str, ...] = ()
    unsettled: str = ""
    lacks: str = ""

    def explain(self) -> Explanation:
        """Return the line of --explain."""
        left = f"in part; left open: {', '.join(self.missing)}" if self.missing else "yes"
        return Explanation("cover", f"no: {self.unsettled}" if self.unsettled else left)


WHOLE = Cover()


def composition_of(
    quotes: tuple[Quote, ...],
    store: PassageStore,
    cover: Cover = WHOLE,
    figures: tuple[tuple[str, float], ...] = (),
) -> Composition:
    """Return the quotes with gate 2's verdict."""
    said = "; ".join(f"{quote.passage.id}[{quote.start}:{quote.end}]" for quote in quotes) or "nothing"
    if not quotes or cover.unsettled:
        lines = (Explanation("quote", f"the best units do not settle it: {said}", figures), cover.explain())
        reason = Reason.UNSUPPORTED if quotes else Reason.NOT_IN_DOCUMENTS
        return Composition((), Status.DECLINED, reason, explanations=lines, lacks=cover.lacks)
    lines = (Explanation("quote", f"quoted {said}", figures), cover.explain())
    if cover.missing or breaks_off(quotes, store):
        return Composition(quotes, Status.PARTIAL, Reason.PART_MISSING, cover.missing, explanations=lines)
    return Composition(quotes, Status.ANSWERED, explanations=lines)


def breaks_off(quotes: Sequence[Quote], store: PassageStore) -> bool:
    """Say whether the first quote introduces a list that the document, which ends there, does not give."""
    quote = quotes[0]
    last = quote.passage.units[-1]
    if last.kind is not UnitKind.LEAD_IN or quote.end != last.end:
        return False
    source_id = quote.passage.source_id
    return store.source(source_id).ends_unfinished and store.outline(source_id)[-1].id == quote.passage.id


def says_the_same(quote: Quote, other: Quote) -> bool:
    """Say whether two quotes are nearly the same words, or overlap."""
    if quote.passage.id == other.passage.id:
        return quote.start < other.end and other.start < quote.end
    words, others = set(plain_words(quote.text)), set(plain_words(other.text))
    return len(words & others) >= SAME * max(min(len(words), len(others)), 1)


def in_reading_order(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes source by source as first met, within a source as they stand in the document."""
    sources = list(dict.fromkeys(quote.passage.source_id for quote in quotes))
    return tuple(
        sorted(quotes, key=lambda quote: (sources.index(quote.passage.source_id), quote.passage.start + quote.start))
    )


def for_a_reader(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes in the order in which they are read, each section together.

    The best stands first: who is in a hurry reads no further. Those that fit into the first words beside it stand as in
    the document, and so does the best where it opens with a pronoun, as it would hang in the air. What follows is
    further reading and keeps its order, so that what was asked for never moves behind it.
    """
    words, count = 0, 0
    for quote in quotes:
        words += quote.words
        if words > READ_FIRST:
            break
        count += 1
    first = sorted(quotes[:count], key=lambda quote: (quote.passage.source_id, quote.passage.start + quote.start))
    if first and not POINTS_BACK.match(quotes[0].text):
        first = [quotes[0], *(quote for quote in first if quote is not quotes[0])]
    sections = list(dict.fromkeys(_section(quote) for quote in (*first, *quotes[count:])))
    return tuple(sorted((*first, *quotes[count:]), key=lambda quote: sections.index(_section(quote))))


def _section(quote: Quote) -> tuple[str, tuple[str, ...]]:
    return quote.passage.source_id, quote.passage.headings
