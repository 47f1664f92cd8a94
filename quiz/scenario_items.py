"""Scenarios that ask for the first action, told in the words of the records' shown fields. Redirections: elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quiz.distracting import Rival, choose
from quiz.document_items import single_item
from quiz.facts import Fact, World
from quiz.people import names_rival, people_line
from quiz.scenario_turns import turn_items
from quiz.service_items import first_steps
from quiz.services import Service
from quiz.situations import Situation, common_words, is_clearest, is_near, situations_of
from quiz.stems import stem_of
from quiz.types import ItemKind, Level, Option, Proof, QuizItem
from quiz.words import content, shuffled, stands_in

SAME_PURPOSE = 0.5
"""From this closeness of any line of two records on, one can hardly be called wrong where the other is right."""

MOST_FIRST_CONTACTS = 4
MOST_FIRST_STEPS = 2
"""So many situations of one record at most: more of them ask the same again."""


def scenario_items(
    services: Sequence[Service], everything: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield every scenario the records allow.

    services: those whose items are wanted. everything: all usable records, from which wrong options come.
    """
    common = common_words(everything)
    for service in services:
        others = [other for other in everything if other.record.id != service.record.id]
        rivals = rivals_of(service, others, world)
        told = _spread(tuple(situations_of(service, common)), seed)
        # Where the question names the service, the words of its name give nothing away.
        cases = _spread(tuple(situations_of(service, content(service.name))), seed)
        if service.record.urgency != "emergency":
            yield from _first_contacts(service, others, rivals, told, world, seed)
            yield from _first_steps(service, rivals, others, cases, world, seed)
        yield from turn_items(service, everything, rivals_of, cases, world, seed)


def _spread(told: Sequence[Situation], seed: int) -> tuple[Situation, ...]:
    """Return the situations in the order in which they are tried: whole lines before parts of lines."""
    return tuple(sorted(shuffled(told, seed, "situations"), key=lambda one: one.is_part))


def _first_contacts(
    service: Service,
    others: Sequence[Service],
    rivals: Sequence[Rival],
    told: Sequence[Situation],
    world: World,
    seed: int,
) -> Iterator[QuizItem]:
    """Yield whom to contact first in each situation that is clearly nearer to this record than to every other."""
    made = 0
    for one in told:
        item = _first_contact(service, rivals, one, world, seed) if is_clearest(service, others, one, world) else None
        if item is not None and made < MOST_FIRST_CONTACTS:
            made += 1
            yield item


def _first_contact(
    service: Service, rivals: Sequence[Rival], one: Situation, world: World, seed: int
) -> QuizItem | None:
    proof = service.proof(one.field, one.line)
    fact = _fact(service, one.told, "is the first to contact", service.name, proof)
    template = ("part" if one.is_part else "told" if one.field == "who_for" else "situation") + (
        "_of_people" if one.people else ""
    )
    stem = stem_of(template, seed, one.told, words=one.words, people=one.people)
    choice = choose(fact, rivals, stem, one.told, world, seed)
    if choice is None:
        return None
    right = Option(service.name, True, f"The Guide sends this to {service.name}: {proof.cited}", proof)
    return single_item(
        ItemKind.SCENARIO, template, Level.APPLY, stem, fact, right, choice.options, choice.undecided, seed
    )


def _first_steps(
    service: Service,
    rivals: Sequence[Rival],
    others: Sequence[Service],
    told: Sequence[Situation],
    world: World,
    seed: int,
) -> Iterator[QuizItem]:
    """Yield what to do first, once a situation has led to this service; the wrong steps belong to services it is not.

    The situation is told with the service's name, so that the question is the step and not the choice of a service.
    A step that shares a word with the right one may be the same act and is left out.
    """
    steps = first_steps([service])
    if not steps:
        return
    step, proof = steps[0].text, steps[0].proof
    wrong_here = {rival.text for rival in rivals}
    apart = [
        rival
        for rival in first_steps([other for other in others if other.name in wrong_here])
        if not content(rival.text) & content(step)
    ]
    usable = [one for one in told if not one.is_part and one.field != "who_for" and is_near(service, one, world)]
    for one in usable[:MOST_FIRST_STEPS]:
        stem = stem_of("first_action", seed, one.words, service=service.name, words=one.words)
        fact = _fact(service, one.words, "has the first step", step, proof)
        choice = choose(fact, apart, stem, step, world, seed)
        if choice is not None:
            right = Option(step, True, f"It is the first step: {proof.cited}", proof)
            yield single_item(
                ItemKind.SCENARIO,
                "first_action",
                Level.APPLY,
                stem,
                fact,
                right,
                choice.options,
                choice.undecided,
                seed,
            )


def rivals_of(service: Service, others: Sequence[Service], world: World) -> tuple[Rival, ...]:
    """Return the other services that are wrong where this one is right."""
    return tuple(
        replace(names_rival(other), is_same_theme=service.theme in other.record.themes)
        for other in others
        if people_line(other)
        and other.record.urgency != "emergency"
        and not _may_do_as_well(service, other, others, world)
    )


def _may_do_as_well(service: Service, other: Service, everything: Sequence[Service], world: World) -> bool:
    """Say whether another service may be right too: a route of this one, offered beside it, or for the same purpose."""
    if _is_a_route(service, other):
        return True
    for one in everything:
        for _, lines in one.record.fields:
            if any(service.name in line and other.name in line for line in lines):
                return True
    return any(
        world.closeness(mine, theirs) >= SAME_PURPOSE
        for mine in (*service.record.lines("who_for"), *service.record.lines("when_to_use"))
        for theirs in (*other.record.lines("who_for"), *other.record.lines("when_to_use"))
    )


def _is_a_route(service: Service, other: Service) -> bool:
    """Say whether one record names the other anywhere: then both may be right."""
    mine = {link.id for link in service.record.links}
    theirs = {link.id for link in other.record.links}
    if other.record.id in mine or service.record.id in theirs:
        return True
    texts = " ".join(line for _, lines in service.record.fields for line in lines)
    return stands_in(other.name, texts)


def _fact(service: Service, entity: str, relation: str, value: str, proof: Proof) -> Fact:
    return Fact(entity, relation, value, proof, service.theme, audience=service.audience)
