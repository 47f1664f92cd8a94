"""Orders what the index found for a question: a score for each passage and unit; the best kept, the rest rejected."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.joining import joined_candidates
from guide.learned_weights import MIDDLE, UNIT
from guide.ports import Candidate, PassageStore, UnitSignals
from guide.question_terms import (
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
from guide.types import Explanation, Hit, Passage, SourceKind, UnitKind, UnitScore, Vector

CANDIDATES = 24
"""How many passages each of the two searches, by meaning and by words, may bring of each kind."""

MOST_REJECTED = 10
"""How many of the passages that were not kept are named in an explanation."""

TYPE_WEIGHTS = {AnswerType.TIME: UNIT.time, AnswerType.NUMBER: UNIT.number, AnswerType.NAME: UNIT.name}


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for one question.

    hits: passages of documents, best first, ranks from 1.
    rejected: document passages that were looked at and not kept, best first, ranks going on from those of hits.
    candidates: everything the index brought, of both kinds, with its signals. searched: how many document passages
    there were to choose from. elsewhen: the question names a year, and the best passage speaks of none that it names.
    """

    hits: tuple[Hit, ...]
    rejected: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    searched: int = 0
    elsewhen: bool = False
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with the score of each of its units. best: the highest of them, a logarithm of odds."""

    candidate: Candidate
    units: tuple[float, ...]
    best: float


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
    documents = _ranked((each for each in found if _is_document(each) and _stands_within(each, within)), asked)
    return Retrieval(
        hits=_hits(documents[:limit]),
        rejected=_hits(documents[limit : limit + MOST_REJECTED], limit + 1),
        searched=store.document_passage_count,
        elsewhen=bool(documents) and _is_of_another_time(question_text, documents[0].candidate.passage, store),
        candidates=found,
        explanations=(_explain(documents, limit, asked.type),),
    )


def pathway_hits(question_text: str, candidates: Iterable[Candidate], limit: int) -> tuple[Hit, ...]:
    """Return the fields of pathways among the candidates that fit the question best, ranks from 1."""
    fields = (each for each in candidates if not _is_document(each))
    return _hits(_ranked(fields, _Asked.of(question_text))[:limit])


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


def passage_score(candidate: Candidate) -> float:
    """Return what a passage adds to the score of each of its units."""
    return (
        UNIT.passage_cosine * candidate.cosine
        + UNIT.passage_words * candidate.words
        + UNIT.best_cosine * best_cosine(candidate)
    )


def unit_score(unit: UnitSignals, pairs: float, fits_type: float, is_heading: bool) -> float:
    """Return what a unit adds to the score of its passage; the sum is a logarithm of odds.

    pairs: the share of the question's neighbouring words that it holds. fits_type: the weight of the answer type it
    holds, else 0. A linear combination learned so that the unit with the answer comes first: a conditional logit over
    the units found for one question (McFadden 1974). Every signal lies on a scale that does not depend on the size of
    the corpus.
    """
    return (
        UNIT.cosine * unit.cosine
        + UNIT.pair_cosine * unit.pair_cosine
        + UNIT.words * unit.words
        + UNIT.pairs * pairs
        + fits_type
        + (UNIT.heading if is_heading else 0.0)
    )


def _ranked(candidates: Iterable[Candidate], asked: _Asked) -> list[_Scored]:
    return sorted(
        (_scored(candidate, asked) for candidate in candidates),
        key=lambda scored: (-scored.best, scored.candidate.passage.id),
    )


def _scored(candidate: Candidate, asked: _Asked) -> _Scored:
    passage = candidate.passage
    weight = TYPE_WEIGHTS.get(asked.type, 0.0)
    whole = passage_score(candidate)
    scores = []
    for signals in candidate.units:
        unit = passage.units[signals.unit]
        text = passage.words_of(unit)
        fits = weight if weight and holds(asked.type, asked.words, text) else 0.0
        pairs = max(pairs_held(each, text) for each in asked.pairs) if signals.words else 0.0
        scores.append(whole + unit_score(signals, pairs, fits, unit.kind is UnitKind.HEADING))
    return _Scored(candidate, tuple(scores), max(scores, default=whole))


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
        )
        for signals, score in zip(candidate.units, scored.units, strict=True)
    )
    figures = (
        ("odds", scored.best),
        ("cosine", candidate.cosine),
        ("words", candidate.words),
        ("bm25", candidate.bm25),
    )
    return Hit(candidate.passage, 1.0 / (1.0 + math.exp(MIDDLE - scored.best)), rank, units, figures)


def _explain(ranked: Sequence[_Scored], limit: int, asked: AnswerType) -> Explanation:
    kept = "; ".join(f"{each.candidate.passage.id} {each.best:.2f}" for each in ranked[:limit])
    dropped = "; ".join(f"{each.candidate.passage.id} {each.best:.2f}" for each in ranked[limit : limit + 3])
    text = f"asks for: {asked.value}; kept {kept or 'nothing'}; next after them {dropped or 'nothing'}"
    figures = (("candidates", float(len(ranked))), ("kept", float(min(len(ranked), limit))))
    return Explanation("search", text, figures)
