"""Words for a case that nobody saved yet: kept by window and case, and gone when they are saved, locked or old."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaluation.case_form import Written
from evaluation.cases import Gold
from guide.adapters.case_draft_store import FILE_NAME, CaseDraftStore
from guide.adapters.retention import Retention

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_form_reads_back_as_it_was_written() -> None:
    gold = (Gold("plan", "a critical threat", page=2), Gold("desk", "Ring the desk", relevance=2))
    form = Written(question="Why?", tags=("hard",), is_list=True, grade=3, gold=gold, pathways=("desk",))
    assert Written.from_json(json.loads(json.dumps(asdict(form)))) == form


def test_a_draft_is_kept_by_window_and_case_the_newest_in_the_place_of_the_one_before(tmp_path: Path) -> None:
    store = CaseDraftStore(tmp_path)
    assert store.of("one") == {}
    assert not (tmp_path / FILE_NAME).exists()
    for window, place, body in (
        ("one", "a/1", "old"),
        ("one", "a/1", "new"),
        ("one", "a/", "other"),
        ("two", "a/1", "x"),
    ):
        store.keep(window, place, body, NOW)
    assert store.of("one") == {"a/1": "new", "a/": "other"}
    store.drop("one", "a/1")
    store.forget("two")
    assert (store.of("one"), store.of("two")) == ({"a/": "other"}, {})


def test_the_purge_takes_what_nobody_went_on_with_and_leaves_no_byte_of_it(tmp_path: Path) -> None:
    store = CaseDraftStore(tmp_path)
    store.keep("one", "a/1", "zebra crossing", NOW - timedelta(days=91))
    store.keep("one", "a/2", "lately", NOW)
    Retention(tmp_path).purge_of_pages(NOW, 90)
    assert store.of("one") == {"a/2": "lately"}
    assert b"zebra" not in (tmp_path / FILE_NAME).read_bytes()
