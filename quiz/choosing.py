"""Which candidates make a quiz: spread over themes and kinds, no fact twice, keys in balanced places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from quiz.bank import LONGEST_RUN, gives_away, is_duplicate, signature
from quiz.checking import findings_of
from quiz.cues import Weight
from quiz.fitting import magnitude
from quiz.types import CHOSEN_FROM_OPTIONS, ItemKind, Level, QuizItem
from quiz.words import draw, shuffled

TURNS = ("critical", "scenario", "find", "single", "scenario", "true_false", "scenario", "several", "scenario", "cloze")
"""The kinds in the order in which a quiz takes them, over and over; a kind that is used up is passed over."""

ASKED_MORE = ("cloze", *("scenario",) * 5, "find", *("scenario",) * 5)
"""What a whole bank takes more of in each round: it is to hold so many of them, and others use up their lines."""
SPREAD = frozenset({"true_false", "several", "cloze"})
"""The kinds of a whole bank that go round the themes first: a record has few lines for them."""

MOST_WARNED = 0.1
"""At most this share of a quiz may carry a warning."""


def choose_items(candidates: Sequence[QuizItem], count: int | None, seed: int) -> tuple[QuizItem, ...]:
    """Return up to `count` items that break no blocking rule, all that fit where count is None.

    Items without a warning come first. No two items are duplicates, rest on the same line, or give each other away.
    """
    clean: list[QuizItem] = []
    warned: list[QuizItem] = []
    for item in sorted(candidates, key=lambda item: draw(seed, item.id)):
        found = findings_of(item)
        if not any(finding.weight is Weight.BLOCK for finding in found):
            (warned if found else clean).append(item)
    taken = _take(clean, [], count)
    room = int(len(taken) * MOST_WARNED / (1 - MOST_WARNED))
    if count is None or len(taken) < count:
        taken = _take(warned, taken, len(taken) + room if count is None else min(count, len(taken) + room))
    return balanced(taken, seed)


def _take(waiting: Sequence[QuizItem], before: Sequence[QuizItem], count: int | None) -> list[QuizItem]:
    taken = list(before)
    piles: dict[str, list[QuizItem]] = {}
    for item in waiting:
        piles.setdefault(_pile(item), []).append(item)
    filled: Counter[str] = Counter(item.theme for item in taken)
    turns = [*TURNS, *sorted(set(piles) - set(TURNS))]
    if count is None:
        # A bank of all that fits takes the scarce kinds first, before others use up their lines.
        turns = [*sorted(piles, key=lambda pile: (len(piles[pile]), pile)), *ASKED_MORE]
    while any(piles.values()) and (count is None or len(taken) < count):
        for turn in turns:
            if piles.get(turn) and (count is None or len(taken) < count):
                _take_one(piles[turn], taken, filled, turn if count is None and turn in SPREAD else "")
    return taken


def _take_one(pile: list[QuizItem], taken: list[QuizItem], filled: Counter[str], kind: str) -> None:
    """Move the first fitting item of the least filled theme from a pile to the quiz; drop those that do not fit.

    kind: of the pile where each theme is to have that kind; empty where that does not matter.
    """
    for item in sorted(pile, key=lambda item: (filled[f"{item.theme} {kind}"] if kind else 0, filled[item.theme])):
        pile.remove(item)
        if fits(item, taken):
            taken.append(item)
            filled[item.theme] += 1
            filled[f"{item.theme} {kind}"] += 1
            return


def fits(item: QuizItem, taken: Sequence[QuizItem]) -> bool:
    """Say whether an item asks nothing that those taken ask or give away, and gives none of them away."""
    sign = signature(item)
    for other in taken:
        if _same_line(item, other) or is_duplicate(sign, signature(other)):
            return False
        if gives_away(item, other) or gives_away(other, item):
            return False
    return True


def _same_line(one: QuizItem, other: QuizItem) -> bool:
    """Say whether two items ask for the same fact; scenarios told in different words may share a line."""
    if one.fact.entity == other.fact.entity and one.fact.relation == other.fact.relation:
        return one.proof.quote == other.proof.quote or one.stem == other.stem
    if one.proof.source_id != other.proof.source_id or one.proof.headings != other.proof.headings:
        return False
    if ItemKind.SCENARIO in (one.kind, other.kind):
        return one.kind is not other.kind and one.proof.quote == other.proof.quote
    return one.proof.quote in other.proof.quote or other.proof.quote in one.proof.quote


def _pile(item: QuizItem) -> str:
    if item.is_critical:
        return "critical"
    return "find" if item.level is Level.FIND else item.kind.value


def balanced(items: Sequence[QuizItem], seed: int) -> tuple[QuizItem, ...]:
    """Return the items with the right answers spread evenly over the places and no long run in one place.

    Options that are numbers or lengths of time keep their rising order, true and false keep theirs.
    """
    waiting: dict[int, list[int]] = {}
    places: list[int] = []
    done = []
    for at, item in enumerate(items):
        if item.kind in CHOSEN_FROM_OPTIONS and len(item.keys) == 1:
            if not _keeps_order(item):
                queue = waiting.setdefault(len(item.options), [])
                if len(queue) < len(item.options):
                    queue.extend(shuffled(range(len(item.options)), seed, at))
                after = _kept_places(items[at + 1 :])
                place = next((one for one in queue if not _is_run(places, one, after)), queue[0])
                queue.remove(place)
                item = _with_key_at(item, place)
            places.append(item.key_positions[0])
        done.append(item)
    return tuple(done)


def _kept_places(following: Sequence[QuizItem]) -> list[int]:
    """Return where the next items have their right answers, as far as they keep their order."""
    single = (item for item in following if item.kind in CHOSEN_FROM_OPTIONS and len(item.keys) == 1)
    return [item.key_positions[0] for item in takewhile(_keeps_order, single)]


def _is_run(places: Sequence[int], place: int, after: Sequence[int]) -> bool:
    """Say whether an answer in this place would stand in too long a run of the same place, with those after it."""
    before = sum(1 for _ in takewhile(lambda one: one == place, reversed(places)))
    return before + 1 + sum(1 for _ in takewhile(lambda one: one == place, after)) > LONGEST_RUN


def _with_key_at(item: QuizItem, place: int) -> QuizItem:
    key = next(option for option in item.options if option.is_right)
    rest = [option for option in item.options if not option.is_right]
    return replace(item, options=(*rest[:place], key, *rest[place:]))


def _keeps_order(item: QuizItem) -> bool:
    return item.kind is ItemKind.TRUE_FALSE or all(magnitude(option.text) is not None for option in item.options)
