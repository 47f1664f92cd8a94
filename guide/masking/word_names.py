"""Names of which a part is an everyday word: Mark before a surname that no list knows, White behind a given name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.masking.addresses import Span
from guide.masking.name_lists import NameLists, Word
from guide.masking.name_runs import is_beside, is_headed
from guide.masking.name_words import AMBIGUOUS, OPENING, PERSON, STRONG_BEFORE, TAIL, WEAK_BEFORE
from guide.masking.surname_words import GIVEN_WORDS, OF_PLACES, SURNAME_WORDS

_OPENS_A_QUESTION = frozenset("will may do so see an art".split())
_DOES = re.compile(
    r"^(?:'s\b|\s*[,(]?\s*(?:says?|said|told|wants?|wanted|needs|rang|phoned|emailed|called|texted|came|lives|asked|asks|"
    r"thinks|drinks|smokes|disclosed|smells|hit|who|and (?:his|her|their)|aged?\b|\d{1,2}\b))\b"
)
_IS = re.compile(
    r"^\s+(?:is|was|has|had|does|doesn't|will|would|can|can't|isn't|hasn't|wasn't|keeps|left|lost|got|gets)\b"
)
_OF_A_PERSON = re.compile(
    rf"(?:\b{PERSON}(?:'?s)?|\b(?:called|named|known as|name is|name's|i'm|im|regards|wishes|dear|hi|thanks|"
    r"spoke (?:to|with)|on behalf of))\s*[,:=\-(]*\s*$",
    re.I,
)
_AT_A_PLACE = re.compile(r"\b(?:in|at|near|on|from|to|outside|around|round|by|through|the|behind|of)\s+$", re.I)
_SPOKEN_OF = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.I)


def word_names(
    text: str, words: list[Word], lists: NameLists, identifiers: tuple[Span, ...]
) -> Iterator[tuple[int, int]]:
    """Yield where two words with capitals are such a name. Places, services and published phrases are not."""
    for index, (first, last) in enumerate(zip(words, words[1:], strict=False)):
        if not (first.is_capital and last.is_capital) or text[first.end : last.start] != " " or first.is_possessive:
            continue
        near = words[max(0, index - 1) : index + 3]
        following = words[index + 2] if index + 2 < len(words) else None
        goes_on = following is not None and following.is_capital and text[last.end : following.start] == " "
        if following and (following.lower in TAIL or (goes_on and lists.is_ordinary(following.lower))):
            continue
        if last.text.isupper() and not first.text.isupper():
            continue
        if not _begins_a_name(first, lists):
            continue
        if not _is_such_a_name(text, first, last, lists, is_beside(text, [first, last], identifiers)):
            continue
        phrase = f"{first.lower} {last.lower}"
        if not (phrase in lists.published or lists.is_public(phrase) or is_headed(text, [first, last], near)):
            yield first.start, last.end


def _begins_a_name(word: Word, lists: NameLists) -> bool:
    return _may_be_given(word) or lists.is_surely_given(word.text) or lists.is_strange(word.text)


def _may_be_given(word: Word) -> bool:
    return word.lower in AMBIGUOUS or word.lower in GIVEN_WORDS


def _is_such_a_name(text: str, first: Word, last: Word, lists: NameLists, is_by_an_identifier: bool) -> bool:
    before, after = text[max(0, first.start - 80) : first.start], text[last.end : last.end + 60]
    acts = bool(_DOES.search(after) or _OF_A_PERSON.search(before)) or is_by_an_identifier
    may_be_given = _may_be_given(first)
    if first.lower in _OPENS_A_QUESTION and OPENING.search(before) and not acts:
        return False
    if may_be_given and lists.is_strange(last.text):
        return not text.isupper()
    is_surname = last.lower in SURNAME_WORDS
    is_given, is_strange = lists.is_surely_given(first.text), lists.is_strange(first.text) and not text.isupper()
    is_around = (
        acts
        or not OPENING.search(before)
        or bool(_IS.search(after) or STRONG_BEFORE.search(before) or WEAK_BEFORE.search(before))
    )
    if last.lower in TAIL or (last.lower in OF_PLACES and not is_given):
        is_person = acts or bool(_SPOKEN_OF.search(after))
        if is_given and last.lower not in OF_PLACES and is_around and not _AT_A_PLACE.search(before):
            return is_surname
        return is_surname and is_person and (is_given or may_be_given or is_strange)
    if is_surname and (is_given or is_strange):
        return True
    return may_be_given and is_around and (is_surname or not lists.is_word(last.text))
