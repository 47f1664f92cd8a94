"""Questions about a document itself are answered from its own title, and from nothing else."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.quoting.about_documents import says_of_itself
from guide.types import Question, Status

TITLE = "Safer Kingston Partnership Plan 2024-2029"


@pytest.mark.parametrize(
    "question",
    [
        "What period does the plan cover?",
        "when does the plan run out",
        "how long is this plan for",
        "ok so which years does the safer kingston plan run for",
        "what's the plan actually called?",
        "What is the title of this document?",
    ],
)
def test_its_title_says_its_name_and_its_years(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.status is Status.ANSWERED
    assert [citation.quote for citation in answer.citations] == [TITLE]


@pytest.mark.parametrize(
    "question",
    [
        "how long does the plan say people wait",
        "what period of prison does the plan speak of",
        "when does the rough sleeping strategy end",
        "when does the plan for my client end up in court",
        "what is the plan",
    ],
)
def test_what_else_is_asked_of_it_goes_its_usual_way(guide: Guide, question: str) -> None:
    assert says_of_itself(question, guide.parts_now().store) is None
