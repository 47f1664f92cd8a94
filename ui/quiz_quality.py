"""How good a quiz is: what it covers, whether it can be guessed, and how often each rule's items are accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from quiz.bank import answerability, duplicates, judge
from quiz.blueprint import NEEDS, coverage, empty_cells
from quiz.finding import Trip, finder_of
from quiz.guessing import Guess, guesses
from quiz.reviewing import acceptance
from quiz.types import OWN_BANK, ItemKind, Quiz, QuizItem, ReviewState
from quiz.under_review import UnderReview
from ui import resources
from ui.markup import Markup, tag
from ui.quiz_cards import KINDS, plain
from ui.quiz_themes import theme_title

FEWEST_TO_GUESS = 5
EMPTY = "A short quiz leaves cells empty. A long one leaves those empty for which the sources lack what the kind needs:"
NOT_OURS = "No item rests on the documents or the directory, so there is nothing to search for."
TOO_FEW = "Too few items with one right answer among three or more to say whether the quiz can be guessed."


def quality_card(quiz: UnderReview) -> Markup:
    """Return the figures of a quiz, folded away until somebody wants them."""
    used = quiz.in_use
    verdicts = judge(used)
    answerable = round(answerability(used.items) * len(used.items))
    lines = [
        f"{verdicts.passing} of {len(used.items)} items break no blocking rule. "
        f"{verdicts.with_warnings} of them carry a warning.",
        f"The answer stands in the words cited in {answerable} of {len(used.items)} items.",
        duplicate_line(used),
        *(f"The quiz as a whole: {finding.reason}." for finding in verdicts.whole),
    ]
    return tag(
        "details",
        tag("summary", "How good is this quiz?"),
        [tag("p", line) for line in lines],
        tag("h3", "Does our own search find it?"),
        [tag("p", line) for line in round_trip_lines(used, trips_of(used))],
        tag("h3", "What it covers"),
        _coverage(used, quiz.wanted.themes if quiz.wanted else ()),
        tag("h3", "Can it be guessed?"),
        _guessing(used),
        _rates(quiz),
        class_="quality",
    )


def duplicate_line(quiz: Quiz) -> str:
    """Return in one sentence which items ask the same."""
    numbers = {item.id: number for number, item in enumerate(quiz.items, start=1)}
    pairs = [f"items {numbers[one.id]} and {numbers[other.id]}" for one, other in duplicates(quiz.items)]
    return f"These ask the same: {', '.join(pairs)}." if pairs else "No two items ask the same."


def trips_of(quiz: Quiz) -> Mapping[str, Trip]:
    """Return how near our own search for an item's question comes to what it cites; a trainer's own are left out."""
    items = tuple(item for item in quiz.items if item.proof.source_id != OWN_BANK)
    # What a review changes is not what is searched for: with it, each press of "Accept" would search anew.
    bare = tuple(replace(item, state=ReviewState.DRAFT, note="", needs_a_person=()) for item in items)
    return _trips(bare, resources.guide().store.index_id)


@lru_cache(maxsize=8)
def _trips(items: tuple[QuizItem, ...], index_id: str) -> Mapping[str, Trip]:
    guide = resources.guide()
    return finder_of(guide.store, guide.embedder)(items)


def round_trip_lines(quiz: Quiz, trips: Mapping[str, Trip]) -> list[str]:
    """Return in plain words how far a search for the questions leads, and for which items it fails."""
    if not trips:
        return [NOT_OURS]
    of = len(trips)
    reached = sum(trip is not Trip.LOST for trip in trips.values())
    itself = sum(trip is Trip.PASSAGE for trip in trips.values())
    lines = [
        f"A search for the question shows the page or record of the answer among the first three for {reached} of {of} "
        f"items, and for {itself} of them the cited passage itself."
    ]
    numbered = [(number, item, trips.get(item.id)) for number, item in enumerate(quiz.items, start=1)]
    lost = [str(number) for number, _, trip in numbered if trip is Trip.LOST]
    unfound = [str(number) for number, item, trip in numbered if item.is_looked_up and trip is not Trip.PASSAGE]
    if lost:
        lines.append(f"It leads elsewhere for {_items(lost)}. Look whether the question says enough.")
    if unfound:
        lines.append(f"To be found in the Guide, but the search does not show the passage: {_items(unfound)}.")
    return lines


def _items(numbers: Sequence[str]) -> str:
    return f"{'item' if len(numbers) == 1 else 'items'} {', '.join(numbers)}"


def guess_line(found: tuple[Guess, ...]) -> str:
    """Return in one sentence how far the best of the six strategies gets."""
    if not found or found[0].asked < FEWEST_TO_GUESS:
        return TOO_FEW
    best = max(found, key=lambda guess: guess.right)
    beaten = (
        "This beats chance: reword the items." if any(guess.beats_chance for guess in found) else "None beats chance."
    )
    gets = f"The best of {len(found)} ways of guessing gets {best.right} of {best.asked} right"
    return f"{gets}; chance gives {best.chance:.1f}. {beaten}"


def _guessing(quiz: Quiz) -> Markup:
    found = guesses(quiz.items)
    line = tag("p", guess_line(found))
    if not found or found[0].asked < FEWEST_TO_GUESS:
        return line
    rows = [
        (guess.strategy, f"{guess.right} of {guess.asked}", f"{guess.chance:.1f}", f"{guess.p:.2f}") for guess in found
    ]
    return tag("div", line, table(("A guesser takes what is", "Right", "By chance", "p"), rows), class_="wide")


def _coverage(quiz: Quiz, wanted: Sequence[str]) -> Markup:
    cells = coverage(quiz.items)
    themes = sorted({theme for theme, _ in cells} | set(wanted))
    rows = [(theme_title(theme), *(str(cells.get((theme, kind.value), 0)) for kind in ItemKind)) for theme in themes]
    filled = f"{len(cells)} of {len(themes) * len(ItemKind)} cells of theme and kind are filled."
    wide = tag("div", table(("Theme", *(KINDS[kind] for kind in ItemKind)), rows), class_="wide")
    return tag("div", tag("p", filled), wide, _empty(quiz, wanted))


def _empty(quiz: Quiz, wanted: Sequence[str]) -> Markup | None:
    """Return what an item of each kind with empty cells needs, which the sources may not hold for every theme."""
    empty = empty_cells(quiz.items, wanted)
    kinds = [tag("li", tag("strong", f"{KINDS[kind]}: "), f"{NEEDS[kind]}.") for kind in empty]
    return (
        tag("details", tag("summary", "Why a cell may be empty"), tag("p", EMPTY), tag("ul", kinds)) if kinds else None
    )


def _rates(quiz: UnderReview) -> Markup | None:
    rates = acceptance(quiz.items)
    if not rates:
        return None
    heads = ("Made by the rule", "Approved unchanged", "Approved after a change", "Rejected")
    rows = [(plain(name), *map(str, counts)) for name, counts in rates.items()]
    accepted = sum(unchanged for unchanged, _, _ in rates.values())
    decided = sum(sum(counts) for counts in rates.values())
    words = f"{accepted} of {decided} items that somebody decided on were approved unchanged."
    shown = tag("div", tag("p", words), table(heads, rows), class_="wide")
    return tag("div", tag("h3", "How often each rule's items are accepted"), shown)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """Return a table whose first column names its rows."""
    body = [tag("tr", tag("th", row[0], scope="row"), [tag("td", text) for text in row[1:]]) for row in rows]
    head = tag("tr", [tag("th", text, scope="col") for text in heads])
    return tag("table", tag("thead", head), tag("tbody", body))
