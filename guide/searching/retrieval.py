"""Orders what the index found for a question: a score for each passage and unit; the best kept, the rest rejected."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.asking.question_terms import (
    AnswerType,
    answer_type,
    holds,
    neighbours,
    pairs_held,
    plain_words,
    without_asking,
    years_asked,
    years_in,
)
from guide.ports import Candidate, PassageStore, UnitSignals
from guide.searching.joining import joined_candidates
from guide.searching.learned_weights import LEAD, MIDDLE, UNIT, UnitWeights
from guide.types import Explanation, Hit, Passage, SourceKind, UnitKind, UnitScore, Vector

CANDIDATES = 24
"""How many passages each of the two searches, by meaning and by words, may bring of each kind."""

MOST_REJECTED = 10
"""How many of the passages that were not kept are named in an explanation."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for one question.

    hits: passages of documents, best first, ranks from 1.
    rejected: document passages that were looked at and not kept, best first, ranks going on from those of hits.
    candidates: everything the index brought, of both kinds, with its signals. searched: how many document passages
    there were to choose from. best: the highest score of any unit of a document, by which confidence goes. elsewhen:
    the question names a year, and the passage of that unit speaks of none that it names.
    """

    hits: tuple[Hit, ...]
    rejected: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    searched: int = 0
    best: float = 0.0
    elsewhen: bool = False
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with both scores of each of its units. best, lead: the highest of each, a logarithm of odds."""

    candidate: Candidate
    units: tuple[float, ...]
    leads: tuple[float, ...]
    best: float
    lead: float


@dataclass(frozen=True, slots=True)
class OtherWords:
    """A question put otherwise; what fits either is found. left_alone: sources that are judged as asked."""

    text: str
    vector: Vector
    left_alone: frozenset[str] = frozenset()


def retrieve(
    question_text: str,
    vector: Vector,
    store: PassageStore,
    limit: int = 10,
    within: Sequence[str] = (),
    otherwise: OtherWords | None = None,
) -> Retrieval:
    """Return the passages that fit the question best.

    vector: the question's embedding, length 1. within: headings; a document passage under none of them is left out.
    """
    found = store.search(without_asking(question_text), vector, CANDIDATES)
    asked = _Asked.of(question_text)
    if otherwise:
        more = store.search(without_asking(otherwise.text), otherwise.vector, CANDIDATES)
        found = joined_candidates(found, more, otherwise.left_alone)
        asked = _Asked.of(question_text, otherwise.text)
    documents = _ranked((each for each in found if _is_document(each) and _stands_within(each, within)), asked, LEAD)
    best = max(documents, key=lambda scored: scored.best, default=None)
    return Retrieval(
        hits=_hits(documents[:limit]),
        rejected=_hits(documents[limit : limit + MOST_REJECTED], limit + 1),
        searched=store.document_passage_count,
        best=best.best if best else 0.0,
        elsewhen=best is not None and _is_of_another_time(question_text, best.candidate.passage, store),
        candidates=found,
        explanations=(_explain(documents, limit, asked.type),),
    )


def pathway_hits(question_text: str, candidates: Iterable[Candidate], limit: int) -> tuple[Hit, ...]:
    """Return the fields of pathways among the candidates that fit the question best, ranks from 1."""
    fields = (each for each in candidates if not _is_document(each))
    return _hits(_ranked(fields, _Asked.of(question_text), UNIT)[:limit])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question's words say by themselves. pairs: for each wording, its words that stand side by side."""

    type: AnswerType
    words: frozenset[str]
    pairs: tuple[frozenset[tuple[str, str]], ...]

    @classmethod
    def of(cls, *wordings: str) -> _Asked:
        words = frozenset(word for text in wordings for word in plain_words(text))
        return cls(answer_type(wordings[0]), words, tuple(neighbours(text) for text in wordings))


def best_cosine(candidate: Candidate) -> float:
    """Return the highest cosine of any unit of a passage: the answer may stand beside the words that were asked."""
    return max((signals.cosine for signals in candidate.units), default=candidate.cosine)


def passage_score(candidate: Candidate, weights: UnitWeights = UNIT) -> float:
    """Return what a passage adds to the score of each of its units."""
    return (
        weights.passage_cosine * candidate.cosine
        + weights.passage_words * candidate.words
        + weights.best_cosine * best_cosine(candidate)
    )


