"""Chooses what is quoted: the shortest set of whole units that answers the question, in a reader's order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from guide.asking.asking_frames import subject_alone
from guide.asking.joined_subjects import halves_of
from guide.asking.question_forms import Form, form_of
from guide.asking.understanding import subject_words
from guide.ports import PassageStore
from guide.quoting.aspects import compared
from guide.quoting.covering import cover
from guide.quoting.listing import listed
from guide.quoting.mentions import asks_of_sections, mentioned, within_named_section
from guide.quoting.quotes import Composition, Cover, Quote, composition_of, in_reading_order, says_the_same
from guide.quoting.relating import Asked, leads_in_elsewhere
from guide.quoting.standing_alone import standing_alone
from guide.quoting.two_subjects import with_each_subject
from guide.quoting.unsaid import with_what_is_unsaid
from guide.searching.confidence import confidence
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Passage, Status, UnitKind, Vectors

MOST_WORDS = 100
"""A fact is answered within this many quoted words."""

FEWEST_WORDS = 4
"""A shorter unit says nothing by itself."""

LEAST_SHARE = 0.002
"""A further unit is quoted only with at least this chance, among the units found, that it holds the answer."""

LENGTH_POWER = 0.4
"""How much a long unit is held back: chance divided by words to this power. Between 0.2 and 1 little changes."""

PART_CONFIDENCE = 0.25
"""What a part of a question needs, less than a whole question, since a few words match less."""

TOO_UNLIKELY = "too unlikely to add anything"
ASIDE = "another section, and nothing in it that was asked for"
TOO_LONG = f"it would make more than {MOST_WORDS} words"
SAID_ALREADY = "a quotation says it already"

Embed = Callable[[Sequence[str]], Vectors]

__all__ = ["Composition", "Quote", "compose"]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A unit that may be quoted, with the chance that it holds the answer, among those found."""

    passage: Passage
    unit: int
    chance: float

    @property
    def quote(self) -> Quote:
        found = self.passage.units[self.unit]
        return Quote(self.passage, found.start, found.end)


def compose(
    question_text: str, retrieval: Retrieval, embed: Embed, store: PassageStore, newest: str = ""
) -> Composition:
    """Return the quotes that answer the question. embed is called only for a question of several parts or places.

    newest: the last message, where the question is made of several.
    """
    composed = _composed(question_text, retrieval, embed, store, newest)
    return with_what_is_unsaid(newest or question_text, composed, store)


def _composed(question_text: str, retrieval: Retrieval, embed: Embed, store: PassageStore, newest: str) -> Composition:
    form = form_of(question_text)
    if form.wants_list and not asks_of_sections(question_text, retrieval):
        whole = listed(question_text, form, retrieval, store)
        if whole is not None:
            return whole
    if not halves_of(question_text):
        retrieval = within_named_section(question_text, retrieval)
    everywhere = mentioned(question_text, retrieval, embed, store)
    if everywhere is not None:
        return everywhere
    sections = compared(question_text, retrieval, embed, store)
    if sections is not None:
        return sections
    if len(form.parts) > 1:
        composed = _by_parts(form, embed, store)
        if composed is not None:
            return composed
    whole = _fact(question_text, form, retrieval, store, newest)
    if newest:
        return whole
    settles = _settles(question_text, form, retrieval)
    return with_each_subject(question_text, whole, embed, store, MOST_WORDS, settles)


def _fact(question_text: str, form: Form, retrieval: Retrieval, store: PassageStore, newest: str) -> Composition:
    """Quote the best unit first, then at most a few more that add something, then check what they cover."""
    choices = _choices(retrieval)
    unquoted: dict[str, str] = {}
    quotes = tuple(_chosen(choices, unquoted, Asked.of(question_text)))
    figures = tuple((f"chance_{number}", each.chance) for number, each in enumerate(choices[:3], start=1))
    composed = composition_of(quotes, store, cover(question_text, form, quotes, retrieval, newest), figures)
    return replace(composed, unquoted=tuple(unquoted.items()))


def _settles(question_text: str, form: Form, retrieval: Retrieval) -> Callable[[Sequence[Quote]], bool]:
    """Return what says whether quotes settle a question and stand among what was found: a theme may be chosen."""
    searched = {hit.passage.id for hit in (*retrieval.hits, *retrieval.rejected)}
    return lambda quotes: (
        all(quote.passage.id in searched for quote in quotes)
        and not cover(question_text, form, quotes, retrieval).unsettled
    )


