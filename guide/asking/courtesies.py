"""Thanks said before a real question: "ok n out of hours", "cheers and the number". Forms of how people type."""

from __future__ import annotations

import re

_COURTESY = (
    r"(?:ok(?:ay)?|kk?|right|thanks|thank ?(?:you|u)|thn?x|ta|cheers|great|brill(?:iant)?|perfect|lovely|super|fab|"
    r"good|got it|nice one|sorted|cool|fine|al+ ?right|ah+|oh+|yes|yeah|yep|sure|so much|very much|a lot|"
    r"mate|love|for that)"
)
_AND = re.compile(r"^(?:an|n|nd|&|\+)(?=\s)", re.IGNORECASE)
_GOES_ON = (
    r"(?:(?:and|an|n|nd|&|\+|but|or|also|plus|what|whats|what's|what if|how about|how|hows|how's|who|whos|which|when|"
    r"where|if|is|are|do|does|can|could|should|would|will)(?=\s))"
)
_FIELD = (
    r"(?:(?:the|their|its|any|a|an) )?(?:[\w'-]+ ){0,3}?"
    r"(?:numbers?|e-?mails?|hours|times|address|website|consent|phone|forms?|criteria|thresholds?|cost)"
    r"(?: (?:of|for|at|on|pls|please)\b.*)?\W*$"
)
_OPENS = re.compile(
    rf"^\W*(?:{_COURTESY}\b[\s,.!;:-]*)+(?P<rest>(?:{_GOES_ON}|(?!for\b|i\b|we\b|you\b|that\b|it\b){_FIELD}).*)$",
    re.IGNORECASE | re.DOTALL,
)
_ADDS = re.compile(r"^\W*(?:and|an|n|nd|&|\+|but|or|also|plus)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(
    rf"^\W*(?:{_COURTESY}\b|have\b|enjoy|see\b|speak|talk\b|catch|take care|bye|good ?bye|happy|hope|i\b|i'|we\b|you\b|"
    r"that\b|it\b|all the best|sorry|sleep|well done|merry|best)",
    re.IGNORECASE,
)
"""What follows "and" in a message that thanks and goes: "and have a good weekend"."""


def without_courtesy(text: str) -> str:
    """Return a message without the thanks before its question; as it is where nothing is asked after them."""
    found = _OPENS.match(text)
    if found is None or not found["rest"].strip() or _is_parting(found["rest"]):
        return text
    return _AND.sub("and", found["rest"].strip())


def asks_further(text: str) -> bool:
    """Say whether a message adds a question to the turn before: "and at night". A farewell behind "and" adds none."""
    return _ADDS.match(text) is not None and not _is_parting(text)


def _is_parting(text: str) -> bool:
    found = _ADDS.match(text)
    return found is not None and _PARTS.match(found["rest"]) is not None
