"""The quiz on paper as plain blocks: what the paper and the key say, before Word or PDF lays it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.exporting.parts import (
    CRITICAL,
    LETTERS,
    USUAL_MARK,
    instruction_of,
    mark_of,
    numbered,
    reason_of,
    reasons_of,
    title_of,
)
from quiz.marking import PassMark
from quiz.types import ItemKind, Quiz, QuizItem
from quiz.words import shuffled

TO_FILL = "Name or number: ______________________    Date: ______________"
CHOOSE_ONE = "Choose one answer, unless the question says otherwise."
SHARE_OF_ANSWERS = "Several answers: a share of the point for each right one, less a share for each wrong one."
SHARE_OF_PLACES = "Pairs and steps: a share of the point for each right place."


@dataclass(frozen=True, slots=True)
class Block:
    """One question as printed: its heading, its lines, and small print under it."""

    heading: str
    stem: str
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: title, introduction in lines, blocks, and the line at the foot of each page.

    is_whole: each block stands on one page, as whoever answers it needs; else only its beginning is held together.
    """

    title: str
    introduction: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: str
    is_whole: bool = False


def paper(quiz: Quiz) -> Sheet:
    """Return the paper for learners: questions only."""
    blocks = tuple(
        Block(f"Question {number}", item.stem, (*_instruction(item), *_choices(item)), _small(mark_of(item)))
        for number, item in numbered(quiz)
    )
    introduction = (TO_FILL, CHOOSE_ONE) if any(_asks_for_one(item) for item in quiz.items) else (TO_FILL,)
    return Sheet(title_of(quiz), introduction, blocks, foot(quiz), is_whole=True)


def key(quiz: Quiz, pass_mark: PassMark = USUAL_MARK) -> Sheet:
    """Return the key: all answers in one line, then the reason for each answer, the quotation and its place."""
    blocks = tuple(
        Block(f"Question {number}: {short_answer(item)}", item.stem, tuple(answer_lines(item)), _small(told(item)))
        for number, item in numbered(quiz)
    )
    return Sheet(f"Key. {title_of(quiz)}", tuple(_to_mark_by(quiz, pass_mark)), blocks, foot(quiz))


def _to_mark_by(quiz: Quiz, pass_mark: PassMark) -> Iterator[str]:
    """Yield what a trainer needs to mark a pile of papers: the answers at a glance, what must be right, the mark."""
    yield "For the trainer only."
    yield f"Answers: {'; '.join(f'{number} {short_answer(item)}' for number, item in numbered(quiz))}."
    critical = [str(number) for number, item in numbered(quiz) if item.is_critical]
    if critical:
        yield f"Must be right, whatever the score: {', '.join(critical)}."
    need = len(quiz.items) * pass_mark.per_cent / 100
    yield f"Passed with {need:g} of {len(quiz.items)} points ({pass_mark.per_cent} %)."
    if any(item.kind is ItemKind.SEVERAL for item in quiz.items):
        yield SHARE_OF_ANSWERS
    if any(not item.options for item in quiz.items):
        yield SHARE_OF_PLACES


def short_answer(item: QuizItem) -> str:
    """Return the answer as it stands on paper, to be found at a glance: letters, pairs, or numbers from the top."""
    if item.pairs:
        rights = rights_in_print(item)
        return " ".join(f"{at}{LETTERS[rights.index(pair.right)]}" for at, pair in enumerate(item.pairs, start=1))
    if item.steps:
        return "-".join(str(item.steps.index(step) + 1) for step in steps_in_print(item))
    return ", ".join(LETTERS[place] for place in item.key_positions if place < len(LETTERS))


def told(item: QuizItem) -> str:
    """Return what stands under the answers: their reasons mostly quote the words already, then only the marks do."""
    is_quoted = any(option.is_right and item.proof.cited in option.why for option in item.options)
    return mark_of(item) if is_quoted else " ".join((CRITICAL,) * item.is_critical + (reasons_of(item),))


def _small(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _asks_for_one(item: QuizItem) -> bool:
    return bool(item.options) and item.kind is not ItemKind.SEVERAL


def _instruction(item: QuizItem) -> tuple[str, ...]:
    """Return what to do where it is not to choose one answer and the question does not say it."""
    return () if _asks_for_one(item) or "Choose" in item.stem else (instruction_of(item),)


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
    for step in steps_in_print(item):
        yield f"____ {step}"


def rights_in_print(item: QuizItem) -> list[str]:
    """Return the right sides of a matching item in the order of the paper."""
    return shuffled([pair.right for pair in item.pairs], item.id, "paper")


def steps_in_print(item: QuizItem) -> list[str]:
    """Return the steps of an ordering item in the order of the paper."""
    return shuffled(item.steps, item.id, "paper")


def answer_lines(item: QuizItem) -> Iterator[str]:
    """Yield the right answers, and for each option whether it is right and why. The same reason is given once."""
    for letter, option in zip(LETTERS, item.options, strict=False):
        is_shared = not option.is_right and option.why == item.why
        words = f"{option.text}." if is_shared else reason_of(option)
        yield f"{letter}. {'RIGHT' if option.is_right else 'wrong'}: {words}"
    rights = rights_in_print(item)
    for number, pair in enumerate(item.pairs, start=1):
        yield f"{number}. {LETTERS[rights.index(pair.right)]}: {pair.left}: {pair.right}"
    for number, step in enumerate(item.steps, start=1):
        yield f"{number}. {step}"
