from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import permutations

import pytest

from guide.adapters.pathway_file import read_pathways
from guide.answering import Guide
from guide.asking.pathway_asking import read, read_after
from guide.asking.pathway_forms import form_of
from guide.asking.pathway_people import harmed_sex, sex_turned_to, speaks_as_staff, speaks_of_own_abuse
from guide.asking.requests_to_act import asks_to_act
from guide.directory.offering import LEAST_FURTHER, match, offered
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_names import Names
from guide.directory.pathway_quoting import PathwayAnswer, compose_pathway_answer
from guide.directory.pathway_records import PathwayCard
from guide.directory.pathway_signals import Signals
from guide.directory.pathways import Directory, Match, MatchQuery, wants_pathway
from guide.pathway_step import held_by
from guide.types import Question, Status
from guide.wording import NOT_A_THRESHOLD
from tests.conftest import ROOT

PATHWAYS = read_pathways(ROOT / "corpus")
DIRECTORY = Directory(PATHWAYS)
CASES = ROOT / "evaluation" / "cases" / "pathways"
CANDIDATES = 40


@dataclass
class Desk:
    """Asks the real index and the real matching, without the rest of the answering."""

    guide: Guide

    def matches(self, question: str, at: datetime | None = None) -> tuple[Match, ...]:
        store, vector = self.guide.store, self.guide.embedder.embed([question])[0]
        likely = self.guide.parts_now().outside.services_of(question, vector)
        query = MatchQuery(question, store.search(question, vector, CANDIDATES), likely=likely)
        return match(query, DIRECTORY, Moment.of(PATHWAYS[0].compiled, at))

    def ids(self, question: str, at: datetime | None = None) -> list[str]:
        return [found.pathway.id for found in self.matches(question, at)]

    def quoted(self, question: str) -> PathwayAnswer:
        query = MatchQuery(question, ())
        return compose_pathway_answer(query, self.matches(question), self.guide.store.outline)


@pytest.fixture(scope="module")
def desk(guide: Guide) -> Desk:
    return Desk(guide)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Her ex waits outside her flat every evening and has put a tracker on her car", "london-stalking-support"),
        ("what is the number for report fraud", "report-fraud"),
        ("A man of twenty is dealing for a county line and wants to get out", "catch22-county-lines"),
        ("0808 801 0327, whose number is that?", "mens-advice-line"),
        ("Action Fraud website", "report-fraud"),
    ],
)
def test_the_service_that_fits_comes_first(desk: Desk, question: str, expected: str) -> None:
    assert desk.ids(question)[0] == expected


@pytest.mark.parametrize(
    "question",
    [
        "What's the adult safeguarding number in Merton?",
        "Bin collection day in New Malden",
        "How many people rang Crimestoppers in 2024?",
        "What does the plan say about reoffending?",
        "Give me a recipe for soup",
        "spa day hotel number",
    ],
)
def test_what_the_directory_does_not_hold_offers_nothing(desk: Desk, question: str) -> None:
    assert desk.ids(question) == []


def test_a_former_name_is_told_with_the_present_one(desk: Desk) -> None:
    assert (
        desk.matches("How do I ask for a community trigger?")[0].reason == "Community Trigger is now ASB Case Review."
    )


def test_an_exploited_child_brings_the_front_door_and_the_slavery_duty(desk: Desk) -> None:
    found = desk.ids("A boy of 14 is running drugs for older lads and keeps going missing")
    assert found[:3] == ["child-exploitation-marve", "kingston-children-spa", "nrm-referral"]


def test_a_closed_line_does_not_stand_before_an_open_one(desk: Desk) -> None:
    question = "Men's Advice Line or National Domestic Abuse Helpline, which is it for a man hurt by his wife?"
    sunday_night = datetime(2026, 11, 22, 23, 0)
    monday_noon = datetime(2026, 11, 23, 12, 0)
    assert desk.ids(question, monday_noon)[0] == desk.ids(question)[0] == "mens-advice-line"
    late = desk.ids(question, sunday_night)
    assert late[0] != "mens-advice-line" and "mens-advice-line" in late


BEATEN = "Male victim of domestic abuse, wife beats him, wants to talk to someone"
NIGHT = Moment.of(PATHWAYS[0].compiled, datetime(2026, 11, 24, 2))


