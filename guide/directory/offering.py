"""Which of the ranked pathways are shown, and in which order while some of their lines are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide.asking.everyday_words import as_said
from guide.asking.pathway_asking import Asked, read
from guide.asking.pathway_people import is_not_for_staff, speaks_as_staff
from guide.asking.understanding import is_only_to_talk
from guide.directory import pathway_wording as wording
from guide.directory.pathway_cards import Moment, first_line
from guide.directory.pathway_signals import Signals
from guide.directory.pathways import OFFERED, Directory, Match, MatchQuery, rank

MOST_SHOWN = 5
"""The contract shows at most five."""

FAR_BEHIND = (8.0, 8.0, 3.5, 3.5)
"""The second to the fifth record are shown if their log odds are no more than this below the first one's."""

LEAST_FURTHER = 0.25
"""Least score of any pathway shown below the first one: what only lies nearest is no second route."""

NEARLY_AS_WELL = 3.0
"""So much less may the log odds of a second route be."""

NOTHING_ASKED = MatchQuery("", ())


def match(query: MatchQuery, directory: Directory, moment: Moment) -> tuple[Match, ...]:
    """Return the records that fit, best first, at most five; none if the first does not fit well enough."""
    return offered(rank(query, directory), directory, moment, query)


def offered(
    ranked: Sequence[Match], directory: Directory, moment: Moment, query: MatchQuery = NOTHING_ASKED
) -> tuple[Match, ...]:
    """Return those of all records, best first, that are shown.

    None is shown that serves the other sex only, or those who harm where nobody speaks of harming. Who only wants
    somebody to talk to at night is not asked why: what is there for all comes first. At a moment with a time, a record
    whose first line is closed gives way to one whose line is open: see `_open_first`.
    """
    fitting = [each for each in ranked if not each.signals.is_for_others]
    if is_only_to_talk(as_said(query.text)):
        fitting.sort(key=lambda each: (each.score < OFFERED, not each.pathway.is_for_all))
    if not fitting or fitting[0].score < OFFERED:
        return ()
    best = fitting[0].odds
    close = [each for each, gap in zip(fitting[1:], FAR_BEHIND, strict=False) if best - each.odds <= gap]
    least = OFFERED if fitting[0].is_asked else LEAST_FURTHER
    kept = [fitting[0], *(each for each in close if each.score >= least)]
    if not kept[0].is_asked and speaks_as_staff(query.text):
        best_first = kept[0]
        kept.sort(key=lambda each: not _staff_are_sent_to(each, best_first))
    not_for_them = {each.pathway.id for each in ranked if each.signals.is_for_others or not _same_sex(each, kept[0])}
    shown = tuple(_with_companions(kept, ranked, directory))

    def is_open(each: Match) -> bool:
        return first_line(each.pathway, directory.pathways, moment, not_for_them) == "open"

    if first_line(shown[0].pathway, directory.pathways, moment, not_for_them) != "closed":
        return shown
    return _open_first(shown, [each for each in fitting if is_open(each)], query)


def _open_first(shown: Sequence[Match], open_now: Sequence[Match], query: MatchQuery) -> tuple[Match, ...]:
    """Return what is shown, with one whose line is open before the first one, which is closed.

    open_now: all whose line is open, shown or not. What is asked of a service by its name is answered with its own
    card: then none is shown that is only near. Nor does another come in where a detail of a service is asked for.
    """
    closed = shown[0]
    if closed.is_asked:
        shown = [each for each in shown if each.is_asked]
    found = [each for each in open_now if each in shown]
    if not closed.is_asked and query.wants_somebody:
        found = _instead_of(closed, found, open_now, query.asked) + found
    if not found:
        return tuple(shown)
    first = found[0]
    if first not in shown:
        first = replace(first, instead=wording.INSTEAD.format(name=closed.pathway.name))
    return (first, *(each for each in shown if each is not first))[:MOST_SHOWN]


def _instead_of(closed: Match, shown: Sequence[Match], open_now: Sequence[Match], asked: Asked) -> list[Match]:
    """Return what may be rung instead of a closed line, best first.

    First what fits nearly as well; then what the closed record names for the age that is told, or for outside its
    hours; then what it names for the same first theme; then, of its kind, what is there for all; last what fits less.
    """
    need = closed.pathway.themes[0]
    able = [each for each in open_now if _can_serve(each, closed)]
    named = {link.id for link in closed.pathway.links}
    kin = [each for each in able if need in each.pathway.themes]
    return [
        *(each for each in able if each in shown and _fits_nearly_as_well(each, closed)),
        *(each for each in able if any(said.holds_ages_of(asked) for said in _sent_on(closed, each))),
        *(each for each in able if any("hours" in said.fields for said in _sent_on(closed, each))),
        *(each for each in kin if each.pathway.id in named and each.pathway.themes[0] == need),
        *(each for each in kin if each.pathway.is_for_all and each.pathway.contacts),
        *(each for each in able if each.score >= LEAST_FURTHER and (each in kin or each.pathway.id in named)),
    ]


def _fits_nearly_as_well(other: Match, best: Match) -> bool:
    return other.score >= OFFERED and best.odds - other.odds <= NEARLY_AS_WELL


def _can_serve(other: Match, closed: Match) -> bool:
    """Say whether a record is not for people of another age, sex or place than those spoken of."""
    return _same_sex(other, closed) and not other.signals.wrong_age and not other.signals.wrong_area


def _staff_are_sent_to(other: Match, best: Match) -> bool:
    """Say whether the best record says that it is not for staff, and sends them to this one, which fits as well."""
    lines = [line for line in best.pathway.lines("not_for") if is_not_for_staff(line)]
    names = [link.name for link in best.pathway.links if link.id == other.pathway.id]
    return other.score >= OFFERED and any(name in line for name in names for line in lines)


def _same_sex(other: Match, best: Match) -> bool:
    """Say whether a record does not serve men alone where the best one serves women alone, or the other way round."""
    return len({other.pathway.sex, best.pathway.sex} - {None}) < 2


def _sent_on(closed: Match, other: Match) -> list[Asked]:
    """Return under which conditions a record sends people to another one, each as it reads."""
    names = [link.name for link in closed.pathway.links if link.id == other.pathway.id]
    lines = [line.partition(":") for line in closed.pathway.lines("change_if")]
    return [read(condition) for condition, _, to in lines if any(name in to for name in names)]


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
        known.get(name) or Match(directory.pathways[name], 0.0, (), Signals(), instead=reason)
        for name in dict.fromkeys(named)
        if name in directory.pathways
        and not (name in known and (known[name].signals.wrong_age or known[name].signals.is_for_others))
    ][:2]
    rest = [each for each in rest if each not in sent_to]
    return [first, *sent_to, *rest][:MOST_SHOWN]
