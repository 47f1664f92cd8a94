"""Referral pathways as the reader sees them: what to do now, then the rest. Every field of a record; none made up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import urlsplit

from guide import wording
from guide.pathway_lines import NAMES
from guide.pathway_marks import MarkKind
from guide.pathway_records import LABELS
from guide.types import Json
from ui.alert_cards import with_numbers
from ui.markup import Markup, joined, tag
from ui.reports import report_buttons

DIALLED = re.compile(r"\+?[0-9][0-9 ()-]*")
AT_ONCE = ("steps", "contact", "consent", "have_ready")
"""Fields with a place of their own on a card. Every other one follows under its label, folded."""
NOT_HELD = "not in our documents"
OTHERS = "Other services named here:"
NOT_MISSED = ("change_if", "not_confirmed")
"""Fields of which nobody misses anything where a record has none."""
AS_PAGE = ("http", "https")
ASK_MANAGER = "Ask your duty manager."


def do_this_now(pathways: Sequence[Json]) -> Markup | None:
    """Return the first action with its number, consent and what to have ready; None without a pathway."""
    if not pathways:
        return None
    head = tag("h3", "Do this now", class_="now-head")
    return tag("div", head, card(pathways[0], reasons_apart=True), class_="now")


def second_route(pathways: Sequence[Json]) -> Markup | None:
    """Return the second route's first action and number, its card and any further ones folded; None without one."""
    if len(pathways) < 2:
        return None
    second = pathways[1]
    steps = words_of(second.get("steps"))
    folded = [
        tag("details", tag("summary", label), card(other, reasons_apart=other is second), class_="more")
        for label, other in (
            (f"More about {second['name']}", second),
            *((f"Or: {other['name']}", other) for other in pathways[2:]),
        )
    ]
    return tag(
        "div",
        tag("h3", f"Then: {second['name']}"),
        tag("p", with_numbers(steps[0]), class_="then-step") if steps else None,
        [_contact_line(contact) for contact in contacts_of(second)[:1]]
        or [_linked(link) for link in _links_in(steps[:1], second)[:1]],
        folded,
        class_="further",
    )


def why(pathways: Sequence[Json]) -> Markup | None:
    """Return, folded, why the first two routes were chosen, what would change that, and where it all stands."""
    told = [(str(pathway["name"]), _reasons(pathway)) for pathway in pathways[:2]]
    given = [joined([tag("p", tag("strong", name)), lines]) for name, lines in told if lines]
    return tag("details", tag("summary", "Why"), given, class_="more why") if given else None


def _reasons(pathway: Json) -> Markup:
    """Return the words that fitted, where each contact's mark comes from, what would change the choice, the pages."""
    marked = [contact for contact in contacts_of(pathway) if contact.get("mark") or contact.get("source")]
    return joined(
        [
            tag("p", str(pathway["reason"])) if pathway.get("reason") else None,
            _line("change_if", pathway) if words_of(pathway.get("change_if")) else None,
            *(tag("p", _mark_line(contact), class_="quiet") for contact in marked),
            _sources(pathway),
        ]
    )


def _mark_line(contact: Mapping[str, str]) -> str:
    said = [words for key in ("mark", "source") if (words := str(contact.get(key) or "").strip(". "))]
    return f"{contact['value']}: {'. '.join(said)}."


def card(pathway: Json, reasons_apart: bool = False) -> Markup:
    """Return one pathway: first step, number, open or closed, consent, what to have ready; then the rest, folded.

    reasons_apart: why it was chosen and its sources stand elsewhere on the page, as `why` returns them.
    """
    steps = words_of(pathway.get("steps"))
    reason = str(pathway["reason"]) if pathway.get("reason") and not reasons_apart else None
    return tag(
        "div",
        tag("p", str(pathway["name"]), class_="card-name"),
        tag("p", with_numbers(steps[0]), class_="card-step") if steps else None,
        [_contact(contact, str(pathway.get("id") or "")) for contact in contacts_of(pathway)],
        [_linked(link) for link in _links_in(steps[:1], pathway)],
        _other_route(pathway),
        [_own(contact) for contact in _listed(pathway.get("own_contacts"))],
        _line("consent", pathway),
        _line("have_ready", pathway) if _has_ready(pathway) else None,
        tag("p", tag("strong", "Why this one: "), reason, class_="quiet") if reason else None,
        _acronyms(pathway, in_sight=True),
        _rest(pathway, steps[1:], reasons_apart),
        class_="card",
    )


