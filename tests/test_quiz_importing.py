"""A trainer's own questions read from GIFT and CSV, our own exports among them."""

from __future__ import annotations

import pytest

from guide.plain_text import INVISIBLE
from quiz.checking import is_blocked
from quiz.exporting import gift, tables
from quiz.importing import items_of_csv, items_of_gift
from quiz.types import ItemKind
from tests.quiz_items import HOSTILE, item, matching, quiz, true_false

BANK = """// my bank
$CATEGORY: $course$/top/night

::Q1::Whom do you ask for? {=the duty worker#Yes ~the manager#No ~the desk}

The house is open at night. {T}

Choose two. {~%50%a worker ~%50%a number ~%-100%a car}

Match. {=cat -> meow =dog -> woof =cow -> moo}

This one has no answer.

What remains? {}
"""


def test_single_several_true_false_and_matching_are_read_and_the_rest_is_named() -> None:
    found = items_of_gift(BANK, "bank.gift")
    assert [one.kind for one in found.items] == [
        ItemKind.SINGLE,
        ItemKind.TRUE_FALSE,
        ItemKind.SEVERAL,
        ItemKind.MATCHING,
    ]
    assert found.items[0].keys == ("the duty worker",)
    assert found.items[0].options[0].why == "Yes"
    assert found.items[1].keys == ("True",)
    assert found.items[2].keys == ("a worker", "a number")
    assert [line.split(":")[0] for line in found.refused] == ["bank.gift, line 12", "bank.gift, line 14"]


def test_the_line_of_a_question_counts_comments_and_cells_of_several_lines() -> None:
    gift_text = "// one\n\n\n  // four\nWho? {=a ~b}\n\nbroken {\n"
    assert [line.split(":")[0] for line in items_of_gift(gift_text, "b.gift").refused] == ["b.gift, line 7"]
    table = 'question,option 1,option 2,right\n"two\nlines?",a,b,1\nbroken,a,b,9\n'
    found = items_of_csv(table, "b.csv")
    assert [one.stem for one in found.items] == ["two\nlines?"]
    assert [line.split(":")[0] for line in found.refused] == ["b.csv, line 4"]


def test_characters_that_nobody_sees_do_not_come_in() -> None:
    gift_text, table = (
        "Wh\u200bo? {=a\U000e0041 ~\u202eb#no\u00adt}",
        "question,option 1,option 2,right\nWh\u200bo?,a\ufeff,b,1\n",
    )
    for found in (items_of_gift(gift_text, "b.gift"), items_of_csv(table, "b.csv")):
        assert [(one.stem, [option.text for option in one.options]) for one in found.items] == [("Who?", ["a", "b"])]
        assert not any(INVISIBLE.search(option.why) for one in found.items for option in one.options)


def test_what_a_trainer_wrote_is_a_draft_that_a_person_must_look_at() -> None:
    for one in items_of_gift(BANK, "bank.gift").items:
        assert one.needs_a_person
        assert is_blocked(one)


def test_our_own_gift_comes_back_with_its_hostile_texts() -> None:
    made = [
        item(stem=f"{text} now?", right=(f"{text} yes",), why=text, id=f"{at:06d}") for at, text in enumerate(HOSTILE)
    ]
    read = items_of_gift(gift.write(quiz(*made))[""].decode(), "own.gift")
    assert read.refused == ()
    assert [one.stem for one in read.items] == [one.stem for one in made]
    assert [[option.text for option in one.options] for one in read.items] == [
        [option.text for option in one.options] for one in made
    ]
    assert [one.options[0].why for one in read.items] == list(HOSTILE)


def test_our_own_csv_comes_back_with_its_hostile_texts_quotes_and_kinds() -> None:
    texts = (*HOSTILE, "=1+1", "+44", "-5", "@name", "'quoted'")
    made = [item(stem=f"{text} now?", right=(text,), why=text, id=f"{at:06d}") for at, text in enumerate(texts)]
    made += [true_false("Is “x” what it says?", False), matching((("a", "b"), ("c", "d"), ("e", "f")))]
    read = items_of_csv(tables.write_csv(quiz(*made))[""].decode("utf-8"), "own.csv")
    assert read.refused == ()
    assert [one.stem for one in read.items] == [one.stem for one in made]
    assert [one.keys for one in read.items] == [one.keys for one in made]
    assert [one.kind for one in read.items] == [one.kind for one in made]
    assert read.items[0].proof.quote == made[0].proof.quote
    assert read.items[-1].pairs[1].right == "d"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b,c\n1,2,3\n", "columns"),
        ("", "columns"),
        ("question,option 1,option 2,right\nWho?,a,b,7\n", "does not have"),
        ("question,option 1,option 2,right\nWho?,a,b,first\n", "does not say"),
        ("question,option 1,option 2,right\n,a,b,1\n", "no question"),
        ("question,option 1,option 2,right\nWho?,a,,1\n", "wrong one"),
    ],
    ids=["other columns", "empty", "no such option", "no number", "no question", "one option"],
)
def test_a_row_that_cannot_be_read_is_named_with_its_reason(text: str, said: str) -> None:
    found = items_of_csv(text, "bank.csv")
    assert found.items == ()
    assert len(found.refused) == 1
    assert said in found.refused[0]
