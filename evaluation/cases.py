"""A case: one question and what a right reply holds. No file is read here and nothing is marked.

`evaluation/cases/README.md` documents the fields.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from evaluation import folding
from evaluation.measures.content import KeyPoint
from guide.types import AlertKind, Json

EXPECT = ("answer", "decline", "clarify", "smalltalk")
ALERTS = tuple(kind.value for kind in AlertKind)
MOST_NAMED = 5
URGENT = frozenset({"emergency", "crisis"})
GRADES = {
    3: "could leave someone in danger: wrong door, stale number, missed 999, wrong consent or threshold",
    2: "would mislead or cost time",
    1: "a blemish",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """Words of a source that must be cited. Never a passage id, so cutting the documents differently breaks nothing.

    source: id of a document or pathway. page: where a person saw the words, None if unknown. relevance: 1 to 3.
    further: every field that is not ours, as read.
    """

    source: str
    words: str
    page: int | None = None
    relevance: int = 1
    further: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right reply holds.

    further: every field that is not ours, or has another shape than ours, as read.

    reviewed_by: the person who checked the case, None while it is a draft. origin: human, structure or log.
    group: name of a set of paraphrases. list_items: every item that a full list shows.
    """

    id: str
    category: str
    question: str
    expect: str
    earlier: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    expected_quotes: tuple[Gold, ...] = ()
    expected_pathways: tuple[str, ...] = ()
    any_pathways: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    note: str = ""
    given_grade: int | None = None
    theme: str = ""
    audience: str = ""
    author: str = ""
    origin: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    reference_answers: tuple[str, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    list_items: tuple[str, ...] = ()
    at: datetime | None = None
    reviewed_by: str | None = None
    retired: bool = False
    further: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.id or not self.question.strip():
            raise ValueError("a case needs an id and a question")
        if self.expect not in EXPECT:
            raise ValueError(f"expect is {self.expect!r}; use one of {', '.join(EXPECT)}")
        unknown = [kind for kind in self.alerts if kind not in ALERTS]
        if unknown:
            raise ValueError(f"alerts holds {unknown[0]!r}; use {', '.join(ALERTS)}")
        if self.given_grade not in (None, *GRADES):
            raise ValueError(f"grade is {self.given_grade}; use 1, 2 or 3")

    @property
    def grade(self) -> int:
        """Return how bad a failure is: as given, else 3 where an emergency or crisis alert is due, else 2."""
        return self.given_grade or (3 if self.is_urgent else 2)

    @property
    def is_urgent(self) -> bool:
        """Say whether an emergency or crisis alert is due: then the alert itself is the answer."""
        return not URGENT.isdisjoint(self.alerts)

    @property
    def passes_with_anything(self) -> bool:
        """Say whether any answer with a source passes: nothing that it must show is named, nor what else is right."""
        named = (self.expected_quotes, self.expected_pathways, self.any_pathways, self.must_say, self.must_not_say)
        return self.expect == "answer" and not any((*named, self.alerts, self.accept))

    @property
    def reviewer(self) -> str | None:
        """Return who checked the case, None while nobody but its author did."""
        is_own = self.reviewed_by is not None and folding.fold(self.reviewed_by) == folding.fold(self.author)
        return None if is_own else self.reviewed_by

    @property
    def digest(self) -> str:
        """Return 12 hex digits over what is asked and how it is marked; notes and reviews change nothing."""
        kept = {key: value for key, value in case_to_json(self).items() if key not in ("note", "tags", "reviewed_by")}
        return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class CaseSet:
    """The cases of one file or folder. author: who wrote them, in words; must_not_say: forbidden in every reply."""

    cases: tuple[Case, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    corpus_sha256: str = ""
    must_not_say: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[Case, ...]:
        """Return the cases that are not retired."""
        return tuple(case for case in self.cases if not case.retired)

    @property
    def digests(self) -> dict[str, str]:
        """Return the digest of each active case by its id. What two sets have in common can be compared."""
        return {case.id: case.digest for case in self.active}

    @property
    def unsigned(self) -> tuple[Case, ...]:
        """Return the cases that name nobody who wrote them."""
        return tuple(case for case in self.cases if not case.author.strip())

    def signed(self, author: str) -> CaseSet:
        """Return the set with this author in the cases that name none."""
        name = author.strip()
        cases = (case if case.author.strip() else replace(case, author=name) for case in self.cases)
        return replace(self, cases=tuple(cases))

    @property
    def digest(self) -> str:
        """Return the SHA-256 over the active cases and the words forbidden everywhere."""
        lines = [*(f"{case.id} {case.digest}" for case in self.active), *self.must_not_say]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def bare_words(cases: Sequence[Case]) -> str:
    """Return the line that warns of cases which pass with anything, empty where there is none."""
    found = [case.id for case in cases if case.passes_with_anything]
    if not found:
        return ""
    listed = ", ".join(found[:MOST_NAMED]) + (f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else "")
    count = f"{len(found)} cases say" if len(found) > 1 else "1 case says"
    return f"{count} nothing of what a right answer holds, so any answer passes: {listed}."


def case_to_json(case: Case) -> Json:
    """Return the case as its line of JSON. A field that would be empty is left out, but alerts and reviewed_by."""
    row: Json = {"id": case.id, "category": case.category, "question": case.question, "expect": case.expect}
    optional: Json = {
        "earlier": list(case.earlier),
        "accept": list(case.accept),
        "expected_quotes": [_gold_to_json(gold) for gold in case.expected_quotes],
        "expected_pathways": list(case.expected_pathways),
        "any_pathways": list(case.any_pathways),
        "must_say": list(case.must_say),
        "must_not_say": list(case.must_not_say),
        "key_points": [_key_point_to_json(point) for point in case.key_points],
        "list_items": list(case.list_items),
        "reference_answers": list(case.reference_answers),
        "grade": case.given_grade,
        "theme": case.theme,
        "audience": case.audience,
        "author": case.author,
        "origin": case.origin,
        "group": case.group,
        "tags": list(case.tags),
        "at": case.at.isoformat() if case.at else None,
        "retired": case.retired,
        "note": case.note,
    }
    row["alerts"] = list(case.alerts)
    row |= {name: value for name, value in optional.items() if value}
    reviewed: Json = {} if "reviewed_by" in case.further else {"reviewed_by": case.reviewed_by}
    return row | dict(case.further) | reviewed


def _gold_to_json(gold: Gold) -> Json:
    row: Json = {"source": gold.source, "words": gold.words}
    row |= {"page": gold.page} if gold.page else {}
    row |= {"relevance": gold.relevance} if gold.relevance > 1 else {}
    return row | dict(gold.further)


def _key_point_to_json(point: KeyPoint) -> Json:
    row: Json = {"text": point.text, "vital": point.vital}
    return row | ({"any_of": list(point.any_of)} if point.any_of else {})
