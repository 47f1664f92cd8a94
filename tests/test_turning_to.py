"""A follow-up to a question on the plan that asks for somebody to go to is asked of the services."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.turning_to import for_a_door
from guide.asking.understanding import Standalone
from guide.types import Question, Status

ASKED = "what does the plan say about fraud"


@pytest.mark.parametrize(
    ("newest", "text"),
    [
        ("and who do i ring", "fraud: and who do i ring"),
        ("where can they report it then", "fraud: where can they report it then"),
        ("got a number for that?", "fraud: got a number for that?"),
        ("how is it reported", f"{ASKED} how is it reported"),
        ("and the number of cases", f"{ASKED} and the number of cases"),
        ("why does it matter", f"{ASKED} why does it matter"),
        ("who does the plan say to ring", f"{ASKED} who does the plan say to ring"),
    ],
)
def test_only_one_that_asks_for_somebody_to_go_to_leaves_the_plan(newest: str, text: str) -> None:
    assert for_a_door(Standalone(f"{ASKED} {newest}", ASKED)).text == text


def test_one_after_a_question_of_a_service_is_left_as_it_is() -> None:
    asked = Standalone("my neighbour was scammed and who do i ring", "my neighbour was scammed")
    assert for_a_door(asked) == asked


def test_who_to_go_to_is_answered_with_the_service_for_what_the_plan_was_asked_about(guide: Guide) -> None:
    answer = guide.ask(Question("and where do i report one", ("what does the plan say about hate crime",)))
    assert answer.status is Status.ANSWERED
    assert {"hate-crime-reporting", "krec"} >= {answer.pathways[0].id}
