"""Tables as files: CSV and Excel in, CSV and Excel out, every cell as text. What the columns mean is in `columns`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.errors import DataFileError

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_CELL = 32_767
"""What one cell of Excel holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of text. lines: where each row stands in its file, for messages."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()


def safe_cell(text: str) -> str:
    """Return the text so that a spreadsheet shows it and runs nothing: an apostrophe before a formula's first sign."""
    return "'" + text if text.startswith(FORMULA) else text


def plain_cell(text: str) -> str:
    """Undo safe_cell."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def read_table(path: Path) -> Table:
    """Read the first sheet of an .xlsx file or a .csv file. Raises DataFileError naming file and line."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise DataFileError(f"{path}: a table is a .csv or .xlsx file. Save it as one of them.")
    try:
        rows = _read_excel(path) if suffix == ".xlsx" else _read_csv(path)
    except OSError as error:
        raise DataFileError(f"{path}: the file cannot be opened ({error.strerror}). Check its name.") from error
    return _table(rows, str(path))


def pasted_table(text: str, name: str) -> Table:
    """Read a table that was pasted: CSV, or cells copied from a spreadsheet. Raises DataFileError naming the line."""
    return _table(_csv_rows(text, name), name)


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV that Excel opens as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([[safe_cell(cell) for cell in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def excel_bytes(table: Table, guide_to_fields: Sequence[tuple[str, str]]) -> bytes:
    """Return a workbook: the table on its first sheet, and on the second what each column holds."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheets = ((book.active, "Cases", (table.columns, *table.rows)), (book.create_sheet(), "Fields", guide_to_fields))
    for sheet, title, rows in sheets:
        if sheet is None:  # a new workbook always has one
            continue
        sheet.title = title
        for row in rows:
            sheet.append([_excel_cell(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(rows: Sequence[tuple[int, tuple[str, ...]]], name: str) -> Table:
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise DataFileError(f"{name}: the table is empty. Put the names of the columns in its first row.")
    columns = tuple(cell.strip() for cell in filled[0][1])
    while columns and not columns[-1]:
        columns = columns[:-1]
    if len(set(columns)) < len(columns):
        raise DataFileError(f"{name}, line {filled[0][0]}: two columns have the same name. Give each its own.")
    for line, row in filled[1:]:
        if any(cell.strip() for cell in row[len(columns) :]):
            raise DataFileError(
                f"{name}, line {line}: the row has more cells than the first row has names ({len(columns)}). Put a "
                "cell that holds a comma into quotation marks, or name every column."
            )
    body = [(line, tuple((*row, *[""] * len(columns))[: len(columns)])) for line, row in filled[1:]]
    return Table(columns, tuple(row for _, row in body), tuple(line for line, _ in body))


def _excel_cell(text: str) -> str:
    if len(text) > MOST_CELL:
        raise DataFileError(f"{text[:40]}...: a cell of Excel holds {MOST_CELL} characters. Export JSON Lines instead.")
    return safe_cell(text)


def _read_csv(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: the file is not UTF-8 text. Save it as CSV UTF-8.") from error
    return _csv_rows(text, str(path))


def _csv_rows(text: str, name: str) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return [(reader.line_num, tuple(plain_cell(cell) for cell in row)) for row in reader]
    except csv.Error as error:
        raise DataFileError(f"{name}, line {reader.line_num}: this is not CSV ({error}). Save it again.") from error


def _delimiter(text: str) -> str:
    """Return the separator that the first line holds most of: comma, semicolon or tab."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _read_excel(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise DataFileError(f"{path}: this is not an Excel workbook. Save it as .xlsx.") from error
    except Exception as error:
        if isinstance(error, OSError):
            raise
        raise DataFileError(f"{path}: this is not an Excel workbook ({type(error).__name__}).") from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [(number, tuple(_text(cell) for cell in row)) for number, row in enumerate(rows, start=1)]
    finally:
        book.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return plain_cell(str(cell))
