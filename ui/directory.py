"""The directory of referral pathways: search, filter, two side by side, and what to ring when the server is down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from guide.directory.directory_filters import AGES, AREAS, SITUATIONS, fits_age, reach_of, serving
from guide.directory.duty_sheet import duty_sheet
from guide.directory.pathway_records import PathwayCard
from ui import access, reports, resources, session
from ui.chat import Go
from ui.in_words import long_date
from ui.listed_services import WORDS
from ui.markup import Markup, tag
from ui.pathway_card import card
from ui.region import region

EMPTY = "No referral pathways are in the index. Put pathways.yaml into the corpus and run: python -m ingest"
NONE_FIT = "No service fits these words and filters. Take a filter off, or use fewer words."
ANY = "any"
URGENCIES = (ANY, "emergency", "same-day", "routine")
ONLY_ONE = "nothing"
FILTERS = tuple(f"filter-{name}" for name in ("situation", "theme", "urgency", "area", "age", "open"))


def show(go: Go) -> None:
    """Draw the directory."""
    guide = resources.guide()
    at = resources.now()
    cards = guide.cards(at)
    note = session.note()
    st.html(tag("div", tag("h1", "Directory"), tag("p", note, role="status") if note else None, class_="guide"))
    if not cards:
        region(tag("p", EMPTY), key="directory")
        return
    with st.container(gap="xsmall"):
        found = _filtered(cards, at)
        with st.container(horizontal=True, gap="xsmall"):
            _tools(go, cards, at)
        left, right = _pair(cards)
    shown = _side_by_side(left, right) if left and right else _list(found, len(cards), at)
    pressed = region(shown, key="directory")
    act = pressed.act or {}
    if act.get("act") == reports.ACT:
        reports.keep_report(act)


def _tools(go: Go, cards: Sequence[PathwayCard], at: datetime) -> None:
    st.download_button(
        "Duty sheet for when the server is down",
        duty_sheet(cards, f"{at.day} {at:%B %Y}"),
        file_name=f"duty-sheet-{at:%Y-%m-%d}.html",
        mime="text/html",
    )
    if not access.access().refusal and st.button("Edit the directory"):
        go("edit", {})


def _filtered(cards: Sequence[PathwayCard], at: datetime) -> tuple[PathwayCard, ...]:
    guide = resources.guide()
    came_with = st.query_params.get(WORDS, "")
    words = st.text_input(
        "Search by name or situation", came_with, placeholder="for example: sleeping rough, MARAC, scam"
    )
    with st.expander(_filters_label(), key="directory-filters"):
        first, second = st.columns(3), st.columns(3)
        situation = first[0].selectbox("Situation", (ANY, *SITUATIONS), key=FILTERS[0])
        themes = sorted({theme for each in cards for theme in each.themes})
        theme = first[1].selectbox(
            "Theme", (ANY, *themes), format_func=lambda name: name.replace("-", " "), key=FILTERS[1]
        )
        urgency = first[2].selectbox("Urgency", URGENCIES, key=FILTERS[2])
        area = second[0].selectbox("Area: the person is in", (ANY, *AREAS), key=FILTERS[3])
        age = second[1].selectbox("Age", (ANY, *AGES), key=FILTERS[4])
        is_open = second[2].selectbox("Open", (ANY, "open now"), key=FILTERS[5]) != ANY
    found = guide.find_pathways((words,), cards, at) if words.strip() else tuple(cards)
    if situation != ANY:
        fitting = guide.find_pathways(SITUATIONS[situation], cards)
        found = tuple(each for each in (found if words.strip() else fitting) if each in fitting)
    found = found if area == ANY else serving(found, area)
    return tuple(
        each
        for each in found
        if (theme == ANY or theme in each.themes)
        and urgency in (ANY, each.urgency)
        and (age == ANY or fits_age(guide.ages(each.id), AGES[age]))
        and (not is_open or any(contact.opening_state == "open" for contact in each.contacts))
    )


def _filters_label() -> str:
    """Return what stands on the fold of the filters: how many are set, so that a closed fold hides none."""
    count = sum(st.session_state.get(name, ANY) != ANY for name in FILTERS)
    return f"Filters: {count} set" if count else "Filters"


def _pair(cards: Sequence[PathwayCard]) -> tuple[PathwayCard | None, PathwayCard | None]:
    """Offer two records to put side by side. Both are None until two different ones are chosen."""
    by_name = {each.name: each for each in cards}
    with st.expander("Put two services side by side"):
        columns = st.columns(2)
        first = columns[0].selectbox("First service", (ONLY_ONE, *by_name))
        second = columns[1].selectbox("Second service", (ONLY_ONE, *by_name))
    if first == second:
        return None, None
    return by_name.get(first), by_name.get(second)


def _list(found: Sequence[PathwayCard], total: int, at: datetime) -> Markup:
    """Return the services under their count; on paper with the day, since numbers and marks change."""
    day = tag("span", f", printed on {long_date(at)}", class_="on-paper")
    count = tag("p", f"{len(found)} of {total} services", day, class_="count", role="status")
    if not found:
        return tag("div", count, tag("p", NONE_FIT))
    return tag("div", count, [_entry(each) for each in found], class_="directory")


def _entry(each: PathwayCard) -> Markup:
    reach = tag("span", f" serves {reach_of(each)}", class_="quiet reach")
    summary = tag("summary", each.name, reach)
    return tag("details", summary, card(each.to_json()), class_="more", id=f"service-{each.id}")


def _side_by_side(left: PathwayCard, right: PathwayCard) -> Markup:
    both = [tag("section", card(each.to_json()), aria_label=each.name) for each in (left, right)]
    return tag("div", both, class_="side-by-side")
