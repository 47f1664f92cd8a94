"""The session pack: what a trainer needs for forty minutes with a group, in one ZIP file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quiz.exporting import pdf, word
from quiz.exporting.page import entry
from quiz.exporting.paper import Block, Sheet, answer_lines, foot, paper
from quiz.exporting.parts import citation_of, mark_of, numbered, title_of
from quiz.exporting.projector import write_projector
from quiz.exporting.qr_code import qr_files
from quiz.types import Quiz, QuizItem

ITEMS = 10
MINUTES, TO_BEGIN, TO_CLOSE = 40, 5, 5
MOST_CRITICAL = 3
"""Of ten items; more about 999 alone would leave too little of everything else."""


@dataclass(frozen=True, slots=True)
class UsualWrong:
    """The wrong answer that was given most often: how often, among how many first attempts. text: empty if none."""

    text: str = ""
    times: int = 0
    of: int = 0


NONE_YET = UsualWrong()


def ten_of(quiz: Quiz) -> Quiz:
    """Return the quiz with ten of its items at most: critical ones first, then spread over themes, in their order."""
    critical = [item for item in quiz.items if item.is_critical][:MOST_CRITICAL]
    taken = {item.id for item in critical}
    waiting: dict[str, list[QuizItem]] = {}
    for item in quiz.items:
        if item.id not in taken and not item.is_critical:
            waiting.setdefault(item.theme, []).append(item)
    while len(taken) < ITEMS and any(waiting.values()):
        for pile in waiting.values():
            if pile and len(taken) < ITEMS:
                taken.add(pile.pop(0).id)
    rest = (item.id for item in quiz.items if item.id not in taken)
    taken |= {name for name, _ in zip(rest, range(ITEMS - len(taken)), strict=False)}
    return Quiz(quiz.title, quiz.seed, quiz.corpus_sha256, tuple(item for item in quiz.items if item.id in taken))


def write_pack(quiz: Quiz, address: str, usual: Mapping[str, UsualWrong]) -> bytes:
    """Return the ZIP file. address: of the quiz, for phones; empty for none. usual: by item id, from attempts."""
    asked = ten_of(quiz)
    notes = notes_of(asked, usual)
    files = {
        "read-me-first.txt": "\n".join(_read_me(asked, address)).encode("utf-8"),
        "projector.html": write_projector(asked, address),
        "paper.pdf": pdf.document_of(paper(asked)),
        "paper.docx": word.document_of(paper(asked)),
        "facilitator-notes.pdf": pdf.document_of(notes),
        "facilitator-notes.docx": word.document_of(notes),
        **qr_files(address),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(entry(name), content)
    return out.getvalue()


def notes_of(quiz: Quiz, usual: Mapping[str, UsualWrong]) -> Sheet:
    """Return the facilitator's notes: times, right and wrong answers with reasons, what usually goes wrong, quotes."""
    each = _minutes_each(quiz)
    blocks = []
    for number, item in numbered(quiz):
        begins = TO_BEGIN + (number - 1) * each
        head = f"Question {number}, minute {begins} to {begins + each}"
        lines = (*answer_lines(item), f"Why: {item.why}", _usual(usual.get(item.id, NONE_YET)))
        small = tuple(text for text in (mark_of(item), citation_of(item)) if text)
        blocks.append(Block(head, item.stem, lines, small))
    title = f"Facilitator's notes. {title_of(quiz)}"
    return Sheet(title, " ".join(_plan(quiz)), tuple(blocks), foot(quiz))


def _minutes_each(quiz: Quiz) -> int:
    return max(1, (MINUTES - TO_BEGIN - TO_CLOSE) // max(len(quiz.items), 1))


def _plan(quiz: Quiz) -> Iterator[str]:
    each = _minutes_each(quiz)
    end = TO_BEGIN + each * len(quiz.items)
    yield f"{MINUTES} minutes for {len(quiz.items)} questions: {TO_BEGIN} minutes to begin,"
    yield f"{each} for each question until minute {end}, the rest for what was missed."
    yield "Let everybody answer first, on a phone or on paper, then show the answer and read the quotation aloud."


def _usual(usual: UsualWrong) -> str:
    if not usual.of:
        return "Usual wrong answer: not known yet, nobody has taken this item."
    if not usual.text:
        return f"Usual wrong answer: none in {usual.of} first attempts."
    return f"Usual wrong answer: {usual.text} ({usual.times} of {usual.of} first attempts)."


def _read_me(quiz: Quiz, address: str) -> Iterator[str]:
    yield title_of(quiz)
    yield quiz.fingerprint
    yield ""
    yield from _plan(quiz)
    yield ""
    if len(quiz.items) < ITEMS:
        yield f"This quiz has {len(quiz.items)} items; a session is planned for {ITEMS}."
        yield ""
    yield "projector.html           open in a browser, full screen with F11; arrow keys or a clicker go on and back"
    yield "paper.pdf, .docx         for everybody without a phone"
    yield "facilitator-notes        for you alone: answers, reasons, quotations, what usually goes wrong"
    if address:
        yield "qr-code.svg, .png        for slides and posters of your own"
        yield ""
        yield f"Phones open the quiz at {address}"
        yield "Scan the code yourself before the session: the phones must reach the server."
    else:
        yield ""
        yield "No address was given, so there is no QR code."
