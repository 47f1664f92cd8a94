"""Does a quotation count what is asked? And which questions ask for no number at all."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.question_terms import AnswerType, answer_type
from guide.quoting.counting import counts_what_is_asked
from guide.quoting.must_show import not_shown
from guide.types import Question, Status

SIX = ("We will consider six cross cutting themes.",)


@pytest.mark.parametrize(
    "question", ["how many of these cross cutting thingys are there", "how many of the themes", "how many themes"]
)
def test_the_words_before_a_thing_without_a_name_are_counted(question: str) -> None:
    assert counts_what_is_asked(question, SIX)


@pytest.mark.parametrize(
    "question", ["how many of these wardens are there", "how many wardens", "how many of the things he stole"]
)
def test_another_thing_is_not_counted_by_it(question: str) -> None:
    assert not counts_what_is_asked(question, SIX)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how big a threat is fraud", AnswerType.OTHER),
        ("how much of a problem is it", AnswerType.OTHER),
        ("how big a budget is there", AnswerType.NUMBER),
        ("how big is the team", AnswerType.NUMBER),
    ],
)
def test_how_big_a_threat_is_asks_for_words(question: str, kind: AnswerType) -> None:
    assert answer_type(question) is kind


def test_how_big_a_threat_is_answered_in_the_words_of_the_document(guide: Guide) -> None:
    answer = guide.ask(Question("how big a threat is fraud"))
    assert answer.status is Status.ANSWERED
    assert any("critical threat" in citation.quote for citation in answer.citations)


def test_how_many_times_is_answered_although_both_sexes_are_named() -> None:
    asked = "how many times more often are women or men who are hit ill"
    assert not_shown(asked, ["They are ill 2 to 3 times more often."]) == ""
    assert not_shown("are women or men hit more often", ["They are hit 2 to 3 times more often."]) == "which sex"


@pytest.mark.parametrize(
    ("question", "quoted", "lacks"),
    [
        ("Which drug is most often taken by people who offend?", "People are often at greater risk.", True),
        ("Which drug is most often taken by people who offend?", "Drugs are sold. The risk is greater.", True),
        ("Which drug is most often taken by people who offend?", "Heroin is the drug taken most.", False),
        ("I work with drugs. Which group is most at risk?", "Drugs do the greatest harm.", True),
        ("I work with drugs. Which group is most at risk?", "Young people are at greater risk.", False),
        ("Which people are most often victims of crime?", "Women are victims of most of it.", False),
    ],
)
def test_a_superlative_is_shown_only_where_it_is_said_of_what_is_asked(question: str, quoted: str, lacks: bool) -> None:
    assert not_shown(question, [quoted]) == ("which is the most" if lacks else "")


def test_anything_in_the_plan_is_nothing_to_be_spoken_of(guide: Guide) -> None:
    answer = guide.ask(Question("is there anything in the plan linking homelessness with being a victim"))
    assert any("being a victim" in citation.quote for citation in answer.citations)


def test_where_somebody_was_held_is_not_whose_plan_is_asked_of(guide: Guide) -> None:
    answer = guide.ask(Question("She moved here from Sutton. What does the plan say about fraud?"))
    assert answer.status is Status.ANSWERED
    assert guide.ask(Question("She moved here. What does the Sutton plan say about fraud?")).status is Status.DECLINED


def test_a_volunteer_who_hit_a_child_is_a_situation(guide: Guide) -> None:
    answer = guide.ask(Question("A volunteer at our football club slapped an under 9. Who do I have to tell?"))
    assert "kingston-lado" in [card.id for card in answer.pathways]


@pytest.mark.parametrize("question", ["does the plan mention knife crime", "what does the plan say about older people"])
def test_a_kind_of_crime_or_people_is_not_spoken_of_by_others(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).status is Status.DECLINED


@pytest.mark.parametrize(
    "question",
    [
        "does the plan mention hate crime",
        "what does the plan say about victims of crime",
        "does it mention domestic violence",
    ],
)
def test_a_kind_that_is_spoken_of_is_quoted(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).status is Status.ANSWERED
