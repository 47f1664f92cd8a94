"""Subjects joined in one question: "on A and on B", "both A and B", "A vs B", "A, B, C". Searches nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from guide.asking.asking_frames import subject_alone
from guide.asking.everyday_words import as_said
from guide.asking.question_terms import without_asking
from guide.asking.understanding import content_words, subject_words

_JOINS = r"(?:and|as well as|along with|plus|also)"
_REPEATED = re.compile(
    rf"^(?P<frame>.*?)(?<![\w'-])(?P<word>on|about|for|with|under|from|in|of)\s+(?P<a>[^?.!()]+?(?:\([^()]*\)[^?.!()]*?)*)"
    rf"[,;]?\s+{_JOINS}\s+(?:(?:what|also|then|how|the one|one|is|'s|said)\s+)*(?P=word)\s+(?P<b>[^?.!]+)",
    re.IGNORECASE | re.DOTALL,
)
_BOTH = re.compile(
    r"^(?P<frame>.*?)\bboth\s+(?P<a>[^?.!,;()]+?(?:\([^()]*\)[^?.!,;()]*?)*)[,;]?\s+and\s+(?P<b>[^?.!;]+)",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = r"(?:[^?.!,;:()]|\([^()]*\))"
_SIDE_BY_SIDE = re.compile(
    r"^(?P<frame>\W*(?:(?:and|so|ok(?:ay)?|thanks)\W+)*(?:(?:what|how) about|tell (?:me|us) about|"
    r"(?:is there |have you )?(?:anything|something|information|info) (?:on|about)|"
    rf"what do(?:es)? (?:the |this |our )?(?:plan|document|strategy|it) say (?:on|about)))\s+"
    rf"(?P<a>{_NAMED}{{2,160}}?)\s+and\s+(?P<b>{_NAMED}{{2,160}}?)\W*$",
    re.IGNORECASE,
)
"""Two short names, and nothing asked of them but what there is."""
MOST_NAME_WORDS = 4
_APART = re.compile(r"[,;]\s+(?:and|as well as|along with|plus)\s+(?![^()]*\))|;\s+(?![^()]*\))|\s+AND\s+", re.DOTALL)
_BARE = re.compile(r"\s+(?:and|as well as|along with)\s+(?![^()]*\))", re.IGNORECASE)
_TOPIC = re.compile(
    r"^\W*(?!for\b|at\b|in\b|before\b|my\b|our\b)(?P<topic>[^:?.!,]{3,60}?)(?::|\s[-–]+)\s+(?P<rest>\S.+)$", re.DOTALL
)
_SENTENCE_END = re.compile(r"(?<=[\w)])[.?!]+(?:\s|$)")
_WORDS_BETWEEN = (
    r"(?:and|but|also|then|plus|or|vs\.?|versus|as well as|along with|next to|compared(?: to| with)?|as opposed to)"
)
_JOINED = re.compile(rf"(?:[,;.?!]*\s+(?:{_WORDS_BETWEEN}\s+)+|;\s+|\s+[-–/&+]\s+)(?![^()]*\))", re.IGNORECASE)
_PARTED = re.compile(r"(?:[,.?!]+\s+|\n+)(?![^()]*\))")
"""What plainly joins two subjects; and what only parts them, as it parts a sentence."""
MOST_SUBJECTS = 5
MOST_CHARACTERS = 700
MOST_TOPIC_WORDS = 6
MOST_HALF_WORDS = 40


@dataclass(frozen=True, slots=True)
class Halves:
    """The parts of a question, each to be searched for by itself. named: what each asks about, as typed.

    are_plain: the asker sets the two side by side with the same small word or "both", so that neither may be left out.
    are_named: both are short names, and it is asked what there is on them. may_be_one: only a small word joins them, as
    it does within the name of one thing. Those of two parts alone are so.
    """

    searched: tuple[str, ...]
    named: tuple[str, ...]
    are_plain: bool = False
    are_named: bool = False
    may_be_one: bool = False


def halves_of(question_text: str) -> tuple[Halves, ...]:
    """Return the ways to read a question as one of two subjects, the plainest first; none where nothing is joined."""
    if len(question_text) > MOST_CHARACTERS:
        return ()
    found = []
    for pattern in (_REPEATED, _BOTH):
        if match := pattern.match(question_text):
            word = match["word"] + " " if pattern is _REPEATED else ""
            frame = match["frame"].strip()
            searched = tuple(f"{frame} {word}{match[side]}".strip(" ,;:-") for side in ("a", "b"))
            found.append(_halves(searched, (match["a"], match["b"]), are_plain=True))
    if (match := _SIDE_BY_SIDE.match(question_text)) and _are_short(match["a"], match["b"]):
        searched = tuple(f"{match['frame'].strip()} {match[side]}" for side in ("a", "b"))
        halves = _halves(searched, (match["a"], match["b"]))
        found.append(replace(halves, are_named=True, may_be_one=True) if halves else None)
    topic, rest = _topic(question_text)
    for pattern in (_APART, _BARE):
        pieces = [piece for piece in pattern.split(_first_that_joins(rest, pattern), maxsplit=1) if piece]
        if len(pieces) == 2:
            searched = tuple(f"{topic} {piece}".strip(" ,;:-") for piece in pieces)
            halves = _halves(searched, (pieces[0], pieces[1]))
            found.append(replace(halves, may_be_one=True) if halves else None)
            break
    return tuple(halves for halves in found if halves is not None)


def several_of(question_text: str) -> Halves | None:
    """Return a question as one of several subjects, however they are joined; None for one of one or very many.

    Where only commas and full stops stand between them there must be three: two are parts of one sentence more often.
    """
    if len(question_text) > MOST_CHARACTERS:
        return None
    joined = _JOINED.split(question_text)
    pieces = (subject_alone(piece) for part in joined for piece in _PARTED.split(part))
    named = tuple(piece for piece in dict.fromkeys(pieces) if subject_words(as_said(piece)))
    fewest = 2 if len(joined) > 1 else 3
    return Halves(named, named) if fewest <= len(named) <= MOST_SUBJECTS else None


def _are_short(*names: str) -> bool:
    return all(len(as_said(name).split()) <= MOST_NAME_WORDS for name in names)


def _halves(searched: tuple[str, ...], named: tuple[str, str], are_plain: bool = False) -> Halves | None:
    """Return the halves, None where one of them names nothing or is very long."""
    for text, name in zip(searched, named, strict=True):
        if not content_words(without_asking(name)) or len(text.split()) > MOST_HALF_WORDS:
            return None
    first, second = (name.strip(" ,;:-") for name in named)
    return Halves((searched[0], searched[1]), (first, second), are_plain)


def _topic(text: str) -> tuple[str, str]:
    """Return what stands before a colon or dash, and the rest; "" where nothing short does."""
    found = _TOPIC.match(text)
    if found is None or len(found["topic"].split()) > MOST_TOPIC_WORDS:
        return "", text
    return found["topic"] + ":", found["rest"]


def _first_that_joins(text: str, pattern: re.Pattern[str]) -> str:
    """Return the first sentence in which something is joined, the whole text if none is."""
    return next((part for part in _SENTENCE_END.split(text) if part and pattern.search(part)), text)
