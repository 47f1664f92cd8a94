"""Scenarios that ask for the first action, told in the words of the records' shown fields. Redirections: elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quiz.danger_now import means_danger_now
from quiz.distracting import Rival, choose
from quiz.document_items import single_item
from quiz.facts import Fact, World
from quiz.scenario_turns import turn_items
from quiz.service_items import first_steps, names_rival, people_line, quotable
from quiz.services import Service
from quiz.stems import stem_of
from quiz.types import ItemKind, Level, Option, Proof, QuizItem
from quiz.words import content, forbidden_numbers, share, stands_in, words

CHANGE_LINE = re.compile(r"^If (?P<words>[^:]{6,110}): (?P<where>[^:]+)$")
CHILD = re.compile(
    r"\b(?:child(?:ren)?|kids?|teen\w*|girls?|boys?|young|youth|pupils?|schools?|sons?|daughters?|bab(?:y|ies)|"
    r"under[- ]?1[0-8]s?|1[0-7][- ]year)\b",
    re.IGNORECASE,
)
ADULT = re.compile(r"\b(?:adults?|m[ae]n|wom[ae]n|elderly|pensioner|husband|wife|partner|tenant)\b", re.IGNORECASE)
OF_CHILDREN = re.compile(r"\bunder 1[38]\b|\bchild", re.IGNORECASE)
OF_ADULTS = re.compile(r"\b18 or over\b|\bover 18\b|\badult", re.IGNORECASE)

TOLD_FIELDS = ("who_for", "when_to_use", "thresholds")
"""The shown fields that tell whom a service is for and when; how staff search for it is never told as a situation."""

SAME_PURPOSE = 0.5
"""From this closeness of any line of two records on, one can hardly be called wrong where the other is right."""

CLEAR = 0.35
"""How near a situation must at least be to how its own service's situations are told."""


def scenario_items(
    services: Sequence[Service], everything: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield every scenario the records allow.

    services: those whose items are wanted. everything: all usable records, from which wrong options come.
    """
    for service in services:
        others = [other for other in everything if other.record.id != service.record.id]
        rivals = rivals_of(service, others, world)
        yield from _told_items(service, others, rivals, world, seed)
        yield from _first_steps(service, rivals, others, world, seed)
        yield from turn_items(service, everything, rivals_of, world, seed)


def _told_items(
    service: Service, others: Sequence[Service], rivals: Sequence[Rival], world: World, seed: int
) -> Iterator[QuizItem]:
    if service.record.urgency == "emergency":
        return
    for field in TOLD_FIELDS:
        for line in quotable(service, field):
            told = _told(service, field, line)
            if told and _is_clearest(service, others, told, world):
                template = "situation" if field == "when_to_use" else f"told_{field}"
                yield from _first_contact(template, service, rivals, service.proof(field, line), told, world, seed)


def _told(service: Service, field: str, line: str) -> str:
    """Return a line of a record as a situation that does not name its service; empty if it tells none."""
    people = people_line(service)
    with_people = f"{people} {line}" if people and people != line and not _names(service, people) else line
    told = with_people if field != "who_for" else line
    is_told = len(words(line)) >= 3 and len(words(told)) >= 8 and not _names(service, line)
    return told if is_told and not means_danger_now(told) and not _is_changed(service, told) else ""


def _is_clearest(service: Service, others: Sequence[Service], told: str, world: World) -> bool:
    """Say whether a text is nearer to how this service's situations are told than to those of any other."""
    own = max((world.closeness(told, situation) for situation in service.record.situations), default=0.0)
    return own >= CLEAR and all(
        world.closeness(told, situation) < own for other in others for situation in other.record.situations
    )


def _is_changed(service: Service, told: str) -> bool:
    """Say whether the record may send this situation elsewhere: what would change its choice seems to be told."""
    for line in service.record.lines("change_if"):
        found = CHANGE_LINE.match(line)
        if found and found["where"].lower().startswith("also"):
            continue
        condition = found["words"] if found else line
        if CHILD.search(told) and OF_CHILDREN.search(condition) or ADULT.search(told) and OF_ADULTS.search(condition):
            return True
        if share(content(condition) - {"person"}, content(told)) >= 0.5:
            return True
    return False


def _first_steps(
    service: Service, rivals: Sequence[Rival], others: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield what to do first, once a situation has led to this service; the wrong steps belong to services it is not.

    The situation is told with the service's name, so that the question is the step and not the choice of a service.
    """
    steps = first_steps([service])
    if not steps or service.record.urgency == "emergency":
        return
    proof = steps[0].proof
    wrong_here = {rival.text for rival in rivals}
    apart = first_steps([other for other in others if other.name in wrong_here])
    told = [line for line in quotable(service, "when_to_use") if len(words(line)) >= 3 and not means_danger_now(line)]
    for line in told:
        stem = stem_of("first_action", seed, line, service=service.name, words=line)
        fact = _fact(service, line, "has the first step", steps[0].text, proof)
        choice = choose(fact, apart, stem, steps[0].text, world, seed)
        if choice is not None:
            right = Option(steps[0].text, True, f"It is the first step: {proof.cited}", proof)
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


def _first_contact(
    template: str, service: Service, rivals: Sequence[Rival], proof: Proof, told: str, world: World, seed: int
) -> Iterator[QuizItem]:
    fact = _fact(service, told, "is the first to contact", service.name, proof)
    stem = stem_of(template, seed, told, words=told)
    choice = choose(fact, rivals, stem, told, world, seed)
    if choice is None:
        return
    right = Option(service.name, True, f"The Guide sends this to {service.name}: {proof.cited}", proof)
    yield single_item(
        ItemKind.SCENARIO, template, Level.APPLY, stem, fact, right, choice.options, choice.undecided, seed
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


def _names(service: Service, text: str) -> bool:
    """Say whether a text gives the service away by a word of its own name, or by a number that no answer may hold."""
    return bool(content(service.name) & content(text)) or bool(forbidden_numbers(text))


def _fact(service: Service, entity: str, relation: str, value: str, proof: Proof) -> Fact:
    return Fact(entity, relation, value, proof, service.theme, audience=service.audience, note=service.note)
