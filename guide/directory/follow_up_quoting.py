"""What an answer to a follow-up quotes: the lines of the record nearest to it first, then what the card says anyway."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from guide.asking.pathway_asking import GENERAL, read
from guide.directory import pathway_wording as wording
from guide.directory.pathway_quoting import PathwayAnswer, Quote, compose_pathway_answer, do_this_now, quote_of
from guide.directory.pathway_records import LABELS, Pathway
from guide.directory.pathways import FoundLine, Match, MatchQuery
from guide.directory.record_lines import NEAR, key_of, near_enough
from guide.types import Passage

SURELY = 1.5
"""So far above the least a line answers although the field that was asked for is not held."""

CUT = frozenset(("steps", "change_if"))
"""Fields whose lines stand for themselves; of others a short one is quoted whole, since its lines limit each other."""

REACHES = frozenset(("steps", "contact", "hours", "if_no_answer", "not_confirmed"))
"""Fields that a number or an address is asked of."""


@dataclass(frozen=True, slots=True)
class Told:
    """A follow-up beside a record.

    lines: of the first record, nearest first. led_on: the record shown before, and its line that says where else to
    go, None where nobody is sent on. beside: a further record shown, and its line that is much nearer. is_other: the
    service shown first before was put aside.
    """

    newest: str
    is_asking: bool
    lines: tuple[FoundLine, ...]
    led_on: tuple[Pathway, FoundLine] | None = None
    beside: tuple[Pathway, FoundLine] | None = None
    is_other: bool = False


def compose_follow_up(
    query: MatchQuery, told: Told, matches: Sequence[Match], passages_of: Callable[[str], Sequence[Passage]]
) -> PathwayAnswer:
    """Return what to quote for a follow-up from the records that fit, best first."""
    if told.led_on or told.is_other:
        doing = do_this_now(matches, passages_of)
        said = [_line(*told.led_on, told.newest)] if told.led_on else []
        leading = [replace(each, lead=wording.LED_ON.format(name=each.title)) for each in said]
        return replace(doing, quotes=_without_twice((*leading, *doing.quotes)))
    usual = compose_pathway_answer(query, matches, passages_of)
    first = matches[0].pathway
    near = near_enough(told.lines)
    if told.beside and "contact" not in query.fields_of_newest:
        nearest = _line(*told.beside, told.newest)
        return replace(usual, quotes=_without_twice((nearest, *usual.quotes)))
    if not near:
        return _nothing_near(query, told, usual, first)
    lines = tuple(_line(first, line, told.newest) for line in near)
    if not told.is_asking:
        is_just_that = near[0].score >= NEAR + SURELY
        return replace(usual, quotes=_without_twice((lines[0], *usual.quotes))) if is_just_that else usual
    ruled = set(read(told.newest).fields) - {GENERAL}
    if "contact" in ruled and key_of(near[0].passage) == "steps" and near[0].score >= NEAR + SURELY:
        ruled.discard("contact")
    if "contact" in ruled:
        lines = tuple(line for line in lines if key_of(line.passage) in REACHES)
    asked_for = [quote for quote in usual.quotes if key_of(quote.passage) in query.fields_of_newest]
    leading = [quote for quote in asked_for if key_of(quote.passage) in ruled]
    how_to_start = [quote for quote in usual.quotes if quote.pathway_id == first.id and _is_first_step(quote)]
    opening = usual.opening if near[0].score < NEAR + SURELY else ()
    quotes = _without_twice((*leading, *lines, *asked_for[:1], *how_to_start))
    return PathwayAnswer(opening, quotes, usual.says_what_to_do)


def _nothing_near(query: MatchQuery, told: Told, usual: PathwayAnswer, first: Pathway) -> PathwayAnswer:
    """Return what is quoted anyway, behind a plain word that nothing answers where something was asked."""
    if not told.is_asking or query.fields_of_newest or usual.opening:
        return usual
    return replace(usual, opening=(wording.NOTHING_ON_THIS.format(name=first.name),))


def _is_first_step(quote: Quote) -> bool:
    return key_of(quote.passage) == "steps" and quote.start == 0


def _line(pathway: Pathway, line: FoundLine, newest: str) -> Quote:
    quote = quote_of(pathway, line, newest)
    if key_of(line.passage) not in CUT:
        return quote
    unit = line.passage.units[line.unit]
    lead = wording.FIELD.format(name=pathway.name, label=LABELS[key_of(line.passage) or "steps"])
    return replace(quote, lead=lead, start=unit.start, end=unit.end)


def _without_twice(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes without those that stand within one before them."""
    kept: list[Quote] = []
    for quote in quotes:
        if not any(
            each.passage.id == quote.passage.id and each.start <= quote.start and quote.end <= each.end for each in kept
        ):
            kept.append(quote)
    return tuple(kept)
