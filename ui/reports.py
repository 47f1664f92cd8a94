"""Under each number three presses: it worked, no answer, wrong number. One press, no text, never a confirmation."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping

import streamlit as st

from guide.adapters.number_reports import OUTCOMES
from guide.errors import StoreError
from ui import resources
from ui.markup import Markup, tag
from ui.session import say_once

ACT = "report"
REPORTER = re.compile(r"[0-9a-f]{24}")
CHOICES = (("It worked", "worked"), ("No answer", "no answer"), ("Wrong number", "wrong"))
KEPT = "Thank you, this is noted. A report is not a confirmation; the number stays as published."
NOT_KEPT = "The report could not be kept. Nothing else is lost. Tell your administrator."


def report_buttons(pathway_id: str, value: str, did: str = "rang") -> Markup:
    """Return the three presses for one number of one service. did: rang or texted."""
    buttons = [
        tag(
            "button",
            words,
            type="button",
            data_send=json.dumps({"act": ACT, "pathway": pathway_id, "value": value, "outcome": outcome}),
        )
        for words, outcome in CHOICES
    ]
    return tag(
        "span",
        buttons,
        class_="report",
        data_reporter=True,
        data_number=value,
        role="group",
        aria_label=f"You {did} {value}: how did it go?",
    )


def keep_report(act: Mapping[str, str]) -> None:
    """Keep what was pressed, if it is about a number that this record has, and draw the page anew."""
    pathway_id, value, outcome = act.get("pathway", ""), act.get("value", ""), act.get("outcome", "")
    if outcome not in OUTCOMES or not resources.guide().has_contact(pathway_id, value):
        return
    try:
        resources.number_reports().add(pathway_id, value, outcome, visitor(act), resources.now())
        say_once(KEPT)
    except StoreError:
        say_once(NOT_KEPT)
    st.rerun()


def visitor(act: Mapping[str, str]) -> str:
    """Return the browser's random number, else this tab's: it tells visitors apart and says nothing of them."""
    if REPORTER.fullmatch(act.get("reporter", "")):
        return act["reporter"]
    if "visitor" not in st.session_state:
        st.session_state["visitor"] = secrets.token_urlsafe(8)
    return str(st.session_state["visitor"])
