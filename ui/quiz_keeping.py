"""How a new quiz is kept: opened for review, and free of personal data that somebody's file brought along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from guide.adapters.quiz_store import QuizStore
from quiz.types import QuizItem
from quiz.under_review import UnderReview
from ui import quiz_saying, resources
from ui.chat import Go
from ui.in_words import counted

NEW = "{items}. Read each beside its quotation, then accept, reject or edit it."


def keep_new(go: Go, quiz: UnderReview, warning: str = "") -> None:
    """Keep a quiz and open its review, with what is to be done there after what is to be warned of."""
    told = NEW.format(items=counted(len(quiz.items), "draft"))
    quiz_saying.say(f"{warning} {told}".strip(), is_warning=bool(warning))
    store = QuizStore(resources.settings().data)
    go("quizzes", {"review": store.add(quiz.title, quiz.to_json(), resources.now())})


def masked_items(items: Sequence[QuizItem], mask: Callable[[str], str]) -> tuple[tuple[QuizItem, ...], int]:
    """Return a trainer's own items with personal data replaced by words in brackets, and how many held some."""
    masked = tuple(_masked(item, mask) for item in items)
    return masked, sum(new != old for new, old in zip(masked, items, strict=True))


def _masked(item: QuizItem, mask: Callable[[str], str]) -> QuizItem:
    quote = mask(item.proof.quote)
    proof = replace(item.proof, title=mask(item.proof.title), quote=quote, passage=quote)
    fact = replace(item.fact, entity=mask(item.fact.entity), value=mask(item.fact.value))
    return replace(
        item,
        stem=mask(item.stem),
        why=mask(item.why),
        proof=proof,
        fact=fact,
        options=tuple(replace(one, text=mask(one.text), why=mask(one.why), proof=proof) for one in item.options),
        pairs=tuple(replace(one, left=mask(one.left), right=mask(one.right), proof=proof) for one in item.pairs),
    )
