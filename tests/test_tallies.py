"""What is asked on the pages is counted by how it ended, theme and service; the counts hold no words of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.adapters.retention import Retention
from guide.adapters.tally_store import TallyStore
from guide.answering import Guide
from guide.keeping.month import OUTCOMES
from guide.keeping.tallies import Counted, Mark, Tally, marks_of, month_after
from guide.types import Question, Reason

THEME = "Violence against women and girls"
ASKED = Mark(Counted.OUTCOME, "answered")


def theme_of(source_id: str, headings: Sequence[str]) -> str:
    return headings[-1].rstrip(": ") if source_id == "plan-cross-cutting-themes" and headings else ""


def marks(guide: Guide, text: str, within: str = "") -> set[tuple[str, str]]:
    answer = guide.ask(Question(text))
    return {(mark.counted.value, mark.name) for mark in marks_of(answer, theme_of, within)}


def test_an_answer_from_the_plan_counts_for_the_themes_it_quotes(guide: Guide) -> None:
    found = marks(guide, "What does the plan say about homelessness?")
    assert ("outcome", "answered") in found
    assert {counted for counted, _ in found} == {"outcome", "theme"}


def test_an_answer_from_the_directory_counts_for_the_services_it_quotes(guide: Guide) -> None:
    found = marks(guide, "What is the number for Samaritans?")
    assert ("outcome", "answered") in found
    assert any(counted == "service" and "Samaritans" in name for counted, name in found)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("What day are the recycling bins emptied?", "declined:not_in_documents", id="declined"),
        pytest.param("Look up Araminta Featherstonehaugh, born 3 May 1990", "declined:personal_lookup", id="look-up"),
        pytest.param("I need some help", "clarify:too_vague", id="asked back"),
        pytest.param("?", "clarify:too_vague", id="no words"),
        pytest.param("bins " * 2000, "declined:too_long", id="too long"),
    ],
)
def test_a_refusal_counts_once_with_its_reason_and_for_no_service(guide: Guide, text: str, outcome: str) -> None:
    found = marks(guide, text)
    assert [name for counted, name in found if counted == "outcome"] == [outcome]
    assert {counted for counted, _ in found} <= {"outcome", "refused near theme"}


def test_a_refusal_within_a_theme_counts_for_that_theme(guide: Guide) -> None:
    assert ("refused near theme", THEME) in marks(guide, "What day are the recycling bins emptied?", THEME)


def test_every_reason_has_its_row_on_the_monthly_page() -> None:
    keys = [key for key, _ in OUTCOMES]
    assert len(set(keys)) == len(keys)
    assert {key.split(":")[1] for key in keys if ":" in key} == {reason.value for reason in Reason}


def test_counts_add_up_by_month_and_only_finished_months_past_their_life_are_purged(tmp_path: Path) -> None:
    store = TallyStore(tmp_path)
    for month in ("2026-08", "2026-08", "2026-09"):
        store.add(month, (ASKED,))
    assert store.all() == (Tally("2026-08", ASKED, 2), Tally("2026-09", ASKED, 1))
    # 90 days before 15 December is 16 September: that month goes as a whole, once its last day is past its life.
    Retention(tmp_path).purge(datetime(2026, 12, 15, 12, 0, tzinfo=UTC), 90)
    assert store.all() == (Tally("2026-09", ASKED, 1),)


def test_the_store_of_counts_names_no_conversation_and_no_day(tmp_path: Path) -> None:
    TallyStore(tmp_path).add("2026-09", (ASKED,))
    content = (tmp_path / "tallies.sqlite3").read_bytes()
    assert b"conversation" not in content
    assert b"2026-09-" not in content


@pytest.mark.parametrize(("month", "step", "after"), [("2026-12", 1, "2027-01"), ("2027-01", -1, "2026-12")])
def test_months_follow_one_another_over_a_year(month: str, step: int, after: str) -> None:
    assert month_after(month, step) == after
