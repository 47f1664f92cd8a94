"""Several things asked in one message: of the plan and of a service, or of services side by side, each by itself."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.separate_asks import separate_asks
from guide.types import Answer, Question, Reason, SourceKind, Status


def kinds(guide: Guide, answer: Answer) -> list[SourceKind]:
    return [guide.store.source(each.source_id).kind for each in answer.citations]


def test_each_clause_that_asks_stands_by_itself_and_the_story_beside_them() -> None:
    asked = separate_asks("Her ex waits outside work. What's the number for CEOP, and how do I refer her to Galop?")
    assert asked is not None
    assert asked.others == ("What's the number for CEOP", "how do I refer her to Galop?")
    assert (asked.story, asked.of_plan) == ("Her ex waits outside work.", "")


def test_what_is_asked_of_the_plan_is_kept_apart_and_lends_its_subject_to_what_only_points_back() -> None:
    asked = separate_asks("What does the plan say about scams, and who do I report one to?")
    assert asked is not None
    assert asked.of_plan == "What does the plan say about scams"
    assert asked.beside_the_plan == "scams: who do I report one to?"


@pytest.mark.parametrize(
    "text",
    [
        "Who do I ring about a break-in?",
        "",
        "He drinks and she shouts, and what now?",
        "Can I refer and how " * 60,
        "Who? And what, and when is it, and where is it, and why is it, and how is it, and which is it?",
    ],
    ids=["one", "empty", "too short to ask by itself", "too long", "too many"],
)
def test_one_thing_or_very_many_are_not_taken_apart(text: str) -> None:
    assert separate_asks(text) is None


@pytest.mark.parametrize(
    ("piece", "pathway_id"),
    [
        ("the front door for children", "kingston-children-spa"),
        ("the bank", "scam-immediate-steps"),
        ("the police", ""),
        ("the helpline", ""),
        ("", ""),
    ],
    ids=["words of its names in another order", "one word", "of several services", "of none", "empty"],
)
def test_a_service_is_known_by_words_that_only_its_names_hold(guide: Guide, piece: str, pathway_id: str) -> None:
    assert guide.parts_now().knowledge.directory.names.in_part(piece) == pathway_id


def test_services_named_side_by_side_are_each_quoted_with_a_way_to_them(guide: Guide) -> None:
    answer = guide.ask(Question("Her ex keeps turning up. Do I ring the stalking helpline or victim support?"))
    assert [card.id for card in answer.pathways[:2]] == ["london-stalking-support", "london-victim-witness-service"]
    cited = {each.source_id for each in answer.citations}
    assert {"london-stalking-support", "london-victim-witness-service"} <= cited
    assert "0808 802 0300" in answer.text and "0808 168 9291" in answer.text


def test_each_service_is_answered_with_what_its_own_clause_asks(guide: Guide) -> None:
    answer = guide.ask(Question("What's the number for Galop and who can refer to talking therapies?"))
    fields = [(each.source_id, each.headings[0]) for each in answer.citations]
    assert ("galop", "Contact") in fields
    assert ("kingston-talking-therapies", "Who may refer") in fields


def test_what_only_shares_a_word_with_a_name_and_does_not_fit_is_no_second_service(guide: Guide) -> None:
    # "shop" stands in the names of one record alone, the One Stop Shop.
    answer = guide.ask(Question("Is it Crimestoppers for a stolen bike, or the shop?"))
    assert answer.pathways[0].id == "crimestoppers"
    assert "kingston-domestic-abuse-service" not in {card.id for card in answer.pathways}


def test_the_plan_and_a_service_asked_together_are_both_answered_the_plan_first(guide: Guide) -> None:
    answer = guide.ask(Question("What does the plan say about fraud, and who do I ring about a fake invoice?"))
    assert answer.status is Status.ANSWERED
    found = kinds(guide, answer)
    assert found[0] is SourceKind.DOCUMENT and SourceKind.PATHWAY in found
    assert "Fraud is a critical threat" in answer.text and "0300 123 2040" in answer.text


def test_what_the_plan_does_not_hold_is_said_beside_the_service(guide: Guide) -> None:
    answer = guide.ask(Question("What does the plan say about drones, and who do I ring about stalking?"))
    assert (answer.status, answer.reason) == (Status.PARTIAL, Reason.PART_MISSING)
    assert "Not found in the documents: drones." in answer.text
    assert answer.pathways[0].id == "london-stalking-support"


def test_two_questions_of_the_plan_bring_no_service(guide: Guide) -> None:
    answer = guide.ask(Question("What does the plan say about fraud and who is most at risk?"))
    assert set(kinds(guide, answer)) == {SourceKind.DOCUMENT}


def test_a_list_that_breaks_off_is_said_to_do_so_beside_the_service(guide: Guide) -> None:
    answer = guide.ask(Question("Which examples of online harms does the plan give, and who do I ring about a scam?"))
    assert answer.status is Status.PARTIAL
    assert "breaks off" in answer.text and "report-fraud" in {card.id for card in answer.pathways}
