"""Misspelt words of a question are mended for the search; right ones, names and the corpus's own words are not."""

from __future__ import annotations

import pytest

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.adapters.spelling import Spelling
from guide.answering import Guide
from guide.types import Question, Status


@pytest.fixture(scope="module")
def spelling(embedder: SentenceEmbedder) -> Spelling:
    assert embedder.vocabulary is not None
    return Spelling(embedder.vocabulary)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("pepole leaving prision", "people leaving prison"),
        ("is a vunerable resdent at risk", "is a vulnerable resident at risk"),
        ("WHAT ABOUT HOMLESSNESS", "WHAT ABOUT homelessness"),
        ("what does UserDatagram do", "what does User Datagram do"),
    ],
)
def test_a_misspelt_word_becomes_the_nearest_common_one(spelling: Spelling, typed: str, mended: str) -> None:
    assert spelling.mend(typed, lambda word: word == "homelessness") == mended


@pytest.mark.parametrize(
    "typed",
    [
        "colour programme organisation neighbours radicalised behaviour",
        "drank bleach, rung her, cuckooing",
        "Prision Jerónimo Featherstonehaugh",
        "don't they're SPA KREC 159",
    ],
)
def test_right_words_names_and_short_ones_are_left(spelling: Spelling, typed: str) -> None:
    assert spelling.mend(typed, lambda word: word == "cuckooing") == typed


def test_a_long_word_two_letters_away_is_mended_to_a_word_of_the_documents_only(spelling: Spelling) -> None:
    documents = {"guarantee", "harassment"}
    assert spelling.mend("they gaurentee it", documents.__contains__) == "they guarantee it"
    assert spelling.mend("after harrasment", documents.__contains__) == "after harassment"
    assert spelling.mend("the cuckooing of", documents.__contains__) == "the cuckooing of"


def test_a_word_that_stands_in_the_documents_is_right(spelling: Spelling) -> None:
    assert spelling.mend("prision", lambda word: True) == "prision"


def test_a_misspelt_question_is_answered_and_shows_what_was_searched(guide: Guide) -> None:
    answer = guide.ask(Question("wot does the plan say about spending time in prision and homlessness"))
    assert answer.status is Status.ANSWERED
    assert "prison and homelessness" in answer.standalone_question
    assert "prision and homlessness" in answer.question


def test_of_words_one_letter_away_one_of_the_documents_comes_first(spelling: Spelling) -> None:
    assert spelling.mend("substance missuse", {"misuse"}.__contains__) == "substance misuse"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("theres a wedding", "there's a wedding"),
        ("she wasnt asked", "she wasn't asked"),
        ("weve told the school", "we've told the school"),
        ("shes at school and hes not", "she's at school and he's not"),
        ("whos on tonight", "who's on tonight"),
        ("Theyre here", "They're here"),
    ],
)
def test_a_short_form_without_its_apostrophe_is_no_other_word(spelling: Spelling, typed: str, mended: str) -> None:
    assert spelling.mend(typed, lambda word: word in ("themes", "want", "were")) == mended


@pytest.mark.parametrize(
    "typed",
    [
        "damp and mould", "meds in 20 mins", "an admin with a landline", "new malden", "on wifi", "covid", "x-rayed",
        "a misper", "shanked", "wearing a hoodie", "fails her maths", "the kerb", "insta", "maths", "a neet",
    ],
)  # fmt: skip
def test_a_word_that_no_list_holds_is_not_made_another(spelling: Spelling, typed: str) -> None:
    assert spelling.mend(typed, lambda word: word in ("would", "need", "per", "feds", "wife")) == typed


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("reofending", "reoffending"),
        ("acomodation", "accommodation"),
        ("seperate", "separate"),
        ("helth", "health"),
        ("thnak", "thank"),
        ("somone", "someone"),
        ("likley", "likely"),
    ],
)
def test_a_slip_of_the_fingers_or_the_ear_is_mended(spelling: Spelling, typed: str, mended: str) -> None:
    assert spelling.mend(typed, lambda word: word in ("reoffending", "accommodation")) == mended
