"""Questions of several subjects: each is searched for by itself, and a half that is not there is named."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.asking_frames import subject_alone
from guide.asking.joined_subjects import halves_of, several_of
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


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("trauma / fraud / prison", ("trauma", "fraud", "prison")),
        ("what's it say re trauma; and re fraud", ("trauma", "fraud")),
        ("fraud next to homelessness", ("fraud", "homelessness")),
        ("fraud vs homelessness, differences in the plan", ("fraud", "homelessness", "differences")),
        ("lines on fraud, trauma, prison please", ("fraud", "trauma", "prison")),
    ],
)
def test_several_subjects_are_taken_apart_however_they_are_joined(question: str, subjects: tuple[str, ...]) -> None:
    found = several_of(question)
    assert found is not None and found.searched == subjects


@pytest.mark.parametrize(
    "question",
    [
        "In 2024, what is said of fraud?",
        "fraud",
        "",
        "fraud (scams / cons)",
        "a man, a plan, a canal, a boat, a bridge, a lock, a towpath",
        "trauma and fraud " * 50,
    ],
    ids=["a comma alone", "one", "empty", "in brackets", "too many", "too long"],
)
def test_one_subject_or_very_many_are_not_taken_apart(question: str) -> None:
    assert several_of(question) is None


@pytest.mark.parametrize(
    ("asked", "alone"),
    [
        ("plan lines on isolation", "isolation"),
        ("what does the plan say about fraud", "fraud"),
        ("whats said re self harm", "self harm"),
        ("everything on domestic abuse from the plan, please", "domestic abuse"),
        ("how often people reoffend", "how often people reoffend"),
        ("what is it?", "what is it?"),
        ("", ""),
    ],
)
def test_the_words_that_only_ask_are_taken_away(asked: str, alone: str) -> None:
    assert subject_alone(asked) == alone


def test_a_subject_is_quoted_where_its_section_is_quoted_for_something_else(guide: Guide) -> None:
    answer = guide.ask(Question("plan lines on isolation and on online crime please"))
    assert any("socially isolated" in citation.quote for citation in answer.citations)
    assert any("online" in citation.quote for citation in answer.citations)
    assert _words(answer) <= 100


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
