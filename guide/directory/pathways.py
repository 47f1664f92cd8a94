"""Which referral pathways fit a question: what the search found, names, ages and areas become one ranked list.

Which of them are shown, `guide/directory/offering.py` says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from guide.asking.asked_fields import in_order
from guide.asking.everyday_words import as_said
from guide.asking.pathway_asking import ADULT_FROM, Asked, read, read_after
from guide.asking.pathway_forms import Form, form_of
from guide.asking.pathway_people import CHILDREN, works_with_children
from guide.asking.turning_to import only_turns_to_others
from guide.directory import pathway_wording as wording
from guide.directory.pathway_names import FULL, Mention, Names, is_named, strengths
from guide.directory.pathway_records import LABELS, SITUATIONS, Pathway
from guide.directory.pathway_signals import (
    NONE_FITS,
    NOTHING_LIKELY,
    WEIGHTS,
    Likely,
    Named,
    Signals,
    best_unit,
    signals_of,
)
from guide.ports import Candidate
from guide.types import Passage, SourceKind

OFFERED = 0.5
"""Least score of the first pathway shown."""

JUST_BEFORE = 0.01
"""Log odds by which a record goes before the one whose odds it is given."""

LIKE_OWN_ABUSE = 0.4
"""Least likeness to what people tell who harm others, where it is the highest of all. Of 6,300 told lines held out, 15
of 104 of such people have it, eight of which no rule reads, and one of all others."""

TELLING = frozenset(LABELS[key] for key in ("who_for", "when_to_use", "thresholds"))
"""Fields whose lines say why a record fits. A step says what to do, which is no reason."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line of a shown field, and how well it fits the question, in [0, 1]."""

    passage: Passage
    unit: int
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """One record that fits. score in [0, 1], comparable between questions. lines: its shown lines, best first.

    odds: the logarithm that the score is made of. is_asked: the question is about this service, by its name.
    instead: why it is shown, where another record was the reason.
    """

    pathway: Pathway
    score: float
    lines: tuple[FoundLine, ...]
    signals: Signals
    mentions: tuple[Mention, ...] = ()
    odds: float = -NONE_FITS
    is_asked: bool = False
    instead: str = ""

    @property
    def reason(self) -> str:
        """Return why the record is shown, in its own words."""
        return self.instead or _reason(self.pathway, self.mentions, self.lines)


class Directory:
    """All records of one index, with their names ready to look for. Made once for a generation."""

    def __init__(self, pathways: Sequence[Pathway]) -> None:
        """Keep the records in their order."""
        self.pathways: Mapping[str, Pathway] = {pathway.id: pathway for pathway in pathways}
        self.names = Names.of(pathways)


