"""How far two raters agree, and how far a proxy agrees with people. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from evaluation.labels import Label, key_of
from evaluation.proxies import kept_trials, share_words
from evaluation.scoring import Marked

QUESTIONS: Mapping[str, str] = {
    "supported": "all it says stands in what it cites",
    "complete": "nothing needed is missing",
}
ASKED_OF: Mapping[str, str] = {
    "citation_recall": "supported",
    "lexical_support": "supported",
    "keypoint_recall": "complete",
    "keypoint_recall_vital": "complete",
    "keypoint_recall_weighted": "complete",
    "keypoint_recall_strict": "complete",
}
"""The question to people that a proxy stands in for. Nobody is asked whether a citation is needed."""
NOT_MEASURED = "not measured yet"
NO_KAPPA: Mapping[int, str] = {
    0: "cannot be computed: no reply has a label of both",
    1: "cannot be computed: only one reply has labels of both, and one says nothing about chance",
}
"""By how many replies both raters labelled."""
ALL_THE_SAME = "cannot be computed: both said the same of every reply, so chance alone explains it"
Z = 1.96
FEWEST = 10
"""With fewer replies that both labelled, their agreement says nothing."""
STRENGTHS = ((0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"), (1.0, "almost whole"))
"""Up to which kappa agreement is called so. Source: Landis and Koch 1977, table on page 165."""
NO_TWO = "No two people labelled the same replies of this run: how far people would agree is not known."


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa over the replies that both raters labelled. low, high: 95 % interval by Cohen's (1960) error."""

    value: float
    low: float
    high: float
    count: int

    @property
    def words(self) -> str:
        """Return what the figure comes to. What luck can explain is called so, however high it is."""
        if self.count < FEWEST:
            return "too few to say anything"
        if self.low <= 0:
            return "no better than chance" if self.value <= 0 else "cannot be told from chance"
        return next(f"{word} agreement" for most, word in STRENGTHS if self.value <= most + 1e-9)


@dataclass(frozen=True, slots=True)
class Against:
    """A proxy held against people, at telling faulty replies. It calls one faulty below 1. Each (hits, of how many)."""

    precision: tuple[int, int]
    recall: tuple[int, int]

    @property
    def words(self) -> str:
        """Return both shares as a person reads them."""
        return f"precision {share_words(self.precision)}, recall {share_words(self.recall)} against people"


def raters_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """Return who labelled anything, in alphabetical order."""
    return tuple(sorted({label.rater for label in labels}))


def kappa(labels: Sequence[Label], first: str, second: str, question: str) -> Kappa | None:
    """Return (observed - expected) / (1 - expected) agreement of two raters; None where `no_kappa` says why."""
    pairs = _pairs(labels, first, second, question)
    count = len(pairs)
    if count < 2:
        return None
    observed = sum(a == b for a, b in pairs) / count
    yes = sum(a for a, _ in pairs) / count, sum(b for _, b in pairs) / count
    expected = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    if expected == 1:  # both said the same of everything: chance alone explains it
        return None
    value = (observed - expected) / (1 - expected)
    error = math.sqrt(observed * (1 - observed) / count) / (1 - expected)
    return Kappa(value, max(-1.0, value - Z * error), min(1.0, value + Z * error), count)


def no_kappa(labels: Sequence[Label], first: str, second: str, question: str) -> str:
    """Return why two raters have no kappa, "" where they have one."""
    if kappa(labels, first, second, question):
        return ""
    return NO_KAPPA.get(len(_pairs(labels, first, second, question)), ALL_THE_SAME)


def agreement_words(labels: Sequence[Label], keys: Collection[str]) -> str:
    """Return how far each two people who labelled the same of these replies agree, in sentences."""
    own = [label for label in labels if label.key in keys]
    told = []
    for first, second in combinations(raters_of(own), 2):
        for question, words in QUESTIONS.items():
            pairs = _pairs(own, first, second, question)
            found = kappa(own, first, second, question)
            if pairs:
                said = found.words if found else no_kappa(own, first, second, question)
                same = f"the same of {sum(a == b for a, b in pairs)} of {len(pairs)} replies"
                told.append(f"Whether {words}: {first} and {second} said {same} ({said}).")
    return " ".join(told) or NO_TWO


def disagreements(labels: Sequence[Label], first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Return (key, question) of everything that two raters see differently."""
    found = []
    for question in QUESTIONS:
        said = _said(labels, question)
        keys = [key for key, by in said.items() if first in by and second in by and by[first] != by[second]]
        found += [(key, question) for key in keys]
    return tuple(found)


def against_people(name: str, marked: Sequence[Marked], labels: Sequence[Label]) -> Against | None:
    """Return a proxy's precision and recall over the labelled replies of a run; None where none is labelled.

    Where raters differ, the reply is left out: people have not decided it.
    """
    question = ASKED_OF.get(name)
    if question is None:
        return None
    decided = {key: set(by.values()) for key, by in _said(labels, question).items()}
    pairs = []
    for item in marked:
        reply = item.row.reply
        said = decided.get(key_of(item.case.question, reply)) if reply is not None else None
        if said and len(said) == 1 and name in item.scores:
            pairs.append((item.scores[name] < 1.0, False in said))
    if not pairs:
        return None
    both = sum(called and faulty for called, faulty in pairs)
    return Against((both, sum(called for called, _ in pairs)), (both, sum(faulty for _, faulty in pairs)))


def tier_words(name: str, tier: str, marked: Sequence[Marked], labels: Sequence[Label]) -> str:
    """Return a measure's tier; a proxy with its precision and recall on planted faults, and against people."""
    if tier != "proxy":
        return tier
    found = against_people(name, marked, labels)
    return f"proxy: {kept_trials().proxies[name].words}; {found.words if found else f'against people {NOT_MEASURED}'}"


def _said(labels: Sequence[Label], question: str) -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for label in labels:
        found.setdefault(label.key, {})[label.rater] = label.supported if question == "supported" else label.complete
    return found


def _pairs(labels: Sequence[Label], first: str, second: str, question: str) -> list[tuple[bool, bool]]:
    return [(by[first], by[second]) for by in _said(labels, question).values() if first in by and second in by]
