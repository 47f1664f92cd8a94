"""Danger and crisis by rule: floors on our development sets, and the distinctions the issue names."""

from __future__ import annotations

import time

import pytest

from guide.alerting.crisis_words import without_secrecy
from guide.alerting.danger import About, DangerLikeness, danger_of, is_undecided, windows_of
from guide.alerting.figures_of_speech import without_figures
from tests.safety_cases import SETS, development_cases


def _share(name: str, kind: str) -> float:
    cases = [case for case in development_cases(name) if kind in str(case["alerts"])]
    found = [bool(getattr(danger_of(str(case["question"])), f"is_{kind}")) for case in cases]
    return sum(found) / len(cases)


def test_rules_alone_find_97_of_100_emergencies_of_the_development_set() -> None:
    assert _share("emergency", "emergency") >= 0.97


def test_rules_alone_find_97_of_100_crises_of_the_development_set() -> None:
    assert _share("crisis", "crisis") >= 0.97


@pytest.mark.parametrize("name", SETS)
def test_rules_alone_raise_no_false_alert_in_the_development_sets(name: str) -> None:
    false = []
    for case in development_cases(name):
        danger = danger_of(str(case["question"]))
        alerts = case["alerts"]
        assert isinstance(alerts, list)
        false_emergency = danger.is_emergency and "emergency" not in alerts
        if false_emergency or (danger.is_crisis and not {"crisis", "emergency"} & set(alerts)):
            false.append(case["question"])
    assert false == []


def test_the_crisis_text_fits_the_person_in_19_of_20_cases() -> None:
    cases = development_cases("crisis")
    right = [danger_of(str(case["question"])).about == case["about"] for case in cases]
    assert sum(right) / len(cases) >= 0.95


@pytest.mark.parametrize(
    "question",
    [
        "two lads in balaclavas are running into the jewellers",
        "someone wearing a mask has gone into the nursery",
        "they are going to sell her on tomorrow",
        "my friend is being held by her brothers until the wedding",
        "she is being put on a flight to marry a stranger",
        "they jus stabbed my mate",
        "he took 'about 40' co-codamol before registration",
        "two men pulled her off the pavement and drove away",
    ],
    ids=[
        "masked",
        "masked person",
        "to be sold",
        "held by family",
        "flown to marry",
        "no t in just",
        "a number in quotation marks",
        "taken off the street",
    ],
)
def test_a_crime_about_to_happen_is_danger_in_other_words_too(question: str) -> None:
    assert danger_of(question).is_emergency


@pytest.mark.parametrize(
    "question",
    [
        "What if a man in a mask walks into a library?",
        "A child in a mask walked into the nursery party",
        "He was held by the police last year",
        "They sell her cakes on Saturdays",
        "Someone's bins were set alight on Tuesday, all out now. Where do we report it?",
        "A 15 year old is holding a knife for the older boys",
        "He's on the bottle from breakfast and wants treatment",
        "The charity has been hit by ransomware",
        "A parent claims the coach grabbed her son by the neck",
        "He's fallen out with his hosts and has to leave",
        "A lad was attacked in the queue. Paramedics have been and gone. Which form?",
    ],
    ids=[
        "what if",
        "fancy dress",
        "custody",
        "a stall",
        "a fire that is out",
        "kept for others",
        "drink",
        "a computer",
        "an allegation",
        "a quarrel",
        "help has been",
    ],
)
def test_what_only_sounds_like_such_a_crime_is_none(question: str) -> None:
    assert not danger_of(question).is_emergency


@pytest.mark.parametrize(
    "question",
    [
        "What does the plan say about suicide?",
        "I'd kill for a coffee",
        "He was stabbed in 2011 and wants counselling",
        "Role play for trainees: a man with a knife is in reception",
        "What should staff do if someone collapses?",
        "",
        "   ",
    ],
    ids=["policy", "figure of speech", "long ago", "exercise", "what if", "empty", "blank"],
)
def test_talk_about_danger_is_not_danger(question: str) -> None:
    danger = danger_of(question)
    assert not danger.is_emergency
    assert not danger.is_crisis


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("My client told me he wants to die", About.SOMEONE_ELSE),
        ("I want to die", About.SELF),
        ("She said 'I want to die'", About.SOMEONE_ELSE),
        ("suicidal, who to call", About.UNCLEAR),
    ],
)
def test_the_crisis_of_a_client_is_told_from_that_of_the_person_typing(question: str, about: About) -> None:
    danger = danger_of(question)
    assert danger.is_crisis
    assert danger.about is about


