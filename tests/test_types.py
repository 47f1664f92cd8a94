"""The values refuse what may not be: a quote that is not in its passage, an answer without support."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.quoting.citing import cite, page_of
from guide.quoting.composing import Quote
from guide.types import Answer, Citation, Passage, Reason, Source, Status, Unit, UnitKind

TEXT = "Fraud is a critical threat. It is national."
PASSAGE = Passage(
    id="0123456789ab",
    source_id="plan",
    headings=("Themes", "Cyber"),
    text=TEXT,
    start=100,
    end=100 + len(TEXT),
    units=(Unit(0, 27, UnitKind.SENTENCE, 1), Unit(28, 43, UnitKind.SENTENCE, 2)),
    page=1,
)
SOURCES = {"plan": Source("plan", "The Plan")}


def citation(**changes: object) -> Citation:
    whole = cite([Quote(PASSAGE, 0, 27)], SOURCES)[0]
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_a_quote_is_cited_with_its_exact_place() -> None:
    only = citation()
    assert (only.marker, only.quote, only.page, only.document_start) == (1, "Fraud is a critical threat.", 1, 100)
    assert only.passage[only.start : only.end] == only.quote


def test_the_page_is_that_of_the_first_quoted_character() -> None:
    assert page_of(PASSAGE, 0) == 1
    assert page_of(PASSAGE, 30) == 2


def test_the_same_words_are_cited_once() -> None:
    quotes = [Quote(PASSAGE, 0, 27), Quote(PASSAGE, 28, 43), Quote(PASSAGE, 0, 27)]
    assert [one.marker for one in cite(quotes, SOURCES)] == [1, 2]


@given(st.text(min_size=1, max_size=60), st.integers(0, 50))
def test_a_citation_cannot_hold_a_quote_that_is_not_in_its_passage(quote: str, start: int) -> None:
    stands = TEXT[start : start + len(quote)] == quote
    if stands:
        assert citation(quote=quote, start=start, end=start + len(quote)).quote == quote
    else:
        with pytest.raises(ValueError, match="does not stand in its passage"):
            citation(quote=quote, start=start, end=start + len(quote))


def answer(**changes: object) -> Answer:
    whole = Answer(
        question="q",
        standalone_question="q",
        status=Status.ANSWERED,
        reason=None,
        confidence=0.9,
        text="Fraud is a critical threat. [1]",
        citations=(citation(),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_an_answer_is_written_as_the_contract_says() -> None:
    row = answer().to_json()
    assert list(row) == [
        "question",
        "standalone_question",
        "status",
        "reason",
        "confidence",
        "text",
        "citations",
        "pathways",
        "alerts",
        "nearest",
        "trace",
    ]
    assert row["citations"] == [
        {
            "marker": 1,
            "source_id": "plan",
            "title": "The Plan",
            "page": 1,
            "headings": ["Themes", "Cyber"],
            "quote": "Fraud is a critical threat.",
            "passage": TEXT,
            "start": 0,
            "end": 27,
        }
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"citations": ()},
        {"text": "Fraud is a threat. [1]"},
        {"text": "Fraud is a critical threat."},
        {"confidence": 1.5},
        {"reason": Reason.NOT_IN_DOCUMENTS},
        {"status": Status.DECLINED, "reason": Reason.NOT_IN_DOCUMENTS},
        {"status": Status.PARTIAL},
    ],
    ids=["no citation", "quote changed", "no number", "confidence", "reason", "declined with citations", "no reason"],
)
def test_an_answer_that_breaks_a_rule_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        answer(**changes)
