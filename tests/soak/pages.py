"""Questions with planted identifiers asked on the pages of a real server, in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from guide.adapters.number_reports import NumberReports
from tests.browser import Server
from tests.soak.byte_search import Place, files_below
from tests.soak.canaries import Canary
from tests.soak.desk import Desk
from tests.soak.progress import Say
from tests.soak.shapes import WRONG_NUMBER, shapes_in

REPORTED = 20
"""Every so manieth conversation has its newest answer reported: all reports stand on one page."""
WITHOUT_INDEX = 10
"""So many questions are asked once more where no index can be read."""


@dataclass
class Asked:
    """What asking left behind.

    places: pages, downloads, addresses and files. shapes: how often each was shown. elsewhere: addresses of others.
    """

    places: list[Place] = field(default_factory=list)
    shapes: Counter[str] = field(default_factory=Counter)
    elsewhere: list[str] = field(default_factory=list)


def asked_on_pages(chromium: Browser, index: Path, folder: Path, made: Sequence[Canary], say: Say) -> Asked:
    """Ask every question on the Ask page, take out and report what it allows, and look at the owners' page.

    The places are what the pages showed and gave out, the addresses asked for, every file of the server and its log.
    """
    server, asked = Server(index, folder), Asked()
    folder.mkdir()
    reports, now = NumberReports(server.data), datetime.now(UTC)
    for visitor in ("one", "another"):
        reports.add(*WRONG_NUMBER, "wrong", visitor, now - timedelta(days=1))
    server.start()
    try:
        with Desk(chromium, server) as desk:
            conversations = 0
            for number, canary in enumerate(made, start=1):
                desk.ask(canary.question)
                if desk.is_full or number == len(made):
                    asked.places += _taken_out(desk.page, is_reported=conversations % REPORTED == 0)
                    desk.begin()
                    conversations += 1
                    say(number, len(made))
            asked.places += _worked(desk.page)
            asked.places.append(("the browser's storage", str(desk.context.storage_state()).encode()))
            running = files_below(folder, index)
            asked.places += [("an address", address.encode()) for address in desk.addresses]
            asked.elsewhere = desk.left()
    finally:
        server.stop()
    asked.shapes += shapes_in(server.data)
    asked.places += [*running, *files_below(folder)]
    asked.places += _without_index(chromium, folder.with_name("without-index"), made[:WITHOUT_INDEX])
    return asked


def _taken_out(page: Page, is_reported: bool) -> Iterator[Place]:
    """Report the newest answer, then yield the page and the downloaded conversation."""
    newest = page.locator("article.turn").last
    if is_reported and newest.locator(".faults summary").count():
        newest.locator(".faults summary").click()
        newest.get_by_role("button", name="Incomplete", exact=True).click()
        expect(newest.locator(".outcome")).to_contain_text("You reported")
    yield "the Ask page", page.content().encode()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this conversation").click()
    yield "downloaded conversation", waiting.value.path().read_bytes()


def _worked(page: Page) -> Iterator[Place]:
    """Make a case of a report, and yield the owners' page and the page of test sets."""
    page.goto("/owners")
    page.get_by_role("button", name="Make it an evaluation case").click()
    expect(page.get_by_text("Made into a case that nobody has reviewed")).to_have_count(2)
    yield "the owners' page", page.content().encode()
    page.goto("/evaluation")
    page.get_by_role("heading", name="Evaluation", level=1).wait_for()
    yield "the Evaluation page", page.content().encode()


def _without_index(chromium: Browser, folder: Path, made: Sequence[Canary]) -> Iterator[Place]:
    """Ask where no index can be read: the page shows the problem, and alerts alone."""
    folder.mkdir()
    server = Server(folder / "no-index", folder).start()
    try:
        with Desk(chromium, server) as desk:
            for canary in made:
                desk.ask(canary.question)
            yield "the Ask page without an index", desk.page.content().encode()
    finally:
        server.stop()
    yield from files_below(folder)
