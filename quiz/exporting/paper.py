"""The quiz on paper as plain blocks: what the paper and the key say, before Word or PDF lays it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.exporting.parts import LETTERS, instruction_of, mark_of, numbered, reasons_of, title_of
from quiz.types import Quiz, QuizItem
from quiz.words import shuffled


@dataclass(frozen=True, slots=True)
class Block:
    """One question as printed: its heading, its lines, and small print under it."""

    heading: str
    stem: str
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: title, introduction, blocks, and the line at the foot of each page.

    is_whole: each block stands on one page, as whoever answers it needs; else only its beginning is held together.
    """

    title: str
    introduction: str
    blocks: tuple[Block, ...]
    foot: str
    is_whole: bool = False


def paper(quiz: Quiz) -> Sheet:
    """Return the paper for learners: questions only."""
    blocks = tuple(
        Block(f"Question {number}", item.stem, (instruction_of(item), *_choices(item)), _small(mark_of(item)))
        for number, item in numbered(quiz)
    )
    to_fill = "Name or number: ______________________    Date: ______________"
    return Sheet(title_of(quiz), to_fill, blocks, foot(quiz), is_whole=True)


def key(quiz: Quiz) -> Sheet:
    """Return the key: the right answers, the reason for each answer, the quotation and its place."""
    blocks = tuple(
        Block(f"Question {number}{_letters(item)}", item.stem, tuple(answer_lines(item)), _small(_told(item)))
        for number, item in numbered(quiz)
    )
    return Sheet(f"Key. {title_of(quiz)}", "For the trainer only.", blocks, foot(quiz))


def _letters(item: QuizItem) -> str:
    """Return the letters of the right answers, to be found at a glance; none for pairs and steps."""
    letters = ", ".join(LETTERS[place] for place in item.key_positions if place < len(LETTERS))
    return f": {letters}" if letters else ""


def _told(item: QuizItem) -> str:
    """Return what stands under the answers: their reasons mostly quote the words already, then only the mark does."""
    is_quoted = any(option.is_right and item.proof.cited in option.why for option in item.options)
    return item.note if is_quoted else reasons_of(item)


def _small(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def foot(quiz: Quiz) -> str:
    """Return the line at the foot of each page."""
    return f"{quiz.fingerprint}. {'' if quiz.is_approved else 'DRAFT'}".strip()


def _choices(item: QuizItem) -> Iterator[str]:
    for letter, option in zip(LETTERS, item.options, strict=False):
        yield f"{letter}. {option.text}"
    if item.pairs:
        for number, pair in enumerate(item.pairs, start=1):
            yield f"{number}. {pair.left} ____"
        for letter, right in zip(LETTERS, rights_in_print(item), strict=False):
            yield f"{letter}. {right}"
    for step in shuffled(item.steps, item.id, "paper"):
        yield f"____ {step}"


def rights_in_print(item: QuizItem) -> list[str]:
    """Return the right sides of a matching item in the order of the paper."""
    return shuffled([pair.right for pair in item.pairs], item.id, "paper")


def answer_lines(item: QuizItem) -> Iterator[str]:
    """Yield the right answers, and for each option whether it is right and why."""
    for letter, option in zip(LETTERS, item.options, strict=False):
        yield f"{letter}. {'RIGHT' if option.is_right else 'wrong'}: {option.text.rstrip('.')}. {option.why}"
    rights = rights_in_print(item)
    for number, pair in enumerate(item.pairs, start=1):
        yield f"{number}. {LETTERS[rights.index(pair.right)]}: {pair.left}: {pair.right}"
    for number, step in enumerate(item.steps, start=1):
        yield f"{number}. {step}"
