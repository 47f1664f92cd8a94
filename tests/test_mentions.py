"""Questions that go through the documents: everywhere something is mentioned, and what some sections say of it."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.quoting.mentions import looks_everywhere
from guide.types import Answer, Question, Status


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Which themes mention trauma?", "trauma"),
        ("trauma: which themes mention it and what do they say", "trauma"),
        ("Where does the plan talk about exploitation?", "exploitation"),
        ("Find all the comparisons with other groups, whichever theme they're in.", "comparisons with other groups"),
        ("Everywhere loneliness is said to matter", "loneliness is said to matter"),
        ("Where does trauma come up under mental health and under vulnerability?", "trauma"),
        ("trauma, wherever it crops up", "trauma"),
        ("in how many themes is trauma mentioned", "trauma"),
        ("how many sections talk about domestic abuse? which", "domestic abuse"),
        ("where does housing come up outside the housing theme", "housing"),
        ("everything on drugs, also where it comes up under other themes", "drugs"),
        ("Prison turns up in several sections, doesn't it? Where and what do they say?", "Prison"),
    ],
)
def test_the_subject_is_what_is_left_without_the_asking(question: str, subject: str) -> None:
    assert looks_everywhere(question) == subject


@pytest.mark.parametrize(
    "question", ["What is a vulnerable person?", "Where do I send a referral?", "Which theme is the shortest?", ""]
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert looks_everywhere(question) is None


def test_each_place_that_mentions_it_is_quoted_in_the_order_of_the_document(guide: Guide) -> None:
    answer = guide.ask(Question("Which themes mention trauma?"))
    assert answer.status is Status.ANSWERED
    assert all("trauma" in citation.quote for citation in answer.citations)
    assert _themes(answer) == ["Vulnerability", "Reducing reoffending", "Mental Health"]


def test_the_headings_are_counted_under_which_a_thing_is_mentioned(guide: Guide) -> None:
    answer = guide.ask(Question("In how many themes is trauma mentioned?"))
    assert "under 3 headings" in answer.text
    assert _themes(answer) == ["Vulnerability", "Reducing reoffending", "Mental Health"]


def test_the_section_that_is_left_out_is_not_quoted(guide: Guide) -> None:
    answer = guide.ask(Question("Where does exploitation come up apart from the vulnerability theme?"))
    assert _themes(answer) == ["Substance Misuse", "Mental Health"]


def test_all_of_a_subject_is_its_own_section_and_what_others_say_of_it(guide: Guide) -> None:
    answer = guide.ask(Question("Quote everything on housing, also where it comes up in other themes"))
    assert [citation.headings[-1][:5] for citation in answer.citations].count("Unmet") == 3
    assert any("poor quality housing" in citation.quote for citation in answer.citations)


def test_each_section_named_is_quoted(guide: Guide) -> None:
    answer = guide.ask(Question("What is said about exploitation in the vulnerability and substance misuse sections?"))
    assert set(_themes(answer)) == {"Vulnerability", "Substance Misuse"}
    assert all("exploit" in citation.quote for citation in answer.citations)


def test_both_sections_are_quoted_where_their_whole_lists_are_not_asked_for(guide: Guide) -> None:
    answer = guide.ask(
        Question("Both the vulnerability section and the reoffending section speak of trauma. Quote them.")
    )
    assert _themes(answer) == ["Vulnerability", "Reducing reoffending"]
    assert all("trauma" in citation.quote for citation in answer.citations)


def test_what_stands_nowhere_is_declined(guide: Guide) -> None:
    answer = guide.ask(Question("Which themes mention parking permits?"))
    assert answer.status is Status.DECLINED and not answer.citations


def _themes(answer: Answer) -> list[str]:
    return list(dict.fromkeys(citation.headings[-1] for citation in answer.citations))


def test_what_one_named_section_says_is_taken_from_it(guide: Guide) -> None:
    answer = guide.ask(Question("what does the substance misuse bit say about being exploited"))
    assert answer.citations
    assert {citation.headings[-1] for citation in answer.citations} == {"Substance Misuse"}


def test_a_section_that_says_nothing_near_it_is_not_quoted_in_its_place(guide: Guide) -> None:
    answer = guide.ask(Question("what does the substance misuse section say about neurodiverse conditions"))
    assert any("neurodiverse" in citation.quote for citation in answer.citations)
