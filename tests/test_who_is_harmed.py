"""Who harms whom decides the door: the line for men is not for the man who hits his wife."""

from __future__ import annotations

import pytest

from guide.answering import Guide
from guide.asking.pathway_forms import form_of
from guide.asking.pathway_people import CHILDREN, harmed_sex, speaks_of_own_abuse
from guide.types import Question

WOMEN, MEN, CHILD, OWN = (
    "national-domestic-abuse-helpline",
    "mens-advice-line",
    "kingston-children-spa",
    "respect-phoneline",
)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("the man upstairs slaps his girlfriend about", "women"),
        ("he batters his elderly mum", "women"),
        ("my neighbour was choking his missus", "women"),
        ("she kicks her husband when she is angry", "men"),
        ("his boyfriend keeps threatening his dad", "men"),
        ("the uncle thumps both kids", CHILDREN),
        ("mum's partner hit her little boy", CHILDREN),
        ("he hits his wife and their kids", "women"),
        ("she punched her husband and he punched his wife back", ""),
        ("he hit his wife's car", ""),
        ("she's scared her husband has left her son", "women"),
        ("he pushed his luck with the landlord", ""),
    ],
)
def test_who_is_harmed_is_read_from_whom_the_deed_meets(text: str, sex: str) -> None:
    assert harmed_sex(text) == sex


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("a patient told me he has been hitting his partner", True),
        ("chap at the day centre said he choked his girlfriend", True),
        ("she let slip that she slaps her husband", True),
        ("she told me he hits his wife", False),
        ("he told me she hits her husband", False),
        ("the client told me his neighbour hits his wife", False),
        ("which line helps women who are abused at home?", False),
        ("a course for men who are abusive", True),
        ("help for men who hit their partners", True),
    ],
)
def test_who_tells_of_harm_that_he_did_speaks_of_his_own_abuse(text: str, is_own: bool) -> None:
    assert speaks_of_own_abuse(text) is is_own


@pytest.mark.parametrize(
    ("told", "first", "never"),
    [
        ("a lodger of ours hits his wife, the whole floor hears it", WOMEN, MEN),
        ("he slapped his girlfriend in the car park on Friday", WOMEN, MEN),
        ("our caretaker keeps beating up his missus", WOMEN, MEN),
        ("a lady in the block keeps punching her husband", MEN, WOMEN),
        ("his stepdad hits his little boy", CHILD, MEN),
        ("a mother slapped her daughter at the school gate", CHILD, WOMEN),
        ("a tenant told me he punched his girlfriend", OWN, MEN),
        ("the lad said to me he has been hitting his partner", OWN, CHILD),
    ],
)
def test_the_first_service_is_for_the_one_who_needs_it(guide: Guide, told: str, first: str, never: str) -> None:
    found = [each.id for each in guide.ask(Question(told)).pathways]
    assert found[0] == first
    assert never not in found


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("a worker at the day centre is taking money from members", 1.0),
        ("kids keep throwing bricks off the car park roof", 1.0),
        ("mental health crisis line opening times at weekends", 0.0),
    ],
)
def test_a_story_typed_without_capitals_is_a_story(text: str, tells: float) -> None:
    assert form_of(text).situation == tells
