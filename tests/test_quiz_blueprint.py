"""What a quiz covers: themes spread over kinds, empty cells, and situations and steps as single records tell them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guide.answering import Guide
from guide.directory.pathway_records import Pathway
from quiz.blueprint import NEEDS, coverage, empty_cells, spread
from quiz.services import Service
from quiz.situations import is_changed, situations_of
from quiz.step_items import step_items
from quiz.types import ItemKind, QuizItem
from tests.quiz_items import item, true_false


def record(guide: Guide, name: str, **fields: tuple[str, ...]) -> Service:
    """Return a record of the shipped corpus with some of its fields replaced."""
    found = next(one for one in map(Pathway.from_json, guide.store.pathways()) if one.id == name)
    kept = dict(found.fields)
    kept.update(fields)
    return Service(replace(found, fields=tuple(kept.items())), found.themes[0])


def test_items_of_one_record_go_to_the_theme_whose_kind_is_rarest() -> None:
    one, two, three = (replace(item(), id=name) for name in "abc")
    statement = replace(true_false("True or false: is “x” said?", True), id="d")
    placed = spread([one, two, three, statement], {"night-guide": ("asb", "housing")})
    assert [found.theme for found in placed] == ["asb", "housing", "asb", "housing"]
    assert coverage(placed) == {
        ("asb", "single"): 2,
        ("housing", "single"): 1,
        ("housing", "true_false"): 1,
    }


def test_an_item_from_elsewhere_keeps_its_theme() -> None:
    assert [found.theme for found in spread([item()], {})] == ["housing"]
    assert spread([], {}) == ()


def test_a_theme_that_was_wanted_and_has_no_item_is_an_empty_cell_of_every_kind() -> None:
    missing = empty_cells([item()], ("asb",))
    assert missing[ItemKind.SINGLE] == ("asb",)
    assert missing[ItemKind.CLOZE] == ("asb", "housing")


def test_an_empty_cell_is_named_by_kind_and_every_kind_says_what_it_needs() -> None:
    missing = empty_cells([item(), replace(true_false("Is “x” said, true or false?", True), theme="asb")])
    assert missing[ItemKind.SINGLE] == ("asb",)
    assert missing[ItemKind.TRUE_FALSE] == ("housing",)
    assert missing[ItemKind.ORDERING] == ("asb", "housing")
    assert set(NEEDS) == set(ItemKind)


def test_a_list_of_what_happens_is_told_whole_and_in_parts(guide: Guide) -> None:
    lines = ("A broken window, a locked gate or an empty shelter.", "There is no emergency now.")
    told = list(situations_of(record(guide, "streetlink", when_to_use=lines, change_if=()), frozenset()))
    found = [one.words for one in told if one.field == "when_to_use"]
    assert found == [lines[0], "A broken window", "a locked gate", "an empty shelter"]
    assert all(one.words in one.line for one in told)


@pytest.mark.parametrize(
    ("condition", "told", "expected"),
    [
        ("If the person is 18 or over: Other", "A child under 18 was hurt.", False),
        ("If the person is under 18: Other", "A child was hurt at home.", True),
        ("If the assault was over 12 months ago: Other", "An assault in the past 12 months.", False),
        ("If money has just been sent: Other", "Money was sent today.", True),
        ("If the risk is not known: Other", "Somebody is at high risk.", False),
        ("If the goods are the problem: also Other", "The goods are the problem.", False),
    ],
)
def test_a_situation_that_meets_a_condition_of_its_record_is_seen(
    guide: Guide, condition: str, told: str, expected: bool
) -> None:
    assert is_changed(record(guide, "streetlink", change_if=(condition,)), told) is expected


def ordering(guide: Guide, **fields: tuple[str, ...]) -> list[QuizItem]:
    empty: dict[str, tuple[str, ...]] = {"steps": (), "have_ready": (), "what_happens_next": ()}
    return list(step_items([record(guide, "streetlink", **{**empty, **fields})], 1))


def test_a_plain_list_of_steps_has_no_order_and_one_with_words_of_order_has(guide: Guide) -> None:
    assert ordering(guide, steps=("Ask the warden.", "Fill the form.", "Bring a coat.")) == []
    (one,) = ordering(guide, steps=("Ask the warden.", "Bring a coat.", "Then fill the form.", "Leave afterwards."))
    assert one.steps == ("Ask the warden.", "Then fill the form.", "Leave afterwards.")


def test_what_to_have_ready_comes_before_the_contact_and_what_happens_next_after_it(guide: Guide) -> None:
    fields = {"have_ready": ("The room number.",), "steps": ("Ask the warden.",)}
    (one,) = ordering(guide, **fields, what_happens_next=("A worker comes down.",))
    assert one.steps == ("The room number.", "Ask the warden.", "A worker comes down.")
    assert ordering(guide, **fields, what_happens_next=("If it is late, a worker comes down.",)) == []
