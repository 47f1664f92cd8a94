"""Questions with planted identifiers asked on the pages of a real server, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser import WIDE, Server, ask, opened, window
from tests.soak.byte_search import Place, files_below
from tests.soak.canaries import Canary
from tests.soak.progress import Say

CONVERSATION = 10
"""Questions in one conversation: a page draws every turn of it anew."""


def asked_on_pages(chromium: Browser, index: Path, folder: Path, made: Sequence[Canary], say: Say) -> list[Place]:
    """Ask every question on the Ask page, take out and report what it allows, and look at the owners' page.

    Return what the pages showed and gave out, the addresses asked for, and every file of the server and its log.
    """
    server = Server(index, folder)
    folder.mkdir()
    server.start()
    context = window(chromium, server, WIDE)
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    places: list[Place] = []
    try:
        page = opened(context)
        for number, canary in enumerate(made, start=1):
            ask(page, canary.question)
            addresses.append(page.url)
            if number % CONVERSATION == 0 or number == len(made):
                places += _taken_out(page)
                page.goto("/")
                page.locator("h1").first.wait_for(state="attached")
                say(number, len(made))
        places += _worked(page)
        places.append(("the browser's storage", str(context.storage_state()).encode()))
        running = files_below(folder, index)
    finally:
        context.close()
        server.stop()
    places += [("an address", url.encode()) for url in dict.fromkeys(addresses)]
    return [*places, *running, *files_below(folder)]


def _taken_out(page: Page) -> Iterator[Place]:
    """Report the newest answer, then yield the page and the downloaded conversation."""
    newest = page.locator("article.turn").last
    if newest.locator(".faults summary").count():
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
