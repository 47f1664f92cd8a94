"""What every export shows the same way: letters, marks, citations, and what a format leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from quiz.marking import PassMark
from quiz.types import ItemKind, Option, Quiz, QuizItem

CRITICAL = "This one must be right."
DRAFT = "DRAFT: nobody has approved these items."
LETTERS = "ABCDEFGHIJKLMNOP"
SUFFIXES = Mapping[str, bytes]
"""What is written: the empty suffix for the file that was named, "-key" for the one beside it."""

USUAL_MARK = PassMark()
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Writer:
    """One format. left_out: a line for each thing it cannot carry. files: by suffix; some need the pass mark."""

    left_out: Callable[[Quiz], Iterator[str]]
    files: Callable[[Quiz, PassMark], SUFFIXES]

    def write(self, quiz: Quiz, pass_mark: PassMark = USUAL_MARK) -> SUFFIXES:
        """Return the files by suffix."""
        return self.files(quiz, pass_mark)


def title_of(quiz: Quiz) -> str:
    """Return the title as it stands on every export: marked as a draft until a second person approved every item."""
    return quiz.title if quiz.is_approved else f"{draft_words(quiz)} {quiz.title}"


def draft_words(quiz: Quiz) -> str:
    """Return how far a draft is from being approved."""
    total, approved = len(quiz.items), quiz.approved_items
    return f"DRAFT: {approved} of {total} items {'is' if approved == 1 else 'are'} approved." if approved else DRAFT


def citation_of(item: QuizItem) -> str:
    """Return the item's quotations with their places, and the mark of a source that nobody has confirmed.

    Where options are chosen, the reason beside each cites its own; pairs and steps have none, so theirs stand here.
    """
    rests_on = (item.proof,) if item.options else item.proofs
    return " ".join((*dict.fromkeys(proof.cited for proof in rests_on), item.note)).rstrip()


def reasons_of(item: QuizItem) -> str:
    """Return what is shown once an item was answered: its citations, before them why where no option can say it."""
    return citation_of(item) if item.options else f"{item.why} {citation_of(item)}"


def reason_of(option: Option) -> str:
    """Return why an answer is right or wrong, behind the answer unless the reason says it already."""
    is_said = option.why.startswith(option.text) or _bare(option.text) == _bare(option.proof.quote)
    return option.why if is_said and option.proof.cited in option.why else f"{_bare(option.text)}. {option.why}"


def _bare(text: str) -> str:
    return text.rstrip(".")


def mark_of(item: QuizItem) -> str:
    """Return the marks shown beside an item: critical, and not confirmed."""
    critical = CRITICAL if item.is_critical else ""
    return " ".join(part for part in (critical, item.note) if part)


def instruction_of(item: QuizItem) -> str:
    """Return what the learner does, in one short sentence."""
    return {
        ItemKind.SEVERAL: "Choose all that are right.",
        ItemKind.MATCHING: "Write the letter of the part that belongs to it.",
        ItemKind.ORDERING: "Number the steps.",
    }.get(item.kind, "Choose one.")


def numbered(quiz: Quiz) -> Iterator[tuple[int, QuizItem]]:
    """Yield the items with their numbers from 1."""
    yield from enumerate(quiz.items, start=1)


def named(number: int, item: QuizItem) -> str:
    """Return how a message names an item."""
    return f"Item {number} ({item.id})"


def without_control(text: str) -> str:
    """Return the text without the characters that no XML file may hold."""
    return NOT_IN_XML.sub("", text)


def control_characters(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each item that holds characters which no XML file may hold."""
    for number, item in numbered(quiz):
        texts = (item.stem, *(option.text for option in item.options), *(pair.right for pair in item.pairs))
        if any(NOT_IN_XML.search(text) for text in texts):
            yield f"{named(number, item)}: control characters are left out."


def kinds_left_out(quiz: Quiz, *kinds: ItemKind) -> Iterator[str]:
    """Yield a line for each item of a kind that the format does not have."""
    for number, item in numbered(quiz):
        if item.kind in kinds:
            yield f"{named(number, item)}: the format has no {item.kind.value} items; it is left out."


def chosen_instead(quiz: Quiz, where: str = "This format") -> Iterator[str]:
    """Yield a line if the quiz has items that the page answers by opening a passage: no format can open one."""
    numbers = [str(number) for number, item in numbered(quiz) if item.is_looked_up]
    if numbers:
        named_items = f"Item {numbers[0]} is" if len(numbers) == 1 else f"Items {', '.join(numbers)} are"
        yield (
            f"{named_items} answered on the page by opening the passage. {where} can open nothing: "
            "the learner chooses one answer among headings or services."
        )


def nothing(quiz: Quiz) -> Iterator[str]:
    """Yield no line: the format carries everything."""
    yield from ()
