"""Danger to life and crisis in what a person typed, by rule and by meaning. The meaning comes in as two figures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from guide.alerting.crisis_words import CRISIS, SOMEBODY, is_in_general, tells_of_nobody
from guide.alerting.danger_words import (
    ABOUT,
    CONDITIONAL,
    FICTION,
    FIRST_PERSON,
    HABIT,
    HINT,
    LONG_PAST,
    NOW,
    PAST,
    RECENT,
    REPORTED,
    RESOLVED,
    THIRD_PERSON,
)
from guide.alerting.emergency_words import EMERGENCY
from guide.alerting.farewells import farewells_in
from guide.alerting.figures_of_speech import IDIOMS, PLAIN_FIGURES
from guide.alerting.lasting_dangers import LASTING
from guide.plain_text import plain_text

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+|\bbecause\b| - ")
_ASKS_OF_A_DOCUMENT = re.compile(
    r",\s+(?:(?:and|but|so)\s+)?(?:what|where|which|how|anything|does)\b[^,]{0,30}"
    r"\b(?:plan|document|strategy|guide|guidance|sections?|themes?|page)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|being|says?|said|they|he|she|i|we|trapped|stuck|held|hurt)\b|'(?:s|"
    r"re|ve|m)\b",
    re.IGNORECASE,
)
"""Somebody does something, or it is done to them: more than the name of a subject."""

_EMERGENCY = EMERGENCY | LASTING

_MONTHS_AGO = re.compile(
    r"\b(?:months?|years?) (?:ago|back|before|earlier)\b|\b(?:in|since) (?:19|20)\d\d\b|\blast (?:month|year|"
    r"summer|winter|spring|autumn|christmas)\b"
)
"""Too long ago for what began then to go on."""

_GONE_TO_A_PLACE = re.compile(
    r"\b(?:walked|gone|went|left|ran|run off|headed|heading|driven|drove|cycled)\b[^.;?!]{0,45}"
    r"\b(?:towards?|for|to|down to) the (?:river|bridge|railway|tracks|train line|canal|cliffs?|multi ?-?storey)\b"
)

_NOT_NOW = re.compile(
    r"\bnot now\b|\b(?:fine|safe|ok|okay|over|sorted|better) now\b|\b(?:only|just) (?:a joke|joking)\b"
)

_QUOTATION = re.compile(r"(?<!\w)'|'(?!\w)|\"")

CLEAR = 2.0
"""From here a rule decides alone."""

EMERGENCY_LIKENESS = 0.45
CRISIS_LIKENESS = 0.4
"""From here the meaning decides, where the rules found nothing for and nothing against (decision 0005)."""

OTHER_LIKENESS = 0.8
"""From here the meaning adds the other kind to the one that the rules found, and one that they spoke against."""

MOST_WINDOWS = 4
"""More would take longer to encode than the 50 ms an alert may wait for its meaning."""

WINDOW_CHARACTERS = 300


FEWEST_FAREWELLS = 2
"""So many different signs of farewell make one message a crisis."""

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
    """Return the folded, lower-case sentences, figures of speech and marks of quotation left out."""
    text = _QUOTATION.sub("", plain_text(raw).text.lower())
    text = IDIOMS.sub(" ", PLAIN_FIGURES.sub(" ", text))
    return tuple(part.strip() for part in _parts_of(text) if part.strip())


def _parts_of(text: str) -> Iterator[str]:
    """Yield the sentences. A question about a document is one of its own, apart from what was told before it."""
    for sentence in _SENTENCE_END.split(text):
        asks = _ASKS_OF_A_DOCUMENT.search(sentence)
        if asks and _tells(sentence[: asks.start()]):
            yield sentence[: asks.start()]
            sentence = sentence[asks.start() + 1 :]
        yield sentence


def _tells(part: str) -> bool:
    return _TELLS.search(part) is not None or SOMEBODY.search(part.lower()) is not None


def evidence_of(sentences: tuple[str, ...]) -> tuple[Evidence, Evidence]:
    """Weigh the signs of present danger, and those of a wish to die or of self-harm.

    What somebody only thinks of doing to themselves is no sign of an emergency.
    """
    told = 3.0 if _is_told(sentences) else 0.0
    dealt_with = 1.5 if any(RESOLVED.search(sentence) for sentence in sentences) else 0.0
    general = is_in_general(" ".join(sentences))
    emergencies, crises = [], []
    for sentence in sentences:
        acts = sentence
        for name in INTENTION:
            acts = CRISIS[name].sub(" ", acts)
        context = _context(sentence, general)
        emergency = _weigh(acts, context, _EMERGENCY, told)
        if emergency.signs:
            # Help has been: the rules stand back, and the meaning decides.
            emergency = replace(emergency, score=emergency.score - dealt_with)
        emergencies.append(emergency)
        crises.append(_weigh(sentence, context, CRISIS, told))
    return _strongest(emergencies), _strongest([*crises, _farewell(sentences, told)])


def _farewell(sentences: tuple[str, ...], against: float) -> Evidence:
    """Weigh the signs of farewell in the whole text: the dog given away in one sentence, thanks said in the next.

    One is daily life; long ago or as a question of what may be, it counts as other signs do.
    """
    whole = " ".join(sentences)
    names = farewells_in(whole)
    if len(names) < FEWEST_FAREWELLS:
        return Evidence(-math.inf)
    against += 3.0 if LONG_PAST.search(whole) or CONDITIONAL.search(whole) else 0.0
    return Evidence(CLEAR - against, names, whole)


def _is_told(sentences: tuple[str, ...]) -> bool:
    return any(FICTION.search(sentence) for sentence in sentences)


def _strongest(found: list[Evidence]) -> Evidence:
    return max(found, key=lambda evidence: evidence.score, default=Evidence(0.0))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence says of its time and kind, whatever the sign."""

    sentence: str
    is_now: bool
    is_long_past: bool
    is_asked_of: bool
    is_past: bool
    is_about: bool
    is_habit: bool
    is_general: bool