def _acronyms(pathway: Json, in_sight: bool) -> Markup | None:
    """Return what the acronyms of the card stand for, None where all are written out.

    in_sight: those that stand above the fold, else the others.
    """
    found = pathway.get("acronyms")
    known = cast("Mapping[str, str]", found) if isinstance(found, dict) else {}
    lines = (words_of(pathway.get("steps"))[:1], words_of(pathway.get("consent")), words_of(pathway.get("have_ready")))
    above = set(re.findall(r"\w+", " ".join(line for part in lines for line in part)))
    pairs = [(short, long) for short, long in known.items() if (short in above) is in_sight]
    return tag("p", wording.short_forms(pairs), class_="quiet short-forms") if pairs else None


def contacts_of(pathway: Json) -> tuple[Mapping[str, str], ...]:
    """Return the contacts of a card, the first the one to try first."""
    return _listed(pathway.get("contacts"))


def _listed(found: object) -> tuple[Mapping[str, str], ...]:
    listed = cast("list[object]", found) if isinstance(found, list) else []
    return tuple(cast("Mapping[str, str]", contact) for contact in listed if isinstance(contact, dict))


def _links_in(lines: Sequence[str], pathway: Json) -> tuple[Mapping[str, str], ...]:
    """Return the other services whose number these lines give, unless it stands on the card as its own."""
    text, own = "\n".join(lines), {contact.get("value") for contact in contacts_of(pathway)}
    found = _listed(pathway.get("links"))
    return tuple(link for link in found if link.get("value") and link["value"] in text and link["value"] not in own)


def _linked(link: Mapping[str, str]) -> Markup:
    """Return another service's number with the mark that it has there."""
    parts = (("contact-label", link.get("name")), ("mark", link.get("mark")))
    return tag(
        "p",
        _value(link["value"], "phone"),
        [tag("span", words, class_=name) for name, words in parts if words],
        class_="contact",
    )


def _other_route(pathway: Json) -> Markup | None:
    """Return where to turn instead when a number of the record is reported not working."""
    contacts = contacts_of(pathway)
    if all(contact.get("mark_kind") != MarkKind.NOT_WORKING.value for contact in contacts):
        return None
    working = [contact for contact in contacts if contact.get("mark_kind") != MarkKind.NOT_WORKING.value]
    others = [f"{contact.get('label') or NAMES[contact['kind']]}: {contact['value']}." for contact in working]
    lines = words_of(pathway.get("if_no_answer")) or tuple(others) or (ASK_MANAGER,)
    return tag("p", tag("strong", "The other route: "), as_text(lines), class_="caution")


def _own(contact: Mapping[str, str]) -> Markup:
    """Return how to reach somebody of the reader's own organisation."""
    value = str(contact.get("value") or "")
    mark = tag("span", str(contact["mark"]), class_="mark mark-old") if contact.get("mark") else None
    return tag("p", tag("span", str(contact.get("words") or "")), _value(value, "phone"), mark, class_="contact own")


def as_text(lines: Sequence[str]) -> str:
    """Return the lines of a field as one text: sentences one after the other, anything else parted by semicolons."""
    text = ""
    for line in lines:
        text += f"{'' if not text else ' ' if text[-1] in '.?!' else '; '}{line}"
    return text


