"""The one component of the pages: escaped HTML from Python, and a small script for what HTML alone cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import streamlit as st

from ui.markup import Markup

FOLDER = Path(__file__).with_name("components")
STYLES = FOLDER / "page.css"

SCRIPTS = ("typed.js", "menu.js", "region.js")
"""One script in three files: what is typed into the toolkit's fields, the focus between pages, the region itself."""

_mount = st.components.v2.component(
    "guide_region",
    js="\n".join((FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something new on the page: `id` differs each time, `focus` is an element's id, `say` is read out once.

    field: the label of a field of the toolkit that gets the focus instead. gently: the focus is left where a person has
    taken it meanwhile, but for what is inside elements of this selector.
    """

    id: str
    focus: str = ""
    say: str = ""
    top: bool = False
    field: str = ""
    gently: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a person did in the region during this run: asked something, or pressed a button that sends."""

    ask: Mapping[str, str] | None = None
    act: Mapping[str, str] | None = None


def region(
    html: Markup,
    key: str,
    texts: Mapping[str, str] | None = None,
    arrival: Arrival | None = None,
    done: int = 0,
    keep: bool = False,
) -> Pressed:
    """Show the HTML and return what was pressed.

    texts: what the copy and download buttons hand out, by name. done: how many questions were answered in this session;
    when it grows, the question box is emptied unless `keep`.
    """
    data: dict[str, object] = {"html": str(html), "texts": dict(texts or {}), "done": done, "keep": keep}
    if arrival:
        data |= {"arrived": arrival.id, "focus": arrival.focus, "say": arrival.say, "top": arrival.top}
        data |= {"field": arrival.field, "gently": arrival.gently}
    result = _mount(key=key, data=data, on_ask_change=_nothing, on_act_change=_nothing)
    return Pressed(_words(result.get("ask")), _words(result.get("act")))


def _nothing() -> None:
    """Let the run itself read what was pressed."""


def _words(sent: object) -> Mapping[str, str] | None:
    """Return what the browser sent if it is an object of strings: a browser may send anything."""
    if not isinstance(sent, Mapping):
        return None
    pairs = cast("Mapping[object, object]", sent)
    return {str(key): value for key, value in pairs.items() if isinstance(value, str)}
