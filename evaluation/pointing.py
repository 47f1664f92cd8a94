"""Gold made by pointing: the sections of a source and the units in them that can be ticked. No words are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation import folding
from evaluation.anchoring import Anchors, GoldState
from evaluation.cases import Case, Gold
from guide.ports import PassageStore
from guide.types import UnitKind

MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a document, or one field of a pathway, with what can be ticked under it."""

    name: str
    units: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Gold words of a case that do not stand where they were. now: the nearest sentence, if the words changed."""

    case_id: str
    gold: Gold
    state: GoldState
    page: int | None
    now: str


def sections_of(store: PassageStore, source_id: str) -> tuple[Section, ...]:
    """Return what can be pointed at in a source, in reading order."""
    found: dict[str, list[Gold]] = {}
    for passage in store.outline(source_id):
        units = [unit for unit in passage.units if unit.kind is not UnitKind.HEADING]
        name = " > ".join(passage.headings) or store.source(source_id).title
        golds = [
            Gold(source_id, " ".join(passage.words_of(unit).split()[:MOST_WORDS]), unit.page or passage.page)
            for unit in units
        ]
        found.setdefault(name, []).extend(gold for gold in golds if gold.words)
    return tuple(Section(name, tuple(dict.fromkeys(golds))) for name, golds in found.items() if golds)


def found_units(store: PassageStore, words: str) -> tuple[tuple[str, Gold], ...]:
    """Return every unit that holds all the words with its headings, and its place; those that hold them alone first.

    A word is found as the beginning of a longer one. Plain words only: a search like the guide's own would offer as
    gold just what the guide finds.
    """
    wanted = folding.words(words)
    found: dict[Gold, tuple[int, str]] = {}
    for source in store.sources() if wanted else ():
        for section in sections_of(store, source.id):
            around = folding.words(f"{source.title} {section.name}")
            where = source.title if section.name == source.title else f"{source.title} > {section.name}"
            for gold in section.units:
                own = folding.words(gold.words)
                if _hold((*own, *around), wanted):
                    found.setdefault(gold, (0 if _hold(own, wanted) else 1, where))
    return tuple((where, gold) for gold, (_, where) in sorted(found.items(), key=lambda item: item[1][0]))


def shown_with(shown: Sequence[str], before: Sequence[Gold], after: Sequence[Gold]) -> tuple[str, ...]:
    """Return the pathways that must be shown once other words of cards are ticked.

    With the first words of a card its service comes, and with the last it goes. What else was chosen or left out stays.
    """
    was, now = {gold.source for gold in before}, {gold.source for gold in after}
    kept = [name for name in shown if name not in was - now]
    come = [gold.source for gold in after if gold.source not in was]
    return tuple(dict.fromkeys((*kept, *come)))


def states_of(store: PassageStore, cases: Sequence[Case]) -> tuple[dict[GoldState, int], tuple[Lost, ...]]:
    """Return how much gold is found, moved, changed and gone, and each piece that is not where it was."""
    anchors = Anchors(store)
    counts, lost = dict.fromkeys(GoldState, 0), []
    for case in cases:
        for gold in case.expected_quotes:
            anchor = anchors.anchor(gold)
            counts[anchor.state] += 1
            if anchor.state is not GoldState.FOUND:
                lost.append(Lost(case.id, gold, anchor.state, anchor.page, anchor.now))
    return counts, tuple(lost)


def _hold(held: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in held) for each in wanted)