def test_where_all_that_fits_best_is_closed_an_open_line_of_its_kind_comes_first(desk: Desk) -> None:
    at_two, at_noon = datetime(2026, 11, 24, 2), datetime(2026, 11, 24, 12)
    assert desk.ids(BEATEN, at_noon)[0] == desk.ids(BEATEN)[0] == "mens-advice-line"
    assert "london-victim-witness-service" not in desk.ids(BEATEN, at_noon)
    assert desk.ids(BEATEN, at_two)[:2] == ["london-victim-witness-service", "mens-advice-line"]
    assert desk.matches(BEATEN, at_two)[0].reason == "Open now, while Men's Advice Line (Respect) is closed."


@pytest.mark.parametrize(
    ("closed", "question", "first"),
    [
        ("mens-advice-line", "", "london-victim-witness-service"),
        ("karma-nirvana", "", "national-domestic-abuse-helpline"),
        ("karma-nirvana", "She is 15", "kingston-children-spa"),
        ("karma-nirvana", "She is 25", "national-domestic-abuse-helpline"),
        ("kr-camhs-spa", "", "swlstg-crisis-line"),
        ("report-fraud", "", "london-victim-witness-service"),
        ("report-fraud", "Is it a crime?", "report-fraud"),
    ],
    ids=[
        "there for all, of its kind",
        "named for outside its hours",
        "named for the age",
        "of another age",
        "named, for the same need",
        "of its kind among its themes",
        "a detail is asked for",
    ],
)
def test_what_stands_in_for_a_closed_line_need_not_be_near_the_words_of_the_question(
    closed: str, question: str, first: str
) -> None:
    """All open lines lie far from the question here, so that the records alone decide."""
    best = Match(DIRECTORY.pathways[closed], 0.99, (), Signals(), odds=5.0)
    others = [Match(each, 0.0, (), Signals(), odds=-9.0) for each in PATHWAYS if each.id != closed]
    found = [each.pathway.id for each in offered([best, *others], DIRECTORY, NIGHT, MatchQuery(question, ()))]
    assert found == list(dict.fromkeys([first, closed]))


@pytest.mark.parametrize(
    ("name", "signals", "is_shown"),
    [
        ("london-victim-witness-service", Signals(), True),
        ("london-victim-witness-service", Signals(wrong_area=1.0), False),
        ("london-victim-witness-service", Signals(wrong_age=1.0), False),
        ("anti-terrorist-hotline", Signals(), False),
        ("national-domestic-abuse-helpline", Signals(), False),
        ("rape-crisis-line", Signals(), False),
    ],
    ids=["of its kind", "of another place", "of another age", "of another kind", "for women", "for some, and far"],
)
def test_only_what_can_serve_the_person_stands_in_for_a_closed_line(
    name: str, signals: Signals, is_shown: bool
) -> None:
    closed = Match(DIRECTORY.pathways["mens-advice-line"], 0.99, (), Signals(), odds=5.0)
    other = Match(DIRECTORY.pathways[name], LEAST_FURTHER - 0.01, (), signals, odds=-9.0)
    found = [each.pathway.id for each in offered([closed, other], DIRECTORY, NIGHT)]
    assert found == ([name] if is_shown else []) + ["mens-advice-line"]
    asked = [each.pathway.id for each in offered([replace(closed, is_asked=True), other], DIRECTORY, NIGHT)]
    assert asked == ["mens-advice-line"]


def test_what_fits_nearly_as_well_and_is_open_goes_before_what_the_closed_record_names() -> None:
    closed = Match(DIRECTORY.pathways["karma-nirvana"], 0.9, (), Signals(), odds=2.2)
    near = Match(DIRECTORY.pathways["act-early"], 0.8, (), Signals(), odds=1.4)
    named = Match(DIRECTORY.pathways["national-domestic-abuse-helpline"], 0.1, (), Signals(), odds=-2.2)
    assert [each.pathway.id for each in offered([closed, near, named], DIRECTORY, NIGHT)][0] == near.pathway.id
    far = replace(near, score=0.3, odds=-0.8)
    assert [each.pathway.id for each in offered([closed, far, named], DIRECTORY, NIGHT)][0] == named.pathway.id


def test_at_night_and_at_the_weekend_no_closed_line_is_the_first_action(guide: Guide) -> None:
    _header, *lines = (CASES.parent / "night.jsonl").read_text(encoding="utf-8").splitlines()
    wrong: dict[str, str] = {}
    for case in map(json.loads, lines):
        found = guide.ask(Question(case["question"], (), datetime.fromisoformat(case["at"]))).pathways
        if not found or found[0].id not in case["any_pathways"] or line_on_card(found[0]) == "closed":
            wrong[case["question"]] = found[0].id if found else "nothing"
    assert len(lines) == 45
    assert wrong == {}


