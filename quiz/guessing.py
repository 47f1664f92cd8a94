"""How far a person gets who knows nothing but how tests are written: six strategies against chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quiz.cues import specific
from quiz.types import CHOSEN_FROM_OPTIONS, ItemKind, QuizItem
from quiz.words import content, draw, fold

Strategy = Callable[[QuizItem, int], float]
"""How strongly a strategy is drawn to one option of an item."""

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Guess:
    """One strategy's result. chance: how many pure luck gets right on average; p: how often luck does as well."""

    strategy: str
    right: int
    asked: int
    chance: float
    p: float

    @property
    def beats_chance(self) -> bool:
        """Say whether the strategy does better than luck, by the binomial test at 5%."""
        return self.right > self.chance and self.p < SIGNIFICANT


def guesses(items: Sequence[QuizItem]) -> tuple[Guess, ...]:
    """Return the six strategies' results over the items with one right answer among three or more."""
    asked = [
        item
        for item in items
        if item.kind in CHOSEN_FROM_OPTIONS - {ItemKind.TRUE_FALSE, ItemKind.SEVERAL}
        and len(item.keys) == 1
        and len(item.options) >= 3
    ]
    seen = Counter(fold(option.text) for item in asked for option in item.options)
    luck = [1 / len(item.options) for item in asked]
    found = []
    for name, strategy in _strategies(seen).items():
        right = sum(1 for item in asked if item.options[_chosen(item, strategy)].is_right)
        found.append(Guess(name, right, len(asked), sum(luck), at_least(right, luck)))
    return tuple(found)


def at_least(successes: int, chances: Sequence[float]) -> float:
    """Return the probability of so many successes or more, where trial i succeeds with chances[i].

    The exact Poisson-binomial tail; with equal chances it is the binomial one.
    """
    spread = [1.0]
    for chance in chances:
        spread = [
            (spread[at] * (1 - chance) if at < len(spread) else 0.0) + (spread[at - 1] * chance if at else 0.0)
            for at in range(len(spread) + 1)
        ]
    return min(sum(spread[successes:]), 1.0)


def _chosen(item: QuizItem, strategy: Strategy) -> int:
    """Return the option a strategy takes; among equals the draw decides, so that their order does not."""
    return max(
        range(len(item.options)), key=lambda at: (strategy(item, at), draw("guess", item.id, item.options[at].text))
    )


def _strategies(seen: Mapping[str, int]) -> dict[str, Strategy]:
    return {
        "longest": lambda item, at: len(item.options[at].text),
        "shares words with the question": lambda item, at: len(content(item.options[at].text) & content(item.stem)),
        "shares words with other answers": _shared_with_others,
        "in the middle": lambda item, at: -abs(at - (len(item.options) - 1) / 2),
        "most specific": lambda item, at: specific(item.options[at].text),
        "seen elsewhere": lambda item, at: seen[fold(item.options[at].text)],
    }


def _shared_with_others(item: QuizItem, at: int) -> float:
    own = content(item.options[at].text)
    return sum(len(own & content(option.text)) for place, option in enumerate(item.options) if place != at)
