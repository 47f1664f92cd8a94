"""Another item in the place of a rejected one, and what is said of themes without any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guide.answering import Guide
from quiz.building import Wanted, build, themes_without
from quiz.replacing import another, next_after
from quiz.types import FactName, Level, QuizItem
from tests.quiz_items import PROOF, item, true_false
from ui.quiz_building import no_item_line

GONE = item()
QUOTES = ("Ask for the duty worker", "give the room number", "The refuge answers calls at night.")


def other(number: int, one: QuizItem, theme: str = "housing") -> QuizItem:
    """Return an item on words of its own."""
    fact = FactName(f"call {number}", "what", one.fact.value)
    proof = replace(PROOF, quote=QUOTES[number], headings=(f"Part {number}",))
    return replace(one, id=f"{number:012d}", theme=theme, fact=fact, proof=proof)


ALIKE = other(
    0,
    item(
        stem="Who opens the gate in the morning?",
        right=("the duty worker",),
        wrong=("the day manager", "the night cook"),
    ),
)
ELSEWHERE = other(
    1,
    item(stem="What do you give at the desk?", right=("the room number",), wrong=("the family name", "the spare keys")),
    "asb",
)
STATEMENT = other(2, true_false("True or false: “The refuge answers calls at night.”", True))


@pytest.mark.parametrize(
    ("candidates", "before", "expected"),
    [
        pytest.param((STATEMENT, ELSEWHERE, ALIKE), (), ALIKE, id="the kind and the theme of the one that goes"),
        pytest.param((STATEMENT, ELSEWHERE), (), ELSEWHERE, id="else its kind"),
        pytest.param((STATEMENT,), (), STATEMENT, id="else any"),
        pytest.param((GONE,), (), None, id="never the one that goes"),
        pytest.param((ALIKE, STATEMENT), (ALIKE,), STATEMENT, id="never one that is there"),
    ],
)
def test_the_next_item_is_as_much_like_the_one_that_goes_as_there_is(
    candidates: tuple[QuizItem, ...], before: tuple[QuizItem, ...], expected: QuizItem | None
) -> None:
    found = next_after(candidates, (GONE, *before), GONE, 1)
    assert (found and found.id) == (expected and expected.id)


def test_a_replacement_keeps_to_the_choices_of_its_quiz_and_is_new_in_it(guide: Guide) -> None:
    wanted = Wanted(3, (), (Level.APPLY,), "professionals")
    quiz = build(guide.store, guide.embedder, wanted)
    found = another(guide.store, guide.embedder, wanted, quiz.items, quiz.items[1])
    assert found
    assert (found.level, found.audience) == (Level.APPLY, "professionals")
    assert found.id not in {one.id for one in quiz.items}
    assert found.proof.quote in found.proof.passage
    again = another(guide.store, guide.embedder, wanted, (*quiz.items, found), quiz.items[1])
    assert again and again.id != found.id


def test_of_the_themes_wanted_those_without_any_item_are_told_from_those_without_room(guide: Guide) -> None:
    two = tuple({one.theme: None for one in build(guide.store, guide.embedder, Wanted(4)).items})[:2]
    assert len(two) == 2
    for wanted, expected in ((Wanted(1, two), ()), (Wanted(1, two, audience="nobody"), two)):
        built = build(guide.store, guide.embedder, wanted)
        assert themes_without(guide.store, guide.embedder, wanted, built) == expected


@pytest.mark.parametrize(
    ("titles", "audience", "levels", "line"),
    [
        ((), "everybody", (), ""),
        (("Fraud",), "everybody", (), "No item on Fraud."),
        (("Fraud",), "professionals who refer", (), "No item on Fraud for professionals who refer."),
        (("Fraud", "Housing"), "all staff", (Level.FIND,),
         "No item on Fraud or Housing for all staff at the level “find it in the Guide”."),
    ],
)  # fmt: skip
def test_a_theme_without_an_item_is_named_with_whom_it_was_for(
    titles: tuple[str, ...], audience: str, levels: tuple[Level, ...], line: str
) -> None:
    assert no_item_line(titles, audience, levels) == line
