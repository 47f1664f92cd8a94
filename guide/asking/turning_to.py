"""A follow-up that turns to other people: "and for adults", "what if he's 17". What was told is then told of them."""

from __future__ import annotations

import re

from guide.asking.pathway_asking import ADULT_FROM, NUMBER, ages_named

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
