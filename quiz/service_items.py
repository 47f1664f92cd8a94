"""Items from one field of a record: what it says, of which service it says so, true or false, several, first step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guide.directory.pathway_records import LABELS
from quiz.distracting import TOLD_TOO_NEAR, TOO_NEAR, Rival, Verdict, choose, verdict
from quiz.document_items import single_item, true_or_false
from quiz.facts import Fact, World
from quiz.people import MATTER, names_rival, people_line, quotable
from quiz.senses import share_a_sense
from quiz.services import Service
from quiz.stems import stem_of
from quiz.types import FactName, ItemKind, Level, Option, Pair, Proof, QuizItem, item_id
from quiz.words import content, draw, share, shuffled, words

ASKED_FIELDS = ("who_for", "consent", "who_may_refer", "what_happens_next", "have_ready", "hours", "legal_basis")
FOUND_FIELDS = (
    "who_for",
    "consent",
    "thresholds",
    "what_happens_next",
    "not_for",
    "legal_basis",
    "steps",
    "who_may_refer",
)
TRUE_FALSE_FIELDS = ("consent", "who_may_refer", "what_happens_next", "thresholds", "have_ready")
SEVERAL_FIELDS = ("consent", "thresholds", "when_to_use", "have_ready", "steps", "what_happens_next", "not_for")
TOLD_OF_CASES = frozenset({"when_to_use", "not_for", "thresholds"})
"""Fields that tell of cases: two services may both be right for a case that is told in rather different words."""

FEWEST_MATCHED, MOST_MATCHED = 3, 4

POINTS_BACK = re.compile(
    r"\b(?:these|those|this|that)(?=[.,;:]|$)|^(?:Others?|If (?:that|this|it|they))\b|\btoo\.?$", re.IGNORECASE
)
"""What leans on a line before it, as in “Other staff go through one of these”."""

ANYBODY = re.compile(r"^(?:Anybody|Anyone|Everybody|Everyone)\b")
SENSED_FIELDS = ("consent", "who_may_refer")
"""Fields whose lines say much the same in words that have little in common: what shares a sense is not offered."""

OF_ITS_SOURCES = re.compile(
    r"\bour documents\b|\bpages? (?:\w+ )?(?:disagree|cites?|states?|says?|does|do)\b|\bas stated on\b|\bpages cite\b"
)
"""What a line says of the pages it was made from, or of their gaps, is nothing to ask staff about."""


def service_items(
    services: Sequence[Service], everything: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield every item that single fields of the records allow.

    services: those whose items are wanted. everything: all usable records, from which wrong options come.
    """
    for service in services:
        others = [other for other in everything if other.record.id != service.record.id]
        for field in ASKED_FIELDS:
            yield from _field_items(service, field, others, world, seed)
        for field in FOUND_FIELDS:
            yield from _find_items(service, field, others, world, seed)
        for field in TRUE_FALSE_FIELDS:
            yield from _true_false_items(service, field, others, world, seed)
        for field in SEVERAL_FIELDS:
            yield from _several_items(service, field, others, world, seed)
        yield from _first_step(service, others, world, seed)


def _stands_alone(line: str) -> bool:
    """Say whether a line means something without the lines beside it, and speaks of the service, not of our sources."""
    return not POINTS_BACK.search(line) and not OF_ITS_SOURCES.search(line)


def _askable(service: Service, field: str) -> list[str]:
    lines = [line for line in quotable(service, field) if _stands_alone(line)]
    return [line for line in lines if line == people_line(service)] if field == "who_for" else lines


def _line_rivals(service: Service, field: str, others: Sequence[Service]) -> list[Rival]:
    """Return what other records say in a field and this one's could not be taken to say.

    Where anybody may make the contact, everybody whom another record names may; and what speaks of the same thing as
    the service's name is nearly its own.
    """
    own = service.record.lines(field)
    if field == "who_may_refer" and any(ANYBODY.match(line) for line in own):
        return []
    rivals = [rival for other in others for rival in _said_by(other, field, service.theme)]
    return [
        rival
        for rival in rivals
        if share(content(service.name), content(rival.said)) < 0.5
        and not (field in SENSED_FIELDS and any(share_a_sense(line, rival.said) for line in own))
        and not _names_others_too(field, rival.said)
    ]