def test_an_act_that_has_begun_is_an_emergency_and_a_thought_of_it_is_not() -> None:
    assert danger_of("She has just taken all her tablets").is_emergency
    thought = danger_of("She has thought about taking all her tablets")
    assert thought.is_crisis
    assert not thought.is_emergency


def test_danger_hidden_in_a_long_story_counts() -> None:
    story = "We have visited since March and wrote four letters about the rent. " * 100
    assert not danger_of(story).is_emergency
    assert danger_of(f"{story}He is strangling her right now. {story}").is_emergency


def test_danger_behind_odd_characters_counts() -> None:
    assert danger_of("he\u2019s stran\u200bgling h\u00ader").is_emergency


def test_likeness_decides_what_the_rules_leave_open() -> None:
    sure = DangerLikeness(emergency=0.99, crisis=0.0)
    open_case = "the caretaker is in the boiler room and the alarm is sounding"
    assert is_undecided(open_case)
    assert not danger_of(open_case).is_emergency
    assert danger_of(open_case, sure).is_emergency


@pytest.mark.parametrize(
    ("lasting", "none"),
    [
        (
            "he gave up the vodka three days ago, shaking badly and sees rats on the wall",
            "he gave up the vodka three years ago and still tells how he was shaking",
        ),
        (
            "off the diazepam since Monday, she's had no tablets, hasn't had her valium and now fitting",
            "no more shaking",
        ),
        ("our 5 year old has slipped out of the side gate", "our 5 year old has slipped on the side steps"),
        (
            "mum has dementia, she walked out at lunch and isn't at the shops",
            "mum has dementia, she walks to the shops at lunch with her carer",
        ),
        ("she has finger marks on her neck from Friday", "she has a tattoo on her neck from Friday"),
        (
            "two roofers are taking an old man to the cash point",
            "two roofers are taking an old ladder to the tip",
        ),
        ("the builders refuse to leave until she pays", "the builders left when she had paid"),
        (
            "he shared a beheading and a plan of the station, on Saturday they'll be sorry",
            "he shared a film about the station, it opens on Saturday",
        ),
    ],
    ids=["drink", "tablets", "child", "dementia", "neck", "cash point", "doorstep", "attack"],
)
def test_danger_that_began_days_ago_and_goes_on_is_told_from_what_only_sounds_like_it(lasting: str, none: str) -> None:
    assert danger_of(lasting).is_emergency
    assert not danger_of(none).is_emergency


@pytest.mark.parametrize(
    "question",
    [
        "what should staff do if someone stops drinking and has a fit",
        "wants to stop drinking, two bottles of wine a day, not shaking",
        "training on what to do when a toddler is missing",
    ],
)
def test_lasting_dangers_asked_of_or_trained_for_are_none(question: str) -> None:
    assert not danger_of(question).is_emergency


@pytest.mark.parametrize(
    ("question", "likely", "sure"),
    [
        (
            "robbed at the till last autumn and here they are again, two of them have my colleague against the machine",
            DangerLikeness(emergency=0.7, crisis=0.0),
            DangerLikeness(emergency=0.9, crisis=0.0),
        ),
        (
            "steady until the anniversary, asked us to look after his medals as he will not need them past sunday",
            DangerLikeness(emergency=0.0, crisis=0.7),
            DangerLikeness(emergency=0.0, crisis=0.9),
        ),
    ],
    ids=["what was over is back", "an anniversary"],
)
def test_what_the_rules_speak_against_needs_a_sure_meaning(
    question: str, likely: DangerLikeness, sure: DangerLikeness
) -> None:
    assert not is_undecided(question)
    assert danger_of(question, likely) == danger_of(question)
    assert danger_of(question, sure) != danger_of(question)


def test_what_is_practised_or_made_up_raises_no_alert_by_meaning() -> None:
    sure = DangerLikeness(emergency=0.99, crisis=0.99)
    found = danger_of("Tabletop exercise: a man with a knife is in the foyer", sure)
    assert not found.is_emergency
    assert not found.is_crisis


