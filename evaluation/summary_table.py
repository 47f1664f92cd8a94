"""The table of results for the README, generated from a baseline and never typed."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.keeping import Kept
from evaluation.measures.registry import MEASURES
from evaluation.proxies import kept_trials
from evaluation.report_facts import SLICES_NOTE
from evaluation.significance import exact_interval
from evaluation.slicing import NOT_TOLD, titled
from guide.errors import DataFileError

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
NOT_SHOWN = frozenset({"passed"})


def markdown_table(kept: Kept, name: str) -> str:
    """Return passes by kind of question and theme with 95 % intervals, and every measure with its tier and count."""
    trials = kept_trials()
    cases = kept.cases.values()
    lines = _passes("Kind of question", ((case.category, case.passed) for case in cases))
    if any(case.themes for case in cases):
        told = (
            (title, case.passed) for case in cases for title in titled(case.themes, kept.theme_titles) or (NOT_TOLD,)
        )
        lines += ["", *_passes("Theme", told), "", SLICES_NOTE]
    lines += ["", "| Measure | Mean | Cases | Tier | Formula |", "| --- | --- | --- | --- | --- |"]
    for measure in MEASURES:
        values = [case.scores[measure.name] for case in cases if measure.name in case.scores]
        if values and measure.name not in NOT_SHOWN:
            mean = sum(values) / len(values)
            trial = trials.proxies.get(measure.name)
            tier = f"proxy: {trial.words}" if trial else measure.tier.value
            lines.append(f"| {measure.name} | {mean:.3f} | {len(values)} | {tier} | {measure.formula} |")
    code = f", code {kept.commit} of {kept.day}" if kept.commit and kept.day else ""
    source = f"From `{name}`{code}, documents {kept.corpus_sha256[:12]}."
    return "\n".join([*lines, "", trials.truth, "", f"{source} Nobody outside the project has reviewed the cases."])


def _passes(head: str, named: Iterable[tuple[str, bool]]) -> list[str]:
    """Return a table of passed cases by name, in order of the alphabet, what tells no slice last."""
    groups: dict[str, list[bool]] = {}
    for name, passed in named:
        groups.setdefault(name, []).append(passed)
    lines = [f"| {head} | Passed | 95 % interval |", "| --- | --- | --- |"]
    for name, passes in sorted(groups.items(), key=lambda group: (group[0] == NOT_TOLD, group[0])):
        low, high = exact_interval(sum(passes), len(passes))
        lines.append(f"| {name} | {sum(passes)} of {len(passes)} | {low:.0%} to {high:.0%} |")
    return lines


def with_table(text: str, table: str, name: str) -> str:
    """Return the text with the table between its marks. Raises DataFileError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise DataFileError(f"{name}: the marks {BEGIN} and {END} are missing. Put them where the table belongs.")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
