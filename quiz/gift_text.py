"""GIFT read as text: a question cut into its title, stem and answers. Items are made of it elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORMAT = re.compile(r"^\s*\[(?:plain|moodle|html|markdown)\]", re.IGNORECASE)
WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GiftAnswer:
    """One answer as written: its sign, = or ~; its weight in per cent, None if none is given; match: right of ->."""

    sign: str
    weight: float | None
    text: str
    feedback: str
    match: str | None = None


@dataclass(frozen=True, slots=True)
class GiftQuestion:
    """One question as written. truth: for true and false, else None."""

    title: str
    stem: str
    answers: tuple[GiftAnswer, ...]
    general: str
    truth: bool | None = None


def blocks_of(text: str) -> tuple[tuple[int, str], ...]:
    """Return the questions of a file with the lines they begin in: blocks between blank lines.

    Comments and category lines are left out; they count as lines.
    """
    bare = COMMENT.sub("", text.replace("\r\n", "\n"))
    found: list[tuple[int, str]] = []
    waiting: list[str] = []
    for number, line in enumerate((*bare.split("\n"), ""), start=1):
        if line.strip():
            waiting.append(line)
        elif waiting:
            found.append((number - len(waiting), "\n".join(waiting).strip()))
            waiting = []
    return tuple((number, block) for number, block in found if not block.startswith("$CATEGORY:"))


def question_of(block: str) -> GiftQuestion:
    """Return one question. Raises ValueError with the reason for what cannot be read."""
    title, rest = "", block
    if block.startswith("::"):
        parts = split_at(block[2:], "::", 1)
        if len(parts) == 2:
            title, rest = unescaped(parts[0].strip()), parts[1]
    opened = split_at(rest, "{", 1)
    closed = split_at(opened[1], "}", 1) if len(opened) == 2 else []
    if len(closed) != 2:
        raise ValueError("it has no answers between { and }")
    stem = opened[0].strip() + (f" _____ {closed[1].strip()}" if closed[1].strip() else "")
    body, *general = split_at(closed[0], "####", 1)
    notes = plain_text(general[0]) if general else ""
    truth = re.match(r"^\s*(TRUE|FALSE|T|F)\s*(?=#|$)", body, re.IGNORECASE)
    if truth:
        feedback = [plain_text(part) for part in split_at(body[truth.end() :].lstrip("#"), "#", 1)]
        answers = (GiftAnswer("=", None, "", feedback[-1]),) if any(feedback) else ()
        return GiftQuestion(title, plain_text(stem), answers, notes, truth[1].upper().startswith("T"))
    return GiftQuestion(title, plain_text(stem), tuple(_answers(body)), notes)


def split_at(text: str, mark: str, most: int = -1) -> list[str]:
    """Return the parts of a text between marks that no backslash stands before, `most` cuts at most."""
    parts, start, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(mark, at) and most != 0:
            parts.append(text[start:at])
            at += len(mark)
            start, most = at, most - 1
        else:
            at += 1
    return [*parts, text[start:]]


def unescaped(text: str) -> str:
    """Return the text without its backslashes; one before an n stands for a new line, else for the sign itself."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL)


def plain_text(text: str) -> str:
    """Return a text as a reader sees it, without the format's mark."""
    return unescaped(FORMAT.sub("", text.strip(), count=1))


def _answers(body: str) -> list[GiftAnswer]:
    answers: list[GiftAnswer] = []
    at = 0
    starts: list[int] = []
    while at < len(body):
        if body[at] == "\\":
            at += 2
            continue
        if body[at] in "=~":
            starts.append(at)
        at += 1
    if not starts:
        raise ValueError("its answer is neither a choice, nor true or false, nor a pair")
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        answers.append(_answer(body[start], body[start + 1 : end].strip()))
    return answers


def _answer(sign: str, text: str) -> GiftAnswer:
    weight = WEIGHT.match(text)
    text = text[weight.end() :] if weight else text
    shown, *feedback = split_at(text, "#", 1)
    left, *right = split_at(shown, "->", 1)
    return GiftAnswer(
        sign,
        float(weight[1]) if weight else None,
        plain_text(left),
        plain_text(feedback[0]) if feedback else "",
        plain_text(right[0]) if right else None,
    )
