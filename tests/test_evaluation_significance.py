"""Tests, intervals and correction against figures worked out by hand or by SciPy."""

from __future__ import annotations

import math

import pytest

from evaluation import significance


def test_six_to_none_is_the_least_that_shows_anything() -> None:
    # 2 * (1/2)^6 = 0.03125 and 2 * (1/2)^5 = 0.0625
    assert significance.sign_test(6, 0) == pytest.approx(0.03125)
    assert significance.sign_test(5, 0) == pytest.approx(0.0625)
    assert significance.fewest_one_way() == 6


def test_nothing_that_differs_gives_one() -> None:
    assert significance.sign_test(0, 0) == 1.0
    assert significance.permutation_test([0.0, 0.0]) == 1.0


@pytest.mark.parametrize(("won", "lost"), [(3, 1), (10, 2), (7, 7), (40, 22)])
def test_the_sign_test_agrees_with_scipy(won: int, lost: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    assert significance.sign_test(won, lost) == pytest.approx(stats.binomtest(won, won + lost).pvalue, abs=1e-12)


def test_a_small_permutation_test_is_exact() -> None:
    # signs of 1, 1, 1: all alike in 2 of 8 ways
    assert significance.permutation_test([1.0, 1.0, 1.0]) == pytest.approx(2 / 8)


def test_a_large_permutation_test_gives_the_same_figure_twice_and_comes_near_the_exact_one() -> None:
    differences = [1.0] * 15 + [-1.0] * 5
    first = significance.permutation_test(differences)
    assert first == significance.permutation_test(differences)
    # with equal sizes it is the sign test: 2 * P(at most 5 of 20) = 0.0414
    assert first == pytest.approx(significance.sign_test(15, 5), abs=0.01)


def test_the_bootstrap_interval_holds_the_mean_and_shrinks_with_more_values() -> None:
    few, many = significance.bootstrap_interval([0.0, 1.0] * 5), significance.bootstrap_interval([0.0, 1.0] * 200)
    assert few[0] < 0.5 < few[1]
    # standard error of 400 values is 0.025: the half-width is near 1.96 * 0.025
    assert (many[1] - many[0]) / 2 == pytest.approx(1.96 * 0.025, abs=0.005)
    assert significance.bootstrap_interval([0.7]) == pytest.approx((0.7, 0.7))


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        significance.bootstrap_interval([])


def test_holm_multiplies_by_the_tests_left_and_never_goes_down() -> None:
    # sorted: 0.01 * 3, 0.02 * 2, 0.03 * 1 -> 0.03, 0.04, 0.04
    corrected = significance.holm({"c": 0.03, "a": 0.01, "b": 0.02})
    assert corrected == pytest.approx({"c": 0.04, "a": 0.03, "b": 0.04})
    assert list(corrected) == ["c", "a", "b"]


@pytest.mark.parametrize(("passed", "total"), [(0, 20), (20, 20), (18, 20), (54, 60), (180, 200), (1, 1), (700, 1414)])
def test_the_exact_interval_agrees_with_scipy(passed: int, total: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    expected = stats.binomtest(passed, total).proportion_ci(0.95, method="exact")
    assert significance.exact_interval(passed, total) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_no_cases_allow_any_rate() -> None:
    assert significance.exact_interval(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="not a rate"):
        significance.exact_interval(3, 2)


def test_none_failing_of_sixty_still_leaves_six_per_cent_possible() -> None:
    # the upper end is 1 - (0.025)^(1/60)
    assert significance.exact_interval(0, 60)[1] == pytest.approx(1 - math.pow(0.025, 1 / 60))


def test_a_set_shows_no_change_smaller_than_six_of_its_cases() -> None:
    assert significance.smallest_visible_change(60) == pytest.approx(0.1)
    assert significance.smallest_visible_change(5) is None
