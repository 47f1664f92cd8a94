"""What a message is, before any search."""

from __future__ import annotations

import pytest

from guide.asking.understanding import (
    is_personal_lookup,
    is_vague,
    readable,
    reduce_narrative,
    smalltalk_kind,
    standalone,
)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Hi", "greeting"),
        ("good morning everyone", "greeting"),
        ("Hiya, how are you today?", "greeting"),
        ("Thanks!", "thanks"),
        ("brilliant, that's very helpful, thank you so much", "thanks"),
        ("Bye for now", "goodbye"),
        ("see you tomorrow", "goodbye"),
        ("hello, is anybody in?", "greeting"),
        ("Cheers, that did the trick", "thanks"),
        ("What can you do?", "capabilities"),
        ("wot do u do", "capabilities"),
        ("how r u", "greeting"),
        ("who r u", "maker"),
        ("how does this work", "capabilities"),
        ("what kind of things can I ask about here?", "capabilities"),
        ("who made you?", "maker"),
        ("Are you a robot or a real person?", "maker"),
    ],
)
def test_small_talk_is_told_by_the_whole_message(message: str, kind: str) -> None:
    assert smalltalk_kind(message) == kind


@pytest.mark.parametrize(
    "message",
    [
        "Hello, who do I ring about a rough sleeper?",
        "thanks, and what about consent for MARAC?",
        "What can you do about noise at night?",
        "what can u do about noise",
        "who made the plan?",
        "How does this work for under 18s?",
        "morning after pill",
        "What does it say about fraud",
    ],
)
def test_a_message_with_a_subject_is_not_small_talk(message: str) -> None:
    assert smalltalk_kind(message) is None


@pytest.mark.parametrize(
    "message",
    [
        "help",
        "I need some help",
        "how do I refer someone?",
        "what's the number",
        "Is it urgent?",
        "tricky one with a family",
    ],
)
def test_a_message_that_names_no_subject_is_vague(message: str) -> None:
    assert is_vague(message)


@pytest.mark.parametrize("message", ["number for the Havens", "MARAC criteria", "159", "is consent needed for CAMHS"])
def test_a_message_that_names_a_subject_is_not_vague(message: str) -> None:
    assert not is_vague(message)


@pytest.mark.parametrize(
    "masked",
    [
        "Where does Ms [name] live?",
        "anything on Mr [name]?",
        "Where does [name] live?",
        "look up [name], [National Insurance number]",
        "Save this note: [name] was rude",
        "What did [name] of [address] say to housing?",
        "anything on [name]?",
    ],
)
def test_asking_about_a_person_is_a_look_up(masked: str) -> None:
    assert is_personal_lookup(masked)


@pytest.mark.parametrize(
    "masked",
    ["[name], [address] wants to know who does housing", "DOB [date of birth]. Which form?", "look up the SPA"],
)
def test_a_question_that_only_mentions_a_person_is_not_a_look_up(masked: str) -> None:
    assert not is_personal_lookup(masked)


@pytest.mark.parametrize(
    "follow_up",
    ["and for children?", "what about at night?", "Is consent needed?", "how long does it take", "who else is there?"],
)
def test_a_follow_up_is_searched_with_the_turn_it_leans_on(follow_up: str) -> None:
    result = standalone(follow_up, ["hello", "Where do I report a scam text?"])
    assert result.is_follow_up
    assert result.text == f"Where do I report a scam text? {follow_up}"


@pytest.mark.parametrize(
    "message", ["tell me more", "anything else besides that?", "go on", "Could you expand on that?"]
)
def test_asking_for_more_is_searched_as_the_earlier_question(message: str) -> None:
    result = standalone(message, ["Where do I report a scam text?"])
    assert result.wants_more
    assert result.text == "Where do I report a scam text?"


@pytest.mark.parametrize(
    "message",
    ["who else is there?", "what more does a landlord have to do?", "how many more?", "anything else on fraud?"],
)
def test_a_follow_up_that_asks_for_something_is_not_for_more_of_the_same(message: str) -> None:
    assert not standalone(message, ["Where do I report a scam text?"]).wants_more


def test_a_detail_of_no_service_is_asked_of_the_turn_before() -> None:
    asked = "Does the adult have to agree?"
    assert not standalone(asked, ["Where do I report a scam text?"]).is_follow_up
    assert standalone(asked, ["Where do I report a scam text?"], asks_a_field=True).is_follow_up


def test_an_answer_to_a_question_back_is_no_subject_of_its_own() -> None:
    result = standalone("is there a number", ["my client is being stalked", "yes in London"])
    assert result.text == "my client is being stalked yes in London is there a number"


def test_a_new_subject_is_searched_alone() -> None:
    question = "What does the plan say about fraud and organised crime in London?"
    assert standalone(question, ["Where do I report a scam text?"]).text == question


@pytest.mark.parametrize(
    "question", ["why does shelter matter so much", "How do gangs recruit?", "so why is drink a risk"]
)
def test_a_whole_question_of_few_words_is_searched_alone(question: str) -> None:
    assert standalone(question, ["Where do I report a scam text?"]).text == question


@pytest.mark.parametrize("question", ["why does it matter", "how does that help", "why do they need consent"])
def test_a_whole_question_that_points_back_is_not(question: str) -> None:
    assert standalone(question, ["Where do I report a scam text?"]).is_follow_up


def test_a_follow_up_on_a_follow_up_keeps_the_first_subject() -> None:
    result = standalone("and at weekends?", ["Who treats alcohol dependence?", "what about women?"])
    assert result.text == "Who treats alcohol dependence? what about women? and at weekends?"


def test_small_talk_is_never_the_subject_of_a_follow_up() -> None:
    assert standalone("and for children?", ["thank you"]).text == "and for children?"


def test_a_long_story_is_reduced_to_what_it_asks() -> None:
    story = " ".join(
        f"On day {n} he came to the office and spoke about the weather with the others." for n in range(12)
    )
    reduced = reduce_narrative(f"{story} His landlord wants him out. Who deals with eviction? He left at noon.")
    assert "Who deals with eviction?" in reduced
    assert "His landlord wants him out." in reduced
    assert len(reduced.split()) <= 90


def test_a_short_message_is_not_reduced() -> None:
    assert reduce_narrative("One. Two. Three?") == "One. Two. Three?"


def test_invisible_characters_are_dropped_and_letters_kept() -> None:
    assert readable("a\u200bb\x00c\u202e é\U000e0041") == "abc é"
