"""GIFT for Moodle: every text is marked as plain and escaped, so that both of its readers give it back unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.exporting.parts import kinds_left_out, mark_of, named, numbered, reasons_of, title_of
from quiz.types import ItemKind, Quiz, QuizItem

SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667"}
"""Percentages that Moodle accepts; any other share is refused at import."""


def left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each thing GIFT cannot carry."""
    yield from kinds_left_out(quiz, ItemKind.ORDERING)
    for number, item in numbered(quiz):
        if "->" in "".join((item.stem, *_texts(item))):
            yield f"{named(number, item)}: “->” becomes “→”, which GIFT would read as a pair."
        if "\r" in "".join((item.stem, *_texts(item))):
            yield f"{named(number, item)}: carriage returns are left out."
    if any(item.is_critical for item in quiz.items):
        yield "GIFT has no critical items: that they must be right stands in their question only."


def write(quiz: Quiz) -> dict[str, bytes]:
    """Return the quiz as one GIFT file in UTF-8."""
    category = f"$CATEGORY: $course$/top/{escaped(quiz.title).replace('/', '//')}"
    heading = f"// {_comment(title_of(quiz))}. {quiz.fingerprint}."
    items = [_item(item) for item in quiz.items if item.kind is not ItemKind.ORDERING]
    return {"": ("\n\n".join((heading, category, *items)) + "\n").encode("utf-8")}


def escaped(text: str) -> str:
    """Return the text so that GIFT gives it back: order matters, backslashes come first."""
    safe = text.replace("->", "→").replace("\\", "\\\\").replace("\r", "")
    for sign in "~=#{}:":
        safe = safe.replace(sign, "\\" + sign)
    return safe.replace("\n", "\\n")


def plain(text: str) -> str:
    """Return the escaped text with the mark that keeps Moodle from reading tags into it."""
    return "[plain]" + escaped(text)


def _item(item: QuizItem) -> str:
    tags = " ".join(f"[tag:{_tag(tag)}]" for tag in (item.theme, item.level.value, *(["critical"] * item.is_critical)))
    stem = f"{item.stem} {mark_of(item)}".rstrip()
    note = f"####{plain(reasons_of(item))}"
    lines = "\n".join((*_answers(item), note))
    return f"// [id:{_tag(item.id)}] {tags}\n::{escaped(item.id)}::{plain(stem)} {{\n{lines}\n}}"


def _answers(item: QuizItem) -> Iterator[str]:
    if item.kind is ItemKind.TRUE_FALSE:
        yield f"{item.keys[0].upper()}#{plain(item.why)}#{plain(item.why)}"
    elif item.kind is ItemKind.MATCHING:
        for pair in item.pairs:
            yield f"={plain(pair.left)} -> {escaped(pair.right)}"
    elif item.kind is ItemKind.SEVERAL:
        right = SHARES[min(len(item.keys), 6)]
        wrong = SHARES[min(len(item.options) - len(item.keys), 6)]
        for option in item.options:
            yield f"~%{right if option.is_right else '-' + wrong}%{plain(option.text)}#{plain(option.why)}"
    else:
        for option in item.options:
            yield f"{'=' if option.is_right else '~'}{plain(option.text)}#{plain(option.why)}"


def _texts(item: QuizItem) -> tuple[str, ...]:
    pairs = (text for pair in item.pairs for text in (pair.left, pair.right))
    return (*(text for option in item.options for text in (option.text, option.why)), *pairs, item.why)


def _tag(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_ ." else "-" for sign in text)


def _comment(text: str) -> str:
    return " ".join(text.split())
