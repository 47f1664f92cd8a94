"""A pathway's card as JSON read for the page: a field as its lines, a list of parts, notes. No markup here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from guide.types import Json


def words_of(value: object) -> tuple[str, ...]:
    """Return a field's value as the lines it shows: a text is one line, a list several, nothing none."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, list):
        return tuple(str(item) for item in cast("list[object]", value) if isinstance(item, str) and item.strip())
    return ()


def as_text(lines: Sequence[str]) -> str:
    """Return the lines of a field as one text: sentences one after the other, anything else parted by semicolons."""
    text = ""
    for line in lines:
        text += f"{'' if not text else ' ' if text[-1] in '.?!' else '; '}{line}"
    return text


def contacts_of(pathway: Json) -> tuple[Mapping[str, str], ...]:
    """Return the contacts of a card, the first the one to try first."""
    return parts_of(pathway.get("contacts"))


def parts_of(found: object) -> tuple[Mapping[str, str], ...]:
    """Return the parts of a list, such as contacts or links; none of anything else."""
    listed = cast("list[object]", found) if isinstance(found, list) else []
    return tuple(cast("Mapping[str, str]", contact) for contact in listed if isinstance(contact, dict))


def notes_of(pathway: Json) -> Mapping[str, object]:
    """Return by field who changed or confirmed it."""
    found = pathway.get("notes")
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}
