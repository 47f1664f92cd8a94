"""A fact: what one quotation says of one thing, typed so that its siblings can stand beside it. No reading here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quiz.types import Proof

Closeness = Callable[[str, str], float]
"""How near two texts are in meaning, a cosine in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one relation of one entity, with the quotation that says so.

    relation: facts of the same relation are siblings; their values may stand beside each other as options.
    is_functional: an entity has one value of this relation; only such a fact makes an item with a single answer.
    routes: other values that the documents accept for this entity.
    """

    entity: str
    relation: str
    value: str
    proof: Proof
    theme: str
    is_functional: bool = True
    routes: frozenset[str] = frozenset()
    audience: str = "all staff"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item of a document with its place. lead: the sentence that introduces the list item."""

    text: str
    proof: Proof
    heading: str
    theme: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """All that the index holds, as far as items are made from it: nothing outside it is taken for true or false.

    units: every unit's text with its content words, to see whether a statement has support anywhere.
    """

    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    units: tuple[tuple[str, frozenset[str]], ...]
    closeness: Closeness
    by_relation: Mapping[str, Sequence[Fact]] = field(default_factory=dict)

    def siblings(self, fact: Fact) -> Sequence[Fact]:
        """Return every other fact of the same relation whose entity is another."""
        return [one for one in self.by_relation.get(fact.relation, ()) if one.entity != fact.entity]


def by_relation(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Return the facts under their relations, in their order."""
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.relation, []).append(fact)
    return grouped
