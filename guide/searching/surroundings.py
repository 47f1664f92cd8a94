"""Joins a passage that was found with those beside it in its section, so that a program is handed the whole.

Search works on small passages, which say one thing; what it hands on is better larger ("small to big" retrieval).
Hits that fall into the same joined passage become one, at the rank of the best of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guide.ports import PassageStore
from guide.types import Hit, Passage, SourceKind, Unit

MOST_WORDS = 400
"""No neighbour is joined to a passage that would then have more words than this."""


def joined(hits: Iterable[Hit], store: PassageStore, limit: int) -> tuple[Hit, ...]:
    """Return the first `limit` hits with the passages beside them, ranks from 1.

    Fields of pathways stay as they are. The scores of single units are left out: their numbers were the passage's own.
    """
    found: list[Hit] = []
    covered: set[str] = set()
    outlines: dict[str, tuple[Passage, ...]] = {}
    for hit in hits:
        if hit.passage.id in covered or len(found) == limit:
            continue
        run: Sequence[Passage] = (hit.passage,)
        if hit.passage.kind is SourceKind.DOCUMENT:
            source_id = hit.passage.source_id
            run = _run(outlines.setdefault(source_id, store.outline(source_id)), hit.passage.ordinal)
        covered.update(passage.id for passage in run)
        whole = hit.passage if len(run) == 1 else _whole(hit.passage, run, store.reading_text(hit.passage.source_id))
        found.append(replace(hit, passage=whole, rank=len(found) + 1, units=()))
    return tuple(found)


def _run(outline: Sequence[Passage], place: int) -> Sequence[Passage]:
    """Return the passage at `place` with its neighbours under the same headings, the following one first."""
    first = last = place
    words = len(outline[place].text.split())
    grew = True
    while grew:
        grew = False
        for at in (last + 1, first - 1):
            if not 0 <= at < len(outline) or outline[at].headings != outline[place].headings:
                continue
            more = len(outline[at].text.split())
            if words + more <= MOST_WORDS:
                first, last, words, grew = min(first, at), max(last, at), words + more, True
    return outline[first : last + 1]


def _whole(found: Passage, run: Sequence[Passage], reading_text: str) -> Passage:
    """Return the passages of a run as one slice of the reading text, with the id of the one that was found."""
    start, end = run[0].start, run[-1].end
    units = (
        Unit(unit.start + each.start - start, unit.end + each.start - start, unit.kind, unit.page)
        for each in run
        for unit in each.units
    )
    return replace(
        found,
        text=reading_text[start:end],
        start=start,
        end=end,
        units=tuple(units),
        page=run[0].page,
    )
