"""The month, for owners and the board: plain tables of counts, and the same as a Word file."""

from __future__ import annotations

from datetime import date

import streamlit as st

from guide.directory.pathway_records import Pathway
from guide.keeping.month import HIDDEN_MEANS, MonthPage, Table, month_page, months_to_show
from guide.keeping.tallies import month_of
from ui import owner_links, resources
from ui.chat import Go
from ui.in_words import long_date
from ui.kept_runs import table
from ui.markup import Markup, tag
from ui.region import FOLDER, region

TITLE = "The month"
LEAD = "How the guide was used in one month, in counts alone. No question and no person stands here."
RUNS_ON = "A month is shown once it is over. Counts are deleted {days} days after the month’s end: keep the Word file."
EMPTY = "No question was counted in {month}."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(go: Go) -> None:
    """Draw the page."""
    st.html(FOLDER / "trainer.css")
    st.html(tag("div", tag("h1", TITLE), tag("p", LEAD, class_="lead"), class_="guide"))
    if not owner_links.may_see():
        return
    owner_links.draw("month", go)
    tallies, today = resources.tallies().all(), resources.now().date()
    with st.container(key="editing"):
        months = months_to_show(tallies, month_of(resources.now()))
        month = st.selectbox("Month", months, format_func=_named)
    st.html(tag("p", RUNS_ON.format(days=resources.settings().retention_days), class_="guide quiet"))
    pathways = [Pathway.from_json(record) for record in resources.guide().store.pathways()]
    page = month_page(month, tallies, pathways, today)
    region(tag("div", _empty(page), [_part(each) for each in page.tables], class_="month"), key="month")
    st.download_button(
        f"Download {_named(month)} (Word)", lambda: _word(page, today), f"safer-kingston-guide-{month}.docx", WORD
    )


def _empty(page: MonthPage) -> Markup:
    if page.is_empty:
        return tag("p", EMPTY.format(month=_named(page.month)), class_="caution")
    return tag("p", HIDDEN_MEANS)


def _part(each: Table) -> Markup:
    return tag(
        "section",
        tag("h2", each.title, class_="part"),
        table(each.heads, each.rows) if each.rows else None,
        tag("p", each.note, class_="quiet") if each.note else None,
    )


def _word(page: MonthPage, today: date) -> bytes:
    from guide.adapters.month_word import month_document

    named = _named(page.month)
    lead = EMPTY.format(month=named) if page.is_empty else LEAD
    return month_document(page, f"Safer Kingston Guide: {named}", f"{lead} Written on {long_date(today)}.")


def _named(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
