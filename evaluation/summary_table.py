"""The table of results for the README, generated from a baseline and never typed."""

from __future__ import annotations

from evaluation.keeping import Kept
from evaluation.measures.registry import MEASURES
from evaluation.significance import exact_interval
from guide.errors import DataFileError

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
NOT_SHOWN = frozenset({"passed"})


def markdown_table(kept: Kept, name: str) -> str:
    """Return passes by kind of question with 95 % intervals, and every measure with its tier and count."""
    groups: dict[str, list[bool]] = {}
    for case in kept.cases.values():
        groups.setdefault(case.category, []).append(case.passed)
    lines = ["| Kind of question | Passed | 95 % interval |", "| --- | --- | --- |"]
    for category, passes in sorted(groups.items()):
        low, high = exact_interval(sum(passes), len(passes))
        lines.append(f"| {category} | {sum(passes)} of {len(passes)} | {low:.0%} to {high:.0%} |")
    lines += ["", "| Measure | Mean | Cases | Tier | Formula |", "| --- | --- | --- | --- | --- |"]
    for measure in MEASURES:
        values = [case.scores[measure.name] for case in kept.cases.values() if measure.name in case.scores]
        if values and measure.name not in NOT_SHOWN:
            mean = sum(values) / len(values)
            lines.append(f"| {measure.name} | {mean:.3f} | {len(values)} | {measure.tier.value} | {measure.formula} |")
    source = f"From `{name}`, documents {kept.corpus_sha256[:12]}. Nobody outside the project has reviewed the cases."
    return "\n".join([*lines, "", source])


def with_table(text: str, table: str, name: str) -> str:
    """Return the text with the table between its marks. Raises DataFileError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise DataFileError(f"{name}: the marks {BEGIN} and {END} are missing. Put them where the table belongs.")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
