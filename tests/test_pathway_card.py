"""A service's card as markup: what stands in sight, what is folded, and a mark beside every number. No browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import unescape

import pytest

from guide.adapters.pathway_file import read_pathways
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_lines import ONE_LINE, one_line
from guide.directory.pathway_records import PathwayCard
from guide.keeping.conversations import Turn
from guide.types import Answer, Citation, Status
from tests.conftest import ROOT
from tests.test_markup import AT
from ui import pathway_card, pathway_contacts
from ui.cards import answer_body

RECORDS = {each.id: each for each in read_pathways(ROOT / "corpus")}
MOMENT = Moment.of(RECORDS["frank"].compiled, None)
CARDS = {each.id: card(each, RECORDS, MOMENT) for each in RECORDS.values()}


def shown(each: PathwayCard) -> tuple[str, str]:
    """Return the words of a card in sight, and those that are folded."""
    whole = str(pathway_card.card(each.to_json()))
    above, _, below = whole.partition("<details")
    return words(above), words(below)


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.mark.parametrize("pathway_id", [each.id for each in CARDS.values() if each.lines("consent")])
def test_consent_takes_one_line_in_sight_and_stands_whole_further_down(pathway_id: str) -> None:
    each = CARDS[pathway_id]
    above, below = shown(each)
    whole = " ".join(each.lines("consent"))
    line = one_line(each.lines("consent"))
    assert line in whole
    assert f"Consent: {line}" in above
    assert len(line.split()) <= ONE_LINE
    assert (whole in above) is (line == whole)
    assert (f"Consent: {' '.join(whole.split())}" in below) is (line != whole)
    assert ("More below." in above) is (line != whole)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Ask first.", "Then write it down."), "Ask first. Then write it down."),
        ((" ".join(["word"] * 20) + ".", "One two three."), " ".join(["word"] * 20) + "."),
        ((" ".join(["word"] * 30) + ", unless a child is in danger.", "More."), None),
        ((), ""),
    ],
    ids=["both fit", "the second does not fit", "a long sentence is never cut", "nothing"],
)
def test_one_line_is_whole_sentences_from_the_beginning(lines: tuple[str, ...], expected: str | None) -> None:
    assert one_line(lines) == (lines[0] if expected is None else expected)


def test_a_card_shows_how_urgent_it_is_for_which_ages_and_when_it_is_to_be_reviewed() -> None:
    above, below = shown(CARDS["kingston-children-spa"])
    assert "Urgency: same day; ages up to 17." in above
    assert "Review by: no date set." in below
    assert "Not in our documents: " in below
    above, below = shown(replace(CARDS["frank"], review_by="2027-05-01"))
    assert "Urgency: routine." in above
    assert "ages." in below
    assert "Review by: 1 May 2027." in below


def test_a_number_for_texts_can_be_reported_too_and_999_cannot() -> None:
    markup = str(pathway_card.card(CARDS["samaritans-and-shout"].to_json()))
    assert 'aria-label="You texted 85258: how did it go?"' in markup
    assert 'aria-label="You rang 116 123: how did it go?"' in markup
    assert "how did it go?" not in str(pathway_card.card(CARDS["police-999"].to_json()))


@pytest.mark.parametrize(
    ("pathway_id", "at", "expected"),
    [
        ("mens-advice-line", datetime(2026, 11, 24, 2), pathway_contacts.CANNOT_WAIT),
        ("mens-advice-line", datetime(2026, 11, 24, 12), ""),
        ("kingston-children-spa", datetime(2026, 11, 24, 2), ""),
        ("respect-phoneline", datetime(2026, 11, 24, 2), ""),
    ],
    ids=["closed", "open", "an out-of-hours number", "hours not known"],
)
def test_a_card_with_every_line_closed_says_where_to_turn(pathway_id: str, at: datetime, expected: str) -> None:
    each = card(RECORDS[pathway_id], RECORDS, Moment.of(RECORDS["frank"].compiled, at))
    above, _ = shown(each)
    assert ("While it is closed: " in above) is bool(expected)
    assert expected in above


def test_a_number_that_the_first_step_gives_of_another_service_can_be_reported_there() -> None:
    markup = str(pathway_card.card(CARDS["child-exploitation-marve"].to_json()))
    assert "&quot;pathway&quot;: &quot;kingston-children-spa&quot;" in markup
    assert 'aria-label="You rang 020 8547 5008: how did it go?"' in markup


@pytest.mark.parametrize(
    ("pathway_id", "label", "owner"),
    [
        ("frank", "Contact", "frank"),
        ("child-exploitation-marve", "What to do", "kingston-children-spa"),
        ("police-101", "What to do", "police-101"),
    ],
    ids=["its own", "of another service", "without a mark"],
)
def test_a_field_that_is_quoted_first_carries_the_marks_of_its_numbers(pathway_id: str, label: str, owner: str) -> None:
    each, contacts = CARDS[pathway_id], CARDS[owner].contacts
    said = f"Telephone: {contacts[0].value}" if label == "Contact" else each.lines("steps")[0]
    citation = Citation(1, pathway_id, each.name, None, (label,), said, said, 0, len(said))
    answer = Answer("Who?", "Who?", Status.ANSWERED, None, 0.9, f"{said} [1]", (citation,), pathways=(each,))
    first, _, _ = str(answer_body(Turn.of(answer, AT, number=1))).partition("Do this now")
    marks = [f"{one.value}: {one.mark}." for one in contacts if one.value in said and one.mark]
    assert words(first) == " ".join([said, "1", *marks])
    assert bool(marks) is (pathway_id != "police-101")


def test_the_mark_of_a_number_that_two_quotations_hold_stands_there_once() -> None:
    each = CARDS["frank"]
    said = (f"Telephone: {each.contacts[0].value}", f"Ring {each.contacts[0].value}.")
    cited = tuple(
        Citation(at, "frank", each.name, None, ("Contact",), one, one, 0, len(one)) for at, one in enumerate(said, 1)
    )
    text = f"{said[0]} [1]\n{said[1]} [2]"
    answer = Answer("Who?", "Who?", Status.ANSWERED, None, 0.9, text, cited, pathways=(each,))
    first, _, _ = str(answer_body(Turn.of(answer, AT, number=1))).partition("Do this now")
    assert words(first).count(f"{each.contacts[0].value}: {each.contacts[0].mark}.") == 1
