from __future__ import annotations

import math

import numpy as np
import pytest

from evaluation.train_services import fit, machines_of, wanted_of
from evaluation.tuning.fitting import fit_choice
from evaluation.tuning.services import BY_RULE, IN_USE, NAMES, Example, Told, example_of, figures_of, weights_of
from guide.adapters.service_meaning import ServiceMeaning
from guide.answering import Guide
from guide.directory.pathways import MatchQuery, rank
from guide.searching.retrieval import retrieve

SERVICE = "streetlink"
STORY = "A man has slept behind the library for a week"


@pytest.fixture(scope="module")
def meaning(guide: Guide) -> ServiceMeaning:
    services = tuple(guide.parts_now().knowledge.directory.pathways)
    vectors = np.asarray(guide.embedder.embed(["He sleeps rough in the park", "She was burgled"]), np.float64)
    wanted = wanted_of([SERVICE, None], services)
    return ServiceMeaning(machines_of(fit(vectors, wanted), vectors), services)


def test_an_example_weighs_each_record_as_the_guide_does(guide: Guide, meaning: ServiceMeaning) -> None:
    parts = guide.parts_now()
    found = example_of(parts, Told("x", STORY, frozenset({SERVICE})), meaning)
    vector = guide.embedder.embed([STORY])[0]
    likely = meaning.likeness(STORY, np.asarray(vector, np.float32))
    candidates = retrieve(STORY, vector, parts.store).candidates
    ranked = rank(MatchQuery(STORY, candidates, likely=likely), parts.knowledge.directory)
    scores = found.signals @ IN_USE
    assert (scores[:-1] - scores[-1]).tolist() == pytest.approx([each.odds for each in ranked])
    assert [ranked[int(place)].pathway.id for place in np.flatnonzero(found.right)] == [SERVICE]
    assert not found.is_for_none


def test_what_no_service_answers_is_right_for_none(guide: Guide, meaning: ServiceMeaning) -> None:
    found = example_of(guide.parts_now(), Told("x", "Where do I park?", frozenset()), meaning)
    assert found.right.tolist() == [False] * (len(found.right) - 1) + [True]


def example(first: float, right: int) -> Example:
    """Two records and none; only the likeness of the first record says anything."""
    signals = np.zeros((3, len(NAMES)))
    signals[0, NAMES.index("likeness")] = first
    signals[2, NAMES.index("none")] = 1.0
    return Example("x", signals, np.arange(3) == right)


def test_weights_move_towards_what_is_right_and_rules_stay() -> None:
    learned = weights_of([example(0.4, 0)] * 50)
    assert learned[NAMES.index("likeness")] > IN_USE[NAMES.index("likeness")] + 0.5
    kept = [NAMES.index(name) for name in BY_RULE]
    assert learned[kept] == pytest.approx(IN_USE[kept], abs=0.01)


def test_without_anything_to_learn_the_weights_stay_where_they_are() -> None:
    same = np.ones((2, 2))
    near = np.array([3.0, -1.0])
    assert fit_choice([same], [np.array([True, False])], 1.0, near) == pytest.approx(near)
    assert fit_choice([same], [np.array([True, False])]) == pytest.approx([0.0, 0.0])


def test_figures_count_what_comes_first_what_is_offered_and_what_is_false() -> None:
    examples = [example(0.9, 0), example(0.9, 0), example(0.9, 1), example(0.9, 2), example(0.9, 2)]
    scores = [
        np.array(each) for each in ([2.0, 1.0, 0.0], [2.0, 1.0, 3.0], [2.0, 1.0, 0.0], [2.0, 1.0, 2.0], [0, 1, 2])
    ]
    # Records: the first is right and offered, right and below none, wrong though the second is among three.
    assert figures_of(examples, scores) == pytest.approx(
        {"first": 2 / 3, "offered first": 1 / 3, "among three": 1.0, "false offers": 1 / 2}
    )
    assert math.isclose(figures_of(examples[3:], scores[3:])["false offers"], 0.5)
    assert "first" not in figures_of(examples[3:], scores[3:])
