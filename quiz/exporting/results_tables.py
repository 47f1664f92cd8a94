"""A quiz's results as CSV and as a workbook: a row an attempt, a given answer, an item. No name by default."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from quiz.exporting.tables import cell, workbook
from quiz.marking import points_of
from quiz.results import Results, answer_in_words

Row = tuple[str, ...]
ATTEMPTS: Row = (
    "attempt",
    "version",
    "mode",
    "begun",
    "finished",
    "first attempt",
    "answered",
    "of",
    "points",
    "pass mark",
    "passed",
)
ANSWERS: Row = ("attempt", "version", "mode", "first attempt", "item", "question", "given", "points")
ITEMS: Row = ("number", "item", "question", "answered", "right", "wrong", "facility (from 30 first attempts)", "place")
NAMED: Row = ("name", "name deleted on")


def write_csv(results: Results, with_names: bool) -> bytes:
    """Return the attempts as CSV with the mark that spreadsheets need. with_names: where the quiz asks them."""
    return _csv((*ATTEMPTS, *(NAMED if with_names else ())), attempt_rows(results, with_names))


def write_answers_csv(results: Results) -> bytes:
    """Return every given answer as CSV, a row each."""
    return _csv(ANSWERS, answer_rows(results))


def write_xlsx(results: Results, with_names: bool) -> bytes:
    """Return attempts, answers and items as the sheets of one workbook."""
    header = (*ATTEMPTS, *(NAMED if with_names else ()))
    return workbook(
        {
            "Attempts": (header, list(attempt_rows(results, with_names))),
            "Answers": (ANSWERS, list(answer_rows(results))),
            "Items": (ITEMS, list(item_rows(results))),
        }
    )


def attempt_rows(results: Results, with_names: bool) -> Iterator[Row]:
    """Yield an attempt a row."""
    for row in results.rows:
        taken = row.taken
        named = (taken.person, taken.delete_on if taken.person else "") if with_names else ()
        yield (
            taken.pseudonym,
            taken.attempt.quiz_version,
            taken.mode.value,
            f"{taken.begun_at:%Y-%m-%d}",
            f"{taken.finished_at:%Y-%m-%d}" if taken.finished_at else "",
            _yes(taken.attempt.is_first),
            str(row.answered),
            str(row.of),
            "" if row.points is None else f"{row.points:g}",
            f"{row.pass_mark.per_cent} %",
            "" if row.is_passed is None else _yes(row.is_passed),
            *named,
        )


def answer_rows(results: Results) -> Iterator[Row]:
    """Yield a given answer a row, in the order of the quiz."""
    for row in results.rows:
        attempt = row.taken.attempt
        for item in results.quiz.items:
            if item.id in attempt.given:
                given = attempt.given[item.id]
                yield (
                    row.taken.pseudonym,
                    attempt.quiz_version,
                    row.taken.mode.value,
                    _yes(attempt.is_first),
                    item.id,
                    item.stem,
                    "; ".join(answer_in_words(item, given)),
                    f"{points_of(item, given):g}",
                )


def item_rows(results: Results) -> Iterator[Row]:
    """Yield an item a row, the most missed first."""
    for number, item, count in results.items:
        facility = "" if count.facility is None else f"{count.facility:.2f}"
        wrong = str(count.answered - count.right)
        yield (
            str(number),
            item.id,
            item.stem,
            str(count.answered),
            str(count.right),
            wrong,
            facility,
            item.proof.place,
        )


def _csv(header: Row, rows: Iterator[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    safe: Iterator[Sequence[str]] = ([cell(text) for text in row] for row in rows)
    writer.writerows(safe)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
