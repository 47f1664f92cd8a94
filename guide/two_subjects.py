"""Answers a question of two subjects from what is found for each: one search alone leaves the second with nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from guide.confidence import confidence
from guide.everyday_words import as_said
from guide.joined_subjects import Halves, halves_of
from guide.mentions import within_named_section
from guide.ports import PassageStore
from guide.question_terms import LONGEST_STEM, plain_words
from guide.quotes import Composition, Quote, says_the_same
from guide.retrieval import Retrieval, retrieve
from guide.standing_alone import standing_alone
from guide.types import Explanation, Reason, Status, UnitKind, Vectors
from guide.understanding import asking_sentences, content_words

HALF_CONFIDENCE = 0.5
"""Each half needs what a whole question needs: half a phrase such as "health and social care" must lead nowhere."""

NOTHING = 0.25
"""A half that is set beside the other and gets less than this is named as not found."""

SEARCHED = 3
"""In so many passages the best unit of a half is looked for."""

FEWEST_WORDS = 4
MOST_READINGS = 2

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class _Half:
    """What was found for one half. quote: its best unit."""

    sureness: float
    quote: Quote | None


def with_each_subject(
    question_text: str,
    composed: Composition,
    embed: Embed,
    store: PassageStore,
    most_words: int,
    settles: Callable[[Sequence[Quote]], bool],
) -> Composition:
    """Return the composition with the best quote of each of two subjects in it; unchanged for a question of one.

    composed: what one search for the whole found, the best first. settles: whether quotes still answer the whole.
    """
    readings = _readings(question_text) if composed.status is Status.ANSWERED else ()
    if not readings:
        return composed
    vectors = embed([text for halves in readings for text in halves.searched])
    for number, halves in enumerate(readings):
        found = [_half(halves.searched[side], vectors[2 * number + side], store) for side in (0, 1)]
        quotes = [half.quote for half in found if half.quote and half.sureness >= HALF_CONFIDENCE]
        if not halves.are_plain and _are_spoken_of_together(halves, composed.quotes):
            return composed
        if len(quotes) == 2 and quotes[0].passage.headings != quotes[1].passage.headings:
            unserved = [quote for quote in quotes if not _is_served(quote, composed)]
            return _with(composed, unserved, most_words, settles, halves) if unserved else composed
        if (halves.are_plain or halves.are_named) and (missing := _missing(halves, found)):
            return replace(composed, status=Status.PARTIAL, reason=Reason.PART_MISSING, missing=(as_said(missing),))
    return composed


def one_of_two(question_text: str, embed: Embed, store: PassageStore) -> tuple[Retrieval, str, str] | None:
    """Return what was found for one of two short names, that half, and the name of which nothing was found.

    For a question that the documents do not answer as a whole. None where it is no such question, or both or none is
    there.
    """
    halves = next((each for each in _readings(question_text) if each.are_named), None)
    if halves is None:
        return None
    vectors = embed(halves.searched)
    found = [retrieve(text, vectors[side], store) for side, text in enumerate(halves.searched)]
    sure = [confidence(halves.searched[side], found[side]).value for side in (0, 1)]
    for side, other in ((0, 1), (1, 0)):
        if sure[side] >= HALF_CONFIDENCE and sure[other] < NOTHING:
            return found[side], halves.searched[side], as_said(halves.named[other])
    return None


def _readings(question_text: str) -> tuple[Halves, ...]:
    """Return the ways to read a message as one of two subjects; what it tells before it asks joins nothing."""
    asked = " ".join(asking_sentences(question_text))
    return (halves_of(asked) or halves_of(question_text))[:MOST_READINGS]


def _half(text: str, vector: Sequence[float], store: PassageStore) -> _Half:
    found = retrieve(text, vector, store)
    sureness = confidence(text, found).value
    found = within_named_section(text, found)
    return _Half(sureness, _best(replace(found, hits=found.hits[:SEARCHED])))


def _best(found: Retrieval) -> Quote | None:
    units = [
        (unit.score, hit, unit.unit)
        for hit in found.hits
        for unit in hit.units
        if hit.passage.units[unit.unit].kind is not UnitKind.HEADING
        and len(hit.passage.words_of(hit.passage.units[unit.unit]).split()) >= FEWEST_WORDS
    ]
    if not units:
        return None
    _, hit, unit = max(units, key=lambda each: each[0])
    return standing_alone(hit.passage, unit, is_first=False)


def _is_served(quote: Quote, composed: Composition) -> bool:
    """Say whether something is quoted from the section of a half's best quote already."""
    return any(other.passage.headings == quote.passage.headings for other in composed.quotes)


def _are_spoken_of_together(halves: Halves, quotes: Sequence[Quote]) -> bool:
    """Say whether one quote holds the words on both sides of the "and", as with "drug and alcohol challenges"."""
    before, after = content_words(as_said(halves.named[0])), content_words(as_said(halves.named[1]))
    sides = {before[-1][:LONGEST_STEM], after[0][:LONGEST_STEM]} if before and after else set()
    return any(sides <= {word[:LONGEST_STEM] for word in plain_words(quote.text)} for quote in quotes if sides)


def _missing(halves: Halves, found: Sequence[_Half]) -> str:
    """Return the half for which nothing was found beside one that was, "" otherwise."""
    for side, other in ((0, 1), (1, 0)):
        if found[side].sureness < NOTHING and found[other].sureness >= HALF_CONFIDENCE:
            return halves.named[side]
    return ""


def _with(
    composed: Composition,
    quotes: Sequence[Quote],
    most_words: int,
    settles: Callable[[Sequence[Quote]], bool],
    halves: Halves,
) -> Composition:
    kept = list(composed.quotes[:1])
    for quote in (*quotes, *composed.quotes[1:]):
        fits = sum(each.words for each in kept) + quote.words <= most_words
        if fits and not any(says_the_same(quote, other) for other in kept):
            kept.append(quote)
    if not settles(kept):
        return composed
    shown = {quote.passage.id for quote in kept}
    left = {quote.passage.id: "two subjects were asked about" for quote in composed.quotes} | dict(composed.unquoted)
    line = Explanation("halves", f"searched apart for: {halves.searched[0]} | {halves.searched[1]}")
    return replace(
        composed,
        quotes=tuple(kept),
        unquoted=tuple(each for each in left.items() if each[0] not in shown),
        explanations=(*composed.explanations, line),
    )
