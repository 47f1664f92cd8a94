from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from guide.adapters.opening_hours import bank_holidays
from guide.adapters.pathway_file import read_pathways
from guide.directory.pathway_cards import Moment, ages, card
from guide.directory.pathway_marks import MarkKind, Report, hours_mark, is_old, last_worked, mark, opening
from guide.directory.pathway_records import Contact, Hours, Pathway, Period
from tests.conftest import ROOT, TABLE
from ui.pathway_contacts import links_in

PATHWAYS = read_pathways(ROOT / "corpus")
BY_ID = {pathway.id: pathway for pathway in PATHWAYS}
AT = date(2026, 11, 23)
PHONE = Contact("phone", "020 8547 5003")
DESK = Pathway(
    id="the-desk",
    name="The desk",
    short="the desk",
    urgency="routine",
    scope="kingston",
    themes=(),
    fields=(("steps", ("Ring it.",)),),
    contacts=(PHONE,),
    hours=None,
    sources=("https://example.org",),
    confidence="high",
    dated=None,
    compiled="2026-11-23",
)
WEEKDAYS = Hours("Mon-Fri 10:00-16:00", periods=(Period((0, 1, 2, 3, 4), "10:00", "16:00"),))


def _wrong(visitor: str, day: date = date(2026, 11, 20)) -> Report:
    return Report("the-desk", PHONE.value, "wrong", visitor, day)


def _kind(pathway: Pathway, contact: Contact = PHONE, *reports: Report) -> MarkKind | None:
    found = mark(pathway, contact, AT, reports)
    return found.kind if found else None


@pytest.mark.parametrize("value", ["999", "101", "111"])
def test_a_number_that_everybody_knows_carries_no_mark(value: str) -> None:
    assert mark(replace(DESK, confidence="low"), Contact("phone", value), AT) is None


def test_a_web_page_carries_no_mark() -> None:
    assert mark(DESK, Contact("page", "https://example.org"), AT) is None


def test_a_number_without_a_year_is_as_published_and_undated() -> None:
    found = mark(DESK, PHONE, AT)
    assert found is not None and (found.kind, found.words) == (MarkKind.PUBLISHED, "as published (undated)")


def test_a_recent_number_is_as_published_with_its_year() -> None:
    found = mark(replace(DESK, dated=2025), PHONE, AT)
    assert found is not None and (found.kind, found.words) == (MarkKind.PUBLISHED, "as published (2025)")


@pytest.mark.parametrize("confidence", ["medium", "low"])
def test_less_than_high_confidence_makes_it_second_hand(confidence: str) -> None:
    assert _kind(replace(DESK, confidence=confidence)) is MarkKind.OLD


def test_a_number_listed_as_unconfirmed_is_marked() -> None:
    assert _kind(DESK, replace(PHONE, unconfirmed=True)) is MarkKind.OLD


def test_a_number_seen_on_somebody_elses_page_only_is_marked() -> None:
    assert _kind(DESK, replace(PHONE, second_hand=True)) is MarkKind.OLD


@pytest.mark.parametrize(
    ("dated", "at", "expected"),
    [
        # All of a year must be over two years ago: two years after the last day of 2024 is 31 December 2026.
        pytest.param(2024, date(2026, 12, 31), False, id="two years to the day"),
        pytest.param(2024, date(2027, 1, 1), True, id="two years and a day"),
        pytest.param(2023, AT, True, id="an earlier year"),
        pytest.param(None, AT, False, id="undated"),
    ],
)
def test_a_year_is_old_when_all_of_it_is_over_two_years_ago(dated: int | None, at: date, expected: bool) -> None:
    assert is_old(dated, at) is expected


def test_the_year_of_a_number_goes_before_that_of_its_record() -> None:
    assert _kind(replace(DESK, dated=2026), replace(PHONE, dated=2019)) is MarkKind.OLD


def test_two_visitors_who_call_it_wrong_mark_a_number_for_everybody() -> None:
    assert _kind(DESK, PHONE, _wrong("a"), _wrong("b")) is MarkKind.NOT_WORKING


def test_one_visitor_who_presses_twice_marks_nothing() -> None:
    assert _kind(DESK, PHONE, _wrong("a"), _wrong("a")) is MarkKind.PUBLISHED


def test_reports_about_another_number_or_of_another_kind_mark_nothing() -> None:
    elsewhere = Report("the-desk", "999", "wrong", "b", AT)
    unanswered = Report("the-desk", PHONE.value, "no answer", "b", AT)
    assert _kind(DESK, PHONE, _wrong("a"), elsewhere, unanswered) is MarkKind.PUBLISHED


