"""The documents of the index: what is here, what is missing, and each one to read with a quotation highlighted."""

from __future__ import annotations

import json
from collections.abc import Iterable

import streamlit as st

from guide.ports import PassageStore
from guide.types import Passage, Source, Unit, UnitKind
from ui import resources
from ui.chat import Go
from ui.markup import Markup, joined, tag
from ui.region import Arrival, region
from ui.sources import dated, documents, source_or_none

EMPTY = "No document is in the index. Put files into corpus/documents and run: python -m ingest"
UNKNOWN = "This document is not in the index any more."


def show(go: Go) -> None:
    """Draw the list of documents, or the one that the address names."""
    store = resources.guide().store
    source_id = st.query_params.get("source", "")
    source = source_or_none(store, source_id) if source_id else None
    if source is None:
        pressed = region(_list(store, UNKNOWN if source_id else ""), key="documents")
    else:
        place = (_position("start"), _position("end"))
        arrival = Arrival(f"{source_id}-{place}", focus="here") if place[1] > place[0] else None
        pressed = region(document_page(source, store, *place), key="document", arrival=arrival)
    act = pressed.act or {}
    match act.get("act"):
        case "document":
            go("documents", {"source": act.get("source", "")})
        case "documents":
            go("documents", {})
        case "ask":
            go("ask", {})
        case _:
            pass


def _list(store: PassageStore, note: str) -> Markup:
    found = documents(store)
    cards = [_card(source, store) for source in found]
    return tag(
        "div",
        tag("h1", "Documents"),
        tag("p", "Answers are quoted from these and from nothing else.", class_="lead") if found else None,
        tag("p", note, class_="caution") if note else None,
        tag("ul", cards, class_="document-list") if found else tag("p", EMPTY),
    )


def _card(source: Source, store: PassageStore) -> Markup:
    passages = store.outline(source.id)
    open_it = json.dumps({"act": "document", "source": source.id})
    count = f"{len(passages)} {'passage' if len(passages) == 1 else 'passages'}"
    words = f"{len(store.reading_text(source.id).split()):,} words in {count}"
    return tag(
        "li",
        tag("h2", source.title),
        tag("p", dated(source), class_="quiet"),
        tag("p", words, class_="quiet"),
        tag("p", tag("strong", "What is missing: "), source.missing, class_="caution") if source.missing else None,
        tag("div", tag("button", "Read it", type="button", data_send=open_it), class_="tools"),
    )


def document_page(source: Source, store: PassageStore, start: int, end: int) -> Markup:
    """Return the document's own words in order, with [start, end) of its reading text highlighted."""
    back = [
        tag("button", "Back to your question", type="button", data_send=json.dumps({"act": "ask"})),
        tag("button", "All documents", type="button", data_send=json.dumps({"act": "documents"})),
    ]
    head = tag(
        "header",
        tag("div", back, class_="tools"),
        tag("h1", source.title),
        tag("p", dated(source), class_="quiet"),
        tag("p", tag("strong", "What is missing: "), source.missing, class_="caution") if source.missing else None,
    )
    return tag("div", head, body(store.outline(source.id), start, end), class_="document")


def body(passages: Iterable[Passage], start: int, end: int) -> Markup:
    """Return passages under their headings, with [start, end) of the document's reading text highlighted."""
    shown: list[Markup] = []
    above: tuple[str, ...] = ()
    marked = False
    for passage in passages:
        shown += _headings(above, passage.headings)
        above = passage.headings
        for unit in passage.units:
            if unit.kind is UnitKind.HEADING:
                continue
            is_here = passage.start + unit.start < end and passage.start + unit.end > start
            shown.append(_unit(passage.words_of(unit), unit, is_here, is_first=is_here and not marked))
            marked = marked or is_here
    return joined(shown)


def _headings(above: tuple[str, ...], headings: tuple[str, ...]) -> list[Markup]:
    same = next((i for i, pair in enumerate(zip(above, headings, strict=False)) if pair[0] != pair[1]), len(above))
    return [
        tag(f"h{min(level + 2, 5)}", heading.rstrip(": "))
        for level, heading in enumerate(headings)
        if level >= min(same, len(headings))
    ]


def _unit(text: str, unit: Unit, is_here: bool, is_first: bool) -> Markup:
    words = tag("mark", text, id="here" if is_first else None, tabindex="-1" if is_first else None) if is_here else text
    return tag("p", words, class_="document-item" if unit.kind in (UnitKind.ITEM, UnitKind.ROW) else None)


def _position(name: str) -> int:
    given = st.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
