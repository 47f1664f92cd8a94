"""The long count of hostile texts in a real browser: each asked on the Ask page, and each read in a document there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from guide.adapters.sentence_embedder import SentenceEmbedder
from ingest.indexing import build
from tests.browser import Server
from tests.hostile.checks import personal_digits, unseen
from tests.hostile.payloads import Carries, Payload, payloads
from tests.hostile.poisoned import Poisoned, write_poisoned
from tests.soak.desk import Desk, Shown, cheapest_browser
from tests.soak.progress import Say, progress_of

HEAD = "| way | shown | addresses asked for | of another host | with an effect |"
TITLE = "## Hostile texts in a browser"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one way showed. count: how many texts. addresses: asked for by the browser. wrong: each effect, in words."""

    way: str
    count: int
    addresses: int
    elsewhere: Sequence[str]
    wrong: Sequence[str]

    @property
    def row(self) -> str:
        """Return the row of the table."""
        return f"| {self.way} | {self.count} | {self.addresses} | {len(self.elsewhere)} | {len(self.wrong)} |"


def soak_browser(folder: Path, index: Path, count: int, seed: int) -> tuple[str, bool]:
    """Show so many hostile texts on the pages. Return the table, and whether none had an effect or left the machine."""
    path = cheapest_browser()
    if path is None:
        return f"{TITLE}\n\nNOT RUN: no browser is installed.", False
    made = payloads(count, seed)
    documents = write_poisoned(folder / "corpus", made)
    build(folder / "corpus", folder / "index", SentenceEmbedder())
    say_asked, say_read = (
        progress_of("hostile texts, asked in a browser"),
        progress_of("hostile texts, read in a browser"),
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        with desk_at(browser, index, folder / "asked") as desk:
            ways = [asked(desk, made, say_asked)]
        with desk_at(browser, folder / "index", folder / "read") as desk:
            ways.append(read(desk, documents, say_read))
        browser.close()
    lines = [f"- {each.way}, {said}" for each in ways for said in (*each.elsewhere, *each.wrong)]
    table = "\n".join([TITLE, "", HEAD, "|---|---|---|---|---|", *(each.row for each in ways), "", *lines])
    return table, not lines


@contextmanager
def desk_at(chromium: Browser, index: Path, folder: Path) -> Iterator[Desk]:
    """Serve an index from an empty folder, and open a window on it."""
    folder.mkdir()
    server = Server(index, folder).start()
    try:
        with Desk(chromium, server) as desk:
            yield desk
    finally:
        server.stop()


def asked(desk: Desk, made: Sequence[Payload], say: Say) -> Seen:
    """Ask every payload on the Ask page."""
    wrong = []
    for number, payload in enumerate(made, start=1):
        desk.ask(payload.text)
        wrong += [f"{payload.mark}: {problem}" for problem in problems_of_page(payload, desk.shown())]
        _go_on(desk, number, len(made), say)
    return Seen("asked on the Ask page", len(made), len(desk.addresses), desk.left(), wrong)


def read(desk: Desk, documents: Sequence[Poisoned], say: Say) -> Seen:
    """Ask for what stands in every poisoned document, and open those that have their payload in view."""
    wrong = []
    for number, each in enumerate(documents, start=1):
        desk.ask(each.question)
        found = what_ran(desk.shown())
        found += _opened(desk) if not each.is_hidden else []
        wrong += [f"{each.path.name}: {problem}" for problem in found]
        _go_on(desk, number, len(documents), say)
    return Seen("quoted from a document, and opened", len(documents), len(desk.addresses), desk.left(), wrong)


def problems_of_page(payload: Payload, shown: Shown) -> list[str]:
    """Return what a payload that was asked did to the page, none if it had no effect."""
    found = what_ran(shown)
    if payload.carries is Carries.EMERGENCY and not shown.alerts:
        found.append("an emergency had no alert")
    digits = "".join(char for char in shown.text if char.isascii() and char.isdigit())
    if payload.carries is Carries.PERSONAL_DATA and personal_digits(payload) in digits:
        found.append("a telephone number was not masked")
    return found


def what_ran(shown: Shown) -> list[str]:
    """Return what on the page can only come from a hostile text."""
    found = [f"a script ran: {shown.obeyed}"] if shown.obeyed is not None else []
    if shown.foreign:
        found.append(f"{shown.foreign} elements that are not ours")
    if invisible := unseen(shown.text):
        found.append(f"invisible characters: {sorted(invisible)}")
    return found


def _opened(desk: Desk) -> list[str]:
    """Open the quoted document, look at it, and go back. Return what was wrong."""
    open_it = desk.page.get_by_role("button", name="Open the document")
    if not open_it.count():
        return ["it is not quoted, so it cannot be opened"]
    open_it.first.click()
    expect(desk.page.locator("#here")).to_be_attached()
    shown = desk.shown()
    desk.page.get_by_role("button", name="Back to your question").click()
    desk.page.locator("form[data-done]").wait_for()
    return what_ran(shown)


def _go_on(desk: Desk, number: int, total: int, say: Say) -> None:
    say(number, total)
    if desk.is_full:
        desk.begin()