@pytest.mark.parametrize(
    "at", [datetime(2026, 11, 22, 3), datetime(2026, 11, 23, 7, 30), datetime(2026, 11, 28, 20, 30)]
)
def test_of_all_records_none_with_a_closed_line_is_the_first_action_before_an_open_one(at: datetime) -> None:
    moment = Moment.of(PATHWAYS[0].compiled, at)
    cards = {each.id: card(each, DIRECTORY.pathways, moment) for each in PATHWAYS}
    shown = {name: line_on_card(each) for name, each in cards.items()}
    assert {"open", "closed"} <= set(shown.values())
    for first, second in permutations(PATHWAYS, 2):
        ranked = [Match(first, 0.9, (), Signals(), odds=2.0), Match(second, 0.8, (), Signals(), odds=1.5)]
        found = [each.pathway.id for each in offered(ranked, DIRECTORY, moment)]
        assert set(found) >= {first.id, second.id}
        assert shown[found[0]] != "closed" or "open" not in [shown[name] for name in found], found


def line_on_card(shown: PathwayCard) -> str:
    """Return whether the line that a reader of the card sees first is open: its own, else one in its first step."""
    states = [each.opening_state for each in shown.contacts if each.kind in ("phone", "text")]
    step = next(iter(shown.lines("steps")), "")
    if not shown.contacts:
        states = [there.opening_state for link, there in shown.links if link.value and link.value in step]
    return "open" if "open" in states else next(iter(states), "")


def test_a_line_for_women_is_not_open_for_a_man() -> None:
    men, hub, women = (
        DIRECTORY.pathways[name]
        for name in ("mens-advice-line", "kingston-domestic-abuse-service", "national-domestic-abuse-helpline")
    )
    night = Moment.of(PATHWAYS[0].compiled, datetime(2026, 11, 22, 3))
    of_women = Match(women, 0.7, (), Signals(wrong_sex=1.0), odds=1.0)
    ranked = [Match(each, 0.9, (), Signals(), odds=2.0) for each in (men, hub)]
    assert [each.pathway.id for each in offered(ranked, DIRECTORY, night)][0] == hub.id
    assert [each.pathway.id for each in offered([*ranked, of_women], DIRECTORY, night)] == [men.id, hub.id]


def test_at_most_five_are_shown_best_first(desk: Desk) -> None:
    found = desk.matches("Woman abused by her partner, who can she ring?")
    assert 1 <= len(found) <= 5
    assert found[0].score == max(each.score for each in found)
    assert found[0].pathway.contacts and all(each.score >= LEAST_FURTHER for each in found)


@pytest.mark.parametrize(
    ("question", "heading", "words"),
    [
        ("Is consent needed for MARAC?", "Consent", "preferred, not essential"),
        ("When is the Revenge Porn Helpline open?", "Hours", "10:00-16:00"),
        ("What is the e-mail for duty to refer?", "Contact", "dutytorefer@kingston.gov.uk"),
        ("How many ticks on the DASH for MARAC?", "Thresholds", "14 or more"),
        ("Which law is the Prevent duty in?", "Legal basis", "section 26"),
        ("KREC phone number", "Not confirmed", "A telephone number for KREC"),
        ("MARAC coordinator email address", "Not confirmed", "An e-mail address for the Kingston MARAC coordinator"),
    ],
)
def test_a_field_that_is_asked_for_is_quoted_first(desk: Desk, question: str, heading: str, words: str) -> None:
    answer = desk.quoted(question)
    quoted = [quote for quote in answer.quotes if quote.passage.headings == (heading,)]
    assert quoted and words in quoted[0].words


def test_a_situation_is_answered_with_what_to_do_now(desk: Desk) -> None:
    answer = desk.quoted("A rough sleeper has bedded down in the library porch, he seems well")
    assert answer.quotes[0].lead == "Do this now: StreetLink (rough sleeping alert)"
    assert [quote.passage.headings[0] for quote in answer.quotes][:2] == ["What to do", "Contact"]


def test_every_quote_stands_in_its_passage_and_none_is_a_search_phrase(desk: Desk) -> None:
    for pathway in PATHWAYS:
        for quote in desk.quoted(f"What is {pathway.short} for?").quotes:
            assert quote.passage.text[quote.start : quote.end] == quote.words
            assert quote.words not in pathway.situations


