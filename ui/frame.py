"""Every page stands in this frame: its title, the 999 line, the navigation, and one clear problem if anything fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from guide.errors import GuideError
from ui import (
    about,
    access,
    alert_editing,
    case_drafts,
    case_sets,
    chat,
    directory,
    directory_editing,
    documents,
    evaluation,
    evaluation_labels,
    month,
    owners,
    quizzes,
    resources,
    session,
    signing_in,
    themes,
)
from ui.case_note import conversation_text, file_name
from ui.markup import Markup, joined, tag
from ui.region import STYLES, region
from ui.sources import version
from ui.start import problem_card

NAME = "Safer Kingston Guide"
SIDEBAR_PX = 248
HOME = "ask"
LOCK_OUT = "Lock, sign out and start fresh"
UNEXPECTED = "something failed that has no message of its own. The server's log names the place, not your question."

Show = Callable[[chat.Go], None]
OWNERS = "owners"
"""The page that a visitor who may not edit is not shown in the navigation."""
PAGES: Mapping[str, tuple[str, Show, bool]] = {
    "ask": ("Ask", chat.show, True),
    "directory": ("Directory", directory.show, True),
    "edit": ("Edit the directory", directory_editing.show, False),
    "alerts": ("Alert texts", alert_editing.show, False),
    "documents": ("Documents", documents.show, True),
    "quizzes": ("Quizzes", quizzes.show, True),
    "evaluation": ("Evaluation", evaluation.show, True),
    "test-sets": ("Test sets", case_sets.show, False),
    "labels": ("People's labels", evaluation_labels.show, False),
    "owners": ("Questions to work on", owners.show, True),
    "month": ("The month", month.show, False),
    "about": ("How this works", about.show, True),
    "theme": ("Theme", themes.show, False),
}
"""Address, name and page; False keeps a page out of the navigation. A page stands here when it exists."""

log = logging.getLogger(__name__)


def run() -> None:
    """Draw the page that the address names."""
    pages = {address: _page(address) for address in PAGES}
    chosen = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=f"{chosen.title} · {NAME}", layout="wide", initial_sidebar_state=SIDEBAR_PX)
    st.html(STYLES)
    st.html(_top_line())
    session.follow_address()
    # Before anything is drawn: a link may lead away from the page that words are typed into.
    case_drafts.keep_typed()
    with st.sidebar:
        _navigation(chosen.url_path)
        signing_in.draw(_go, PAGES)
    chosen.run()
    with st.sidebar:
        _conversation_tools()


def _page(address: str) -> st.Page:
    title, show, is_listed = PAGES[address]
    return st.Page(
        partial(_guarded, show),
        title=title,
        url_path=address,
        default=address == HOME,
        visibility="visible" if is_listed else "hidden",
    )


def _guarded(show: Show) -> None:
    try:
        show(_go)
    except GuideError as error:
        region(problem_card(str(error)), key="problem")
    except Exception as error:
        # Neither the message nor the values on the stack are logged: they may hold what a person typed.
        log.error("a page failed: %s at %s", type(error).__name__, _place(error))
        region(problem_card(UNEXPECTED), key="problem")


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace else "an unknown place"


def _go(address: str, words: Mapping[str, str]) -> None:
    """Open another page, keeping the conversation in its address."""
    st.switch_page(_page(address), query_params={**session.address_words(), **words})


def _navigation(here: str) -> None:
    """Link to every listed page. Pressed, a link opens its page in place; in a new tab it works as well."""
    kept = urlencode(session.address_words())
    links = [
        tag(
            "a",
            title,
            href=f"{'' if address == HOME else address}{'?' if kept else ''}{kept}" or ".",
            data_send=json.dumps({"act": "go", "page": address}),
            aria_current="page" if address in (here, here or HOME) else None,
        )
        for address, (title, _, is_listed) in PAGES.items()
        if is_listed and (address != OWNERS or not access.access().refusal)
    ]
    act = region(tag("nav", links, class_="pages", aria_label="Pages"), key="navigation").act or {}
    if act.get("act") == "go" and act.get("page") in PAGES:
        _go(act["page"], {})


def _conversation_tools() -> None:
    """Offer, on every page, what can be done with the whole conversation. Drawn last: it holds the newest turn."""
    turns = session.turns()
    if not turns:
        return
    name = file_name(turns[-1].asked_at)
    buttons = [
        tag("button", "New conversation", type="button", data_send=json.dumps({"act": "new"})),
        tag("button", "Download this conversation", type="button", data_download=name),
        tag(
            "button",
            "Lock and start fresh" if access.account() is None else LOCK_OUT,
            type="button",
            data_send=json.dumps({"act": "lock"}),
        ),
    ]
    if session.may_see_workings():
        words = "Hide how answers were found" if session.shows_workings() else "Show how answers were found"
        send = json.dumps({"act": "workings"})
        buttons.append(tag("button", words, type="button", class_="quiet-button", data_send=send))
    text = conversation_text(turns, version(resources.guide().store))
    tools = tag("div", buttons, class_="conversation-tools", role="group", aria_label="This conversation")
    act = region(tools, key="conversation", texts={name: text}).act or {}
    if act.get("act") == "workings":
        session.turn_workings()
        st.rerun()
    if act.get("act") == "new":
        shown = session.workings_words()
        session.leave()
        _go(HOME, shown)
    if act.get("act") == "lock":
        session.lock()
        if not signing_in.sign_out():
            _go(HOME, {})


def _top_line() -> Markup:
    call = tag("p", "In immediate danger call ", tag("a", "999", href="tel:999"), class_="danger-line")
    return joined([tag("p", NAME, class_="brand"), call])