def _context(sentence: str, is_general: bool) -> _Context:
    is_now = NOW.search(sentence) is not None
    return _Context(
        sentence,
        is_now,
        LONG_PAST.search(sentence) is not None,
        CONDITIONAL.search(sentence) is not None,
        not is_now and PAST.search(sentence) is not None,
        not is_now and ABOUT.search(sentence) is not None,
        not is_now and HABIT.search(sentence) is not None,
        not is_now and is_general,
    )


def _weigh(acts: str, context: _Context, signs: dict[str, re.Pattern[str]], against: float) -> Evidence:
    """Weigh one sentence. acts: the sentence without what does not count as a sign. against: what is known already."""
    names = tuple(name for name, pattern in signs.items() if pattern.search(acts))
    lasts = not LASTING.keys().isdisjoint(names) and not _MONTHS_AGO.search(context.sentence)
    against += 3.0 if context.is_asked_of or (context.is_long_past and not lasts) else 0.0
    acts_still = lasts or ("taken something" in names and RECENT.search(context.sentence) is not None)
    against += 2.0 if context.is_past and not acts_still else 0.0
    names_subjects = signs is CRISIS and not (FIRST_PERSON.search(acts) or THIRD_PERSON.search(acts))
    is_subject = context.is_about and (len(names) < 2 or names_subjects)
    # In general only counts against a sign: without one the meaning still decides.
    against += 1.5 if is_subject or (signs is CRISIS and names and context.is_general) else 0.0
    against += 1.0 if context.is_habit and signs is _EMERGENCY and len(names) < 2 else 0.0
    if not names:
        return Evidence(-against, (), context.sentence)
    score = CLEAR + 0.5 * (len(names) - 1) + (1.0 if context.is_now else 0.0) - against
    return Evidence(score, names, context.sentence)


def danger_of(raw: str, likeness: DangerLikeness | None = None) -> Danger:
    """Say which alerts a text needs. Rules decide clear cases; between them the likeness does, when it is given."""
    sentences = sentences_of(raw)
    emergency, crisis = evidence_of(sentences)
    is_emergency, is_crisis = emergency.score >= CLEAR, crisis.score >= CLEAR
    if likeness is not None:
        is_known = is_emergency or is_crisis
        is_told = _is_told(sentences)
        is_emergency |= likeness.emergency >= _least(EMERGENCY_LIKENESS, emergency, is_known, is_told)
        if not tells_of_nobody(" ".join(sentences)):
            is_crisis |= likeness.crisis >= _least(CRISIS_LIKENESS, crisis, is_known, is_told)
    # Somebody in crisis who has gone to the water is in danger of life, though nobody can stay with them.
    is_emergency |= is_crisis and any(_GONE_TO_A_PLACE.search(each) and not PAST.search(each) for each in sentences)
    about = _about(crisis.sentence or " ".join(sentences)) if is_crisis else About.UNCLEAR
    return Danger(is_emergency, is_crisis, about)


def _least(usual: float, found: Evidence, is_known: bool, is_told: bool) -> float:
    """Return from which likeness the meaning adds a kind. What is practised or made up reads like danger itself."""
    if found.score < 0.0 and is_told:
        return math.inf
    return OTHER_LIKENESS if is_known or found.score < 0.0 else usual


def says_it_is_over(raw: str) -> bool:
    """Say whether a message tells that what was told before it was long ago, or has been dealt with."""
    return any(
        RESOLVED.search(each) or PAST.search(each) or LONG_PAST.search(each) or _NOT_NOW.search(each)
        for each in sentences_of(raw)
    )


def asks_what_is_written(raw: str) -> bool:
    """Say whether a text only asks what is written or counted, and tells of nobody."""
    return tells_of_nobody(" ".join(sentences_of(raw)))


def could_alert(likeness: DangerLikeness) -> bool:
    """Say whether a likeness is enough for an alert on any text that the rules leave open."""
    return likeness.emergency >= EMERGENCY_LIKENESS or likeness.crisis >= CRISIS_LIKENESS


def is_undecided(raw: str) -> bool:
    """Say whether the rules leave the text to its meaning."""
    scores = tuple(evidence.score for evidence in evidence_of(sentences_of(raw)))
    return max(scores) < CLEAR and max(scores) >= 0.0


def windows_of(text: str) -> tuple[str, ...]:
    """Return the parts of a long text that are worth a look: pairs of sentences, with a hint first, 4 at most."""
    parts = [part for part in _parts_of(text) if part.strip()]
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
