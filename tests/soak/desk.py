"""One window on the Ask page of a running server: asks by keyboard, waits without polling, notes every address."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, Page, expect

from tests.browser import NAMES, WIDE, Server, found_browser, opened, window

CONVERSATION = 5
"""Questions in one conversation: the page draws every turn of it anew with each question."""
CHEAPEST = ("chromium-headless-shell", *NAMES)
"""Chromium that can only be without a window takes a third less of the processor than the whole browser."""
LONGEST_MS = 60_000
SETTLED = f"""(done) => new Promise((settled, failed) => {{
  const is = () => document.querySelector(`form[data-done="${{done}}"]`)
    && !document.querySelector("article.turn[aria-busy]");
  if (is()) return settled();
  const seen = new MutationObserver(() => {{ if (is()) {{ seen.disconnect(); settled(); }} }});
  seen.observe(document.body, {{ subtree: true, childList: true, attributes: true }});
  setTimeout(() => failed(new Error("no answer")), {LONGEST_MS});
}})"""
"""Wakes when something changes: asking every frame whether the answer is there costs more than drawing it."""
SHOWN = """() => {
  const own = [...document.querySelectorAll(".guide")];
  const foreign = "iframe, object, embed, img, script, link, meta, base, svg, form[action]";
  return {
    obeyed: window.obeyed ?? null,
    foreign: own.reduce((count, each) => count + each.querySelectorAll(foreign).length, 0),
    alerts: document.querySelectorAll(".alert-emergency, .alert-crisis").length,
    text: own.map((each) => each.textContent).join("\\n"),
  };
}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows. obeyed: set by a script that ran. foreign: elements that no page of ours has."""

    obeyed: str | None
    foreign: int
    alerts: int
    text: str


def cheapest_browser() -> str | None:
    """Return the path of the installed browser that takes the least of the processor, None without one."""
    return found_browser(CHEAPEST)


class Desk:
    """A person at the Ask page. addresses: every address that the browser asked for, in order, each once."""

    def __init__(self, chromium: Browser, server: Server) -> None:
        self.server = server
        self.addresses: dict[str, None] = {}
        self.context = window(chromium, server, WIDE)
        self.context.on("request", lambda request: self._note(request.url))
        self.context.on("page", lambda page: page.on("websocket", lambda socket: self._note(socket.url)))
        self.page: Page = opened(self.context)
        self._done = 0
        self._in_conversation = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.context.close()

    def ask(self, question: str) -> None:
        """Ask, and wait until the answer is drawn."""
        self.page.locator("form[data-ask-form] textarea").fill(question)
        self.page.keyboard.press("Enter")
        self._done += 1
        self._in_conversation += 1
        self.page.evaluate(SETTLED, self._done)
        self._note(self.page.url)

    def shown(self) -> Shown:
        """Return what the page shows now."""
        return Shown(**self.page.evaluate(SHOWN))

    @property
    def is_full(self) -> bool:
        """Say whether the conversation is long enough."""
        return self._in_conversation >= CONVERSATION

    def begin(self) -> None:
        """Begin another conversation, without loading the page anew."""
        self.page.get_by_role("button", name="New conversation").click()
        expect(self.page.locator("article.turn")).to_have_count(0)
        self._in_conversation = 0

    def left(self) -> list[str]:
        """Return the addresses outside the server that the browser asked for."""
        own = (self.server.address, self.server.address.replace("http", "ws"), "data:", "blob:", "about:")
        return [address for address in self.addresses if not address.startswith(own)]

    def _note(self, address: str) -> None:
        self.addresses[address] = None
