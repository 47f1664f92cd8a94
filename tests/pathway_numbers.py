"""Finds telephone numbers, e-mail addresses and postcodes in text, and tells whose they are by digests kept apart.

tests/fixtures/pathway_numbers.json holds, for each record, digests of what the facts give as its contacts, and digests
of what may never be shown. Digests, because the facts themselves are not part of this repository.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.pathway_records import Pathway

FIXTURE = Path(__file__).parent / "fixtures" / "pathway_numbers.json"

EVERYBODYS = frozenset({"999", "101", "111"})
"""National numbers that may stand in any record."""

SHORT_CODES = r"999|101|111|159|7726|85258|18000|18001"
NUMBER = re.compile(rf"(?<![\w/.:-])(?:0\d[\d ]{{5,12}}\d|116 123|{SHORT_CODES})(?![\w-]|\.\d)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LONGEST_NAME_END = 9
"""A name may go on after a number that it holds: Bank 159 and 7726."""
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b")
DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:uk|org|com|net)\b")


@dataclass(frozen=True)
class Shown:
    """One number, address or postcode, and the text it stands in."""

    value: str
    text: str


def digest(value: str) -> str:
    """Return the digest of a number by its digits, of anything else by its small letters without spaces."""
    folded = re.sub(r"\s", "", value.lower())
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def values_in(text: str) -> Iterator[str]:
    """Yield every number, e-mail address and postcode of a text."""
    for pattern in (NUMBER, EMAIL, POSTCODE):
        yield from (match[0] for match in pattern.finditer(text))


def leaves(value: object) -> Iterator[str]:
    """Yield every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from leaves(item)


def digests() -> tuple[dict[str, set[str]], set[str]]:
    """Return the digests of each record's contacts, and of what may never be shown."""
    kept = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return {key: set(values) for key, values in kept["contacts"].items()}, set(kept["never_shown"])


def strangers(pathways: Sequence[Pathway]) -> list[str]:
    """Return what a record shows of numbers and addresses that belong neither to it nor to a service named beside."""
    owned, _ = digests()
    names = {pathway.id: _names(pathway) for pathway in pathways}
    found = []
    for pathway in pathways:
        for shown in _shown(pathway):
            owners = [pathway.id, *(other for other, own in names.items() if any(name in shown.text for name in own))]
            if shown.value not in EVERYBODYS and all(digest(shown.value) not in owned[owner] for owner in owners):
                found.append(f"{pathway.id}: {shown.value} in {shown.text!r}")
    return found


def _shown(pathway: Pathway) -> Iterator[Shown]:
    for contact in pathway.contacts:
        if contact.kind in ("phone", "text", "email"):
            yield Shown(contact.value, "")
        yield from (Shown(value, "") for value in values_in(contact.value) if contact.kind == "post")
        yield from (Shown(value, "") for value in values_in(contact.note))
    for key, lines in pathway.fields:
        if key != "contact":
            yield from (Shown(value, _before(line, value)) for line in lines for value in values_in(line))


def _before(line: str, value: str) -> str:
    """Return the line up to and with a number, since a service's name comes before its number or holds it."""
    after = line.index(value) + len(value)
    return line[: after + LONGEST_NAME_END]


def _names(pathway: Pathway) -> tuple[str, ...]:
    return (pathway.short, *(contact.label for contact in pathway.contacts if contact.label in ("Childline",)))
