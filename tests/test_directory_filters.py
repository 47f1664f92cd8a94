"""What the directory is narrowed down to: a situation, the place and the age of a person."""

from __future__ import annotations

from collections import Counter

import pytest

from guide.answering import Guide
from guide.directory.directory_filters import AGES, AREAS, REACH, SITUATIONS, fits_age, reach_of, serving
from guide.directory.pathway_records import PathwayCard

WANTED = {
    "Hurt or controlled at home": {"national-domestic-abuse-helpline", "mens-advice-line", "respect-phoneline"},
    "Followed, raped or forced to marry": {"london-stalking-support", "the-havens", "karma-nirvana"},
    "A child may be harmed": {"kingston-children-spa", "kingston-lado"},
    "A young person used by a gang": {"child-exploitation-marve", "catch22-county-lines"},
    "An adult cannot protect themselves": {"kingston-adult-safeguarding", "cuckooing-pathway"},
    "Nowhere to sleep": {"kingston-housing-solutions", "streetlink"},
    "Thinking of suicide, or unwell in mind": {"samaritans-and-shout", "kingston-talking-therapies", "kr-camhs-spa"},
    "Drink or drugs": {"adult-drug-alcohol", "frank"},
    "Scammed, or threatened online": {"report-fraud", "revenge-porn-helpline", "report-remove"},
    "Hated for who they are": {"hate-crime-reporting"},
    "Made to work, or trafficked": {"modern-slavery-helpline", "nrm-referral"},
    "Drawn to extremism": {"prevent-kingston", "act-early"},
    "Trouble with neighbours": {"asb-case-review"},
    "A crime to report or get over": {"police-101", "crimestoppers", "london-victim-witness-service"},
    "Released, on probation or in custody": {"appropriate-adult", "youth-justice-kr"},
}


def test_each_situation_finds_its_services_and_leaves_most_others_out(guide: Guide) -> None:
    cards = guide.cards()
    assert WANTED.keys() == SITUATIONS.keys()
    for name, told in SITUATIONS.items():
        found = {each.id for each in guide.find_pathways(told, cards)}
        assert not WANTED[name] - found, name
        assert len(found) <= 14, (name, found)


def test_nine_services_in_ten_are_found_by_some_situation(guide: Guide) -> None:
    cards = guide.cards()
    found = {each.id for told in SITUATIONS.values() for each in guide.find_pathways(told, cards)}
    assert len(found) >= 0.9 * len(cards), {each.id for each in cards} - found


def test_a_service_for_the_whole_country_serves_kingston_too_and_one_for_kingston_nobody_elsewhere(
    guide: Guide,
) -> None:
    cards = guide.cards()
    assert {each.scope for each in cards} == set(REACH)
    here = serving(cards, "Kingston")
    assert Counter(here) == Counter(cards)
    assert [each.scope for each in here] == sorted((each.scope for each in cards), key=list(REACH).index)
    for area in list(AREAS)[1:]:
        assert "kingston" not in {each.scope for each in serving(cards, area)}
    assert {each.scope for each in serving(cards, "elsewhere in the United Kingdom")} == {"uk"}


@pytest.mark.parametrize(
    ("scope", "areas", "words"),
    [
        ("uk", (), "the whole United Kingdom"),
        ("london", (), "all of London"),
        ("kingston", (), "Kingston"),
        ("kingston", ("richmond", "merton"), "Kingston, Richmond and Merton"),
    ],
)
def test_how_far_a_service_reaches_is_said_in_words(scope: str, areas: tuple[str, ...], words: str) -> None:
    assert reach_of(PathwayCard("a", "A", "routine", scope=scope, areas=areas)) == words


@pytest.mark.parametrize(
    ("ages", "age", "fits"),
    [
        ((None, 17), "under 18", True),
        ((None, 17), "18 and over", False),
        ((18, None), "under 18", False),
        ((18, 64), "65 and over", False),
        ((None, None), "65 and over", True),
    ],
)
def test_a_record_fits_an_age_unless_it_states_another(
    ages: tuple[int | None, int | None], age: str, fits: bool
) -> None:
    assert fits_age(ages, AGES[age]) is fits
