"""A trainer's own questions from GIFT or CSV. They come in as drafts that rest on no source, so a person must look."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from guide.plain_text import without_invisible
from quiz.gift_text import GiftQuestion, blocks_of, question_of
from quiz.types import OWN_BANK, FactName, ItemKind, Level, Option, Pair, Proof, QuizItem, item_id

Raw = TypeVar("Raw")

NO_SOURCE = "a trainer wrote it; check it against the documents"
NO_REASON = "The trainer's file gives no reason."
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
OPTION_COLUMNS = tuple(f"option {number}" for number in range(1, 9))
TRUE, FALSE = "True", "False"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read, and a line for each question that was not."""

    items: tuple[QuizItem, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One question on its way in. choices: text, whether it is right, and its reason."""

    stem: str
    choices: tuple[tuple[str, bool, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    why: str = ""
    quote: str = ""
    place: str = ""


def items_of_gift(text: str, name: str) -> Imported:
    """Return the questions of a GIFT text: single and several answers, true and false, matching."""
    named = ((f"{name}, line {line}", block) for line, block in blocks_of(without_invisible(text)))
    return _read(named, lambda block: _from_gift(question_of(block)), name)


def items_of_csv(text: str, name: str) -> Imported:
    """Return the questions of a CSV text with the columns question, option 1, option 2 ... and right (such as 1; 3)."""
    rows = list(_numbered_rows(without_invisible(text)))
    header = [field.strip().lower() for field in rows[0][1]] if rows else []
    if not {"question", "option 1", "right"} <= set(header):
        return Imported((), (f"{name}, line 1: it must name the columns question, option 1, option 2 and right.",))
    records = [(f"{name}, line {line}", dict(zip(header, row, strict=False))) for line, row in rows[1:]]
    return _read((pair for pair in records if any(pair[1].values())), _from_row, name)


def _numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the line each begins in: a quoted cell may hold several lines."""
    reader = csv.reader(f"{line}\n" for line in text.replace("\r\n", "\n").split("\n"))
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _read(questions: Iterable[tuple[str, Raw]], reader: Callable[[Raw], _Draft], name: str) -> Imported:
    items: list[QuizItem] = []
    refused: list[str] = []
    for where, question in questions:
        try:
            items.append(_item(reader(question), name))
        except ValueError as error:
            refused.append(f"{where}: {error}. It is left out.")
    return Imported(tuple(items), tuple(refused))


def _from_gift(question: GiftQuestion) -> _Draft:
    if question.truth is not None:
        why = question.answers[0].feedback if question.answers else ""
        return _Draft(
            question.stem, ((TRUE, question.truth, why), (FALSE, not question.truth, why)), why=question.general
        )
    if any(answer.match is not None for answer in question.answers):
        pairs = tuple((answer.text, answer.match or "") for answer in question.answers)
        return _Draft(question.stem, pairs=pairs, why=question.general)
    choices = tuple(
        (answer.text, answer.weight > 0 if answer.weight is not None else answer.sign == "=", answer.feedback)
        for answer in question.answers
    )
    return _Draft(question.stem, choices, why=question.general)


def _from_row(row: Mapping[str, str]) -> _Draft:
    def value(column: str) -> str:
        text = row.get(column, "")
        return text[1:] if text.startswith("'") and text[1:].startswith(RISKY_STARTS) else text

    options = [(number, value(column)) for number, column in enumerate(OPTION_COLUMNS, 1) if value(column)]
    if value("kind") == ItemKind.MATCHING.value:
        pairs = [text.partition(" → ") for _, text in options]
        return _Draft(value("question"), pairs=tuple((left, right) for left, _, right in pairs), why=value("why"))
    marks = value("right").replace(",", ";").split(";")
    if not all(mark.strip().isdigit() for mark in marks):
        raise ValueError(f"“{value('right')}” does not say which options are right; write 1, or 1; 3")
    right = {int(mark) for mark in marks}
    if not right <= {number for number, _ in options}:
        raise ValueError("it calls an option right that it does not have")
    choices = tuple((text, number in right, value(f"why option {number}")) for number, text in options)
    return _Draft(value("question"), choices, (), value("why"), value("quote"), value("place"))


def _item(draft: _Draft, name: str) -> QuizItem:
    """Return the item of a draft. Raises ValueError for a question that is none."""
    if not draft.stem.strip():
        raise ValueError("it has no question")
    right = [text for text, is_right, _ in draft.choices if is_right]
    if not draft.pairs and (not right or len(right) == len(draft.choices)):
        raise ValueError("it needs a right answer and a wrong one")
    quote = draft.quote or draft.stem
    proof = Proof(OWN_BANK, draft.place or name, None, (), quote, quote)
    kind = _kind(draft, len(right))
    answer = "|".join(right or (text for text, _ in draft.pairs))
    return QuizItem(
        id=item_id(kind, draft.stem, answer, quote),
        kind=kind,
        stem=draft.stem,
        why=draft.why or NO_REASON,
        proof=proof,
        fact=FactName(draft.stem, "a trainer's question", answer),
        theme=OWN_BANK,
        template="import",
        options=tuple(Option(text, is_right, why or NO_REASON, proof) for text, is_right, why in draft.choices),
        pairs=tuple(Pair(left, match, proof) for left, match in draft.pairs),
        level=Level.RECALL,
        needs_a_person=(NO_SOURCE,),
    )


def _kind(draft: _Draft, right: int) -> ItemKind:
    if draft.pairs:
        return ItemKind.MATCHING
    if [text for text, _, _ in draft.choices] == [TRUE, FALSE]:
        return ItemKind.TRUE_FALSE
    return ItemKind.SINGLE if right == 1 else ItemKind.SEVERAL
