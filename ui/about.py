"""How this works, what it must not be used for, and what it keeps. Plain words, no figure that is not computed."""

from __future__ import annotations

from ui import access, resources
from ui.chat import Go
from ui.markup import Markup, tag
from ui.region import region
from ui.sources import documents

STEPS = (
    "Your words are looked at for danger first. If there is any, 999 stands above everything.",
    "Names, addresses, numbers and dates of birth are replaced, in memory, before anything is kept.",
    "The documents are searched by meaning and by words.",
    "The sentences that answer are quoted word for word, each with a number.",
    "If the documents do not hold the answer, it says so. The nearest passages are marked “not an answer”.",
)
NO_MODEL = "Nothing is written by a language model: none is set."
MODEL = (
    "A language model may then put these quotations in order. It is sent your question without personal data, and the "
    "quotations. Each of its sentences is checked word by word, or the quotations are shown. Where too little was "
    "found for a follow-up or a long story, it may put the question in words of the conversation. With an urgent alert "
    "none is asked."
)
NOTHING_SENT = "No cookies of ours, no statistics, nothing is sent to another machine."
SENT = "No cookies of ours, no statistics. For the language model, questions and quotations are sent to {place}."
SIGN_IN_KEEPS = (
    "Of somebody who signs in to edit: the name and the account's number, with each change, for good. A cookie in the "
    "browser says who it is until “Sign out”; after 12 hours it no longer counts, after 30 days the browser drops it.",
)
NOT_FOR = (
    "An emergency. Call 999.",
    "Casework: it stores nothing about a person and looks nobody up.",
    "Legal advice, or a decision about a person. The decision is yours.",
    "The test for a referral: the plan’s words are not a threshold. Use the service’s own criteria.",
)


def show(go: Go) -> None:
    """Draw the page."""
    region(page(), key="about")


def page() -> Markup:
    """Return the page. The number of documents and days comes from the index and the settings."""
    store = resources.guide().store
    found = documents(store)
    model = resources.model_parts()
    days = resources.settings().retention_days
    services = len(store.sources()) - len(found)
    sign_in = access.sign_in()
    held = f"{_count(len(found), 'document')} and {_count(services, 'service')} of the directory."
    keeps = (
        f"Questions with personal data removed, and their answers, for {days} days after the last question.",
        f"For {days} days as well: the list of gaps, reports on answers, cases and runs made of them, monthly counts.",
        "Whoever has the address of a conversation can read it. Press “Lock and start fresh” at a shared desk.",
        "Attempts at quizzes, and certificates, without a name. Where a quiz asks for one: until the day it states. "
        "A random number of the browser tells that two attempts are one person's. Each quiz keeps another one.",
        "Who changed the directory, an alert or a quiz, and why: for good, as it says why a number reads as it does.",
        *(SIGN_IN_KEEPS if sign_in.is_on else ()),
        "Reports on telephone numbers until your administrator runs python -m guide purge.",
        "Your administrator exports or deletes one conversation with "
        "python -m guide conversations export, or delete, and the 22 characters after c= in its address.",
        SENT.format(place=model.place) if model else NOTHING_SENT,
        "In your browser one random number, once you report on a telephone number: it counts browsers, not people.",
    )
    return tag(
        "div",
        tag("h1", "How this works"),
        tag("p", "The guide quotes documents. It is not a person and decides nothing.", class_="lead"),
        _part("How an answer is made", "ol", [*STEPS[:-1], MODEL if model else NO_MODEL, STEPS[-1]]),
        _part("What it must not be used for", "ul", NOT_FOR),
        _part("What it keeps", "ul", keeps),
        _part("What it answers from", "ul", [held, *(source.title for source in found)]),
        class_="reading",
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _part(heading: str, kind: str, lines: list[str] | tuple[str, ...]) -> Markup:
    return tag("section", tag("h2", heading), tag(kind, [tag("li", line) for line in lines]))
