"""What is asked is counted where it is answered; the month shows the counts to owners, on a page and in Word."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, expect

from guide.adapters.gap_store import GapStore
from guide.adapters.tally_store import TallyStore
from guide.keeping.gaps import Asked
from guide.keeping.month import HIDDEN
from guide.keeping.tallies import Counted, Mark, Tally, month_after
from tests.browser import NARROW, WIDE, Server, ask, opened, window
from tests.test_pages_accessible import violations

pytestmark = pytest.mark.browser

CANARY = "Quetzalcoatlus"
REFUSED = "What day are the recycling bins emptied?"


def test_a_refusal_is_counted_without_its_words_and_the_month_is_shown_and_downloaded(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    server = Server(shipped_index, tmp_path)
    GapStore(server.data).put(Asked("A" * 22, 1, datetime.now(UTC) - timedelta(days=91), f"Who feeds the {CANARY}?"))
    server.start()
    try:
        context = window(chromium, server, WIDE)
        page = opened(context)
        ask(page, REFUSED)
        store = TallyStore(server.data)
        # The first conversation of a day takes out what is past its life.
        assert CANARY.encode() not in (server.data / "gaps.sqlite3").read_bytes()
        (running,) = {tally.month for tally in store.all()}
        assert Tally(running, Mark(Counted.OUTCOME, "declined:not_in_documents"), 1) in store.all()
        counts = (server.data / "tallies.sqlite3").read_bytes()
        assert b"recycling" not in counts

        finished = month_after(running, -1)
        seeded = {"answered": 40, "declined:not_in_documents": 12, "clarify:too_vague": 3, "smalltalk": 6}
        for key, count in seeded.items():
            for _ in range(count):
                store.add(finished, (Mark(Counted.OUTCOME, key),))
        for _ in range(7):
            store.add(finished, (Mark(Counted.SERVICE, "Samaritans"), Mark(Counted.THEME, "Serious violence")))

        page.get_by_test_id("stSidebar").get_by_role("link", name="Questions to work on").click()
        page.get_by_role("group", name="For owners").get_by_role("button", name="The month").click()
        table = page.get_by_role("group", name="How it ended").get_by_role("table")
        expect(table.get_by_role("row", name="All questions 61")).to_be_visible()
        # Asked back is three, so the six of small talk are hidden with it.
        expect(table.get_by_role("row", name=f"Asked back: too vague {HIDDEN}")).to_be_visible()
        expect(table.get_by_role("row", name=f"the guide {HIDDEN}")).to_be_visible()
        expect(page.get_by_role("row", name="Samaritans 7")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="(Word)").click()
        written = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
        rows = [tuple(cell.text for cell in row.cells) for row in written.tables[0].rows]
        assert ("All questions", "61") in rows
        assert ("Asked back: too vague", HIDDEN) in rows
        context.close()

        for scheme in ("light", "dark"):
            context = window(chromium, server, NARROW, scheme)
            page = opened(context, "/month")
            expect(page.get_by_role("row", name="All questions 61")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
            assert [each for each in violations(page) if "guide" in each[1] or "<t" in each[1]] == []
            context.close()
    finally:
        server.stop()