@pytest.mark.parametrize(
    ("over", "present"),
    [
        ("she took an overdose when she was nineteen", "she took an overdose when she got home and is nineteen"),
        ("police are holding my brother at Kingston nick", "two men are holding my brother down at Kingston baths"),
        ("they've got her in custody, who sits in", "they've got her by the throat in the custody car park"),
        ("tenant looks scared stiff of them", "tenant has gone stiff and his lips are blue"),
    ],
    ids=["age", "police station", "custody", "scared"],
)
def test_words_like_those_of_danger_are_told_from_danger(over: str, present: str) -> None:
    assert not danger_of(over).is_emergency
    assert danger_of(present).is_emergency


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("People trapped in a burning flat on the estate, what does the plan say to do?", "emergency"),
        ("A family is being held hostage, what does the document say?", "emergency"),
        ("Two teenagers are cutting themselves in the toilets, what does the plan say about self-harm?", "crisis"),
        ("They say they want to die, what does the plan say about suicide?", "crisis"),
        (
            "high risk of killing themselves, both of them, they have taken pills, where in the plan is that",
            "emergency",
        ),
        ("Both brothers talk about self-harm, which section covers it?", "crisis"),
        ("the family speaks of suicide, anything in the plan?", "crisis"),
        ("caller with suicidal thoughts, what does the plan say", "crisis"),
        ("three pupils self harm in the toilets, what does guidance say on self-harm", "crisis"),
    ],
    ids=["trapped", "hostage", "self-harm", "wish to die", "pills", "brothers", "family", "caller", "pupils"],
)
def test_danger_to_several_people_before_a_question_about_the_plan_counts(question: str, kind: str) -> None:
    assert getattr(danger_of(question), f"is_{kind}")


@pytest.mark.parametrize(
    "question",
    [
        "On suicide and self-harm, what does the plan say about prisoners?",
        "When people set fire to a flat, what does the plan say?",
        "County lines, stabbings, what does the plan say about exploitation?",
        "what does it say re suicide",
        "whats said about self-harm in custody",
        "anything on self harm?",
        "Does suicide get a mention under housing?",
        "How does the partnership want to prevent self-harm?",
        "Tell me what is written on self-harm among prisoners",
        "What share of people in prison harm themselves?",
        "Is it true that men kill themselves more than women?",
        "What hours does the self-harm support group keep?",
        "The budget was slashed and we are bleeding staff.",
        "A school wants an assembly about carrying knives, who can give one?",
    ],
)
def test_subjects_before_a_question_about_the_plan_are_no_danger(question: str) -> None:
    danger = danger_of(question)
    assert not danger.is_emergency and not danger.is_crisis


@pytest.mark.parametrize(
    "question",
    [
        "does suicide hurt",
        "is suicide a sin",
        "suicide note found in room 4, which page",
        "self-harm happening now on the ward, what does it say",
        "who do I ring about suicide",
        "my tenant keeps on about suicide, what's the plan's line",
        "tell me about suicide, I can't go on",
        "client has suicide plan",
        "suicide plan disclosed",
        "client mentioned suicide",
        "resident mentioned self harm",
        "pupil mentioned suicidal thoughts",
        "prison leaver self-harming",
        "child in crime family self-harming",
        "self-harm mentioned in custody",
        "yp has suicidal thoughts and a plan",
        "suicidal ideation mentioned by client",
    ],
)
def test_suicide_asked_of_outside_any_text_stays_a_crisis(question: str) -> None:
    assert danger_of(question).is_crisis


@pytest.mark.parametrize(
    "question", ["most people who mention it never come back", "what does it say, is she safe alone"]
)
def test_what_is_asked_in_general_is_left_to_the_meaning(question: str) -> None:
    assert not danger_of(question).is_crisis
    assert danger_of(question, DangerLikeness(emergency=0.0, crisis=0.9)).is_crisis


@pytest.mark.parametrize(
    "question",
    [
        "what does it say re suicide",
        "so that is all it mentions?",
        "sgt here, what's the strategy got on self-harm in custody",
        "the mayor wants the stat on suicide attempts, 3 to 4 times?",
    ],
)
def test_the_meaning_raises_no_crisis_on_what_is_only_written(question: str) -> None:
    assert not danger_of(question, DangerLikeness(emergency=0.0, crisis=0.99)).is_crisis


