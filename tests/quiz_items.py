"""Small quiz items for tests, and the texts that careless exports damage."""

from __future__ import annotations

from quiz.types import FactName, ItemKind, Level, Option, Pair, Proof, Quiz, QuizItem, item_id

PASSAGE = "The refuge answers calls at night. Ask for the duty worker, then give the room number."
QUOTE = "Ask for the duty worker, then give the room number."
PROOF = Proof("night-guide", "Night guide", 3, ("Calls",), QUOTE, PASSAGE)

HOSTILE = (
    "Open 09:00-17:15: ring the desk",
    "a = b and c ~ d",
    "#SHOUT and #tags",
    "Use {x} here",
    "{=Text #SHOUT ~b}",
    "https://example.org/a?b=1&c=2#top",
    "C:\\temp\\new",
    "ends with a backslash \\",
    "%10% of people",
    "=%100%b",
    "~%-15%",
    "[html]<b>bold</b>",
    "[plain] text",
    "// not a comment",
    "$CATEGORY: top",
    "::title::",
    "####",
    "“curly” ‘quotes’ – and — dashes…",
    "first line\nsecond line",
    "<script>alert(1)</script> &nbsp; ]]> & more",
)
"""Twenty texts that a careless GIFT, XML, CSV or HTML writer damages or runs."""


def item(
    kind: ItemKind = ItemKind.SINGLE,
    stem: str = "Whom do you ask for when you ring the refuge at night?",
    right: tuple[str, ...] = ("the duty worker",),
    wrong: tuple[str, ...] = ("the day manager", "the council desk"),
    why: str = "The guide says so.",
    **changes: object,
) -> QuizItem:
    """Return an item that breaks no rule, with changes."""
    options = (
        *(Option(text, True, why, PROOF) for text in right),
        *(Option(text, False, why, PROOF) for text in wrong),
    )
    values: dict[str, object] = {
        "id": item_id(kind, stem, "|".join((*right, *wrong)), QUOTE),
        "kind": kind,
        "stem": stem,
        "why": why,
        "proof": PROOF,
        "fact": FactName("night calls", "who", "|".join(right)),
        "theme": "housing",
        "template": "test",
        "options": options,
        "level": Level.RECALL,
        **changes,
    }
    return QuizItem(**values)  # type: ignore[arg-type]


def true_false(stem: str, is_true: bool) -> QuizItem:
    """Return a true or false item."""
    key, other = ("True", "False") if is_true else ("False", "True")
    made = item(ItemKind.TRUE_FALSE, stem, (key,), (other,))
    in_order = tuple(sorted(made.options, key=lambda option: option.text != "True"))
    return item(ItemKind.TRUE_FALSE, stem, (key,), (other,), options=in_order)


def matching(pairs: tuple[tuple[str, str], ...], stem: str = "Which of these belong together?") -> QuizItem:
    """Return a matching item."""
    made = tuple(Pair(left, right, PROOF) for left, right in pairs)
    return item(ItemKind.MATCHING, stem, (), (), options=(), pairs=made)


def quiz(*items: QuizItem) -> Quiz:
    """Return a quiz of these items."""
    return Quiz("A test quiz", 1, "ab" * 32, items)
