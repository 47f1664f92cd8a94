"""Known faults in contacts, each as a function that plants it in a good reply: all are numbers that stand somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from evaluation import folding
from evaluation.replies import Reply
from guide.types import Json

Contact = Mapping[str, object]


def swapped_number(reply: Reply) -> Reply | None:
    """Swap the last two digits of a number wherever it stands on a card."""
    for place, card in enumerate(reply.pathways):
        for number in sorted(folding.phones("\n".join(folding.leaves(card)))):
            changed = _with_digits_swapped(card, number) if len(number) > 6 else card
            if changed != card and isinstance(changed, dict):
                return replace(reply, pathways=(*reply.pathways[:place], changed, *reply.pathways[place + 1 :]))
    return None


def number_of_another_service(reply: Reply) -> Reply | None:
    """Put the number of a service that the reply names too under the name of the service on a card."""
    return _changed(reply, "contacts", _with_another_number)


def linked_number_of_another_service(reply: Reply) -> Reply | None:
    """Put another service's number beside the name of a service that a card sends people to."""
    return _changed(reply, "links", _with_another_number)


def number_under_another_label(reply: Reply) -> Reply | None:
    """Put a number of a service under the label of another number of the same service."""
    return _changed(reply, "contacts", _with_another_label)


def times_of_another_line(reply: Reply) -> Reply | None:
    """Say of a line that it is open when another line of the reply is."""
    return _changed(reply, "contacts", _with_other_times) or _changed(reply, "links", _with_other_times)


def swapped_number_in_an_alert(reply: Reply) -> Reply | None:
    """Swap the last two digits of the last number in an alert."""
    for place, (kind, text) in enumerate(reply.alerts):
        for number in sorted(folding.phones(text))[-1:]:
            changed = str(_with_digits_swapped(text, number))
            return replace(reply, alerts=(*reply.alerts[:place], (kind, changed), *reply.alerts[place + 1 :]))
    return None


def _changed(reply: Reply, part: str, change: Callable[[Contact, str, Reply], Json | None]) -> Reply | None:
    """Return the reply with the first contact or link changed that can be. change: takes its owner's id too."""
    for place, card in enumerate(reply.pathways):
        listed = _objects(card, part)
        for at, contact in enumerate(listed):
            new = change(contact, _owner(card, contact, part), reply)
            if new is not None:
                mended = {**card, part: [*listed[:at], new, *listed[at + 1 :]]}
                return replace(reply, pathways=(*reply.pathways[:place], mended, *reply.pathways[place + 1 :]))
    return None


def _with_another_number(contact: Contact, owner: str, reply: Reply) -> Json | None:
    own = {each["value"] for name, each in _all(reply) if name == owner}
    others = (
        each["value"] for name, each in _all(reply) if name != owner and _is_line(each) and each["value"] not in own
    )
    other = next(others, None) if _is_line(contact) else None
    return {**contact, "value": other} if other else None


def _with_another_label(contact: Contact, owner: str, reply: Reply) -> Json | None:
    others = (each for name, each in _all(reply) if name == owner and "kind" in each and _is_line(each))
    wanted = (
        each for each in others if each.get("label") != contact.get("label") and each["value"] != contact.get("value")
    )
    other = next(wanted, None)
    return {**contact, "value": other["value"]} if other and _is_line(contact) else None


def _with_other_times(contact: Contact, owner: str, reply: Reply) -> Json | None:
    now = contact.get("opening")
    others = (each for _, each in _all(reply) if each.get("opening") and each["opening"] != now)
    other = next(others, None) if now else None
    if other is None:
        return None
    return {**contact, "opening": other["opening"], "opening_state": other.get("opening_state", "")}


def _all(reply: Reply) -> Iterator[tuple[str, Contact]]:
    """Yield every contact and link of a reply with the id of the service that it is of."""
    for card in reply.pathways:
        for part in ("contacts", "links"):
            for contact in _objects(card, part):
                yield _owner(card, contact, part), contact


def _owner(card: Json, contact: Contact, part: str) -> str:
    return str((contact if part == "links" else card).get("id", ""))


def _objects(card: Json, part: str) -> list[Contact]:
    listed = card.get(part)
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def _is_line(contact: Contact) -> bool:
    return bool(contact.get("value")) and contact.get("kind", "phone") == "phone"


def _with_digits_swapped(value: object, number: str) -> object:
    """Return a JSON value in which the last two digits of a telephone number are swapped, or the last one changed."""
    if isinstance(value, dict):
        return {key: _with_digits_swapped(item, number) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_digits_swapped(item, number) for item in value]
    if not isinstance(value, str):
        return value
    last, before = number[-1], number[-2]
    ending = f"{last}{before}" if last != before else f"{before}{(int(last) + 1) % 10}"
    pattern = r"[\s()-]*".join(number[:-2]) + rf"([\s()-]*){before}([\s()-]*){last}"
    return re.sub(pattern, lambda match: match.group()[: -2 - len(match.group(2))] + match.group(2) + ending, value)
