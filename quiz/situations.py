"""The situations a record tells of, as slices of its shown lines: whom it concerns and what happens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.danger_now import means_danger_now
from quiz.document_facts import members_of
from quiz.facts import World
from quiz.people import BARE, MATTER, people_line, quotable
from quiz.services import Service
from quiz.words import content, forbidden_numbers, share, words

CHANGE_LINE = re.compile(r"^If (?P<words>[^:]{6,110}): (?P<where>[^:]+)$")
CHILD = re.compile(
    r"\b(?:child(?:ren)?|kids?|teen\w*|girls?|boys?|young|youth|pupils?|schools?|sons?|daughters?|bab(?:y|ies)|"
    r"under[- ]?1[0-8]s?|1[0-7][- ]year)\b",
    re.IGNORECASE,
)
ADULT = re.compile(r"\b(?:adults?|m[ae]n|wom[ae]n|elderly|pensioner|husband|wife|partner|tenant)\b", re.IGNORECASE)
OF_CHILDREN = re.compile(r"\bunder 1[38]\b|\bchild", re.IGNORECASE)
OF_ADULTS = re.compile(r"\b18 or over\b|\bover 18\b|\badult", re.IGNORECASE)
LONGER_THAN = re.compile(r"\bover (?P<time>\d+ (?:hours|days|weeks|months|years))\b")
ABOUT_ITSELF = re.compile(r"(?<=\.) It is\b.*$")
ADDED = re.compile(
    r"^(?:usually|often|sometimes|mostly|only|within|after|before|in|at|on|for|from|by|with)\b", re.IGNORECASE
)
"""An entry that begins so says when or where something is, not what happens."""

SHORTEST_LIST = 3
SAID_TWICE = 0.75
"""From this share of its words on, a case only repeats whom it concerns."""

TOLD_FIELDS = ("who_for", "when_to_use", "thresholds")
"""The shown fields that tell whom a service is for and when; how staff search for it is never told as a situation."""

CLEAR = 0.35
"""How near a situation must at least be to how its own service's situations are told."""

COMMON_FROM = 3
"""A word that stands in the names of so many services gives none of them away."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What happens, in words that are a slice of one line of a field; people: whom it concerns, where that is said.

    is_part: one entry of a line that lists several.
    """

    field: str
    line: str
    words: str
    people: str = ""
    is_part: bool = False

    @property
    def told(self) -> str:
        """Return all that is told, for the comparison with other records."""
        return f"{self.people} {self.words}".strip()


def common_words(services: Sequence[Service]) -> frozenset[str]:
    """Return the words that stand in the names of several services, such as the borough's."""
    counts = Counter(word for service in services for word in content(service.name))
    return frozenset(word for word, count in counts.items() if count >= COMMON_FROM)


def situations_of(service: Service, common: frozenset[str]) -> Iterator[Situation]:
    """Yield what a record tells, whole lines first, none of which names the service or tells of danger now."""
    found = [*_whole_lines(service, common), *_parts(service, common)]
    for one in found:
        long_enough = len(content(one.words)) >= 2 and len(words(one.told)) >= 4
        if long_enough and not means_danger_now(one.told) and not is_changed(service, one.told):
            yield one


def _whole_lines(service: Service, common: frozenset[str]) -> Iterator[Situation]:
    people = people_line(service)
    people = "" if _names(service, people, common) else people
    for field in TOLD_FIELDS:
        for line in quotable(service, field):
            told = ABOUT_ITSELF.sub("", line)
            if _names(service, told, common) or BARE.search(told):
                continue
            if field != "who_for":
                is_repeated = share(content(told), content(people)) >= SAID_TWICE
                yield Situation(field, line, told, "" if is_repeated else people)
            elif line == people and MATTER.search(line):
                yield Situation(field, line, told)


def _parts(service: Service, common: frozenset[str]) -> Iterator[Situation]:
    """Yield the entries of lines that list what happens; without the people where their age would decide."""
    people = people_line(service)
    people = "" if _names(service, people, common) else people
    if not people and any(_is_about_age(line) for line in service.record.lines("change_if")):
        return
    for line in quotable(service, "when_to_use"):
        parts = members_of(ABOUT_ITSELF.sub("", line).rstrip(" ."))
        for part in parts if len(parts) >= SHORTEST_LIST else ():
            if not _names(service, part, common) and not BARE.search(line) and not ADDED.match(part):
                yield Situation("when_to_use", line, part, people, is_part=True)


def is_clearest(service: Service, others: Sequence[Service], one: Situation, world: World) -> bool:
    """Say whether a situation is nearer to how this service's situations are told than to those of any other."""
    return any(_is_nearest(service, others, text, world) for text in {one.told, one.words})


def is_near(service: Service, one: Situation, world: World) -> bool:
    """Say whether a situation is near to how this service's situations are told."""
    return _nearness(service, one.words, world) >= CLEAR


def _is_nearest(service: Service, others: Sequence[Service], text: str, world: World) -> bool:
    own = _nearness(service, text, world)
    return own >= CLEAR and all(_nearness(other, text, world) < own for other in others)


def _nearness(service: Service, text: str, world: World) -> float:
    return max((world.closeness(text, situation) for situation in service.record.situations), default=0.0)


def is_changed(service: Service, told: str) -> bool:
    """Say whether the record may send this situation elsewhere: what would change its choice seems to be told."""
    for line in service.record.lines("change_if"):
        found = CHANGE_LINE.match(line)
        if found and found["where"].lower().startswith("also"):
            continue
        condition = found["words"] if found else line
        if _is_about_age(condition):
            is_child, is_adult = bool(CHILD.search(told)), bool(ADULT.search(told))
            met = OF_CHILDREN.search(condition) and is_child or OF_ADULTS.search(condition) and is_adult > is_child
        else:
            met = _is_told(condition, told)
        if met:
            return True
    return False


def _is_told(condition: str, told: str) -> bool:
    longer = LONGER_THAN.search(condition)
    if longer and f"past {longer['time']}" in told:
        return False
    asked = content(condition) - {"person"}
    shared = asked & content(told)
    return share(asked, content(told)) >= 0.5 and (len(shared) > 1 or len(asked) == 1)


def _is_about_age(condition: str) -> bool:
    return bool(OF_CHILDREN.search(condition) or OF_ADULTS.search(condition))


def _names(service: Service, text: str, common: frozenset[str]) -> bool:
    """Say whether a text gives the service away by a word of its own name, or by a number that no answer may hold."""
    return bool((content(service.name) - common) & content(text)) or bool(forbidden_numbers(text))
