"""The panel that shows a quotation highlighted inside its document, with the text around it and a way back."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from guide import wording
from guide.keeping.conversations import Turn
from guide.ports import PassageStore
from guide.types import Json, SourceKind
from ui.markup import Markup, joined, tag
from ui.sources import Excerpt, dated, excerpt, source_or_none

CHANGED = "The document has changed since this answer. This is the passage as it was then."


def evidence(turn: Turn, store: PassageStore) -> Markup:
    """Return one hidden panel for each citation of the turn."""
    citations = turn.listed("citations")
    places = turn.places or (None,) * len(citations)
    return joined(
        panel(f"evidence-{turn.number}-{citation['marker']}", citation, place, store, len(citations))
        for citation, place in zip(citations, places, strict=True)
    )


def panel(panel_id: str, citation: Json, place: int | None, store: PassageStore, total: int) -> Markup:
    """Return the panel of one citation. total: how many there are to step through."""
    shown = excerpt(store, citation, place)
    source = source_or_none(store, str(citation["source_id"]))
    is_document = source is None or source.kind is SourceKind.DOCUMENT
    return tag(
        "div",
        _head(citation, total),
        tag("p", dated(source), class_="quiet") if is_document else None,
        tag("p", CHANGED, class_="caution") if is_document and not shown.is_current else None,
        _passage(shown),
        tag("p", source.missing, class_="quiet") if source and source.missing and not shown.cut_after else None,
        _foot(citation, shown, is_document and source is not None),
        id=panel_id,
        class_="evidence",
        data_panel=True,
        hidden=True,
        tabindex="-1",
        role="group",
        aria_label=f"Quotation {citation['marker']} in its document",
    )


def _head(citation: Json, total: int) -> Markup:
    headings = citation["headings"]
    path = [str(heading).rstrip(": ") for heading in headings] if isinstance(headings, list) else []
    page = [f"page {citation['page']}"] if citation["page"] else []
    where = wording.HEADING_SEPARATOR.join(path + page)
    number = tag("span", f"Quotation {citation['marker']} of {total}", class_="evidence-number")
    steps = (
        tag(
            "span",
            tag("button", "‹", type="button", data_step="-1", aria_label="Previous quotation"),
            tag("button", "›", type="button", data_step="1", aria_label="Next quotation"),
            class_="steps",
        )
        if total > 1
        else None
    )
    title = tag("p", str(citation["title"]), class_="evidence-title")
    return tag(
        "header", tag("div", number, steps, class_="evidence-bar"), title, tag("p", where, class_="evidence-where")
    )


def _passage(shown: Excerpt) -> Markup:
    return tag(
        "div",
        "… " if shown.cut_before else None,
        shown.before,
        tag("mark", shown.quote),
        shown.after,
        " …" if shown.cut_after else None,
        class_="evidence-text",
        data_text=True,
        tabindex="0",
        role="group",
        aria_label="The document's text",
    )


def _foot(citation: Json, shown: Excerpt, can_open: bool) -> Markup:
    opens = can_open and shown.is_current
    place = {"source": str(citation["source_id"]), "start": shown.start, "end": shown.start + len(shown.quote)}
    link = f"documents?{urlencode(place)}"
    open_it = json.dumps({"act": "document", **{name: str(value) for name, value in place.items()}})
    return tag(
        "div",
        tag("button", "Back to the answer", type="button", data_close=True),
        tag("button", "Open the document", type="button", data_send=open_it) if opens else None,
        tag("button", "Copy link", type="button", data_link=link) if opens else None,
        class_="tools",
    )
