"""Markup that escapes, cards that cite, and plain text for a case note. No browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.adapters.pathway_file import read_pathways
from guide.directory.pathway_cards import Moment, card
from guide.keeping.conversations import ModelPart, Turn
from guide.language_model.rewording import Sentence
from guide.types import Alert, AlertKind, Answer, Citation, Nearest, Reason, Status
from tests.conftest import ROOT
from ui import pathway_card
from ui.alert_cards import alerts
from ui.cards import answer_body, count_line
from ui.case_note import case_note, conversation_text
from ui.markup import escaped, tag
from ui.stretches import Said, not_held_first, stretches

AT = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
HOSTILE = '<img src=x onerror=alert(1)> ![x](https://collector.example/p.png) " onclick="x'


def turn(*quotes: str, text: str = "", status: Status = Status.ANSWERED) -> Turn:
    citations = tuple(
        Citation(number, "plan", "The plan", None, ("Themes", f"Part {number % 2}"), quote, quote, 0, len(quote), 0)
        for number, quote in enumerate(quotes, start=1)
    )
    said = text or "The plan says:\n\n" + "\n".join(f"{quote} [{number}]" for number, quote in enumerate(quotes, 1))
    return Turn.of(Answer("Why?", "Why?", status, None, 0.9, said, citations), AT, number=1)


@given(st.text(max_size=60))
def test_no_text_can_open_or_close_an_element(text: str) -> None:
    shown = tag("p", text, title=text)
    assert shown.count("<") == 2
    assert shown.count(">") == 2
    assert shown.count('"') == 2


def test_invisible_characters_and_direction_overrides_are_dropped() -> None:
    assert escaped("a\u200bb\u202ec\U000e0041d\ufeffe") == "abcde"


def test_a_hostile_quotation_is_shown_as_the_words_it_is() -> None:
    shown = answer_body(turn(HOSTILE))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def test_a_text_is_cut_into_our_words_and_its_quotations_in_order() -> None:
    parts = stretches(turn("first quote", "second [2] quote"))
    assert [(part.text, part.marker) for part in parts if part.marker] == [("first quote", 1), ("second [2] quote", 2)]


LEAD, HELD, MISSING = Said("MARAC, Contact:"), Said("Ring 101.", 1), Said("Telephone: not in our documents", 1)


@pytest.mark.parametrize(
    ("parts", "first", "rest"),
    [
        ((LEAD, MISSING, Said("Steps:"), HELD), (LEAD, MISSING), (Said("Steps:"), HELD)),
        (
            (Said("Hours: not in our documents.\nSteps:"), HELD),
            (Said("Hours: not in our documents.\n"),),
            (Said("Steps:"), HELD),
        ),
        ((LEAD, HELD), (), (LEAD, HELD)),
        ((LEAD, HELD, Said("Hours: not in our documents.")), (), (LEAD, HELD, Said("Hours: not in our documents."))),
        ((), (), ()),
    ],
    ids=["quoted", "in our words", "held", "said later", "nothing"],
)
def test_what_is_not_held_is_parted_from_the_rest_where_it_is_said_first(
    parts: tuple[Said, ...], first: tuple[Said, ...], rest: tuple[Said, ...]
) -> None:
    assert not_held_first(parts) == (first, rest)


@pytest.mark.parametrize(
    ("count", "words", "folds"),
    [(5, 40, False), (6, 40, True), (6, 2, False)],
    ids=["five long ones", "six long ones", "six short ones"],
)
def test_more_than_five_long_quotations_fold(count: int, words: int, folds: bool) -> None:
    shown = answer_body(turn(*[f"{number} " + "word " * words + "end" for number in range(count)]))
    assert ("<summary>Show" in shown) is folds


def test_the_computed_line_counts_quotations_sections_and_sources() -> None:
    # Three quotations; their headings end in Part 1, Part 0, Part 1: two sections.
    assert count_line(turn("a b", "c d", "e f")) == "3 quotations, word for word, from 2 sections of The plan."
    assert count_line(turn("a b")) == "1 quotation, word for word, from 1 section of The plan."


def test_a_refusal_has_no_computed_line_and_marks_the_nearest_passage() -> None:
    near = Nearest("plan", "The plan", None, ("Themes",), "Something near.", 0)
    answer = Answer("Why?", "Why?", Status.DECLINED, Reason.NOT_IN_DOCUMENTS, 0.1, "Not here.", nearest=(near,))
    declined = Turn.of(answer, AT)
    assert count_line(declined) == ""
    assert "Not an answer" in answer_body(declined)


def test_a_refusal_shows_the_piece_that_came_nearest_and_not_the_passage_around_it() -> None:
    near = Nearest("plan", "The plan", None, ("Themes",), "Far from it. Something near.", 0, "Something near.")
    answer = Answer("Why?", "Why?", Status.DECLINED, Reason.NOT_IN_DOCUMENTS, 0.1, "Not here.", nearest=(near,))
    kept = Turn.from_json(1, AT, Turn.of(answer, AT).to_json())
    assert "Something near." in answer_body(kept) and "Far from it" not in answer_body(kept)
    before = {key: value for key, value in Turn.of(answer, AT).to_json().items() if key != "closest"}
    assert "Far from it. Something near." in answer_body(Turn.from_json(1, AT, before))


def test_the_emergency_stands_first_and_its_numbers_can_be_pressed() -> None:
    found = [
        Alert(AlertKind.PERSONAL_DATA, "Masked and not kept: name."),
        Alert(AlertKind.EMERGENCY, "Call 999 now. Then ring 020 7946 0123."),
    ]
    shown = alerts([{"kind": alert.kind.value, "text": alert.text} for alert in found])
    assert shown.index("alert-emergency") < shown.index("alert-personal-data")
    assert 'href="tel:02079460123">020 7946 0123</a>' in shown


def test_a_case_note_holds_time_question_quotation_and_place_in_under_200_words() -> None:
    note = case_note(turn("a quotation of the plan"), lambda source: "covers 2024-2029")
    assert note.splitlines() == [
        "Safer Kingston Guide, 23 November 2026, 21:40",
        "Asked: Why?",
        "Quoted, word for word:",
        "“a quotation of the plan” (The plan; Themes › Part 1; covers 2024-2029)",
    ]


def test_a_case_note_says_which_alert_was_shown() -> None:
    alerts = (
        Alert(AlertKind.PERSONAL_DATA, "A name was masked."),
        Alert(AlertKind.EMERGENCY, "999: ring it now. More."),
    )
    asked = Answer(
        "He is here", "", Status.DECLINED, Reason.OUT_OF_SCOPE, 0.1, "Act on the alert first.", alerts=alerts
    )
    lines = case_note(Turn.of(asked, AT, number=1), lambda source: "").splitlines()
    assert lines[2] == "Alert shown: 999: ring it now."
    assert lines[-1] == "Rang: ______  Spoke to: ______  Outcome: ______"


def test_a_long_case_note_counts_what_it_leaves_out_and_cuts_no_quotation() -> None:
    quotes = [f"{number} " + "word " * 60 + "end" for number in range(5)]
    note = case_note(turn(*quotes), lambda source: "")
    assert len(note.split()) < 200
    assert f"“{quotes[0]}”" in note
    # Two quotations of 62 words fit into 190 less head and places; three are left out.
    assert "And 3 more quotations in the guide." in note


def test_no_case_note_reaches_200_words_whatever_was_asked_and_whichever_service_fits() -> None:
    records = read_pathways(ROOT / "corpus")
    directory = {each.id: each for each in records}
    moment = Moment.of(records[0].compiled, None)
    cards = [card(each, directory, moment) for each in records]
    cards.sort(key=lambda each: -len(" ".join([*each.lines("steps")[:1], *each.lines("consent")]).split()))
    longest = cards[0]
    for each in cards:
        quoted = Citation(1, "plan", "The plan", None, ("Themes",), "words of it", "words of it", 0, 11, 0)
        story = Answer(
            "story " * 400, "", Status.ANSWERED, None, 0.9, "words of it [1]", (quoted,), pathways=(each, longest)
        )
        note = case_note(Turn.of(story, AT, number=1), lambda source: "covers 2024-2029")
        assert len(note.split()) < 200, each.id
        assert all(contact.value in note for contact in each.contacts[:1]), each.id
        assert note.endswith("Rang: ______  Spoke to: ______  Outcome: ______")


def test_a_card_names_what_is_not_in_our_documents_on_one_line_and_the_only_page_once() -> None:
    directory = {each.id: each for each in read_pathways(ROOT / "corpus")}
    moment = Moment.of(directory["frank"].compiled, None)
    for each in directory.values():
        shown = str(pathway_card.card(card(each, directory, moment).to_json()))
        assert shown.count("ot in our documents: </strong>") <= 1, each.id
        assert shown.count("</strong>not in our documents") <= 1, each.id
        assert all(shown.count(f">{page}</a>") <= 2 for page in each.sources), each.id
    talking = str(pathway_card.card(card(directory["kingston-talking-therapies"], directory, moment).to_json()))
    assert (
        "Not in our documents: </strong>thresholds, if nobody answers, hours, legal basis, have ready.</p>" in talking
    )


def test_a_downloaded_conversation_holds_every_turn_with_its_places() -> None:
    first = turn("a quotation")
    text = conversation_text([first, replace(first, number=2)], lambda source: "covers 2024-2029")
    assert text.startswith("Safer Kingston Guide: a conversation of 2 questions.")
    assert text.count("[1] The plan; Themes › Part 1; covers 2024-2029") == 2


def test_a_models_version_keeps_our_own_words_before_and_after_the_quotations() -> None:
    citations = tuple(
        Citation(number, "plan", "Plan", None, (heading,), quote, quote, 0, len(quote), document_start=0)
        for number, heading, quote in ((1, "Aims", "one aim"), (2, "Means", "one means"))
    )
    said = (
        "The Plan lists 2 of 8:\n\nAims\none aim [1]\n\nMeans\none means [2]\n\nThey are not the test for a referral."
    )
    answer = Answer("What?", "What?", Status.ANSWERED, None, 0.9, said, citations)
    part = ModelPart("A model did this.", (Sentence("One aim", (1,)), Sentence("also one means", (2,))))
    body = str(answer_body(replace(Turn.of(answer, AT, number=1), model=part)))
    shown = body.split("<details", 1)[0]
    in_order = ["The Plan lists 2 of 8:", "Aims", "One aim", "Means", "also one means", "They are not the test"]
    assert [words for words in in_order if words in shown] == in_order
    assert sorted(in_order, key=shown.index) == in_order
    assert "Show quotations" in body
    assert "A model did this." in body
