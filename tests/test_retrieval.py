"""Search over a real index with the real model: order, kinds, restriction to themes, types of answer, explanations."""

from __future__ import annotations

import pytest

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.asking.question_terms import (
    AnswerType,
    answer_type,
    holds,
    neighbours,
    pairs_held,
    plain_words,
    without_asking,
)
from guide.searching.retrieval import Retrieval, pathway_hits, retrieve
from guide.types import SourceKind

QUESTION = "does spending time in prison make people homeless"


def search(guide: Guide, embedder: SentenceEmbedder, question: str, **limits: object) -> Retrieval:
    return retrieve(question, embedder.embed([question])[0], guide.store, **limits)  # type: ignore[arg-type]


def test_the_passage_with_the_answer_comes_first(guide: Guide, embedder: SentenceEmbedder) -> None:
    best = search(guide, embedder, QUESTION).hits[0]
    assert "chances of becoming homeless" in best.passage.text


def test_ranks_count_on_from_the_kept_to_the_rejected(guide: Guide, embedder: SentenceEmbedder) -> None:
    found = search(guide, embedder, QUESTION, limit=3)
    assert [hit.rank for hit in found.hits + found.rejected] == list(range(1, len(found.hits + found.rejected) + 1))
    assert len(found.hits) == 3
    scores = [hit.score for hit in found.hits + found.rejected]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)


def test_passages_are_ranked_by_what_leads_and_confidence_goes_by_the_best_score(
    guide: Guide, embedder: SentenceEmbedder
) -> None:
    found = search(guide, embedder, QUESTION, limit=3)
    every = (*found.hits, *found.rejected)
    leads = [max(unit.lead for unit in hit.units) for hit in every]
    assert leads == sorted(leads, reverse=True)
    assert found.best == max(unit.score for hit in every for unit in hit.units)
    assert any(unit.lead != unit.score for hit in every for unit in hit.units)


def test_fields_of_pathways_are_ranked_by_the_score_itself(guide: Guide, embedder: SentenceEmbedder) -> None:
    fields = pathway_hits(QUESTION, search(guide, embedder, QUESTION).candidates, 10)
    assert all(unit.lead == unit.score for hit in fields for unit in hit.units)


def test_documents_and_pathways_are_kept_apart(guide: Guide, embedder: SentenceEmbedder) -> None:
    found = search(guide, embedder, QUESTION)
    assert {hit.passage.kind for hit in found.hits} == {SourceKind.DOCUMENT}
    fields = pathway_hits(QUESTION, found.candidates, 3)
    assert {hit.passage.kind for hit in fields} == {SourceKind.PATHWAY}
    assert [hit.rank for hit in fields] == [1, 2, 3]


def test_pathways_do_not_crowd_documents_out(guide: Guide, embedder: SentenceEmbedder) -> None:
    found = search(guide, embedder, "telephone number to report fraud")
    assert len(found.hits) == min(10, guide.store.document_passage_count)


def test_a_restriction_to_a_theme_leaves_only_its_passages(guide: Guide, embedder: SentenceEmbedder) -> None:
    theme = search(guide, embedder, QUESTION).hits[0].passage.headings[-1]
    found = search(guide, embedder, "crime and victims", within=(theme,))
    assert found.hits
    assert all(theme in hit.passage.headings for hit in found.hits)


def test_a_theme_that_no_document_has_finds_nothing(guide: Guide, embedder: SentenceEmbedder) -> None:
    assert search(guide, embedder, QUESTION, within=("No such theme",)).hits == ()


def test_an_explanation_names_every_passage_kept(guide: Guide, embedder: SentenceEmbedder) -> None:
    found = search(guide, embedder, QUESTION)
    assert all(hit.passage.id in found.explanations[0].text for hit in found.hits)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When was the bridge built?", AnswerType.TIME),
        ("In what year did the mill close?", AnswerType.TIME),
        ("How many people live there?", AnswerType.NUMBER),
        ("What share of the budget is spent?", AnswerType.NUMBER),
        ("Who painted the ceiling?", AnswerType.NAME),
        ("Which country won?", AnswerType.NAME),
        ("What do people who offend need?", AnswerType.OTHER),
        ("", AnswerType.OTHER),
    ],
)
def test_the_form_of_a_question_tells_what_it_asks_for(question: str, expected: AnswerType) -> None:
    assert answer_type(question) is expected


@pytest.mark.parametrize(
    ("asked", "question", "text", "expected"),
    [
        (AnswerType.TIME, "When did it close?", "It closed in 1921.", True),
        (AnswerType.TIME, "What happened when it closed in 1921?", "It closed in 1921.", False),
        (AnswerType.NUMBER, "How many came?", "Only three came.", True),
        (AnswerType.NUMBER, "How many came?", "Nobody came.", False),
        (AnswerType.NAME, "Who met Ada?", "At noon Ada met Charles.", True),
        (AnswerType.NAME, "Who met Ada?", "At noon Ada left.", False),
        (AnswerType.OTHER, "Why?", "It closed in 1921.", False),
    ],
)
def test_a_text_answers_only_with_what_the_question_does_not_hold(
    asked: AnswerType, question: str, text: str, expected: bool
) -> None:
    assert holds(asked, frozenset(plain_words(question)), text) is expected


def test_words_side_by_side_count_also_in_a_kindred_form() -> None:
    asked = neighbours("Who settled the river valley?")
    # "who" and "the" are left out: (settled, river) and (river, valley).
    assert pairs_held(asked, "A river valley full of mills.") == 0.5
    assert pairs_held(asked, "The settlement of the river valleys.") == 1.0
    assert pairs_held(frozenset(), "A river valley.") == 0.0


def test_words_that_only_ask_are_left_out_of_the_search() -> None:
    assert without_asking("Please tell me what the plan says about loneliness") == "about loneliness"


def test_a_question_of_asking_words_alone_is_kept() -> None:
    assert without_asking("bullets please") == "bullets please"
