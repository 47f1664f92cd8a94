"""What to do in an answer: the first route, the second one, and why these. What stands on a card is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guide.types import Json
from ui.alert_cards import with_numbers
from ui.card_values import contacts_of, words_of
from ui.markup import Markup, joined, tag
from ui.pathway_card import card, field_line, sources
from ui.pathway_contacts import contact_line, linked_line, links_in


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
        [contact_line(contact) for contact in contacts_of(second)[:1]]
        or [linked_line(link) for link in links_in(steps[:1], second)[:1]],
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
            field_line("change_if", pathway) if words_of(pathway.get("change_if")) else None,
            *(tag("p", _mark_line(contact), class_="quiet") for contact in marked),
            sources(pathway),
        ]
    )


def _mark_line(contact: Mapping[str, str]) -> str:
    said = [words for key in ("mark", "source") if (words := str(contact.get(key) or "").strip(". "))]
    return f"{contact['value']}: {'. '.join(said)}."
