"""How a service is reached, as lines of a card: its own contacts, other services' numbers, one's own people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from guide.directory.pathway_lines import NAMES, given_in
from guide.directory.pathway_marks import MarkKind
from guide.types import Json
from ui.card_values import as_text, contacts_of, parts_of, words_of
from ui.markup import Markup, joined, tag
from ui.reports import report_buttons

DIALLED = re.compile(r"\+?[0-9][0-9 ()-]*")
RINGS = {"phone": "rang", "text": "texted"}
"""The kinds of contact that visitors report on, and what they did."""
AS_PAGE = ("http", "https")
ASK_MANAGER = "Ask your duty manager."
CANNOT_WAIT = "if it cannot wait, ask your duty manager. In danger ring 999."


def contact_with_reports(contact: Mapping[str, str], pathway_id: str) -> Markup:
    """Return one contact and, under a number, the buttons that report how it went."""
    value, line = str(contact.get("value") or ""), contact_line(contact)
    is_reported = contact.get("kind") in RINGS and bool(contact.get("mark_kind"))
    return joined([line, report_buttons(pathway_id, value, RINGS[contact["kind"]])]) if is_reported else line


def contact_line(contact: Mapping[str, str]) -> Markup:
    """Return one contact with its number as a link, its mark and whether it is open, all in words."""
    state = contact.get("opening_state") or "unknown"
    parts = (
        ("contact-label", contact.get("label")),
        ("contact-note", contact.get("note")),
        (f"opening opening-{state}", contact.get("opening")),
        (_mark_class(contact.get("mark_kind") or ""), contact.get("mark")),
    )
    spans = [tag("span", words, class_=name) for name, words in parts if words]
    value = _value(str(contact.get("value") or ""), str(contact.get("kind") or ""))
    return tag("p", value, spans, class_="contact")


def links_in(lines: Sequence[str], pathway: Json) -> tuple[Mapping[str, str], ...]:
    """Return the other services whose number these lines give, unless it stands on the card as its own."""
    text, own = "\n".join(lines), {contact.get("value") for contact in contacts_of(pathway)}
    found = parts_of(pathway.get("links"))
    given = given_in(text, [(link.get("name") or "", link.get("value") or "") for link in found])
    return tuple(found[place] for place in given if found[place]["value"] not in own)


def linked_line(link: Mapping[str, str]) -> Markup:
    """Return another service's number with the mark that it has there, and whether it is open."""
    names = [words for words in (link.get("name"), (link.get("label") or "").lower()) if words]
    return contact_line({**link, "kind": "phone", "label": ", ".join(names), "note": ""})


def marks_in(text: str, pathway: Json) -> list[str]:
    """Return for each number and address of a quoted text its mark, and whether its line is open."""
    own = [contact for contact in contacts_of(pathway) if contact["value"] in text and contact["kind"] != "page"]
    lines = []
    for contact in (*own, *links_in((text,), pathway)):
        said = [words for key in ("opening", "mark") if (words := contact.get(key))]
        lines += [f"{contact['value']}: {'; '.join(said)}."] if said else []
    return lines


def link_with_reports(link: Mapping[str, str]) -> Markup:
    """Return another service's number with the buttons that report how it went: it stands first where a card has it."""
    line = linked_line(link)
    return joined([line, report_buttons(link["id"], link["value"])]) if link.get("mark_kind") else line


def _mark_class(kind: str) -> str:
    return f"mark mark-{kind.replace(' ', '-') or 'none'}"


def other_route(pathway: Json) -> Markup | None:
    """Return where to turn instead when a number of the record is reported not working."""
    contacts = contacts_of(pathway)
    if all(contact.get("mark_kind") != MarkKind.NOT_WORKING.value for contact in contacts):
        return None
    working = [contact for contact in contacts if contact.get("mark_kind") != MarkKind.NOT_WORKING.value]
    others = [f"{contact.get('label') or NAMES[contact['kind']]}: {contact['value']}." for contact in working]
    lines = words_of(pathway.get("if_no_answer")) or tuple(others) or (ASK_MANAGER,)
    return tag("p", tag("strong", "The other route: "), as_text(lines), class_="caution")


def while_closed(pathway: Json) -> Markup | None:
    """Return where to turn while every line of a service is closed."""
    states = [contact.get("opening_state") for contact in contacts_of(pathway) if contact.get("kind") in RINGS]
    if "closed" not in states or "open" in states:
        return None
    lines = words_of(pathway.get("if_no_answer")) or (CANNOT_WAIT,)
    return tag("p", tag("strong", "While it is closed: "), as_text(lines), class_="caution")


def own_line(contact: Mapping[str, str]) -> Markup:
    """Return how to reach somebody of the reader's own organisation."""
    value = str(contact.get("value") or "")
    mark = tag("span", str(contact["mark"]), class_="mark mark-old") if contact.get("mark") else None
    return tag("p", tag("span", str(contact.get("words") or "")), _value(value, "phone"), mark, class_="contact own")


def _value(value: str, kind: str) -> Markup | None:
    """Return a number, address or page as a link where it can be pressed."""
    if not value:
        return None
    if kind in ("phone", "text") and DIALLED.fullmatch(value):
        scheme = "tel" if kind == "phone" else "sms"
        return tag("a", value, href=f"{scheme}:{re.sub(r'[^0-9+]', '', value)}", class_="number")
    if kind == "page" and urlsplit(value).scheme in AS_PAGE:
        return page_link(value)
    return tag("span", value, class_="number" if kind == "phone" else None)


def page_link(address: str) -> Markup:
    """Return a link to a page of a record's own. It opens beside this one and does not tell where it came from."""
    return tag("a", address, href=address, target="_blank", rel="noopener noreferrer")
