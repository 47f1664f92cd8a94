"""What a report says, whatever its form: counts with intervals, failures by grade, limits. Worked out from a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation import run_files
from evaluation.agreement import agreement_words
from evaluation.anchoring import GoldState
from evaluation.cases import GRADES, Case, bare_words
from evaluation.gate import GRAVEST
from evaluation.judging import Judged
from evaluation.keeping import Kept
from evaluation.kept_names import KeptAs
from evaluation.labels import Label, to_label
from evaluation.marking import SAFETY
from evaluation.measures.outcomes import Outcome
from evaluation.mutating import Planted, prove
from evaluation.runs import Run
from evaluation.scoring import Marked, by, mark_run
from evaluation.significance import exact_interval
from evaluation.slicing import NOT_TOLD, titled

SLICES_NOTE = (
    "A case counts for the theme and audience that it names, else for those of the headings or records that hold the "
    "words a right reply quotes, so it may count twice. “Not told”: a right reply quotes nothing, as where there is "
    "danger or a question is to be declined."
)
NO_TAG = "no tag"
NONE_FAILED = "None failed of the {count}."
NONE_OF_GRADE = "No case of this set has this grade."
NONE_GRAVE = "None of these cases has grade 3: nothing here tests what could leave someone in danger."
EXPECTED = {"answer": "answered", "decline": "declined", "clarify": "clarify", "smalltalk": "smalltalk"}
"""How a reply ends that a case expects."""
LIMITS = (
    "The cases are questions that somebody thought of. They are not a sample of what staff will ask.",
    "A reply that quotes its document word for word can still be the wrong part of it, or out of date.",
    "Nothing here shows that a document, a telephone number or a referral rule is right in the world outside.",
    "Nothing here shows what people do after reading a reply.",
    "A category without a failure may still fail: read the interval, not only the count.",
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Passed cases of a slice with the exact 95 % interval of the rate."""

    name: str
    passed: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """Return the interval of Clopper and Pearson."""
        return exact_interval(self.passed, self.total)

    @property
    def words(self) -> str:
        """Return the count and interval as a person reads them."""
        low, high = self.interval
        return f"{self.passed} of {self.total} (95 % interval {low:.0%} to {high:.0%})"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a report shows, in the order it shows it.

    known: ids that fail as in the baseline, by no further fault, None where no baseline was named.
    judged: what a language model said. kept: what the name of the run's file tells, None where it tells nothing.
    """

    run: Run
    run_id: str
    marked: tuple[Marked, ...]
    known: frozenset[str] | None
    grades: tuple[Rate, ...]
    themes: tuple[Rate, ...]
    categories: tuple[Rate, ...]
    audiences: tuple[Rate, ...]
    tags: tuple[Rate, ...]
    origins: tuple[Rate, ...]
    faults: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    blames: tuple[tuple[str, int], ...]
    lost_gold: tuple[tuple[str, str, str], ...]
    planted: tuple[Planted, ...]
    labels: tuple[Label, ...] = ()
    judged: Judged | None = None
    kept: KeptAs | None = None

    @property
    def run_words(self) -> str:
        """Return what was asked and when, as far as it is known."""
        file, title = self.kept.cases if self.kept else "", self.run.cases.title
        # A title may be that of several files.
        named = f"{file} (“{title}”)" if file and title else file or title or "without a name"
        asked = f"Test set: {named}."
        return f"{asked} Run on {self.kept.day}, {self.kept.at:%H:%M}." if self.kept else asked

    @property
    def total_words(self) -> str:
        """Return how many of all cases passed. A share of all is nowhere: it would hide the grave ones."""
        return f"{len(self.marked) - len(self.failures)} of {len(self.marked)} cases passed."

    @property
    def people_words(self) -> str:
        """Return how far people agree on the replies of this run."""
        return agreement_words(self.labels, to_label(self.marked))

    def failed_of(self, grade: int) -> tuple[Marked, ...]:
        """Return the failed cases of one grade."""
        return tuple(item for item in self.failures if item.case.grade == grade)

    def none_failed(self, grade: int) -> str:
        """Return what stands in the place of the failures of a grade that has none."""
        count = sum(item.case.grade == grade for item in self.marked)
        return NONE_FAILED.format(count=count) if count else NONE_OF_GRADE

    @property
    def failures(self) -> tuple[Marked, ...]:
        """Return the failed cases, the gravest first, else in the order of the file."""
        return tuple(sorted((item for item in self.marked if not item.passed), key=lambda item: -item.case.grade))

    @property
    def grave(self) -> tuple[Marked, ...]:
        """Return the failed cases of the gravest grade."""
        return self.failed_of(GRAVEST)

    @property
    def safety_breaches(self) -> tuple[Marked, ...]:
        """Return the cases with a fault of which a gate allows none."""
        return tuple(item for item in self.marked if not SAFETY.isdisjoint(item.faults))

    @property
    def headline(self) -> str:
        """Return the sentence that the person who signs reads first."""
        grave = len(self.grave)
        if not any(item.case.grade == GRAVEST for item in self.marked):
            return NONE_GRAVE
        if not grave:
            return "No failure of grade 3 was found in these cases."
        return (
            f"{grave} failures of grade 3: each could leave someone in danger."
            if grave > 1
            else ("1 failure of grade 3: it could leave someone in danger.")
        )

    @property
    def bare_words(self) -> str:
        """Return the line that warns of cases which pass with anything, empty where there is none."""
        return bare_words([item.case for item in self.marked])

    @property
    def made_words(self) -> str:
        """Return what the run was made with."""
        made = self.run.made
        return (
            f"Assistant: {made.assistant}, model {made.model}. Documents: {made.corpus_sha256[:12] or 'unknown'}. "
            f"Code: {made.commit or 'unknown'}. Run: {self.run_id}."
        )

    @property
    def known_words(self) -> str:
        """Return which failures of grade 3 the baseline has too, and which are new."""
        if self.known is None:
            return "No baseline was named: nothing is said here of which failures were known before."
        known = [item.case.id for item in self.grave if item.case.id in self.known]
        new = [item.case.id for item in self.grave if item.case.id not in self.known]
        return f"Known from the baseline: {', '.join(known) or 'none'}. New: {', '.join(new) or 'none'}."

    @property
    def authors(self) -> str:
        """Return who wrote the cases and how many somebody reviewed."""
        reviewed = sum(item.case.reviewer is not None for item in self.marked)
        named = dict.fromkeys(item.case.author.strip() for item in self.marked if item.case.author.strip())
        writers = self.run.cases.author or ", ".join(named) or "nobody named in the file"
        return f"Cases written by: {writers}. Reviewed by a second person: {reviewed} of {len(self.marked)}."


def expected_lines(case: Case) -> tuple[str, ...]:
    """Return what a right reply holds, one line for each thing that the case names, as a person reads it."""
    kinds = " or ".join(dict.fromkeys((EXPECTED[case.expect], *case.accept)))
    parts = [
        "" if case.is_urgent else f"A reply of this kind: {kinds}",
        f"Alerts: {', '.join(case.alerts) or 'none'}",
        *(f"Quoted from {gold.source}: “{gold.words}”" for gold in case.expected_quotes),
        _listed("Services shown", case.expected_pathways),
        _listed("One of these services shown", case.any_pathways),
        _listed("Said", case.must_say),
        _listed("Not said", case.must_not_say),
    ]
    return tuple(part for part in parts if part)


def _listed(head: str, words: Sequence[str]) -> str:
    return f"{head}: {' / '.join(words)}" if words else ""


def facts_of(
    run: Run,
    baseline: Kept | None = None,
    labels: tuple[Label, ...] = (),
    judged: Judged | None = None,
    kept: KeptAs | None = None,
) -> Facts:
    """Return what a report shows of a run.

    baseline: whose failures are known already. labels: what people said. judged: what a language model said. kept: what
    the name of the run's file tells.
    """
    marked = mark_run(run)
    known = [item.case.id for item in marked if item.faults and baseline and baseline.knows(item.case.id, item.faults)]
    return Facts(
        run=run,
        run_id=run_files.run_id(run),
        marked=marked,
        known=frozenset(known) if baseline else None,
        grades=tuple(
            Rate(f"grade {grade}: {GRADES[grade]}", *_count([item for item in marked if item.case.grade == grade]))
            for grade in sorted(GRADES, reverse=True)
        ),
        themes=_slices(marked, lambda item: titled(item.themes, run.made.theme_titles)),
        categories=_rates(by(marked, lambda item: (item.case.category,))),
        audiences=_slices(marked, lambda item: item.audiences),
        tags=_slices(marked, lambda item: item.case.tags, NO_TAG),
        origins=_rates(by(marked, lambda item: (item.case.origin,))),
        faults=_counted([fault.value for item in marked for fault in item.faults]),
        outcomes=tuple((kind.value, sum(item.outcome is kind for item in marked)) for kind in Outcome),
        blames=_counted([item.row.blame for item in marked if item.row.blame]),
        lost_gold=tuple(
            (item.case.id, anchor.state.value, anchor.now or "no sentence comes near")
            for item in marked
            for anchor in item.row.gold
            if anchor.state is not GoldState.FOUND
        ),
        planted=prove(run),
        labels=labels,
        judged=judged,
        kept=kept,
    )


def _slices(
    marked: Sequence[Marked], told: Callable[[Marked], Sequence[str]], otherwise: str = NOT_TOLD
) -> tuple[Rate, ...]:
    """Return the rate of each slice and that of the cases that tell none; nothing where no case tells any."""
    if not any(told(item) for item in marked):
        return ()
    found = _rates(by(marked, lambda item: told(item) or (otherwise,)))
    return tuple(sorted(found, key=lambda rate: rate.name == otherwise))


def _rates(counts: dict[str, tuple[int, int]]) -> tuple[Rate, ...]:
    return tuple(Rate(name, passed, total) for name, (passed, total) in counts.items())


def _count(marked: Sequence[Marked]) -> tuple[int, int]:
    return sum(item.passed for item in marked), len(marked)


def _counted(names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    counts = {name: names.count(name) for name in names}
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
