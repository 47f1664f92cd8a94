"""How kept runs are named on the pages."""

from __future__ import annotations

from ui.kept_runs import called


def test_two_equal_runs_of_one_minute_have_names_of_their_own() -> None:
    first, second = (called(f"20261130-1802{seconds}-own-set-night-desk-cf969226ccf0.json") for seconds in (51, 55))
    assert first == "30 November 2026, 18:02:51: own set night desk, run cf969226ccf0"
    assert first != second
