"""What another threshold would have answered: what it refused was asked again with the threshold open. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.measures.outcomes import Outcome
from evaluation.scoring import Marked

NOW = 0.5
THRESHOLDS = tuple(step / 20 for step in range(4, 19))


@dataclass(frozen=True, slots=True)
class Setting:
    """One place of the dial. flips: ids answered here and not at 0.5, or the other way round."""

    threshold: float
    answered: int
    right: int
    wrong: int
    flips: tuple[str, ...]


def settings_of(marked: Sequence[Marked]) -> tuple[Setting, ...]:
    """Return what each threshold from 0.20 to 0.90 would have answered, right and wrong.

    Only questions that the threshold can decide are counted: answered ones, and refused ones whose answer is known.
    None of them: an empty tuple.
    """
    decided = [item for item in marked if _is_decided(item)]
    if not decided:
        return ()
    return tuple(_setting(threshold, decided) for threshold in THRESHOLDS)


def _is_decided(item: Marked) -> bool:
    if item.outcome is None or item.row.reply is None:
        return False
    return item.row.reply.status in ("answered", "partial") or item.row.opened is not None


def _setting(threshold: float, decided: Sequence[Marked]) -> Setting:
    answered = [item for item in decided if _confidence(item) >= threshold]
    right = sum(_is_right(item) for item in answered)
    flips = tuple(item.case.id for item in decided if (_confidence(item) >= threshold) != (_confidence(item) >= NOW))
    return Setting(threshold, len(answered), right, len(answered) - right, flips)


def _confidence(item: Marked) -> float:
    return item.row.reply.confidence if item.row.reply else 0.0


def _is_right(item: Marked) -> bool:
    if item.row.opened is not None:
        return not item.row.opened
    return item.outcome is Outcome.CORRECT
