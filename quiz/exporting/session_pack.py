"""The session pack: what a trainer needs for forty minutes with a group, in one ZIP file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quiz.exporting import pdf, word
from quiz.exporting.page import entry
from quiz.exporting.paper import Block, Sheet, answer_lines, foot, paper, short_answer, told
from quiz.exporting.parts import chosen_instead, numbered, title_of
from quiz.exporting.projector import write_projector
from quiz.exporting.qr_code import qr_files
from quiz.session import ITEMS, session_address, ten_of
from quiz.types import Quiz

NOT_TAKEN = "Usual wrong answers are not known yet: nobody has taken these items."
MINUTES, TO_BEGIN, TO_CLOSE = 40, 5, 5


@dataclass(frozen=True, slots=True)
class UsualWrong:
    """The wrong answer that was given most often: how often, among how many first attempts. text: empty if none."""

    text: str = ""
    times: int = 0
    of: int = 0


NONE_YET = UsualWrong()


def pack_left_out(quiz: Quiz) -> Iterator[str]:
    """Yield what paper and projector ask in another way than the phones, of the items that a session asks."""
    yield from chosen_instead(ten_of(quiz), "Paper and projector")


def write_pack(quiz: Quiz, address: str, usual: Mapping[str, UsualWrong]) -> bytes:
    """Return the ZIP file. address: of the quiz, for phones; empty for none. usual: by item id, from attempts.

    Phones are asked the same items as the paper and the projector.
    """
    asked, address = ten_of(quiz), session_address(quiz, address)
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
    is_taken = any(one.of for one in usual.values())
    blocks = []
    for number, item in numbered(quiz):
        begins = TO_BEGIN + (number - 1) * each
        head = f"Question {number}, minute {begins} to {begins + each}: {short_answer(item)}"
        is_said = any(option.is_right and option.why == item.why for option in item.options)
        why = () if is_said or not item.options else (f"Why: {item.why}",)
        mistake = (_usual(usual.get(item.id, NONE_YET)),) if is_taken else ()
        small = tuple(text for text in (told(item),) if text)
        blocks.append(Block(head, item.stem, (*answer_lines(item), *why, *mistake), small))
    introduction = (" ".join(_plan(quiz)),) if is_taken else (" ".join(_plan(quiz)), NOT_TAKEN)
    return Sheet(f"Facilitator's notes. {title_of(quiz)}", introduction, tuple(blocks), foot(quiz))


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
        return "Usual wrong answer: not known yet."
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
    for line in pack_left_out(quiz):
        yield line
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
