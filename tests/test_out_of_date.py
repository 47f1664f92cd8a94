"""An answer says that it may be out of date where something stated is over, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from guide.answering import Guide
from guide.directory.out_of_date import last_year, with_what_is_past
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_marks import Report
from guide.directory.pathway_records import Contact, Pathway
from guide.types import Alert, AlertKind, Answer, Citation, Question, Reason, Source, Status

DAY = date(2026, 11, 23)
PHONE = Contact("phone", "020 8547 5003")
DESK = Pathway("the-desk", "The desk", "the desk", "routine", "kingston", (), (("steps", ("Ring it.",)),), (PHONE,),
               None, (), "high", None, "2026-11-23")  # fmt: skip
URGENT = Alert(AlertKind.EMERGENCY, "Ring 999.")
DECLINED = Answer("q", "q", Status.DECLINED, Reason.NOT_IN_DOCUMENTS, 0.1, "No.", alerts=(URGENT,))


def said_of(pathway: Pathway, *reports: Report) -> list[str]:
    """Return the alerts beside an answer that shows this record."""
    shown = card(pathway, {pathway.id: pathway}, Moment(DAY, reports=reports))
    cited = Citation(1, pathway.id, pathway.name, None, ("What to do",), "Ring it.", "Ring it.", 0, 8)
    answer = Answer("q", "q", Status.ANSWERED, None, 0.9, "Ring it. [1]", (cited,), (shown,))
    return [alert.text for alert in with_what_is_past(answer, (), DAY).alerts if alert.kind is AlertKind.OUT_OF_DATE]


def said_of_period(period: str | None) -> tuple[Alert, ...]:
    return with_what_is_past(DECLINED, [Source("p", "Old plan", period=period)], DAY).alerts


@pytest.mark.parametrize(
    ("period", "ends"),
    [("2024-2029", 2029), ("2024-29", 2029), ("2019", 2019), ("2021/22", 2022), ("from 2024", None),
     ("2024 onwards", None), ("2024-", None), ("winter", None), ("", None)],
)  # fmt: skip
def test_a_period_ends_with_its_last_year_or_states_no_end(period: str, ends: int | None) -> None:
    assert last_year(period) == ends


def test_a_document_whose_years_are_over_is_named_after_every_other_alert() -> None:
    over = Alert(AlertKind.OUT_OF_DATE, "The Old plan covers 2019-2022, which is over. Ask its owner for a newer one.")
    assert said_of_period("2019-2022") == (URGENT, over)
    assert said_of_period("2024-2026") == said_of_period(None) == (URGENT,)


def test_a_record_past_its_review_date_is_named_and_one_due_today_is_not() -> None:
    assert said_of(replace(DESK, review_by="2026-11-22")) == [
        "The desk: the record was due for review by 22 November 2026. Check it before you rely on it."
    ]
    assert said_of(replace(DESK, review_by="2026-11-23")) == said_of(DESK) == []


def test_a_number_that_two_visitors_call_wrong_is_named_and_one_visitors_word_is_not_enough() -> None:
    reports = [Report("the-desk", PHONE.value, "wrong", visitor, date(2026, 11, 20)) for visitor in "ab"]
    assert said_of(DESK, *reports) == ["The desk: a number is reported not working. Use the other route on its card."]
    assert said_of(DESK, reports[0]) == []


@pytest.mark.parametrize(("year", "kinds"), [(2026, []), (2029, []), (2030, [AlertKind.OUT_OF_DATE])])
def test_the_plan_is_out_of_date_after_its_last_year_and_not_before(
    guide: Guide, year: int, kinds: list[AlertKind]
) -> None:
    asked = Question("How critical a threat is fraud?", at=datetime(year, 6, 1, 9, tzinfo=UTC))
    answer = guide.ask(asked)
    assert answer.status is Status.ANSWERED
    assert [alert.kind for alert in answer.alerts] == kinds


def test_without_a_time_no_shipped_answer_is_called_out_of_date(guide: Guide) -> None:
    for question in ("How critical a threat is fraud?", "Who do I ring about somebody sleeping rough?"):
        answer = guide.ask(Question(question))
        assert answer.citations and not answer.alerts


def test_what_is_found_and_does_not_settle_the_question_is_declined_as_unsupported(guide: Guide) -> None:
    answer = guide.ask(Question("How many fraud offences were recorded in Kingston in 2019?"))
    assert (answer.status, answer.reason) == (Status.DECLINED, Reason.UNSUPPORTED)
    assert answer.nearest
    away = guide.ask(Question("When does the swimming pool open on Sunday?"))
    assert (away.status, away.reason) == (Status.DECLINED, Reason.NOT_IN_DOCUMENTS)