def _confirmed(on: str) -> Contact:
    return replace(PHONE, checked_on=on, checked_by="A Person", checked_how="rang it")


def test_a_confirmed_number_says_who_when_and_how() -> None:
    found = mark(replace(DESK, confidence="low"), _confirmed("2026-11-02"), AT)
    assert found is not None
    assert found.words == "confirmed by A Person on 2 November 2026 (rang it)"


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(_confirmed("2024-11-22"), id="over two years ago"),
        pytest.param(_confirmed("2026-11-24"), id="after the day asked about"),
        pytest.param(replace(PHONE, checked_on="2026-11-02", checked_by="A Person"), id="nobody says how"),
    ],
)
def test_a_confirmation_that_does_not_hold_is_left_out(contact: Contact) -> None:
    assert _kind(DESK, contact) is MarkKind.PUBLISHED


def test_a_confirmation_ends_with_its_review_date() -> None:
    assert _kind(replace(DESK, review_by="2026-11-22"), _confirmed("2026-11-02")) is MarkKind.PUBLISHED


def test_reports_after_a_confirmation_count_and_earlier_ones_do_not() -> None:
    contact = _confirmed("2026-11-02")
    early = (_wrong("a", date(2026, 10, 1)), _wrong("b", date(2026, 10, 1)))
    assert _kind(DESK, contact, *early) is MarkKind.CONFIRMED
    assert _kind(DESK, contact, _wrong("a"), _wrong("b")) is MarkKind.NOT_WORKING


def test_the_last_time_it_worked_is_told_in_days() -> None:
    worked = Report("the-desk", PHONE.value, "worked", "a", date(2026, 11, 20))
    assert last_worked("the-desk", PHONE, (worked,), AT) == "last reported working 3 days ago"
    assert last_worked("the-desk", PHONE, (), AT) == ""
    newer = replace(worked, at=date(2026, 11, 30))
    assert last_worked("the-desk", PHONE, (newer,), AT) == "last reported working on 30 November 2026"


def test_opening_times_carry_a_mark_of_their_own() -> None:
    second_hand = replace(DESK, hours=replace(WEEKDAYS, second_hand=True))
    assert hours_mark(DESK, AT) is None
    assert hours_mark(replace(DESK, hours=WEEKDAYS), AT).kind is MarkKind.PUBLISHED  # type: ignore[union-attr]
    assert hours_mark(second_hand, AT).kind is MarkKind.OLD  # type: ignore[union-attr]


# 23 November 2026 is a Monday; 25 December 2026 a Friday; 28 December 2026 the Monday in lieu of Boxing Day.
@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        pytest.param(datetime(2026, 11, 23, 10, 0), "open", "open now until 16:00", id="as it opens"),
        pytest.param(datetime(2026, 11, 23, 16, 0), "closed", "closed now, opens Tue 10:00", id="as it closes"),
        pytest.param(datetime(2026, 11, 23, 8, 0), "closed", "closed now, opens today 10:00", id="before it opens"),
        pytest.param(datetime(2026, 11, 28, 12, 0), "closed", "closed now, opens Mon 10:00", id="weekend"),
        pytest.param(datetime(2026, 12, 25, 12, 0), "closed", "closed now, opens Tue 10:00", id="bank holidays"),
    ],
)
def test_a_line_is_open_or_closed_by_day_and_time(at: datetime, state: str, words: str) -> None:
    desk = replace(DESK, hours=replace(WEEKDAYS, bank_holidays="closed"))
    found = opening(desk, PHONE, at, bank_holidays([2026]))
    assert (found.state, found.words) == (state, words)


def test_a_bank_holiday_leaves_open_what_no_page_says() -> None:
    found = opening(replace(DESK, hours=WEEKDAYS), PHONE, datetime(2026, 12, 25, 12, 0), bank_holidays([2026]))
    assert found.state == "unknown"


def test_times_that_are_not_known_are_neither_open_nor_closed() -> None:
    assert opening(DESK, PHONE, datetime(2026, 11, 23, 12, 0)).state == "unknown"


def test_a_line_that_is_passed_on_is_never_closed() -> None:
    desk = replace(DESK, hours=replace(WEEKDAYS, answered_outside=True))
    assert opening(desk, PHONE, datetime(2026, 11, 23, 22, 0)).state == "open"


