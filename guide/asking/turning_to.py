"""A follow-up that turns elsewhere: to other people ("and for adults"), or from the plan to a service.

What was told is then told of those people; the subject of the plan is asked of the services.
"""

from __future__ import annotations

import re

from guide.asking.asking_frames import subject_alone
from guide.asking.pathway_asking import ADULT_FROM, NUMBER, ages_named
from guide.asking.pathway_forms import form_of
from guide.asking.understanding import Standalone

_TO_OTHERS = re.compile(
    r"^\W*(?:(?:and|or|but|what|how|about|same|also|then|ok)\W+)*(?:if it(?:'?s| is) )?(?:for |with |about )?"
    r"(?:an? |the )?(?:men|man|women|woman|adults?|child|children|kids?|teens?|teenagers?|boys?|girls?|"
    r"under[- ]\d+s?|over[- ]\d+s?|young people|older people)\W*$",
    re.IGNORECASE,
)


def only_turns_to_others(newest: str) -> bool:
    """Say whether a follow-up names other people and nothing else: "and for adults" asks what was asked before."""
    return _TO_OTHERS.match(newest) is not None


_CHILDREN_TOLD = re.compile(
    r"\b(?:(?:an?|the|my|our|one|this) )?(?:(?:young|little|small|teenage) )?(?:\d{1,2}[ -]year[ -]old )?"
    r"(?:child(?:ren)?|kids?|girls?|boys?|bab(?:y|ies)|toddlers?|teens?|teenagers?|pupils?|minors?)\b"
    rf"(?:,? (?:of |aged )?{NUMBER}\b)?",
    re.IGNORECASE,
)
_ADULTS_TOLD = re.compile(
    r"\b(?:(?:an?|the|my|our|one|this) )?(?:(?:old|older|elderly|young) )?(?:\d{2}[ -]year[ -]old )?"
    r"(?:man|woman|lady|gent(?:leman)?|bloke|chap|guy|adults?|pensioner|tenant|resident|client|grandad|gran|nan)\b"
    rf"(?:,? (?:of |aged )?{NUMBER}\b)?",
    re.IGNORECASE,
)


def told_of_another_age(topic: str, newest: str) -> str:
    """Return what an earlier turn told, of people of the age that a follow-up turns to; as it is without one."""
    youngest, oldest = ages_named(newest)
    if youngest is None or oldest is None:
        return topic
    before = ages_named(topic)[0]
    if youngest >= ADULT_FROM:
        return (
            topic
            if before is not None and before >= ADULT_FROM
            else _CHILDREN_TOLD.sub("an adult person", topic, count=1)
        )
    if oldest >= ADULT_FROM or before is not None and before < ADULT_FROM:
        return topic
    child = f"a {youngest} year old" if youngest == oldest else "a child"
    return _ADULTS_TOLD.sub(child, topic, count=1)


_TO_A_DOOR = re.compile(
    r"\b(?:who|where|which (?:service|team|charity|helpline|line))\b[^.?!]{0,40}\b(?:refer\w*|ring|call|phone|contact|"
    r"report\w*|send|signpost\w*|turn to|speak to|talk to|get (?:\w+ )?help|helps?|supports?|deals? with)\b|"
    r"\bhow (?:do|can|could|should|would) (?:i|we|he|she|they|people|somebody|someone) (?:\w+ )?"
    r"(?:refer|report|apply|contact|reach)\b|"
    r"\b(?:a|the|their|its|what|which|any|got a) (?:phone |telephone )?number\b(?! of)|"
    r"\b(?:any|a|is there a|which) (?:local )?(?:service|helpline)s?\b",
    re.IGNORECASE,
)
"""Asks for somebody to go to, rather than for more of what a document says."""


def for_a_door(asked: Standalone) -> Standalone:
    """Return a follow-up to a question on the plan as one of services, where it asks for somebody to go to.

    "What does the plan say about X" and then "and who do I ring" asks who to ring about X, and no more of the plan.
    """
    newest = asked.text.removeprefix(asked.topic).strip()
    if not asked.topic or asked.wants_more or not form_of(asked.topic).plan or form_of(newest).plan:
        return asked
    subject = subject_alone(subject_alone(asked.topic))
    if form_of(subject).plan or not _TO_A_DOOR.search(newest):
        return asked
    return Standalone(f"{subject}: {newest}", subject)
