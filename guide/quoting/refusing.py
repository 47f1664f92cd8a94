"""Says in plain words why an answer was refused: what was asked for and is not there. Sentences are in wording.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from guide import wording
from guide.asking.everyday_words import as_said, everyday_words
from guide.asking.pathway_asking import without_places
from guide.asking.question_terms import without_asking
from guide.asking.understanding import NO_SUBJECT_WORDS, subject_words
from guide.quoting.must_show import not_shown
from guide.searching.retrieval import Retrieval

MOST_WORDS = 3
OF_THE_MANNER = frozenset(
    "summarise summarize summary sum overview gist nutshell brief briefly short shorter shortest version paragraph "
    "whole entire entirely complete completely exact exactly only fourth sixth seventh eighth verbatim".split()
)
"""Words that say how an answer is wanted: no document holds them, and that is not why one does not answer."""
SHORTEST = 3
MOST_NEAREST = 2
MOST_TITLES = 3
MOST_PLACE_WORDS = 10


def why_not_found(standalone: str, retrieval: Retrieval, is_held: Callable[[str], bool]) -> str:
    """Return why a search was not enough: words that stand nowhere, and what the nearest part does not give.

    is_held: whether a word stands anywhere in the index. An everyday word was searched for in plain ones, too. Where it
    is asked for, is not what was asked: a place is not named.
    """
    asked = as_said(standalone)
    words = dict.fromkeys(
        word
        for word in subject_words(without_asking(everyday_words().without(without_places(asked))))
        if len(word) >= SHORTEST and word.isalpha() and word not in NO_SUBJECT_WORDS | OF_THE_MANNER
    )
    missing = [_as_typed(word, words, asked) for word in words if not is_held(word)][:MOST_WORDS]
    held = wording.WORDS_NOT_HELD.format(words=", ".join(f"“{word}”" for word in missing)) if missing else ""
    kind = not_shown(asked, [hit.passage.text for hit in retrieval.hits[:MOST_NEAREST]])
    lacking = nearest_lacks(retrieval, wording.LACKS[kind]) if kind and retrieval.hits else ""
    if held or lacking:
        return " ".join(part for part in (held, lacking) if part)
    shares_words = retrieval.hits and dict(retrieval.hits[0].signals).get("words", 0.0) > 0.0
    return nearest_lacks(retrieval, wording.LACKS_THE_ANSWER) if shares_words else wording.NOTHING_NEAR


def _as_typed(word: str, words: Collection[str], text: str) -> str:
    """Return a word as it was typed, with the one before it that it may belong to: "parking fine", not "fine"."""
    found = re.search(rf"\b(?:(\w+) )?({word})\b", text, re.IGNORECASE)
    if found is None:
        return word
    return found[0] if found[1] and found[1].lower() in words else found[2]


def nearest_lacks(retrieval: Retrieval, lacks: str) -> str:
    """Return that the nearest part of the documents, by its heading, lacks something."""
    headings = retrieval.hits[0].passage.headings if retrieval.hits else ()
    place = headings[-1].rstrip(": ") if headings else ""
    if not place or len(place.split()) > MOST_PLACE_WORDS or any(char.isdigit() for char in place):
        return wording.NEAREST_UNNAMED.format(lacks=lacks)
    return wording.NEAREST.format(place=place, lacks=lacks)


def another_document(titles: Sequence[str]) -> str:
    """Return that a document is asked of that is not here, and which are."""
    if not titles or len(titles) > MOST_TITLES:
        return wording.OTHER_DOCUMENT_OF_MANY
    return wording.OTHER_DOCUMENT.format(titles="; ".join(titles))


def another_area(areas: Sequence[str]) -> str:
    """Return that a service of other boroughs is asked for, which the directory does not hold."""
    return wording.OTHER_AREA.format(places=" and ".join(area.title() for area in areas))


def of_word(lacks: str, word: str) -> str:
    """Return a sentence about a word of the question, without the word where that is more than plain letters."""
    is_plain = word.replace(" ", "").replace("-", "").isalpha() and len(word) <= 40
    return lacks.format(word=word) if is_plain else wording.LACKS_THE_THING
