"""The quiz as a table: CSV and workbook with everything in it, and the sheet that Kahoot imports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from quiz.exporting.parts import control_characters, kinds_left_out, named, numbered, title_of, without_control
from quiz.types import ItemKind, Quiz, QuizItem

MOST_OPTIONS = 8
CSV_HEADER = (
    "id",
    "kind",
    "question",
    *(f"option {number}" for number in range(1, MOST_OPTIONS + 1)),
    "right",
    "why",
    *(f"why option {number}" for number in range(1, MOST_OPTIONS + 1)),
    "quote",
    "place",
    "note",
    "theme",
    "level",
    "critical",
    "state",
    "quiz",
)
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""A cell that begins so could be run as a formula; it gets an apostrophe, which the import takes off again."""

KAHOOT_HEADER = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
KAHOOT_QUESTION, KAHOOT_ANSWER, KAHOOT_SECONDS, KAHOOT_FIRST_ROW = 120, 75, 60, 9


def csv_left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each item with more options than the table has columns."""
    for number, item in numbered(quiz):
        if len(_choices(item)) > MOST_OPTIONS:
            yield f"{named(number, item)}: only {MOST_OPTIONS} of its answers fit; it is left out."


def write_csv(quiz: Quiz) -> dict[str, bytes]:
    """Return the quiz as CSV in UTF-8 with a mark that spreadsheets need to read it as such."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(CSV_HEADER)
    label = f"{title_of(quiz)} {quiz.fingerprint}"
    for item in quiz.items:
        if len(_choices(item)) <= MOST_OPTIONS:
            writer.writerow([cell(value) for value in _row(item, label)])
    return {"": ("\ufeff" + out.getvalue()).encode("utf-8")}


def write_xlsx(quiz: Quiz) -> dict[str, bytes]:
    """Return the same table as a workbook. Every cell is text, so no formula runs and no number loses its zero."""
    label = f"{title_of(quiz)} {quiz.fingerprint}"
    rows = [_row(item, label) for item in quiz.items if len(_choices(item)) <= MOST_OPTIONS]
    return {"": workbook({"Quiz": (CSV_HEADER, rows)})}


def xlsx_left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each item with more options than columns, and for what no workbook may hold."""
    yield from control_characters(quiz)
    yield from csv_left_out(quiz)


def workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]]) -> bytes:
    """Return a workbook of text cells. sheets: name -> the header and the rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (header, rows) in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate((header, *rows), start=1):
            for column, text in enumerate(row, start=1):
                one = sheet.cell(row=number, column=column, value=without_control(text))
                one.data_type = "s"  # text, even where it begins like a formula
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(text: str) -> str:
    """Return the text so that no spreadsheet runs it."""
    return "'" + text if text.startswith(RISKY_STARTS) else text


def _row(item: QuizItem, label: str) -> tuple[str, ...]:
    choices = _choices(item)
    whys = [option.why for option in item.options]
    right = "; ".join(str(place + 1) for place in item.key_positions)
    return (
        item.id,
        item.kind.value,
        item.stem,
        *(choices + [""] * MOST_OPTIONS)[:MOST_OPTIONS],
        right,
        item.why,
        *(whys + [""] * MOST_OPTIONS)[:MOST_OPTIONS],
        item.proof.quote,
        item.proof.place,
        item.note,
        item.theme,
        item.level.value,
        "yes" if item.is_critical else "",
        item.state.value,
        label,
    )


def _choices(item: QuizItem) -> list[str]:
    """Return what goes into the option columns: options, pairs with an arrow between, or steps in order."""
    if item.pairs:
        return [f"{pair.left} → {pair.right}" for pair in item.pairs]
    return [option.text for option in item.options] or list(item.steps)


def kahoot_left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each item Kahoot would cut or cannot hold, and for what it has no column for."""
    fitting, total = len(_fitting(quiz)), len(quiz.items)
    if fitting < total:
        items = "item" if total == 1 else "items"
        others = "the others are left out" if fitting else "its sheet would be empty"
        yield f"Kahoot can take {fitting or 'none'} of {total} {items}; {others}."
    yield from control_characters(quiz)
    yield from kinds_left_out(quiz, ItemKind.MATCHING, ItemKind.ORDERING)
    for number, item in numbered(quiz):
        reasons = "; ".join(_too_long(item))
        if reasons:
            yield f"{named(number, item)}: {reasons}. Kahoot would cut it, so it is left out."
    yield "Kahoot has no column for reasons, quotations, places or marks: take them from the CSV or the key on paper."


def write_kahoot(quiz: Quiz) -> dict[str, bytes]:
    """Return the sheet that Kahoot imports: its header in row 8, columns B to H, questions from row 9."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet["B2"], sheet["B3"] = title_of(quiz), quiz.fingerprint
    for column, text in enumerate(KAHOOT_HEADER, start=2):
        sheet.cell(row=KAHOOT_FIRST_ROW - 1, column=column, value=text)
    for number, item in enumerate(_fitting(quiz), start=1):
        answers = [option.text for option in item.options]
        right = ",".join(str(place + 1) for place in item.key_positions)
        row = KAHOOT_FIRST_ROW - 1 + number
        sheet.cell(row=row, column=1, value=number)
        sheet.cell(row=row, column=7, value=KAHOOT_SECONDS)
        texts = {2: item.stem, 8: right, **{3 + at: text for at, text in enumerate(answers)}}
        for column, text in texts.items():
            one = sheet.cell(row=row, column=column, value=without_control(text))
            one.data_type = "s"  # text, even where it begins like a formula
    out = io.BytesIO()
    book.save(out)
    return {"": out.getvalue()}


def _fitting(quiz: Quiz) -> list[QuizItem]:
    return [item for item in quiz.items if item.options and not list(_too_long(item))]


def _too_long(item: QuizItem) -> Iterator[str]:
    if len(item.stem) > KAHOOT_QUESTION:
        yield f"its question has {len(item.stem)} characters, {KAHOOT_QUESTION} at most"
    longest = max((len(option.text) for option in item.options), default=0)
    if longest > KAHOOT_ANSWER:
        yield f"an answer has {longest} characters, {KAHOOT_ANSWER} at most"
    if len(item.options) > 4:
        yield f"it has {len(item.options)} answers, 4 at most"
