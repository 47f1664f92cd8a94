"""The reader's own organisation: which of its people a record sends the reader to, and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from guide.directory.pathway_edits import Edit, contact_from
from guide.directory.pathway_records import OwnContact, Pathway

ROLES: Mapping[str, re.Pattern[str]] = {
    "duty manager": re.compile(r"\b(?:duty|line|your) manager\b", re.IGNORECASE),
    "safeguarding lead": re.compile(r"\bsafeguarding lead\b", re.IGNORECASE),
    "first-responder lead": re.compile(r"\bfirst responder\b", re.IGNORECASE),
}
"""The people who can be entered, each with the words by which a record sends somebody to one."""

SENDS = ("steps", "if_no_answer", "change_if")
"""The fields that say where to turn."""

INSTEAD = "duty manager"
ASK = "Ask your duty manager."
ASK_FOR = "For your {role}: ask your duty manager."


def own_contacts(pathway: Pathway, entered: Sequence[tuple[str, Edit]]) -> tuple[OwnContact, ...]:
    """Return how to reach each of the organisation's people that the record sends the reader to.

    A role that nobody has entered leads to the duty manager.
    """
    text = "\n".join(line for key in SENDS for line in pathway.lines(key))
    known = dict(entered)
    wanted = [role for role, pattern in ROLES.items() if pattern.search(text)]
    return tuple(dict.fromkeys(_reached(role, known) for role in wanted))


def _reached(role: str, known: Mapping[str, Edit]) -> OwnContact:
    if role in known:
        return _entered(role, f"Your {role}", known[role])
    instead = ASK if role == INSTEAD else ASK_FOR.format(role=role)
    return _entered(role, instead, known[INSTEAD]) if INSTEAD in known else OwnContact(role, instead)


def _entered(role: str, words: str, edit: Edit) -> OwnContact:
    contact = contact_from(edit.after)
    if contact is None:
        return OwnContact(role, words)
    named = f"{words} ({contact.label})" if contact.label else words
    return OwnContact(role, named, contact.value, f"entered by {edit.who} on {edit.at.day} {edit.at:%B %Y}")
