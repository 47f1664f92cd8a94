"""A record's contacts and opening times as the lines people read, and the times as the editor writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from guide.directory.pathway_records import Hours, Period

NAMES = {"phone": "Telephone", "text": "Text", "email": "E-mail", "page": "Page", "post": "Post"}
NONE = "not in our documents"
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = "always"
HOLIDAYS = "bank holidays "
TIMES = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))? (\d\d:\d\d)-(\d\d:\d\d)")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
ONE_LINE = 22
"""So many words are read in a second or two, and take three lines of a phone."""
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
HOW_TO_WRITE = 'write "mon-fri 09:00-17:00", "always" or "bank holidays closed"'


class ContactLike(Protocol):
    """What a line about a contact needs of it."""

    @property
    def kind(self) -> str:
        """Return phone, text, email, page or post."""
        ...

    @property
    def value(self) -> str:
        """Return the number or address."""
        ...

    @property
    def label(self) -> str:
        """Return what this line is for, or nothing."""
        ...

    @property
    def note(self) -> str:
        """Return words shown after it, or nothing."""
        ...


def contact_lines(contacts: Sequence[ContactLike]) -> list[str]:
    """Return one line for each contact, and one for each usual kind that is missing."""
    lines = []
    for contact in contacts:
        name = NAMES[contact.kind] + (f" ({contact.label})" if contact.label else "")
        lines.append(f"{name}: {contact.value}" + (f" ({contact.note})" if contact.note else ""))
    for kind in ("phone", "email"):
        if all(contact.kind != kind for contact in contacts):
            lines.append(f"{NAMES[kind]}: {NONE}")
    return lines


def sentence(words: str) -> str:
    """Return words as a sentence."""
    return words if words.endswith(".") else f"{words}."


def one_line(lines: Sequence[str]) -> str:
    """Return a field in one line: its first sentences while they have at most 22 words, and always the first.

    A sentence is never cut, however long it is: what it depends on may stand at its end.
    """
    first, *others = SENTENCE_END.split(" ".join(lines))
    for sentence in others:
        if len(first.split()) + len(sentence.split()) > ONE_LINE:
            break
        first = f"{first} {sentence}"
    return first


def hours_lines(hours: Hours | None) -> tuple[str, ...]:
    """Return opening times as the editor writes them: the words first, then the times as data."""
    if hours is None:
        return ()
    times = [ALWAYS] if hours.always else [f"{days_words(each)} {each.opens}-{each.closes}" for each in hours.periods]
    holidays = [] if hours.bank_holidays == "unknown" else [f"{HOLIDAYS}{hours.bank_holidays}"]
    return (hours.words, *times, *holidays)


def hours_of(lines: Sequence[str], before: Hours | None) -> Hours | None:
    """Return the opening times that such lines say; what is not said in lines stays as before.

    Raises ValueError naming the line that is none of the forms.
    """
    if not lines:
        return None
    periods, always, holidays = [], False, "unknown"
    for line in (each.strip().lower() for each in lines[1:]):
        if line == ALWAYS:
            always = True
        elif line.removeprefix(HOLIDAYS) in ("open", "closed") and line.startswith(HOLIDAYS):
            holidays = line.removeprefix(HOLIDAYS)
        else:
            periods.append(_period(line))
    return Hours(
        words=lines[0].strip(),
        always=always,
        periods=tuple(periods),
        bank_holidays=holidays,
        answered_outside=before.answered_outside if before else False,
    )


def days_words(period: Period) -> str:
    """Return the days of a period as they are written: mon or mon-fri."""
    first, last = DAY_NAMES[period.days[0]], DAY_NAMES[period.days[-1]]
    return first if first == last else f"{first}-{last}"


def _period(line: str) -> Period:
    found = TIMES.fullmatch(line)
    if found is None or not all(CLOCK.fullmatch(found[at]) for at in (3, 4)):
        raise ValueError(f"“{line}” is not a time the guide can read: {HOW_TO_WRITE}")
    first = DAY_NAMES.index(found[1])
    last = DAY_NAMES.index(found[2] or found[1])
    if last < first or found[3] >= found[4]:
        raise ValueError(f"“{line}” runs backwards: put the earlier day and the earlier time first")
    return Period(tuple(range(first, last + 1)), found[3], found[4])


def given_in(text: str, links: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Return the places of those links, each a service's name and number, that a text gives.

    A number that several services share stands for those that the text names, for all where it names none.
    """
    given = [place for place, (_, value) in enumerate(links) if value and value in text]
    named = {links[place][1] for place in given if links[place][0] in text}
    return tuple(place for place in given if links[place][1] not in named or links[place][0] in text)