def test_an_out_of_hours_number_answers_when_the_office_does_not() -> None:
    spa = BY_ID["kingston-children-spa"]
    office, outside = spa.contacts_of("phone")
    for at, expected in ((datetime(2026, 11, 27, 16, 59), "open"), (datetime(2026, 11, 27, 17, 0), "closed")):
        assert opening(spa, office, at).state == expected
        assert opening(spa, outside, at).state == {"open": "closed", "closed": "open"}[expected]


def test_a_round_the_clock_line_is_open_at_any_time() -> None:
    havens = BY_ID["the-havens"]
    assert opening(havens, havens.contacts[0], datetime(2026, 12, 25, 3, 0), bank_holidays([2026])).state == "open"


def test_a_card_without_a_time_says_nothing_about_the_clock() -> None:
    shown = card(BY_ID["galop"], BY_ID, Moment.of("2026-11-23", None)).to_json()
    assert all(not contact["opening"] for contact in shown["contacts"])  # type: ignore[attr-defined]


def test_an_open_line_of_a_service_stands_before_its_closed_one_and_by_day_the_order_is_the_records() -> None:
    def numbers(at: datetime) -> list[str]:
        shown = card(BY_ID["kingston-children-spa"], BY_ID, Moment.of("2026-11-23", at, bank_holidays([2026])))
        return [contact.value for contact in shown.contacts if contact.kind == "phone"]

    assert numbers(datetime(2026, 11, 25, 22, 0)) == ["020 8770 5000", "020 8547 5008"]
    assert numbers(datetime(2026, 11, 25, 10, 0)) == ["020 8547 5008", "020 8770 5000"]


def test_of_the_numbers_that_everybody_knows_no_missing_opening_times_are_told() -> None:
    at = datetime(2026, 11, 25, 22, 0)
    for name in ("police-999", "police-101"):
        shown = card(BY_ID[name], BY_ID, Moment.of("2026-11-23", at)).contacts
        assert all(not contact.opening for contact in shown if contact.value in ("999", "101"))


def test_a_field_that_is_not_in_our_documents_is_null_on_the_card() -> None:
    shown = card(BY_ID["krec"], BY_ID, Moment.of("2026-11-23", None)).to_json()
    assert shown["hours"] is None and shown["legal_basis"] is None


def test_a_linked_service_brings_the_mark_of_its_number() -> None:
    found = card(BY_ID["cuckooing-pathway"], BY_ID, Moment.of("2026-11-23", None))
    marks = {link.id: at.mark for link, at in found.links}
    assert marks["kingston-adult-safeguarding"] == "old or second-hand: from 2022"


def test_at_night_the_open_number_of_a_linked_service_stands_before_its_closed_one() -> None:
    def shown(at: datetime) -> list[tuple[str, str]]:
        found = card(BY_ID["child-exploitation-marve"], BY_ID, Moment.of("", at, bank_holidays([2026]))).to_json()
        steps = found["steps"]
        assert isinstance(steps, list)
        linked = links_in(steps[:1], found)
        return [(", ".join(filter(None, (link["name"], link["label"].lower()))), link["opening"]) for link in linked]

    spa = BY_ID["kingston-children-spa"].short
    night = shown(datetime(2026, 11, 28, 22, 40))
    assert night == [(f"{spa}, out of hours", "open now, out of hours"), (spa, "closed now, opens Mon 08:00")]
    assert [name for name, _ in shown(datetime(2026, 11, 25, 10, 0))] == [spa, f"{spa}, out of hours"]


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(10, 17, "10 to 17"), (18, None, "18 and over"), (None, 35, "up to 35"), (None, None, "")],
)
def test_ages_are_told_in_words(least: int | None, most: int | None, words: str) -> None:
    assert ages(replace(DESK, min_age=least, max_age=most)) == words


def test_the_table_of_marks(record_property: Callable[[str, object], None]) -> None:
    rows = [
        (pathway.id, contact.value, found.words)
        for pathway in PATHWAYS
        for contact in pathway.contacts
        if (found := mark(pathway, contact, AT))
    ]
    record_property(TABLE, "\n".join("{:32} {:34} {}".format(*row) for row in rows))
    counts = {kind: sum(words.startswith(kind.value) for _, _, words in rows) for kind in MarkKind}
    assert counts[MarkKind.CONFIRMED] == counts[MarkKind.NOT_WORKING] == 0
    assert counts[MarkKind.PUBLISHED] + counts[MarkKind.OLD] == len(rows)
    assert ("kingston-lado", "020 8891 7370", "old or second-hand: from 2019") in rows
    assert ("the-havens", "020 3299 6900", "as published (undated)") in rows
    assert ("report-fraud", "0300 123 2040", "as published (2025)") in rows
