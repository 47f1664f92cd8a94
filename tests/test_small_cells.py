"""Counts under five are hidden, and nobody can work one out, also not by trying every table that looks the same."""

from __future__ import annotations

from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.keeping.small_cells import LEAST, Shown, with_total, without_total

MOST = 8
COUNTS = st.lists(st.integers(0, MOST), min_size=1, max_size=4)


def looking_the_same(shown: Shown) -> list[tuple[int, ...]]:
    """Return every table of counts that the rule would show like this one."""
    places = [at for at, cell in enumerate(shown.cells) if cell is None]
    open_sum = None if shown.total is None else shown.total - sum(cell for cell in shown.cells if cell is not None)
    found = []
    most = MOST + LEAST if open_sum is None else min(open_sum, MOST + LEAST)
    for guess in product(range(most + 1), repeat=len(places)):
        if open_sum is not None and sum(guess) != open_sum:
            continue
        filled = list(shown.cells)
        for at, value in zip(places, guess, strict=True):
            filled[at] = value
        table = [cell for cell in filled if cell is not None]
        if with_total(table) == shown:
            found.append(tuple(table))
    return found


@settings(max_examples=300, deadline=None)
@given(COUNTS)
def test_whoever_knows_the_rule_and_tries_every_table_cannot_tell_a_small_count(counts: list[int]) -> None:
    alike = looking_the_same(with_total(counts))
    assert tuple(counts) in alike
    for at, count in enumerate(counts):
        if 0 < count < LEAST:
            assert len({table[at] for table in alike}) > 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=10))
def test_no_difference_between_the_total_and_any_of_the_rows_is_a_small_count(counts: list[int]) -> None:
    shown = with_total(counts)
    if shown.cells == tuple(counts):
        return
    seen = [cell for cell in shown.cells if cell is not None]
    assert all(cell >= LEAST for cell in seen)
    if shown.total is not None:
        chosen = chain.from_iterable(combinations(seen, size) for size in range(len(seen) + 1))
        assert not {shown.total - sum(each) for each in chosen} & set(range(1, LEAST))


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        pytest.param([], (), 0, id="no rows"),
        pytest.param([0, 9], (0, 9), 9, id="nothing small but nothing at all"),
        pytest.param([3, 9, 7], (None, 9, None), 19, id="the next larger one hides the only small one"),
        pytest.param([3, 9, 7, 7], (None, 9, None, None), 26, id="equal ones are hidden together"),
        pytest.param([2, 4, 9], (None, None, 9), 15, id="two small ones hide each other"),
        pytest.param([2, 1, 10, 12], (None, None, None, 12), 25, id="two that are few together need a third"),
        pytest.param([4, 4, 9, 6], (None, None, 9, None), 23, id="two fours need a third"),
        pytest.param([3], (None,), None, id="a single small row takes the total with it"),
        pytest.param([4, 4], (None, None), None, id="nothing else to hide"),
    ],
)
def test_the_rule_by_hand(counts: list[int], cells: tuple[int | None, ...], total: int | None) -> None:
    assert with_total(counts) == Shown(cells, total)


def test_counts_without_a_total_hide_the_small_ones_alone() -> None:
    assert without_total([0, 1, 4, 5, 12]) == Shown((None, None, None, 5, 12))
