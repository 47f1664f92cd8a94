"""Contact exactness: a contact shown counts where its record holds it, under this service, label and hour alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from evaluation import contact_mutations
from evaluation.contact_lines import held_by, held_by_own, shown_in
from evaluation.measures.contacts import Form, Held, Shown, Stray, contact_exactness, strays
from evaluation.replies import Reply
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_edits import Edit, EditKind, contact_text
from guide.directory.pathway_records import Contact
from tests.evaluation_sample import CARD, DESK, DIRECTORY, LINE, NIGHT, held_for

NUMBER, OTHER = "020 7946 0123", "0808 496 0777"
REPLY = Reply("q", "q", "answered", None, 0.9, "", pathways=(CARD,))


def lost(reply: Reply, held: tuple[Held, ...]) -> list[tuple[str, ...]]:
    """Return the contacts of a reply that do not stand where it says that they are from."""
    return [stray.contacts for stray in strays(shown_in(reply, held), held)]


def test_a_number_counts_where_its_own_line_holds_it_and_an_answer_without_one_has_no_figure() -> None:
    held = (Held("desk", "phone", NUMBER), Held("line", "phone", OTHER))
    right, wrong = Shown(NUMBER, (("desk", "phone"),)), Shown(OTHER, (("desk", "phone"),))
    # one of the two numbers shown under the desk stands there
    assert contact_exactness((right, wrong), held) == pytest.approx(1 / 2)
    assert strays((right, wrong), held) == (Stray(wrong, ("08084960777",)),)
    assert contact_exactness((Shown("No number here.", ()),), held) is None


@pytest.mark.parametrize(
    ("words", "form", "expected"),
    [
        ("Ring 02079460123 now", Form.TEXT, 1.0),
        ("02079460123", Form.CONTACT, 0.0),
        ("Telephone: 020 7946 0123 (free)", Form.LINE, 0.0),
        ("020 7946 0123", Form.CONTACT, 1.0),
    ],
    ids=["digits in running text", "other spaces on a card", "other words around it", "as it stands"],
)
def test_running_text_is_held_to_digits_and_a_card_to_every_character(words: str, form: Form, expected: float) -> None:
    assert contact_exactness((Shown(words, (("d", "l"),), form),), (Held("d", "l", NUMBER),)) == expected


def test_a_contact_that_looks_like_no_number_is_held_to_its_record_too() -> None:
    shown = Shown("the desk at the lodge", (("d", "post"),), Form.CONTACT)
    assert contact_exactness((shown,), (Held("d", "post", "the desk in the lodge"),)) == 0.0


def test_at_night_the_line_of_a_service_that_a_card_sends_people_to_is_exact_with_its_own_times() -> None:
    assert [link["opening"] for link in CARD["links"]] == ["closed now, opens Wed 10:00"]  # type: ignore[attr-defined]
    assert lost(REPLY, held_for(REPLY)) == []


@pytest.mark.parametrize(
    "plant",
    [
        contact_mutations.swapped_number,
        contact_mutations.number_of_another_service,
        contact_mutations.linked_number_of_another_service,
        contact_mutations.number_under_another_label,
        contact_mutations.times_of_another_line,
    ],
    ids=lambda plant: plant.__name__,
)
def test_a_number_or_time_that_stands_elsewhere_in_the_reply_is_not_exact_here(plant: object) -> None:
    changed = plant(REPLY)  # type: ignore[operator]
    assert changed and changed != REPLY
    assert lost(changed, held_for(REPLY))


def test_a_line_that_is_open_now_is_not_exact_as_closed() -> None:
    noon = Moment(NIGHT.day, datetime(2026, 11, 24, 12))
    by_day = replace(REPLY, pathways=(card(DESK, DIRECTORY, noon).to_json(),))
    assert lost(by_day, tuple(held_by(("housing-desk",), DIRECTORY, noon))) == []
    assert ("17:00",) in lost(by_day, held_for(REPLY))


def test_a_service_that_left_the_directory_keeps_the_number_that_the_record_gives() -> None:
    alone = {"housing-desk": DESK}
    reply = replace(REPLY, pathways=(card(DESK, alone, NIGHT).to_json(),))
    assert lost(reply, tuple(held_by(("housing-desk",), alone, NIGHT))) == []


def test_a_number_that_its_owner_changed_is_not_exact_where_another_card_keeps_the_former_one() -> None:
    changed = replace(LINE, contacts=(Contact("phone", "0808 496 0778"),))
    held = tuple(held_by(("housing-desk",), {**DIRECTORY, "mens-line": changed}, NIGHT))
    assert ("08084960777",) in lost(REPLY, held)


def test_a_sentence_without_a_citation_that_names_a_service_is_held_to_its_numbers() -> None:
    held = held_for(REPLY)
    assert lost(replace(REPLY, text=f"Men's Line answers on {OTHER}."), held) == []
    assert lost(replace(REPLY, text=f"Men's Line answers on {NUMBER}."), held) == [("02079460123",)]
    assert lost(replace(REPLY, text=f"Ring {NUMBER} or {OTHER}."), held) == []


def test_the_organisations_own_contacts_are_held_to_what_was_entered() -> None:
    entered = contact_text(Contact("phone", "020 7946 0555"))
    at = datetime(2026, 11, 23, 9)
    edit = Edit(EditKind.CHANGED, "own", "Sam", False, at, field="duty manager", after=entered)
    night = replace(NIGHT, own=(("duty manager", edit),))
    asks = replace(DESK, fields=(("steps", ("Tell your duty manager.",)),))
    reply = replace(REPLY, pathways=(card(asks, DIRECTORY, night).to_json(),))
    held = tuple(held_by(("housing-desk",), {**DIRECTORY, "housing-desk": asks}, night))
    assert lost(reply, (*held, *held_by_own(night.own))) == []
    assert lost(reply, held) == [("02079460555",)]


def test_an_alert_stands_as_it_was_written() -> None:
    held = held_for(REPLY)
    right = next(each.words for each in held if each.place == ("alerts", "crisis"))
    alarm = Reply("q", "q", "declined", None, 0.0, "", alerts=(("crisis", right),))
    assert lost(alarm, held) == []
    assert lost(replace(alarm, alerts=(("crisis", right.replace("116 123", "116 132")),)), held)
