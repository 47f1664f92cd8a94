"""Every fixed sentence about a referral pathway that a person can be shown."""

from __future__ import annotations

NAMED = "You named {name}."
FORMER_NAME = "{old} is now {now}."
SENT_BY = "{name} sends you there."
FITS = "It fits because: {words}"
INSTEAD = "Open now, while {name} is closed."

DO_THIS_NOW = "Do this now: {name}"
THEN = "Second route: {name}"
NEXT_STEP = "First step:"
FIELD = "{name}, {label}:"
FIRST_CONTACT = "Reach it:"
CONSENT = "Consent:"
HAVE_READY = "Have ready:"
THE_DOCUMENT_SAYS = "What the {title} says"
THE_DOCUMENTS_SAY = "What the documents say"
NOT_THE_TEST = "This is not the test for a referral."
"""Follows either of them, above words of a document that bear on a situation."""
NOT_HELD = "{name}, {label}: not in our documents."
