"""What an answer about pathways quotes: the field asked for, or what to do now. All words come from the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from guide.asking.contact_kinds import contact_lines, sought
from guide.directory import pathway_wording as wording
from guide.directory.offering import NEARLY_AS_WELL
from guide.directory.pathway_lines import NONE
from guide.directory.pathway_names import is_named
from guide.directory.pathway_records import LABELS, Pathway
from guide.directory.pathways import OFFERED, FoundLine, Match, MatchQuery
from guide.directory.record_lines import key_of, stems, stems_of_line
from guide.types import Passage

ASKED_BONUS = 0.3
"""What a line gains for standing in a field that the question asks for; the second field asked for gains half."""

ASIDE = {"names": 0.3, "not_confirmed": 0.3, "change_if": 0.15, "contact": 0.1}
"""What a line loses for standing in a field that seldom answers unless it is asked for."""

CLEAR_LINE = 0.4
"""A line that fits a question at the end of a story this well is quoted before what to do."""

MOST_WORDS_OF_A_FIELD = 60
"""A field up to this length is quoted whole; of a longer one its best line."""

SAID_TO_BE_MISSING = frozenset(
    "hours consent who_may_refer legal_basis what_happens_next have_ready if_no_answer".split()
)
"""Fields of which an answer says that they are not in our documents."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one field: passage.text[start:end]. lead: the fixed words before it. title: the service's name."""

    lead: str
    pathway_id: str
    title: str
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the quoted words."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class PathwayAnswer:
    """What to show above the cards. opening, closing: sentences of the guide's own, before the quotes and after them.

    says_what_to_do: somebody told a situation, rather than asked for a field of a service.
    """

    opening: tuple[str, ...]
    quotes: tuple[Quote, ...]
    says_what_to_do: bool = False
    closing: tuple[str, ...] = ()


def compose_pathway_answer(
    query: MatchQuery, matches: Sequence[Match], passages_of: Callable[[str], Sequence[Passage]]
) -> PathwayAnswer:
    """Return what to quote for a question from the records that fit, best first.

    passages_of: the indexed passages of one record, by its id. Raises ValueError without a match.
    """
    if not matches:
        raise ValueError("an answer about pathways needs a match")
    text, asked = query.text, query.fields
    first = matches[0]
    named = [match for match in matches if is_named(match.mentions)]
    if named and query.asked.if_taken:
        asked = tuple(dict.fromkeys(("who_for", *asked)))
    is_number_of_story = asked == ("contact",) and not named and not query.fields_of_newest
    if query.form.situation and (not asked or is_number_of_story):
        return _situation(text, matches, passages_of)
    chosen = named[:2] or [first]
    opening: list[str] = []
    quotes: list[Quote] = []
    for match in chosen:
        missing, found = _field_quotes(text, match, asked, passages_of(match.pathway.id))
        opening += missing
        quotes += found
    if len(chosen) == 1:
        quotes += _step_not_yet_quoted(chosen[0].pathway, passages_of(chosen[0].pathway.id), quotes)
    return PathwayAnswer(tuple(opening), tuple(quotes))


def compose_for_each(
    asked: Sequence[tuple[MatchQuery, Match]], passages_of: Callable[[str], Sequence[Passage]]
) -> PathwayAnswer:
    """Return what to quote where several services are asked of: of each the field asked for, and how to go to it."""
    opening: list[str] = []
    quotes: list[Quote] = []
    for query, match in asked:
        passages = passages_of(match.pathway.id)
        missing, found = _field_quotes(query.text, match, query.fields, passages)
        found = [quote for quote in found if key_of(quote.passage) in query.fields] or found[:1]
        lead = wording.FIELD.format(name=match.pathway.name, label=LABELS["steps"])
        is_reached = any(key_of(quote.passage) in ("steps", "contact") for quote in found)
        opening += missing
        quotes += [*found, *([] if is_reached else _first_lines(match.pathway, passages, "steps", lead))]
    return PathwayAnswer(tuple(opening), tuple(quotes))


