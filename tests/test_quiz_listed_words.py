"""Words listed before a noun: which lists are closed, and which words of another list may stand beside theirs."""

from __future__ import annotations

import pytest

from quiz.checking import is_blocked
from quiz.facts import Sentence, World
from quiz.listed_words import listed_in, listed_items
from quiz.types import GAP, ItemKind, Proof, QuizItem
from quiz.words import content

TIDES = "The berth is given by seasonal, personal and medical needs of the crew."
RISKS = "A skipper looks at natural, technical or criminal risks before each trip."


def told(*lines: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(line, Proof("manual", "Manual", 1, ("Desk",), line, line), "Desk", "desk") for line in lines)


def made(*lines: str, near: tuple[str, str] = ("", "")) -> list[QuizItem]:
    sentences = told(*lines)
    units = tuple((one.text, content(one.text)) for one in sentences)
    world = World((), sentences, units, lambda one, other: 0.9 if {one, other} == set(near) else 0.0)
    return list(listed_items(sentences, world, 1))


def test_a_closed_list_gives_a_gap_for_its_last_entry_and_all_of_its_entries_to_choose() -> None:
    gap, several = made(TIDES, RISKS)[:2]
    assert f"seasonal, personal and {GAP} needs" in gap.stem
    assert (gap.kind, gap.keys) == (ItemKind.CLOZE, ("medical",))
    assert {option.text for option in gap.options} == {"medical", "natural", "technical", "criminal"}
    assert (several.kind, set(several.keys)) == (ItemKind.SEVERAL, {"seasonal", "personal", "medical"})
    assert f"by {GAP} needs" in several.stem
    assert not is_blocked(gap)
    assert not is_blocked(several)


NOT_CLOSED = {
    "begun by examples": "The berth is given by needs including seasonal, personal and medical needs.",
    "said to go on": "The berth is given by seasonal, personal and medical needs and other reasons.",
    "nouns side by side": "The berth is given by apples, pears and orange juice.",
    "at the beginning": "seasonal, personal and medical needs decide about the berth.",
    "two words": "The berth is given by seasonal and personal needs of the crew.",
}


@pytest.mark.parametrize("line", NOT_CLOSED.values(), ids=NOT_CLOSED.keys())
def test_what_is_no_closed_list_of_such_words_is_not_asked_for(line: str) -> None:
    assert list(listed_in(told(line))) == []


def test_a_word_is_not_offered_where_any_line_puts_it_before_the_noun_or_it_is_near_in_meaning() -> None:
    said = made(TIDES, RISKS, "Tell the warden of technical and other needs.")
    assert {option.text for option in said[0].options} == {"medical", "natural", "criminal"}
    near = made(TIDES, RISKS, near=("natural", "seasonal"))
    assert {option.text for option in near[0].options} == {"medical", "technical", "criminal"}
    assert made(TIDES) == []


def test_of_a_long_sentence_the_part_that_leads_to_the_list_is_quoted() -> None:
    long = "The club has looked after every boat in the harbour since it was founded, and the warden keeps a book"
    (one,) = listed_in(told(f"{long} - each berth is given to a crew by seasonal, personal and medical needs."))
    assert one.quoted == "each berth is given to a crew by seasonal, personal and medical needs"
    unbroken = f"{long} and gives each berth to a crew by seasonal, personal and medical needs."
    assert list(listed_in(told(unbroken))) == []
