"""What the index found for one question in two wordings, joined: each passage once, with its best figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from guide.ports import Candidate, UnitSignals


def joined_candidates(
    found: Sequence[Candidate], more: Sequence[Candidate], left_alone: Set[str]
) -> tuple[Candidate, ...]:
    """Return the candidates of both searches: a passage with one wording is not worth less for lacking the other.

    left_alone: sources whose passages stay as the first search found them.
    """
    by_passage = {candidate.passage.id: candidate for candidate in found}
    for candidate in more:
        if candidate.passage.source_id not in left_alone:
            known = by_passage.get(candidate.passage.id)
            by_passage[candidate.passage.id] = _better_of(known, candidate) if known else candidate
    return tuple(by_passage.values())


def _better_of(one: Candidate, other: Candidate) -> Candidate:
    return replace(
        one,
        cosine=max(one.cosine, other.cosine),
        bm25=max(one.bm25, other.bm25),
        words=max(one.words, other.words),
        units=_units((*one.units, *other.units)),
    )


def _units(units: Iterable[UnitSignals]) -> tuple[UnitSignals, ...]:
    best: dict[int, UnitSignals] = {}
    for each in units:
        known = best.get(each.unit, each)
        best[each.unit] = UnitSignals(
            each.unit,
            max(known.cosine, each.cosine),
            max(known.pair_cosine, each.pair_cosine),
            max(known.words, each.words),
            max(known.bm25, each.bm25),
            max(known.likeness, each.likeness),
            max(known.pair_likeness, each.pair_likeness),
        )
    return tuple(best[number] for number in sorted(best))
