"""How good a quiz is: what it covers, whether it can be guessed, and how often each rule's items are accepted."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.bank import judge
from quiz.blueprint import NEEDS, coverage, empty_cells
from quiz.guessing import Guess, guesses
from quiz.reviewing import acceptance
from quiz.types import ItemKind, Quiz
from quiz.under_review import UnderReview
from ui.markup import Markup, tag
from ui.quiz_cards import KINDS, plain
from ui.quiz_themes import theme_title

FEWEST_TO_GUESS = 5
EMPTY = "A short quiz leaves cells empty. A long one leaves those empty for which the sources lack what the kind needs:"
TOO_FEW = "Too few items with one right answer among three or more to say whether the quiz can be guessed."


def quality_card(quiz: UnderReview) -> Markup:
    """Return the figures of a quiz, folded away until somebody wants them."""
    used = quiz.in_use
    verdicts = judge(used)
    lines = [
        f"{verdicts.passing} of {len(used.items)} items break no blocking rule. "
        f"{verdicts.with_warnings} of them carry a warning.",
        *(f"The quiz as a whole: {finding.reason}." for finding in verdicts.whole),
    ]
    return tag(
        "details",
        tag("summary", "How good is this quiz?"),
        [tag("p", line) for line in lines],
        tag("h3", "What it covers"),
        _coverage(used),
        tag("h3", "Can it be guessed?"),
        _guessing(used),
        _rates(quiz),
        class_="quality",
    )


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


def _coverage(quiz: Quiz) -> Markup:
    cells = coverage(quiz.items)
    themes = sorted({theme for theme, _ in cells})
    rows = [(theme_title(theme), *(str(cells.get((theme, kind.value), 0)) for kind in ItemKind)) for theme in themes]
    filled = f"{len(cells)} of {len(themes) * len(ItemKind)} cells of theme and kind are filled."
    wide = tag("div", table(("Theme", *(KINDS[kind] for kind in ItemKind)), rows), class_="wide")
    return tag("div", tag("p", filled), wide, _empty(quiz))


def _empty(quiz: Quiz) -> Markup | None:
    """Return what an item of each kind with empty cells needs, which the sources may not hold for every theme."""
    kinds = [tag("li", tag("strong", f"{KINDS[kind]}: "), f"{NEEDS[kind]}.") for kind in empty_cells(quiz.items)]
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
