"""Tables as lines of text: each row says which column its cells stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MAX_HEADER_WORDS = 8

Row = Sequence[str]


def rows_as_text(rows: Sequence[Row], header_rows: int | None = None) -> Iterator[str]:
    """Yield one line for each row below the header: `Day: Monday; Opens: 9 am`. A row across the table stands as it is.

    rows: the words of each cell, all rows of one length, a merged cell repeated in each of its places.
    header_rows: how many rows name the columns; None if the document does not say, then it is told from the first row.
    """
    filled = [tuple(" ".join(cell.split()) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return
    if header_rows is None:
        header_rows = 1 if names_columns(filled[0], len(filled)) else 0
    header = _joined(filled[:header_rows])
    body = filled[header_rows:] or filled
    keyed = not header and len(filled[0]) == 2
    for row in body:
        if len(set(row)) == 1:
            yield row[0]
        elif keyed and all(row):
            yield f"{row[0].rstrip(':')}: {row[1]}"
        else:
            yield _line(header if body is not filled else (), row)


def names_columns(first: Row, row_count: int) -> bool:
    """Return whether a first row looks like a header: a table of three columns or more, short and different words."""
    named = all(cell and len(cell.split()) <= MAX_HEADER_WORDS and not cell[0].isdigit() for cell in first)
    return named and row_count > 1 and len(first) > 2 and len(set(first)) == len(first)


def _joined(header: Sequence[Row]) -> tuple[str, ...]:
    """Return one name for each column, of header rows that may stand over one another."""
    if not header:
        return ()
    columns = zip(*header, strict=True)
    return tuple(" ".join(dict.fromkeys(cell.rstrip(":") for cell in column if cell)) for column in columns)


def _line(header: Sequence[str], row: Row) -> str:
    parts: list[str] = []
    for at, cell in enumerate(row):
        if not cell or (at and cell == row[at - 1]):
            continue
        name = header[at] if at < len(header) else ""
        parts.append(f"{name}: {cell}" if name else cell)
    return "; ".join(parts)
