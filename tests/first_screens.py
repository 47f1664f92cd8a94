"""What an answer shows before any scrolling, measured on the real Ask page for many answers in one visit.

Wanted there are the action with its number, of every answer that has them.

Asking by typing takes seconds an answer. Here each answer is made by the guide, turned into the page's own markup by
the page's own functions, and put where the Ask page of a running server shows it: styles, bars and widths are the
page's. That this is the same as a visit is itself tested, on answers opened by their address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

from guide.adapters.conversation_store import ConversationStore
from guide.answering import Guide
from guide.keeping.conversations import Turn
from guide.types import Question
from tests.browser import NARROW, Server, settled, window
from ui import working
from ui.alert_cards import URGENT, alerts
from ui.cards import turn_card
from ui.in_words import clock
from ui.markup import joined, tag

KINDS = ("pathway", "emergency")
AT_ONCE = 40
"""How many answers are measured in one call to the browser."""

MEASURE = """(turns) => {
  const wanted = () => {
    if (document.querySelector(".alert-emergency")) return [".alert-emergency .alert-call"];
    if (document.querySelector(".alert-crisis")) return [".alert-crisis p strong", ".alert-crisis a"];
    const shown = [".now .card > .card-step", ".now .card > .contact .number"];
    return shown.filter((selector) => document.querySelector(selector));
  };
  const boxes = () => wanted().map((selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [selector, Math.round(box.top), Math.round(box.bottom)];
  });
  const screen = () => {
    const dock = document.querySelector(".ask-docked")?.getBoundingClientRect().top ?? window.innerHeight;
    return Math.round(Math.min(dock, window.innerHeight));
  };
  if (!turns) return [{ boxes: boxes(), screen: screen() }];
  const answer = document.querySelector("article.turn").parentElement;
  const above = document.querySelector(".alert-emergency, .alert-crisis")?.closest(".guide");
  return turns.map(([alerts, shown]) => {
    answer.innerHTML = shown;
    if (above) above.innerHTML = alerts;
    return { boxes: boxes(), screen: screen() };
  });
}"""
HEAD = 48
"""Where the page's own bar ends."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a file of cases."""

    id: str
    question: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the first things of an answer stand: selector, top and bottom of each; where the screen ends."""

    boxes: tuple[tuple[str, int, int], ...]
    screen: int

    def unseen(self) -> list[str]:
        """Return what cannot be seen without scrolling."""
        return [
            f"{selector} at {top} to {bottom}, screen ends at {self.screen}"
            for selector, top, bottom in self.boxes
            if top < HEAD or bottom > self.screen
        ]


def cases_in(files: Iterable[Path]) -> list[Case]:
    """Return the cases of files that tell a situation or an emergency, each question once."""
    found: dict[tuple[str, tuple[str, ...]], Case] = {}
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("category") in KINDS:
                case = Case(record["id"], record["question"], tuple(record.get("earlier", ())))
                found.setdefault((case.question, case.earlier), case)
    return list(found.values())


def turn_of(guide: Guide, case: Case, at: datetime) -> Turn:
    """Answer a case and return the turn as the page keeps it."""
    return Turn.of(guide.ask(Question(case.question, case.earlier, at)), at, number=1)


def is_urgent(turn: Turn) -> bool:
    """Say whether an alert stands above the answer."""
    return any(alert["kind"] in URGENT for alert in turn.listed("alerts"))


def measured(chromium: Browser, server: Server, guide: Guide, turns: Sequence[Turn]) -> list[Seen]:
    """Return for each turn, all with an alert above or all without, where its first things stand at 360 px."""
    context = window(chromium, server, NARROW)
    page = visited(context.new_page(), server, turns[0])
    found: list[Seen] = []
    for first in range(0, len(turns), AT_ONCE):
        batch = [_markup(guide, turn) for turn in turns[first : first + AT_ONCE]]
        found += _seen(page, batch)
    context.close()
    return found


def opened_by_address(chromium: Browser, server: Server, turns: Sequence[Turn]) -> list[Seen]:
    """Return the same for a visit to each turn's conversation."""
    context = window(chromium, server, NARROW)
    found = []
    for turn in turns:
        page = visited(context.new_page(), server, turn)
        found += _seen(page, None)
        page.close()
    context.close()
    return found


def visited(page: Page, server: Server, turn: Turn) -> Page:
    """Keep a turn in the server's store and open its conversation by the address."""
    store = ConversationStore(server.data)
    conversation = store.begin(turn.asked_at)
    store.append(conversation, turn)
    page.goto(f"/?c={conversation}")
    page.locator("article.turn").wait_for()
    page.locator(".ask-docked").wait_for()
    settled(page)
    return page


def _markup(guide: Guide, turn: Turn) -> tuple[str, str]:
    urgent = [alert for alert in turn.listed("alerts") if alert["kind"] in URGENT]
    shown = turn_card(turn, guide.store, True, clock(turn.asked_at), None, working.below(turn, {}))
    return str(alerts(urgent)), str(joined([tag("h1", "Ask", class_="guide-unseen"), shown]))


def _seen(page: Page, batch: list[tuple[str, str]] | None) -> list[Seen]:
    found = page.evaluate(MEASURE, batch)
    return [Seen(tuple(tuple(box) for box in each["boxes"]), each["screen"]) for each in found]
