"""Whole lists: every item under the heading that a question names, or the headings themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide.asking.question_forms import Form
from guide.asking.question_terms import plain_words
from guide.ports import PassageStore
from guide.quoting.quotes import Composition, Quote, breaks_off, composition_of
from guide.searching.retrieval import Retrieval
from guide.types import Passage, Reason, Status, Unit, UnitKind

ITEMS = (UnitKind.ITEM, UnitKind.ROW)
NAMED = 0.6
"""A heading is named when at least this share of its words stands in the question."""
FEWEST = 2
MOST = 40
SHORTEST_STEM = 4
_OF_ANY_DOCUMENT = frozenset("plan documen strateg partner name list give show what every each".split())
"""Stems that name no subject in a question for headings."""


def listed(question_text: str, form: Form, retrieval: Retrieval, store: PassageStore) -> Composition | None:
    """Return the whole list that the question asks for, or None when the documents hold no such list."""
    sources = dict.fromkeys(hit.passage.source_id for hit in retrieval.hits)
    asked = _stems(question_text)
    said = frozenset().union(*(_stems(hit.passage.text) for hit in retrieval.hits))
    for source_id in sources:
        outline = store.outline(source_id)
        if form.wants_headings and (named := _headings(outline, form, asked & said)):
            return _whole(named, len(named), store)
    best: tuple[float, list[Quote]] = (0.0, [])
    for source_id in sources:
        best = max(best, _items(store.outline(source_id), asked), key=lambda found: found[0])
    return _whole(best[1], len(best[1]), store) if best[0] >= NAMED and len(best[1]) >= FEWEST else None


def _headings(outline: Sequence[Passage], form: Form, subject: frozenset[str]) -> list[Quote]:
    """Return the headings of the highest level that has as many as asked for, none when no level has.

    subject: the words of the question that the documents use.
    """
    found = [
        Quote(passage, unit.start, unit.end)
        for passage in outline
        for unit in passage.units
        if unit.kind is UnitKind.HEADING and passage.headings and _is_last(passage, unit)
    ]
    for depth in sorted({len(quote.passage.headings) for quote in found}):
        same = [quote for quote in found if len(quote.passage.headings) == depth]
        if len(same) == form.count:
            return same
    if form.headings_alone:
        return _under_what_is_asked(found, form, frozenset())
    return _under_what_is_asked(found, form, subject) if form.count is None else []


def _under_what_is_asked(found: Sequence[Quote], form: Form, subject: frozenset[str]) -> list[Quote]:
    """Return the headings under one that is named for what is asked: those under "Our themes" for every theme.

    None when the question has another subject beside: "every theme on housing" asks for some of them.
    """
    asked = _stems(" ".join(form.things))
    parents = dict.fromkeys(quote.passage.headings[:-1] for quote in found if len(quote.passage.headings) > 1)
    for path in parents:
        if _stems(path[-1]) & asked and not subject - _stems(path[-1]) - _OF_ANY_DOCUMENT:
            under = [quote for quote in found if quote.passage.headings[:-1] == path]
            if len(under) >= FEWEST:
                return under
    return []


def _is_last(passage: Passage, unit: Unit) -> bool:
    """Say whether a heading unit is the one its passage stands under."""
    shown, last = plain_words(passage.words_of(unit)), plain_words(passage.headings[-1])
    return shown == last


def _items(outline: Sequence[Passage], asked: frozenset[str]) -> tuple[float, list[Quote]]:
    """Return the items under the heading that the question names best, and how well it names it."""
    headings = dict.fromkeys(passage.headings for passage in outline if passage.headings)
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for path in headings:
        words = _stems(path[-1])
        share = len(words & asked) / len(words) if words else 0.0
        best = max(best, (share, path), key=lambda found: found[0])
    quotes = [
        Quote(passage, unit.start, unit.end)
        for passage in outline
        if best[1] and passage.headings[: len(best[1])] == best[1]
        for number, unit in enumerate(passage.units)
        if unit.kind in ITEMS or unit.kind is UnitKind.LEAD_IN and number > 0
    ]
    return best[0], quotes[:MOST]


def _whole(quotes: Sequence[Quote], total: int, store: PassageStore) -> Composition:
    composed = composition_of(tuple(quotes), store)
    if breaks_off(quotes[-1:], store):
        return replace(composed, status=Status.PARTIAL, reason=Reason.PART_MISSING)
    return replace(composed, status=Status.ANSWERED, reason=None, shown=len(quotes), total=total)


def _stems(text: str) -> frozenset[str]:
    """Return the words of a text cut to a stem that plural and singular share; short words are left out."""
    return frozenset(word.rstrip("s")[:7] for word in plain_words(text) if len(word) >= SHORTEST_STEM)
