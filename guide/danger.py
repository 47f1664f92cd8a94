"""Danger to life and crisis in what a person typed, by rule and by meaning. The meaning comes in as two figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from guide.crisis_words import CRISIS
from guide.danger_words import (
    ABOUT,
    CONDITIONAL,
    FICTION,
    FIRST_PERSON,
    HABIT,
    HINT,
    IDIOMS,
    LONG_PAST,
    NOW,
    PAST,
    RECENT,
    REPORTED,
    THIRD_PERSON,
)
from guide.emergency_words import EMERGENCY
from guide.plain_text import plain_text

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+|\bbecause\b| - ")

CLEAR = 2.0
"""From here a rule decides alone."""

EMERGENCY_LIKENESS = 0.5
CRISIS_LIKENESS = 0.4
"""From here the meaning decides, where the rules found nothing for and nothing against (decision 0005)."""

OTHER_LIKENESS = 0.8
"""From here the meaning adds the other kind to the one that the rules found."""

MOST_WINDOWS = 4
"""More would take longer to encode than the 50 ms an alert may wait for its meaning."""

WINDOW_CHARACTERS = 300


INTENTION = ("wish to die", "thinking of a way", "self-harm")
"""Signs of crisis whose words, such as "taking all her tablets", are no act yet."""


class About(StrEnum):
    """Whose crisis it is: decides which of the two texts is shown."""

    SOMEONE_ELSE = "someone_else"
    SELF = "self"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class DangerLikeness:
    """What the meaning of the words says: two figures in [0, 1], comparable between questions."""

    emergency: float
    crisis: float

    def __post_init__(self) -> None:
        if not (0.0 <= self.emergency <= 1.0 and 0.0 <= self.crisis <= 1.0):
            raise ValueError(f"likeness {self.emergency}, {self.crisis} is not in [0, 1]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules found in the sentence that weighs most. score: CLEAR or more decides; 0 or less speaks against."""

    score: float
    signs: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Danger:
    """What is shown: the emergency text, the crisis text, or both."""

    is_emergency: bool
    is_crisis: bool
    about: About = About.UNCLEAR


def sentences_of(raw: str) -> tuple[str, ...]:
    """Return the folded, lower-case sentences, figures of speech left out."""
    text = IDIOMS.sub(" ", " ".join(plain_text(raw).text.lower().split(" ")))
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def emergency_evidence(sentences: tuple[str, ...]) -> Evidence:
    """Weigh the signs of present danger. What somebody only thinks of doing to themselves is left to the crisis."""
    told = _told(sentences)
    found = []
    for sentence in sentences:
        acts = sentence
        for name in INTENTION:
            acts = CRISIS[name].sub(" ", acts)
        found.append(_weigh(sentence, acts, EMERGENCY, told))
    return _strongest(found)


def crisis_evidence(sentences: tuple[str, ...]) -> Evidence:
    """Weigh the signs of a wish to die or of self-harm."""
    told = _told(sentences)
    return _strongest([_weigh(sentence, sentence, CRISIS, told) for sentence in sentences])


def _told(sentences: tuple[str, ...]) -> float:
    return 3.0 if any(FICTION.search(sentence) for sentence in sentences) else 0.0


def _strongest(found: list[Evidence]) -> Evidence:
    return max(found, key=lambda evidence: evidence.score, default=Evidence(0.0))


def _weigh(sentence: str, acts: str, signs: dict[str, re.Pattern[str]], against: float) -> Evidence:
    """Weigh one sentence. acts: the sentence without what does not count as a sign. against: what is known already."""
    names = tuple(name for name, pattern in signs.items() if pattern.search(acts))
    is_now = NOW.search(sentence) is not None
    against += 3.0 if LONG_PAST.search(sentence) or CONDITIONAL.search(sentence) else 0.0
    if not is_now:
        acts_still = "taken something" in names and RECENT.search(sentence) is not None
        against += 2.0 if PAST.search(sentence) and not acts_still else 0.0
        against += 1.5 if ABOUT.search(sentence) and len(names) < 2 else 0.0
        against += 1.0 if signs is EMERGENCY and HABIT.search(sentence) and len(names) < 2 else 0.0
    if not names:
        return Evidence(-against, (), sentence)
    return Evidence(CLEAR + 0.5 * (len(names) - 1) + (1.0 if is_now else 0.0) - against, names, sentence)


def danger_of(raw: str, likeness: DangerLikeness | None = None) -> Danger:
    """Say which alerts a text needs. Rules decide clear cases; between them the likeness does, when it is given."""
    sentences = sentences_of(raw)
    emergency, crisis = emergency_evidence(sentences), crisis_evidence(sentences)
    is_emergency, is_crisis = emergency.score >= CLEAR, crisis.score >= CLEAR
    if likeness is not None:
        is_known = is_emergency or is_crisis
        least_emergency, least_crisis = (OTHER_LIKENESS,) * 2 if is_known else (EMERGENCY_LIKENESS, CRISIS_LIKENESS)
        is_emergency = is_emergency or emergency.score >= 0.0 and likeness.emergency >= least_emergency
        is_crisis = is_crisis or crisis.score >= 0.0 and likeness.crisis >= least_crisis
    about = _about(crisis.sentence or " ".join(sentences)) if is_crisis else About.UNCLEAR
    return Danger(is_emergency, is_crisis, about)


def could_alert(likeness: DangerLikeness) -> bool:
    """Say whether a likeness is enough for an alert on any text that the rules leave open."""
    return likeness.emergency >= EMERGENCY_LIKENESS or likeness.crisis >= CRISIS_LIKENESS


def is_undecided(raw: str) -> bool:
    """Say whether the rules leave the text to its meaning."""
    sentences = sentences_of(raw)
    scores = (emergency_evidence(sentences).score, crisis_evidence(sentences).score)
    return max(scores) < CLEAR and max(scores) >= 0.0


def windows_of(text: str) -> tuple[str, ...]:
    """Return the parts of a long text that are worth a look: pairs of sentences, with a hint first, 4 at most."""
    parts = [part for part in _SENTENCE_END.split(text) if part and part.strip()]
    pairs = [" ".join(parts[index : index + 2]) for index in range(0, len(parts), 2)]
    ranked = sorted(pairs, key=lambda pair: HINT.search(pair.lower()) is None)
    return tuple(window[:WINDOW_CHARACTERS] for window in ranked[:MOST_WINDOWS])


def _about(sentence: str) -> About:
    """Say whose crisis the sentence tells of: a report of what he or she said counts before the word I."""
    first, third = FIRST_PERSON.search(sentence), THIRD_PERSON.search(sentence)
    if third and REPORTED.search(sentence):
        return About.SOMEONE_ELSE
    if first and re.search(r"\b(?:myself|my (?:own )?(?:life|arms?|wrists?|legs?))\b", sentence):
        return About.SELF
    if first and third:
        return About.SELF if first.start() < third.start() else About.SOMEONE_ELSE
    if first:
        return About.SELF
    return About.SOMEONE_ELSE if third else About.UNCLEAR
