"""Every rule over an item: one item that breaks it, and the sound item that breaks none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quiz.bank import chi_squared, duplicates, gives_away, judge, longest_run
from quiz.checking import findings_of, is_answerable, is_blocked
from quiz.finding import Trip
from quiz.guessing import at_least, guesses
from quiz.types import GAP, ItemKind, Level, QuizItem
from tests.quiz_items import QUOTE, item, matching, quiz, true_false
from ui.quiz_quality import NOT_OURS, duplicate_line, round_trip_lines

CLOZE = f"Complete the sentence as the guide puts it: “Ask for the {GAP}, then give the room number.”"


def rules_of(one: QuizItem, weight: str) -> set[str]:
    return {finding.rule for finding in findings_of(one) if finding.weight == weight}


def test_a_sound_item_breaks_no_rule() -> None:
    assert findings_of(item()) == ()


BLOCKED = [
    ("one key", item(right=("the duty worker", "the room number"), wrong=("a neighbour", "the day desk"))),
    ("one key", item(wrong=("the day manager",))),
    ("one key", item(ItemKind.SEVERAL)),
    ("distinct answers", item(wrong=("The Duty Worker.", "the day manager"))),
    ("distinct answers", item(wrong=("the duty worker on call", "the day manager"))),
    ("distinct answers", matching((("a", "duty worker"), ("a", "room number"), ("b", "the duty")))),
    ("answer in the passage", item(right=("the night nurse",))),
    ("answer in the passage", true_false("True or false: the guide says “Ask for the day manager.”", True)),
    ("reasons", item(why=" ")),
    ("all or none of the above", item(wrong=("All of the above", "the day manager"))),
    ("all or none of the above", item(wrong=("both A and B", "the day manager"))),
    ("telephone numbers", item(wrong=("020 7946 0123", "the day manager"))),
    ("telephone numbers", item(wrong=("+44 20 7946 0123", "the day manager"))),
    ("telephone numbers", item(wrong=("Ring 7726", "the day manager"))),
    ("same sort of answer", item(wrong=("12", "the day manager"))),
    ("gap", item(ItemKind.CLOZE, CLOZE + f" and {GAP}", ("duty worker",), ("day manager", "council desk"))),
    ("gap", item(ItemKind.CLOZE, f"Fill the gap of this: “{GAP} worker, then give”", ("duty",), ("day", "desk"))),
    ("gap", item(ItemKind.CLOZE, f"Fill the gap of this: “Ask {GAP} the duty worker”", ("for",), ("with", "from"))),
    (
        "gap",
        item(ItemKind.CLOZE, f"Fill this gap: “Ask the duty worker for the {GAP}”", ("duty worker",), ("desk", "x")),
    ),
    ("trivia", item(right=("page 3",), wrong=("page 4", "page 5"))),
    ("trivia", item(right=("2024",), wrong=("2025", "2026"))),
    ("person safety", item(stem="Whom does Mr Smith ask for when he rings at night?")),
    ("person safety", item(stem="She provoked him and rings at night. Whom do you ask for?")),
    ("person safety", item(wrong=("how many tablets she took", "the day manager"))),
    ("emergency", item(ItemKind.SCENARIO, "The caller is in immediate danger. Whom do you ask for?")),
    ("emergency", item(is_critical=True)),
    ("needs a person", item(needs_a_person=("two services could be right",))),
]


@pytest.mark.parametrize(("rule", "broken"), BLOCKED, ids=[f"{at}-{rule}" for at, (rule, _) in enumerate(BLOCKED)])
def test_a_broken_item_is_blocked_with_its_rule(rule: str, broken: QuizItem) -> None:
    assert rule in rules_of(broken, "block")
    assert is_blocked(broken)


WARNED = [
    ("longest option", item(right=("the duty worker, then give the room number",))),
    ("repeated word", item(stem="Which worker do you ask for when you ring at night?")),
    (
        "grammar",
        item(ItemKind.CLOZE, f"Fill the gap: “Ask for an {GAP} at night”", ("duty worker",), ("aide", "officer")),
    ),
    ("absolute words", item(wrong=("never the manager", "the council desk"))),
    ("vague words", item(wrong=("usually the manager", "the council desk"))),
    ("negative question", item(stem="Whom do you not ask for when you ring the refuge?")),
    ("complete question", item(stem="Whom you ask for when you ring the refuge")),
    ("complete question", item(stem="Whom do you ask?")),
    ("complete question", item(stem="Which of the following is true of the refuge?")),
    ("reading ease", item(stem="Whom " + "and then again " * 9 + "do you ask for?")),
    ("acronyms", item(stem="Whom do you ask for when you ring the QXZ team?")),
    ("same sort of answer", item(wrong=("The day manager", "the council desk"))),
]


@pytest.mark.parametrize(("rule", "weak"), WARNED, ids=[f"{at}-{rule}" for at, (rule, _) in enumerate(WARNED)])
def test_a_weak_item_is_warned_with_its_rule(rule: str, weak: QuizItem) -> None:
    assert rule in rules_of(weak, "warn")


@pytest.mark.parametrize("number", ["999", "101", "111", "116 123"])
def test_the_numbers_that_everybody_may_learn_are_no_telephone_finding(number: str) -> None:
    assert "telephone numbers" not in rules_of(item(wrong=(f"Ring {number}", "the day manager")), "block")


def test_an_emergency_item_with_999_that_is_critical_is_not_blocked() -> None:
    quoted = replace(item().proof, quote="In danger ring 999.", passage="In danger ring 999.")
    scenario = item(
        ItemKind.SCENARIO,
        "Somebody is in immediate danger at the door. What do you do first?",
        ("Ring 999",),
        ("Ring 101", "Ring 111"),
        proof=quoted,
        is_critical=True,
    )
    assert not is_blocked(scenario)


@pytest.mark.parametrize(("is_true", "expected"), [(True, True), (False, False)])
def test_a_statement_is_answerable_when_the_passage_says_what_its_key_says(is_true: bool, expected: bool) -> None:
    assert is_answerable(true_false(f"True or false: the guide says “{QUOTE}”", is_true)) is expected


def test_the_later_of_two_equal_items_is_blocked_as_a_duplicate() -> None:
    one, other = item(), replace(item(), id="0" * 12)
    assert duplicates([one, other]) == [(one, other)]
    verdicts = judge(quiz(one, other))
    assert verdicts.passing == 1
    assert not verdicts.is_passed


def test_an_item_whose_question_holds_anothers_answer_gives_it_away() -> None:
    giver = item(
        stem="The duty worker takes night calls. Which number does the worker ask for?", right=("room number",)
    )
    assert gives_away(giver, item())
    assert not gives_away(item(stem="Who cleans the kitchen of the house?"), item())


def test_the_chi_squared_of_equal_places_is_zero_and_of_one_place_is_worked_out() -> None:
    assert chi_squared([0, 1, 2], 3) == 0.0
    assert chi_squared([0, 0, 0], 3) == 6.0  # ((3-1)^2 + 1 + 1) / 1


@pytest.mark.parametrize(("places", "run"), [([], 0), ([1], 1), ([1, 1, 2, 2, 2, 0], 3)])
def test_the_longest_run_counts_equal_neighbours(places: list[int], run: int) -> None:
    assert longest_run(places) == run


def test_the_tail_of_two_fair_coins_is_worked_out() -> None:
    assert at_least(1, [0.5, 0.5]) == pytest.approx(0.75)
    assert at_least(0, []) == 1.0
    assert at_least(2, [0.5, 0.25]) == pytest.approx(0.125)


def test_of_numbers_none_is_given_away_by_its_length() -> None:
    asked = f"Complete the sentence as the guide puts it: “There are {GAP} wardens on duty.”"
    numbers = item(ItemKind.CLOZE, asked, ("three",), ("five", "six"))
    assert "longest option" not in {one.rule for one in findings_of(numbers)}
    assert "longest option" in {one.rule for one in findings_of(item(ItemKind.CLOZE, asked, ("three",), ("no", "ten")))}


def test_a_bank_whose_longest_option_is_always_right_is_guessed_by_length() -> None:
    words = ("alpha", "bravo", "delta", "gamma", "kappa", "sigma", "theta", "zebra", "tango", "whisky")
    bank = [
        item(stem=f"What is {word}?", right=(f"the {word} answer in full",), wrong=("a b", "c d")) for word in words
    ]
    by_name = {guess.strategy: guess for guess in guesses(bank)}
    assert by_name["longest"].right == 10
    assert by_name["longest"].beats_chance


def test_an_empty_quiz_is_judged_without_an_error() -> None:
    verdicts = judge(quiz())
    assert (verdicts.passing, verdicts.with_warnings, verdicts.is_passed) == (0, 0, True)


def test_the_page_says_in_plain_words_what_asks_the_same_and_what_our_own_search_misses() -> None:
    one, two = item(), item(stem="Where do these words stand: “Ask for the duty worker”?", level=Level.FIND)
    three = replace(item(stem="What do you give after that, at the door?"), id="third")
    assert duplicate_line(quiz(one, two)) == "No two items ask the same."
    assert duplicate_line(quiz(one, two, replace(one, id="again"))) == "These ask the same: items 1 and 3."
    lines = round_trip_lines(quiz(one, two, three), {one.id: Trip.PASSAGE, two.id: Trip.PAGE, three.id: Trip.LOST})
    assert [re.findall(r"\d+", line) for line in lines] == [["2", "3", "1"], ["3"], ["2"]]
    assert len(round_trip_lines(quiz(one), {one.id: Trip.PASSAGE})) == 1
    assert round_trip_lines(quiz(), {}) == [NOT_OURS]
