"""The table of results for the README, generated from a baseline and never typed."""

from __future__ import annotations

from evaluation.keeping import Kept
from evaluation.measures.registry import MEASURES
from evaluation.proxies import kept_trials
from evaluation.significance import exact_interval
from guide.errors import DataFileError

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
NOT_SHOWN = frozenset({"passed"})


def markdown_table(kept: Kept, name: str) -> str:
    """Return passes by kind of question with 95 % intervals, and every measure with its tier and count."""
    trials = kept_trials()
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
            trial = trials.proxies.get(measure.name)
            tier = f"proxy: {trial.words}" if trial else measure.tier.value
            lines.append(f"| {measure.name} | {mean:.3f} | {len(values)} | {tier} | {measure.formula} |")
    code = f", code {kept.commit} of {kept.day}" if kept.commit and kept.day else ""
    source = f"From `{name}`{code}, documents {kept.corpus_sha256[:12]}."
    return "\n".join([*lines, "", trials.truth, "", f"{source} Nobody outside the project has reviewed the cases."])


def with_table(text: str, table: str, name: str) -> str:
    """Return the text with the table between its marks. Raises DataFileError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise DataFileError(f"{name}: the marks {BEGIN} and {END} are missing. Put them where the table belongs.")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
