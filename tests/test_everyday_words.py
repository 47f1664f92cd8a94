"""What people say is searched for in the words of the documents; what they typed is shown as they typed it."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.everyday_words import LIST, EverydayWords, everyday_words
from guide.types import Question, Status


@pytest.mark.parametrize(
    ("said", "searched"),
    [
        ("after a stretch inside", "after a stretch inside (a prison sentence)"),
        ("No fixed abode, what now?", "No fixed abode (homeless), what now?"),
        ("she can’t keep up; he's skint", "she can't keep up; he's skint (without money)"),
        ("shoplifting again", "shoplifting (theft, acquisitive offences) again"),
        ("the skinted and the kidsons", "the skinted and the kidsons"),
    ],
)
def test_everyday_words_are_followed_by_plain_ones(said: str, searched: str) -> None:
    assert everyday_words().in_plain_words(said) == searched


def test_the_longest_phrase_counts() -> None:
    words = EverydayWords.of("# a comment\n\nout = outside\nkicked out = evicted\n")
    assert words.in_plain_words("kicked out") == "kicked out (evicted)"


def test_a_star_is_any_ending_and_his_is_any_owner() -> None:
    words = EverydayWords.of("mend* his ways = stop offending\n")
    assert words.in_plain_words("mending their ways") == "mending their ways (stop offending)"
    assert words.in_plain_words("mend ways") == "mend ways"


def test_words_may_stand_apart_by_a_hyphen_or_a_line() -> None:
    words = EverydayWords.of("sofa surfing = staying with friends\n")
    assert words.in_plain_words("sofa-surfing") == "sofa-surfing (staying with friends)"
    assert words.in_plain_words("sofa\nsurfing") == "sofa\nsurfing (staying with friends)"


def test_what_is_left_without_the_phrases() -> None:
    words = EverydayWords.of("skint = without money\nhis ex = former partner\n")
    assert words.without("her ex is skint again").split() == ["is", "again"]


def test_no_phrase_is_said_twice_and_none_is_put_in_its_own_words() -> None:
    said = [line.partition(" = ")[0] for line in LIST.read_text(encoding="utf-8").splitlines() if " = " in line]
    assert len(said) == len(set(said)) > 3000


def test_a_line_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="kicked out"):
        EverydayWords.of("kicked out: evicted")


def test_a_question_in_slang_is_answered_and_shows_what_was_searched(guide: Guide) -> None:
    answer = guide.ask(Question("Does a spell inside make folk lose the roof over their head?"))
    assert answer.status is Status.ANSWERED
    assert "(a prison sentence)" in answer.standalone_question and "(" not in answer.question
    assert any("homeless" in citation.quote for citation in answer.citations)
