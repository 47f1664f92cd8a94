"""A detail of some service that a message describes and does not name: its opening times, its address, its form."""

from __future__ import annotations

import re

from guide.asking.everyday_words import as_said

_SERVICE = (
    r"(?:services?|teams?|lines?|helplines?|offices?|centres?|hubs?|clinics?|charity|refuge|hostel|shelter|project|"
    r"caf[eé]s?|unit)"
)
_THE = r"(?:the|your|our|their|that|this) (?:[\w'-]+ ){0,4}?"
_ASKS_WHEN = r"(?:is|are|when(?:'?s| is| are| does| do)?|(?:what|which) (?:times?|days?|hours)(?: is| are| does| do)?)"
_DETAIL = re.compile(
    rf"\b{_ASKS_WHEN} {_THE}{_SERVICE}\b[^.?!]{{0,20}}\b(?:open|shut|closed?|closes|staffed)\b"
    rf"|\bopening (?:hours|times)\b"
    rf"|\b(?:address|postcode|number|e-?mail(?: address)?|website) (?:of|for) {_THE}{_SERVICE}\b"
    r"|\b(?:what|which)(?: referral)? form\b[^.?!]{0,40}\bfor\b",
    re.IGNORECASE,
)


def asks_a_detail_of_a_service(text: str) -> bool:
    """Say whether opening times, an address or a form of some service is asked for: no plan holds those."""
    return _DETAIL.search(as_said(text)) is not None
