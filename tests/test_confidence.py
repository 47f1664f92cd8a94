"""Gate 1: what raises and lowers confidence, and that the size of the corpus does not move the threshold."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.searching.confidence import ENOUGH, Confidence, confidence
from guide.searching.learned_weights import CONFIDENCE
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Hit, Passage, Question, Reason, Status


def found(best: float, searched: int) -> Retrieval:
    passage = Passage("0" * 12, "one", (), "A sentence.", 0, 11, ())
    return Retrieval((Hit(passage, 0.5, 1, (), (("odds", best),)),), searched=searched, best=best)


def test_nothing_found_is_no_confidence_at_all() -> None:
    assert confidence("anything", Retrieval(())).value == 0.0


def test_the_figure_is_the_logistic_function_of_score_and_size() -> None:
    odds = CONFIDENCE.best * 10.0 - CONFIDENCE.size * math.log(20) - CONFIDENCE.threshold
    assert confidence("q", found(10.0, 20)).value == pytest.approx(1 / (1 + math.exp(-odds)))


def test_a_better_unit_raises_confidence() -> None:
    assert confidence("q", found(12.0, 50)).value > confidence("q", found(11.0, 50)).value


def test_the_same_score_counts_less_among_more_passages() -> None:
    assert confidence("q", found(9.0, 7)).value > ENOUGH > confidence("q", found(9.0, 1000)).value


def test_a_year_that_the_best_passage_lacks_lowers_confidence() -> None:
    there = found(11.0, 50)
    assert confidence("q", replace(there, elsewhen=True)).value < ENOUGH < confidence("q", there).value


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What threat is fraud to London?", False),
        ("What threat was fraud to London in 1967?", True),
        ("What threat is fraud to London in 2026?", False),
        ("What threat is fraud under the Fraud Act 2006?", False),
    ],
)
def test_a_year_is_looked_for_in_the_passage_and_in_the_span_of_the_title(
    guide: Guide, embedder: SentenceEmbedder, question: str, expected: bool
) -> None:
    assert retrieve(question, embedder.embed([question])[0], guide.store).elsewhen is expected


def test_an_index_without_documents_does_not_break_the_logarithm() -> None:
    assert 0.0 <= confidence("q", found(1.0, 0)).value <= 1.0


@pytest.mark.parametrize(("value", "expected"), [(0.499, False), (0.5, True), (0.9, True)])
def test_half_is_enough(value: float, expected: bool) -> None:
    assert Confidence(value).is_enough is expected


def test_the_explanation_carries_the_figures() -> None:
    line = confidence("q", found(9.0, 7)).explain()
    assert dict(line.figures)["best"] == 9.0


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Does spending time in prison make people homeless?", True),
        ("Is fraud a threat to London?", True),
        ("How do I prune a pear tree in winter?", False),
        ("Which planet has the most moons?", False),
    ],
)
def test_a_real_question_is_judged_by_what_the_plan_holds(
    guide: Guide, embedder: SentenceEmbedder, question: str, expected: bool
) -> None:
    retrieval = retrieve(question, embedder.embed([question])[0], guide.store)
    assert confidence(question, retrieval).is_enough is expected


@pytest.mark.parametrize(
    "question",
    ["What is your opinion of the partnership's priorities?", "Do you think violence against women is a threat?"],
)
def test_an_opinion_is_declined_below_half_though_the_search_was_sure(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.reason) == (Status.DECLINED, Reason.OUT_OF_SCOPE)
    assert answer.confidence < ENOUGH
