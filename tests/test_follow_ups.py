"""Follow-ups to a service: what they ask is quoted first, what they tell moves the route, and the thread is kept."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.follow_up_forms import (
    ages_of_condition,
    asks_for_another,
    asks_something,
    months_ago,
    more_than_months_ago,
    only_tells_when,
    turns_to_another,
)
from guide.types import Answer, Question, Status


def follow(guide: Guide, *turns: str) -> Answer:
    return guide.ask(Question(turns[-1], turns[:-1]))


@pytest.mark.parametrize(
    ("topic", "newest", "words"),
    [
        (
            "Client with autism is being questioned under caution",
            "so can they advise him on what to plead",
            "cannot give it",
        ),
        (
            "niece is to be married off abroad against her will",
            "shall I have a quiet word with her dad",
            "Do not involve family",
        ),
        (
            "gang using a sick man's flat to deal from",
            "can we let his landlord know",
            "Tell the landlord or housing officer",
        ),
        (
            "wife hit by her husband wants a helpline",
            "would the call show up on her bill",
            "safe for the number to show",
        ),
        ("calm place for a man in crisis this evening", "is there one in Kingston itself", "None is in Kingston"),
        ("DASH score of 17", "where would I get hold of the form", "Get the referral form from the Kingston MARAC"),
        ("bruises on a boy in year 3", "could I do that on the web", "online referral form"),
    ],
)
def test_the_line_of_the_record_that_a_follow_up_asks_for_comes_first(
    guide: Guide, topic: str, newest: str, words: str
) -> None:
    assert words in follow(guide, topic, newest).citations[0].quote


def test_where_no_line_answers_that_is_said_and_the_card_is_shown(guide: Guide) -> None:
    answer = follow(guide, "calm place for a man in crisis this evening", "do they do sandwiches")
    assert answer.text.startswith("Nothing in what we hold of South West London Recovery Cafes")
    assert answer.pathways


@pytest.mark.parametrize(
    ("topic", "newest", "first"),
    [
        ("tenant wants CBT for his panic attacks", "hes 17 tho", "kr-camhs-spa"),
        ("colleague was raped and wants to be examined", "this was three years ago", "rape-crisis-line"),
        ("somebody bedded down by the bins", "she is only 15 it turns out", "kingston-children-spa"),
        ("racist names shouted at him on the bus", "he wont have the police involved", "krec"),
        (
            "son takes his frail mother's pension",
            "what about the son, he's on heroin and wants to stop",
            "adult-drug-alcohol",
        ),
        ("man hearing voices, not hurt, who do we ring", "not that one, the local one", "swlstg-crisis-line"),
    ],
)
def test_what_a_follow_up_tells_moves_the_route(guide: Guide, topic: str, newest: str, first: str) -> None:
    assert follow(guide, topic, newest).pathways[0].id == first


def test_a_record_that_sends_on_is_quoted_with_the_line_that_does_so(guide: Guide) -> None:
    answer = follow(guide, "tenant wants CBT for his panic attacks", "hes 17 tho")
    assert answer.citations[0].quote.startswith("If the person is under 18")


@pytest.mark.parametrize("said", ["im over 18 obviously", "she is 30"], ids=["over", "within"])
def test_nobody_is_sent_on_by_a_condition_that_does_not_hold(guide: Guide, said: str) -> None:
    answer = follow(guide, "tenant wants CBT for her panic attacks", said)
    assert answer.pathways[0].id == "kingston-talking-therapies"


def test_the_number_is_found_again_behind_a_question_of_the_plan(guide: Guide) -> None:
    turns = (
        "family evicted today, who do they ring",
        "does the plan say anything on that",
        "ok whats that number again",
    )
    answer = follow(guide, *turns)
    assert answer.pathways[0].id == "kingston-housing-solutions"
    assert "020 8547 5003" in answer.citations[0].quote


def test_a_turn_that_only_acknowledges_does_not_lose_the_service(guide: Guide) -> None:
    answer = follow(guide, "DASH score of 17", "ok I will fill it in", "and if she says no")
    assert answer.pathways[0].id == "kingston-marac"
    assert "preferred, not essential" in answer.citations[0].quote


def test_when_it_was_is_no_small_talk_behind_a_story(guide: Guide) -> None:
    assert follow(guide, "pensioner lost money to a scam", "it was this morning").status is Status.ANSWERED


def test_getting_out_for_a_break_is_no_release_from_prison(guide: Guide) -> None:
    answer = follow(
        guide, "man hit by his wife wants somebody to talk to", "how late are they open, he only gets out for lunch"
    )
    assert answer.pathways[0].id == "mens-advice-line"


@pytest.mark.parametrize(
    ("told", "months"),
    [("it was 4 years ago", 48.0), ("a month ago", 1.0), ("two years ago, no, three years ago", None)],
)
def test_how_long_ago_is_read_in_months(told: str, months: float | None) -> None:
    assert months_ago(told) == months


def test_conditions_are_read_by_their_figures() -> None:
    assert ages_of_condition("If the person is under 13") == (0, 12)
    assert ages_of_condition("If the person is 18 or over") == (18, 120)
    assert ages_of_condition("If the assault was over 12 months ago") is None
    assert more_than_months_ago("If the assault was over 12 months ago") == 12.0
    assert more_than_months_ago("If the person is over 35") is None


def test_asking_telling_and_turning_are_told_apart() -> None:
    assert asks_something("so will they tell him")
    assert not asks_something("it was this morning")
    assert asks_for_another("no not that one")
    assert not asks_for_another("its not that bad")
    assert only_tells_when("was last week. not now")
    assert not only_tells_when("he hit her last week")
    assert turns_to_another("what about the brother")
    assert not turns_to_another("what time is it")
