"""What the commands print: a run's table, a comparison, a verdict. Text only; nothing is worked out here."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.comparing import Change, Comparison
from evaluation.gate import Verdict
from evaluation.measures.outcomes import latency
from evaluation.measures.registry import BY_NAME
from evaluation.scoring import Marked, abstention, by, figures
from evaluation.significance import exact_interval, smallest_visible_change


def run_lines(marked: Sequence[Marked], durations_ms: Sequence[float]) -> list[str]:
    """Return what a run came to: passes by category with intervals, figures, failures, durations."""
    lines = [f"{'category':34}{'passed':>12}   95 % interval"]
    for name, (passed, total) in by(marked, lambda item: (item.case.category,)).items():
        low, high = exact_interval(passed, total)
        lines.append(f"{name:34}{passed:5} of {total:3}   {low:.0%} to {high:.0%}")
    lines += ["", f"{'measure':26}{'mean':>7}{'cases':>7}   tier    formula"]
    for figure in figures(marked):
        if figure.value is not None:
            measure = BY_NAME[figure.name]
            lines.append(
                f"{figure.name:26}{figure.value:7.3f}{figure.count:7}   {measure.tier.value:7} {measure.formula}"
            )
    lines += ["", _abstention_line(marked)]
    timed = latency(durations_ms)
    if timed:
        lines.append(
            f"durations: first {timed.first_ms:.0f} ms, then p50 {timed.p50_ms:.0f} ms, p95 {timed.p95_ms:.0f} ms, "
            f"slowest {timed.slowest_ms:.0f} ms; {sum(durations_ms) / 1000:.1f} s for {timed.count} questions"
        )
    failed = [item for item in marked if not item.passed]
    lines += [""] * bool(failed)
    lines += [
        f"failed, grade {item.case.grade}: {item.case.id}: {item.wrong}"
        for item in sorted(failed, key=lambda item: -item.case.grade)
    ]
    return [*lines, "", f"{len(marked) - len(failed)} of {len(marked)} cases passed"]


def comparison_lines(comparison: Comparison) -> list[str]:
    """Return won and lost cases with the words that changed, and every difference with its interval."""
    won, lost = comparison.count(Change.WON), comparison.count(Change.LOST)
    same = len(comparison.pairs) - won - lost
    visible = smallest_visible_change(len(comparison.pairs))
    lines = ["DIFFERENT DOCUMENTS: differences may come from them alone.", ""] if comparison.other_corpus else []
    lines += [f"{won} won, {lost} lost, {same} the same, of {len(comparison.pairs)} cases in both runs."]
    lines += [
        f"This set can show no change of the pass rate smaller than {visible:.1%}."
        if visible
        else "This set is too small to show any change of the pass rate."
    ]
    lines += ["", f"{'measure':26}{'before':>8}{'after':>8}{'change':>9}   95 % interval     p (Holm)   n     verdict"]
    for item in comparison.differences:
        lines.append(
            f"{item.name:26}{item.before:8.3f}{item.after:8.3f}{item.change:+9.3f}   "
            f"{item.low:+.3f} to {item.high:+.3f}   {item.corrected:6.3f}   {item.count:4}   {item.verdict.value}"
        )
    lines += [""]
    for part in comparison.slices:
        note = "" if part.speaks else "   too few to say anything"
        lines.append(f"{part.field} {part.value}: {part.won} won, {part.lost} lost of {part.count}{note}")
    lines += [""]
    for pair in comparison.pairs:
        if pair.change in (Change.WON, Change.LOST):
            faults = ", ".join(fault.value for fault in (pair.after.faults or pair.before.faults))
            lines += [f"{pair.change.value}: {pair.after.case.id} ({faults})", f"  {pair.words}"]
    for pair in comparison.reworded:
        lines += [f"{pair.change.value}, in other words: {pair.after.case.id}", f"  {pair.words}"]
    for name, ids in (
        ("only in the first run", comparison.only_before),
        ("only in the second run", comparison.only_after),
        ("changed between the runs, not compared", comparison.changed),
    ):
        lines += [f"{name}: {', '.join(ids)}"] if ids else []
    return lines


def verdict_lines(verdict: Verdict) -> list[str]:
    """Return every breach, the known grave failures, and the verdict."""
    lines = [f"{breach.bar}: {breach.case_id or 'all cases'}: {breach.text}" for breach in verdict.breaches]
    if verdict.known:
        lines.append(f"known failures of grade 3: {', '.join(verdict.known)}")
    lines += verdict.notes
    return [*lines, f"gate: {'pass' if verdict.passes else 'fail'}, {len(verdict.breaches)} breaches"]


def _abstention_line(marked: Sequence[Marked]) -> str:
    found = abstention(marked)

    def shown(value: float | None) -> str:
        return "not defined" if value is None else f"{value:.3f}"

    return (
        f"abstention: precision {shown(found.precision)}, recall {shown(found.recall)}, F1 {shown(found.f1)} over "
        f"{found.unanswerable} unanswerable; false abstention {shown(found.false_rate)} over {found.answerable} others"
    )
