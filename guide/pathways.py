"""Which referral pathways fit a question: what the search found, names, ages and areas become one ranked list."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, mul

from guide import pathway_wording as wording
from guide.pathway_asking import Asked, read
from guide.pathway_cards import Moment, has_open_line, is_closed
from guide.pathway_forms import Form, form_of
from guide.pathway_names import FULL, Mention, Names, strengths
from guide.pathway_records import LABELS, SITUATIONS, Pathway
from guide.ports import Candidate
from guide.types import Passage, SourceKind

MOST_SHOWN = 5
"""The contract shows at most five."""

OFFERED = 0.5
"""Least score of the first pathway shown."""

FAR_BEHIND = (5.5, 5.5, 3.0, 3.0)
"""The second to the fifth record are shown if their log odds are no more than this below the first one's."""

TELLING = frozenset(LABELS[key] for key in ("who_for", "when_to_use", "thresholds"))
"""Fields whose lines say why a record fits. A step says what to do, which is no reason."""

NOT_TELLING = frozenset({LABELS["change_if"], LABELS["not_for"], LABELS["not_confirmed"]})
"""Fields that speak of other services or of what is missing: they can be quoted but do not speak for the record."""

WEIGHTS = {
    "situation": 6.5,
    "field": 6.0,
    "words": 4.6,
    "bm25": 15.2,
    "name": 2.8,
    "named_and_asked": 0.9,
    "other_name": -4.2,
    "wrong_age": -1.2,
    "wrong_area": -9.4,
    "wrong_sex": -6.0,
    "asks_situation": 0.8,
    "asks_reaching": 1.1,
    "asks_plan": -2.3,
    "asks_not_held": -8.5,
    "document": -4.5,
}
NONE_FITS = 11.1
"""Weights, and what a record must reach to be as likely as that none fits. Fitted together: decision 0006 says how."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one record, each in [0, 1]; wrong_age, wrong_area and wrong_sex speak against it."""

    situation: float = 0.0
    field: float = 0.0
    words: float = 0.0
    bm25: float = 0.0
    name: float = 0.0
    wrong_age: float = 0.0
    wrong_area: float = 0.0
    wrong_sex: float = 0.0
    asks_situation: float = 0.0
    asks_reaching: float = 0.0
    asks_plan: float = 0.0
    asks_not_held: float = 0.0
    document: float = 0.0
    named_and_asked: float = 0.0
    other_name: float = 0.0

    def odds(self) -> float:
        """Return the logarithm of the odds that the record fits rather than none."""
        weighed: float = sum(map(mul, WEIGHTS.values(), _WEIGHED(self)))
        return weighed - NONE_FITS