def words_of(value: object) -> tuple[str, ...]:
    """Return a field's value as the lines it shows: a text is one line, a list several, nothing none."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, list):
        return tuple(str(item) for item in cast("list[object]", value) if isinstance(item, str) and item.strip())
    return ()


def _contact(contact: Mapping[str, str], pathway_id: str) -> Markup:
    """Return one contact and, under a number, the buttons that report how it went."""
    value, line = str(contact.get("value") or ""), _contact_line(contact)
    is_reported = contact.get("kind") == "phone" and bool(contact.get("mark_kind"))
    return joined([line, report_buttons(pathway_id, value)]) if is_reported else line


def _contact_line(contact: Mapping[str, str]) -> Markup:
    """Return one contact with its number as a link, its mark and whether it is open, all in words."""
    state = contact.get("opening_state") or "unknown"
    parts = (
        ("contact-label", contact.get("label")),
        ("contact-note", contact.get("note")),
        (f"opening opening-{state}", contact.get("opening")),
        (f"mark mark-{(contact.get('mark_kind') or 'none').replace('_', '-')}", contact.get("mark")),
    )
    spans = [tag("span", words, class_=name) for name, words in parts if words]
    value = _value(str(contact.get("value") or ""), str(contact.get("kind") or ""))
    return tag("p", value, spans, class_="contact")


def _value(value: str, kind: str) -> Markup | None:
    """Return a number, address or page as a link where it can be pressed."""
    if not value:
        return None
    if kind in ("phone", "text") and DIALLED.fullmatch(value):
        scheme = "tel" if kind == "phone" else "sms"
        return tag("a", value, href=f"{scheme}:{re.sub(r'[^0-9+]', '', value)}", class_="number")
    if kind == "page" and urlsplit(value).scheme in AS_PAGE:
        return _page(value)
    return tag("span", value, class_="number" if kind == "phone" else None)


def _page(address: str) -> Markup:
    """Return a link to a page of a record's own. It opens beside this one and does not tell where it came from."""
    return tag("a", address, href=address, target="_blank", rel="noopener noreferrer")


def _line(key: str, pathway: Json) -> Markup:
    words = words_of(pathway.get(key)) or (NOT_HELD,)
    said = str(_notes(pathway).get(key) or "")
    note = tag("span", f" {said}", class_="quiet") if said else None
    return tag("p", tag("strong", f"{LABELS[key]}: "), with_numbers(as_text(words)), note, class_="card-line")


def _rest(pathway: Json, later_steps: Sequence[str], reasons_apart: bool) -> Markup | None:
    apart = (*AT_ONCE, "change_if") if reasons_apart else AT_ONCE
    steps = tag("ol", [tag("li", with_numbers(step)) for step in later_steps], start="2") if later_steps else None
    further = [key for key in LABELS if key in pathway and key not in apart]
    lines = [_line(key, pathway) for key in further if words_of(pathway.get(key)) or key in _notes(pathway)]
    said = [*later_steps, *(line for key in further for line in words_of(pathway.get(key)))]
    linked = [_linked(link) for link in _links_in(said, pathway)]
    missing = [LABELS[key] for key in further if key not in NOT_MISSED and not words_of(pathway.get(key))]
    if "have_ready" in pathway and not _has_ready(pathway):
        missing.append(LABELS["have_ready"])
    sources = None if reasons_apart else _sources(pathway)
    if not (steps or lines or missing or sources):
        return None
    absent = tag("p", tag("strong", f"{NOT_HELD.capitalize()}: "), f"{', '.join(missing).lower()}.", class_="quiet")
    return tag(
        "details",
        tag("summary", "More about this service"),
        steps,
        lines,
        tag("div", tag("p", tag("strong", OTHERS)), linked, class_="linked") if linked else None,
        _acronyms(pathway, in_sight=False),
        absent if missing else None,
        sources,
        class_="more",
    )


def _has_ready(pathway: Json) -> bool:
    return bool(words_of(pathway.get("have_ready")) or "have_ready" in _notes(pathway))


def _notes(pathway: Json) -> Mapping[str, object]:
    found = pathway.get("notes")
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}


def _sources(pathway: Json) -> Markup | None:
    found = pathway.get("sources")
    if not isinstance(found, dict):
        return None
    given = cast("Mapping[str, object]", found)
    pages = [_page(page) for page in words_of(given.get("pages")) if urlsplit(page).scheme in AS_PAGE]
    if len(pages) == 1:
        return tag("p", "From ", pages[0], class_="quiet")
    listed = tag("ul", [tag("li", page) for page in pages]) if pages else None
    return tag("div", tag("p", str(given.get("words") or ""), class_="quiet"), listed)
