"""The words with which people ask of a document, taken away: "any lines in the plan on fraud please" is "fraud"."""

from __future__ import annotations

import re

_DOCUMENT = r"(?:(?:the|this|that|our|your) )?(?:\w+ship )?(?:plan|document|strategy|text|it|they)(?:'s|s)?"
_HOLDS = (
    r"(?:sa(?:y|ys|id|ying)|got|have|has|hold|mention(?:s|ed)?|cover(?:s|ed)?|tell us|talk(?:s|ed)?|put|call|think|"
    r"reckon|treat)"
)
_PLACE = r"(?:lines?|bits?|quotes?|bullets?|parts?|sections?|themes?|wording|stuff|info(?:rmation)?|points?|sentences?)"
_FRAMES = (
    re.compile(
        rf"\b(?:and |then |also )*(?:what|where|how)(?:'s|s| (?:is|are|does|do|did|has|have|all))* {_DOCUMENT}"
        rf"(?: {_HOLDS})+\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:and |then |also )*what(?:'s|s| is| are)? (?:{_HOLDS}|written|there|in there|in it|in {_DOCUMENT})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:does|do|did) {_DOCUMENT}(?: {_HOLDS})+\b", re.IGNORECASE),
    re.compile(rf"\b(?:in|from|of|according to) {_DOCUMENT}(?: says?)?\b(?! \w+ing\b)", re.IGNORECASE),
    re.compile(
        rf"\b(?:(?:the|a|any|one|two|both|all|every|plan|which|what) )*{_PLACE}(?: {_DOCUMENT})?"
        r"(?= (?:on|about|re|of|for|with|is|are|deals?|mentions?|says?)\b)",
        re.IGNORECASE,
    ),
)
"""Taken away wherever they stand."""
_OPENS = frozenset(
    "a and also any anything are both but can could did do does everything find get give has have i i'm in info is it "
    "its just line list look me my need of on or one please pls plz plus quote re regarding said say says show so some "
    "something tell that the then there they this to us want was we what what's whats where which with about for "
    "mentioned mention got ok okay hi".split()
)
_CLOSES = frozenset("please pls plz thanks ta cheers quote both each in on about re of the it plan anywhere".split())
_EDGES = " \t\n.,;:?!-–/"


def subject_alone(text: str) -> str:
    """Return what a piece of a question is about; the piece itself where nothing would be left."""
    left = text
    for frame in _FRAMES:
        left = frame.sub(" ", left)
    words = left.split()
    while words and _bare(words[0]) in _OPENS:
        del words[0]
    while words and _bare(words[-1]) in _CLOSES:
        del words[-1]
    alone = " ".join(words).strip(_EDGES)
    return alone if any(char.isalnum() for char in alone) else text


def _bare(word: str) -> str:
    return word.strip(_EDGES).lower()
