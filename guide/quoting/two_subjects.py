"""Answers a question of several subjects from what is found for each: one search alone leaves others with nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from guide.asking.asking_frames import subject_alone
from guide.asking.everyday_words import as_said
from guide.asking.joined_subjects import Halves, halves_of, several_of
from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import asking_sentences, content_words
from guide.ports import PassageStore
from guide.quoting.mentions import within_named_section
from guide.quoting.quotes import Composition, Quote, says_the_same
from guide.quoting.relating import leads_in_elsewhere
from guide.quoting.standing_alone import standing_alone
from guide.searching.confidence import confidence
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Explanation, Reason, Status, UnitKind, Vectors

HALF_CONFIDENCE = 0.5
"""Each needs what a whole question needs: half a phrase such as "health and social care" must lead nowhere."""

NOTHING = 0.25
"""A half that is set beside the other and gets less than this is named as not found."""

NEARLY = 2.0
"""Log odds: what is quoted already serves a subject that it fits by so little less than its best unit does."""

TOGETHER = 4
"""Words so near to one another in a quote are spoken of together."""

FEWEST_WORDS = 4
MOST_READINGS = 3

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class _Half:
    """What was found for one subject. quotes: its units, the best first, each with its score."""

    sureness: float
    quotes: tuple[tuple[float, Quote], ...]

    @property
    def is_sure(self) -> bool:
        """Say whether the documents seem to hold this subject."""
        return bool(self.quotes) and self.sureness >= HALF_CONFIDENCE

    @property
    def best(self) -> Quote:
        """Return the quote that fits it best."""
        return self.quotes[0][1]

    def near(self, less: float) -> Iterator[Quote]:
        """Return the quotes that fit by no more than `less` worse than the best, itself first."""
        return (quote for score, quote in self.quotes if score >= self.quotes[0][0] - less)


def with_each_subject(
    question_text: str,
    composed: Composition,
    embed: Embed,
    store: PassageStore,
    most_words: int,
    settles: Callable[[Sequence[Quote]], bool],
) -> Composition:
    """Return the composition with the best quote of each subject in it; unchanged for a question of one.

    composed: what one search for the whole found, the best first. settles: whether quotes still answer the whole.
    """
    known: dict[str, _Half] = {}
    for halves in _readings(question_text) if composed.status is Status.ANSWERED else ():
        _look_for(halves, known, embed, store)
        found = [known[text] for text in halves.searched]
        if halves.may_be_one and _are_spoken_of_together(halves, composed.quotes):
            return composed
        sure = [half for half in found if half.is_sure]
        if len({half.best.passage.headings for half in sure}) > 1:
            unserved = [half for half in sure if not _is_served(half, composed)]
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
    """Return the ways to read a message as one of several subjects; what it tells before it asks joins nothing.

    First what is plainly joined, then as many subjects as there are pieces, last what a bare "and" may join: two pieces
    that it may join are no more than that.
    """
    asked = " ".join(asking_sentences(question_text))
    pairs = halves_of(asked) or halves_of(question_text)
    several = several_of(question_text)
    joined = [each for each in pairs if each.are_plain or each.are_named]
    joined += [several] if several and (len(several.searched) > 2 or not pairs) else []
    return tuple(joined + [each for each in pairs if each not in joined])[:MOST_READINGS]


def _look_for(halves: Halves, known: dict[str, _Half], embed: Embed, store: PassageStore) -> None:
    """Add to what is known what is found for each subject that was not searched for before, in one call."""
    new = {text: subject_alone(text) for text in halves.searched if text not in known}
    if not new:
        return
    vectors = embed(tuple(new.values()))
    for number, (text, alone) in enumerate(new.items()):
        found = retrieve(alone, vectors[number], store)
        known[text] = _Half(confidence(alone, found).value, tuple(_quotes(within_named_section(text, found))))


def _quotes(found: Retrieval) -> Iterator[tuple[float, Quote]]:
    units = [
        (unit.score, hit.passage, unit.unit)
        for hit in found.hits
        for unit in hit.units
        if not leads_in_elsewhere(hit.passage)
    ]
    for score, passage, unit in sorted(units, key=lambda each: -each[0]):
        is_heading = passage.units[unit].kind is UnitKind.HEADING
        if not is_heading and len(passage.words_of(passage.units[unit]).split()) >= FEWEST_WORDS:
            yield score, standing_alone(passage, unit, is_first=False)


def _is_served(half: _Half, composed: Composition) -> bool:
    """Say whether what is quoted already says as much of a subject as its best unit, or nearly."""
    return any(says_the_same(quote, other) for quote in half.near(NEARLY) for other in composed.quotes)


def _are_spoken_of_together(halves: Halves, quotes: Sequence[Quote]) -> bool:
    """Say whether one quote holds the words on both sides of the "and", as with "drug and alcohol challenges"."""
    before, after = content_words(as_said(halves.named[0])), content_words(as_said(halves.named[1]))
    if not before or not after:
        return False
    one, other = before[-1][:LONGEST_STEM], after[0][:LONGEST_STEM]
    for quote in quotes:
        words = [word[:LONGEST_STEM] for word in plain_words(quote.text)]
        places = [place for place, word in enumerate(words) if word == one]
        if any(other in words[max(0, place - TOGETHER) : place + TOGETHER + 1] for place in places):
            return True
    return False


def _missing(halves: Halves, found: Sequence[_Half]) -> str:
    """Return the half for which nothing was found beside one that was, "" otherwise."""
    for side, other in ((0, 1), (1, 0)):
        if found[side].sureness < NOTHING and found[other].sureness >= HALF_CONFIDENCE:
            return halves.named[side]
    return ""


def _with(
    composed: Composition,
    unserved: Sequence[_Half],
    most_words: int,
    settles: Callable[[Sequence[Quote]], bool],
    halves: Halves,
) -> Composition:
    kept = list(composed.quotes[:1])
    for quote in (*(half.best for half in unserved), *composed.quotes[1:]):
        fits = sum(each.words for each in kept) + quote.words <= most_words
        if fits and not any(says_the_same(quote, other) for other in kept):
            kept.append(quote)
    if not settles(kept):
        return composed
    shown = {quote.passage.id for quote in kept}
    left = {quote.passage.id: "several subjects were asked about" for quote in composed.quotes} | dict(
        composed.unquoted
    )
    line = Explanation("halves", f"searched apart for: {' | '.join(halves.searched)}")
    return replace(
        composed,
        quotes=tuple(kept),
        unquoted=tuple(each for each in left.items() if each[0] not in shown),
        explanations=(*composed.explanations, line),
    )
