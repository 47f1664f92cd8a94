"""The form of a question: does it ask for a whole list, for several things at once, for so many of a kind?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from guide.asking.question_terms import plain_words
from guide.asking.understanding import content_words

_COUNTS = {
    name: number
    for number, name in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
_COUNT = rf"(?P<count>{'|'.join(_COUNTS)}|[2-9]|1[0-9])"
_COUNTED = re.compile(
    rf"\b(what|which|name|list|give|show|tell|quote)( me| us)?( are| were)?( the| all)?( the)? {_COUNT}[\s-]?"
    r"(?P<things>[\w-]+( [\w-]+){0,3})",
    re.I,
)

_NO_REQUEST = r"(?<!waiting )(?<!mailing )(?<!transfer )(?<!housing )"
"""Before "list": the thing that people wait on is not a list of what the documents say."""

_WHOLE_LIST = re.compile(
    rf"\b(every|(?<!at )(?<!after )(?<!above )all( of)?( the)?(?! (right|over)\b)|both|each( of the)?"
    rf"|{_NO_REQUEST}list( of)?( the)?"
    r"|full list|complete list)\b"
    r"|\b(whole|entire|full) section\b|\beverything (in|under|from|within)\b|\b(all of it|every one)\b"
    r"|\bbullets?\b|\b(what|which|name) (are|were) the (themes|sections|headings|chapters|points|items|examples)\b",
    re.I,
)
_LIST_WORDS = re.compile(
    r"\b(bullets?|points?|statements?|items?|themes?|sections?|headings?|chapters?|entries|priorities|aims|objectives"
    rf"|examples?|measures|actions|steps|ways|factors|{_NO_REQUEST}list|lines)\b",
    re.I,
)
_HEADING_WORDS = re.compile(r"\b(themes?|sections?|headings?|chapters?|parts|topics)\b", re.I)
_HEADINGS_ALONE = re.compile(
    rf"^(?:\W|(?:{_COUNT.replace('?P<count>', '?:')}|so|ok(?:ay)?|and|please|can|could|you|me|us|tell|give|"
    rf"show|name|list|remind|what|which|how many|is|are|"
    r"were|do|does|did|there|the|a|of|in|all|every|each|its|it|they|them|our|your|this|that|for|have|has|got|run|runs|"
    r"go|goes|across|through|throughout|cover|covers|covered|called|named|use|used|main|key|whole|entire|different|"
    r"overall|full|complete|set|names?|titles?|cross|cutting|plan(?:'?s)?|document(?:'?s)?|strategy|"
    r"partnership(?:'?s)?|"
    r"themes?|sections?|headings?|chapters?|topics)(?!\w))+$",
    re.I,
)
"""Asks for the themes or sections themselves: there is no other word of a subject in it."""
_MEMBER = re.compile(
    r"^\W*(?:so |and |ok )*(?:is|are|was|were|isn't|aren't)\b.{2,60}?\b(?:one|any|part|some) of (?:the|its|our|your) "
    r"(?:\w+[ -]){0,3}?(?:themes|sections|headings|chapters|topics)\b|"
    r"^\W*(?:so |and |ok )*(?:is|are)\b.{2,60}?\b(?:a|an|among the|listed as a) "
    r"(?:(?!(?:under|in|of|for|by|that|this|the)\b)\w+[ -]){0,3}?(?:themes?|sections?)"
    r"\b[\s?.!]*$",
    re.I,
)
"""Asks whether something is one of the themes: all of them together settle it."""

_PLACES = re.compile(r"\b(passages?|quotes?|quotations?|sentences?|extracts?|lines|places|mentions)\b", re.I)
"""Counted, these are not a list: "the two passages" stand where they stand."""
_FIRST_AND_SECOND = re.compile(
    r"^(?P<lead>.*?)[\s,:;-]+first(?:ly)?\b,?\s+(?P<first>.+?)[,;]?\s+(?:and\s+)?(?:then\s+)?second(?:ly)?\b,?\s+"
    r"(?P<second>.+?)[?.!\s]*$",
    re.I | re.S,
)
_LEADS = re.compile(
    r"^\s*((please )?(give me|show me|tell me|quote|find|i need|need|compare|what does (it|the \w+) say (on|about)"
    r"|what (on|about)|on)\s+)+",
    re.I,
)
_TAIL = re.compile(
    r"[\s:,;.-]*\b((one|a) quote (for|on) each|quote (both|each|all)|both quotes|one (line|sentence) each|for each)\b"
    r"[\s.?!]*$",
    re.I,
)
_LAST_POINTS = re.compile(r"(?<=[.?!])\s+[^.?!]*\b(?:on|for|of|from|about) (?:each|both)\b[^.?!]*[.?!\s]*$", re.I)
"""A last sentence that only points at what was named before: "I want a line on each"."""
_TOPIC = re.compile(
    r"^\W*(?:pull together|put together|find|get|collect|gather|give me|show me|tell me)?(?:\s*\([^()]*\))?\s*"
    r"(?:everything|anything|all|what there is)?\s*(?:on|about)?\s*(?P<topic>(?!for\b)[\w' -]{3,40}?)(?::|\s[-–])\s",
    re.I,
)
FEWEST_TELLING_WORDS = 3
_HANDS = re.compile(r"[\s,]*\bon (?:the )?one hand\b[\s,]*(?:and\s+)?|[\s,]*\bon the other(?: hand)?\b[\s,:]*", re.I)
_VERSUS = re.compile(r"\s+(?:versus|vs\.?|as opposed to)\s+", re.I)
_WHAT_ARE_THEY = re.compile(
    r"[,;?]?\s*(?:and )?(?:what|which) (?:are (?:they|these|those)|is it)(?: called)?[\s?.!]*$", re.I
)
_SHARED_TAIL = re.compile(
    r"[\s,]+(?:as regards|in terms of|when it comes to|with regards? to|regarding|concerning|as to|in relation to)\s+"
    r"(?P<shared>[^,;?.]+)[?.!\s]*$",
    re.I,
)
"""What several parts are all asked about: "compare A and B as regards C"."""
_SECOND_QUESTION = re.compile(
    r"[,;]?\s+and\s+(?=(?:what|how|who|when|where|why|which|does|do|is|are|can|will)\b)", re.I
)
_SECOND_LINE = re.compile(
    r"[,;]?\s+and\s+(?=(?:the|a) (?:one|line|sentence|bullet|part|bit|quote) (?:about|on|of)\b)", re.I
)
_COMMA_AND = re.compile(r"[,;]\s+and\s+(?![^()]*\))", re.I)
_COMMA_OR_AND = re.compile(r"(?:[,;]\s+(?:and\s+)?|\s+and\s+)(?![^()]*\))", re.I)
_ASKS = re.compile(
    r"^\s*(what|how|who|whom|whose|when|where|why|which|name|in (what|which)|does|do|did|is|are|was|were|can)\b", re.I
)
_POINTER = re.compile(
    r"\b(the|a|that) (one|line|sentence|bullet|part|bit|quote) (about|on|of|saying)\b"
    r"|(?<!\w)(line|sentence|bullet|quote)s?\s*$",
    re.I,
)
_JOINING = frozenset(
    "in of to on at by for from with that which who are is was were will can do does did and or used called the".split()
)

MOST_PARTS = 4
MOST_PART_WORDS = 25


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a question.

    parts: what it asks, one by one, at least one. wants_list: a whole list; wants_headings: the headings themselves,
    headings_alone: and nothing beside them.
    count: how many it says there are. things: of what, in the asker's words, lower case.
    """

    parts: tuple[str, ...]
    wants_list: bool = False
    wants_headings: bool = False
    headings_alone: bool = False
    count: int | None = None
    things: tuple[str, ...] = ()


