"""Items from where a document says something: what may be asked, and what could be right under two headings."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.errors import SettingError
from quiz.building import DIRECTORY, Wanted, build, candidates_of, read
from quiz.checking import is_answerable, is_blocked
from quiz.choosing import fits
from quiz.facts import Sentence, World
from quiz.placing import Section, Statement, are_kindred, is_apart, stands_alone, statements_in
from quiz.stems import ASK_OF_DOCUMENTS
from quiz.turning import turns_of
from quiz.types import GAP, ItemKind, Proof, QuizItem

PLAN = "plan-cross-cutting-themes"


def said(text: str, heading: str = "Night calls") -> Sentence:
    return Sentence(text, Proof("manual", "Manual", 1, ("Desk", heading), text, text), heading, "desk")


@pytest.fixture(scope="module")
def from_plan(guide: Guide) -> list[QuizItem]:
    """Return every item about the plan that no rule blocks."""
    wanted = Wanted(items=None, source=PLAN)
    made = candidates_of(read(guide.store, guide.embedder, wanted), wanted)
    return [item for item in made if not is_blocked(item)]


def test_the_plan_gives_thirty_items_of_four_kinds_and_some_of_each_of_its_six_themes(
    from_plan: list[QuizItem],
) -> None:
    assert len({item.id for item in from_plan}) >= 30
    assert {ItemKind.SINGLE, ItemKind.SEVERAL, ItemKind.TRUE_FALSE, ItemKind.MATCHING} <= {
        item.kind for item in from_plan
    }
    themes = [item.theme for item in from_plan if item.template != "heading"]
    assert len({theme for theme in themes if themes.count(theme) >= 3}) >= 6
    assert {item.proof.source_id for item in from_plan} == {PLAN}


def test_the_plan_gives_gaps_whose_answer_is_one_of_a_closed_list_or_a_number_that_nothing_else_can_be(
    from_plan: list[QuizItem], guide: Guide
) -> None:
    text = "\n".join(passage.text for passage in guide.store.outline(PLAN))
    gaps = [item for item in from_plan if item.kind is ItemKind.CLOZE or item.template == "listed"]
    assert {item.template for item in gaps} == {"listed_gap", "number", "listed"}
    for item in gaps:
        before, _, after = item.stem.rpartition("“")[2].rstrip("”").partition(GAP)
        for option in item.options:
            if item.template == "listed":
                assert (option.text in item.proof.quote) == option.is_right
            else:
                assert (f"{before}{option.text}{after}" in text) == option.is_right
            assert option.text.lower() in option.proof.quote.lower()


def test_each_heading_that_is_offered_is_shown_right_or_wrong_by_where_the_words_stand(
    from_plan: list[QuizItem], guide: Guide
) -> None:
    under = {(passage.headings or ("",))[-1]: passage.text for passage in guide.store.outline(PLAN)}
    asked = [item for item in from_plan if item.template in ("section", "entry", "entries", "match_sections", "placed")]
    assert len(asked) >= 25
    for item in asked:
        assert is_answerable(item)
        if item.template == "section":
            assert [item.fact.entity in under[option.text] for option in item.options] == [
                option.is_right for option in item.options
            ]
        elif item.template in ("entry", "entries"):
            for option in item.options:
                assert (option.text in under[item.fact.entity]) == option.is_right
        for pair in item.pairs:
            assert [heading for heading, text in under.items() if pair.left in text] == [pair.right]


def test_ten_items_of_the_plan_alone_rest_on_different_words_and_break_no_rule(guide: Guide) -> None:
    ten = build(guide.store, guide.embedder, Wanted(items=10, source=PLAN)).items
    assert len(ten) == 10
    assert {item.template for item in ten} <= ASK_OF_DOCUMENTS
    assert not [item for at, item in enumerate(ten) if is_blocked(item) or not fits(item, ten[:at])]


def test_a_theme_of_plan_and_directory_gives_items_of_both(guide: Guide) -> None:
    ten = build(guide.store, guide.embedder, Wanted(items=10, themes=("mental-health",))).items
    assert 3 <= sum(item.proof.source_id == PLAN for item in ten) <= 7


def test_the_directory_alone_gives_nothing_of_a_document_and_an_unknown_source_is_refused_by_name(
    guide: Guide,
) -> None:
    alone = build(guide.store, guide.embedder, Wanted(items=5, source=DIRECTORY)).items
    assert alone
    assert not [item for item in alone if item.template in ASK_OF_DOCUMENTS]
    with pytest.raises(SettingError, match=f"--source gardening.*{PLAN}, {DIRECTORY}"):
        build(guide.store, guide.embedder, Wanted(source="gardening"))


STATED = [
    ("The duty worker answers everybody who left a number.", ["The duty worker answers everybody"]),
    ("Night visitors are answered by the duty worker.", []),
    ("It goes to the duty worker of that house at once.", []),
    ("Therefore the duty worker answers the one who waits.", []),
    ("Night calls go to the duty worker of that house.", []),
    ("Calls are answered by the worker on duty there.", ["are answered by the worker on duty there"]),
    (
        "Whoever calls is asked for a name, then the duty worker of that house answers within the hour.",
        ["then the duty worker of that house answers within the hour"],
    ),
]


@pytest.mark.parametrize(("text", "begin"), STATED, ids=[text[:24] for text, _ in STATED])
def test_what_is_asked_for_means_something_alone_and_does_not_name_its_heading(text: str, begin: list[str]) -> None:
    found = [one.text for one in statements_in(said(text))]
    assert len(found) == len(begin)
    assert all(one.startswith(start) for one, start in zip(found, begin, strict=True))


def test_an_it_that_stands_for_nothing_leans_on_nothing() -> None:
    assert stands_alone("It is well known that the harbour freezes in a hard winter.")
    assert not stands_alone("It freezes in a hard winter, as is well known.")
    assert not stands_alone("In a hard winter these boats are taken out of the water at once.")


def test_words_of_one_family_give_a_heading_away() -> None:
    assert are_kindred("vulnerable people", "Vulnerability")
    assert are_kindred("likely to reoffend", "Reducing reoffending")
    assert not are_kindred("the mental strain", "Mention of it")


@pytest.mark.parametrize(
    ("nearness", "other", "apart"),
    [(0.1, "Boats wait for the tide.", True), (0.7, "Boats wait for the tide.", False)],
    ids=["far in meaning", "near in meaning"],
)
def test_a_heading_is_wrong_only_where_nothing_under_it_is_near_in_meaning(
    nearness: float, other: str, apart: bool
) -> None:
    one = Statement("The warden opens the gate for those who come late.", said("The warden opens the gate."))
    beside = Section("Moorings", (said(other, "Moorings"),), ())
    world = World((), (), (), lambda mine, theirs: nearness if theirs == other else 0.1)
    assert is_apart(one, beside, world) is apart


TURNED = [
    ("Boats here have higher rates of loss than the others.", ["Boats here have lower rates of loss than the others."]),
    ("A licence is kept for at least six years.", ["A licence is kept for at most six years."]),
    ("We aim to reduce the number of losses.", []),
    ("A gale may increase the number of losses.", []),
    ("It is an increase that nobody foresaw.", []),
    ("Losses do not increase with the wind.", []),
    ("Some increase and others decrease with the wind.", []),
]


@pytest.mark.parametrize(("text", "turned"), TURNED, ids=[text[:20] for text, _ in TURNED])
def test_only_a_plain_comparison_is_turned_to_its_opposite(text: str, turned: list[str]) -> None:
    assert [one.words for one in turns_of(text)] == turned
