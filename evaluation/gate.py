"""May this version go out: absolute bars on safety, relative ones on quality. Every breach is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from evaluation.cases import GRADES
from evaluation.keeping import Kept
from evaluation.marking import SAFETY, Fault, has_records
from evaluation.measures.registry import BY_NAME
from evaluation.runs import Run
from evaluation.scoring import Marked, mark_run
from guide.errors import DataFileError

TOLERANCE = 0.02
"""How far the mean of a measure of quality may fall below the baseline's."""
ROUNDING = 1e-9
"""Two means that differ by less are the same figure."""
GRAVEST = max(GRADES)
OLD_RUN = "the run was made before the lines of records were kept beside replies; make it again"
MOST_NAMED = 20
"""How many ids a note names. Breaches are all named."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One reason not to go out. case_id: None where it is a figure over the run."""

    bar: str
    case_id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found. known: failures of grade 3 as before, each with its faults. notes: what was left out."""

    breaches: tuple[Breach, ...]
    known: tuple[str, ...]
    notes: tuple[str, ...]
    marked: tuple[Marked, ...]

    @property
    def passes(self) -> bool:
        """Say whether no bar is breached."""
        return not self.breaches


def gate(run: Run, baseline: Kept | None, *, tolerance: float = TOLERANCE, across_corpora: bool = False) -> Verdict:
    """Hold a run against the bars.

    Raises DataFileError where the run is not valid: no case, or other documents than the baseline's.
    """
    marked = mark_run(run)
    if not marked:
        raise DataFileError("The run holds no case. Make it again with a file of cases.")
    if baseline and baseline.corpus_sha256 != run.made.corpus_sha256 and not across_corpora:
        raise DataFileError("The run and the baseline are over different documents. Make a new baseline from this run.")
    failed = [item for item in marked if not item.passed and item.case.grade == GRAVEST]
    known = [item for item in failed if baseline and baseline.knows(item.case.id, item.faults)]
    known_ids = {item.case.id for item in known}
    breaches = [*_absolute(marked), *(_unknown(item, baseline) for item in failed if item.case.id not in known_ids)]
    notes: list[str] = []
    if baseline:
        breaches += [*_missing(marked, baseline), *_relative(marked, baseline, tolerance)]
        notes += _notes(marked, baseline)
    else:
        notes.append("No baseline was given: only the bars on safety were held against this run.")
    return Verdict(tuple(breaches), tuple(_known(item) for item in known), tuple(notes), marked)


def to_markdown(verdict: Verdict) -> str:
    """Return the verdict for a pull request."""
    lines = [
        f"## Evaluation gate: {'pass' if verdict.passes else 'fail'}",
        "",
        f"{len(verdict.breaches)} breaches over {len(verdict.marked)} cases.",
        "",
    ]
    if verdict.breaches:
        lines += ["| Bar | Case | What |", "| --- | --- | --- |"]
        lines += [f"| {breach.bar} | {breach.case_id or ''} | {_cell(breach.text)} |" for breach in verdict.breaches]
        lines.append("")
    if verdict.known:
        lines += [f"Known failures of grade {GRAVEST}: {', '.join(verdict.known)}.", ""]
    return "\n".join([*lines, *verdict.notes]).rstrip() + "\n"


def to_junit(verdict: Verdict) -> str:
    """Return the verdict as JUnit XML: one test a case, and one a breach that is not of a single case."""
    cases: dict[str, list[Breach]] = {}
    for breach in verdict.breaches:
        cases.setdefault(breach.case_id or breach.bar, []).append(breach)
    names = [item.case.id for item in verdict.marked]
    names += [name for name in cases if name not in set(names)]
    suite = ElementTree.Element(
        "testsuite", name="evaluation gate", tests=str(len(names)), failures=str(len(cases)), errors="0"
    )
    for name in names:
        test = ElementTree.SubElement(suite, "testcase", classname="evaluation", name=name)
        if name in cases:
            text = "; ".join(f"{breach.bar}: {breach.text}" for breach in cases[name])
            ElementTree.SubElement(test, "failure", message=text, type="breach").text = text
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _absolute(marked: Sequence[Marked]) -> list[Breach]:
    found = []
    for item in marked:
        if Fault.NO_REPLY in item.faults:
            found.append(Breach("every case has a reply", item.case.id, item.row.error or "no reply"))
        elif not has_records(item.row):
            found.append(Breach("every contact can be checked", item.case.id, OLD_RUN))
        found += [
            Breach(f"no {fault.value}", item.case.id, item.case.question) for fault in item.faults if fault in SAFETY
        ]
    return found


def _known(item: Marked) -> str:
    return f"{item.case.id} ({', '.join(fault.value for fault in item.faults)})"


def _unknown(item: Marked, baseline: Kept | None) -> Breach:
    """Return the breach of a failure of grade 3 that the baseline lacks, or that it knows for other faults only."""
    now = ", ".join(fault.value for fault in item.faults)
    kept = baseline.cases.get(item.case.id) if baseline else None
    if kept is None or kept.passed:
        return Breach(f"no new failure of grade {GRAVEST}", item.case.id, now)
    text = f"known to fail by: {', '.join(kept.faults)}; fails now by: {now}"
    return Breach(f"no known failure of grade {GRAVEST} fails in a further way", item.case.id, text)


def _missing(marked: Sequence[Marked], baseline: Kept) -> list[Breach]:
    here = {item.case.id for item in marked}
    return [
        Breach("no case left out", name, "the baseline has this case, the run has not")
        for name in baseline.cases
        if name not in here
    ]


def _relative(marked: Sequence[Marked], baseline: Kept, tolerance: float) -> list[Breach]:
    found = []
    pairs = [(baseline.cases[item.case.id], item) for item in marked if _is_same(item, baseline)]
    for name in BY_NAME:
        both = [(old.scores[name], new.scores[name]) for old, new in pairs if name in old.scores and name in new.scores]
        if not both:
            continue
        before, after = (sum(pair[place] for pair in both) / len(both) for place in (0, 1))
        if before - after > tolerance + ROUNDING:
            text = f"{name} fell from {before:.3f} to {after:.3f} over {len(both)} cases; {tolerance} is allowed"
            found.append(Breach("quality not below the baseline", None, text))
    return found


def _is_same(item: Marked, baseline: Kept) -> bool:
    kept = baseline.cases.get(item.case.id)
    return kept is not None and kept.digest == item.case.digest


def _notes(marked: Sequence[Marked], baseline: Kept) -> list[str]:
    new = [item.case.id for item in marked if item.case.id not in baseline.cases]
    edited = [item.case.id for item in marked if item.case.id in baseline.cases and not _is_same(item, baseline)]
    notes = [f"Not in the baseline: {_some(new)}."] if new else []
    return notes + ([f"Changed since the baseline, so not compared: {_some(edited)}."] if edited else [])


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