def test_composing_without_a_match_is_a_callers_mistake() -> None:
    with pytest.raises(ValueError, match="needs a match"):
        compose_pathway_answer(MatchQuery("anything", ()), (), lambda _: ())


STORY = "Woman fleeing her partner with two kids, told to leave tonight, who do I ring?"


@pytest.mark.parametrize(
    ("asked", "earlier", "first", "lead"),
    [
        ("Is consent needed for MARAC?", STORY, "kingston-marac", "Consent"),
        ("what about MARAC?", STORY, "kingston-marac", "Contact"),
        ("and for the SPA?", "Is consent needed for MARAC?", "kingston-children-spa", "Consent"),
        ("is consent needed?", STORY, "national-domestic-abuse-helpline", "Consent"),
        ("What is the number for the Havens?", "", "the-havens", "Contact"),
        ("does PAPYRUS need consent to ring somebody?", "", "papyrus-hopeline", "Consent"),
        ("Number for the Revenge Porn Helpline", "", "revenge-porn-helpline", "Contact"),
        ("What are the thresholds for MARAC?", "", "kingston-marac", "Thresholds"),
    ],
)
@pytest.mark.parametrize("at", [None, datetime(2026, 11, 28, 22, 0)], ids=["no time", "Saturday night"])
def test_one_field_asked_of_a_service_is_answered_with_that_field_and_its_card_first(
    guide: Guide, asked: str, earlier: str, first: str, lead: str, at: datetime | None
) -> None:
    answer = guide.ask(Question(asked, (earlier,) if earlier else (), at))
    assert answer.pathways[0].id == first
    assert answer.citations[0].source_id == first
    assert answer.citations[0].headings == (lead,)


def test_a_field_that_a_service_does_not_hold_is_said_to_be_missing(guide: Guide) -> None:
    assert (
        "StreetLink (rough sleeping alert), Hours: not in our documents."
        in guide.ask(Question("Is StreetLink open at night?")).text
    )


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("Is it open on Saturdays?", ("hours",)),
        ("do the parents have to agree?", ("consent",)),
        ("who can refer to MARAC?", ("who_may_refer",)),
        ("Who do I ring for her?", ("contact",)),
        ("Can her sister ring for her?", ("who_may_refer",)),
        ("He went out on Sunday. What happens after the form?", ("what_happens_next",)),
        ("lad sleeping rough by the river", ()),
    ],
)
def test_the_field_asked_for_is_read_from_the_question(question: str, fields: tuple[str, ...]) -> None:
    assert read(question).fields == fields


@pytest.mark.parametrize(
    ("text", "youngest", "oldest"),
    [
        ("girl of sixteen", 16, 16),
        ("a 15yo", 15, 15),
        ("He's forty-one, says his ex", 41, 41),
        ("Year 9 pupil", 14, 14),
        ("two under-tens", 0, 17),
        ("her husband", 18, 120),
        ("three crimes in 12 months", None, None),
    ],
)
def test_ages_are_read_from_the_words(text: str, youngest: int | None, oldest: int | None) -> None:
    asked = read(text)
    assert (asked.youngest, asked.oldest) == (youngest, oldest)


def test_a_name_inside_a_longer_one_does_not_count() -> None:
    found = {mention.pathway_id for mention in Names.of(PATHWAYS).mentions("CAMHS single point of access hours")}
    assert found == {"kr-camhs-spa"}


def test_a_common_word_counts_for_less_than_a_name() -> None:
    names = Names.of(PATHWAYS)
    assert [mention.strength for mention in names.mentions("how do I prevent that")] == [0.4]
    assert [mention.strength for mention in names.mentions("the Prevent team")] == [1.0]
    assert [mention.strength for mention in names.mentions("spa day hotel number")] == [0.4]
    assert [mention.strength for mention in names.mentions("number for the spa")] == [1.0]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [("What does the plan say about stalking?", False), ("Her ex follows her, who do I ring?", True)],
)
def test_a_situation_is_told_from_a_question_about_the_plan(question: str, wanted: bool) -> None:
    assert (wants_pathway(form_of(question)) >= 0.5) is wanted


