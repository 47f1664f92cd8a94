"""A person's changes to an item's wording: question, reasons, options. Which option is right is never changed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from guide.plain_text import without_invisible
from quiz.checking import findings_of
from quiz.cues import Finding, Weight
from quiz.reviewing import ReviewRefused
from quiz.types import OWN_BANK, Proof, QuizItem, item_id

LEFT_TO_A_PERSON = frozenset({"needs a person"})
"""Rules that the person who approves decides in words."""

NEEDS_A_SOURCE = "answer in the passage"


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of an item that a person may change. options: text and reason of each, in the item's order."""

    stem: str
    why: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, item: QuizItem) -> Wording:
        """Return an item's wording as it is."""
        return cls(item.stem, item.why, tuple((option.text, option.why) for option in item.options))

    def tidied(self) -> Wording:
        """Return the wording without what nobody sees, single spaces in questions and answers; reasons keep lines."""
        options = tuple((_on_one_line(text), without_invisible(why).strip()) for text, why in self.options)
        return Wording(_on_one_line(self.stem), without_invisible(self.why).strip(), options)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every text of it."""
        return (self.stem, self.why, *(text for option in self.options for text in option))


def _on_one_line(text: str) -> str:
    return " ".join(without_invisible(text).split())


def reworded(item: QuizItem, wording: Wording) -> QuizItem:
    """Return the item with other words and the id that belongs to them.

    Raises ReviewRefused if nothing is changed, a text is empty, or an option is missing.
    """
    new = wording.tidied()
    if new == Wording.of(item).tidied():
        raise ReviewRefused(f"Item {item.id}: change its question, an answer or a reason before you save it.")
    if len(new.options) != len(item.options) or not all(text.strip() for text in new.texts):
        raise ReviewRefused(f"Item {item.id}: a text is empty. Fill it, or reject the item.")
    options = tuple(
        replace(option, text=text, why=why) for option, (text, why) in zip(item.options, new.options, strict=True)
    )
    changed = replace(item, stem=new.stem, why=new.why, options=options)
    answer = "|".join((*changed.keys, *(pair.left for pair in item.pairs), *item.steps))
    texts = "\n".join((new.stem, *(text for text, _ in new.options)))
    return replace(changed, id=item_id(item.kind, texts, answer, item.proof.quote))


def anchored(item: QuizItem, texts: Mapping[str, tuple[str, ...]]) -> QuizItem:
    """Return the item with each of its quotations in the passage as it is now.

    texts: source id -> its passages as they are now. Raises ReviewRefused where a quotation no longer stands.
    """

    def now(proof: Proof) -> Proof:
        if proof.source_id == OWN_BANK:
            return proof
        held = [text for text in texts.get(proof.source_id, ()) if proof.quote in text]
        if not held:
            raise ReviewRefused(
                f"Item {item.id}: “{proof.quote}” no longer stands in {proof.title}. Reject it and build a new one."
            )
        return replace(proof, passage=proof.passage if proof.passage in held else held[0])

    return replace(
        item,
        proof=now(item.proof),
        options=tuple(replace(option, proof=now(option.proof)) for option in item.options),
        pairs=tuple(replace(pair, proof=now(pair.proof)) for pair in item.pairs),
        step_proofs=tuple(map(now, item.step_proofs)),
    )


def changes(before: QuizItem, after: QuizItem) -> str:
    """Return what stood there before, for the history."""
    return "; ".join(_changes(before, after))


def blocking(item: QuizItem) -> tuple[Finding, ...]:
    """Return what keeps an item from being approved by anybody: every blocking rule but those left to a person.

    A trainer's own item rests on no passage of ours, so the person who approves it answers for its source.
    """
    left = LEFT_TO_A_PERSON | ({NEEDS_A_SOURCE} if item.proof.source_id == OWN_BANK else frozenset())
    return tuple(one for one in findings_of(item) if one.weight is Weight.BLOCK and one.rule not in left)


def _changes(before: QuizItem, after: QuizItem) -> Iterator[str]:
    if before.stem != after.stem:
        yield f"was: {before.stem}"
    if before.why != after.why:
        yield f"reason was: {before.why}"
    for number, (old, new) in enumerate(zip(before.options, after.options, strict=True), start=1):
        if old.text != new.text:
            yield f"answer {number} was: {old.text}"
        if old.why != new.why:
            yield f"reason {number} was: {old.why}"
