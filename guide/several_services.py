"""Services that one message asks of together: "the bank or trading standards", "A's number and how to refer to B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guide.asking.asking_frames import subject_alone
from guide.asking.everyday_words import as_said
from guide.asking.pathway_asking import read
from guide.asking.question_terms import without_asking
from guide.asking.separate_asks import separate_asks
from guide.asking.understanding import asking_sentences
from guide.directory.offering import LEAST_FURTHER
from guide.directory.pathway_names import FULL, Names
from guide.directory.pathways import Match, MatchQuery, rank
from guide.drafts import Parts
from guide.searching.retrieval import retrieve

_JOINS = re.compile(
    r"\s*(?:[,;/?]|\b(?:and|or|as well as|along with|versus|vs|instead of|rather than|both|either|between|too)\b)\s*",
    re.IGNORECASE,
)
MOST_SERVICES = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """One service that is asked of, and the clause that asks it."""

    pathway_id: str
    clause: str


def each_service(parts: Parts, query: MatchQuery, ranked: Sequence[Match]) -> tuple[tuple[MatchQuery, Match], ...]:
    """Return the services that a message asks of side by side, each with what is asked of it; none for fewer than two.

    ranked: every record, as judged for the whole message. Where each has a clause of its own, that clause alone is
    searched for, so that the line quoted is the one that answers it.
    """
    known = {match.pathway.id: match for match in ranked}
    text = as_said(query.text)
    asks = separate_asks(text)
    clauses = asks.others if asks else (" ".join(asking_sentences(text)),)
    named = list(_named(parts.knowledge.directory.names, clauses, known))[:MOST_SERVICES]
    if len(named) < 2:
        return ()
    if len({each.clause for each in named}) == 1:
        return tuple((query, known[each.pathway_id]) for each in named)
    naming = [each.clause for each in named]
    left = tuple(key for clause in clauses if clause not in naming for key in read(clause).fields)
    vectors = parts.embedder.embed(naming)
    found = []
    for number, each in enumerate(named):
        candidates = retrieve(each.clause, vectors[number], parts.store).candidates
        likely = parts.outside.services_of(each.clause, vectors[number])
        own = MatchQuery(each.clause, candidates, meant=lambda: left, likely=likely)
        by_id = {match.pathway.id: match for match in rank(own, parts.knowledge.directory)}
        found.append((own, by_id[each.pathway_id]))
    return tuple(found)


def _named(names: Names, clauses: Sequence[str], known: Mapping[str, Match]) -> Iterator[_Asked]:
    """Yield each service once that a clause names outright, or by a piece that stands in the names of no other.

    Words of a name are also words: what is named in part must fit the whole message as well.
    """
    seen: set[str] = set()
    for clause in clauses:
        for piece in _JOINS.split(clause):
            found = {
                each.words: each.pathway_id
                for each in reversed(names.mentions(piece))
                if each.strength >= FULL and not each.is_unconfirmed
            }
            part = "" if found else names.in_part(without_asking(subject_alone(piece)))
            if part and known[part].score >= LEAST_FURTHER:
                found = {piece: part}
            for pathway_id in reversed(found.values()):
                if pathway_id not in seen:
                    seen.add(pathway_id)
                    yield _Asked(pathway_id, clause)
