"""Wrong options: from real siblings, shown wrong within what the documents hold, ranked, and free of cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from quiz.cues import cue_findings, same_answer, specific
from quiz.facts import Fact, World
from quiz.types import Option, Proof
from quiz.words import content, draw, forbidden_numbers, share

TOO_NEAR = 0.62
"""From this closeness of two texts on, nobody but a person can say that they do not mean the same."""

SUPPORTED = 0.9
"""A statement counts as supported where a unit holds this share of its content words."""

TOLD_TOO_NEAR = 0.5
"""From this closeness of a situation to how another service's situations are told, both may be right."""

RANKED = 9
"""How many of the best wrong options are tried against each other."""


class Verdict(StrEnum):
    """What the closed world says of a wrong option."""

    WRONG = "wrong"
    RIGHT = "right"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Rival:
    """A candidate for a wrong option: its text, its reason with the quotation that shows it, and its situation.

    said: what the documents say that the rival is for; told: the same in single lines, and how people tell it. Both
    are compared with what the question asks.
    """

    text: str
    why: str
    proof: Proof
    said: str = ""
    told: tuple[str, ...] = ()
    is_wide: bool = False
    is_same_theme: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The wrong options that were taken. undecided: what a person must look at before the item is used."""

    options: tuple[Option, ...]
    undecided: tuple[str, ...] = ()


def verdict(fact: Fact, rival: Rival, asked: str, world: World) -> Verdict:
    """Say whether a rival is wrong as an answer, within what the documents hold.

    asked: the words of the situation or statement that the item asks about.
    """
    known = {one.value for one in world.by_relation.get(fact.relation, ()) if one.entity == fact.entity}
    if any(same_answer(rival.text, value) for value in (*known, fact.value)):
        return Verdict.RIGHT
    if any(same_answer(rival.text, route) for route in fact.routes):
        return Verdict.RIGHT
    if rival.is_wide:
        return Verdict.UNDECIDED
    if rival.said and world.closeness(asked, rival.said) >= TOO_NEAR:
        return Verdict.UNDECIDED
    if rival.said and max(_shares(asked, rival.said)) >= 0.5:
        return Verdict.UNDECIDED
    if any(world.closeness(asked, told) >= TOLD_TOO_NEAR for told in rival.told):
        return Verdict.UNDECIDED
    return Verdict.WRONG


def _shares(one: str, other: str) -> tuple[float, float]:
    """Return how much of each text's content words stands in the other."""
    return share(content(one), content(other)), share(content(other), content(one))


def choose(fact: Fact, rivals: Sequence[Rival], stem: str, asked: str, world: World, seed: int) -> Choice | None:
    """Return two or three wrong options, or None where there are fewer than two.

    Options shown wrong come first; only when they are too few do undecided ones stand in, and a person must look.
    """
    judged = [(verdict(fact, rival, asked, world), rival) for rival in rivals if not forbidden_numbers(rival.text)]
    wrong = _ranked(fact, [rival for said, rival in judged if said is Verdict.WRONG], world, seed)
    if len(wrong) >= 2:
        return Choice(_best_combination(fact, wrong, stem))
    unsure = _ranked(fact, [rival for said, rival in judged if said is Verdict.UNDECIDED], world, seed)
    taken = (*wrong, *unsure)[:3]
    if len(taken) < 2:
        return None
    reasons = tuple(f"“{rival.text}” could not be shown wrong" for rival in taken if rival in unsure)
    return Choice(tuple(_option(rival) for rival in taken), reasons)


def _ranked(fact: Fact, rivals: Sequence[Rival], world: World, seed: int) -> list[Rival]:
    distinct: dict[str, Rival] = {}
    for rival in rivals:
        if not any(same_answer(rival.text, taken) for taken in distinct):
            distinct[rival.text] = rival
    return sorted(distinct.values(), key=lambda rival: -_plausibility(fact, rival, world, seed))[:RANKED]


def _plausibility(fact: Fact, rival: Rival, world: World, seed: int) -> float:
    near = min(world.closeness(fact.value, rival.text), TOO_NEAR)
    length = min(len(rival.text), len(fact.value)) / max(len(rival.text), len(fact.value), 1)
    chance = draw(seed, fact.entity, fact.value, rival.text) % 1000 / 1000
    return near + 0.4 * rival.is_same_theme + 0.3 * length + 0.3 * chance


def _best_combination(fact: Fact, wrong: Sequence[Rival], stem: str) -> tuple[Option, ...]:
    key = Option(fact.value, True, "", fact.proof)
    best: tuple[int, tuple[Option, ...]] | None = None
    for size in (3, 2):
        for taken in combinations(wrong, size):
            options = tuple(_option(rival) for rival in taken)
            stands_out = specific(key.text) > max(specific(option.text) for option in options)
            found = 2 * len(cue_findings(stem, (key, *options))) + stands_out
            if found == 0:
                return options
            if best is None or found < best[0]:
                best = (found, options)
    assert best is not None
    return best[1]


def _option(rival: Rival) -> Option:
    return Option(rival.text, False, rival.why, rival.proof)
