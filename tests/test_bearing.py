"""Words of the plan beside what to do: only where they bear on the situation, last, and never as the test for it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from guide.answering import Guide
from guide.directory.pathway_wording import NOT_THE_TEST
from guide.keeping.conversations import Turn
from guide.quoting.bearing import LEAST_COSINE, MOST_QUOTED, SURE, bearing_on
from guide.searching.confidence import Confidence
from guide.searching.retrieval import Retrieval
from guide.types import Answer, Hit, Passage, Question, Unit, UnitKind, UnitScore
from tests.test_markup import AT
from ui.cards import answer_body

PLAN = "plan-cross-cutting-themes"
LEAVING_PRISON = "He is coming out of prison on Friday and has nowhere to live. Who do I ring?"
HEADING = "What the Safer Kingston Partnership Plan 2024-2029 says"


def plan_words(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations if citation.source_id == PLAN]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (LEAVING_PRISON, "increases an individual’s chances of becoming homeless"),
        (
            "She is fleeing domestic violence and is homeless from tonight. Who takes her?",
            "individuals fleeing violence",
        ),
        ("My neighbour lost money to an online fraud last week, who do I report it to?", "Fraud is a critical threat"),
    ],
)
def test_what_the_plan_says_of_a_situation_stands_last_and_is_called_no_test(
    guide: Guide, question: str, words: str
) -> None:
    answer = guide.ask(Question(question))
    said = plan_words(answer)
    assert words in " ".join(said)
    assert 1 <= len(said) <= MOST_QUOTED
    records, _, below = answer.text.partition(f"{HEADING}\n{NOT_THE_TEST}\n")
    assert "Do this now: " in records
    assert all(quote in below and quote not in records for quote in said)
    markers = [citation.marker for citation in answer.citations]
    assert markers == list(range(1, len(markers) + 1))
    assert [citation.source_id for citation in answer.citations][-len(said) :] == [PLAN] * len(said)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "Hoarder in her eighties, won't wash, refuses help. Which team looks at self-neglect?", id="nothing"
        ),
        pytest.param("Bought a handbag at a market, it turned out to be a fake. Who takes that on?", id="near a word"),
        pytest.param("What is the number for Kingston Housing Solutions?", id="a field of a service"),
        pytest.param("Client came out of prison, is homeless and is on the bridge about to jump", id="below an alert"),
    ],
)
def test_most_answers_from_the_directory_hold_no_words_of_the_plan(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.pathways
    assert plan_words(answer) == []
    assert NOT_THE_TEST not in answer.text


def test_the_page_folds_them_below_what_to_do_with_their_numbers(guide: Guide) -> None:
    answer = guide.ask(Question(LEAVING_PRISON))
    body = str(answer_body(Turn.of(answer, AT, number=1)))
    fold = re.search(r'<details class="more plan-words">.*?</details><p class="numbers">.*?</p>', body)
    assert fold
    shown = unescape(re.sub(r"<[^>]+>", " ", fold[0]))
    assert " ".join(shown.split()).startswith(f"{HEADING}: 1 quotation {NOT_THE_TEST}")
    assert plan_words(answer)[0] in shown
    assert f'aria-label="Quotation {answer.citations[-1].marker}: show it in its document"' in fold[0]
    above = unescape(body[: fold.start()])
    assert plan_words(answer)[0] not in above
    assert above.index("What the records say: ") > above.index("Do this now")


def hit(rank: int, *scored: tuple[str, float, float]) -> Hit:
    """Return a hit whose units have these words, scores and cosines."""
    text, units = "", []
    for words, _, _ in scored:
        units.append(Unit(len(text), len(text) + len(words), UnitKind.SENTENCE))
        text += f"{words}\n"
    passage = Passage(f"{rank:012x}", "plan", ("Aims",), text, 0, len(text), tuple(units))
    return Hit(
        passage,
        0.9,
        rank,
        tuple(UnitScore(at, score, (("cosine", cosine),)) for at, (_, score, cosine) in enumerate(scored)),
    )


@pytest.mark.parametrize(
    ("sureness", "scored", "expected"),
    [
        (SURE, [("People leaving prison need homes.", 9.0, LEAST_COSINE)], 1),
        (SURE - 0.01, [("People leaving prison need homes.", 9.0, 0.9)], 0),
        (SURE, [("People leaving prison need homes.", 9.0, LEAST_COSINE - 0.01)], 0),
        (SURE, [("People leaving prison need homes.", 9.0, 0.5), ("Work keeps people from crime.", 8.0, 0.4)], 2),
        (SURE, [("People leaving prison need homes.", 9.0, 0.5), ("Work keeps people from crime.", 7.9, 0.4)], 1),
        (SURE, [("Homes first.", 9.0, 0.9)], 0),
        (SURE, [], 0),
    ],
    ids=["bears", "not sure", "other meaning", "nearly as well", "not as well", "says nothing alone", "nothing found"],
)
def test_gate_and_meaning_decide_together(
    sureness: float, scored: list[tuple[str, float, float]], expected: int
) -> None:
    found = Retrieval((hit(1, *scored),) if scored else ())
    assert len(bearing_on(found, Confidence(sureness))) == expected
