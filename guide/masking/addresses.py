"""Where somebody lives, in folded text: addresses, houses without a number, postcodes. Public buildings are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the folded text that identifies somebody. label: the words the mask shows."""

    start: int
    end: int
    label: str


_TYPES = (
    "road|rd|street|st|avenue|ave|av|lane|ln|close|cl|drive|dr|crescent|cres|court|ct|gardens|gdns|grove|place|pl|terrace|walk|mews|"
    "square|sq|parade|rise|row|mount|steps|path|wharf|croft|heights|villas|cottages|buildings|mansions"
)
_MORE_TYPES = (
    _TYPES
    + "|way|hill|green|yard|park|view|house|vale|quay|gate|mead|end|lodge|tower|estate|point|fields|meadow|bridge"
)
POSTCODE = r"\b[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}\b"
_TAIL = (
    rf"(?:[\s,]+(?:[A-Z][\w'\-]+\s?){{1,3}},?)?(?:[\s,]*(?i:{POSTCODE}))|(?:,\s*(?:New Malden|"
    rf"Kingston(?: upon Thames)?|Surbiton|Tolworth|Chessington|Norbiton|London))?"
)
_UNIT = r"(?:(?i:flat|apartment|apt|unit|room|studio|bedsit)\s*\d{1,4}[a-z]?,?\s*)"
_WORD = r"[A-Z][\w'\-]+"
_ADDRESS = re.compile(
    rf"(?:{_UNIT}(?:\d{{1,4}}[a-zA-Z]?,?\s+)?|(?:\b(?i:the)\s+{_WORD}\s+{_WORD},\s*)?(?i:\b(?:number|no\.?|"
    rf"nr)\s+)?\b\d{{1,4}}[a-zA-Z]?,?\s+)"
    rf"(?:{_WORD}\s+){{1,3}}(?i:{_MORE_TYPES})\b\.?(?:{_TAIL})"
)
_LOWER_ADDRESS = re.compile(
    rf"(?:\b(?:flat|apartment|unit|room)\s*\d{{1,4}}[a-z]?,?\s*)?\b\d{{1,3}}[a-z]?,?\s+(?!(?:hour|day|minute|week|"
    rf"month|year|mile|people|person|men|women|kids|boys|girls|old|new|more|"
    rf"different|other|of|to|and|in|on|at|from|the|a)s?\b)[a-z'\-]{{3,}}\s+(?:[a-z'\-]{{3,}}\s+)?(?:road|street|"
    rf"avenue|lane|close|drive|crescent|gardens|grove|terrace|mews|rise|row|court|walk)\b"
    rf"(?!\s+(?:to|by|down|up|the|with|off|an?|case|cases|date|dates|order|orders|hearing|away|from|crime|"
    rf"support)\b)(?:[\s,]*(?:{POSTCODE}))?",
    re.I,
)
_PO_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s+\d{2,6}\b", re.I)
_POSTCODE = re.compile(POSTCODE, re.I)
_HOUSE = re.compile(r"\b(?:house|number|flat|no\.?|door)\s*(?:number|no\.?)?\s*[:#]?\s*(\d{1,4}[a-z]?)\b", re.I)
_PUBLIC_BUILDING = re.compile(
    r"\b(?:guildhall|hospital|police station|station|office|offices|council|library|surgery|health centre|centre|"
    r"clinic|school|church|theatre|court house|"
    r"town hall|college|university|headquarters|museum|pub|market|shops?|hub|mosque|synagogue|temple|hotel)\b",
    re.I,
)
_STREET = rf"(?:{_WORD}\s+){{1,3}}(?i:{_MORE_TYPES})\b\.?"
_NUMBER_AFTER = re.compile(rf"{_STREET},?\s+(?i:no\.?|number|nr|house no\.?)\s*\d{{1,4}}[a-zA-Z]?\b(?:{_TAIL})")
_OWN_HOUSE = r"(?i:cottage|lodge|farm|farmhouse|villa|barn|bungalow|croft|oast|cabin|nook)"
_NAMED_HOUSE = re.compile(
    rf"\b(?:{_WORD}\s+){{1,2}}{_OWN_HOUSE},?\s+(?:(?i:on|in|off)\s+)?{_STREET}(?:{_TAIL})"
    rf"|(?<=\bat )(?:{_WORD}\s+){{1,2}}(?i:house|hall|mill|manor),\s+{_STREET}(?:{_TAIL})"
)
_HOUSE_OF_SOMEBODY = re.compile(
    rf"\b(?i:lives?|living|lived|stays|staying|moved|address(?:\s+is)?|home(?:\s+is)?|resident|tenant|owner)\s*"
    rf"(?i:at|in|to|of|is|:|,)?\s+((?:{_WORD}\s+){{1,2}}{_OWN_HOUSE})\b"
)
"""A house known by its name alone, where somebody is said to live in it."""


def addresses(text: str) -> Iterator[Span]:
    """Yield every address that is not said to be an office's."""
    for pattern in (_ADDRESS, _NUMBER_AFTER, _LOWER_ADDRESS, _NAMED_HOUSE, _HOUSE_OF_SOMEBODY):
        for match in pattern.finditer(text):
            start, end = match.span(1 if pattern.groups else 0)
            before = text[max(0, start - 30) : start]
            if pattern is _NAMED_HOUSE and _PUBLIC_BUILDING.search(before):
                continue
            if not _is_office(before, f"{before} {text[end : end + 25]}"):
                yield Span(start, end, "address")
    for match in _PO_BOX.finditer(text):
        yield Span(match.start(), match.end(), "address")


def postcodes(text: str) -> Iterator[Span]:
    """Yield every postcode that no public building stands before, and the house numbers of a text that has one."""
    has_house = bool(_HOUSE.search(text))
    for match in _POSTCODE.finditer(text):
        if not _PUBLIC_BUILDING.search(text[max(0, match.start() - 45) : match.start()]):
            yield Span(match.start(), match.end(), "postcode")
            if has_house:
                yield from (Span(*house.span(1), "address") for house in _HOUSE.finditer(text))


def _is_office(before: str, near: str) -> bool:
    """Say whether an address is that of a public building, or stands after the initials or kind of an organisation."""
    if re.search(r"\b(?:guildhall|police station|hospital|council office|town hall|bus)\b", near, re.I):
        return True
    return (
        re.search(
            r"(?:\b[A-Z]{3,}|\b(?:House|Centre|Advice|Trust|Council|Service|Charity))\s+(?:is|are|at|on|\s)+$", before
        )
        is not None
    )
