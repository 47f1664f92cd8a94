"""The values of the quiz: an item with its citations, a quiz, an attempt. No building and no checking here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from guide.keeping.quoted_place import Place


class ItemKind(StrEnum):
    """What a learner does with an item."""

    SCENARIO = "scenario"
    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"
    MATCHING = "matching"
    ORDERING = "ordering"


class Level(StrEnum):
    """What an item asks for: remembering, deciding in a situation, or finding the passage in the Guide."""

    RECALL = "recall"
    APPLY = "apply"
    FIND = "find"


class ReviewState(StrEnum):
    """Where an item stands on its way to learners."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    STALE = "stale"
    REJECTED = "rejected"


CHOSEN_FROM_OPTIONS = frozenset(
    {ItemKind.SCENARIO, ItemKind.SINGLE, ItemKind.SEVERAL, ItemKind.TRUE_FALSE, ItemKind.CLOZE}
)
"""The kinds whose answer is a choice among options; a cloze offers its words for the gap."""

GAP = "_____"
"""How the gap of a cloze is written in its stem."""

OWN_BANK = "own-bank"
"""Stands as the source of a question that a trainer brought along: it rests on no passage of ours."""

NOT_CONFIRMED = "Source not confirmed by its owner."
"""Stands in every export beside an item from a record that nobody has confirmed."""


@dataclass(frozen=True, slots=True)
class Proof(Place):
    """The quotation that an item or an option rests on, and where it stands.

    passage_sha256: of the passage's text when the item was made; another digest later makes the item stale.
    """

    def __post_init__(self) -> None:
        if not self.quote or self.quote not in self.passage:
            raise ValueError(f"{self.source_id}: the quote does not stand in its passage")

    @property
    def passage_sha256(self) -> str:
        """Return the SHA-256 of the passage's text."""
        return hashlib.sha256(self.passage.encode("utf-8")).hexdigest()

    @property
    def place(self) -> str:
        """Return the place in words: title, headings, page."""
        page = f", page {self.page}" if self.page else ""
        return " › ".join((self.title, *self.headings)) + page

    @property
    def cited(self) -> str:
        """Return the quotation with its place."""
        return f"“{self.quote}” ({self.place})"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that is offered, with the reason why it is right or wrong and what shows it."""

    text: str
    is_right: bool
    why: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together in a matching item."""

    left: str
    right: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class FactName:
    """What an item asks about: entity, relation, value."""

    entity: str
    relation: str
    value: str


@dataclass(frozen=True, slots=True)
class QuizItem:
    """One question with its answer, its reasons and its citation.

    options: for the kinds chosen from options; pairs: for matching; steps: for ordering, in the right order.
    step_proofs: where each step stands, empty where all stand in the item's own quotation.
    why: the reason for the right answer. template: which rule made it. note: shown in every export.
    needs_a_person: what no program could decide; such an item is never counted as passing.
    """

    id: str
    kind: ItemKind
    stem: str
    why: str
    proof: Proof
    fact: FactName
    theme: str
    template: str
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    steps: tuple[str, ...] = ()
    step_proofs: tuple[Proof, ...] = ()
    level: Level = Level.RECALL
    audience: str = "all staff"
    is_critical: bool = False
    note: str = ""
    needs_a_person: tuple[str, ...] = ()
    state: ReviewState = ReviewState.DRAFT

    def __post_init__(self) -> None:
        if self.kind in CHOSEN_FROM_OPTIONS and (len(self.options) < 2 or self.pairs or self.steps):
            raise ValueError(f"item {self.id}: {self.kind} needs two options or more and nothing else")
        if self.kind is ItemKind.MATCHING and (len(self.pairs) < 3 or self.options or self.steps):
            raise ValueError(f"item {self.id}: matching needs three pairs or more and nothing else")
        if self.kind is ItemKind.ORDERING and (len(self.steps) < 3 or self.options or self.pairs):
            raise ValueError(f"item {self.id}: ordering needs three steps or more and nothing else")
        if self.step_proofs and len(self.step_proofs) != len(self.steps):
            raise ValueError(f"item {self.id}: each step needs its own proof, or none has one")

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the right options' texts, in the order shown."""
        return tuple(option.text for option in self.options if option.is_right)

    @property
    def is_looked_up(self) -> bool:
        """Say whether a learner answers by opening the passage. Its options are for exports, which can open nothing."""
        return self.level is Level.FIND and bool(self.options) and self.proof.source_id != OWN_BANK

    @property
    def key_positions(self) -> tuple[int, ...]:
        """Return where the right options stand, from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.is_right)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Return every quotation the item rests on, its own first."""
        pairs = (pair.proof for pair in self.pairs)
        return (self.proof, *(option.proof for option in self.options), *pairs, *self.step_proofs)

    @property
    def right_proofs(self) -> tuple[Proof, ...]:
        """Return the quotations that the right answer rests on, the item's own first; none that another one holds."""
        options = (option.proof for option in self.options if option.is_right)
        pairs = (pair.proof for pair in self.pairs)
        told: list[Proof] = []
        for proof in (self.proof, *options, *pairs, *self.step_proofs):
            if not any(proof.quote in one.quote and proof.passage == one.passage for one in told):
                told.append(proof)
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Items in the order they are asked, and what they were made from."""

    title: str
    seed: int
    corpus_sha256: str
    items: tuple[QuizItem, ...]

    @property
    def version(self) -> str:
        """Return 8 hex digits over the items' ids and the corpus: the same items of the same corpus, the same."""
        text = "\n".join((self.corpus_sha256, *(item.id for item in self.items)))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]

    @property
    def fingerprint(self) -> str:
        """Return the line that stands on every export: version and corpus."""
        return f"Version {self.version}, made from corpus {self.corpus_sha256[:12]}"

    @property
    def approved_items(self) -> int:
        """Return how many items a second person has approved."""
        return sum(item.state in (ReviewState.APPROVED, ReviewState.PUBLISHED) for item in self.items)

    @property
    def is_approved(self) -> bool:
        """Say whether a second person has approved every item."""
        return bool(self.items) and self.approved_items == len(self.items)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's answers, as given.

    given: item id -> the texts chosen, the rights by left, the order, or what was opened, as `Opened` writes it.
    """

    id: str
    quiz_version: str
    given: Mapping[str, tuple[str, ...]]
    is_first: bool = True


def item_id(kind: ItemKind, stem: str, answer: str, quote: str) -> str:
    """Return 12 hex digits that are the same for the same question about the same words."""
    return hashlib.sha256("\n".join((kind.value, stem, answer, quote)).encode("utf-8")).hexdigest()[:12]