def unit_score(
    unit: UnitSignals, pairs: float, kind: AnswerType | None, is_heading: bool, weights: UnitWeights
) -> float:
    """Return what a unit adds to the score of its passage; the sum is a logarithm of odds.

    pairs: the share of the question's neighbouring words that it holds. kind: the type of answer asked for, if it holds
    one. A linear combination learned so that the unit with the answer comes first: a conditional logit over the units
    found for one question (McFadden 1974). Every signal lies on a scale that does not depend on the size of the corpus.
    """
    return (
        weights.cosine * unit.cosine
        + weights.pair_cosine * unit.pair_cosine
        + weights.words * unit.words
        + weights.likeness * unit.likeness
        + weights.pair_likeness * unit.pair_likeness
        + weights.pairs * pairs
        + (getattr(weights, kind.value) if kind else 0.0)
        + (weights.heading if is_heading else 0.0)
    )


def _ranked(candidates: Iterable[Candidate], asked: _Asked, lead: UnitWeights) -> list[_Scored]:
    """Return the candidates scored, the best first. lead: the weights by which they are ranked."""
    return sorted(
        (_scored(candidate, asked, lead) for candidate in candidates),
        key=lambda scored: (-scored.lead, scored.candidate.passage.id),
    )


def _scored(candidate: Candidate, asked: _Asked, lead: UnitWeights) -> _Scored:
    passage = candidate.passage
    kind = asked.type if asked.type is not AnswerType.OTHER else None
    both = (UNIT,) if lead is UNIT else (UNIT, lead)
    wholes = [passage_score(candidate, weights) for weights in both]
    scores: list[list[float]] = [[] for _ in both]
    for signals in candidate.units:
        unit = passage.units[signals.unit]
        text, is_heading = passage.words_of(unit), unit.kind is UnitKind.HEADING
        held = kind if kind and holds(kind, asked.words, text) else None
        pairs = max(pairs_held(each, text) for each in asked.pairs) if signals.words else 0.0
        for whole, weights, found in zip(wholes, both, scores, strict=True):
            found.append(whole + unit_score(signals, pairs, held, is_heading, weights))
    best = [max(found, default=whole) for found, whole in zip(scores, wholes, strict=True)]
    return _Scored(candidate, tuple(scores[0]), tuple(scores[-1]), best[0], best[-1])


def _is_of_another_time(question_text: str, best: Passage, store: PassageStore) -> bool:
    """Say whether a question names years of which the best passage, its headings and its source name none."""
    asked = years_asked(question_text)
    if not asked:
        return False
    source = store.source(best.source_id)
    return not asked & years_in(" ".join((best.text, *best.headings, source.title, source.period or "")))


def _is_document(candidate: Candidate) -> bool:
    return candidate.passage.kind is SourceKind.DOCUMENT


def _stands_within(candidate: Candidate, within: Sequence[str]) -> bool:
    return not within or any(heading in within for heading in candidate.passage.headings)


def _hits(scored: Sequence[_Scored], first_rank: int = 1) -> tuple[Hit, ...]:
    return tuple(_hit(each, rank) for rank, each in enumerate(scored, start=first_rank))


def _hit(scored: _Scored, rank: int) -> Hit:
    candidate = scored.candidate
    units = tuple(
        UnitScore(
            signals.unit,
            score,
            (("cosine", signals.cosine), ("pair_cosine", signals.pair_cosine), ("words", signals.words)),
            lead,
        )
        for signals, score, lead in zip(candidate.units, scored.units, scored.leads, strict=True)
    )
    figures = (
        ("odds", scored.best),
        ("cosine", candidate.cosine),
        ("words", candidate.words),
        ("bm25", candidate.bm25),
    )
    return Hit(candidate.passage, 1.0 / (1.0 + math.exp(MIDDLE - scored.lead)), rank, units, figures)


def _explain(ranked: Sequence[_Scored], limit: int, asked: AnswerType) -> Explanation:
    kept = "; ".join(f"{each.candidate.passage.id} {each.lead:.2f}" for each in ranked[:limit])
    dropped = "; ".join(f"{each.candidate.passage.id} {each.lead:.2f}" for each in ranked[limit : limit + 3])
    text = f"asks for: {asked.value}; kept {kept or 'nothing'}; next after them {dropped or 'nothing'}"
    figures = (("candidates", float(len(ranked))), ("kept", float(min(len(ranked), limit))))
    return Explanation("search", text, figures)
