"""Quoted words opened in the chat at their place: the words themselves, then the record's card at its field."""

from __future__ import annotations

from collections.abc import Sequence

from guide.directory.pathway_records import LABELS
from guide.keeping.conversations import Turn
from guide.types import Json
from guide.wording import SHORT_FORMS, WORDS_CHANGED
from ui.markup import Markup, joined, tag
from ui.pathway_card import card
from ui.quotations import place_said, stretch_text
from ui.stretches import Said, stretches

ASK_ON = "Ask about it in the box below."


def opened_body(turn: Turn, below: Markup | None = None) -> Markup:
    """Return the quotations, what can be done next, and the card of each record. below: buttons of the page."""
    cards = [_card(turn, pathway) for pathway in turn.listed("pathways")]
    return joined(
        [
            stretch_text(turn, _telling(turn)),
            tag("p", ASK_ON, class_="quiet"),
            below,
            cards[0] if cards else None,
            *(tag("details", tag("summary", name), each, class_="more") for name, each in _others(turn, cards)),
        ]
    )


def _telling(turn: Turn) -> Sequence[Said]:
    """Return the text's stretches; without the line that leads in, where the turn's title says it already."""
    said = stretches(turn)
    if len({(citation["source_id"], place_said(citation)) for citation in turn.listed("citations")}) > 1:
        return said
    return [part for part in said if part.marker or any(words in part.text for words in (WORDS_CHANGED, SHORT_FORMS))]


def _card(turn: Turn, pathway: Json) -> Markup:
    """Return a record's card with the fields marked that the quotations stand in."""
    named = {label: key for key, label in LABELS.items()}
    headings = [
        str(heading)
        for citation in turn.listed("citations")
        if citation["source_id"] == pathway["id"] and isinstance(found := citation["headings"], list)
        for heading in found
    ]
    return tag(
        "div", card(pathway, at_fields=[named[each] for each in headings if each in named]), class_="opened-card"
    )


def _others(turn: Turn, cards: list[Markup]) -> list[tuple[str, Markup]]:
    names = [str(pathway["name"]) for pathway in turn.listed("pathways")]
    return list(zip(names, cards, strict=True))[1:]
