"""Items from where a document says something: under which heading, which of these, matching, true or false.

The headings beside it are its real siblings, and the document itself shows each of them wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from quiz.distracting import Rival, choose
from quiz.document_items import single_item, true_or_false
from quiz.facts import Fact, World
from quiz.placing import Family, Section, Statement, is_apart
from quiz.stems import stem_of
from quiz.types import FactName, ItemKind, Level, Option, Pair, QuizItem, item_id
from quiz.words import draw, shuffled

MOST_RIGHT = 3
FEWEST_MATCHED, MOST_MATCHED = 3, 4
MOST_RIVALS = 12
"""Wrong answers looked at for one question, drawn by the seed."""

UNDER = "stands under the heading"


def placed_items(families: Sequence[Family], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield every item that the places of statements allow, several for one statement; the choice is made later."""
    for family in families:
        for section in family:
            others = [other for other in family if other is not section]
            for one in section.statements:
                yield from _which_heading(one, section, others, world, seed)
            yield from _which_entries(section, others, world, seed)
            yield from _matching(section, others, world, seed)


def _which_heading(
    one: Statement, section: Section, others: Sequence[Section], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield under which heading a statement stands, and whether it stands under one that is named."""
    apart = [other for other in shuffled(others, seed, one.text) if is_apart(one, other, world)][:MOST_RIVALS]
    rivals = [Rival(other.heading, _elsewhere(other), other.sentences[0].proof) for other in apart]
    fact = _fact(one, section, section.heading)
    stem = stem_of("section", seed, one.text, title=section.title, words=one.text)
    choice = choose(fact, rivals, stem, "", world, seed)
    if choice is not None:
        right = Option(section.heading, True, _place(one, section), one.sentence.proof)
        yield single_item(ItemKind.SINGLE, "section", Level.RECALL, stem, fact, right, choice.options, (), seed)
    if apart:
        is_true = bool(draw(seed, "true or false", one.text) % 2)
        named = section if is_true else apart[0]
        stem = stem_of("placed", seed, one.text, title=section.title, heading=named.heading, words=one.text)
        yield true_or_false(stem, is_true, _place(one, section), fact, "placed", seed)


def _which_entries(section: Section, others: Sequence[Section], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield which of several statements stand under a heading, one of them and all of them."""
    right = [one for one in section.statements if one.is_whole]
    rivals = [
        Rival(one.shown, _place(one, other), one.sentence.proof)
        for other in others
        for one in other.statements
        if one.is_whole and is_apart(one, section, world)
    ]
    rivals = shuffled(rivals, seed, section.heading)[:MOST_RIVALS]
    for one in right:
        fact = Fact(section.heading, "says", one.shown, one.sentence.proof, section.theme)
        stem = stem_of("entry", seed, one.text, title=section.title, heading=section.heading)
        choice = choose(fact, rivals, stem, "", world, seed)
        if choice is not None:
            key = Option(one.shown, True, _place(one, section), one.sentence.proof)
            yield single_item(ItemKind.SINGLE, "entry", Level.RECALL, stem, fact, key, choice.options, (), seed)
    for taken in _groups(right, seed):
        yield from _several(section, taken, rivals, world, seed)


def _groups(right: Sequence[Statement], seed: int) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements two by two and three by three, each in few of them."""
    for size in range(2, MOST_RIGHT + 1):
        yield from shuffled(list(combinations(right, size)), seed, size)[: len(right)]


def _several(
    section: Section, taken: Sequence[Statement], rivals: Sequence[Rival], world: World, seed: int
) -> Iterator[QuizItem]:
    first = taken[0]
    fact = Fact(section.heading, "says", first.shown, first.sentence.proof, section.theme, is_functional=False)
    told = tuple(one.shown for one in taken)
    stem = stem_of("entries", seed, *told, title=section.title, heading=section.heading)
    choice = choose(fact, rivals, stem, "", world, seed)
    if choice is None:
        return
    right = [Option(one.shown, True, _place(one, section), one.sentence.proof) for one in taken]
    yield QuizItem(
        id=item_id(ItemKind.SEVERAL, stem, "|".join(told), first.sentence.text),
        kind=ItemKind.SEVERAL,
        stem=stem,
        why=" ".join(option.why for option in right),
        proof=first.sentence.proof,
        fact=FactName(section.heading, "says", "; ".join(told)),
        theme=section.theme,
        template="entries",
        options=tuple(shuffled((*right, *choice.options), seed, stem)),
    )


def _matching(section: Section, others: Sequence[Section], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield statements to match with their headings: each could stand under one of them only."""
    for first in shuffled(section.statements, seed, "match"):
        taken = [(first, section)]
        for other in shuffled(others, seed, first.text):
            fitting = (one for one in other.statements if _fits_all(one, other, taken, world))
            found = next(fitting, None) if len(taken) < MOST_MATCHED else None
            taken += [(found, other)] if found else []
        if len(taken) >= FEWEST_MATCHED:
            yield _matching_item(taken, seed)
            return


def _fits_all(one: Statement, section: Section, taken: Sequence[tuple[Statement, Section]], world: World) -> bool:
    return all(is_apart(one, other, world) and is_apart(said, section, world) for said, other in taken)


def _matching_item(taken: Sequence[tuple[Statement, Section]], seed: int) -> QuizItem:
    first, section = taken[0]
    pairs = tuple(Pair(one.shown, other.heading, one.sentence.proof) for one, other in taken)
    stem = stem_of("match_sections", seed, *(pair.left for pair in pairs), title=section.title)
    return QuizItem(
        id=item_id(ItemKind.MATCHING, stem, "|".join(pair.left for pair in pairs), first.sentence.text),
        kind=ItemKind.MATCHING,
        stem=stem,
        why=" ".join(_place(one, other) for one, other in taken),
        proof=first.sentence.proof,
        fact=FactName(first.text, UNDER, section.heading),
        theme=section.theme,
        template="match_sections",
        pairs=pairs,
    )


def _fact(one: Statement, section: Section, value: str) -> Fact:
    return Fact(one.text, UNDER, value, one.sentence.proof, section.theme)


def _place(one: Statement, section: Section) -> str:
    return f"It stands under “{section.heading}”: {one.sentence.proof.cited}"


def _elsewhere(section: Section) -> str:
    return f"Under “{section.heading}” the document says other things: {section.sentences[0].proof.cited}"
