"""Words that a document lists before one noun, as in “social, environmental and personal factors”: a closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quiz.distracting import TOO_NEAR, Rival, choose
from quiz.document_items import single_item
from quiz.facts import Fact, Sentence, World
from quiz.placing import BREAK, LEANS_ON_EARLIER, LONGEST_QUOTED
from quiz.stems import stem_of
from quiz.types import GAP, FactName, ItemKind, Level, Option, QuizItem, item_id
from quiz.words import shuffled, words

QUALITY = r"[a-z]{2,}(?:al|ic|ive|ous|ary|able|ful|less)"
"""A word that says of what sort a thing is, by its ending: so nouns side by side are no such list."""

LISTED = re.compile(
    rf"(?<![\w-])(?P<first>{QUALITY}(?:, {QUALITY})+,? (?:and|or) )(?P<last>{QUALITY}) (?P<noun>[a-z]{{3,}})(?![\w-])"
)
OPENED = re.compile(r"\b(?:such as|includ\w+|for example|e\.g|other|not limited to|like|some)\b", re.IGNORECASE)
"""What says that a list is not all: another entry could be right too."""


FEWEST_QUOTED = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """The words listed before a noun of a sentence. start, end: where the list stands in the quoted words."""

    sentence: Sentence
    quoted: str
    members: tuple[str, ...]
    noun: str
    start: int
    last: int
    end: int


def listed_in(sentences: Sequence[Sentence]) -> Iterator[Listed]:
    """Yield the closed lists of sentences that can be quoted, none that stands at a beginning."""
    for sentence in sentences:
        quoted = _around(sentence.text)
        found = LISTED.search(quoted)
        if found and found.start() and words(quoted)[0] not in LEANS_ON_EARLIER and not OPENED.search(quoted):
            members = (*re.findall(QUALITY, found["first"]), found["last"])
            places = (found.start(), found.start("last"), found.end("last"))
            yield Listed(sentence, quoted, members, found["noun"], *places)


def _around(text: str) -> str:
    """Return a sentence that is short enough to be quoted, else the part of it that leads to its list."""
    found = LISTED.search(text)
    if not found or len(words(text)) <= LONGEST_QUOTED:
        return text.rstrip()
    begins = [at.end() for at in BREAK.finditer(text[: found.start()])]
    parts = (text[begin : found.end()].strip() for begin in begins)
    return next((part for part in parts if FEWEST_QUOTED <= len(words(part)) <= LONGEST_QUOTED), "")


def listed_items(sentences: Sequence[Sentence], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield for each closed list a gap for its last entry, and all of its entries to be chosen among others'."""
    every = tuple(listed_in(sentences))
    for one in every:
        rivals = _rivals(one, every, world)
        yield from _last_entry(one, rivals, world, seed)
        yield from _all_entries(one, rivals, world, seed)


def _rivals(one: Listed, every: Sequence[Listed], world: World) -> list[Rival]:
    """Return entries of other lists that no line puts before this noun, and that mean none of this list's."""
    held = {other for other in one.members}
    return [
        Rival(word, f"The document lists “{word}” elsewhere: {other.sentence.proof.cited}", other.sentence.proof)
        for other in every
        for word in other.members
        if word not in held
        and other.noun != one.noun
        and all(world.closeness(word, mine) < TOO_NEAR for mine in one.members)
        and not any(_are_said_together(word, one.noun, text) for text, _ in world.units)
    ]


def _are_said_together(word: str, noun: str, text: str) -> bool:
    """Say whether a text puts a word before a noun, alone or in a list that ends with it."""
    return bool(re.search(rf"\b{re.escape(word)}\b(?:,? (?:and |or )?[\w-]+){{0,3}} {re.escape(noun)}\b", text))


def _last_entry(one: Listed, rivals: Sequence[Rival], world: World, seed: int) -> Iterator[QuizItem]:
    key = one.members[-1]
    fact = _fact(one, f"ends its list with “{key}”", key)
    gapped = one.quoted[: one.last] + GAP + one.quoted[one.end :]
    stem = stem_of("listed_gap", seed, one.quoted, words=gapped)
    choice = choose(fact, rivals, stem, "", world, seed)
    if choice is not None:
        right = Option(key, True, f"The document lists it: {fact.proof.cited}", fact.proof)
        yield single_item(
            ItemKind.CLOZE, "listed_gap", Level.RECALL, stem, fact, right, choice.options, choice.undecided, seed
        )


def _all_entries(one: Listed, rivals: Sequence[Rival], world: World, seed: int) -> Iterator[QuizItem]:
    fact = replace(_fact(one, "lists", one.members[0]), is_functional=False)
    gapped = one.quoted[: one.start] + GAP + one.quoted[one.end :]
    stem = stem_of("listed", seed, one.quoted, title=one.sentence.proof.title, words=gapped)
    choice = choose(fact, rivals, stem, "", world, seed)
    if choice is None:
        return
    why = f"The document lists all of these: {fact.proof.cited}"
    right = tuple(Option(word, True, why, fact.proof) for word in one.members)
    yield QuizItem(
        id=item_id(ItemKind.SEVERAL, stem, "|".join(one.members), fact.proof.quote),
        kind=ItemKind.SEVERAL,
        stem=stem,
        why=why,
        proof=fact.proof,
        fact=FactName(one.quoted, "lists", "; ".join(one.members)),
        theme=one.sentence.theme,
        template="listed",
        options=tuple(shuffled((*right, *choice.options), seed, stem)),
        needs_a_person=choice.undecided,
    )


def _fact(one: Listed, relation: str, value: str) -> Fact:
    proof = replace(one.sentence.proof, quote=one.sentence.text)
    return Fact(one.quoted, relation, value, proof, one.sentence.theme)
