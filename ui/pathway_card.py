"""One referral pathway as a card: what to do, how to reach it, then the rest, folded. Every field; none made up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast
from urllib.parse import urlsplit

from guide import wording
from guide.directory.pathway_lines import one_line
from guide.directory.pathway_records import LABELS
from guide.types import Json
from ui.alert_cards import with_numbers
from ui.card_values import as_text, contacts_of, notes_of, parts_of, words_of
from ui.in_words import long_date
from ui.markup import Markup, tag
from ui.pathway_contacts import (
    AS_PAGE,
    contact_with_reports,
    link_with_reports,
    linked_line,
    links_in,
    other_route,
    own_line,
    page_link,
    while_closed,
)

AT_ONCE = ("steps", "contact", "consent", "have_ready")
"""Fields with a place of their own on a card. Every other one follows under its label, folded."""
NOT_ABOVE_IN_FULL = ("steps", "contact", "have_ready")
"""The same where only the first of consent stands above."""
NOT_HELD = "not in our documents"
SAYS_ITSELF = ("danger", "not_confirmed")
"""Fields whose lines begin with what their label would say."""
MORE_BELOW = " More below."
NO_REVIEW = "no date set"
OTHERS = "Other services named here:"
NOT_MISSED = ("change_if", "not_confirmed", "names")
"""Fields of which nobody misses anything where a record has none."""


def card(pathway: Json, reasons_apart: bool = False, at_fields: Sequence[str] = ()) -> Markup:
    """Return one pathway: first step, number, open or closed, consent, what to have ready; then the rest, folded.

    reasons_apart: why it was chosen and its sources stand elsewhere on the page, as `pathway_routes.why` returns them.
    at_fields: the keys of fields that are marked; the rest is unfolded where one of them stands in it.
    """
    steps, consent = words_of(pathway.get("steps")), _first_of_consent(pathway)
    reason = str(pathway["reason"]) if pathway.get("reason") and not reasons_apart else None
    return tag(
        "div",
        tag("p", str(pathway["name"]), class_="card-name"),
        tag("p", with_numbers(steps[0]), class_=_style("card-step", "steps" in at_fields)) if steps else None,
        [contact_with_reports(contact, str(pathway.get("id") or "")) for contact in contacts_of(pathway)],
        [link_with_reports(link) for link in links_in(steps[:1], pathway)],
        other_route(pathway) or while_closed(pathway),
        [own_line(contact) for contact in parts_of(pathway.get("own_contacts"))],
        _urgency_and_ages(pathway),
        field_line("consent", pathway, "consent" in at_fields, "" if "consent" in at_fields else consent),
        field_line("have_ready", pathway, "have_ready" in at_fields) if _has_ready(pathway) else None,
        tag("p", tag("strong", "Why this one: "), reason, class_="quiet") if reason else None,
        _acronyms(pathway, in_sight=True),
        _rest(pathway, steps[1:], reasons_apart, at_fields),
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


def _style(name: str, is_here: bool) -> str:
    return f"{name} card-here" if is_here else name


def _first_of_consent(pathway: Json) -> str:
    """Return consent in one line where the whole of it takes more, else nothing."""
    lines = words_of(pathway.get("consent"))
    short = one_line(lines)
    return "" if short == " ".join(lines) else short


def _urgency_and_ages(pathway: Json) -> Markup:
    """Return in one line how urgent the route is and, where its record states ages, for whom it is."""
    ages = [f"ages {pathway['ages']}"] if pathway.get("ages") else []
    said = "; ".join([str(pathway["urgency"]).replace("-", " "), *ages])
    return tag("p", tag("strong", "Urgency: "), f"{said}.", class_="card-line")


def field_line(key: str, pathway: Json, is_here: bool = False, in_short: str = "") -> Markup:
    """Return one field under its label, with who changed or confirmed it; what is not held is said to be missing.

    in_short: its first sentences, to stand for the whole that follows further down.
    """
    if in_short:
        more = tag("span", MORE_BELOW, class_="quiet")
        return tag("p", tag("strong", f"{LABELS[key]}: "), with_numbers(in_short), more, class_="card-line")
    words = words_of(pathway.get(key)) or (f"{NOT_HELD}.",)
    said = str(notes_of(pathway).get(key) or "")
    note = tag("span", f" {said}", class_="quiet") if said else None
    label = None if key in SAYS_ITSELF else tag("strong", f"{LABELS[key]}: ")
    return tag("p", label, with_numbers(as_text(words)), note, class_=_style("card-line", is_here))


def _rest(
    pathway: Json, later_steps: Sequence[str], reasons_apart: bool, at_fields: Sequence[str] = ()
) -> Markup | None:
    above = AT_ONCE if "consent" in at_fields or not _first_of_consent(pathway) else NOT_ABOVE_IN_FULL
    apart = (*above, "change_if") if reasons_apart else above
    style = "card-here" if "steps" in at_fields else None
    listed = [tag("li", with_numbers(step)) for step in later_steps]
    steps = tag("ol", listed, start="2", class_=style) if later_steps else None
    further = [key for key in LABELS if key in pathway and key not in apart]
    told = [key for key in further if words_of(pathway.get(key)) or key in notes_of(pathway)]
    lines = [field_line(key, pathway, key in at_fields) for key in told]
    said = [*later_steps, *(line for key in further for line in words_of(pathway.get(key)))]
    shown = links_in(words_of(pathway.get("steps"))[:1], pathway)
    linked = [linked_line(link) for link in links_in(said, pathway) if link not in shown]
    missing = [LABELS[key] for key in further if key not in NOT_MISSED and not words_of(pathway.get(key))]
    if "have_ready" in pathway and not _has_ready(pathway):
        missing.append(LABELS["have_ready"])
    if "ages" in pathway and not pathway["ages"]:
        missing.append("ages")
    pages = None if reasons_apart else sources(pathway)
    if not (steps or lines or missing or pages):
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
        _review(pathway),
        pages,
        class_="more",
        open=any(key in at_fields for key in told) or (bool(steps) and "steps" in at_fields),
    )


def _review(pathway: Json) -> Markup | None:
    """Return the day by which the record is to be looked at again; None where the card says nothing of it."""
    if "review_by" not in pathway:
        return None
    day = pathway["review_by"]
    said = long_date(date.fromisoformat(str(day))) if day else NO_REVIEW
    return tag("p", tag("strong", "Review by: "), f"{said}.", class_="quiet")


def _has_ready(pathway: Json) -> bool:
    return bool(words_of(pathway.get("have_ready")) or "have_ready" in notes_of(pathway))


def sources(pathway: Json) -> Markup | None:
    """Return the pages that a record rests on, each as a link; None where the card says nothing of pages."""
    found = pathway.get("sources")
    if not isinstance(found, dict):
        return None
    given = cast("Mapping[str, object]", found)
    pages = [page_link(page) for page in words_of(given.get("pages")) if urlsplit(page).scheme in AS_PAGE]
    if len(pages) == 1:
        return tag("p", "From ", pages[0], class_="quiet")
    listed = tag("ul", [tag("li", page) for page in pages]) if pages else None
    return tag("div", tag("p", str(given.get("words") or ""), class_="quiet"), listed)
