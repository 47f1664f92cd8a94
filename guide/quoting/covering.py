"""Gate 2: do the chosen quotes cover what was asked? A number where a number was asked, the things asked by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guide import wording
from guide.asking.everyday_words import as_said, everyday_words
from guide.asking.exact_words import not_spoken_of, without_the_occasion
from guide.asking.pathway_asking import asking_part
from guide.asking.question_forms import Form
from guide.asking.question_terms import LONGEST_STEM, OF_MANY_KINDS, AnswerType, answer_type, holds, plain_words
from guide.asking.understanding import content_words
from guide.quoting.counting import asks_for_a_count, counts_what_is_asked
from guide.quoting.instances import asks_for_instances_not_given
from guide.quoting.must_show import BY_NAME, THE_MOST, not_shown
from guide.quoting.quotes import WHOLE, Cover, Quote
from guide.quoting.refusing import of_word
from guide.quoting.terms_explained import SAYS_WHAT_IT_IS, word_explained
from guide.searching.confidence import confidence
from guide.searching.retrieval import Retrieval

SHORTEST_STEM = 4
MOST_WORDS_EXPLAINED = 3
SURE = 0.9
"""So sure a search is not doubted for a word that the documents put differently."""

_YEAR = re.compile(
    r"\b(?:in|during|for|of|since|by) ((?:1\d|20)\d\d)\b(?!\s?[-–/]| (?:[\w-]+ ){0,3}(?:plan|strategy))", re.IGNORECASE
)
_CHANGE = (
    r"abolish|scrap|clos|shut|stop|ceas|cut|axe|drop|remov|withdr|cancel|replac|merg|ban|reject|end|"
    r"disband|delet|repeal|"
    r"privatis|suspend|discontinu"
)
_CHANGED = re.compile(
    rf"\b(?:why|when|how come|since when|who)\b[^?.]*?\b(?:did|was|were|has|have|had)\b[^?.]*?\b"
    rf"(?P<change>(?:{_CHANGE})(?:ed|ped|ned|d|s|es|e|ing|ping|ning|en)?\b[^?.]*)",
    re.IGNORECASE,
)
"""Takes for granted that something was ended or replaced."""
_CHANGE_TOLD = re.compile(rf"\b(?:{_CHANGE})|\bno longer\b", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently|regularly)\b", re.IGNORECASE)
_ASKS_ITSELF = re.compile(
    r"^\W*(?:and |but |so |ok(?:ay)? |then )*(?:who|whose|when|where|why|which|how (?!about)|what (?!about)|is|are|"
    r"was|were|"
    r"do|does|did|has|have|can|will)\b",
    re.IGNORECASE,
)
"""A follow-up that says itself what kind of thing it asks for."""
_OF_A_DOCUMENT = frozenset(
    "plan theme themes section document strategy partnership priority list from that this "
    "anything something nothing everything".split()
)
_DOCUMENT = r"(?:the |this |our |your )?(?:plan|document|strategy|text|it|they|partnership)"
_WHETHER_IT_IS_THERE = (
    re.compile(
        rf"\b(?:do|does) {_DOCUMENT}\b[^?.]{{0,20}}?\b(?:mention|count|include|list|name|cover|contain|talk about|"
        r"refer to|deal with|say (?:anything|something|much) (?:on|about))\b(?P<what>.+?)(?= as\b|[?.,]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bwhat (?:do|does) {_DOCUMENT} say (?:on|about)(?P<what>.+?)(?=[?.,]|$)|"
        r"\b(?:the bit|the part|the section|anything|something|a section|a bit) (?:in (?:the plan|there|"
        r"it) )?(?:on|about)"
        r"(?P<about>.+?)(?=[?.,]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:is|are) (?P<what>.{2,160}?) (?:in there|listed|mentioned|included|named|counted|covered|"
        r"in the (?:plan|document|list))\b(?!'s)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:is|are|has|have) (?P<what>[^?.]{2,60}?) (?:been )?(?:rising|falling|gone up|gone down|going up|"
        r"going down|"
        r"increased|decreased|dropped|on the (?:rise|up|increase)|getting worse|getting better)\b",
        re.IGNORECASE,
    ),
    re.compile(r"^\W*(?:please )?(?:name|list) (?:me )?(?:the |all the |some )?(?P<what>[\w-]+s)\b", re.IGNORECASE),
)
"""Asks whether something is spoken of, what is said of it, or for the names of some: it must be spoken of."""
FEW_IDEAS = 3
"""Of so few ideas half must be spoken of, of more a third."""


def cover(question_text: str, form: Form, quotes: Sequence[Quote], retrieval: Retrieval, newest: str = "") -> Cover:
    """Return how far the quotes settle the question. newest: the last message, where it leans on one before it."""
    before = as_said(question_text)
    asked = as_said(newest) if _ASKS_ITSELF.search(newest) else before
    texts = [quote.text for quote in quotes]
    if (not_shown_of := _kind_not_shown(asked, quotes, texts)).unsettled:
        return not_shown_of
    if _wants_a_number(asked):
        if not _has(AnswerType.NUMBER, asked, quotes) or not counts_what_is_asked(
            newest or question_text, texts, before
        ):
            return Cover(unsettled="asks for a number, and no quotation counts that", lacks=wording.LACKS_A_COUNT)
        if _is_of_a_year_not_found(asked, retrieval):
            return Cover(unsettled="asks of a year that no passage found speaks of", lacks=wording.LACKS_THE_YEAR)
    change = takes_a_change_for_granted(asked)
    if change and not any(_CHANGE_TOLD.search(text) for text in texts):
        if _is_spoken_of(change, quotes):
            return Cover(missing=(change,))
        why = "takes for granted that something was ended, which no quotation says"
        return Cover(unsettled=why, lacks=wording.LACKS_THE_CHANGE)
    unspoken = _not_spoken_of(asked, question_text, form, quotes, retrieval)
    return Cover(unsettled=unspoken, lacks=wording.LACKS_THE_THING) if unspoken else WHOLE


def _kind_not_shown(asked: str, quotes: Sequence[Quote], texts: Sequence[str]) -> Cover:
    """Return which kind of thing is asked for and not shown; the whole where all is.

    That nothing is said of a thing tells more than that it is not said to be the most.
    """
    what, word = not_shown(asked, texts), not_spoken_of(without_the_occasion(asking_part(asked)), texts)
    if what and not (word and what == THE_MOST):
        return Cover(unsettled=f"asks for {what}, which no quotation shows", lacks=wording.LACKS[what])
    if word:
        why = f"asks with the word “{word}”, and no quotation speaks of that"
        return Cover(unsettled=why, lacks=of_word(wording.LACKS_THE_WORD, word))
    if what := asks_for_instances_not_given(asked, texts):
        why = f"asks which {what} there are, and the quotations only mention them"
        return Cover(unsettled=why, lacks=of_word(wording.LACKS_INSTANCES, what))
    if BY_NAME.search(asked) and not _has(AnswerType.NAME, asked, quotes):
        return Cover(unsettled="asks for a name, which no quotation holds", lacks=wording.LACKS_A_NAME)
    word = word_explained(asked)
    if word and not _explains(word, quotes):
        why = "asks what a word means, and no quotation says it"
        return Cover(unsettled=why, lacks=of_word(wording.LACKS_THE_MEANING, word))
    return WHOLE


def _not_spoken_of(asked: str, question_text: str, form: Form, quotes: Sequence[Quote], retrieval: Retrieval) -> str:
    """Return that something is asked of which nothing that was found speaks, "" otherwise."""
    if not _is_there(asked, quotes, retrieval):
        return "asks for something that no passage found speaks of"
    is_doubted = form.count and confidence(question_text, retrieval).value < SURE
    if is_doubted and not _names_what_is_counted(form, quotes, retrieval):
        return "asks for so many of something that no passage found speaks of"
    return ""


def _wants_a_number(question_text: str) -> bool:
    """Say whether a number is asked for. "How often" may be answered by a word."""
    if asks_for_a_count(question_text):
        return True
    return answer_type(question_text) is AnswerType.NUMBER and not _HOW_OFTEN.search(question_text)


def takes_a_change_for_granted(question_text: str) -> str:
    """Return what a question takes for granted was done ("why did the plan abolish ..."), "" in other questions."""
    found = _CHANGED.search(question_text)
    return found["change"].strip(" ?.!,;") if found else ""


def _explains(word: str, quotes: Sequence[Quote]) -> bool:
    """Say whether a quote says what a word means: the word, and after it that it is, means or includes something."""
    stems = [each[:LONGEST_STEM] for each in content_words(word) if len(each) >= SHORTEST_STEM][:MOST_WORDS_EXPLAINED]
    forms = [re.compile(rf"\b{re.escape(stem)}", re.IGNORECASE) for stem in stems]
    together = re.compile(r"\w*\W+".join(rf"\b{re.escape(stem)}" for stem in stems[:2]), re.IGNORECASE)
    if len(stems) > 1 and any(together.search(quote.text) for quote in quotes):
        forms = [together]
    elif len(stems) > 1:
        quotes = [quote for quote in quotes if all(form.search(quote.text) for form in forms)]
    return not stems or any(_says_what_it_is(form, quote.text) for form in forms for quote in quotes)


def _says_what_it_is(form: re.Pattern[str], text: str) -> bool:
    for found in form.finditer(text):
        near = (*text[: found.start()].split()[-3:], *text[found.end() :].split()[:5])
        if SAYS_WHAT_IT_IS.search(" ".join(near)):
            return True
    return False


def _is_spoken_of(change: str, quotes: Sequence[Quote]) -> bool:
    """Say whether the quotes speak of everything that is said to have been ended."""
    things = [word for word in content_words(change)[1:] if len(word) >= SHORTEST_STEM and word not in _OF_A_DOCUMENT]
    said = {word for quote in quotes for word in plain_words(" ".join((quote.text, *quote.passage.headings)))}
    return bool(things) and all(_is_said(thing, said) for thing in things)


def _is_there(question_text: str, quotes: Sequence[Quote], retrieval: Retrieval) -> bool:
    """Say whether what a question wants to be told of is spoken of; so too where nothing of the kind is asked."""
    said: set[str] = set()
    for pattern in _WHETHER_IT_IS_THERE:
        if (found := pattern.search(question_text)) is None:
            continue
        said = said or _words_said(quotes, retrieval)
        ideas = [
            words
            for idea in everyday_words().ideas(next(what for what in found.groups() if what))
            if (words := _telling(idea))
        ]
        ideas = [words for words in ideas if not OF_MANY_KINDS.issuperset(words)] or ideas
        spoken_of = sum(any(_is_said(word, said) for word in words) for words in ideas)
        if spoken_of * (2 if len(ideas) <= FEW_IDEAS else 3) < len(ideas):
            return False
    return True


def _telling(idea: str) -> list[str]:
    return [word for word in content_words(idea) if len(word) >= SHORTEST_STEM and word not in _OF_A_DOCUMENT]


def _is_of_a_year_not_found(question_text: str, retrieval: Retrieval) -> bool:
    """Say whether a figure is asked for a year that no passage found speaks of."""
    years = set(_YEAR.findall(question_text))
    return bool(years) and not any(year in hit.passage.text for hit in retrieval.hits for year in years)


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
