"""A plan holds no opening times: where no service is sure, it is asked which is meant."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.service_details import asks_a_detail_of_a_service
from guide.types import Question, Status


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("are the housing offices open at weekends", True),
        ("what days is the probation team open", True),
        ("give me the opening times", True),
        ("postcode of the homelessness team", True),
        ("which form do I fill in for the radicalisation people", True),
        ("what form of abuse does the plan rate as severe", False),
        ("is the plan open to consultation", False),
        ("how open is the partnership about its aims", False),
    ],
)
def test_opening_times_addresses_and_forms_are_details_of_a_service(text: str, asks: bool) -> None:
    assert asks_a_detail_of_a_service(text) is asks


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("are the homelessness offices open at weekends", "Kingston Housing Solutions"),
        ("what is the postcode of the housing team", "Kingston Housing Solutions"),
    ],
)
def test_a_service_that_is_described_but_not_sure_is_asked_back_for(guide: Guide, text: str, offered: str) -> None:
    answer = guide.ask(Question(text))
    assert answer.status is Status.CLARIFY
    assert any(offered.lower() in choice.label.lower() for choice in answer.choices)
    chosen = guide.ask(
        Question(next(each.question for each in answer.choices if offered.lower() in each.label.lower()))
    )
    assert chosen.pathways


def test_an_alert_is_not_held_up_by_asking_which_service(guide: Guide) -> None:
    answer = guide.ask(Question("he is stabbing her now, is the housing office open?"))
    assert answer.alerts
    assert answer.status is not Status.CLARIFY


def test_a_detail_that_the_plan_is_asked_for_is_not_asked_back(guide: Guide) -> None:
    assert guide.ask(Question("does the plan give the address of the housing team")).status is not Status.CLARIFY


@pytest.mark.parametrize("text", ["KREC counselling", "does KREC do counselling", "mediation by KREC"])
def test_a_service_that_is_named_goes_before_one_that_offers_the_same(guide: Guide, text: str) -> None:
    assert guide.ask(Question(text)).pathways[0].id == "krec"


def test_that_a_number_is_not_held_is_said_before_what_nobody_has_confirmed(guide: Guide) -> None:
    quotes = [each.quote for each in guide.ask(Question("What is the MARAC number?")).citations]
    assert quotes[0] == "Telephone: not in our documents"
    assert "not confirmed" in quotes[1]