def form_of(question_text: str) -> Form:
    """Return the form of a question."""
    question_text = _WHAT_ARE_THEY.sub("", question_text)
    counted = _COUNTED.search(question_text)
    if counted and _PLACES.match(counted["things"]):
        counted = None
    alone = _asks_for_headings_alone(question_text)
    wants_list = (
        alone or counted is not None or bool(_WHOLE_LIST.search(question_text) and _LIST_WORDS.search(question_text))
    )
    parts = (question_text,) if alone else _parts(question_text)
    headings = _HEADING_WORDS.search(question_text) if wants_list else None
    return Form(
        parts=parts,
        wants_list=wants_list and len(parts) == 1,
        wants_headings=headings is not None,
        headings_alone=alone,
        count=_number(counted["count"]) if counted else None,
        things=_things(counted["things"]) if counted else _things(headings[0]) if headings else (),
    )


def _asks_for_headings_alone(question_text: str) -> bool:
    if not _HEADING_WORDS.search(question_text):
        return False
    return bool(_HEADINGS_ALONE.match(question_text.strip()) or _MEMBER.search(question_text))


def _number(words: str) -> int:
    return _COUNTS.get(words.lower()) or int(words)


def _things(words: str) -> tuple[str, ...]:
    """Return the words that say what is counted, up to the first that only joins: "integer responses to a" has two."""
    return tuple(takewhile(lambda word: word not in _JOINING, plain_words(words)))


def _parts(question_text: str) -> tuple[str, ...]:
    """Return what a question asks, one by one; the question itself when it asks one thing."""
    text = _LAST_POINTS.sub("", _TAIL.sub("", question_text))
    asked_for_each = text != question_text
    if both := _FIRST_AND_SECOND.match(text):
        return tuple(f"{both['lead']} {both[side]}" for side in ("first", "second"))
    if shared := _SHARED_TAIL.search(text):
        pieces = _parts(text[: shared.start()])
        return tuple(f"{piece} {shared['shared']}" for piece in pieces) if len(pieces) > 1 else (question_text,)
    if _HANDS.search(text):
        return _clean([side for side in _HANDS.split(text) if side]) or (question_text,)
    for pattern in (_SECOND_QUESTION, _SECOND_LINE, _VERSUS):
        found = _clean(pattern.split(text))
        if len(found) > 1:
            return _of_topic(found)
    if asked_for_each or not (_ASKS.search(text) or "?" in text):
        for pattern in (_COMMA_AND, _COMMA_OR_AND) if asked_for_each else (_COMMA_AND,):
            found = _clean(pattern.split(text))
            if len(found) > 1:
                return _of_topic(found)
    return (question_text,)


def _of_topic(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts, a short one with the topic named before a colon in the first."""
    found = _TOPIC.match(parts[0])
    if found is None:
        return parts
    return (
        parts[0],
        *(
            part if len(content_words(part)) > FEWEST_TELLING_WORDS else f"{found['topic']} {part}"
            for part in parts[1:]
        ),
    )


def _clean(pieces: list[str]) -> tuple[str, ...]:
    """Return the pieces without the words that only point; nothing when one of them is too short or too long."""
    found = []
    for piece in pieces:
        left = _POINTER.sub(" ", _LEADS.sub("", piece)).strip(" \t\n.,;:?!-")
        words = left.split()
        if not words or len(words) > MOST_PART_WORDS:
            return ()
        found.append(" ".join(words))
    return tuple(found) if len(found) <= MOST_PARTS else ()
