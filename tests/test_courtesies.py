from __future__ import annotations

import pytest

from guide.asking.courtesies import asks_further, without_courtesy


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("ok n out of hours", "and out of hours"),
        ("Ta. N if she's 17", "and if she's 17"),
        ("cheers mate & the number", "and the number"),
        ("thank u so much, what about men?", "what about men?"),
        ("lovely, their email pls", "their email pls"),
        ("got it. do they need consent", "do they need consent"),
    ],
)
def test_thanks_before_a_question_are_left_out(message: str, asked: str) -> None:
    assert without_courtesy(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "thanks",
        "ok and thanks again",
        "thanks for the number",
        "cheers and have a good weekend",
        "great and enjoy your evening",
        "ok so I will ring at the weekend",
        "right hand broken, who helps",
        "fine for parking",
    ],
)
def test_a_message_that_asks_nothing_after_its_thanks_stays_as_it_is(message: str) -> None:
    assert without_courtesy(message) == message


def test_and_adds_a_question_unless_a_farewell_follows() -> None:
    assert asks_further("and at night")
    assert not asks_further("and take care")
    assert not asks_further("at night")
