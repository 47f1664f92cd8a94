"""One run of good replies, made by hand, in which every kind of fault can be planted."""

from __future__ import annotations

from evaluation.anchoring import Anchor, GoldState, Place
from evaluation.cases import Case, CaseSet, Gold
from evaluation.replies import Cited, Reply
from evaluation.runs import Found, Made, Row, Run, Stretch
from guide.types import Json

HOUSING = "People must not lose their home for two weeks in prison. Ring 020 7946 0123 at once."
FRAUD = "Fraud is a critical threat to the city and the country."
CONSENT = "Ask for consent first unless a child is in danger."
CARD: Json = {"id": "housing-desk", "name": "Housing desk", "contact": {"phone": "020 7946 0123"}}
MADE = Made("this guide", "model", None, "corpus", "index", 10)


def cited(marker: int, source: str, text: str, page: int | None) -> Cited:
    return Cited(marker, source, source.title(), page, ("Heading",), text, text, 0, len(text))


def answer(*citations: Cited, alerts: tuple[tuple[str, str], ...] = (), cards: tuple[Json, ...] = ()) -> Reply:
    text = "\n".join(f"{item.quote} [{item.marker}]" for item in citations)
    return Reply("q", "q", "answered", None, 0.9, text, citations, cards, alerts)


def row(case_id: str, reply: Reply) -> Row:
    return Row(
        case_id,
        reply,
        hits=(Found("p1", 0.9, 1),),
        gold=(Anchor("plan", GoldState.FOUND, 2, 0, len(HOUSING), ("p1",)),) if case_id in ("two", "one") else (),
        places=tuple(Place(item.source_id, item.page, item.quote) for item in reply.citations),
        records=("Housing desk 020 7946 0123",) if reply.pathways else (),
        founded=tuple(item.passage_digest for item in reply.citations),
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
        Reply("q", "q", "declined", "not_in_documents", 0.1, "", alerts=(("emergency", "Ring 999."),)),
        answer(cited(1, "plan", FRAUD, 3), alerts=(("personal_data", "Personal data were masked."),)),
    )
    rows = tuple(row(case.id, reply) for case, reply in zip(cases, replies, strict=True))
    return Run(MADE, CaseSet(cases), rows, {"p1": Stretch("plan", 2, ("Heading",), HOUSING, 0, len(HOUSING))})