_WEIGHED: Callable[[Signals], tuple[float, ...]] = attrgetter(*WEIGHTS)


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
    """

    pathway: Pathway
    score: float
    reason: str
    lines: tuple[FoundLine, ...]
    signals: Signals
    mentions: tuple[Mention, ...] = ()
    odds: float = -NONE_FITS
    is_asked: bool = False


class Directory:
    """All records of one index, with their names ready to look for. Made once for a generation."""

    def __init__(self, pathways: Sequence[Pathway]) -> None:
        """Keep the records in their order."""
        self.pathways: Mapping[str, Pathway] = {pathway.id: pathway for pathway in pathways}
        self.names = Names.of(pathways)


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """A masked question that stands alone, and what the search found for it. Documents among it are passed over.

    newest: the message itself where the text has been completed from an earlier turn. asked, form: what the question
    asks for and how, read from its words once.
    """

    text: str
    candidates: tuple[Candidate, ...]
    newest: str = ""
    asked: Asked = field(init=False)
    form: Form = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asked", read(self.text))
        object.__setattr__(self, "form", form_of(self.text))


def _signals_of(query: MatchQuery, directory: Directory, mentions: Sequence[Mention]) -> dict[str, Signals]:
    """Return what speaks for each record that the search found or the question names."""
    asked, form = query.asked, query.form
    other = float("contact" in asked.fields and not form.situation and directory.names.has_unknown_name(query.text))
    document = _best_unit([each for each in query.candidates if each.passage.kind is SourceKind.DOCUMENT])
    named = strengths(mentions)
    found: dict[str, list[Candidate]] = {pathway_id: [] for pathway_id in named}
    for candidate in query.candidates:
        if candidate.passage.kind is SourceKind.PATHWAY and candidate.passage.source_id in directory.pathways:
            found.setdefault(candidate.passage.source_id, []).append(candidate)
    return {
        pathway_id: _signals(
            directory.pathways[pathway_id], candidates, named.get(pathway_id, 0.0), asked, form, document, other
        )
        for pathway_id, candidates in found.items()
    }


def _signals(
    pathway: Pathway,
    candidates: Sequence[Candidate],
    name: float,
    asked: Asked,
    form: Form,
    document: float,
    other_name: float,
) -> Signals:
    telling = [candidate for candidate in candidates if candidate.passage.headings[0] not in NOT_TELLING]
    said = [candidate for candidate in telling if candidate.passage.headings[0] == SITUATIONS]
    highest = max((candidate.bm25 for candidate in telling), default=0.0)
    return Signals(
        situation=_best_unit(said),
        field=max((max(candidate.cosine, 0.0) for candidate in telling), default=0.0),
        words=max((candidate.words for candidate in telling), default=0.0),
        bm25=highest / (highest + 8.0),
        name=name,
        wrong_age=float(asked.conflicts_with_ages(pathway.min_age, pathway.max_age)),
        wrong_area=_elsewhere(pathway, asked) * (1.0 if pathway.scope == "kingston" else 0.5 * (1.0 - name)),
        wrong_sex=float(bool(asked.sex and pathway.sex and asked.sex != pathway.sex)) * (1.0 - name),
        asks_situation=form.situation * (1.0 - max(form.plan, form.not_held)),
        asks_reaching=form.reaching,
        asks_plan=form.plan,
        asks_not_held=form.not_held,
        document=document,
        named_and_asked=name * float(bool(asked.fields)),
        other_name=other_name * (1.0 - name),
    )


def _best_unit(candidates: Sequence[Candidate]) -> float:
    return max((max(unit.cosine, 0.0) for candidate in candidates for unit in candidate.units), default=0.0)


def _elsewhere(pathway: Pathway, asked: Asked) -> float:
    """Return 1 if the question is about other boroughs only, and the record serves none of them by name, else 0."""
    if not asked.areas or asked.is_here:
        return 0.0
    return float(not set(asked.areas) & set(pathway.areas))


def match(query: MatchQuery, directory: Directory, moment: Moment) -> tuple[Match, ...]:
    """Return the records that fit, best first, at most five; none if the first does not fit well enough."""
    return offered(rank(query, directory), directory, moment)


def offered(ranked: Sequence[Match], directory: Directory, moment: Moment) -> tuple[Match, ...]:
    """Return those of all records, best first, that are shown.

    At a moment with a time, a record whose lines are all closed does not stand first before one that is open.
    """
    if not ranked or ranked[0].score < OFFERED:
        return ()
    best = ranked[0].odds
    near = [each for each, gap in zip(ranked[1:], FAR_BEHIND, strict=False) if best - each.odds <= gap]
    kept = [ranked[0], *near]
    return _open_first(tuple(_with_companions(kept, ranked, directory)), moment)


def wants_pathway(form: Form) -> float:
    """Say how much a masked question is about a situation or a service rather than about the plan, in [0, 1]."""
    if form.plan or form.not_held:
        return 0.25 * form.situation
    return min(0.3 + 0.4 * form.situation + 0.3 * form.reaching, 1.0)


def rank(query: MatchQuery, directory: Directory) -> list[Match]:
    """Return every record that the search found or the question names, best first: those asked of by name lead."""
    mentions = directory.names.mentions(query.text)
    asked = set() if query.form.situation or not query.asked.fields else _named(mentions)
    asked |= _named(directory.names.mentions(query.newest))
    lines = _lines_found(query.candidates)
    ranked = []
    for pathway_id, signals in _signals_of(query, directory, mentions).items():
        own = tuple(mention for mention in mentions if mention.pathway_id == pathway_id)
        found = lines.get(pathway_id, ())
        pathway = directory.pathways[pathway_id]
        odds = signals.odds()
        score = _score(signals, odds)
        reason = _reason(pathway, own, found)
        ranked.append(Match(pathway, score, reason, found, signals, own, odds, pathway_id in asked))
    order = {pathway_id: place for place, pathway_id in enumerate(directory.pathways)}
    return sorted(ranked, key=lambda each: (not each.is_asked, -each.odds, order[each.pathway.id]))


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
    """Return why a record is shown, in its own words."""
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


def _with_companions(kept: Sequence[Match], ranked: Sequence[Match], directory: Directory) -> list[Match]:
    """Add the services that the first record sends people to, where it has no way of its own to be reached."""
    first, rest = kept[0], list(kept[1:])
    if first.pathway.contacts:
        return list(kept)
    known = {each.pathway.id: each for each in ranked}
    steps = "\n".join(first.pathway.lines("steps"))
    named = [link.id for link in first.pathway.links if link.name in steps]
    reason = wording.SENT_BY.format(name=first.pathway.name)
    sent_to = [
        known.get(name) or Match(directory.pathways[name], 0.0, reason, (), Signals())
        for name in dict.fromkeys(named)
        if name in directory.pathways and not (name in known and known[name].signals.wrong_age)
    ][:2]
    rest = [each for each in rest if each not in sent_to]
    return [first, *sent_to, *rest][:MOST_SHOWN]


def _open_first(matches: tuple[Match, ...], moment: Moment) -> tuple[Match, ...]:
    if moment.at is None or not matches or not is_closed(matches[0].pathway, moment):
        return matches
    # What is asked of a service by its name is answered with its own card: then none is shown that is only near.
    matches = tuple(each for each in matches if each.is_asked == matches[0].is_asked)
    for place, found in enumerate(matches):
        if has_open_line(found.pathway, moment):
            return (found, *matches[:place], *matches[place + 1 :])
    return matches