def _situation(text: str, matches: Sequence[Match], passages_of: Callable[[str], Sequence[Passage]]) -> PathwayAnswer:
    """Say what to do now; where the story holds a question that one line answers, that line comes first."""
    doing = do_this_now(matches, passages_of)
    first = matches[0]
    ranked = _ranked_lines(text, first, (), passages_of(first.pathway.id))
    if "?" not in text or not ranked or ranked[0].score < CLEAR_LINE:
        return doing
    best = ranked[0]
    end = best.passage.units[best.unit].end
    if any(quote.passage.id == best.passage.id and end <= quote.end for quote in doing.quotes):
        return doing
    answer = quote_of(first.pathway, best, text)
    covered = answer.passage.id, answer.start
    rest = [quote for quote in doing.quotes if (quote.passage.id, quote.start) != covered]
    return replace(doing, quotes=(answer, *rest))


def do_this_now(matches: Sequence[Match], passages_of: Callable[[str], Sequence[Passage]]) -> PathwayAnswer:
    """Quote the first step, the number, consent and what to have ready of the best record, then the second's step."""
    first = matches[0].pathway
    passages = passages_of(first.id)
    quotes = _first_lines(first, passages, "steps", wording.DO_THIS_NOW.format(name=first.name))
    reached = "\n".join(quote.words for quote in quotes)
    if first.contacts and not any(contact.value in reached for contact in first.contacts):
        quotes += _first_lines(first, passages, "contact", wording.FIRST_CONTACT)
    quotes += _first_lines(first, passages, "consent", wording.CONSENT)
    quotes += _first_lines(first, passages, "have_ready", wording.HAVE_READY)
    if len(matches) > 1 and _is_second_route(matches[0], matches[1]):
        second = matches[1].pathway
        lead = wording.THEN.format(name=second.name)
        quotes += _first_lines(second, passages_of(second.id), "steps", lead)
    return PathwayAnswer((), tuple(quotes), says_what_to_do=True)


def _is_second_route(first: Match, second: Match) -> bool:
    """Say whether the second record is worth a quote: it fits nearly as well, or the first one sends people there."""
    is_near = second.score >= OFFERED and first.odds - second.odds <= NEARLY_AS_WELL
    return is_near or any(link.id == second.pathway.id for link in first.pathway.links)


def _field_quotes(
    text: str, match: Match, asked: Sequence[str], passages: Sequence[Passage]
) -> tuple[list[str], list[Quote]]:
    """Return what is not held of the fields asked for, and the quotes that answer."""
    pathway = match.pathway
    asked = _with_a_labelled_number_first(text, asked, pathway)
    missing = [
        wording.NOT_HELD.format(name=pathway.name, label=LABELS[key])
        for key in asked[:1]
        if key in SAID_TO_BE_MISSING and not pathway.lines(key)
    ]
    unconfirmed = _unconfirmed(match, passages)
    ranked = _ranked_lines(text, match, asked, passages)
    is_for_it = is_named(match.mentions) or "contact" in asked
    shown = [passage for passage in passages if key_of(passage) is not None]
    label, passage, unit = sought(text, "contact" in asked, shown) if is_for_it else ("", None, 0)
    if passage is not None:
        return [], [quote_of(pathway, FoundLine(passage, unit, 1.0), text)]
    if label:
        missing = [wording.NOT_HELD.format(name=pathway.name, label=label)]
        ranked = [] if not asked else ranked
    if unconfirmed or not ranked:
        return missing, [*_not_held(text, pathway, asked, passages), *unconfirmed]
    chosen: dict[str, FoundLine] = {}
    for line in (*_best_of_each(ranked, asked[:2]), ranked[0]):
        chosen.setdefault(line.passage.id, line)
    return missing, [quote_of(pathway, line, text) for line in chosen.values()]


def _with_a_labelled_number_first(text: str, asked: Sequence[str], pathway: Pathway) -> Sequence[str]:
    """Return the fields asked for, the contact first where one of them is for just what is said: out of hours."""
    labels = [contact.label.lower() for contact in pathway.contacts if contact.label]
    if "contact" not in asked or not any(label in text.lower() for label in labels):
        return asked
    return ("contact", *(key for key in asked if key != "contact"))


def _best_of_each(ranked: Sequence[FoundLine], fields: Sequence[str]) -> list[FoundLine]:
    """Return the best line of each of these fields, in their order; a field that is not held has none."""
    found = [[line for line in ranked if key_of(line.passage) == key][:1] for key in fields]
    return [line for lines in found for line in lines]


