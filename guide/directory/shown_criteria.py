"""What a record must show to be on a list of services: each criterion of a question, judged by the record's own words.

What a record does not say is not known, and never "no": such a service is counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from guide.asking.listed_criteria import (
    AGE,
    ALWAYS,
    BY_STAFF,
    OPEN,
    REACH,
    SAID,
    SELF,
    SEX,
    WAY,
    Criterion,
)
from guide.asking.listed_times import EVENING, HOLIDAY, LATE, NOW, OUT_OF_HOURS, When
from guide.asking.pathway_asking import ADULT_FROM
from guide.directory.pathway_marks import opening
from guide.directory.pathway_records import Contact, Pathway

SOME_MONDAY = date(2026, 1, 5)
"""A week without a holiday: opening times are asked of a day of the week, not of a date."""

ANSWERING = ("phone", "text")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a record says to one criterion. fits: None where it says nothing.

    key, line: the field whose line shows it, no key where no field is quoted for it. contacts: the ways to reach the
    service that it leaves, by their place in the record; None for all. is_meant: it is there for just that.
    """

    fits: bool | None
    key: str = ""
    line: int = 0
    contacts: frozenset[int] | None = None
    is_meant: bool = False


UNKNOWN = Shown(None)
NO = Shown(False)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of the question and the bank holidays. at: None where it is not known."""

    at: datetime | None = None
    bank_holidays: Collection[date] = ()


def shown_of(pathway: Pathway, criterion: Criterion, clock: Clock) -> Shown:
    """Return what a record says to one criterion."""
    if criterion.kind == OPEN and criterion.when is not None:
        return _open(pathway, criterion.when, clock)
    return _JUDGES[criterion.kind](pathway, criterion.value)


def _always(pathway: Pathway, value: str) -> Shown:
    """Say whether somebody answers at any hour, be it by another number or by passing calls on."""
    hours = pathway.hours
    if hours is None or not (hours.always or hours.periods):
        return UNKNOWN
    is_covered = hours.answered_outside or any(each.outside for each in pathway.contacts)
    return Shown(True, "hours") if hours.always or is_covered else NO


_EVERY_DAY = re.compile(r"\bevery day of the year\b", re.IGNORECASE)
_LABELLED: Mapping[str, re.Pattern[str]] = {
    HOLIDAY: re.compile(r"\bbank holidays?\b", re.IGNORECASE),
    OUT_OF_HOURS: re.compile(r"\b(?:out of hours|evenings?)\b", re.IGNORECASE),
    EVENING: re.compile(r"\b(?:out of hours|evenings?)\b", re.IGNORECASE),
}


def _open(pathway: Pathway, when: When, clock: Clock) -> Shown:
    """Say whether a line answers at some time that is asked of."""
    lines = {number: each for number, each in enumerate(pathway.contacts) if each.kind in ANSWERING}
    states = {number: _states(pathway, each, when, clock) for number, each in lines.items()}
    is_open = frozenset(number for number, found in states.items() if "open" in found)
    if is_open:
        labelled = next((number for number in is_open if pathway.contacts[number].outside), None)
        key, line = ("hours", 0) if pathway.lines("hours") else ("contact", labelled or min(is_open))
        return Shown(True, key, line, is_open)
    label = _LABELLED.get(when.clock or when.kind)
    said = [number for number, each in lines.items() if label and label.search(each.label)]
    if said:
        return Shown(True, "contact", said[0], frozenset(said))
    asks_a_day = when.kind == HOLIDAY or (when.days and not when.clock)
    if asks_a_day and any(_EVERY_DAY.search(words) for words in pathway.lines("hours")):
        return Shown(True, "hours")
    is_known = any(set(found) == {"closed"} for found in states.values())
    return NO if is_known else UNKNOWN


def _states(pathway: Pathway, contact: Contact, when: When, clock: Clock) -> set[str]:
    moments, holidays = _moments(when, clock)
    return {opening(pathway, contact, at, holidays).state for at in moments}


def _moments(when: When, clock: Clock) -> tuple[list[datetime], Collection[date]]:
    """Return the moments that stand for the time asked of, and which of their days are bank holidays."""
    if when.kind == NOW:
        return ([clock.at] if clock.at else []), clock.bank_holidays
    if when.kind == HOLIDAY:
        return [datetime.combine(SOME_MONDAY, time(11))], {SOME_MONDAY}
    if when.kind == OUT_OF_HOURS:
        return [datetime.combine(SOME_MONDAY, time.fromisoformat(LATE))], ()
    clocks = [time.fromisoformat(when.clock)] if when.clock else [time(hour) for hour in range(24)]
    days = [SOME_MONDAY + timedelta(days=day) for day in when.days or range(7)]
    return [datetime.combine(day, at) for day in days for at in clocks], ()


_CHILD = r"(?:child(?:ren)?|young (?:people|person)|under[- ]?1[0-9]s?|adolescents?|teenagers?|pupils?)"
_OF_CHILDREN = re.compile(rf"(?:[\w ]{{2,20}}: )?(?:the |any |all )?{_CHILD}\b", re.IGNORECASE)
_FOR_CHILDREN = re.compile(
    rf"^{_OF_CHILDREN.pattern}|\b(?:including|for) {_CHILD}\b(?! to\b)|"
    r"\bof any age\b|\bover 1[0-7]\b|\baged 1[0-7]\+",
    re.IGNORECASE,
)
_NOT_FOR_CHILDREN = re.compile(r"\bonly\b|\bseparate\b|\bversion\b|\bunder 1\d: (?:use|go|call)\b", re.IGNORECASE)
"""Another way for them, or none: the contacts of the record are then not theirs."""
_FOR_ADULTS = re.compile(r"^(?:[\w ]{2,20}: )?(?:vulnerable )?adults?\b(?! (?:ring|who are worried))", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def _age(pathway: Pathway, value: str) -> Shown:
    """Say whether a record is for children or for adults, by its ages and by how it says for whom it is."""
    least, most = pathway.min_age, pathway.max_age
    if value == "adults":
        if most is not None and most < ADULT_FROM:
            return NO
        return _said(pathway, ("who_for",), _FOR_ADULTS) if least is not None and least >= ADULT_FROM else UNKNOWN
    if least is not None and least >= ADULT_FROM:
        return NO
    found = _said(pathway, ("who_for", "who_may_refer"), _FOR_CHILDREN, _NOT_FOR_CHILDREN)
    is_young = most is not None and most < 2 * ADULT_FROM
    if not is_young and not found.fits:
        return found
    is_meant = is_young or _OF_CHILDREN.match(pathway.lines(found.key)[found.line]) is not None
    return Shown(True, found.key or "who_for", found.line, found.contacts, is_meant)


_THEMSELVES = re.compile(
    r"^(?:the )?(?:person|woman|man|victims?|adult|young person|child)\b(?!'s)|\b(?:them|her|him)sel(?:f|ves)\b|"
    r"\bself-?refers?\b|^anybody\b|^no referral is needed|^(?:children|victims|witnesses|individuals)\b",
    re.IGNORECASE,
)
_IN_SO_MANY_WORDS = re.compile(r"\bself-?refers?\b|\bno referral is needed\b", re.IGNORECASE)
_THROUGH_STAFF = re.compile(
    r"\b(?:professionals?|practitioners?|agency|agencies|public bod(?:y|ies)|employers|police|responder|staff)\b",
    re.IGNORECASE,
)


def _self(pathway: Pathway, value: str) -> Shown:
    lines = pathway.lines("who_may_refer")
    if not lines:
        return UNKNOWN
    if not _THEMSELVES.search(lines[0]):
        return NO
    return replace(
        _said(pathway, ("who_may_refer",), _THEMSELVES), is_meant=_IN_SO_MANY_WORDS.search(lines[0]) is not None
    )


def _by_staff(pathway: Pathway, value: str) -> Shown:
    """Say whether somebody else than the person has to refer."""
    lines = pathway.lines("who_may_refer")
    if not lines:
        return UNKNOWN
    return Shown(True, "who_may_refer") if not _THEMSELVES.search(lines[0]) and _THROUGH_STAFF.search(lines[0]) else NO


_ANY_SEX = re.compile(r"\bany gender\b", re.IGNORECASE)


def _sex(pathway: Pathway, value: str) -> Shown:
    if pathway.sex:
        return Shown(True, "who_for", is_meant=True) if pathway.sex in value.split() else NO
    return _said(pathway, ("who_for",), _ANY_SEX)


def _reach(pathway: Pathway, value: str) -> Shown:
    fits = pathway.scope == value or value == "uk" and pathway.scope == "england"
    return Shown(fits)


def _way(pathway: Pathway, value: str) -> Shown:
    places = frozenset(number for number, each in enumerate(pathway.contacts) if each.kind == value)
    return Shown(True, contacts=places) if places else UNKNOWN


_SHOWS: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    name: (keys, re.compile(pattern, re.IGNORECASE))
    for name, keys, pattern in (
        ("free", ("steps", "contact", "hours"), r"\bfree\b(?! to (?!ring|call|use|report|apply))|\bfreephone\b"),
        ("paid", ("steps", "contact", "thresholds"), r"£|\bfees?\b|\bcharges?\b|\bcosts?\b"),
        ("anonymous", ("consent",), r"(?<!not be )\banonym\w+|\bno name is\b"),
        ("confidential", ("consent", "steps", "what_happens_next"), r"\bconfiden\w+"),
        ("chat", ("steps", "contact", "hours"), r"\b(?:live|online|web) ?chat\b"),
        (
            "form",
            ("steps", "contact"),
            r"\bonline (?:\w+ )?(?:form|tool)|\b(?:web|report) form\b|\breport online\b|\bform on\b",
        ),
        ("walk-in", ("steps", "who_may_refer"), r"(?<!not )\b(?:walk in|drop-in)\b"),
        ("deaf", ("steps", "contact"), r"\bdeaf\b|\bsign ?(?:language|live)\b|\btextphone\b|\bsignlive\b"),
        ("interpreter", ("steps", "have_ready", "contact"), r"\binterpret\w+"),
    )
}


def _says(pathway: Pathway, value: str) -> Shown:
    keys, pattern = _SHOWS[value]
    return _said(pathway, keys, pattern)


def _said(pathway: Pathway, keys: Collection[str], shows: re.Pattern[str], but: re.Pattern[str] | None = None) -> Shown:
    """Return the first line of these fields that says it, in one of its sentences."""
    for key in keys:
        for number, line in enumerate(pathway.lines(key)):
            for sentence in _SENTENCE.split(line):
                if shows.search(sentence) and not (but and but.search(sentence)):
                    return Shown(True, key, number, _named_in(pathway, sentence))
    return UNKNOWN


def _named_in(pathway: Pathway, sentence: str) -> frozenset[int] | None:
    """Return the contacts whose label a sentence names, None where it names none: "Under-19s ring ..."."""
    named = (number for number, each in enumerate(pathway.contacts) if each.label and each.label in sentence)
    return frozenset(named) or None


_JUDGES: Mapping[str, Callable[[Pathway, str], Shown]] = {
    ALWAYS: _always,
    AGE: _age,
    SELF: _self,
    BY_STAFF: _by_staff,
    SEX: _sex,
    REACH: _reach,
    WAY: _way,
    SAID: _says,
}