def _choices(retrieval: Retrieval) -> list[_Choice]:
    """Return the units worth quoting: the one that leads, then the others by chance for their length."""
    scored = [
        (unit, hit.passage) for hit in retrieval.hits for unit in hit.units if _can_be_quoted(hit.passage, unit.unit)
    ]
    if not scored:
        return []
    scored.sort(key=lambda each: (-each[0].score, each[1].id, each[0].unit))
    lead = max(range(len(scored)), key=lambda at: scored[at][0].lead)
    best = scored[0][0].score
    total = sum(math.exp(unit.score - best) for unit, _ in scored)
    choices = [_Choice(passage, unit.unit, math.exp(unit.score - best) / total) for unit, passage in scored]
    first = choices.pop(lead)
    return [first, *sorted(choices, key=_worth, reverse=True)]


def _worth(choice: _Choice) -> float:
    return choice.chance / math.pow(max(choice.quote.words, 2 * FEWEST_WORDS), LENGTH_POWER)


def _can_be_quoted(passage: Passage, unit: int) -> bool:
    found = passage.units[unit]
    return found.kind is not UnitKind.HEADING and len(passage.words_of(found).split()) >= FEWEST_WORDS


def _chosen(choices: Sequence[_Choice], unquoted: dict[str, str], asked: Asked) -> Iterator[Quote]:
    """Yield what is quoted, the best first. unquoted: filled with why a passage's first unit in that order is not."""
    left = MOST_WORDS
    taken: list[Quote] = []
    for choice in choices:
        quote = choice.quote
        why = _why_not(choice, left, taken, asked) if taken else ""
        if why:
            unquoted.setdefault(choice.passage.id, why)
            continue
        longer = standing_alone(choice.passage, choice.unit, is_first=not taken)
        if longer.words <= left and not any(says_the_same(longer, other) for other in taken):
            quote = longer
        taken.append(quote)
        left -= quote.words
        yield quote


def _why_not(choice: _Choice, left: int, taken: Sequence[Quote], asked: Asked) -> str:
    """Return why a further unit is not quoted, "" when it is. left: how many words may still be quoted."""
    if choice.chance < LEAST_SHARE and not asked.is_of(choice.passage):
        return TOO_UNLIKELY
    if _is_elsewhere(choice, taken[0]) and (leads_in_elsewhere(choice.passage) or asked.shares_nothing(choice.quote)):
        return ASIDE
    if choice.quote.words > left:
        return TOO_LONG
    return SAID_ALREADY if any(says_the_same(choice.quote, other) for other in taken) else ""


def _is_elsewhere(choice: _Choice, first: Quote) -> bool:
    return choice.passage.headings != first.passage.headings


def _by_parts(form: Form, embed: Embed, store: PassageStore) -> Composition | None:
    """Answer each part with its best unit. None when no part is found: the question is then taken as a whole.

    A part without a subject of its own ("... and what does it say?") asks no more than the one before it.
    """
    quotes: list[Quote] = []
    missing: list[str] = []
    parts = [part for part in form.parts if subject_words(subject_alone(part))]
    if len(parts) < 2:
        return None
    alone = [subject_alone(part) for part in parts]
    vectors = embed(alone)
    for number, part in enumerate(parts):
        found = retrieve(alone[number], vectors[number], store, limit=3)
        choices = _choices(within_named_section(part, found))
        if not choices or confidence(alone[number], found).value < PART_CONFIDENCE:
            missing.append(part)
            continue
        quote = standing_alone(choices[0].passage, choices[0].unit, is_first=True)
        if cover(part, form_of(part), (quote,), found).unsettled:
            missing.append(part)
            continue
        if not any(says_the_same(quote, other) for other in quotes):
            quotes.append(quote)
        elif len(choices) > 1 and not any(says_the_same(choices[1].quote, other) for other in quotes):
            quotes.append(choices[1].quote)
    if not quotes:
        return None
    composed = composition_of(tuple(quotes), store, Cover(tuple(missing)))
    return composed if composed.status is Status.PARTIAL else replace(composed, quotes=in_reading_order(quotes))
