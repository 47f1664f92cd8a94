"""Can the evaluator be trusted: known faults are planted in good replies, and every one must be caught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.measures.registry import BY_NAME
from evaluation.mutations import MUTATIONS, Mutate
from evaluation.replies import Reply
from evaluation.runs import Row, Run
from evaluation.scoring import Marked, mark_run

MOST_OF_EACH = 5
"""How many replies of a run each fault is planted in."""
FALL = 1e-9


@dataclass(frozen=True, slots=True)
class Planted:
    """One kind of fault planted in a run.

    planted, caught: in how many replies. caught_by: each fault and measure that showed it, with how often.
    """

    name: str
    planted: int
    caught: int
    caught_by: tuple[tuple[str, int], ...]

    @property
    def is_caught(self) -> bool:
        """Say whether it was planted and never missed."""
        return 0 < self.planted == self.caught


def prove(run: Run) -> tuple[Planted, ...]:
    """Plant every kind of fault in up to five replies of a run that have passed, and mark them again."""
    marked = mark_run(run)
    good = [item for item in marked if item.passed and item.row.reply is not None]
    return tuple(_plant(name, mutate, good, run) for name, mutate in MUTATIONS.items())


def _plant(name: str, mutate: Mutate, good: Sequence[Marked], run: Run) -> Planted:
    caught, planted, by = 0, 0, dict[str, int]()
    places = tuple(dict.fromkeys(place for item in good for place in item.row.places))
    founded = tuple(dict.fromkeys(digest for item in good for digest in item.row.founded))
    held = tuple(dict.fromkeys(each for item in good for each in item.row.held or ()))
    for item, reply in _mutated(mutate, good):
        planted += 1
        after = _mark_again(item, reply, run, Row("", None, places=places, founded=founded, held=held))
        signs = [fault.value for fault in after.faults]
        signs += [
            measure
            for measure, value in item.scores.items()
            if measure != "passed"
            and BY_NAME[measure].higher_is_better
            and after.scores.get(measure, value) < value - FALL
        ]
        caught += bool(signs)
        for sign in signs:
            by[sign] = by.get(sign, 0) + 1
    return Planted(name, planted, caught, tuple(sorted(by.items(), key=lambda sign: (-sign[1], sign[0]))))


def _mutated(mutate: Mutate, good: Sequence[Marked]) -> Iterator[tuple[Marked, Reply]]:
    count = 0
    for item in good:
        reply = item.row.reply
        changed = mutate(item.case, reply, good) if reply and count < MOST_OF_EACH else None
        if changed is not None and changed != reply:
            count += 1
            yield item, changed


def _mark_again(item: Marked, reply: Reply, run: Run, known: Row) -> Marked:
    """Mark a changed reply with the evidence of the whole run, as one row: it may quote what another reply quoted."""
    own = item.row.held or ()
    named = {each.place for each in own}  # what is open now is so of the moment of this case
    held = (*own, *(each for each in known.held or () if each.place not in named))
    row = replace(item.row, reply=reply, places=known.places, founded=known.founded, held=held)
    return mark_run(Run(run.made, replace(run.cases, cases=(item.case,)), (row,), run.passages))[0]


def rows_of(planted: Sequence[Planted]) -> list[str]:
    """Return one line for each kind of fault: planted, caught, and what caught it."""
    lines = []
    for item in planted:
        signs = ", ".join(f"{name} ({count})" for name, count in item.caught_by[:4])
        shown = f"{item.caught} of {item.planted} caught" if item.planted else "could not be planted in this run"
        lines.append(f"{item.name:28}{shown:34}{signs}")
    return lines
