"""A claim put to the documents is quoted with what they do not say of it: never a yes or a no."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.claims import claim_in
from guide.types import Question, Status


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("is it true that the policy forbids dogs?", "the policy forbids dogs"),
        ("So the plan says half of them come back, correct?", "half of them come back"),
        ("Does the strategy say that buses are late", "buses are late"),
        ("why does the plan blame cyclists for it?", "blame cyclists for it"),
        ("are cyclists a menace according to the plan", "are cyclists a menace"),
        ("speed cameras cut deaths by 20% - isn't that in the plan?", "speed cameras cut deaths by 20%"),
        ("parking is the biggest worry in town?", "parking is the biggest worry in town"),
    ],
)
def test_what_is_to_be_confirmed_is_the_claim(question: str, claim: str) -> None:
    assert claim_in(question) == claim


@pytest.mark.parametrize(
    "question",
    [
        "Does the plan say anything about fraud?",
        "does it say what a hate crime is",
        "Is trauma mentioned in the plan?",
        "Complexity classes are generally classified into what?",
        "What does the plan say about housing?",
        "Lonely people in bad flats, are they mentioned anywhere?",
    ],
)
def test_what_asks_openly_or_whether_it_is_there_is_no_claim(question: str) -> None:
    assert claim_in(question) == ""


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("Does the plan say that homeless people are idle?", "“idle”"),
        ("a job cuts reoffending by a third, right?", "“third”"),
        ("so the plan says a job brings reoffending down 30%, yes?", "gives no percentage"),
        ("drugs are the main driver of offences according to the plan, correct?", "“main”"),
        ("neurodiverse conditions are five times more common there, correct?", "“five”"),
        ("why does the plan say that people with mental health needs are violent?", "“violent”"),
    ],
)
def test_what_the_quotations_leave_open_is_said_before_them(guide: Guide, question: str, lacks: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.status is Status.PARTIAL
    assert answer.text.split("\n")[0].endswith("It says:") and lacks in answer.text.split("\n")[0]
    assert answer.citations


def test_a_claim_of_which_hardly_anything_is_spoken_of_is_declined_with_its_words(guide: Guide) -> None:
    answer = guide.ask(Question("Is it true that the plan bans landlords from evicting victims?"))
    assert answer.status is Status.DECLINED
    assert "does not use “bans”" in answer.text


def test_a_claim_in_other_words_than_the_plans_is_left_to_the_reader(guide: Guide) -> None:
    answer = guide.ask(Question("Is it right that addicts get sent down by the plan?"))
    assert "says this in these words" not in answer.text


def test_a_figure_is_the_same_in_words_and_in_digits(guide: Guide) -> None:
    answer = guide.ask(Question("neurodiverse conditions are 3 times more common there, correct?"))
    assert answer.status is Status.ANSWERED


def test_a_claim_in_the_words_of_the_plan_is_quoted_as_before(guide: Guide) -> None:
    answer = guide.ask(Question("Does the plan say that vulnerability can change over time?"))
    assert answer.status is Status.ANSWERED
    assert "says this in these words" in answer.text
