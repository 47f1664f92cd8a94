"""Which referral pathways fit a question: what the search found, names, ages and areas become one ranked list."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guide import pathway_wording as wording
from guide.pathway_asking import Asked, read
from guide.pathway_cards import Moment, first_line
from guide.pathway_forms import Form, form_of
from guide.pathway_names import FULL, Mention, Names, strengths
from guide.pathway_records import LABELS, SITUATIONS, Pathway
from guide.pathway_signals import NONE_FITS, Signals, best_unit, signals_of
from guide.ports import Candidate
from guide.types import Passage, SourceKind

MOST_SHOWN = 5
"""The contract shows at most five."""

OFFERED = 0.5
"""Least score of the first pathway shown."""

FAR_BEHIND = (6.5, 6.5, 3.5, 3.5)
"""The second to the fifth record are shown if their log odds are no more than this below the first one's."""

LEAST_FURTHER = 0.25
"""Least score of any pathway shown below the first one: what only lies nearest is no second route."""

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

    @property
    def asks_elsewhere(self) -> bool:
        """Say whether a service of other boroughs alone is asked for."""
        return bool(self.form.reaching and self.asked.areas and not self.asked.is_here)


def _signals_of(query: MatchQuery, directory: Directory, mentions: Sequence[Mention]) -> dict[str, Signals]:
    """Return what speaks for each record that the search found or the question names."""
    asked, form = query.asked, query.form
    other = float("contact" in asked.fields and not form.situation and directory.names.has_unknown_name(query.text))
    document = best_unit([each for each in query.candidates if each.passage.kind is SourceKind.DOCUMENT])
    named = strengths(mentions)
    found: dict[str, list[Candidate]] = {pathway_id: [] for pathway_id in named}
    for candidate in query.candidates:
        if candidate.passage.kind is SourceKind.PATHWAY and candidate.passage.source_id in directory.pathways:
            found.setdefault(candidate.passage.source_id, []).append(candidate)
    return {
        pathway_id: signals_of(
            directory.pathways[pathway_id], candidates, named.get(pathway_id, 0.0), asked, form, document, other
        )
        for pathway_id, candidates in found.items()
    }


def match(query: MatchQuery, directory: Directory, moment: Moment) -> tuple[Match, ...]:
    """Return the records that fit, best first, at most five; none if the first does not fit well enough."""
    return offered(rank(query, directory), directory, moment)


def offered(ranked: Sequence[Match], directory: Directory, moment: Moment) -> tuple[Match, ...]:
    """Return those of all records, best first, that are shown.

    None is shown that serves the other sex only, or those who harm where nobody speaks of harming. At a moment with a
    time, a record whose first line is closed does not stand first before one whose line is open. Where all that would
    be shown is closed, the best one that is open is shown too, if it fits and has a theme of the first.
    """
    fitting = [each for each in ranked if not each.signals.is_for_others]
    if not fitting or fitting[0].score < OFFERED:
        return ()
    best = fitting[0].odds
    close = [each for each, gap in zip(fitting[1:], FAR_BEHIND, strict=False) if best - each.odds <= gap]
    least = OFFERED if fitting[0].is_asked else LEAST_FURTHER
    near = [each for each in close if each.score >= least]
    kept = [fitting[0], *near]
    not_for_them = {each.pathway.id for each in ranked if each.signals.is_for_others}
    shown = tuple(_with_companions(kept, ranked, directory))

    def state(each: Match) -> str:
        return first_line(each.pathway, directory.pathways, moment, not_for_them)

    states = [state(each) for each in shown]
    if states[0] == "closed" and "open" not in states and not shown[0].is_asked:
        opens = next((each for each in fitting if _may_stand_in(each, shown[0]) and state(each) == "open"), None)
        if opens:
            return (opens, *shown[: MOST_SHOWN - 1])
    return _open_first(shown, states)


def _may_stand_in(other: Match, closed: Match) -> bool:
    """Say whether a record fits well enough to be rung while the line of a better one is closed."""
    is_of_its_kind = bool(set(other.pathway.themes) & set(closed.pathway.themes))
    return is_of_its_kind and other.score >= LEAST_FURTHER and not other.signals.wrong_age


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
    # A service that is named is not doubted: it goes before one that is only a little more likely, and not enough.
    return sorted(
        ranked,
        key=lambda each: (not each.is_asked, each.score < OFFERED, -each.odds, order[each.pathway.id]),
    )


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
        if name in directory.pathways
        and not (name in known and (known[name].signals.wrong_age or known[name].signals.is_for_others))
    ][:2]
    rest = [each for each in rest if each not in sent_to]
    return [first, *sent_to, *rest][:MOST_SHOWN]


def _open_first(matches: tuple[Match, ...], states: Sequence[str]) -> tuple[Match, ...]:
    """Return the matches with one whose first line is open before a first one that is closed. states: of each."""
    if not matches or states[0] != "closed":
        return matches
    # What is asked of a service by its name is answered with its own card: then none is shown that is only near.
    pairs = [pair for pair in zip(matches, states, strict=True) if pair[0].is_asked == matches[0].is_asked]
    opens = next((each for each, state in pairs if state == "open"), None)
    kept = tuple(each for each, _ in pairs)
    return (opens, *(each for each in kept if each is not opens)) if opens else kept
