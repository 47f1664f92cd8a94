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
from typing import Any

from guide.directory.pathway_records import Pathway

FIXTURE = Path(__file__).parent / "fixtures" / "pathway_numbers.json"

EVERYBODYS = frozenset({"999", "101", "111"})
"""National numbers that may stand in any record."""

SHORT_CODES = r"999|101|111|159|7726|85258|18000|18001"
NUMBER = re.compile(rf"(?<![\w/.:-])(?:0\d[\d ]{{5,12}}\d|116 123|{SHORT_CODES})(?![\w-]|\.\d)")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LONGEST_NAME_END = 9
"""A name may go on after a number that it holds: Bank 159 and 7726."""
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b")
DOMAIN = re.compile(r"(?<![\w-])(?:[\w-]+\.)+(?:uk|org|com|net)\b")


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


def forbidden_in(text: str) -> set[str]:
    """Return what a text shows that may never be shown."""
    _, never = digests()
    return {value for value in (*values_in(text), *DOMAIN.findall(text)) if digest(value) in never}


def strangers(pathways: Sequence[Pathway]) -> list[str]:
    """Return what a record shows of numbers and addresses that belong neither to it nor to a service named beside."""
    owners = Owners.of(pathways)
    return [
        f"{pathway.id}: {shown.value} in {shown.text!r}"
        for pathway in pathways
        for shown in _shown(pathway)
        if not owners.has(shown, pathway.id)
    ]


def strangers_in(answer: Mapping[str, Any], pathways: Sequence[Pathway], alert_file: str) -> list[str]:
    """Return the same of an answer's JSON: its text, quotations, cards and alerts, each under the name it shows.

    alert_file: the texts of the alerts. A number outside every quotation may only be part of a service's name.
    """
    owners = Owners.of(pathways)
    in_alerts = {digest(value) for value in values_in(alert_file)}
    own_words = _outside_quotations(answer, pathways)
    shown = [*_in_citations(answer), *_in_cards(answer), *(("", each) for each in own_words)]
    found = [f"{owner}: {each.value} in {each.text!r}" for owner, each in shown if not owners.has(each, owner)]
    alerts = [value for alert in answer["alerts"] for value in values_in(alert["text"])]
    return found + [f"alerts: {value}" for value in alerts if digest(value) not in in_alerts]


@dataclass(frozen=True)
class Owners:
    """The digests of each record's contacts, and the names under which its numbers stand in texts."""

    owned: Mapping[str, set[str]]
    names: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, pathways: Sequence[Pathway]) -> Owners:
        return cls(digests()[0], {pathway.id: _names(pathway) for pathway in pathways})

    def has(self, shown: Shown, owner: str) -> bool:
        """Say whether a number is everybody's, of the record it is shown under, or of one named before it."""
        if shown.value in EVERYBODYS:
            return True
        named = (other for other, own in self.names.items() if any(name in shown.text for name in own))
        return any(digest(shown.value) in self.owned.get(each, ()) for each in (owner, *named))


def _in_citations(answer: Mapping[str, Any]) -> Iterator[tuple[str, Shown]]:
    """Yield what quotations of records show. A document's words are their own source."""
    cards = {card["id"] for card in answer["pathways"]}
    for citation in answer["citations"]:
        if citation["source_id"] in cards:
            lines = (*citation["quote"].splitlines(), *citation["passage"].splitlines())
            yield from ((citation["source_id"], each) for line in lines for each in _in_line(line))


def _in_cards(answer: Mapping[str, Any]) -> Iterator[tuple[str, Shown]]:
    for card in answer["pathways"]:
        for contact in (*card["contacts"], *card["links"]):
            owner = contact.get("id", card["id"])
            values = (contact["value"],) if contact.get("kind") in ("phone", "text", "email", None) else ()
            yield from ((owner, Shown(value, "")) for value in values if value)
        rest = {key: value for key, value in card.items() if key not in ("contacts", "links", "sources")}
        texts = (text for text in leaves(rest) if "://" not in text)
        yield from ((card["id"], each) for text in texts for each in _in_line(text))


def _outside_quotations(answer: Mapping[str, Any], pathways: Sequence[Pathway]) -> Iterator[Shown]:
    """Yield the numbers of our own words, other than those of which a service's name is made."""
    text = answer["text"]
    for citation in answer["citations"]:
        text = text.replace(f"{citation['quote']} [{citation['marker']}]", "")
    for name in (name for pathway in pathways for name in (pathway.name, pathway.short)):
        text = text.replace(name, "")
    return (each for line in text.splitlines() for each in _in_line(line))


def _in_line(line: str) -> Iterator[Shown]:
    return (Shown(value, _before(line, value)) for value in values_in(line))


def _shown(pathway: Pathway) -> Iterator[Shown]:
    for contact in pathway.contacts:
        if contact.kind in ("phone", "text", "email"):
            yield Shown(contact.value, "")
        yield from (Shown(value, "") for value in values_in(contact.value) if contact.kind == "post")
        yield from (Shown(value, "") for value in values_in(contact.note))
    for key, lines in pathway.fields:
        if key != "contact":
            yield from (each for line in lines for each in _in_line(line))


def _before(line: str, value: str) -> str:
    """Return the line up to and with a number, since a service's name comes before its number or holds it."""
    after = line.index(value) + len(value)
    return line[: after + LONGEST_NAME_END]


def _names(pathway: Pathway) -> tuple[str, ...]:
    return (pathway.short, *(contact.label for contact in pathway.contacts if contact.label in ("Childline",)))
