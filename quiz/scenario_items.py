"""Scenarios that ask for the first action: from when to use a service, what changes the choice, and danger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guide.danger import danger_of
from quiz.distracting import Rival, choose
from quiz.document_items import single_item
from quiz.facts import Fact, World
from quiz.service_items import names_rival, people_line, quotable
from quiz.services import Service
from quiz.stems import stem_of
from quiz.types import ItemKind, Level, Option, Proof, QuizItem
from quiz.words import content, forbidden_numbers, share, stands_in, words

RING_999 = "Ring 999"
DANGER_LINE = re.compile(r"^(?P<words>[^:]{6,90}): (?:please )?ring 999\b", re.IGNORECASE)
CHANGE_LINE = re.compile(r"^If (?P<words>[^:]{6,110}): (?P<where>[^:]+)$")
NOW = re.compile(
    r"\b(?:right now|happening now|immediate(?:ly)? (?:danger|risk)|in danger|danger now|being attacked|unconscious|"
    r"overdose|not breathing|weapon in|bleeding|attacking|suspect (?:on the spot|is close)|life is in danger|999)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"^(?:can|do|does|is|are|what|when|where|who|whom|how|which|should|may|will|has|have|why|number|phone|contact|"
    r"hours|opening|difference|need|e-?mail|form|threshold|support line|helpline)\b",
    re.IGNORECASE,
)
CHILD = re.compile(
    r"\b(?:child(?:ren)?|kids?|teen\w*|girls?|boys?|young|youth|pupils?|schools?|sons?|daughters?|bab(?:y|ies)|"
    r"under[- ]?1[0-8]s?|1[0-7][- ]year)\b",
    re.IGNORECASE,
)
ADULT = re.compile(r"\b(?:adults?|m[ae]n|wom[ae]n|elderly|pensioner|husband|wife|partner|tenant)\b", re.IGNORECASE)
OF_CHILDREN = re.compile(r"\bunder 1[38]\b|\bchild", re.IGNORECASE)
OF_ADULTS = re.compile(r"\b18 or over\b|\bover 18\b|\badult", re.IGNORECASE)

SAME_PURPOSE = 0.5
"""From this closeness of any line of two records on, one can hardly be called wrong where the other is right."""

SUPPORTS = 0.3
"""How near a told situation must be to the line that is quoted for it."""

MOST_TOLD = 6
"""Told situations taken from one record."""


def scenario_items(
    services: Sequence[Service], everything: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield every scenario the records allow.

    services: those whose items are wanted. everything: all usable records, from which wrong options come.
    """
    for service in services:
        others = [other for other in everything if other.record.id != service.record.id]
        rivals = _rivals_of(service, others, world)
        yield from _when_items(service, others, rivals, world, seed)
        yield from _told_items(service, others, rivals, world, seed)
        yield from _change_items(service, others, world, seed)
        yield from _danger_items(service, everything, seed)


def means_danger_now(text: str) -> bool:
    """Say whether a text tells of danger at this moment, so that only 999 can be the first action."""
    found = NOW.search(text) or danger_of(text).is_emergency
    return bool(found) and not re.search(r"\b(?:no|not in|without) immediate danger\b", text, re.IGNORECASE)


def _when_items(
    service: Service, others: Sequence[Service], rivals: Sequence[Rival], world: World, seed: int
) -> Iterator[QuizItem]:
    if service.record.urgency == "emergency":
        return
    people = people_line(service)
    for line in quotable(service, "when_to_use"):
        told = line if _names(service, people) else f"{people} {line}".strip()
        if len(words(line)) < 3 or len(words(told)) < 8 or _names(service, line) or means_danger_now(told):
            continue
        if _is_changed(service, told) or not _is_clearest(service, others, told, world):
            continue
        yield from _first_contact("situation", service, rivals, line, told, world, seed)


def _is_clearest(service: Service, others: Sequence[Service], told: str, world: World) -> bool:
    """Say whether a text is nearer to how this service's situations are told than to those of any other."""
    own = max((world.closeness(told, situation) for situation in service.record.situations), default=0.0)
    return own >= 0.35 and all(
        world.closeness(told, situation) < own for other in others for situation in other.record.situations
    )


def _told_items(
    service: Service, others: Sequence[Service], rivals: Sequence[Rival], world: World, seed: int
) -> Iterator[QuizItem]:
    lines = quotable(service, "when_to_use")
    if not lines or service.record.urgency == "emergency":
        return
    taken = 0
    for told in service.record.situations:
        if taken == MOST_TOLD or not _can_be_told(service, told):
            continue
        nearest = max(lines, key=lambda line: world.closeness(told, line))
        elsewhere = max((world.closeness(told, said) for said in _said_elsewhere(others)), default=0.0)
        same = (situation for situation in service.record.situations if situation != told)
        own = max((world.closeness(told, said) for said in (nearest, *same)), default=0.0)
        if world.closeness(told, nearest) >= SUPPORTS and own > elsewhere:
            taken += 1
            yield from _first_contact("told", service, rivals, nearest, told, world, seed)


