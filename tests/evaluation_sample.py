"""One run of good replies, made by hand, in which every kind of fault can be planted."""

from __future__ import annotations

from datetime import date, datetime

from evaluation.anchoring import Anchor, GoldState, Place
from evaluation.cases import Case, CaseSet, Gold
from evaluation.contact_lines import held_by, held_by_alerts
from evaluation.measures.contacts import Held
from evaluation.replies import Cited, Reply
from evaluation.runs import Found, Made, Row, Run, Stretch
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_records import Contact, Hours, Link, Pathway, Period
from guide.safety import AlertTexts

HOUSING = "People must not lose their home for two weeks in prison. Ring 020 7946 0123 at once."
FRAUD = "Fraud is a critical threat to the city and the country."
CONSENT = "Ask for consent first unless a child is in danger."
NIGHT = Moment(date(2026, 11, 24), datetime(2026, 11, 24, 2, 0))
"""Two in the morning of a Tuesday."""
DESK = Pathway(
    id="housing-desk",
    name="Housing desk",
    short="Housing desk",
    urgency="same day",
    scope="kingston",
    themes=(),
    fields=(
        ("steps", ("Ring the desk on 020 7946 0123; when it is closed Men's Line on 0808 496 0777.",)),
        ("contact", ("Telephone: 020 7946 0123", "Telephone (out of hours): 020 7946 0199")),
        ("hours", ("Mon to Fri 09:00 to 17:00.",)),
    ),
    contacts=(Contact("phone", "020 7946 0123"), Contact("phone", "020 7946 0199", "out of hours", outside=True)),
    hours=Hours("Mon to Fri 09:00 to 17:00", periods=(Period((0, 1, 2, 3, 4), "09:00", "17:00"),)),
    sources=("https://example.org/desk",),
    confidence="high",
    dated=2026,
    compiled="2026-11-23",
    links=(Link("mens-line", "Men's Line", "0808 496 0777"),),
)
LINE = Pathway(
    id="mens-line",
    name="Men's Line",
    short="Men's Line",
    urgency="same day",
    scope="national",
    themes=(),
    fields=(("contact", ("Telephone: 0808 496 0777 (free)",)),),
    contacts=(Contact("phone", "0808 496 0777", note="free from 10:00"),),
    hours=Hours("Wed 10:00 to 16:00", periods=(Period((2,), "10:00", "16:00"),)),
    sources=("https://example.org/line",),
    confidence="high",
    dated=2026,
    compiled="2026-11-23",
)
DIRECTORY = {record.id: record for record in (DESK, LINE)}
CARD = card(DESK, DIRECTORY, NIGHT).to_json()
ALERTS = AlertTexts()
MADE = Made("this guide", "model", None, "corpus", "index", 10)


def cited(marker: int, source: str, text: str, page: int | None) -> Cited:
    return Cited(marker, source, source.title(), page, ("Heading",), text, text, 0, len(text))


def answer(
    *citations: Cited, alerts: tuple[tuple[str, str], ...] = (), cards: tuple[dict[str, object], ...] = ()
) -> Reply:
    text = "\n".join(f"{item.quote} [{item.marker}]" for item in citations)
    return Reply("q", "q", "answered", None, 0.9, text, citations, cards, alerts)


def held_for(reply: Reply) -> tuple[Held, ...]:
    """Return the lines with a contact of the services that a reply shows, and the texts of the alerts."""
    return (*held_by(reply.pathway_ids, DIRECTORY, NIGHT), *held_by_alerts(ALERTS))


def row(case_id: str, reply: Reply) -> Row:
    return Row(
        case_id,
        reply,
        hits=(Found("p1", 0.9, 1),),
        gold=(Anchor("plan", GoldState.FOUND, 2, 0, len(HOUSING), ("p1",)),) if case_id in ("two", "one") else (),
        places=tuple(Place(item.source_id, item.page, item.quote) for item in reply.citations),
        founded=tuple(item.passage_digest for item in reply.citations),
        held=held_for(reply),
    )


def sample() -> Run:
    """Return a run of good replies in which every kind of fault can be planted."""
    two = answer(cited(1, "plan", HOUSING, 2), cited(2, "plan", FRAUD, 3))
    cases = (
        Case(
            "two",
            "k",
            "q",
            "answer",
            expected_quotes=(
                Gold("plan", "must not lose their home for two weeks"),
                Gold("plan", "a critical threat to the city and"),
            ),
            must_not_say=("old name",),
            list_items=(HOUSING, FRAUD),
        ),
        Case("one", "k", "q", "answer", expected_quotes=(Gold("plan", "must not lose their home for two weeks"),)),
        Case("card", "k", "q", "answer", expected_pathways=("housing-desk",), must_say=("020 7946 0123",)),
        Case("no", "k", "q", "decline"),
        Case("alarm", "k", "q", "answer", alerts=("emergency",)),
        Case("person", "k", "q", "answer", alerts=("personal_data",), must_not_say=("Ann Other",)),
    )
    replies = (
        two,
        answer(cited(1, "plan", HOUSING, 2)),
        answer(cited(1, "housing-desk", CONSENT, None), cards=(CARD,)),
        Reply("q", "q", "declined", "not_in_documents", 0.1, "This is not in our documents."),
        Reply("q", "q", "declined", "not_in_documents", 0.1, "", alerts=(("emergency", ALERTS.emergency),)),
        answer(cited(1, "plan", FRAUD, 3), alerts=(("personal_data", "Personal data were masked."),)),
    )
    rows = tuple(row(case.id, reply) for case, reply in zip(cases, replies, strict=True))
    return Run(MADE, CaseSet(cases), rows, {"p1": Stretch("plan", 2, ("Heading",), HOUSING, 0, len(HOUSING))})
