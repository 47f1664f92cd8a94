"""The words offered for a gap: of one kind, fitting in the sentence, from the documents, and never right too."""

from __future__ import annotations

import pytest

from quiz.checking import findings_of
from quiz.facts import Sentence, World
from quiz.fitting import fits, kind_of, magnitude, phrases_of, said_in
from quiz.gaps import gap_rivals, gaps_of, vocabulary_of, with_instead
from quiz.types import GAP, ItemKind, Proof
from quiz.words import content
from tests.quiz_items import item

LINES = (
    "Ask a social worker to visit within 7 days.",
    "Tell the night warden, who answers within 20 minutes.",
    "A duty officer rings back within 24 hours.",
    "Send the referral form to the team.",
    "A boarding certificate is kept for 6 years.",
    "The council writes the repair letter within 8 weeks.",
    "It is for people under 18 and their parents.",
    "Nobody under 16 may wait alone.",
    "Crew under 21 and their mates ask first.",
    "Victims of forced labour are told of it.",
    "Somebody harmed by domestic abuse has a room.",
)


def told(*lines: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(line, Proof("manual", "Manual", 1, ("Desk",), line, line), "Desk", "desk") for line in lines)


def rivals(line: str, key: str, *others: str) -> set[str]:
    """Return what is offered beside the key in a line, when the documents hold the others."""
    sentences = told(line, *others)
    said = vocabulary_of(said_in(sentences))
    world = World((), sentences, tuple((one.text, content(one.text)) for one in sentences), lambda one, other: 0.0)
    phrase = next(one for one in gaps_of(line, said) if one.text == key)
    return {one.text for one in gap_rivals(line, phrase, line, sentences[0].proof, said, world, 1)}


OFFERED = [
    ("Give it to the custody officer.", "custody officer", {"social worker", "night warden", "duty officer"}),
    (
        "Wait for a health adviser.",
        "health adviser",
        {"social worker", "duty officer"},
    ),
    ("The pilot answers within 2 days.", "2 days", {"24 hours", "7 days", "20 minutes", "8 weeks"}),
    ("The berth is for people under 25 only.", "25", {"18", "16", "21"}),
    (
        "Fill in the licence form with a pen.",
        "licence form",
        {"referral form", "boarding certificate", "repair letter"},
    ),
    ("Homeless because of modern slavery.", "modern slavery", {"forced labour", "domestic abuse"}),
]


@pytest.mark.parametrize(("line", "key", "offered"), OFFERED, ids=[key for _, key, _ in OFFERED])
def test_a_gap_is_offered_words_of_the_keys_kind_that_stand_in_such_a_place_elsewhere(
    line: str, key: str, offered: set[str]
) -> None:
    assert rivals(line, key, *LINES) == offered


def test_what_is_said_of_the_same_thing_or_already_stands_in_a_line_is_not_offered() -> None:
    line = "The pilot answers within 2 days."
    assert "7 days" not in rivals(f"{line} The mate answers within 7 days.", "2 days", *LINES)
    assert "7 days" not in rivals(line, "2 days", *LINES, "The pilot answers within 7 days.")


def test_a_word_that_others_only_narrow_down_is_neither_asked_for_nor_offered() -> None:
    line = "Tell the night warden, who answers the worker."
    assert [one.text for one in gaps_of(line, vocabulary_of(said_in(told(line, *LINES))))] == ["night warden"]
    assert "worker" not in rivals("Give it to the custody officer.", "custody officer", *LINES, "Ask a worker.")


NOT_ASKED = {
    "a verb": "Still send it, and refer directly to the quay.",
    "what a noun does": "A caseworker replies to each of the crew.",
    "an entry of a list": "It is about wind, bullying, rain and snow.",
    "an activity": "They spoke of experiencing abuse at sea.",
    "what points back": "Pass it to the right officer or say where.",
}


@pytest.mark.parametrize("line", NOT_ASKED.values(), ids=NOT_ASKED.keys())
def test_what_is_no_whole_thing_is_not_asked_for(line: str) -> None:
    asked = {one.text for one in gaps_of(line, vocabulary_of(said_in(told(line))))} - {
        "quay",
        "crew",
        "sea",
        "caseworker",
        "wind",
    }
    assert asked == set()


def test_one_stands_for_another_only_with_the_same_number_and_article() -> None:
    key, plural, mass, other = (
        next(phrases_of(text))
        for text in ("Ask a mate officer.", "Ask the mate officers.", "Ask for officer.", "Ask an order officer.")
    )
    assert [fits(key, one) for one in (plural, mass, other)] == [False, False, False]
    assert fits(next(phrases_of("Ask the mate officer.")), other)
    assert not fits(other, next(phrases_of("Ask the mate officer.")))


def test_a_line_with_words_in_place_of_the_key_is_otherwise_the_same() -> None:
    line = "The pilot answers within 2 days of the call."
    key = next(one for one in phrases_of(line) if one.text == "2 days")
    assert with_instead(line, key, GAP) == f"The pilot answers within {GAP} of the call."


def test_a_report_and_a_referral_are_never_offered_for_each_other_nor_a_worker_for_another_kind_of_worker() -> None:
    asks, tells = (
        ("The mate makes the berth referral.", "Send the grant application."),
        (
            "The cook reads the incident report.",
            "The warden hears the night complaint.",
        ),
    )
    assert rivals(asks[0], "berth referral", asks[1], *tells) == {"grant application"}
    assert rivals(tells[0], "incident report", tells[1], *asks) == {"night complaint"}
    assert rivals("Speak to a social worker.", "social worker", "Ask a caseworker.", "A duty officer rings.") == {
        "duty officer"
    }
    stem = f"Complete the sentence as the guide puts it: “Ask for the {GAP}, then give the room number.”"
    mixed = item(ItemKind.CLOZE, stem, ("referral",), ("incident report", "duty report"))
    assert ("gap", "warn") in {(one.rule, one.weight) for one in findings_of(mixed)}


def test_lengths_of_time_can_be_put_in_order() -> None:
    rising = ("20 minutes", "24 hours", "7 days", "two weeks", "six months", "1 year")
    lengths = [magnitude(text) for text in rising]
    assert None not in lengths
    assert lengths == sorted(lengths, key=lambda one: one or 0)
    assert (magnitude("18"), magnitude("Ten"), magnitude("seven seas"), magnitude("a day")) == (18.0, 10.0, None, None)


def test_a_gap_with_a_person_and_a_length_of_time_among_its_answers_is_warned_of() -> None:
    stem = f"Complete the sentence as the guide puts it: “Ask for the {GAP}, then give the room number.”"
    mixed = item(ItemKind.CLOZE, stem, ("duty worker",), ("7 days", "night warden"))
    assert {(one.rule, one.weight) for one in findings_of(mixed)} >= {("gap", "warn")}
    same = item(ItemKind.CLOZE, stem, ("duty worker",), ("day officer", "night warden"))
    assert "gap" not in {one.rule for one in findings_of(same)}
    assert {kind_of(text) for text in ("duty worker", "day officers")} == {"staff"}