def _can_be_told(service: Service, told: str) -> bool:
    return (
        len(words(told)) >= 4
        and not ASKS.search(told)
        and not _names(service, told)
        and not means_danger_now(told)
        and not forbidden_numbers(told)
        and not _is_changed(service, told)
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


def _said_elsewhere(others: Sequence[Service]) -> Iterator[str]:
    for other in others:
        yield from other.record.lines("when_to_use")
        yield from other.record.lines("who_for")
        yield from other.record.situations


def _rivals_of(service: Service, others: Sequence[Service], world: World) -> tuple[Rival, ...]:
    """Return the other services that are wrong where this one is right."""
    return tuple(
        replace(names_rival(other), is_same_theme=service.theme in other.record.themes)
        for other in others
        if people_line(other)
        and other.record.urgency != "emergency"
        and not _may_do_as_well(service, other, others, world)
    )


def _first_contact(
    template: str, service: Service, rivals: Sequence[Rival], line: str, told: str, world: World, seed: int
) -> Iterator[QuizItem]:
    proof = service.proof("when_to_use", line)
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


def _change_items(service: Service, others: Sequence[Service], world: World, seed: int) -> Iterator[QuizItem]:
    by_name = {other.name: other for other in others}
    for line in service.record.lines("change_if"):
        found = CHANGE_LINE.match(line)
        if not found or found["where"].lower().startswith("also") or means_danger_now(line):
            continue
        named = [link for link in service.record.links if stands_in(link.name, found["where"])]
        target = by_name.get(named[0].name) if len(named) == 1 else None
        if target is None or _names(target, found["words"]):
            continue
        proof = service.proof("change_if", line)
        key = Option(target.name, True, f"The Guide names it for this: {proof.cited}", proof)
        fact = _fact(service, found["words"], f"instead of {service.name}", target.name, proof)
        instead = Rival(
            service.name, f"The Guide says that this changes the choice: {proof.cited}", proof, is_same_theme=True
        )
        rivals = [instead] + [
            replace(names_rival(other), is_same_theme=service.theme in other.record.themes)
            for other in others
            if people_line(other)
            and other.name != target.name
            and other.record.urgency != "emergency"
            and not _may_do_as_well(target, other, others, world)
        ]
        asked = f"{found['words']}"
        stem = stem_of("change", seed, line, service=service.name, words=asked)
        choice = choose(fact, rivals, stem, asked, world, seed)
        if choice is not None:
            yield single_item(
                ItemKind.SCENARIO, "change", Level.APPLY, stem, fact, key, choice.options, choice.undecided, seed
            )


def _danger_items(service: Service, everything: Sequence[Service], seed: int) -> Iterator[QuizItem]:
    if service.record.urgency == "emergency":
        for line in quotable(service, "when_to_use"):
            stem = stem_of("now", seed, line, words=line)
            yield from _ring_999(service, "when_to_use", line, line, stem, "now", everything, seed)
        return
    for field in ("danger", "not_for"):
        for line in service.record.lines(field):
            found = DANGER_LINE.match(line)
            if found and not forbidden_numbers(line):
                told = found["words"]
                stem = stem_of("danger", seed, service.name, told, service=service.name, words=told)
                yield from _ring_999(service, field, line, told, stem, "danger", everything, seed)
                return


def _ring_999(
    service: Service,
    field: str,
    line: str,
    told: str,
    stem: str,
    template: str,
    everything: Sequence[Service],
    seed: int,
) -> Iterator[QuizItem]:
    """Yield a critical item whose answer is 999; 101 and 111 are wrong because their records send danger to 999."""
    proof = service.proof(field, line)
    wrong = [option for number in ("101", "111") for option in _other_number(number, everything)]
    if template == "danger":
        why = f"In danger 999 comes first: {proof.cited}"
        wrong.append(Option(f"Contact {service.name}", False, why, proof))
    if len(wrong) < 2:
        return
    fact = _fact(service, told, "is the first action", RING_999, proof)
    right = Option(RING_999, True, f"Danger comes before everything else: {proof.cited}", proof)
    yield single_item(
        ItemKind.SCENARIO, template, Level.APPLY, stem, fact, right, wrong[:3], (), seed, is_critical=True
    )


def _other_number(number: str, everything: Sequence[Service]) -> Iterator[Option]:
    for other in everything:
        if any(contact.value == number for contact in other.record.contacts):
            for field in ("not_for", "when_to_use"):
                for line in other.record.lines(field):
                    if re.search(r"\b999\b|no immediate danger|not in immediate danger", line, re.IGNORECASE):
                        proof = other.proof(field, line)
                        yield Option(f"Ring {number}", False, f"{number} is not for danger: {proof.cited}", proof)
                        return


def _names(service: Service, text: str) -> bool:
    """Say whether a text gives the service away by a word of its own name."""
    return bool(content(service.name) & content(text))


def _fact(service: Service, entity: str, relation: str, value: str, proof: Proof) -> Fact:
    return Fact(entity, relation, value, proof, service.theme, audience=service.audience, note=service.note)
