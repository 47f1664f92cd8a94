"""The service that an earlier turn was about, and whether a follow-up asks of it, is sent on by it, or leaves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from guide.asking.everyday_words import everyday_words
from guide.asking.follow_up_forms import (
    ages_of_condition,
    asks_for_another,
    asks_something,
    months_ago,
    more_than_months_ago,
    negates,
    only_tells_when,
    wants_local,
)
from guide.asking.pathway_asking import ages_named, areas_named, read
from guide.asking.pathway_forms import form_of
from guide.asking.pathway_people import sex_turned_to
from guide.asking.turning_to import only_turns_to_others
from guide.asking.understanding import ADDS_TO_EARLIER, smalltalk_kind
from guide.directory import pathway_wording as wording
from guide.directory.follow_up_quoting import Told
from guide.directory.offering import MOST_SHOWN, offered
from guide.directory.pathway_cards import Moment
from guide.directory.pathway_names import is_named
from guide.directory.pathways import FoundLine, Match, MatchQuery, rank
from guide.directory.record_lines import NEAR, Newest, key_of
from guide.drafts import Draft, Parts
from guide.searching.retrieval import retrieve

MOST_TURNS = 3
"""So many earlier turns are looked at for the service that was shown."""

ANOTHER_MATTER = 0.6
"""A follow-up that is itself so much like what is told of another service has left the one before."""

SURELY_OF_IT = 5.5
"""A message that names a subject of its own asks of the service before only where one of its lines is this near."""

SURER_THAN_DOCUMENTS = 8.0
"""So near a line of the service before is to a message that documents seem to answer that it goes before them."""

SENDS_ON = 4.5
"""What is told is so near to a line that sends people elsewhere that it is followed, if no line is much nearer."""

MUCH_NEARER = 2.0
MOST_BESIDE = 3
"""So many of the services shown are read for a line that answers where the first has none so near."""


NATIONAL = "uk"
"""Scope of a service for everybody, wherever they are."""


@dataclass(frozen=True, slots=True)
class Before:
    """The service of an earlier turn as it now stands: what to ask of whom, and what its lines say to the follow-up."""

    query: MatchQuery
    ranked: Sequence[Match]
    matches: tuple[Match, ...]
    told: Told


def told_beside(parts: Parts, draft: Draft, matches: Sequence[Match]) -> Told | None:
    """Return a follow-up beside the first of the services found for it; None for what is no follow-up to read so."""
    newest = _newest(parts, draft)
    return _told(parts, newest, matches) if newest and matches else None


def service_before(
    parts: Parts, draft: Draft, found: Sequence[Match], moment: Moment, is_documents: bool
) -> Before | None:
    """Return the service that an earlier turn was about, where a follow-up is rather about that than about `found`.

    found: the services that fit both together. is_documents: the documents answer the message.
    """
    newest = _newest(parts, draft)
    if newest is None or draft.is_emergency:
        return None
    asks_contact = "contact" in read(newest.text).fields
    for topic in islice(_topics(draft, asks_contact), MOST_TURNS):
        before = _asked_of(parts, draft, topic, newest, moment)
        if before is not None:
            return before if _is_rather_about(parts, draft, before, found, is_documents and not asks_contact) else None
    return None


def _newest(parts: Parts, draft: Draft) -> Newest | None:
    """Return a follow-up by itself, None where it names its service, asks of the plan, or turns to others only."""
    text = draft.cleaned
    if not draft.earlier or draft.wants_more or only_turns_to_others(text) or not len(draft.own):
        return None
    if form_of(text).plan or is_named(parts.knowledge.directory.names.mentions(text)):
        return None
    plain = everyday_words().in_plain_words(text)
    return Newest(plain, draft.own, parts.outside.fields_of(text, draft.own), asks_something(text))


def _topics(draft: Draft, asks_contact: bool) -> Iterator[str]:
    """Yield what earlier turns told, the newest first; a turn about the plan ends it, unless a contact is asked for."""
    turns = [draft.topic] if draft.topic else []
    for turn in dict.fromkeys((*turns, *reversed(draft.earlier))):
        if form_of(turn).plan:
            if not asks_contact:
                return
        elif not smalltalk_kind(turn):
            yield everyday_words().in_plain_words(turn)


def _asked_of(parts: Parts, draft: Draft, topic: str, newest: Newest, moment: Moment) -> Before | None:
    """Return the service that a turn finds by itself, with what its lines say to the follow-up."""
    directory = parts.knowledge.directory
    vector = parts.embedder.embed([topic])[0]
    candidates = retrieve(topic, vector, parts.store).candidates
    alone = MatchQuery(topic, candidates, likely=parts.outside.services_of(topic, vector))
    ranked = rank(alone, directory)
    matches = offered(ranked, directory, moment, alone)
    if not matches:
        return None
    query = replace(alone, text=f"{topic} {newest.text}", newest=draft.cleaned, meant=draft.meant)
    told = _told(parts, newest, matches)
    if asks_for_another(newest.text) and len(matches) > 1:
        others = sorted(matches[1:], key=lambda each: wants_local(newest.text) and each.pathway.scope == NATIONAL)
        return Before(query, ranked, (*others, matches[0]), replace(told, is_other=True))
    line = _line_that_sends_on(matches[0], told)
    if line is None:
        return Before(query, ranked, matches, told)
    sent_to = _sent_to(matches[0], line, ranked, parts)
    kept = (*sent_to, *(each for each in matches if each.pathway.id not in {to.pathway.id for to in sent_to}))
    return Before(query, ranked, kept[:MOST_SHOWN], replace(told, led_on=(matches[0].pathway, line)))


def _told(parts: Parts, newest: Newest, matches: Sequence[Match]) -> Told:
    """Return a follow-up beside the first of some services, with the line of another one that is much nearer to it."""

    def lines_of(match: Match) -> tuple[FoundLine, ...]:
        own = match.pathway.id
        return newest.nearest(parts.store.outline(own), parts.store.unit_vectors(own))

    lines = lines_of(matches[0])
    told = Told(newest.text, newest.is_asking, lines)
    if not newest.is_asking or not lines:
        return told
    others = [(match.pathway, lines_of(match)[0]) for match in matches[1:MOST_BESIDE]]
    best = max(others, key=lambda each: each[1].score, default=None)
    is_nearer = best is not None and best[1].score >= max(SURELY_OF_IT, lines[0].score + MUCH_NEARER)
    return replace(told, beside=best) if is_nearer else told


def _line_that_sends_on(match: Match, told: Told) -> FoundLine | None:
    """Return the line of a record that sends on whom a follow-up tells of: of another age, longer ago, or just that.

    A line that names a service "also" sends nobody away.
    """
    changes = [line for line in told.lines if key_of(line.passage) == "change_if"]
    for line in changes:
        condition, _, to = _words(line).partition(":")
        if not any(link.name in to for link in match.pathway.links) or ADDS_TO_EARLIER.search(to):
            continue
        ages, least = ages_of_condition(condition), more_than_months_ago(condition)
        if ages is not None or least is not None:
            if _is_of_age(told.newest, ages, match) or _is_longer_ago(told.newest, least):
                return line
        elif _is_just_that(condition, line, told):
            return line
    return None


def _is_of_age(newest: str, ages: tuple[int, int] | None, match: Match) -> bool:
    """Say whether a follow-up names an age within these; words such as "kids" count where the record is for others."""
    youngest, oldest = ages_named(newest)
    if ages is None or youngest is None or oldest is None or not ages[0] <= youngest <= oldest <= ages[1]:
        return False
    return youngest == oldest or read(newest).conflicts_with_ages(match.pathway.min_age, match.pathway.max_age)


def _is_longer_ago(newest: str, least: float | None) -> bool:
    ago = months_ago(newest)
    return ago is not None and least is not None and ago > least


def _is_just_that(condition: str, line: FoundLine, told: Told) -> bool:
    """Say whether what is told is near to a condition, and neither says that it is not so where the other does."""
    is_near = line.score >= max(SENDS_ON, told.lines[0].score - MUCH_NEARER)
    return (
        is_near and not told.is_asking and negates(condition) == negates(told.newest) and not read(told.newest).fields
    )


def _sent_to(match: Match, line: FoundLine, ranked: Sequence[Match], parts: Parts) -> tuple[Match, ...]:
    to = _words(line).partition(":")[2]
    ids = dict.fromkeys(link.id for link in match.pathway.links if link.name in to)
    known = {each.pathway.id: each for each in ranked}
    reason = wording.SENT_BY.format(name=match.pathway.name)
    return tuple(replace(known[each], instead=reason) for each in ids if each in known)


def _words(line: FoundLine) -> str:
    return line.passage.words_of(line.passage.units[line.unit])


def _is_rather_about(parts: Parts, draft: Draft, before: Before, found: Sequence[Match], is_documents: bool) -> bool:
    """Say whether a follow-up is rather about the service before than about what was found for both together."""
    nearest = before.told.lines[0].score if before.told.lines else 0.0
    is_behind_the_plan = "contact" in read(draft.cleaned).fields and form_of(draft.topic).plan
    if before.told.led_on or before.told.is_other or is_behind_the_plan:
        return True
    if not found:
        answers = not before.told.is_asking or nearest >= NEAR
        leans = draft.leans_on_earlier and answers or only_tells_when(draft.cleaned)
        return nearest >= SURER_THAN_DOCUMENTS or not is_documents and (leans or nearest >= SURELY_OF_IT)
    is_same = found[0].pathway.id == before.matches[0].pathway.id
    if is_same or not draft.leans_on_earlier:
        return is_same and not draft.leans_on_earlier and nearest >= SURELY_OF_IT
    turns = read(draft.cleaned).youngest is not None or sex_turned_to(draft.cleaned) or areas_named(draft.cleaned)
    if turns or not before.told.is_asking or nearest < NEAR:
        return False
    likely = parts.outside.services_of(draft.cleaned, draft.own).asked
    other = max((value for key, value in likely.items() if key != before.matches[0].pathway.id), default=0.0)
    return other < ANOTHER_MATTER
