"""A plan holds no opening times: where no service is sure, it is asked which is meant."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.contact_kinds import sought
from guide.directory.service_details import asks_a_detail_of_a_service
from guide.quoting.must_show import not_shown
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


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("what does it cost to use the Havens", "Cost: not in our documents"),
        ("would Clare's Law charge anything", "Cost: not in our documents"),
        ("LADO fax", "Fax: not in our documents"),
    ],
)
def test_what_a_record_cannot_hold_is_said_first(guide: Guide, text: str, opens: str) -> None:
    assert opens in guide.ask(Question(text)).text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("what is the e-mail of Samaritans", "jo@samaritans.org"),
        ("text number of Shout", "Text (Shout): 85258"),
        ("will CAMHS accept a boy from Sutton", "Under-18s who live in Kingston or Richmond"),
        ("would iCope see a girl of 15", "Adults with a Kingston GP"),
        ("how long do we have to inform the LADO", "within one working day"),
    ],
)
def test_the_line_that_answers_stands_first(guide: Guide, text: str, quoted: str) -> None:
    assert quoted in guide.ask(Question(text)).citations[0].quote


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("is there a fee for mediation", "Cost"),
        ("is she free tomorrow", ""),
        ("will they charge him with assault", ""),
        ("he does not have any money", ""),
    ],
)
def test_a_cost_is_asked_for_by_its_words(text: str, lines: str) -> None:
    assert sought(text, False, ())[0] == lines


@pytest.mark.parametrize("text", ["how do drugs link to exploitation in the plan", "does the plan link debt to harm"])
def test_link_as_a_verb_asks_for_no_address(text: str) -> None:
    assert not not_shown(text, ["words without a number"])


@pytest.mark.parametrize("text", ["what is the link to the strategy", "send me the link for the form"])
def test_a_link_to_a_page_is_an_address(text: str) -> None:
    assert not_shown(text, ["words without a number"])