def _names_others_too(field: str, line: str) -> bool:
    """Say whether a line about people may hold those of other services: anybody, or all of a place or an age."""
    if field == "who_for":
        return bool(ANYBODY.match(line)) or not MATTER.search(line)
    return field == "who_may_refer" and bool(ANYBODY.match(line))


def _said_by(other: Service, field: str, theme: str) -> Iterator[Rival]:
    for line in _askable(other, field):
        proof = other.proof(field, line)
        why = f"The Guide says this of {other.name}: {proof.cited}"
        yield Rival(_plain(line), why, proof, line, is_same_theme=theme in other.record.themes)


def _field_items(
    service: Service, field: str, others: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    stem = stem_of(field, seed, service.name, service=service.name)
    rivals = _line_rivals(service, field, others)
    for line in _askable(service, field):
        fact = _fact(service, field, line, _plain(line))
        choice = choose(fact, rivals, stem, line, world, seed)
        if choice is None or len(words(line)) < 2:
            continue
        right = Option(_plain(line), True, f"The Guide says so: {fact.proof.cited}", fact.proof)
        yield single_item(
            ItemKind.SINGLE, field, Level.RECALL, stem, fact, right, choice.options, choice.undecided, seed
        )


def _find_items(service: Service, field: str, others: Sequence[Service], world: World, seed: int) -> Iterator[QuizItem]:
    rivals = [replace(names_rival(other), is_wide=False) for other in others if people_line(other)]
    by_name = {other.name: other for other in others}
    for line in _askable(service, field):
        if len(words(line)) < 6 or len(content(line)) < 4 or content(line) & content(service.record.name):
            continue
        fact = _fact(service, field, line, service.name)
        apart = [
            rival
            for rival in rivals
            if not any(
                world.closeness(line, said) >= TOO_NEAR or share(content(line), content(said)) > 0.6
                for said in by_name[rival.text].record.lines(field)
            )
        ]
        stem = stem_of("find_service", seed, line, field=LABELS[field], words=line)
        choice = choose(fact, [replace(rival, said="", told=()) for rival in apart], stem, line, world, seed)
        if choice is None:
            continue
        right = Option(service.name, True, f"The Guide says this of it: {fact.proof.cited}", fact.proof)
        yield single_item(
            ItemKind.SINGLE, "find_service", Level.FIND, stem, fact, right, choice.options, choice.undecided, seed
        )


def _true_false_items(
    service: Service, field: str, others: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    rivals = _line_rivals(service, field, others)
    for line in filter(_stands_alone, quotable(service, field)):
        is_true = bool(draw(seed, "true or false", service.name, line) % 2)
        fact = _fact(service, field, line, str(is_true))
        as_value = replace(fact, value=line)
        apart = [
            rival
            for rival in shuffled(rivals, seed, line)
            if all(
                verdict(replace(as_value, value=own), rival, own, world) is Verdict.WRONG
                for own in service.record.lines(field)
            )
        ]
        if len(words(line)) < 4 or not (apart or is_true):
            continue
        shown, reason = (line, "") if is_true else (apart[0].proof.quote, f" {apart[0].why}")
        stem = stem_of("said_of_service", seed, line, field=LABELS[field], service=service.name, words=shown)
        why = f"The Guide says of {service.name}: {fact.proof.cited}{reason}"
        yield true_or_false(stem, is_true, why, fact, "said_of_service", seed)


def _several_items(
    service: Service, field: str, others: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    lines = quotable(service, field)
    if not 2 <= len(lines) <= 4 or len(lines) != len(service.record.lines(field)):
        return
    whole = service.passage(field)
    quote = whole[whole.index(lines[0]) : whole.index(lines[-1]) + len(lines[-1])]
    proof = service.proof(field, quote)
    fact = replace(_fact(service, field, lines[0], _plain(lines[0])), proof=proof, is_functional=False)
    stem = stem_of("several_lines", seed, service.name, field, field=LABELS[field], service=service.name)
    asked = " ".join(lines)
    nearest = TOLD_TOO_NEAR if field in TOLD_OF_CASES else TOO_NEAR
    rivals = [
        rival
        for rival in _line_rivals(service, field, others)
        if all(world.closeness(line, rival.said) < nearest for line in lines)
    ]
    choice = choose(fact, rivals, stem, asked, world, seed)
    if choice is None:
        return
    why = f"The Guide says so: {proof.cited}"
    right = tuple(Option(_plain(line), True, why, service.proof(field, line)) for line in lines)
    yield QuizItem(
        id=item_id(ItemKind.SEVERAL, stem, "|".join(lines), quote),
        kind=ItemKind.SEVERAL,
        stem=stem,
        why=why,
        proof=proof,
        fact=FactName(service.name, field, "; ".join(map(_plain, lines))),
        theme=service.theme,
        template="several_lines",
        options=tuple(shuffled((*right, *choice.options), seed, stem)),
        audience=service.audience,
        needs_a_person=choice.undecided,
    )


def first_steps(services: Sequence[Service]) -> list[Rival]:
    """Return the first step of each service that has one which can be quoted, as an option."""
    found = []
    for service in services:
        steps = service.record.lines("steps")
        if steps and steps[0] in quotable(service, "steps") and len(words(steps[0])) >= 3:
            found += [rival for rival in _said_by(service, "steps", service.theme) if rival.said == steps[0]]
    return found


def _first_step(service: Service, others: Sequence[Service], world: World, seed: int) -> Iterator[QuizItem]:
    own = first_steps([service])
    if not own:
        return
    stem = stem_of("first_step", seed, service.name, service=service.name)
    fact = _fact(service, "steps", own[0].proof.quote, own[0].text)
    choice = choose(fact, first_steps(others), stem, own[0].said, world, seed)
    if choice is not None:
        right = Option(own[0].text, True, f"It is the first step: {fact.proof.cited}", fact.proof)
        yield single_item(
            ItemKind.SINGLE, "first_step", Level.RECALL, stem, fact, right, choice.options, choice.undecided, seed
        )


def matching_items(everything: Sequence[Service], themes: Sequence[str], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield for each theme services to match with their people, none of which fits another's people."""
    usable = [service for service in everything if _people(service) and not service.is_wide]
    for theme in themes:
        taken: list[Service] = []
        for service in shuffled([one for one in usable if theme in one.record.themes], seed, theme):
            if len(taken) < MOST_MATCHED and all(_can_stand_together(service, one, world) for one in taken):
                taken.append(service)
        if len(taken) >= FEWEST_MATCHED:
            yield _matching_item(taken, theme, seed)


def _matching_item(taken: Sequence[Service], theme: str, seed: int) -> QuizItem:
    pairs = tuple(Pair(one.name, _plain(_people(one)), one.proof("who_for", _people(one))) for one in taken)
    stem = stem_of("match_people", seed, *(one.name for one in taken))
    first = taken[0]
    return QuizItem(
        id=item_id(ItemKind.MATCHING, stem, "|".join(pair.left for pair in pairs), pairs[0].proof.quote),
        kind=ItemKind.MATCHING,
        stem=stem,
        why="The Guide says so: " + " ".join(pair.proof.cited for pair in pairs),
        proof=pairs[0].proof,
        fact=FactName(first.name, "who_for", pairs[0].right),
        theme=theme,
        template="match_people",
        pairs=pairs,
    )


def _people(service: Service) -> str:
    line = people_line(service)
    return line if len(words(line)) >= 4 and not content(line) & content(service.name) else ""


def _can_stand_together(one: Service, other: Service, world: World) -> bool:
    return (
        world.closeness(_people(one), _people(other)) < TOO_NEAR
        and world.closeness(_people(one), other.said) < TOO_NEAR
        and world.closeness(one.said, _people(other)) < TOO_NEAR
    )


def _plain(line: str) -> str:
    """Return a line without its last full stop: answers of one and of two sentences stand beside each other."""
    return line.removesuffix(".")


def _fact(service: Service, field: str, line: str, value: str) -> Fact:
    proof: Proof = service.proof(field, line)
    return Fact(service.name, field, value, proof, service.theme, audience=service.audience)
