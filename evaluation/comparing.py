"""Two runs side by side: paired by case, what was won and lost, and whether the difference can be more than luck."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluation import significance
from evaluation.measures.registry import BY_NAME
from evaluation.runs import Made, Run
from evaluation.scoring import Marked, mark_run
from evaluation.slicing import titled
from guide.errors import DataFileError

FEWEST_IN_A_SLICE = 10
"""Slices smaller than this are shown but say nothing."""
SLICES: Mapping[str, Callable[[Marked], Sequence[str]]] = {
    "category": lambda item: (item.case.category,),
    "theme": lambda item: item.themes,
    "audience": lambda item: item.audiences,
    "tag": lambda item: item.case.tags,
    "origin": lambda item: (item.case.origin,),
}


class Verdict(StrEnum):
    """What may be said about a difference."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "no case differs"
    CANNOT_TELL = "cannot tell"


class Change(StrEnum):
    """What became of one case."""

    WON = "won"
    LOST = "lost"
    PASSED_BOTH = "passed both times"
    FAILED_BOTH = "failed both times"


@dataclass(frozen=True, slots=True)
class Pair:
    """One case in both runs. words: the reply's text as a word diff, empty where it is the same."""

    before: Marked
    after: Marked
    change: Change
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure over the pairs where it is defined in both runs.

    low, high: 95 % bootstrap interval of the mean difference. p: exact sign test for figures of 0 and 1 only, else a
    permutation test. corrected: by Holm over all measures shown.
    """

    name: str
    count: int
    before: float
    after: float
    low: float
    high: float
    p: float
    corrected: float
    verdict: Verdict

    @property
    def change(self) -> float:
        """Return after less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Slice:
    """Cases that share a value of a field. speaks: there are enough of them to say anything."""

    field: str
    value: str
    won: int
    lost: int
    count: int

    @property
    def speaks(self) -> bool:
        """Say whether the slice has at least ten cases."""
        return self.count >= FEWEST_IN_A_SLICE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything known of two runs. only_before, only_after, changed: ids that could not be paired."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    slices: tuple[Slice, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changed: tuple[str, ...]
    other_corpus: bool

    def count(self, change: Change) -> int:
        """Return how many cases changed in this way."""
        return sum(pair.change is change for pair in self.pairs)

    @property
    def reworded(self) -> tuple[Pair, ...]:
        """Return the cases that were neither won nor lost and whose words changed."""
        same = (Change.PASSED_BOTH, Change.FAILED_BOTH)
        return tuple(pair for pair in self.pairs if pair.change in same and pair.words)


def compare(before: Run, after: Run, *, across_corpora: bool = False) -> Comparison:
    """Compare two runs case by case.

    Raises DataFileError if the documents differ, unless across_corpora, or if no case is the same in both.
    """
    other_corpus = before.made.corpus_sha256 != after.made.corpus_sha256
    if other_corpus and not across_corpora:
        raise DataFileError(
            "The two runs are over different documents. Compare them all the same with --across-corpora."
        )
    old = {item.case.id: item for item in mark_run(before)}
    new = {item.case.id: item for item in mark_run(after)}
    shared = [name for name in old if name in new]
    changed = tuple(name for name in shared if old[name].case.digest != new[name].case.digest)
    pairs = tuple(_pair(old[name], new[name]) for name in shared if name not in changed)
    if not pairs:
        raise DataFileError("The two runs have no case in common. Name two runs of the same cases.")
    return Comparison(
        pairs=pairs,
        differences=_differences(pairs),
        slices=_slices(pairs, after.made),
        only_before=tuple(name for name in old if name not in new),
        only_after=tuple(name for name in new if name not in old),
        changed=changed,
        other_corpus=other_corpus,
    )


def word_diff(before: str, after: str) -> str:
    """Return the words that changed, as [-taken out-] and {+put in+}, with two words of context; empty if none."""
    old, new = before.split(), after.split()
    if old == new:
        return ""
    parts: list[str] = []
    for action, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            same = old[i:j]
            parts.extend(same if len(same) <= 5 else [*same[:2], "...", *same[-2:]])
            continue
        if j > i:
            parts.append(f"[-{' '.join(old[i:j])}-]")
        if m > k:
            parts.append(f"{{+{' '.join(new[k:m])}+}}")
    return " ".join(parts)


def _pair(before: Marked, after: Marked) -> Pair:
    outcome = {
        (False, True): Change.WON,
        (True, False): Change.LOST,
        (True, True): Change.PASSED_BOTH,
        (False, False): Change.FAILED_BOTH,
    }[before.passed, after.passed]
    texts = [item.row.reply.text if item.row.reply else item.row.error or "" for item in (before, after)]
    return Pair(before, after, outcome, word_diff(*texts))


def _differences(pairs: Sequence[Pair]) -> tuple[Difference, ...]:
    values: dict[str, list[tuple[float, float]]] = {}
    for name in BY_NAME:
        both = [pair for pair in pairs if name in pair.before.scores and name in pair.after.scores]
        if both:
            values[name] = [(pair.before.scores[name], pair.after.scores[name]) for pair in both]
    p_values = {name: _p_value(two) for name, two in values.items()}
    corrected = significance.holm(p_values)
    return tuple(_difference(name, two, p_values[name], corrected[name]) for name, two in values.items())


def _p_value(two: Sequence[tuple[float, float]]) -> float:
    if all(value in (0.0, 1.0) for pair in two for value in pair):
        return significance.sign_test(sum(a < b for a, b in two), sum(a > b for a, b in two))
    return significance.permutation_test([b - a for a, b in two])


def _difference(name: str, two: Sequence[tuple[float, float]], p: float, corrected: float) -> Difference:
    changes = [b - a for a, b in two]
    mean = sum(changes) / len(changes)
    low, high = significance.bootstrap_interval(changes)
    if not any(changes):
        verdict = Verdict.SAME
    elif corrected >= significance.ALPHA:
        verdict = Verdict.CANNOT_TELL
    else:
        verdict = Verdict.BETTER if (mean > 0) == BY_NAME[name].higher_is_better else Verdict.WORSE
    before, after = (sum(pair[place] for pair in two) / len(two) for place in (0, 1))
    return Difference(name, len(two), before, after, low, high, p, corrected, verdict)


def _slices(pairs: Sequence[Pair], made: Made) -> tuple[Slice, ...]:
    """Return won and lost by slice, themes by the titles that the later run kept."""
    found = []
    for field, read in SLICES.items():
        groups: dict[str, list[Pair]] = {}
        for pair in pairs:
            values = read(pair.after)
            for value in titled(values, made.theme_titles) if field == "theme" else values:
                groups.setdefault(value, []).append(pair)
        for value, group in sorted(groups.items()):
            if value:
                changes = [pair.change for pair in group]
                found.append(Slice(field, value, changes.count(Change.WON), changes.count(Change.LOST), len(group)))
    return tuple(found)
