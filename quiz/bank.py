"""A whole quiz judged: duplicates, items that answer each other, balance, coverage. One item alone: checking.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.checking import findings_of, is_answerable
from quiz.cues import Finding, Weight
from quiz.types import CHOSEN_FROM_OPTIONS, ItemKind, Quiz, QuizItem
from quiz.words import content, share, stands_in, words

DUPLICATE = 0.85
"""Two items whose question and answer share this much of their words are one item (Jaccard)."""

LONGEST_RUN = 3
MOST_NEGATIVE = 0.10
CHI_SQUARED_05 = {1: 3.841, 2: 5.991, 3: 7.815, 4: 9.488, 5: 11.070}
"""Upper 5% points of the chi-squared distribution by degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was found: by item id, and for the quiz as a whole."""

    by_item: dict[str, tuple[Finding, ...]]
    whole: tuple[Finding, ...]

    @property
    def passing(self) -> int:
        """Return how many items break no blocking rule."""
        return sum(1 for found in self.by_item.values() if not _blocks(found))

    @property
    def with_warnings(self) -> int:
        """Return how many passing items carry a warning."""
        return sum(1 for found in self.by_item.values() if found and not _blocks(found))

    @property
    def is_passed(self) -> bool:
        """Say whether nothing blocks: neither an item nor the quiz as a whole."""
        return self.passing == len(self.by_item) and not _blocks(self.whole)


def judge(quiz: Quiz) -> Verdicts:
    """Return every finding over a quiz."""
    by_item = {item.id: list(findings_of(item)) for item in quiz.items}
    for one, other in duplicates(quiz.items):
        by_item[other.id].append(Finding("duplicate", Weight.BLOCK, f"it asks the same as item {one.id}"))
    for giver, answered in answering_pairs(quiz.items):
        by_item[answered.id].append(
            Finding("answered elsewhere", Weight.WARN, f"item {giver.id} gives its answer away")
        )
    return Verdicts(
        {name: tuple(found) for name, found in by_item.items()}, (*_same_ids(quiz.items), *_balance(quiz.items))
    )


def duplicates(items: Sequence[QuizItem]) -> list[tuple[QuizItem, QuizItem]]:
    """Return pairs of items that ask the same: the earlier and the later one."""
    signs = [(item, signature(item)) for item in items]
    found = []
    for place, (other, sign) in enumerate(signs):
        for one, earlier in signs[:place]:
            if is_duplicate(earlier, sign):
                found.append((one, other))
                break
    return found


def signature(item: QuizItem) -> frozenset[str]:
    """Return the words of an item's question and answer that tell it from others."""
    answer = (*item.keys, *(f"{pair.left} {pair.right}" for pair in item.pairs), *item.steps)
    return frozenset(words(" ".join((item.stem, *answer))))


def is_duplicate(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two signatures belong to the same item in other words."""
    return bool(one | other) and len(one & other) / len(one | other) >= DUPLICATE


def gives_away(giver: QuizItem, answered: QuizItem) -> bool:
    """Say whether one item's question tells the other's answer: it holds the key and most of what is asked."""
    if giver.kind is ItemKind.MATCHING or answered.kind not in CHOSEN_FROM_OPTIONS or not answered.keys:
        return False
    if answered.keys[0] in ("True", "False") or len(words(answered.keys[0])) < 2:
        return False
    return stands_in(answered.keys[0], giver.stem) and share(_asked(answered), content(giver.stem)) >= 0.7


def answering_pairs(items: Sequence[QuizItem]) -> list[tuple[QuizItem, QuizItem]]:
    """Return pairs of items of which the first gives away the second's answer, each second one once."""
    found = []
    for answered in items:
        giver = next((one for one in items if one.id != answered.id and gives_away(one, answered)), None)
        if giver is not None:
            found.append((giver, answered))
    return found


def _asked(item: QuizItem) -> frozenset[str]:
    return content(item.fact.entity)


def answerability(items: Sequence[QuizItem]) -> float:
    """Return the share of items whose answer stands in what they cite, in [0, 1]; 1 for an empty quiz."""
    return sum(map(is_answerable, items)) / len(items) if items else 1.0


def _same_ids(items: Sequence[QuizItem]) -> list[Finding]:
    repeated = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    return [Finding("item ids", Weight.BLOCK, f"two items have the id {name}") for name in repeated]


def _balance(items: Sequence[QuizItem]) -> list[Finding]:
    found = []
    single = [item for item in items if item.kind in CHOSEN_FROM_OPTIONS and len(item.keys) == 1]
    run = longest_run([item.key_positions[0] for item in single])
    if run > LONGEST_RUN:
        found.append(Finding("position of the key", Weight.WARN, f"{run} answers in a row stand in the same place"))
    for size in (3, 4):
        places = [item.key_positions[0] for item in single if len(item.options) == size]
        if len(places) >= 5 * size and chi_squared(places, size) > CHI_SQUARED_05[size - 1]:
            found.append(
                Finding("position of the key", Weight.WARN, f"one place among {size} holds the answer too often")
            )
    truths = [item.keys[0] for item in single if item.kind is ItemKind.TRUE_FALSE]
    if len(truths) >= 10 and chi_squared([text == "True" for text in truths], 2) > CHI_SQUARED_05[1]:
        found.append(Finding("position of the key", Weight.WARN, "true and false are not in balance"))
    negative = sum(1 for item in items if " NOT " in item.stem or " EXCEPT " in item.stem)
    if items and negative / len(items) > MOST_NEGATIVE:
        found.append(Finding("negative question", Weight.WARN, "more than one question in ten is negative"))
    return found


def longest_run(places: Sequence[int]) -> int:
    """Return the length of the longest run of equal neighbours, 0 for none."""
    best = run = 0
    for at, place in enumerate(places):
        run = run + 1 if at and places[at - 1] == place else 1
        best = max(best, run)
    return best


def chi_squared(places: Sequence[int], size: int) -> float:
    """Return Pearson's chi-squared of the places 0 to size-1 against equal shares."""
    expected = len(places) / size
    counts = Counter(places)
    return sum((counts[place] - expected) ** 2 / expected for place in range(size))


def _blocks(found: Sequence[Finding]) -> bool:
    return any(finding.weight is Weight.BLOCK for finding in found)
