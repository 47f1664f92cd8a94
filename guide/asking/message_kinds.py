"""What kind a short message is by its meaning: small talk, too vague, an order to the assistant. Figures come in."""

from __future__ import annotations

from dataclasses import dataclass

from guide.alerting.danger import DangerLikeness

MOST_WORDS = 25
"""A longer message says something, and is not judged."""

SMALL_TALK = 0.7
VAGUE = 0.7
ORDER = 0.8
"""From here the meaning decides, where no service is named (decision 0017)."""

VAGUE_AND_UNANSWERED = 0.3
"""From here a message that would be refused is asked back instead."""

NEAR_DANGER = 0.35
"""A goodbye with so much of an emergency or a crisis in it is not answered as small talk."""


@dataclass(frozen=True, slots=True)
class MessageLikeness:
    """What the meaning of a message says of its kind: figures in [0, 1], and the small talk that it is nearest to."""

    small_talk: float
    vague: float
    order: float
    nearest: str = "other"

    def __post_init__(self) -> None:
        if not all(0.0 <= figure <= 1.0 for figure in (self.small_talk, self.vague, self.order)):
            raise ValueError(f"likeness {self.small_talk}, {self.vague}, {self.order} is not in [0, 1]")


def may_be_judged(text: str) -> bool:
    """Say whether a message is short enough, and without a figure or anything masked: those say what it is about."""
    return len(text.split()) <= MOST_WORDS and "[" not in text and not any(char.isdigit() for char in text)


def is_near_danger(likeness: DangerLikeness) -> bool:
    """Say whether something of an emergency or a crisis is in a message, also where it is too little for an alert."""
    return max(likeness.emergency, likeness.crisis) >= NEAR_DANGER
