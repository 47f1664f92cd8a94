"""One theme on its own page: everything the document says under that heading, quoted and numbered."""

from __future__ import annotations

import json
from itertools import count

import streamlit as st

from guide.ports import PassageStore
from guide.types import Json, Passage, Unit, UnitKind
from ui import resources
from ui.chat import Go
from ui.evidence import panel
from ui.markup import Markup, tag
from ui.quotations import cite_button
from ui.region import region
from ui.sources import Section, dated, themes

UNKNOWN = "No theme of this name is in the documents."


def show(go: Go) -> None:
    """Draw the theme that the address names."""
    store = resources.guide().store
    found = themes(store)
    wanted = st.query_params.get("heading", "")
    section = next((theme for theme in found if theme.title == wanted), None)
    page = theme_page(section, found, store) if section else _unknown(found)
    pressed = region(page, key="theme")
    act = pressed.act or {}
    match act.get("act"):
        case "theme":
            go("theme", {"heading": act.get("heading", "")})
        case "within":
            go("ask", {"within": act.get("heading", "")})
        case "document":
            go("documents", {name: act[name] for name in ("source", "start", "end") if name in act})
        case _:
            pass


def theme_page(section: Section, found: tuple[Section, ...], store: PassageStore) -> Markup:
    """Return every point under the theme's heading as a numbered quotation, with its place beside it."""
    cited = [
        (number, unit, _citation(number, section, passage, unit), passage.start)
        for number, (passage, unit) in zip(count(1), _points(section), strict=False)
    ]
    quotes = [_point(number, unit, citation) for number, unit, citation, _ in cited]
    panels = [panel(_panel_id(number), citation, place, store, len(cited)) for number, _, citation, place in cited]
    head = tag(
        "header",
        tag("p", section.source.title, class_="turn-meta"),
        tag("h1", section.title),
        tag("p", dated(section.source), class_="quiet"),
    )
    total = f"{len(cited)} {'quotation' if len(cited) == 1 else 'quotations'}, word for word: all that stands here."
    within = json.dumps({"act": "within", "heading": section.title})
    tools = tag("div", tag("button", "Ask within this theme", type="button", data_send=within), class_="tools")
    ending = tag("p", section.source.missing, class_="caution") if _is_last(section, store) else None
    left = tag(
        "div",
        head,
        tag("div", quotes, class_="answer-text"),
        ending,
        tag("p", total, class_="count"),
        tools,
        class_="turn-answer",
    )
    opened = _panel_id(1) if cited else None
    article = tag(
        "article",
        left,
        tag("div", panels, class_="turn-evidence"),
        class_="turn",
        data_turn="theme",
        data_open_first=opened,
    )
    return tag("div", article, _others(section, found))


def _points(section: Section) -> list[tuple[Passage, Unit]]:
    return [
        (passage, unit) for passage in section.passages for unit in passage.units if unit.kind is not UnitKind.HEADING
    ]


def _citation(number: int, section: Section, passage: Passage, unit: Unit) -> Json:
    return {
        "marker": number,
        "source_id": section.source.id,
        "title": section.source.title,
        "page": unit.page,
        "headings": list(section.headings),
        "quote": passage.words_of(unit),
        "passage": passage.text,
        "start": unit.start,
        "end": unit.end,
    }


def _point(number: int, unit: Unit, citation: Json) -> Markup:
    words = tag("span", str(citation["quote"]), class_="words")
    kind = "quote quote-lead" if unit.kind is UnitKind.LEAD_IN else "quote"
    return tag("blockquote", tag("p", words, " ", cite_button(_panel_id(number), number)), class_=kind)


def _panel_id(number: int) -> str:
    return f"evidence-theme-{number}"


def _is_last(section: Section, store: PassageStore) -> bool:
    if not (section.source.ends_unfinished and section.source.missing):
        return False
    return section.passages[-1].id == store.outline(section.source.id)[-1].id


def _others(section: Section, found: tuple[Section, ...]) -> Markup | None:
    others = [theme for theme in found if theme.headings != section.headings]
    return tag("section", tag("h2", "Other themes"), chips(others), class_="others") if others else None


def chips(found: list[Section] | tuple[Section, ...]) -> Markup:
    """Return one button for each theme, which opens its page."""
    buttons = [
        tag("button", theme.title, type="button", data_send=json.dumps({"act": "theme", "heading": theme.title}))
        for theme in found
    ]
    return tag("div", buttons, class_="chips")


def _unknown(found: tuple[Section, ...]) -> Markup:
    return tag("div", tag("h1", "Themes"), tag("p", UNKNOWN), chips(found))
