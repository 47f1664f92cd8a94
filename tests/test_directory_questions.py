"""Questions about the whole directory: what is read of them, and which services are listed with which proof."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

import pytest

from guide.answering import Guide
from guide.asking.directory_questions import read_directory_question
from guide.asking.listed_criteria import AGE, ALWAYS, BY_STAFF, OPEN, REACH, SAID, SELF, SEX, WAY
from guide.asking.listed_times import CLOCK, HOLIDAY, OUT_OF_HOURS, When
from guide.directory.pathway_records import Contact, Hours, Pathway, Period
from guide.directory.shown_criteria import Clock, shown_of
from guide.keeping.conversations import Turn
from guide.types import Question, Status
from tests.test_markup import AT
from ui.cards import answer_body


def read(text: str) -> set[tuple[str, str]] | None:
    found = read_directory_question(text)
    return None if found is None else {(each.kind, each.value) for each in found.criteria}


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("who's available 24 hours a day?", {(ALWAYS, "")}),
        ("Which charities could a teenager text themselves?", {(AGE, "children"), (SELF, ""), (WAY, "text")}),
        ("name the free helplines", {(SAID, "free"), (WAY, "phone")}),
        ("what local services have you got", {(REACH, "kingston")}),
        ("which agencies cover the whole country, nationwide", {(REACH, "uk")}),
        ("any services where people don't need a referral?", {(SELF, "")}),
        ("which ones need a professional to make the referral", {(BY_STAFF, "")}),
        ("numbers for the mens and the womens lines", {(SEX, "men women"), (WAY, "phone")}),
        ("who can I e-mail?", {(WAY, "email")}),
        ("what places can you walk into without an appointment", {(SAID, "walk-in")}),
        ("all night helplines?", {(ALWAYS, ""), (WAY, "phone")}),
        ("self referral services", {(SELF, "")}),
        ("is there a helpline for teenagers", {(AGE, "children"), (WAY, "phone")}),
        ("which lines won't ask for a name", {(SAID, "anonymous"), (WAY, "phone")}),
    ],
)
def test_each_word_of_a_question_is_read_as_something_asked_of_every_service(
    text: str, criteria: set[tuple[str, str]]
) -> None:
    found = read_directory_question(text)
    assert found and read(text) == criteria
    assert not found.subject and not found.themes


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("who can we ring at 2.30am on a saturday", When(CLOCK, (5,), "02:30")),
        ("who answers at quarter to eight in the evening", When(CLOCK, (), "19:45")),
        ("which lines are open at weekends", When(CLOCK, (5, 6))),
        ("which helplines are open on Monday evenings", When(CLOCK, (0,), "19:00", "evening")),
        ("who is open on a bank holiday", When(HOLIDAY)),
        ("which services run out of hours", When(OUT_OF_HOURS)),
        ("who can I ring after midnight", When(CLOCK, (), "00:00")),
    ],
)
def test_a_day_and_a_time_are_read_in_figures_and_in_words(text: str, when: When) -> None:
    found = read_directory_question(text)
    assert found and [each.when for each in found.criteria if each.kind == OPEN] == [when]


@pytest.mark.parametrize(
    "text",
    [
        "Which team takes a referral for self-neglect?",
        "which services are not open at night",
        "which lines are closed on Sundays?",
        "what services does the plan name for children",
        "which agencies have the longest waiting time for children",
        "which projects reduce reoffending most effectively in evenings and what does research conclude about them all",
        "He hits her every night. Which services can help?",
        "who do I ring",
        "which services can help?",
        "what number do I ring about a rough sleeper at night",
        "which agencies attend the risk conference",
        "I want to learn about county lines before Friday",
        "where do I email it",
        "who do I email",
        "who should I ring about him on a Sunday",
        "who do I ring at night about a child",
    ],
)
def test_what_is_not_understood_as_a_whole_is_left_to_the_search(text: str) -> None:
    assert read_directory_question(text) is None


def record(times: Hours | None, *contacts: Contact, **fields: tuple[str, ...]) -> Pathway:
    lines = tuple(fields.items())
    return Pathway("one", "One", "One", "routine", "uk", (), lines, contacts, times, (), "high", None, "2026-01-01")


OFFICE = (Period((0, 1, 2, 3, 4), "09:00", "17:00"),)


@pytest.mark.parametrize(
    ("question", "pathway", "fits"),
    [
        ("who is open 24/7", record(Hours("Always.", always=True), hours=("Always.",)), True),
        ("who is open 24/7", record(Hours("Office.", periods=OFFICE), hours=("Office.",)), False),
        ("who is open 24/7", record(None), None),
        ("who is open 24/7", record(Hours("It varies."), hours=("It varies.",)), None),
        ("who takes self referrals", record(None, who_may_refer=("The person themselves.",)), True),
        ("who takes self referrals", record(None, who_may_refer=("Any professional may refer.",)), False),
        ("who takes self referrals", record(None), None),
        ("which ones are free", record(None, steps=("Ring them free.",)), True),
        ("which ones are free", record(None, steps=("People are free to ask.",)), None),
        ("which ones are anonymous", record(None, consent=("A report cannot be anonymous.",)), None),
        ("who can I text", record(None, Contact("phone", "1")), None),
        ("who can I text", record(None, Contact("text", "2")), True),
        ("which services are for kids", record(None, who_for=("Adults worried about a child.",)), None),
        ("which services are for kids", record(None, who_for=("Children and parents.",)), True),
    ],
)
def test_a_record_shows_that_it_fits_that_it_does_not_or_nothing(
    question: str, pathway: Pathway, fits: bool | None
) -> None:
    asked = read_directory_question(question)
    assert asked and len(asked.criteria) == 1
    assert shown_of(pathway, asked.criteria[0], Clock()).fits is fits


def test_the_number_for_out_of_hours_is_the_one_that_answers_at_night() -> None:
    lines = Contact("phone", "1", "Office hours"), Contact("phone", "2", "Out of hours", outside=True)
    pathway = record(Hours("Office.", periods=OFFICE), *lines, hours=("Office.",))
    for text, answers in (("who is open at night", [1]), ("who is open at 10am on a monday", [0])):
        asked = read_directory_question(text)
        assert asked and sorted(shown_of(pathway, asked.criteria[0], Clock()).contacts or ()) == answers


def test_every_listed_service_says_what_is_asked_in_words_of_its_record(guide: Guide) -> None:
    answer = guide.ask(Question("Which services are staffed all day and night?"))
    assert answer.status is Status.ANSWERED
    always = [each.id for each in guide.cards() if "24 hours" in "".join(each.lines("hours"))]
    count = int(answer.text.split()[0])
    assert len(answer.pathways) == 5 < count
    assert {each.id for each in answer.pathways} <= set(always)
    for each in answer.pathways:
        quoted = {citation.headings[0] for citation in answer.citations if citation.source_id == each.id}
        assert quoted == {"Hours", "Contact"}
    named = answer.text.partition("The other ")[2].partition("\n")[0]
    assert named.count(";") + 1 == count - 5


def test_what_no_record_says_is_not_answered_and_who_may_fit_is_counted(guide: Guide) -> None:
    answer = guide.ask(Question("which services charge a fee?"))
    assert answer.status is Status.DECLINED and not answer.pathways and not answer.nearest
    assert "Of 55 more our documents do not say whether they cost anything" in answer.text


def test_where_no_record_says_it_of_a_subject_those_that_may_fit_are_quoted_and_said_to_be_unsure(guide: Guide) -> None:
    answer = guide.ask(Question("which services are there for rough sleepers on a saturday"))
    assert answer.status is Status.PARTIAL and "streetlink" in {each.id for each in answer.pathways}
    assert answer.text.startswith("No record in the directory says all of this: ")
    assert "These may fit too; our documents do not say when they answer: " in answer.text
    assert {each.id for each in guide.find_pathways((answer.question,), guide.cards())} >= {"streetlink"}


def test_what_shows_all_but_one_of_several_things_is_quoted_and_said_to_be_unsure(guide: Guide) -> None:
    answer = guide.ask(Question("free numbers that children can ring"))
    assert answer.status is Status.PARTIAL and "nspcc-and-childline" in {each.id for each in answer.pathways}
    assert "whether they are free" in answer.text and "0800 1111" in answer.text and "0808 800 5000" not in answer.text


def test_open_now_is_judged_by_the_clock_and_left_alone_without_one(guide: Guide) -> None:
    late = guide.ask(Question("who is open right now", at=datetime(2026, 6, 2, 23, 0)))
    noon = guide.ask(Question("who is open right now", at=datetime(2026, 6, 2, 12, 0)))
    assert "open now" in late.text and int(late.text.split()[0]) < int(noon.text.split()[0])
    assert "services in the directory fit" not in guide.ask(Question("who is open right now")).text


def test_a_list_is_narrowed_by_the_next_question_and_a_story_goes_on_with_its_own_service(guide: Guide) -> None:
    first = "Which helplines are there for domestic abuse?"
    narrowed = guide.ask(Question("which of those are for men", (first,)))
    assert [each.id for each in narrowed.pathways][0] == "mens-advice-line"
    assert narrowed.standalone_question.startswith(first)
    story = "An old man is being robbed and neglected by his carer at home."
    told = guide.ask(Question("who do I ring at weekends?", (story,)))
    assert [each.id for each in told.pathways][:1] == ["kingston-adult-safeguarding"]


def test_the_directory_finds_by_the_same_question_all_that_fit(guide: Guide) -> None:
    cards = guide.cards()
    found = guide.find_pathways(("who is open day and night",), cards)
    answer = guide.ask(Question("who is open day and night"))
    assert len(found) == int(answer.text.split()[0])
    assert [each.id for each in found][:5] == [each.id for each in answer.pathways]


def test_a_page_shows_each_listed_service_with_its_number_to_press_and_the_way_to_all_of_them(guide: Guide) -> None:
    answer = guide.ask(Question("which helplines can children ring themselves"))
    shown = unescape(str(answer_body(Turn.of(answer, AT, number=1))))
    assert re.findall(r'<section class="listed"><h3>([^<]+)', shown) == [each.name for each in answer.pathways]
    first = shown.partition('<section class="listed">')[2].partition("<details")[0]
    assert 'href="tel:08001111"' in first and "0808 800 5000" not in first
    assert "Do this now" not in shown
    assert '"words": "which helplines can children ring themselves"' in shown