def test_our_own_cases_find_their_pathways(desk: Desk) -> None:
    """Floors a little below what was measured, so that a change that costs cases is noticed."""
    counts: Counter[str] = Counter()
    for name in ("own", "heldout"):
        _header, *lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for line in lines:
            case = json.loads(line)
            assert case["reviewed_by"] is None
            expected = case.get("expected_pathways") or case.get("any_pathways") or []
            found = desk.ids(case["question"])[:3]
            kind = f"{name} {'named' if expected else 'none'}"
            right = (
                bool(set(expected) & set(found)) if "any_pathways" in case else found and set(expected) <= set(found)
            )
            counts[f"{kind} right"] += bool(right) if expected else not found
            counts[kind] += 1
    assert (counts["own named"], counts["own none"]) == (217, 72)
    assert (counts["heldout named"], counts["heldout none"]) == (115, 20)
    assert counts["own named right"] >= 205
    assert counts["own none right"] >= 59
    assert counts["heldout named right"] >= 100
    assert counts["heldout none right"] >= 17


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("A man came to the desk, his wife hits him and he is scared to go home", "men"),
        ("Male victim of domestic abuse, who do I ring?", "men"),
        ("bloke being battered by his girlfriend, wants to leave tonight", "men"),
        ("Resident says his partner punches him and controls his money", "men"),
        ("Her husband hits her and she wants to leave", "women"),
        ("He hits his wife and wants to stop", "women"),
        ("She hit him and then he hit her", ""),
        ("A woman is frightened of her partner", "women"),
        ("man scared of his wife", "men"),
        ("She is frightened to go home to her boyfriend", "women"),
        ("Who do I ring about a wheelchair?", ""),
        ("A man is beaten by his wife", "men"),
        ("Husband controlled and belittled by his wife", "men"),
        ("His girlfriend knocks him about", "men"),
        ("Parents want to marry her off", "women"),
        ("Her son is being pushed into a marriage", "men"),
    ],
)
def test_the_sex_of_who_is_harmed_is_read_only_where_it_is_said(text: str, sex: str) -> None:
    assert harmed_sex(text) == sex


@pytest.mark.parametrize(
    ("newest", "sex"),
    [
        ("and for a man?", "men"),
        ("what if the victim is a woman", "women"),
        ("what about young lads?", "men"),
        ("and if he finds out?", ""),
        ("does it help men or women?", ""),
        ("", ""),
    ],
)
def test_a_follow_up_turns_to_people_of_one_sex_only_where_it_says_so(newest: str, sex: str) -> None:
    assert sex_turned_to(newest) == sex


def test_who_is_told_of_last_is_meant(guide: Guide) -> None:
    first = "Which line helps women who are abused at home?"
    answer = guide.ask(Question("and for a man of 40?", (first,)))
    assert answer.pathways[0].id == "mens-advice-line"
    assert "national-domestic-abuse-helpline" not in {card.id for card in answer.pathways}
    assert read_after("girl of 12, and for a man of 40?", "and for a man of 40?").youngest == 40


@pytest.mark.parametrize(
    ("text", "offered", "left_out"),
    [
        (
            "bloke being battered by his girlfriend, wants to leave tonight",
            "mens-advice-line",
            "national-domestic-abuse-helpline",
        ),
        ("Her husband hits her and she wants to leave", "national-domestic-abuse-helpline", "mens-advice-line"),
        ("A woman is frightened of her partner", "national-domestic-abuse-helpline", "respect-phoneline"),
        ("man frightened of his wife", "mens-advice-line", "respect-phoneline"),
        ("Her husband hits her and she wants to leave", "national-domestic-abuse-helpline", "respect-phoneline"),
        ("He admits he hits her and wants to change", "respect-phoneline", "mens-advice-line"),
    ],
)
def test_a_service_that_is_for_somebody_else_is_not_offered(
    guide: Guide, text: str, offered: str, left_out: str
) -> None:
    found = [each.id for each in guide.ask(Question(text)).pathways]
    assert offered in found
    assert left_out not in found


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("He admits he hits her and wants to change", True),
        ("He's scared of what he'll do to his girlfriend", True),
        ("How do we work with a man who is violent?", True),
        ("She is scared of what he'll do", False),
        ("Her abuser waits outside the school", False),
        ("He hits his wife", False),
    ],
)
def test_own_abuse_is_read_only_where_somebody_speaks_of_it(text: str, is_own: bool) -> None:
    assert speaks_of_own_abuse(text) is is_own


