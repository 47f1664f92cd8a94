"""HTML that is escaped unless it was built here: every text a person or a document supplies passes through `tag`."""

from __future__ import annotations

import html
from collections.abc import Iterable

from guide.plain_text import without_invisible

VOID = frozenset({"br", "hr", "input"})


class Markup(str):
    """Text that is HTML already. Only this module makes it."""

    __slots__ = ()


Child = str | Markup | None | Iterable["str | Markup | None"]
Attribute = str | int | bool | None


def escaped(text: str) -> Markup:
    """Return the text as HTML that shows it and does nothing else. Invisible characters are dropped."""
    return Markup(html.escape(without_invisible(text), quote=True))


def joined(children: Iterable[str | Markup | None]) -> Markup:
    """Return the children one after the other, each escaped unless it is markup."""
    return Markup("".join(_child(child) for child in children))


def drawing(svg: str) -> Markup:
    """Return a drawing that `evaluation.plots` made; it escapes every text it is given."""
    return Markup(svg)


def tag(name: str, *children: Child, **attributes: Attribute) -> Markup:
    """Return one element. `class_` gives class, `data_act` data-act; True writes it bare, None leaves it out."""
    opening = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{opening}>")
    inside = "".join(_child(child) for child in children)
    return Markup(f"<{name}{opening}>{inside}</{name}>")


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escaped(child)
    return joined(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