@dataclass(frozen=True)
class MatchQuery:
    """A masked question that stands alone, and what the search found for it. Documents among it are passed over.

    newest: the message itself where the text has been completed from an earlier turn. meant: gives the fields that its
    meaning asks for, the surest first; it is asked only where a field makes a difference. likely: how much it is like
    what is told of each service.
    """

    text: str
    candidates: tuple[Candidate, ...]
    newest: str = ""
    meant: Callable[[], tuple[str, ...]] = tuple
    likely: Likely = NOTHING_LIKELY

    @cached_property
    def asked(self) -> Asked:
        """Return what the words of the question ask for."""
        return read_after(self.text, self.newest) if self.newest else read(self.text)

    @cached_property
    def form(self) -> Form:
        """Return how the question asks."""
        return form_of(self.text)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Return the keys of the fields asked for by words and by meaning, most telling first.

        A follow-up that asks for a field itself asks for that one alone; one that only turns to other people does not
        ask for whom a service is.
        """
        before = self.asked.fields
        if self.newest and only_turns_to_others(self.newest):
            before = tuple(key for key in before if key != "who_for")
        return self.fields_of_newest or in_order(before, () if self.newest else self.meant())

    @cached_property
    def fields_of_newest(self) -> tuple[str, ...]:
        """Return the fields that a follow-up itself asks for; none for another message."""
        if not self.newest or only_turns_to_others(self.newest):
            return ()
        return in_order(read(self.newest).fields, self.meant())

    @property
    def wants_somebody(self) -> bool:
        """Say whether somebody is to be rung, rather than one detail of a service asked for."""
        return bool(self.form.situation) or set(self.fields) <= {"contact"}

    @property
    def asks_elsewhere(self) -> bool:
        """Say whether a service of other boroughs alone is asked for."""
        return bool(self.form.reaching and self.asked.areas and not self.asked.is_here)


def _signals_of(query: MatchQuery, directory: Directory, mentions: Sequence[Mention]) -> dict[str, Signals]:
    """Return what speaks for each record, also for one that the search did not find."""
    asked, form = query.asked, query.form
    if _is_like_own_abuse(query.likely, directory):
        asked = replace(asked, own_abuse=True)
    other = not form.situation and directory.names.has_unknown_name(query.text) and "contact" in query.fields
    document = best_unit([each for each in query.candidates if each.passage.kind is SourceKind.DOCUMENT])
    named = strengths(mentions)
    asks_field = bool(named and query.fields)
    likely = query.likely.told if form.situation else query.likely.asked
    found: dict[str, list[Candidate]] = {pathway_id: [] for pathway_id in directory.pathways}
    for candidate in query.candidates:
        if candidate.passage.kind is SourceKind.PATHWAY and candidate.passage.source_id in directory.pathways:
            found[candidate.passage.source_id].append(candidate)
    return {
        pathway_id: signals_of(
            directory.pathways[pathway_id],
            candidates,
            Named(named.get(pathway_id, 0.0), asks_field, other),
            asked,
            form,
            document,
            likely.get(pathway_id),
            query.likely.none,
        )
        for pathway_id, candidates in found.items()
    }


def _is_like_own_abuse(likely: Likely, directory: Directory) -> bool:
    """Say whether a message is most like what people tell who harm others themselves."""
    best = max(likely.asked, key=likely.asked.__getitem__, default="")
    of_best = directory.pathways.get(best)
    return of_best is not None and of_best.own_abuse and likely.asked[best] >= LIKE_OWN_ABUSE


def wants_pathway(form: Form) -> float:
    """Say how much a masked question is about a situation or a service rather than about the plan, in [0, 1]."""
    if form.plan or form.not_held:
        return 0.25 * form.situation
    return min(0.3 + 0.4 * form.situation + 0.3 * form.reaching, 1.0)


def rank(query: MatchQuery, directory: Directory) -> list[Match]:
    """Return every record, best first: those asked of by name lead."""
    mentions = _mentions(query.text, directory)
    asked = _named(mentions) if mentions and not query.form.situation and query.fields else set()
    asked |= _named(directory.names.mentions(query.newest))
    lines = _lines_found(query.candidates)
    ranked = []
    for pathway_id, signals in _signals_of(query, directory, mentions).items():
        own = tuple(mention for mention in mentions if mention.pathway_id == pathway_id)
        found = lines.get(pathway_id, ())
        pathway = directory.pathways[pathway_id]
        odds = signals.odds()
        score = _score(signals, odds)
        ranked.append(Match(pathway, score, found, signals, own, odds, pathway_id in asked))
    ranked = _for_who_is_told_of(ranked, query)
    order = {pathway_id: place for place, pathway_id in enumerate(directory.pathways)}
    turns_to_age = bool(query.newest) and read(query.newest).youngest is not None

    def is_doubted(each: Match) -> bool:
        return each.score < OFFERED or turns_to_age and bool(each.signals.wrong_age)

    # A service that is named is not doubted: it goes before one that is only a little more likely, and not enough.
    return sorted(ranked, key=lambda each: (not each.is_asked, is_doubted(each), -each.odds, order[each.pathway.id]))


def _mentions(text: str, directory: Directory) -> tuple[Mention, ...]:
    """Return the names of services in a question.

    Plain words that were put beside an everyday one may stand in the middle of a name, or be one themselves: then what
    somebody named goes before what was only put there.
    """
    said = directory.names.mentions(as_said(text))
    return said if is_named(said) else directory.names.mentions(text) or said


def _for_who_is_told_of(ranked: list[Match], query: MatchQuery) -> list[Match]:
    """Return the records, one of them raised where the words point to a service that is for others, or hardly to any.

    What is told of a man who hits his wife is near to what a line for men is for. Not that line fits but the one for
    women on the same theme, or the one for him where he speaks of his own abuse: it gets the odds of the other. A blow
    that meets a partner, parent or child is in need of a service, however it is told; a parent's blow on a child leads
    to the children's front door, whatever else the story is like.
    """
    asked = query.asked
    at_home = {each.pathway.themes[0] for each in ranked if each.pathway.own_abuse}
    if asked.own_abuse:
        others = [each for each in ranked if each.pathway.themes[0] in at_home and not each.pathway.own_abuse]
    else:
        others = [each for each in ranked if each.signals.wrong_sex >= FULL]
    other = max(others, key=lambda each: each.odds, default=None)
    if other is not None:
        odds = other.odds - WEIGHTS["wrong_sex"] * other.signals.wrong_sex
        if _score(other.signals, odds) >= OFFERED:
            ranked = _raised(ranked, odds, {other.pathway.themes[0]}, asked)
    is_told = asked.at_home and query.form.situation and not query.form.plan
    if is_told and asked.sex == CHILDREN and not works_with_children(query.text):
        return _raised(ranked, max((each.odds for each in ranked), default=0.0), at_home, asked)
    if is_told and all(each.score < OFFERED for each in ranked if not each.signals.is_for_others):
        ranked = _raised(ranked, 0.0, at_home, asked)
    return ranked


def _raised(ranked: list[Match], odds: float, themes: Set[str], asked: Asked) -> list[Match]:
    """Return the records, the best of those for whom it is told with at least these odds, and a little more."""
    able = [each for each in ranked if _stands_in(each, themes, asked)]
    best = max(able, key=lambda each: each.odds, default=None)
    if best is None:
        return ranked
    raised = replace(best, odds=max(best.odds, odds + JUST_BEFORE))
    raised = replace(raised, score=_score(best.signals, raised.odds))
    return [raised if each is best else each for each in ranked]


def _stands_in(each: Match, themes: Set[str], asked: Asked) -> bool:
    """Say whether a record is for those who are told of, on one of some themes."""
    pathway = each.pathway
    if each.signals.wrong_age or each.signals.wrong_area or each.signals.is_for_others:
        return False
    if asked.own_abuse:
        return pathway.own_abuse and not themes.isdisjoint(pathway.themes)
    if asked.sex == CHILDREN:
        for_children = pathway.max_age is not None and pathway.max_age < ADULT_FROM
        return for_children and not themes.isdisjoint(pathway.themes)
    return pathway.themes[0] in themes and (pathway.sex == asked.sex or not asked.sex)


def _named(mentions: Sequence[Mention]) -> set[str]:
    return {each.pathway_id for each in mentions if each.strength >= FULL and not each.is_unconfirmed}


def _score(signals: Signals, odds: float) -> float:
    """Return the chance that the record fits rather than none. A service that is named is not doubted."""
    chance = 1 / (1 + math.exp(-max(min(odds, 50.0), -50.0)))
    against = signals.asks_plan or signals.asks_not_held or signals.wrong_area
    return chance if signals.name < FULL or against else max(chance, OFFERED)


def _lines_found(candidates: Sequence[Candidate]) -> dict[str, tuple[FoundLine, ...]]:
    found: dict[str, list[FoundLine]] = {}
    for candidate in candidates:
        passage = candidate.passage
        if passage.kind is SourceKind.PATHWAY and passage.headings[0] != SITUATIONS:
            own = found.setdefault(passage.source_id, [])
            own += [FoundLine(passage, u.unit, max(0.6 * u.cosine + 0.4 * u.words, 0.0)) for u in candidate.units]
    return {key: tuple(sorted(lines, key=lambda line: -line.score)) for key, lines in found.items()}


def _reason(pathway: Pathway, mentions: Sequence[Mention], lines: Sequence[FoundLine]) -> str:
    if mentions:
        strongest = max(mentions, key=lambda mention: mention.strength)
        present = {old.name: old.now for old in pathway.former_names}
        if strongest.is_former:
            return wording.FORMER_NAME.format(old=strongest.words, now=present[strongest.words])
        if not strongest.is_unconfirmed and strongest.strength >= FULL:
            return wording.NAMED.format(name=strongest.words)
    telling = [line for line in lines if line.passage.headings[0] in TELLING]
    if telling:
        best = telling[0].passage
        return wording.FITS.format(words=best.words_of(best.units[telling[0].unit]))
    first = next((pathway.lines(key)[0] for key in ("when_to_use", "who_for") if pathway.lines(key)), "")
    return wording.FITS.format(words=first) if first else ""
