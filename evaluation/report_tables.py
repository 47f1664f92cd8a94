"""The rows of figures that every report and page shows: each with what it is over, its tier and its formula."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.agreement import tier_words
from evaluation.judging import judged_figures
from evaluation.measures.outcomes import Outcome, latency
from evaluation.measures.registry import BY_NAME, Tier
from evaluation.report_facts import Facts
from evaluation.scoring import abstention, figures, paraphrase_invariance, risk_coverage

MEASURE_HEADS = ("Measure", "Mean", "Cases", "Tier", "Formula")
OUTCOME_HEADS = ("Figure", "Value", "Over", "Tier")
LATENCY_HEADS = ("How long a reply took", "Milliseconds", "Over", "Tier")
JUDGED_HEADS = ("Judged measure", "Mean", "Replies", "Agreement with people", "Formula")
JUDGED_NOTE = "A language model said this. Nothing passes or fails by it. Read its agreement with people first."


def outcome_rows(facts: Facts) -> list[tuple[str, str, str, str]]:
    """Return how well the run declined and answered: the figure with its formula, its value and what it is over."""
    found, (_, area) = abstention(facts.marked), risk_coverage(facts.marked)
    share, groups = paraphrase_invariance(facts.marked)
    ended = dict(facts.outcomes)
    declined = ended[Outcome.CORRECT_ABSTENTION] + ended[Outcome.FALSE_ABSTENTION]
    rows = (
        ("abstention precision: declined and unanswerable / declined", found.precision, declined),
        ("abstention recall: declined and unanswerable / unanswerable", found.recall, found.unanswerable),
        ("abstention F1: their harmonic mean", found.f1, found.unanswerable + found.answerable),
        ("false abstention: declined and answerable / answerable", found.false_rate, found.answerable),
        ("area under risk and coverage: mean share wrong, surest first", area, sum(ended.values()) - declined),
        ("paraphrase invariance: groups that all ended alike / groups of 3 or more", share, groups),
    )
    return [(name, number(value), str(count), Tier.EXACT.value) for name, value, count in rows]


def latency_rows(durations_ms: Sequence[float]) -> list[tuple[str, str, str, str]]:
    """Return how long replies took on the machine of the run, none where that was not kept.

    No report holds these: the same run would not give the same bytes twice.
    """
    found = latency(durations_ms)
    if found is None:
        return []
    rows = (
        ("the first question, before anything was warm", found.first_ms, 1),
        ("p50: half of the others took at most this", found.p50_ms, found.count - 1),
        ("p95: 95 of 100 of the others took at most this", found.p95_ms, found.count - 1),
        ("the slowest of the others", found.slowest_ms, found.count - 1),
    )
    return [(name, f"{value:.0f}", str(count), Tier.EXACT.value) for name, value, count in rows if count]


def measure_rows(facts: Facts) -> list[tuple[str, str, str, str, str]]:
    """Return name, mean, count, tier and formula of every measure, in the order of the registry."""
    return [
        (
            figure.name,
            number(figure.value),
            str(figure.count),
            tier_words(figure.name, BY_NAME[figure.name].tier.value, facts.marked, facts.labels),
            BY_NAME[figure.name].formula,
        )
        for figure in figures(facts.marked)
        if figure.name != "passed"
    ]


def judged_rows(facts: Facts) -> list[tuple[str, str, str, str, str]]:
    """Return name, mean, count, agreement with people and formula of every judged measure; none without a judge."""
    if facts.judged is None:
        return []
    return [
        (each.measure.name, number(each.value), str(each.count), each.people, each.measure.formula)
        for each in judged_figures(facts.judged, facts.marked, facts.labels)
    ]


def number(value: float | None) -> str:
    """Return a figure with three digits, or that it is not defined."""
    return "not defined" if value is None else f"{value:.3f}"
