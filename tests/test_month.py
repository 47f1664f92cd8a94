"""The monthly page: counts alone, none under five to be read or worked out, the same in Word."""

from __future__ import annotations

import io
from datetime import date
from itertools import chain, combinations

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.adapters.month_word import month_document
from guide.keeping.month import HIDDEN, OUTCOMES, TOTAL, MonthPage, month_page, months_to_show
from guide.keeping.tallies import Counted, GapEvent, Mark, Tally

MONTH, TODAY = "2026-10", date(2026, 11, 25)
SMALL = {"1", "2", "3", "4"}
MARKS = st.one_of(
    st.sampled_from([Mark(Counted.OUTCOME, key) for key, _ in OUTCOMES]),
    st.sampled_from([Mark(Counted.GAP, event.value) for event in GapEvent]),
    st.builds(
        Mark, st.sampled_from([Counted.THEME, Counted.REFUSED_NEAR_THEME]), st.sampled_from(["Housing", "Fraud"])
    ),
    st.builds(Mark, st.just(Counted.SERVICE), st.sampled_from(["Desk", "Line", "Office"])),
)
COUNTS = st.dictionaries(MARKS, st.integers(1, 30))


def page_of(counts: dict[Mark, int]) -> MonthPage:
    return month_page(MONTH, [Tally(MONTH, mark, count) for mark, count in counts.items()], (), TODAY)


@settings(max_examples=200, deadline=None)
@given(COUNTS)
def test_no_cell_of_any_table_holds_a_count_under_five(counts: dict[Mark, int]) -> None:
    cells = [cell for table in page_of(counts).tables for row in table.rows for cell in row[1:]]
    assert not SMALL & set(cells)


@settings(max_examples=150, deadline=None)
@given(COUNTS)
def test_no_difference_between_rows_or_columns_and_a_total_is_a_count_under_five(counts: dict[Mark, int]) -> None:
    tables = page_of(counts).tables
    assert [row[0] for table in tables for row in table.rows if row[0].startswith("All")] == [TOTAL]
    (*rows, total) = tables[0].rows
    shown = [int(row[1]) for row in rows if row[1] != HIDDEN]
    if total[1] == HIDDEN or len(shown) == len(rows):
        return
    # One left over among 2 ** 11 choices of rows would be enough.
    chosen = chain.from_iterable(combinations(shown, size) for size in range(len(shown) + 1))
    assert not {int(total[1]) - sum(each) for each in chosen} & {1, 2, 3, 4}


def test_a_month_by_hand() -> None:
    page = page_of(
        {
            Mark(Counted.OUTCOME, "answered"): 40,
            Mark(Counted.OUTCOME, "declined:not_in_documents"): 9,
            Mark(Counted.OUTCOME, "declined:personal_lookup"): 2,
            Mark(Counted.THEME, "Housing"): 21,
            Mark(Counted.REFUSED_NEAR_THEME, "Housing"): 4,
            Mark(Counted.THEME, "Fraud"): 3,
            Mark(Counted.SERVICE, "Desk"): 7,
            Mark(Counted.SERVICE, "Line"): 1,
            Mark(Counted.GAP, GapEvent.NEW.value): 6,
        }
    )
    ends, themes, services, gaps, _ = page.tables
    # The two look-ups are fewer than five together, so the nine hide with them: 51 less 40 is eleven of ten rows.
    assert {row[1] for row in ends.rows} == {"40", HIDDEN, "51"}
    assert themes.rows == (("Housing", "21", HIDDEN),)
    assert services.rows == (("Desk", "7"),)
    assert [row[1] for row in gaps.rows] == ["6", HIDDEN, HIDDEN, HIDDEN]


def test_an_outcome_of_another_version_is_counted_and_not_lost() -> None:
    ends = page_of({Mark(Counted.OUTCOME, "declined:new_reason"): 8}).tables[0]
    assert ("Any other end", "8") in ends.rows
    assert (TOTAL, "8") in ends.rows


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        pytest.param((), ("2026-10",), id="nothing counted yet"),
        pytest.param(("2026-11",), ("2026-10",), id="only the month that runs"),
        pytest.param(("2026-08", "2026-11"), ("2026-10", "2026-09", "2026-08"), id="an empty month between"),
    ],
)
def test_finished_months_alone_are_shown(months: tuple[str, ...], shown: tuple[str, ...]) -> None:
    tallies = [Tally(month, Mark(Counted.OUTCOME, "answered"), 3) for month in months]
    assert months_to_show(tallies, "2026-11") == shown


def test_the_word_file_holds_the_same_tables_and_the_same_bytes_each_time() -> None:
    page = page_of({Mark(Counted.OUTCOME, "answered"): 40, Mark(Counted.SERVICE, "Desk"): 7})
    content = month_document(page, "October 2026", "Counts alone.")
    assert content == month_document(page, "October 2026", "Counts alone.")
    document = docx.Document(io.BytesIO(content))
    tables = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables]
    assert tables == [[table.heads, *table.rows] for table in page.tables if table.rows]
    heads = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 2"]
    assert heads == [table.title for table in page.tables]