def test_who_speaks_of_their_own_work_is_not_sent_to_a_line_for_families(guide: Guide) -> None:
    told = "A pupil in year 10 keeps sharing extremist videos and talks of joining them. "
    as_staff = guide.ask(Question(told + "What do I do as a nurse?"))
    assert as_staff.pathways[0].id == "prevent-kingston"
    as_family = guide.ask(Question("A mum says her son shares extremist videos. Which line is there for families?"))
    assert as_family.pathways[0].id == "act-early"


@pytest.mark.parametrize(
    ("text", "is_staff"),
    [
        ("what do I do as a teacher", True),
        ("I work for the council", True),
        ("our residents are worried", True),
        ("I'm a parent", False),
        ("I work for a charity", False),
        ("as soon as it opens", False),
        ("", False),
    ],
)
def test_staff_are_told_by_what_they_say_of_their_work(text: str, is_staff: bool) -> None:
    assert speaks_as_staff(text) is is_staff


def test_no_step_is_given_as_the_reason_why_a_service_fits(guide: Guide) -> None:
    for text in ("Her husband hits her and she wants to leave", "Somebody has slept in the shop doorway for a week"):
        for each in guide.ask(Question(text)).pathways:
            assert not [step for step in each.lines("steps") if step in each.reason]


@pytest.mark.parametrize(
    ("text", "is_act"),
    [
        ("great, send it off for me then", True),
        ("can you ring them for us?", True),
        ("can you check in the system whether this family is open to a social worker", True),
        ("Write us a song about road safety", True),
        ("write up my visit notes please", True),
        ("who can send the form for a client?", False),
        ("Write down the line on fraud for my report", False),
        ("Can you tell me whether consent is needed?", False),
        ("Do I have to send the form myself?", False),
    ],
)
def test_only_what_the_guide_would_have_to_do_itself_is_a_request_to_act(text: str, is_act: bool) -> None:
    assert asks_to_act(text) is is_act


def test_what_would_have_to_be_done_and_another_boroughs_service_are_declined(guide: Guide) -> None:
    told = ("A pupil shows extremist videos at school, which route is it?",)
    assert guide.ask(Question("great, send it off for me then", told)).status is Status.DECLINED
    assert guide.ask(Question("Merton council homeless line?")).status is Status.DECLINED


def test_a_service_that_stands_first_because_it_is_open_does_not_lower_what_the_directory_holds() -> None:
    open_now, best = (Match(PATHWAYS[0], score, (), Signals()) for score in (0.3, 0.8))
    assert held_by((open_now, best), ()) == 0.8
    assert held_by((), (open_now,)) == 0.3
    assert held_by((), ()) == 0.0


@pytest.mark.parametrize(
    ("question", "pathway_id"),
    [
        ("Who qualifies for MARAC?", "kingston-marac"),
        ("What is the threshold for a MARAC referral?", "kingston-marac"),
        ("Who is eligible for Talking Therapies?", "kingston-talking-therapies"),
        ("Do I have a duty to refer somebody homeless to the council?", "kingston-duty-to-refer"),
    ],
)
def test_who_qualifies_is_answered_from_the_records_alone(guide: Guide, question: str, pathway_id: str) -> None:
    answer = guide.ask(Question(question))
    assert [citation.source_id for citation in answer.citations][0] == pathway_id
    assert {citation.source_id for citation in answer.citations} <= set(DIRECTORY.pathways)
    assert NOT_A_THRESHOLD not in answer.text


@pytest.mark.parametrize(
    ("question", "is_said"),
    [
        ("Does the plan say who counts as vulnerable?", True),
        ("What are the criteria for being vulnerable in the plan?", True),
        ("What does the plan say about fraud?", False),
    ],
)
def test_the_plans_words_are_called_no_test_where_somebody_asks_who_qualifies(
    guide: Guide, question: str, is_said: bool
) -> None:
    answer = guide.ask(Question(question))
    assert {citation.source_id for citation in answer.citations} == {"plan-cross-cutting-themes"}
    assert answer.text.endswith(NOT_A_THRESHOLD) is is_said


def test_plain_words_that_were_added_for_documents_hide_no_service(guide: Guide) -> None:
    answer = guide.ask(Question("we think a care worker is stealing from a resident"))
    assert answer.pathways[0].id == "kingston-adult-safeguarding"


def test_a_name_said_a_thousand_times_is_looked_at_a_few_times_only() -> None:
    mentions = DIRECTORY.names.mentions("How can I refer an adult at risk? " + "999 " * 1_800)
    assert len(mentions) <= len(DIRECTORY.pathways)
    assert {each.words for each in mentions} == {"999"}