@pytest.mark.parametrize(
    "question",
    [
        "does it say if anyone would notice, i cant do this",
        "which page for a lad who went to the bridge twice",
        "what does the plan say, they dont see the point of living",
        "is it quick with pills, does it say",
    ],
)
def test_the_meaning_is_heard_where_a_question_about_a_document_tells_of_despair(question: str) -> None:
    assert danger_of(question, DangerLikeness(emergency=0.0, crisis=0.99)).is_crisis


@pytest.mark.parametrize(
    ("farewell", "daily"),
    [
        ("she's handed me her budgie and said thanks for everything", "she's handed me her rent book and said thanks"),
        ("lad gave away all his trainers and shook everyones hand", "lad shook everyones hand at the tournament"),
        (
            "he has paid his rent up to may and put his dog in a shelter. given his telly to next door",
            "he paid his rent up to date and gave the dog a biscuit",
        ),
        (
            "tenant has put his affairs in order and told us not to worry about next week",
            "tenant is moving to a bungalow, put his affairs in order and gave me her budgie",
        ),
    ],
)
def test_two_signs_of_farewell_are_a_crisis_and_daily_life_is_none(farewell: str, daily: str) -> None:
    assert danger_of(farewell).is_crisis
    assert not danger_of(daily).is_crisis


@pytest.mark.parametrize(
    ("present", "none"),
    [
        ("mr ali fell on tuesday and now one eye looks bigger than the other", "one pupil is smaller than the others"),
        ("she came off her scooter on monday, been sick twice and very drowsy", "a fall in numbers has us confused"),
        ("gran has been on the floor since last night", "nan is on the floor playing with the baby"),
        ("his dad says they will kill him for the shame", "she will kill it at the interview"),
        ("he told her he will drive them all into the canal on sunday", "we drive them all to the pool on sunday"),
        ("pay by friday or lose a finger", "or lose a point for each answer"),
        ("says his cousin has guns and is going to do the temple", "petrol is dear at the market"),
        ("she cant get a word out, wheezing", "cant get a word out of the council"),
        ("please come he's back", "please come to the meeting"),
    ],
)
def test_danger_told_calmly_is_told_from_daily_life(present: str, none: str) -> None:
    assert danger_of(present).is_emergency
    assert not danger_of(none).is_emergency


@pytest.mark.parametrize(
    ("figure", "left"),
    [
        ("My feet are killing me and he has a knife", "My and he has a knife"),
        ("the boss is gonna murder me if i lose the keys", "the the keys"),
        ("my husband is going to murder me if i lose the keys", "my husband is going to murder me if i lose the keys"),
        ("my chest is killing me", "my chest is killing me"),
        ("he's gonna smash my phone", "he's gonna smash my phone"),
        ("dying for a brew", ""),
    ],
)
def test_figures_that_cannot_be_meant_are_left_out_and_nothing_else(figure: str, left: str) -> None:
    assert without_figures(figure) == left


@pytest.mark.parametrize("figures", [(-0.1, 0.0), (0.0, 1.1)])
def test_a_likeness_outside_0_to_1_is_refused(figures: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not in"):
        DangerLikeness(*figures)


def test_at_most_four_windows_are_looked_at_and_those_with_a_hint_come_first() -> None:
    text = "The form is long. I have read it. " * 40 + "There is blood on the door. She will not come out."
    windows = windows_of(text)
    assert len(windows) == 4
    assert "blood" in windows[0]


@pytest.mark.parametrize("text", ["a" * 8000, "he is hitting " * 570, "1 " * 4000, "She won't. " * 720])
def test_the_longest_question_is_looked_at_in_a_fraction_of_a_second(text: str) -> None:
    started = time.perf_counter()
    danger_of(text)
    assert time.perf_counter() - started < 1.0


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("He hits her, she asked me not to say", "He hits her, she "),
        ("The coach texts her. Head told me to drop it.", "The coach texts her. ."),
        ("Don’t tell anyone he lends money", " he lends money"),
        ("dont tell mum im cutting", " im cutting"),
        ("she wants to be heard", "she wants to be heard"),
    ],
)
def test_words_of_secrecy_are_left_out_and_nothing_else(said: str, left: str) -> None:
    assert " ".join(without_secrecy(said).split()) == " ".join(left.split())
