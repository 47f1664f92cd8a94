"""Scenarios at a turn: what sends a case to another service, and danger, where 999 comes first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quiz.danger_now import means_danger_now
from quiz.distracting import Rival, choose
from quiz.document_items import single_item
from quiz.facts import Fact, World
from quiz.people import quotable
from quiz.services import Service
from quiz.situations import Situation
from quiz.stems import stem_of
from quiz.types import ItemKind, Level, Option, Proof, QuizItem
from quiz.words import content, forbidden_numbers, stands_in

RING_999 = "Ring 999"
DANGER_FIELDS = ("danger", "not_for", "change_if")
DANGER_LINE = re.compile(
    r"^(?:If (?:there is |it is )?)?(?P<words>[^:]{6,90}): (?:please )?(?:ring )?999\b(?P<rest>.*)",
    re.IGNORECASE,
)
TURN_FIELDS = ("change_if", "not_for")
TURN_LINES = (
    re.compile(r"^If (?P<words>[^:]{6,110}): (?P<where>[^:]+)$"),
    re.compile(r"^(?:Not for )?(?P<words>[^:]{6,110}): use (?P<where>[^:]+)$"),
)

RivalsOf = Callable[[Service, Sequence[Service], World], tuple[Rival, ...]]


def turn_items(
    service: Service,
    everything: Sequence[Service],
    rivals_of: RivalsOf,
    told: Sequence[Situation],
    world: World,
    seed: int,
) -> Iterator[QuizItem]:
    """Yield the turns that one record tells of.

    everything: all usable records. rivals_of: who is wrong for a case. told: the situations of the record.
    """
    yield from _elsewhere(service, everything, rivals_of, world, seed)
    yield from _danger(service, everything, told, seed)


def _elsewhere(
    service: Service, everything: Sequence[Service], rivals_of: RivalsOf, world: World, seed: int
) -> Iterator[QuizItem]:
    by_name = {other.name: other for other in everything if other is not service}
    asked: set[str] = set()
    for field in TURN_FIELDS:
        for line in service.record.lines(field):
            found = next(filter(None, (pattern.match(line) for pattern in TURN_LINES)), None)
            if not found or found["where"].lower().startswith("also") or means_danger_now(line):
                continue
            target = by_name.get(_first_named(service, found["where"]))
            told = found["words"]
            if target is None or content(target.name) & content(told) or told.lower() in asked:
                continue
            asked.add(told.lower())
            proof = service.proof(field, line)
            yield from _turn(service, target, told, proof, everything, rivals_of, world, seed)


def _first_named(service: Service, where: str) -> str:
    """Return the service a line sends people to: the only one it names, or the one it names before “first”.

    Empty if it names several side by side: then more than one would be right.
    """
    names = {link.name for link in service.record.links if stands_in(link.name, where)}
    named = sorted((where.lower().find(name.lower()), name) for name in names)
    if len(named) == 1:
        return named[0][1] if where.lower().startswith(named[0][1].lower()) else ""
    is_ordered = len(named) > 1 and re.search(r"\bfirst\b", where[: named[1][0]]) and named[0][0] == 0
    return named[0][1] if is_ordered else ""


def _turn(
    service: Service,
    target: Service,
    told: str,
    proof: Proof,
    everything: Sequence[Service],
    rivals_of: RivalsOf,
    world: World,
    seed: int,
) -> Iterator[QuizItem]:
    fact = _fact(service, told, f"instead of {service.name}", target.name, proof)
    stem = stem_of("change", seed, proof.quote, service=service.name, words=told)
    why = f"The Guide says that this changes the choice: {proof.cited}"
    instead = Rival(service.name, why, proof, is_same_theme=True)
    others = [other for other in everything if other is not service and other is not target]
    choice = choose(fact, (instead, *rivals_of(target, others, world)), stem, told, world, seed)
    if choice is not None:
        key = Option(target.name, True, f"The Guide names it for this: {proof.cited}", proof)
        yield single_item(
            ItemKind.SCENARIO, "change", Level.APPLY, stem, fact, key, choice.options, choice.undecided, seed
        )


def _danger(
    service: Service, everything: Sequence[Service], told: Sequence[Situation], seed: int
) -> Iterator[QuizItem]:
    if service.record.urgency == "emergency":
        for line in quotable(service, "when_to_use"):
            stem = stem_of("now", seed, line, words=line)
            yield from _ring_999(service, "when_to_use", line, line, stem, "now", everything, seed)
        return
    for field in DANGER_FIELDS:
        for line in service.record.lines(field):
            found = DANGER_LINE.match(line)
            if found and not forbidden_numbers(line) and not re.search(r"\bpolice\b", found["rest"]):
                words = found["words"]
                case = next((one.words for one in told if one.field == "when_to_use" and not one.is_part), "")
                template = "danger_in_case" if case else "danger"
                stem = stem_of(template, seed, service.name, words, service=service.name, words=words, case=case)
                yield from _ring_999(service, field, line, words, stem, template, everything, seed)
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
    # The service's own number would be the same answer twice: it is contacted by ringing it.
    own = {contact.value for contact in service.record.contacts} if template != "now" else set()
    wrong = [option for number in ("101", "111") if number not in own for option in _other_number(number, everything)]
    if template != "now":
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


def _fact(service: Service, entity: str, relation: str, value: str, proof: Proof) -> Fact:
    return Fact(entity, relation, value, proof, service.theme, audience=service.audience)
