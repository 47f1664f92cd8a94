"""Names told by their shape alone: initials before a surname, a nickname between names, a surname in capitals first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.masking.name_lists import NameLists
from guide.masking.name_words import AMBIGUOUS, TAIL
from guide.masking.surname_words import SURNAME_WORDS

_CAPITAL = r"[A-Z][a-z]+(?:['\-][A-Z]?[a-z]+)*"
_SURNAME = rf"(?:(?:Mc|Mac|O'|De |Van |Von |Al-|El-)?{_CAPITAL})"
_INITIALS = re.compile(rf"(?<![\w.'&-])(?:[A-Z]\.[ ]?){{1,3}}(?P<last>{_SURNAME})\b(?!\s+(?:and|&)\s+(?:Sons|Co)\b)")
_NICKNAMED = re.compile(
    rf"\b(?P<first>{_CAPITAL})\s+['\"(](?!the\b)(?:[A-Z][\w-]*\s?){{1,2}}['\")]\s+(?P<last>{_SURNAME})\b"
)
_SURNAME_FIRST = re.compile(rf"\b(?P<last>[A-Z]{{3,}}(?:['\-][A-Z]+)*),\s+(?P<first>{_CAPITAL})\b(?P<after>.{{0,12}})")
_AFTER_A_PERSON = re.compile(r"\s*[;,(]\s*(?:\d|aged?\b|d\.?o\.?b|born\b|[mf]\b)", re.I)
_SMALL_DOUBLE = re.compile(
    r"(?<![\w-])(?P<first>[a-z]{2,12}) (?P<last>[a-z]{2,9}-[a-z]{2,9})(?=\s+(?P<after>\w+)|[,.;:]|$)"
)
_SMALL_CALLED = re.compile(
    r"\b(?:(?:his|her|their) name(?:'s| is| was)|(?:named|known as)|(?:who is|who's|is|"
    r"was) called)\s+(?P<first>[a-z]{3,})"
    r"(?:\s+(?P<last>[a-z]{3,}))?"
)
_NAMED = r"called|named|known as|(?:first |full |sur)?name(?:'s| is|d)?"
_SMALL_PERSON = (
    r"client|tenant|resident|patient|pupil|student|victim|suspect|perp|neighbour|mother|father|mum|dad|son|daughter|"
    r"brother|sister|husband|wife|partner|ex|friend|colleague|lodger|aunt|uncle|cousin|nephew|niece|girl|boy|man|woman|"
    r"lady|lad|caller|constituent|service user"
)
_SMALL_STRANGE = re.compile(
    rf"\b(?:(?P<named>{_NAMED})|(?P<person>{_SMALL_PERSON})|(?P<met>(?:spoke|speak|talk\w*|written|wrote) (?:to|with)|"
    r"met(?: with)?|this is|i'm|i am|im|thanks|thank you|cheers|regards|wishes|hi|hello|dear|re|fao)|"
    r"visit\w*|refer\w*|about|for|from)(?=\s*[,:=-]?\s+"
    r"(?P<first>[a-z][\w'-]{2,})(?: (?:te|de|da|di|la|al|el|bin|bint|ibn|ap|van|von|mac|ní))?"
    r" (?P<last>[^\W\d_][\w'-]{2,})(?: (?P<more>[^\W\d_][\w'-]{2,}))?)"
)
_SMALL_BORN = re.compile(
    r"(?<![\w'-])(?P<first>[a-z][\w'-]{2,}) (?P<last>[a-z][\w'-]{2,})(?=\s*[,(-]?\s*(?:d\.?o\.?b\b|born\b|aged?\s+\d))"
)
_BENT = re.compile(r"(?:ed|ing|s|ly)$")
_OF_A_PERSON = frozenset(
    "from who who's whose had has was is says said wants rang lives came comes got aged of at needs told keeps lost "
    "will can".split()
)


def shaped_names(text: str, known: NameLists) -> Iterator[tuple[int, int]]:
    """Yield where such names stand in folded text."""
    for match in _INITIALS.finditer(text):
        if not known.is_word(match["last"]):
            yield match.span()
    for match in _NICKNAMED.finditer(text):
        is_person = match["first"].lower() in known.given or not known.is_word(match["first"])
        if is_person and not known.is_word(match["last"]):
            yield match.span()
    for match in _SURNAME_FIRST.finditer(text):
        if known.is_word(match["first"]):
            continue
        sure = known.is_surely_given(match["first"]) and not known.is_word(match["last"])
        if sure or _AFTER_A_PERSON.match(match["after"]):
            yield match.start(), match.end("first")
    yield from _in_small_letters(text, known)


def _in_small_letters(text: str, known: NameLists) -> Iterator[tuple[int, int]]:
    for match in _SMALL_DOUBLE.finditer(text):
        halves = match["last"].split("-")
        sure = match["first"] not in AMBIGUOUS or match["after"] in _OF_A_PERSON
        if match["first"] in known.given and sure and not any(known.is_word(half) for half in halves):
            yield match.span()
    for match in _SMALL_CALLED.finditer(text):
        if known.is_surely_given(match["first"]):
            has_last = match["last"] and not known.is_word(match["last"])
            yield match.start("first"), match.end("last") if has_last else match.end("first")
    yield from _strange_in_small_letters(text, known)


def _strange_in_small_letters(text: str, known: NameLists) -> Iterator[tuple[int, int]]:
    """Yield names typed in small letters that no list holds, where what stands around them speaks of a person."""
    for match in _SMALL_STRANGE.finditer(text):
        first, last, more = match["first"], match["last"], match["more"]
        foreign = (known.is_foreign(first), known.is_foreign(last))
        is_listed = known.is_surely_given(first) and last in SURNAME_WORDS and last not in TAIL
        could_be = [not (known.is_word(word) or _BENT.search(word)) for word in (first, last)]
        is_clear = match["named"] or match["met"] or (match["person"] and more in _OF_A_PERSON)
        if all(foreign) or (is_clear and (is_listed or (any(foreign) and all(could_be)))):
            has_more = more and foreign[1] and known.is_foreign(more)
            yield match.start("first"), match.end("more") if has_more else match.end("last")
        elif match["named"] and foreign[0]:
            yield match.span("first")
    for match in _SMALL_BORN.finditer(text):
        if known.is_foreign(match["first"]) and not known.is_word(match["last"]):
            yield match.span()
