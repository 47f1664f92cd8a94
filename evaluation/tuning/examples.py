"""Marked questions and what an index brings for them, as rows of numbers to learn from."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.tuning.fitting import Flags, Floats
from guide.asking.question_terms import (
    AnswerType,
    answer_type,
    holds,
    neighbours,
    pairs_held,
    plain_words,
    without_asking,
)
from guide.ports import Candidate, Embedder, PassageStore
from guide.searching.retrieval import CANDIDATES, best_cosine
from guide.types import SourceKind, UnitKind

FEATURES = (
    "cosine",
    "pair_cosine",
    "words",
    "passage_cosine",
    "passage_words",
    "time",
    "number",
    "name",
    "heading",
    "best_cosine",
    "pairs",
    "likeness",
    "pair_likeness",
)
"""The columns, in the order of guide.searching.learned_weights.UnitWeights."""

OF_CONFIDENCE = 11
"""So many of them, from the first, are in the score that confidence goes by; all are in the one that ranks."""

PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xad": ""})


@dataclass(frozen=True, slots=True)
class Example:
    """One question: the units found for it, which of them hold the answer, and to which passage each belongs.

    document: the file that holds the answer, "" for a question that none holds.
    units: (n_units, len(FEATURES)). answers: (n_units,). passages: (n_units,), numbers from 0.
    """

    question: str
    document: str
    units: Floats
    answers: Flags
    passages: Floats

    def narrowed(self, columns: int) -> Example:
        """Return it with the first columns alone."""
        return replace(self, units=self.units[:, :columns])


def read_examples(cases: Path, store: PassageStore, embedder: Embedder) -> list[Example]:
    """Return an example for each line of a case file with `question`, `document`, `answers` and `windows`."""
    lines = [json.loads(line) for line in cases.read_text("utf-8").splitlines() if line.strip()]
    vectors = embedder.embed([case["question"] for case in lines])
    found = []
    for number, case in enumerate(lines):
        text = without_asking(case["question"])
        candidates = store.search(text, vectors[number], CANDIDATES)
        found.append(_example(case, [each for each in candidates if each.passage.kind is SourceKind.DOCUMENT]))
    return found


def _example(case: dict[str, Any], candidates: list[Candidate]) -> Example:
    question = case["question"]
    asked, words, pairs = answer_type(question), frozenset(plain_words(question)), neighbours(question)
    rows, answers, passages = [], [], []
    for number, candidate in enumerate(candidates):
        for signals in candidate.units:
            unit = candidate.passage.units[signals.unit]
            text = candidate.passage.words_of(unit)
            fits = holds(asked, words, text)
            types = [float(fits and asked is each) for each in (AnswerType.TIME, AnswerType.NUMBER, AnswerType.NAME)]
            own = [signals.cosine, signals.pair_cosine, signals.words, candidate.cosine, candidate.words]
            beside = [best_cosine(candidate), pairs_held(pairs, text) if signals.words else 0.0]
            like = [signals.likeness, signals.pair_likeness]
            rows.append([*own, *types, float(unit.kind is UnitKind.HEADING), *beside, *like])
            answers.append(holds_answer(text, case.get("answers", ()), case.get("windows", ())))
            passages.append(number)
    return Example(
        question,
        case.get("document") or "",
        np.array(rows, np.float64).reshape(-1, len(FEATURES)),
        np.array(answers, bool),
        np.array(passages, np.float64),
    )


def holds_answer(text: str, answers: list[str], windows: list[str]) -> bool:
    """Say whether a text holds an answer in the surroundings that a window gives, as far as the text reaches."""
    folded = fold(text)
    for window in map(fold, windows):
        for answer in map(fold, answers):
            before, found, after = window.partition(answer)
            if found and any(_agrees(folded, match.span(), before, after) for match in _places(folded, answer)):
                return True
    return False


def _places(text: str, answer: str) -> list[re.Match[str]]:
    return list(re.finditer(re.escape(answer), text))


def _agrees(text: str, span: tuple[int, int], before: str, after: str) -> bool:
    left, right = text[: span[0]], text[span[1] :]
    reach_left, reach_right = min(len(left), len(before)), min(len(right), len(after))
    return left[len(left) - reach_left :].strip() == before[len(before) - reach_left :].strip() and (
        right[:reach_right].strip() == after[:reach_right].strip()
    )


def fold(text: str) -> str:
    """Return a text in lower case, typographic marks made plain and white space folded."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(PLAIN).lower().split())
