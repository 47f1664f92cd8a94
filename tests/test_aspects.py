"""Sections compared answer on the aspect asked for; a follow-up asks of a new subject what was asked before."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.quoting.following import asked_alike
from guide.types import Answer, Question


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "compare homelessness and substance misuse when it comes to being a victim",
            ("vulnerability to victimisation", "likelihood of being a victim"),
        ),
        (
            "Contrast mental health with reoffending on trauma",
            ("vulnerabilities and trauma", "experienced victimisation and trauma"),
        ),
        (
            "what's the difference between vulnerability and substance misuse here",
            ("is considered vulnerable if", "Substance misuse can be a factor"),
        ),
    ],
)
def test_each_section_answers_on_the_aspect(guide: Guide, question: str, held: tuple[str, str]) -> None:
    text = guide.ask(Question(question)).text
    assert all(words in text for words in held)


@pytest.mark.parametrize(
    ("before", "newest", "asked"),
    [
        ("what does the plan say about parks", "and libraries?", "what does the plan say about libraries"),
        ("list the bullets under parks", "what about dog walking", "list the bullets under dog walking"),
        ("quote the plan on the parks section", "and libraries", "quote the plan on libraries section"),
        ("what does the plan say about parks", "and for women?", ""),
        ("what does the plan say about abuse", "and children?", ""),
        ("who chairs it", "and libraries?", ""),
    ],
)
def test_a_new_subject_stands_in_the_form_of_the_question_before(before: str, newest: str, asked: str) -> None:
    assert asked_alike(newest, before) == asked


def test_a_follow_up_on_another_theme_leaves_the_old_one_out(guide: Guide) -> None:
    earlier = ("list all the bullets under substance misuse",)
    answer = guide.ask(Question("and vulnerability?", earlier))
    assert _themes(answer) == {"Vulnerability"} and len(answer.citations) == 4


def test_a_question_of_the_plan_with_its_own_subject_leans_on_nothing(guide: Guide) -> None:
    answer = guide.ask(Question("ok. what does the plan say about fraud then", ("who is the mayor",)))
    assert "mayor" not in answer.standalone_question
    assert _themes(answer) == {"Cyber/Online crime"}


def _themes(answer: Answer) -> set[str]:
    return {citation.headings[-1] for citation in answer.citations}
