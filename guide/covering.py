"""Gate 2: do the chosen quotes cover what was asked? A number where a number was asked, the things asked by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guide.confidence import confidence
from guide.question_forms import Form
from guide.question_terms import LONGEST_STEM, AnswerType, answer_type, holds, plain_words
from guide.quotes import Quote
from guide.retrieval import Retrieval
from guide.understanding import content_words

SHORTEST_STEM = 4
SURE = 0.9
"""So sure a search is not doubted for a word that the documents put differently."""

_MUST_HOLD = (
    (
        re.compile(
            r"\b(phone|telephone|mobile|helpline|contact) (number|line)s?\b|\b(e-?mail|web) address", re.IGNORECASE
        ),
        re.compile(r"\d{3}|@|\bwww\.|\bhttps?:"),
    ),
    (
        re.compile(
            r"\b(what|which|how (big|large|much)|size of)\b('?s)?( \w+){0,3}? (budget|salary|funding)\b", re.IGNORECASE
        ),
        re.compile(r"\d"),
    ),
    (
        re.compile(r"\b(the|what|which) (\w+ )?(rate|cost|figure)s? (of|for)\b", re.IGNORECASE),
        re.compile(r"\d|per ?cent|\b(half|third|quarter|twice|times|one in)\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bhow often\b|\bhow (frequently|regularly)\b", re.IGNORECASE),
        re.compile(
            r"\b(annual|yearly|quarterly|monthly|weekly|fortnight|daily|regular|every|each (year|month|week|day|"
            r"quarter)|"
            r"once|twice|often|rarely|frequent|always|times|(a|per) (year|month|week|day)|common|rates?)",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bwhat (does|do|is|are) .{2,40} stand(ing)? for\b", re.IGNORECASE),
        re.compile(r"\w \(|\bstands? for\b"),
    ),
    (
        re.compile(r"\b(what|which) (percentage|per ?cent|proportion)\b", re.IGNORECASE),
        re.compile(r"\d\s?%|\bper ?cent|\b(half|third|quarter|fifth|tenth|one in)\b|\d (in|out of) \d", re.IGNORECASE),
    ),
)
"""What a question asks for by name, and what at least one quotation must then show."""
_YEAR = re.compile(
    r"\b(?:in|during|for|of|since|by) ((?:1\d|20)\d\d)\b(?!\s?[-–/]| (?:[\w-]+ ){0,3}(?:plan|strategy))", re.IGNORECASE
)
_WHO_BY_NAME = re.compile(
    r"\b(which|what) (councillor|minister|officer|director|manager|mp|university|college|company|charity|"
    r"firm)\b|\bwho (wrote|signed|approved|chairs|drafted|"
    r"authored|is the (chair|director|head|leader|manager|author))\b",
    re.IGNORECASE,
)
"""Asks for a person or a body that can only be told by name."""
_CHANGE = (
    r"abolish|scrap|clos|shut|stop|ceas|cut|axe|drop|remov|withdr|cancel|replac|merg|ban|reject|end|"
    r"disband|delet|repeal|"
    r"privatis|suspend|discontinu"
)
_CHANGED = re.compile(
    rf"\b(?:why|when|how come|since when|who)\b[^?.]*?\b(?:did|was|were|has|have|"
    rf"had)\b[^?.]*?\b(?:{_CHANGE})(?:ed|ped|ned|"
    r"d|s|es|e|ing|ping|ning|en)?\b",
    re.IGNORECASE,
)
"""Takes for granted that something was ended or replaced."""
_CHANGE_TOLD = re.compile(rf"\b(?:{_CHANGE})|\bno longer\b", re.IGNORECASE)
_WHETHER_IT_IS_THERE = (
    re.compile(
        r"\b(?:do|does) (?:the |this |our |your )?(?:plan|document|strategy|text|it|"
        r"they)\b[^?.]{0,20}?\b(?:mention|count|include|"
        r"list|name|cover|contain|talk about|refer to|say anything (?:on|about))\b(?P<what>.+?)(?= as\b|[?.,]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:is|are) (?P<what>.{2,60}?) (?:in there|listed|mentioned|included|named|counted|covered|"
        r"in the (?:plan|document|"
        r"list))\b",
        re.IGNORECASE,
    ),
    re.compile(r"^\W*(?:please )?(?:name|list) (?:me )?(?:the |all the |some )?(?P<what>[\w-]+s)\b", re.IGNORECASE),
)
"""Asks whether something is spoken of, or for the names of some: the thing itself must be spoken of."""


def uncovered(question_text: str, form: Form, quotes: Sequence[Quote], retrieval: Retrieval) -> tuple[str, ...] | None:
    """Return the parts of the question that the quotes leave open; None when they do not settle it at all."""
    if answer_type(question_text) is AnswerType.NUMBER:
        if not _has(AnswerType.NUMBER, question_text, quotes) or _is_of_a_year_not_found(question_text, retrieval):
            return None
    if any(asks.search(question_text) and not _any_holds(held, quotes) for asks, held in _MUST_HOLD):
        return None
    if takes_a_change_for_granted(question_text) and not _any_holds(_CHANGE_TOLD, quotes):
        return None
    if not _is_there(question_text, quotes, retrieval):
        return None
    if _WHO_BY_NAME.search(question_text) and not _has(AnswerType.NAME, question_text, quotes):
        return None
    if (
        form.count
        and confidence(question_text, retrieval).value < SURE
        and not _names_what_is_counted(form, quotes, retrieval)
    ):
        return None
    return ()


def takes_a_change_for_granted(question_text: str) -> bool:
    """Say whether a question takes for granted that something was ended: "why did the plan abolish ..."."""
    return _CHANGED.search(question_text) is not None


def _is_there(question_text: str, quotes: Sequence[Quote], retrieval: Retrieval) -> bool:
    """Say whether any word is spoken of whose presence is asked about; so too where nothing of the kind is asked."""
    for pattern in _WHETHER_IT_IS_THERE:
        if (found := pattern.search(question_text)) is None:
            continue
        things = [word for word in content_words(found["what"]) if len(word) >= SHORTEST_STEM]
        said = _words_said(quotes, retrieval)
        if things and not any(_is_said(thing, said) for thing in things):
            return False
    return True


def _is_of_a_year_not_found(question_text: str, retrieval: Retrieval) -> bool:
    """Say whether a figure is asked for a year that no passage found speaks of."""
    years = set(_YEAR.findall(question_text))
    return bool(years) and not any(year in hit.passage.text for hit in retrieval.hits for year in years)


def _any_holds(held: re.Pattern[str], quotes: Sequence[Quote]) -> bool:
    return any(held.search(quote.text) for quote in quotes)


def _has(asked: AnswerType, question_text: str, quotes: Sequence[Quote]) -> bool:
    """Say whether the best quote, or another that shares a word with the question, holds what is asked for."""
    words = frozenset(plain_words(question_text))
    stems = {word[:LONGEST_STEM] for word in content_words(question_text)}
    return any(
        holds(asked, words, quote.text)
        and (place == 0 or any(word[:LONGEST_STEM] in stems for word in plain_words(quote.text)))
        for place, quote in enumerate(quotes)
    )


def _names_what_is_counted(form: Form, quotes: Sequence[Quote], retrieval: Retrieval) -> bool:
    """Say whether the things are spoken of at all of which the question says that there are so many."""
    said = _words_said(quotes, retrieval)
    return any(_is_said(thing, said) for thing in form.things) if form.things else True


def _words_said(quotes: Sequence[Quote], retrieval: Retrieval) -> set[str]:
    passages = [quote.passage for quote in quotes] + [hit.passage for hit in retrieval.hits]
    return {word for passage in passages for word in plain_words(" ".join((passage.text, *passage.headings)))}


def _is_said(thing: str, said: set[str]) -> bool:
    """Say whether a word stands there, in the singular or the plural."""
    stem = thing.removesuffix("s").removesuffix("ie")
    return thing in said if len(stem) < SHORTEST_STEM else any(word.startswith(stem) for word in said)
