"""A person's own test sets: kept without loss, reviewed only by a named person, gold made by pointing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from evaluation.anchoring import Anchors, GoldState
from evaluation.case_form import Written
from evaluation.cases import Case, Gold
from evaluation.masking import masked_case, visible_case
from evaluation.measures.content import KeyPoint
from evaluation.own_sets import OwnSets, new_id, set_name, unreviewed
from evaluation.point_lines import lines_of, points_of
from evaluation.pointing import found_units, sections_of, shown_with, states_of
from guide.answering import Guide
from guide.errors import DataFileError

PLAN = "plan-cross-cutting-themes"
FIRST = Case("mine-001", "plan-fact", "What about housing?", "answer")


def kept(tmp_path: Path, *cases: Case) -> OwnSets:
    sets = OwnSets(tmp_path)
    sets.keep("mine", cases, "2026-11-25")
    return sets


def test_a_case_that_is_kept_again_takes_its_own_place_and_others_stay(tmp_path: Path) -> None:
    second = replace(FIRST, id="mine-002")
    sets = kept(tmp_path, FIRST, second)
    sets.keep("mine", (replace(FIRST, question="And fraud?"),), "2026-11-26")
    assert [case.question for case in sets.read("mine").cases] == ["And fraud?", "What about housing?"]
    assert sets.names() == ("mine",)
    assert sets.read("never written").cases == ()


def test_only_a_named_person_reviews_and_a_changed_case_is_a_draft_again(tmp_path: Path) -> None:
    sets = kept(tmp_path, replace(FIRST, reviewed_by="said the file"))
    assert len(unreviewed(sets.read("mine").cases)) == 1
    with pytest.raises(DataFileError, match="Type your name"):
        sets.mark_reviewed("mine", FIRST.id, " ", "2026-11-25")
    sets.mark_reviewed("mine", FIRST.id, "Ann Smith", "2026-11-25")
    sets.keep("mine", (replace(FIRST, note="a note changes nothing"),), "2026-11-25")
    assert sets.read("mine").cases[0].reviewed_by == "Ann Smith"
    sets.keep("mine", (replace(FIRST, question="Another question?"),), "2026-11-25")
    assert sets.read("mine").cases[0].reviewed_by is None


def test_the_author_of_a_case_is_no_second_person(tmp_path: Path) -> None:
    sets = kept(tmp_path, replace(FIRST, author="Tom  Reed"))
    with pytest.raises(DataFileError, match="tom reed wrote mine-001. Somebody else must review it"):
        sets.mark_reviewed("mine", FIRST.id, " tom reed ", "2026-11-25")
    assert sets.read("mine").cases[0].reviewed_by is None
    sets.mark_reviewed("mine", FIRST.id, "Ann Smith", "2026-11-25")
    assert unreviewed(sets.read("mine").cases) == ()
    assert len(unreviewed([replace(FIRST, author="Tom Reed", reviewed_by="TOM REED")])) == 1


def test_reviewing_a_case_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no longer holds"):
        kept(tmp_path, FIRST).mark_reviewed("mine", "mine-009", "Ann Smith", "2026-11-25")


def test_a_damaged_set_is_named_with_its_line_and_not_written_over(tmp_path: Path) -> None:
    sets = kept(tmp_path, FIRST)
    sets.path("mine").write_text("{broken\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"mine\.jsonl, line 1"):
        sets.keep("mine", (FIRST,), "2026-11-25")
    assert sets.path("mine").read_text(encoding="utf-8") == "{broken\n"


def test_names_are_safe_in_a_folder_and_ids_are_free(tmp_path: Path) -> None:
    assert set_name("../Front desk: May!") == "front-desk-may"
    with pytest.raises(DataFileError, match="letters or digits"):
        set_name("../")
    assert new_id(kept(tmp_path, FIRST).read("mine"), "mine") == "mine-002"


def test_whatever_is_pointed_at_is_found_again_where_it_stands(guide: Guide) -> None:
    pathway = next(source.id for source in guide.store.sources() if source.kind == "pathway")
    golds = [
        gold for source in (PLAN, pathway) for section in sections_of(guide.store, source) for gold in section.units
    ]
    assert len(golds) > 20
    anchors = Anchors(guide.store)
    assert {(gold.source, anchors.anchor(gold).is_searched) for gold in golds} == {(PLAN, True), (pathway, False)}
    counts, lost = states_of(guide.store, [replace(FIRST, expected_quotes=tuple(golds))])
    assert (counts[GoldState.FOUND], lost) == (len(golds), ())


def test_words_are_found_in_every_source_with_their_place_those_outside_headings_first(guide: Guide) -> None:
    found = found_units(guide.store, "Critical THREAT")
    assert {gold.source for _, gold in found} == {PLAN}
    assert all("critical threat" in gold.words.lower() for _, gold in found)
    where, first = found_units(guide.store, "marac consent")[0]
    assert where.endswith(" > Consent") or "consent" in first.words.lower()
    assert found_units(guide.store, "zebras graze") == found_units(guide.store, " ") == ()


def test_the_form_of_a_case_makes_the_case_again(guide: Guide) -> None:
    gold = next(gold for section in sections_of(guide.store, PLAN) for gold in section.units)
    case = replace(
        FIRST,
        earlier=("And fraud?",),
        accept=("partial",),
        alerts=("crisis",),
        expected_quotes=(gold,),
        expected_pathways=("desk",),
        any_pathways=("line", "desk"),
        must_say=("999", "ring"),
        must_not_say=("wait",),
        note="a note",
        given_grade=3,
        theme="fraud",
        audience="schools",
        author="Ann Smith",
        group="g",
        tags=("hard",),
        reference_answers=("One.", "Two."),
        key_points=(KeyPoint("A home", True, ("housing",)), KeyPoint("Work", False)),
        list_items=("one", "two"),
    )
    form = Written.of(case)
    assert form.case(case) == case
    assert replace(form, question=f" {case.question}\n").tidied() == form
    # Other gold makes other items of a list; without the tick there are none.
    assert replace(form, gold=(gold, Gold("desk", "9:00"))).case(case).list_items == (gold.words, "9:00")
    assert replace(form, is_list=False).case(case).list_items == ()


def test_a_new_form_goes_on_with_kind_audience_and_tags_and_nothing_else() -> None:
    before = replace(FIRST, audience="schools", tags=("hard",), theme="fraud", must_say=("999",), given_grade=3)
    assert Written.after(before) == Written(category="plan-fact", audience="schools", tags=("hard",))
    assert Written.after(None) == Written()


def test_the_first_words_of_a_card_bring_its_service_and_the_last_take_it_away() -> None:
    number, hours, other = Gold("desk", "020 7946 0000"), Gold("desk", "9:00"), Gold("line", "999")
    assert shown_with((), (), (number,)) == ("desk",)
    assert shown_with(("line", "desk"), (other,), (other, number)) == ("line", "desk")
    assert shown_with((), (number,), (number, hours)) == ()  # taken out by hand: it does not come back
    assert shown_with(("desk", "line"), (number, hours), (hours,)) == ("desk", "line")
    assert shown_with(("desk", "line"), (hours,), ()) == ("line",)


def test_gold_that_is_not_where_it_was_is_listed_with_its_state(guide: Guide) -> None:
    gold = next(gold for section in sections_of(guide.store, PLAN) for gold in section.units)
    cases = [
        replace(FIRST, expected_quotes=(replace(gold, page=99), Gold(PLAN, "zebras graze on the moon at night"))),
    ]
    counts, lost = states_of(guide.store, cases)
    assert [each.state for each in lost] == [GoldState.MOVED, GoldState.GONE]
    assert lost[0].page == gold.page
    assert counts[GoldState.FOUND] == 0


def test_personal_data_leave_a_case_before_it_is_kept_and_names_of_those_who_answer_for_it_stay(guide: Guide) -> None:
    typed = "Who helps Mrs Orsolya Quillfeather on 07700 900123?"
    plain = Case(
        "mine-003",
        "plan-fact",
        "What about housing?",
        "answer",
        ("And fraud?",),
        expected_quotes=(Gold(PLAN, "Housing"),),
        must_not_say=("the moon",),
        author="Ann Smith",
        at=datetime(2026, 11, 23, 9, 0),
    )
    assert masked_case(plain, guide.mask) == visible_case(plain) == plain
    unseen = replace(plain, question="What about hou\u200bsing?", expected_quotes=(Gold(PLAN, "\U000e0041Housing"),))
    assert visible_case(unseen) == plain
    full = replace(plain, question=typed, earlier=(typed,), note=typed, must_not_say=("the moon", "07700 900123"))
    masked = masked_case(full, guide.mask)
    words = guide.mask(typed)
    assert (masked.question, masked.earlier, masked.note) == (words, (words,), words)
    assert "Quillfeather" not in words
    assert (masked.author, masked.at, masked.must_not_say) == ("Ann Smith", plain.at, ("the moon",))


def test_key_points_are_typed_one_a_line_with_other_wordings_and_those_that_need_not_be_said() -> None:
    typed = "Ask for consent first || Get consent\n? Ring before noon\n\n  ||  \n"
    points = points_of(typed)
    assert points == (KeyPoint("Ask for consent first", True, ("Get consent",)), KeyPoint("Ring before noon", False))
    assert points_of(lines_of(points)) == points
