"""Does every number, address and time stand in the record that its line says it is from. Pure; no judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from evaluation import folding

Place = tuple[str, str]
"""Whose words, and which: the id of a record or document, and a field of it or the label of a contact."""


class Form(StrEnum):
    """How strictly shown words are held to their record."""

    TEXT = "running text: each contact in it stands there, an address folded, a number by its digits"
    LINE = "a line of a card: if a contact stands in it, the whole line stands there, character for character"
    CONTACT = "a number, address or opening of a card, or an alert: likewise, and it counts whatever it looks like"


@dataclass(frozen=True, slots=True)
class Held:
    """Words of a record or passage as the index holds them."""

    owner: str
    line: str
    words: str

    @property
    def place(self) -> Place:
        """Return where these words stand."""
        return self.owner, self.line


@dataclass(frozen=True, slots=True)
class Shown:
    """Words as a reply shows them. claims: where they say that they are from; one of these has to hold them."""

    words: str
    claims: tuple[Place, ...]
    form: Form = Form.TEXT

    @property
    def contacts(self) -> frozenset[str]:
        """Return the contacts in it, each in one form."""
        found = contacts_in(self.words)
        return found if found or self.form is not Form.CONTACT else frozenset({folding.fold(self.words)})


@dataclass(frozen=True, slots=True)
class Stray:
    """A line with the contacts in it that do not stand where it says that it is from."""

    shown: Shown
    contacts: tuple[str, ...]


@lru_cache(maxsize=20_000)
def contacts_in(words: str) -> frozenset[str]:
    """Return the telephone numbers, addresses and times in a text, each in one form. Kept: many cards show one line."""
    return folding.contacts(words) | folding.hours(words)


def strays(shown: Sequence[Shown], held: Sequence[Held]) -> tuple[Stray, ...]:
    """Return the lines of which a contact does not stand where they say that it is from."""
    known: dict[Place, list[str]] = {}
    for each in held:
        known.setdefault(each.place, []).append(each.words)
    found = []
    for line in shown:
        under = [words for claim in line.claims for words in known.get(claim, ())]
        stands = chain.from_iterable(map(contacts_in, under)) if line.form is Form.TEXT else ()
        lost = line.contacts.difference(stands)
        if lost and line.words not in under:
            found.append(Stray(line, tuple(sorted(lost))))
    return tuple(found)


def contact_exactness(shown: Sequence[Shown], held: Sequence[Held]) -> float | None:
    """Return contacts that stand where their line says that they are from / contacts shown; None without one.

    A number of another service under this one's name, an office number under "out of hours" and another line's time
    are not exact, though some record holds them. A contact counts in each line that shows it. Tier exact; the bar is 1.
    """
    total = sum(len(line.contacts) for line in shown)
    if not total:
        return None
    return 1 - sum(len(stray.contacts) for stray in strays(shown, held)) / total
