"""Which candidates make a quiz: spread over themes and kinds, no fact twice, keys in balanced places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from quiz.bank import LONGEST_RUN, gives_away, is_duplicate, signature
from quiz.checking import answer_texts, findings_of
from quiz.cues import Weight
from quiz.fitting import magnitude
from quiz.stems import ASK_FIRST_ACTION, ASK_OF_DOCUMENTS
from quiz.types import CHOSEN_FROM_OPTIONS, ItemKind, Level, Proof, QuizItem
from quiz.words import draw, shuffled, stands_in

TURNS = ("critical", "scenario", "find", "single", "scenario", "true_false", "scenario", "several", "scenario", "cloze")
"""The kinds in the order in which a quiz takes them, over and over; a kind that is used up is passed over."""

ASKED_MORE = ("cloze", *("scenario",) * 5, "find", *("scenario",) * 5)
"""What a whole bank takes more of in each round: it is to hold so many of them, and others use up their lines."""
SPREAD = frozenset({"true_false", "several", "cloze"})
"""The kinds of a whole bank that go round the themes first: a record has few lines for them."""

SHOWS_A_LINE = frozenset({"turned", "statement", "cloze", "number"})
"""What asks for the very words of a line: wherever else that line is shown, it gives the answer."""

NEEDED: tuple[tuple[Callable[[QuizItem], bool], int], ...] = (
    (lambda item: item.template in ASK_FIRST_ACTION, 60),
    (lambda item: item.level is Level.FIND, 30),
)
"""What a whole bank is to hold, and how many of it."""

AHEAD = ((0, 0), (0, 8), (4, 10), (8, 12), (12, 12), (20, 12), (30, 12))
"""So many of each needed pile are taken ahead of everything else, tried in this order until there are enough."""

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
    taken = _filled_up(clean, warned, [], count) if count is not None else _whole_bank(clean, warned)
    return balanced(taken, seed)


def _filled_up(
    clean: Sequence[QuizItem], warned: Sequence[QuizItem], before: Sequence[QuizItem], count: int | None
) -> list[QuizItem]:
    """Return what fits after those taken before, as few with a warning as may be."""
    taken = _take(clean, before, count)
    room = int(len(taken) * MOST_WARNED / (1 - MOST_WARNED))
    if count is None or len(taken) < count:
        taken = _take(warned, taken, len(taken) + room if count is None else min(count, len(taken) + room))
    return taken


def _whole_bank(clean: Sequence[QuizItem], warned: Sequence[QuizItem]) -> list[QuizItem]:
    """Return all items that fit beside each other, with as many of the needed piles taken first as they need.

    The more of these go first, the fewer lines are left for the scarce kinds; so the fewest that do are kept. What is
    found in a document goes before what is found in a record, whose few lines other kinds need.
    """
    piles = [[item for item in clean if is_needed(item)] for is_needed, _ in NEEDED]
    before = [[item for item in pile if item.template in ASK_OF_DOCUMENTS] or pile for pile in piles]
    taken: list[QuizItem] = []
    for ahead in AHEAD:
        first: list[QuizItem] = []
        for pile, most in zip(before, ahead, strict=True):
            first = _take(pile, first, len(first) + most)
        taken = _filled_up(clean, warned, first, None)
        counts = [sum(map(is_needed, taken)) for is_needed, _ in NEEDED]
        if all(count >= min(least, len(pile)) for count, (_, least), pile in zip(counts, NEEDED, piles, strict=True)):
            break
    return taken


def _take(waiting: Sequence[QuizItem], before: Sequence[QuizItem], count: int | None) -> list[QuizItem]:
    taken = list(before)
    ids = {item.id for item in before}
    waiting = [item for item in waiting if item.id not in ids]
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
                _take_one(piles[turn], taken, filled, turn if count is None and turn in SPREAD else "", count)
    return taken


def _take_one(pile: list[QuizItem], taken: list[QuizItem], filled: Counter[str], kind: str, count: int | None) -> None:
    """Move the first fitting item of the least filled theme from a pile to the quiz; drop those that do not fit.

    kind: of the pile where each theme is to have that kind; empty where that does not matter. A small quiz takes turns
    between documents and records within a theme: the records are many, and would leave a document no place.
    """
    documents_due = sum(item.template in ASK_OF_DOCUMENTS for item in taken) <= len(taken) / 2

    def rank(item: QuizItem) -> tuple[int, int, bool]:
        is_in_turn = count is None or (item.template in ASK_OF_DOCUMENTS) == documents_due
        return filled[f"{item.theme} {kind}"] if kind else 0, filled[item.theme], not is_in_turn

    for item in sorted(pile, key=rank):
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
    if one.template in ASK_OF_DOCUMENTS and other.template in ASK_OF_DOCUMENTS and _same_words(one, other):
        return True
    if one.fact.entity == other.fact.entity and one.fact.relation == other.fact.relation:
        return one.proof.quote == other.proof.quote or one.stem == other.stem
    if one.proof.source_id != other.proof.source_id or one.proof.headings != other.proof.headings:
        return False
    if ItemKind.SCENARIO in (one.kind, other.kind):
        return one.kind is not other.kind and one.proof.quote == other.proof.quote
    return one.proof.quote in other.proof.quote or other.proof.quote in one.proof.quote


def _same_words(one: QuizItem, other: QuizItem) -> bool:
    """Say whether two items about documents rest on the same words, or one shows the words that the other changes."""
    mine, theirs = _asked(one), _asked(other)
    if any(_overlap(line, held) for line in mine for held in theirs):
        return True
    return any(
        asked.template in SHOWS_A_LINE and any(stands_in(asked.fact.entity, text) for text in _shown(beside))
        for asked, beside in ((one, other), (other, one))
    )


def _asked(item: QuizItem) -> tuple[Proof, ...]:
    """Return the lines that an item asks for: of several and of matching each that is right."""
    right = tuple(option.proof for option in item.options if option.is_right)
    return tuple(pair.proof for pair in item.pairs) or (right if item.kind is ItemKind.SEVERAL else (item.proof,))


def _overlap(one: Proof, other: Proof) -> bool:
    return one.passage == other.passage and (one.quote in other.quote or other.quote in one.quote)


def _shown(item: QuizItem) -> tuple[str, ...]:
    return (item.stem, *answer_texts(item))


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
