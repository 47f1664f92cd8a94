"""Made-up identifiers planted in questions, of ranges and names that belong to nobody."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.masking.identifiers import is_card_number, is_nhs_number

GIVEN = ("Orsolya", "Marcus", "Aisha", "Tomasz", "Grace", "Ibrahim", "Chloe", "Stephen", "Fatima", "Daniel")
SURNAMES = ("Quillfeather", "Thistlewick", "Vandermoor", "Brackenshaw", "Ollerenpike", "Zeldenthorpe", "Muckleburr")
STREETS = ("Thistledown Crescent", "Larkspur Mews", "Old Kiln Gardens", "Wrenfield Avenue", "Copperbeech Close")
POSTCODE = "KT2 6CV"
"""No postcode ends in C or V, so this is nobody's."""
ABOUT = (
    "Who do I ring about {who}?",
    "How do I refer {who} for housing advice?",
    "I spoke to {who} this morning, which service helps with drinking?",
    "{who} has been sleeping rough since Friday. What do I do?",
    "What does the plan say about victims like {who}?",
    "Does {who} qualify for the domestic abuse service?",
)


@dataclass(frozen=True, slots=True)
class Canary:
    """One question with the identifiers that must be found nowhere afterwards."""

    question: str
    secrets: tuple[str, ...]


def canaries(count: int, seed: int, about: Sequence[str] = ()) -> tuple[Canary, ...]:
    """Return so many questions. Numbers are of ranges reserved for examples; names and streets are made up.

    about: forms of a question to be used in turn, instead of one of `ABOUT` by chance.
    """
    chance = random.Random(seed)
    return tuple(_canary(chance, number, about) for number in range(count))


def _canary(chance: random.Random, number: int, about: Sequence[str]) -> Canary:
    kinds = (
        _telephone,
        _email,
        _nhs,
        _insurance,
        _name,
        _address,
        _card,
        _account,
        _crime,
        _born,
        _vehicle,
        _passport,
        _cad,
        _marac,
    )
    words, secrets = kinds[number % len(kinds)](chance)
    if number % 3 == 0:
        more, further = kinds[chance.randrange(4)](chance)
        words, secrets = f"{words}, {more}", (*secrets, *further)
    if words.isascii() and chance.random() < 0.15:
        words = _full_width(words)
    form = chance.choice(ABOUT)
    if about:
        form = about[number % len(about)]
    return Canary(form.format(who=words), secrets if "{who}" in form else ())


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _telephone(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = chance.choice(("07700 900", "020 7946 0", "01632 960")) + _digits(chance, 3)
    gap = chance.choice((" ", "", "-", "\u200b", "\u00a0"))
    return f"the man on {number.replace(' ', gap)}", (number,)


def _email(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    address = f"{chance.choice(SURNAMES).lower()}.{_digits(chance, 5)}@example.{chance.choice(('org', 'com', 'net'))}"
    return f"the tenant at {address}", (address,)


def _nhs(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    while not is_nhs_number(number := "999" + _digits(chance, 7)):
        pass
    return f"NHS number {number[:3]} {number[3:6]} {number[6:]}", (number,)


def _insurance(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = "QQ" + _digits(chance, 6) + chance.choice("ABCD")
    return f"the resident with NI {number}", (number,)


def _name(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    surname = chance.choice(SURNAMES)
    return f"{chance.choice(('', 'Mr ', 'Ms '))}{chance.choice(GIVEN)} {surname}", (surname,)


def _address(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    street = f"{chance.randrange(1, 400)} {chance.choice(STREETS)}"
    return f"the woman at {street}, {POSTCODE}", (street, POSTCODE)


def _card(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    while not is_card_number(number := "411111" + _digits(chance, 10)):
        pass
    return f"someone whose card {' '.join(re.findall('....', number))} was used", (number,)


def _account(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = _digits(chance, 8)
    return f"someone with sort code 00-11-22 account {number}", (number,)


def _crime(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = f"{chance.randrange(10**6, 10**7)}/25"
    return f"the victim in crime ref {number}", (number,)


def _born(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    day = f"{chance.randrange(1, 29):02d}/{chance.randrange(1, 13):02d}/{chance.randrange(1940, 2012)}"
    surname = chance.choice(SURNAMES)
    return f"{chance.choice(GIVEN)} {surname} dob {day}", (day, surname)


def _vehicle(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    letters = "".join(chance.choice("ABCDEFGHJ") for _ in range(3))
    plate = f"QQ00 {letters}"  # no registration begins with Q and another letter, and none has the age 00
    return f"the man with the van {plate}", (plate,)


def _passport(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = "000" + _digits(chance, 6)
    return f"someone with passport number {number}", (number,)


def _cad(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = f"{chance.randrange(10**3, 10**4)}/31FEB25"  # there is no such day
    return f"the caller in CAD {number}", (number,)


def _marac(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    number = f"ZZ/00/{_digits(chance, 5)}"  # no authority, and a year before the first MARAC
    return f"the woman in MARAC ref {number}", (number,)


def _full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)


def batch_of(made: Iterable[Canary]) -> str:
    """Return the questions as the lines of a batch."""
    return "".join(f"{json.dumps({'id': n, 'question': each.question})}\n" for n, each in enumerate(made))
