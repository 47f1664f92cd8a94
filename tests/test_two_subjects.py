"""Questions of two subjects: each half is searched for by itself, and a half that is not there is named."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.joined_subjects import halves_of
from guide.types import Answer, Question, Status


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        ("What does it say on fraud and on trauma?", ("What does it say on fraud", "What does it say on trauma")),
        ("Is crime worse for both tenants and traders?", ("Is crime worse for tenants", "Is crime worse for traders")),
        ("Online crime: who is hit, and what it costs", ("Online crime: who is hit", "Online crime: what it costs")),
    ],
)
def test_each_half_takes_with_it_what_both_share(question: str, halves: tuple[str, str]) -> None:
    assert halves_of(question)[0].searched == halves


@pytest.mark.parametrize("question", ["What is a vulnerable person?", "theft (burglary and robbery)", "you and me", ""])
def test_nothing_is_split_where_no_two_subjects_are_joined(question: str) -> None:
    assert halves_of(question) == ()


def test_the_second_subject_is_quoted_too(guide: Guide) -> None:
    answer = guide.ask(Question("What does the plan say about trauma and about fraud?"))
    assert answer.status is Status.ANSWERED
    assert any("trauma" in citation.quote for citation in answer.citations)
    assert any("Fraud" in citation.quote for citation in answer.citations)
    assert _words(answer) <= 100


def test_a_half_that_is_not_there_is_named(guide: Guide) -> None:
    answer = guide.ask(Question("What does the plan say on mental health and on parking permits?"))
    assert answer.status is Status.PARTIAL
    assert "parking permits" in answer.text and answer.citations


@pytest.mark.parametrize(
    "earlier", [(), ("Her partner put her out of the flat last night",)], ids=["alone", "after a story"]
)
def test_of_two_names_side_by_side_the_one_that_is_there_is_quoted(guide: Guide, earlier: tuple[str, ...]) -> None:
    answer = guide.ask(Question("What about fraud and parking permits?", earlier))
    assert answer.status is Status.PARTIAL
    assert any("Fraud" in citation.quote for citation in answer.citations)
    assert "Not found in the documents: parking permits." in answer.text


def test_of_two_names_that_are_not_there_none_is_quoted(guide: Guide) -> None:
    assert guide.ask(Question("What about bus lanes and parking permits?")).status is Status.DECLINED


def test_a_question_that_stands_by_itself_is_no_follow_up(guide: Guide) -> None:
    question = "What does the plan say about fraud and about trauma?"
    after = guide.ask(Question(question, ("He has been drinking heavily since he lost his flat",)))
    assert after.standalone_question == question
    assert [one.quote for one in after.citations] == [one.quote for one in guide.ask(Question(question)).citations]


def test_a_phrase_of_two_words_is_one_subject(guide: Guide) -> None:
    whole = guide.ask(Question("What does the plan say about drug and alcohol challenges?"))
    assert whole.status is Status.ANSWERED
    assert not any(line.stage == "halves" for line in whole.explanations)


def _words(answer: Answer) -> int:
    return sum(len(citation.quote.split()) for citation in answer.citations)


def test_a_story_before_the_question_joins_nothing(guide: Guide) -> None:
    story = "He came out of Wandsworth last week and is drinking and sleeping in a car. "
    answer = guide.ask(Question(story + "What does the plan say about fraud and about trauma?"))
    assert any("trauma" in citation.quote for citation in answer.citations)
    assert any("Fraud" in citation.quote for citation in answer.citations)
