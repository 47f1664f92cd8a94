"""Danger at this moment, read off a text: then only 999 can be the first action."""

from __future__ import annotations

import re

from guide.alerting.danger import danger_of

NOW = re.compile(
    r"\b(?:right now|happening now|immediate(?:ly)? (?:danger|risk)|in danger|danger now|being attacked|unconscious|"
    r"overdose|not breathing|weapon in|bleeding|attacking|suspect (?:on the spot|is close)|life is in danger|999)\b",
    re.IGNORECASE,
)
NO_DANGER = re.compile(r"\b(?:no|not in|without) immediate danger\b", re.IGNORECASE)


def means_danger_now(text: str) -> bool:
    """Say whether a text tells of danger at this moment, so that only 999 can be the first action."""
    found = NOW.search(text) or danger_of(text).is_emergency
    return bool(found) and not NO_DANGER.search(text)
