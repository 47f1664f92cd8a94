"""A quiz's report in plain words: each finding, then the figures that say how good the quiz is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.bank import Verdicts, answerability, duplicates, judge
from quiz.blueprint import NEEDS, coverage, empty_cells
from quiz.cues import Finding, Weight
from quiz.finding import Finder, Trip
from quiz.guessing import guesses
from quiz.stems import ASK_FIRST_ACTION
from quiz.types import Level, Quiz


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` prints, and whether nothing blocks."""

    text: str
    is_passed: bool


def render(quiz: Quiz, finder: Finder | None = None) -> Report:
    """Return the report. finder: our own search, for the round trip; without it that figure is left out."""
    verdicts = with_round_trip(quiz, judge(quiz), finder)
    lines = [*_findings(quiz, verdicts), *_figures(quiz, verdicts)]
    if finder is not None:
        lines.extend(_round_trip(quiz, finder))
    return Report("\n".join(lines), verdicts.is_passed)


def with_round_trip(quiz: Quiz, verdicts: Verdicts, finder: Finder | None) -> Verdicts:
    """Return the verdicts with one more rule: a passage to be found in the Guide must be found there."""
    if finder is None:
        return verdicts
    to_find = [item for item in quiz.items if item.level is Level.FIND]
    lost = {name for name, trip in finder(to_find).items() if trip is not Trip.PASSAGE}
    reason = Finding("find it in the Guide", Weight.BLOCK, "a search for the question does not show its passage")
    by_item = {name: (*found, reason) if name in lost else found for name, found in verdicts.by_item.items()}
    return Verdicts(by_item, verdicts.whole)


def _round_trip(quiz: Quiz, finder: Finder) -> Iterator[str]:
    """Yield how far a search for the questions leads, over all and by template."""
    trips = finder(quiz.items)
    shown = Counter(trips.values())
    yield (
        f"Round trip: a search for the question shows the page or record of {len(trips) - shown[Trip.LOST]} of "
        f"{len(trips)} items among the first three, of {shown[Trip.PASSAGE]} the passage itself."
    )
    for template in sorted({item.template for item in quiz.items}):
        own = Counter(trips[item.id] for item in quiz.items if item.template == template)
        reached = own[Trip.PASSAGE] + own[Trip.PAGE]
        yield f"  {template}: {reached} of {own.total()}, the passage itself {own[Trip.PASSAGE]}"


def _findings(quiz: Quiz, verdicts: Verdicts) -> Iterator[str]:
    for number, item in enumerate(quiz.items, start=1):
        for finding in verdicts.by_item[item.id]:
            yield f"Item {number} ({item.id}), {finding.weight}: {finding.rule}: {finding.reason}."
    for finding in verdicts.whole:
        yield f"The quiz, {finding.weight}: {finding.rule}: {finding.reason}."


def _figures(quiz: Quiz, verdicts: Verdicts) -> Iterator[str]:
    items = quiz.items
    yield f"Items: {len(items)}. Without a blocking finding: {verdicts.passing}."
    yield f"Of these with a warning: {verdicts.with_warnings}."
    yield f"Answer stands in what is cited: {answerability(items):.0%}. Duplicates: {len(duplicates(items))}."
    yield "Kinds: " + _counted(Counter(item.kind.value for item in items)) + "."
    yield "Levels: " + _counted(Counter(item.level.value for item in items)) + "."
    yield (
        f"Scenarios that ask for the first action: {sum(item.template in ASK_FIRST_ACTION for item in items)}. "
        f"To be found in the Guide: {sum(item.level is Level.FIND for item in items)}. "
        f"Critical: {sum(item.is_critical for item in items)}."
    )
    cells = coverage(items)
    themes, empty = {theme for theme, _ in cells}, empty_cells(items)
    of = len(cells) + sum(map(len, empty.values()))
    yield f"Coverage: {len(cells)} of {of} cells of theme and kind are filled."
    for theme in sorted(themes):
        yield f"  {theme}: " + _counted(
            Counter({kind: count for (name, kind), count in cells.items() if name == theme})
        )
    for kind, missing in empty.items():
        yield f"  No {kind.value} item: {', '.join(missing)}. It needs {NEEDS[kind]}."
    for guess in guesses(items):
        beaten = "BEATS CHANCE" if guess.beats_chance else "no better than chance"
        yield (
            f"Guessing by “{guess.strategy}”: {guess.right} of {guess.asked} right, "
            f"chance {guess.chance:.1f}, p {guess.p:.2f}: {beaten}."
        )
    unconfirmed = sum(1 for item in items if item.note)
    yield f"Marked as not confirmed by the owner of the source: {unconfirmed}."
    yield f"Approved by a second person: {_approved(quiz)}."


def _approved(quiz: Quiz) -> int:
    return sum(1 for item in quiz.items if item.state.value in ("approved", "published"))


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"