def _ranked_lines(text: str, match: Match, asked: Sequence[str], passages: Sequence[Passage]) -> list[FoundLine]:
    """Return the lines of the shown fields, the most fitting first; a field asked for goes before others."""
    meaning = {(line.passage.id, line.unit): line.score for line in match.lines}
    shared = _shared_words(text, match, passages)
    bonus = {key: ASKED_BONUS / (1 + place) for place, key in enumerate(asked)}
    ranked = []
    for passage in passages:
        key = key_of(passage)
        if key is None:
            continue
        against = 0.0 if key in asked else ASIDE.get(key, 0.0)
        for unit in range(len(passage.units)):
            place = passage.id, unit
            score = 0.6 * meaning.get(place, 0.0) + 0.4 * shared[place] + bonus.get(key, 0.0) - against
            ranked.append(FoundLine(passage, unit, score))
    return sorted(ranked, key=lambda line: (-line.score, line.passage.ordinal, line.unit))


def _shared_words(text: str, match: Match, passages: Sequence[Passage]) -> dict[tuple[str, int], float]:
    """Return for each line the share of the question's telling words that it holds, in [0, 1].

    Names of the record do not count, since the question is about it anyway; a word of many lines counts for less.
    """
    for mention in match.mentions:
        text = re.sub(re.escape(mention.words), " ", text, flags=re.IGNORECASE)
    wanted = stems(text)
    lines = {
        (passage.id, number): stems_of_line(passage.words_of(unit))
        for passage in passages
        for number, unit in enumerate(passage.units)
        if key_of(passage) is not None
    }
    weight = {stem: 1 / (1 + sum(stem in stems for stems in lines.values())) for stem in wanted}
    weight = {stem: rarity for stem, rarity in weight.items() if rarity < 1}
    total = sum(weight.values())
    return {
        place: sum(weight.get(stem, 0.0) for stem in stems) / total if total else 0.0 for place, stems in lines.items()
    }


def quote_of(pathway: Pathway, line: FoundLine, text: str) -> Quote:
    """Return the quote of a line: its whole field where that is short, of contacts those asked for in the text."""
    passage, unit = line.passage, line.unit
    lead = wording.FIELD.format(name=pathway.name, label=passage.headings[0])
    if key_of(passage) == "contact":
        start, end = contact_lines(passage, text)
    elif len(passage.text.split()) <= MOST_WORDS_OF_A_FIELD:
        start, end = 0, len(passage.text)
    else:
        start, end = passage.units[unit].start, passage.units[unit].end
    return Quote(lead, pathway.id, pathway.name, passage, start, end)


def _unconfirmed(match: Match, passages: Sequence[Passage]) -> list[Quote]:
    """Return what is not confirmed of the record, where the question asks for just that."""
    if not any(mention.is_unconfirmed for mention in match.mentions):
        return []
    pathway = match.pathway
    lead = wording.FIELD.format(name=pathway.name, label=LABELS["not_confirmed"])
    return _first_lines(pathway, passages, "not_confirmed", lead)


def _not_held(text: str, pathway: Pathway, asked: Sequence[str], passages: Sequence[Passage]) -> list[Quote]:
    """Return the line that says that the kind of contact asked for is not held, before what nobody has confirmed."""
    contacts = [passage for passage in passages if key_of(passage) == "contact"] if "contact" in asked else []
    found = [quote_of(pathway, FoundLine(passage, 0, 0.0), text) for passage in contacts]
    return [quote for quote in found if NONE in quote.words]


def _step_not_yet_quoted(pathway: Pathway, passages: Sequence[Passage], quotes: Sequence[Quote]) -> list[Quote]:
    if any(key_of(quote.passage) == "steps" and quote.start == 0 for quote in quotes):
        return []
    return _first_lines(pathway, passages, "steps", wording.NEXT_STEP)


def _first_lines(pathway: Pathway, passages: Sequence[Passage], key: str, lead: str) -> list[Quote]:
    for passage in passages:
        if key_of(passage) == key:
            return [Quote(lead, pathway.id, pathway.name, passage, 0, passage.units[0].end)]
    return []
