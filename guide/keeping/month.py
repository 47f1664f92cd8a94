"""The monthly page for owners and the board: plain tables of counts, in which no count under five can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guide.directory.pathway_marks import OLD_AFTER_YEARS, is_old
from guide.directory.pathway_records import Pathway
from guide.keeping.small_cells import LEAST, with_total, without_total
from guide.keeping.tallies import Counted, GapEvent, Mark, Tally, month_after, outcome_key
from guide.types import Reason, Status

HIDDEN = "hidden"
HIDDEN_MEANS = (
    "“Hidden” stands for fewer than five, none included. In the first table it also stands for a larger count that "
    "would give a smaller one away."
)
OUTCOMES = (
    (outcome_key(Status.ANSWERED, None), "Answered"),
    (outcome_key(Status.PARTIAL, Reason.PART_MISSING), "Answered in part"),
    (outcome_key(Status.SMALLTALK, None), "Greetings, thanks, and questions about the guide"),
    (outcome_key(Status.CLARIFY, Reason.TOO_VAGUE), "Asked back: too vague"),
    (outcome_key(Status.DECLINED, Reason.NOT_IN_DOCUMENTS), "Refused: not in our documents"),
    (outcome_key(Status.DECLINED, Reason.OUT_OF_SCOPE), "Refused: outside what the guide holds"),
    (outcome_key(Status.DECLINED, Reason.UNSUPPORTED), "Refused: the documents do not support an answer"),
    (outcome_key(Status.DECLINED, Reason.PERSONAL_LOOKUP), "Refused: a look-up of a person"),
    (outcome_key(Status.DECLINED, Reason.TOO_LONG), "Refused: too long"),
    (outcome_key(Status.FAILED, Reason.INDEX_UNAVAILABLE), "Failed: the documents could not be searched"),
    (outcome_key(Status.FAILED, Reason.MODEL_UNAVAILABLE), "Failed: the search model could not be loaded"),
)
"""Every way a question can end, in the order of the table."""
OTHER = "Any other end"
TOTAL = "All questions"
NOT_LISTED = "A {thing} that is not listed had fewer than five, or none."
SEVERAL = "A question may count for several, so there is no total."


@dataclass(frozen=True, slots=True)
class Table:
    """One table, ready to be shown: the first cell of each row names it. note: one line below, "" for none."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The page of one month, written 2026-11. is_empty: nothing was asked."""

    month: str
    is_empty: bool
    tables: tuple[Table, ...]


def months_to_show(tallies: Sequence[Tally], current: str) -> tuple[str, ...]:
    """Return the finished months, newest first: from the first that is counted, and the last one in any case.

    The month that still runs is left out: two looks at it, a question apart, would show that question.
    """
    newest = month_after(current, -1)
    oldest = min([newest, *(tally.month for tally in tallies)])
    months = [newest]
    while months[-1] > oldest:
        months.append(month_after(months[-1], -1))
    return tuple(months)


def month_page(month: str, tallies: Sequence[Tally], pathways: Sequence[Pathway], today: date) -> MonthPage:
    """Return the page of a month. pathways, today: the directory as it stands now, for the records due."""
    counts = {tally.mark: tally.count for tally in tallies if tally.month == month}
    return MonthPage(
        month=month,
        is_empty=not any(mark.counted is Counted.OUTCOME for mark in counts),
        tables=(
            _outcomes(counts),
            _themes(counts),
            _services(counts),
            _gaps(counts),
            _records(pathways, today),
        ),
    )


def _outcomes(counts: dict[Mark, int]) -> Table:
    by_key = {mark.name: count for mark, count in counts.items() if mark.counted is Counted.OUTCOME}
    named = [(words, by_key.pop(key, 0)) for key, words in OUTCOMES]
    if by_key:
        named.append((OTHER, sum(by_key.values())))
    shown = with_total([count for _, count in named])
    rows = [(words, _cell(cell)) for (words, _), cell in zip(named, shown.cells, strict=True)]
    return Table(
        "How the questions ended, and why some were refused",
        ("How it ended", "Questions"),
        (*rows, (TOTAL, _cell(shown.total))),
    )


def _themes(counts: dict[Mark, int]) -> Table:
    both = (Counted.THEME, Counted.REFUSED_NEAR_THEME)
    names = dict.fromkeys(mark.name for mark in sorted(counts, key=_by_name) if mark.counted in both)
    rows = []
    for name in names:
        shown = without_total([counts.get(Mark(counted, name), 0) for counted in both])
        if any(shown.cells):
            rows.append((name, *map(_cell, shown.cells)))
    heads = ("Theme", "Questions it answered", "Refusals nearest to it")
    return Table("Questions by theme", heads, tuple(rows), f"{SEVERAL} {NOT_LISTED.format(thing='theme')}")


def _services(counts: dict[Mark, int]) -> Table:
    found = [(mark.name, count) for mark, count in counts.items() if mark.counted is Counted.SERVICE and count >= LEAST]
    rows = tuple((name, str(count)) for name, count in sorted(found, key=lambda each: (-each[1], each[0])))
    note = f"{SEVERAL} {NOT_LISTED.format(thing='service')}"
    return Table("Questions by service", ("Service", "Questions it answered"), rows, note)


def _gaps(counts: dict[Mark, int]) -> Table:
    found = [counts.get(Mark(Counted.GAP, event.value), 0) for event in GapEvent]
    shown = without_total(found).cells
    rows = tuple((event.value.capitalize(), _cell(cell)) for event, cell in zip(GapEvent, shown, strict=True))
    return Table("Gaps: questions put on the list for the owner", ("What happened", "Times"), rows)


def _records(pathways: Sequence[Pathway], today: date) -> Table:
    due = sum(bool(each.review_by) and date.fromisoformat(str(each.review_by)) <= today for each in pathways)
    old = sum(is_old(each.dated, today) for each in pathways)
    undated = sum(each.dated is None for each in pathways)
    shown = without_total([due, old, undated]).cells
    words = (
        "Review date has passed",
        f"Newest source is over {OLD_AFTER_YEARS} years old",
        "No source has a date",
    )
    rows = tuple((each, _cell(cell)) for each, cell in zip(words, shown, strict=True))
    note = f"As the directory stands on {today.day} {today:%B %Y}. “Edit the directory” names each record."
    return Table("Records due", ("Why", "Records"), rows, note)


def _by_name(mark: Mark) -> str:
    return mark.name


def _cell(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
