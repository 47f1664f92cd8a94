"""Does the answer hold what it should: key points, items of a list, the words of a reference. Pure; no judge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation import folding

FULL_RECALL = 0.8
PARTIAL_RECALL = 0.5
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing a right answer says. vital: without it the answer is wrong. any_of: other words for the same."""

    text: str
    vital: bool = True
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyPointRecall:
    """Shares of key points said. Each is None where there is nothing to count. All in [0, 1].

    vital: mean support of the vital points; every: of all points; weighted: okay points count half;
    strict: vital points with full support only.
    """

    vital: float | None
    every: float | None
    weighted: float | None
    strict: float | None


def support_of(point: KeyPoint, reply: str) -> float:
    """Return 1 if the reply says the point, 0.5 if it says part of it, else 0. Tier proxy.

    Full: one of its wordings stands in the reply, or 80 % of its content words do with all its figures, and the reply's
    nearest sentence has the same words of negation. Part: half of its content words do.
    """
    wordings = (point.text, *point.any_of)
    plain = folding.fold(reply)
    if any(folding.fold(wording) in plain for wording in wordings if wording.strip()):
        return 1.0
    return max(_told_by_words(folding.in_one_form(wording), folding.in_one_form(reply)) for wording in wordings)


def _told_by_words(wording: str, reply: str) -> float:
    share = _share(folding.content_words(wording), set(folding.words(reply)))
    if share < PARTIAL_RECALL:
        return 0.0
    nearest = folding.nearest_sentence(wording, reply)
    same = folding.numbers(wording) <= folding.numbers(reply)
    same = same and folding.negations(wording) == folding.negations(nearest)
    return 1.0 if share >= FULL_RECALL and same else 0.5


def keypoint_recall(points: Sequence[KeyPoint], reply: str) -> KeyPointRecall:
    """Return the four recalls of key points; weighted = (vital + okay / 2) / (n vital + n okay / 2).

    Source: Pradeep et al. (2024), AutoNuggetizer, section 3.4, with support_of in the place of its assignment by a
    language model: tier proxy.
    """
    supports = [(point.vital, support_of(point, reply)) for point in points]
    vital = [support for is_vital, support in supports if is_vital]
    okay = [support for is_vital, support in supports if not is_vital]
    weight = len(vital) + len(okay) / 2
    return KeyPointRecall(
        vital=_mean(vital),
        every=_mean(vital + okay),
        weighted=(sum(vital) + sum(okay) / 2) / weight if weight else None,
        strict=_mean([float(support == 1.0) for support in vital]),
    )


def list_completeness(items: Sequence[str], reply: str) -> float | None:
    """Return items of the source's list that stand in the reply / items; None without a list. Tier exact."""
    if not items:
        return None
    plain = folding.fold(reply)
    return sum(folding.fold(item) in plain for item in items) / len(items)


def token_f1(reply: str, references: Sequence[str]) -> float | None:
    """Return the best F1 over bags of words with any reference; None without a reference, 1 if both are empty.

    Tier exact, weak for long answers. Words: no capitals, punctuation or articles.
    Source: Rajpurkar et al. (2016), SQuAD, section 6.1.
    """
    return max((_f1(_squad_words(reply), _squad_words(reference)) for reference in references), default=None)


def exact_match(reply: str, references: Sequence[str]) -> float | None:
    """Return 1 if the reply equals a reference after the folding of token_f1, else 0; None without a reference."""
    if not references:
        return None
    return float(any(_squad_words(reply) == _squad_words(reference) for reference in references))


def word_overlap(question: str, gold: str) -> float | None:
    """Return the share of the question's content words that stand in the gold words: how easy it is to search for.

    None for a question of stop words only. Questions made from a document's own words score high: say so.
    """
    wanted = folding.content_words(question)
    return _share(wanted, set(folding.words(gold))) if wanted else None


def _f1(reply: list[str], reference: list[str]) -> float:
    if not reply or not reference:
        return float(reply == reference)
    common = sum((Counter(reply) & Counter(reference)).values())
    return 2 * common / (len(reply) + len(reference))


def _squad_words(text: str) -> list[str]:
    return _ARTICLES.sub(" ", re.sub(r"[^\w\s]", "", folding.fold(text))).split()


def _share(wanted: Sequence[str], held: set[str]) -> float:
    return sum(word in held for word in wanted) / len(wanted) if wanted else 0.0


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
