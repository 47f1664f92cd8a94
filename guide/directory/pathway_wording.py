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
NOTHING_ON_THIS = "Nothing in what we hold of {name} surely answers this."
"""Before what the service's record does say, where a follow-up asks for something that no line of it is near to."""
LED_ON = "{name} says:"

LISTED = "{count} of the {total} services in the directory fit, by what their records say: {asked}."
LISTED_ONE = "1 of the {total} services in the directory fits, by what its record says: {asked}."
LISTED_FIRST = "Here are {shown} of them; the others are named at the end."
LISTED_OTHERS = "The other {count}: {names}."
LISTED_ANOTHER = "One more: {names}."
NOT_SAID = "Of {count} more our documents do not say {said}. They may fit too."
NOT_SAID_OF = "These may fit too; our documents do not say {said}: {names}."
NOT_SAID_OF_MANY = "These may fit too; our documents do not say {said}: {names}; and {count} more."
OF_SO_MANY = "{said} ({count})"
NO_SEX_NAMED = "{count} more name neither men nor women, and may serve both."
NONE_OPENS = "No record in the directory says all of this: "
NONE_LISTED = f"{NONE_OPENS}{{asked}}."
HELD = "The directory holds {total} services: {reaches}. Ask for those of a kind, such as who is open at night."


def lists_services(text: str) -> bool:
    """Say whether an answer's text lists the services that fit a question about the whole directory."""
    return any(
        form.partition("{total}")[2].partition("{")[0] in text for form in (LISTED, LISTED_ONE)
    ) or text.startswith(NONE_OPENS)
