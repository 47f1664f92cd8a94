"""A question that is answered by opening: a document and its section, or a service's card, read here and handed in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from quiz.confirmed import records_of
from quiz.looking_up import Opened, record_opened, sections_of
from quiz.types import QuizItem
from ui import reports, resources
from ui.documents import body
from ui.markup import Markup, tag
from ui.pathway_card import card
from ui.region import Arrival, region
from ui.sources import documents

LEAD = "Answer by opening: choose where these words stand, read it, and press “This is the passage”."
SEARCH = "Search the Guide in a new tab"
WHERE, SECTION, THIS = "Document or service", "Section", "This is the passage"


def look_up(item: QuizItem, key: str) -> tuple[str, ...]:
    """Draw what can be opened and return what was handed in during this run, nothing before that."""
    link = tag("a", SEARCH, href=".", target="_blank", rel="noopener")
    st.html(tag("div", tag("p", LEAD), tag("p", link), class_="guide"))
    shown = _opened(key)
    if shown is None:
        return ()
    opened, words = shown
    reading = tag(
        "section", tag("p", opened.place, class_="evidence-title"), words, class_="looked-up",
        role="group", tabindex="0", aria_label=f"Opened: {opened.place}",
    )  # fmt: skip
    arrival = Arrival(f"{key}-{opened.place}", say=f"Opened: {opened.place}.")
    act = region(reading, key=f"opened-{key}", arrival=arrival).act or {}
    if act.get("act") == reports.ACT:
        reports.keep_report(act)
    return opened.given if st.button(THIS, type="primary", key=f"this-{key}") else ()


def _opened(key: str) -> tuple[Opened, Markup] | None:
    """Return what is open, with its words as the Guide shows them; None before something is chosen."""
    store = resources.guide().store.snapshot()
    titles = {source.id: source.title for source in documents(store)}
    records = dict(records_of(store))
    names = {**titles, **{name: record.name for name, record in records.items()}}
    chosen = _choice(WHERE, names, f"where-{key}")
    if chosen in records:
        shown = next(one for one in resources.guide().cards(resources.now()) if one.id == chosen)
        return record_opened(records[chosen]), card(shown.to_json())
    if chosen is None:
        return None
    sections = sections_of(titles[chosen], store.outline(chosen))
    places = {str(at): opened.place.removeprefix(f"{titles[chosen]} › ") for at, (opened, _) in enumerate(sections)}
    at = _choice(SECTION, places, f"section-{key}-{chosen}")
    if at is None:
        return None
    opened, passages = sections[int(at)]
    return opened, tag("div", body(passages, 0, 0), class_="document")


def _choice(label: str, names: Mapping[str, str], key: str) -> str | None:
    return st.selectbox(label, tuple(names), index=None, format_func=names.__getitem__, placeholder="Choose", key=key)
