"""A message that asks what the documents say and, beside that, what to do: "what does it say on A, and who do I ring?".

Each is searched for and judged by itself, since one search for both finds the one and loses the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guide.asking.asking_frames import subject_alone
from guide.asking.everyday_words import as_said
from guide.asking.separate_asks import separate_asks
from guide.directory.offering import offered
from guide.directory.pathway_cards import Moment
from guide.directory.pathways import Match, MatchQuery, rank
from guide.drafts import Draft, Parts
from guide.quoting.composing import compose
from guide.quoting.quotes import Composition, Quote, for_a_reader
from guide.searching.confidence import confidence
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Reason, Status

MOST_WORDS = 60
"""Beside what to do so many words of documents are quoted; who wants more asks for them alone."""

_TO_ACT = re.compile(
    r"\b(?:do|can|could|should|would|must|may) (?:i|we|he|she|(?:a|my|our) \w+)\b|"
    r"\bwho(?:'s| is)? (?:helps?|supports?|deals?|takes?|handles?|there)\b|\b(?:some|any)where\b|"
    r"\b(?:numbers?|ring|call|phone|e-?mail|contact|report|refer\w*|helplines?|services?|form)\b",
    re.IGNORECASE,
)
"""Asks for something to do or somebody to go to, rather than for more of what a document says."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found for each of the two. said: what the documents say, with what is missing of it."""

    said: Composition
    query: MatchQuery
    ranked: Sequence[Match]
    matches: tuple[Match, ...]


def plan_and_service(parts: Parts, draft: Draft, moment: Moment) -> Beside | None:
    """Return what was found for a question of the documents and for the rest of a message; None unless it asks both."""
    asks = None if draft.leans_on_earlier or draft.is_urgent else separate_asks(draft.standalone)
    if asks is None or not asks.of_plan or not any(_TO_ACT.search(as_said(each)) for each in asks.others):
        return None
    beside = asks.beside_the_plan
    vectors = parts.embedder.embed([asks.of_plan, beside])
    found = retrieve(beside, vectors[1], parts.store)
    query = MatchQuery(beside, found.candidates, likely=parts.outside.services_of(beside, vectors[1]))
    ranked = rank(query, parts.knowledge.directory)
    matches = offered(ranked, parts.knowledge.directory, moment, query)
    if not matches:
        return None
    said = _said(parts, asks.of_plan, retrieve(asks.of_plan, vectors[0], parts.store))
    return Beside(said, query, ranked, matches)


def _said(parts: Parts, asked: str, retrieval: Retrieval) -> Composition:
    """Return what the documents say of what is asked of them, in few words; what is missing where they say nothing."""
    if confidence(asked, retrieval).is_enough:
        composed = compose(asked, retrieval, parts.embedder.embed, parts.store)
        if composed.quotes:
            return replace(composed, quotes=for_a_reader(_few(composed.quotes)))
    return Composition((), Status.PARTIAL, Reason.PART_MISSING, (subject_alone(as_said(asked)),))


def _few(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    kept = list(quotes[:1])
    for quote in quotes[1:]:
        if sum(each.words for each in (*kept, quote)) <= MOST_WORDS:
            kept.append(quote)
    return tuple(kept)
