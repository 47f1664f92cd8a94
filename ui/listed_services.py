"""An answer that lists services: each with the words that show why it is listed, its number to press, and its card."""

from __future__ import annotations

import json
from collections.abc import Mapping

from guide.directory.pathway_records import LABELS
from guide.directory.pathway_wording import lists_services
from guide.keeping.conversations import Turn
from guide.types import Json
from ui.card_values import contacts_of
from ui.markup import Markup, joined, tag
from ui.pathway_card import card
from ui.pathway_contacts import contact_line
from ui.quotations import numbers, place_said, quotation
from ui.stretches import Said, stretches

OPENS, WORDS = "directory", "words"
"""What the button does, and what stands in the address of the Directory then: what was asked, to be searched for."""
ALL = "See all of them in the Directory"
WHOLE_CARD = "The whole card"
REACHED = LABELS["contact"]


def is_list(turn: Turn) -> bool:
    """Say whether an answer lists services, rather than saying what to do."""
    return bool(turn.listed("pathways")) and lists_services(turn.text)


def listed_services(turn: Turn) -> tuple[Markup | None, ...]:
    """Return what fits and of how many it is not known, then each service, then the way to all of them."""
    parts = stretches(turn)
    first = turn.text.splitlines()[0]
    after = [line for line in parts[-1].text.splitlines() if line.strip()] if not parts[-1].marker else []
    opens = json.dumps({"act": OPENS, "words": str(turn.answer.get("standalone_question") or turn.question)})
    button = tag("button", ALL, type="button", data_send=opens)
    return (
        tag("div", tag("p", first), class_="answer-text"),
        *(_service(turn, pathway, parts) for pathway in turn.listed("pathways")),
        tag("div", [tag("p", line) for line in after], class_="answer-text"),
        tag("div", button, class_="tools"),
    )


def _service(turn: Turn, pathway: Json, parts: tuple[Said, ...]) -> Markup:
    own = {
        int(str(each["marker"])): place_said(each)
        for each in turn.listed("citations")
        if each["source_id"] == pathway["id"]
    }
    # The number to ring stands above the words that show why the service is listed.
    fields = sorted((part for part in parts if part.marker in own), key=lambda part: own[part.marker] != REACHED)
    said = [_field(turn, pathway, part, own[part.marker]) for part in fields]
    whole = tag("details", tag("summary", WHOLE_CARD), card(pathway), class_="more")
    return tag("section", tag("h3", str(pathway["name"])), said, whole, class_="listed")


def _field(turn: Turn, pathway: Json, part: Said, label: str) -> Markup:
    """Return one quoted field under its label; contacts as on a card, with a link, mark and opening."""
    if label != REACHED:
        return joined([tag("p", label, class_="quiet"), quotation(turn, part)])
    lines = [contact_line(each) for each in contacts_of(pathway) if each["value"] in part.text]
    return tag(
        "div",
        tag("div", lines, class_="card"),
        tag("p", numbers(turn, [part.marker]), class_="numbers"),
        class_="listed-contact",
    )


def quoted_contacts(turn: Turn, pathway: Json) -> tuple[Mapping[str, str], ...]:
    """Return the contacts of a service that the answer quotes."""
    quoted = "\n".join(
        str(each["quote"])
        for each in turn.listed("citations")
        if each["source_id"] == pathway["id"] and place_said(each) == REACHED
    )
    return tuple(each for each in contacts_of(pathway) if each["value"] in quoted)
