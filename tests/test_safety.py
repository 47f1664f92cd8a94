"""Screening as the pipeline calls it: alerts first, masking, their texts, the data file, and the meaning."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from guide.adapters.alert_file import read_alerts
from guide.adapters.danger_meaning import DangerMeaning, open_danger_meaning
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.alerting.danger import danger_of
from guide.errors import DataFileError
from guide.safety import (
    AlertTexts,
    DangerLikeness,
    SafetyLexicon,
    alerts_by_meaning,
    find_alerts,
    lexicon_from_texts,
    mask,
    screen,
)
from guide.types import AlertKind
from tests.safety_cases import ROOT, SETS, corpus_lexicon, development_cases

ALERTS = ROOT / "corpus" / "alerts.yaml"
PATHWAYS = ROOT / "corpus" / "pathways.yaml"
SHORT_NUMBERS = ("999", "101", "111", "116 123")
BLIND = ROOT / "evaluation" / "blind" / "sealed.jsonl"


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def meaning(embedder: SentenceEmbedder) -> DangerMeaning:
    opened = open_danger_meaning(embedder.digest)
    assert opened is not None
    return opened


def test_a_name_an_address_and_a_threat_give_999_first_and_nothing_of_the_person() -> None:
    screening = screen(
        "Orsolya Quillfeather, 42 Thistledown Crescent: he is strangling her right now", corpus_lexicon()
    )
    assert [alert.kind for alert in screening.alerts] == [AlertKind.EMERGENCY, AlertKind.PERSONAL_DATA]
    assert screening.alerts[0].text.startswith("999")
    shown = screening.masked + "".join(alert.text for alert in screening.alerts)
    assert "Quillfeather" not in shown
    assert "Thistledown" not in shown


def test_the_personal_data_alert_says_what_was_masked_once() -> None:
    screening = screen("Ring 07700 900123 or 07700 900124 about Orsolya Quillfeather", corpus_lexicon())
    assert "telephone and name" in screening.alerts[-1].text
    assert screening.alerts[-1].text.count("telephone") == 1


def test_a_plain_question_gives_no_alert_and_stays_as_it_is() -> None:
    screening = screen("What does the plan say about hate crime?", corpus_lexicon())
    assert screening.alerts == ()
    assert screening.masked == "What does the plan say about hate crime?"


def test_alerts_need_no_corpus_at_all() -> None:
    alerts = find_alerts("he has a knife to her throat", SafetyLexicon())
    assert [alert.kind for alert in alerts] == [AlertKind.EMERGENCY]
    assert alerts[0].text.startswith("999")


def test_an_unclear_crisis_shows_both_texts() -> None:
    texts = corpus_lexicon().texts
    (alert,) = find_alerts("suicidal, who to call", corpus_lexicon())
    assert texts.crisis_self in alert.text
    assert texts.crisis_someone_else in alert.text


def test_the_text_for_the_person_typing_names_no_referral() -> None:
    text = corpus_lexicon().texts.crisis_self
    assert "116 123" in text
    assert "refer" not in text.lower()
    assert "form" not in text.lower()


def test_every_number_of_an_alert_stands_in_the_record_of_a_service_it_names_as_its_source() -> None:
    records = {each["id"]: str(each) for each in yaml.safe_load(PATHWAYS.read_text("utf-8"))["services"]}
    checked = []
    for alert in yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["alerts"].values():
        own = " ".join(records[source] for source in alert.get("sources", []))
        for number in re.findall(r"\b\d[\d ]*\d\b(?! hours)", alert.get("text", "")):
            assert number in SHORT_NUMBERS or number in own, number
            checked.append(number)
    assert {"0800 028 8000", "18000", "55", "999", "111", "116 123"} == set(checked)


def test_nobody_is_said_to_have_checked_the_alerts() -> None:
    meta = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["meta"]
    assert meta["checked_on"] is None
    assert meta["checked_by"] is None


def test_a_missing_alert_file_leaves_the_short_texts(tmp_path: Path) -> None:
    assert read_alerts(tmp_path / "alerts.yaml") == AlertTexts()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("alerts: [", "cannot be read"),
        ("alerts: {}", "meta"),
        (ALERTS.read_text(encoding="utf-8").replace("999: ring it now", "Ring 999 now"), "starts with 999"),
        (ALERTS.read_text(encoding="utf-8").replace("{what}", "it"), "{what}"),
    ],
    ids=["not YAML", "no meta", "not 999 first", "no place for what"],
)
def test_a_wrong_alert_file_is_named_with_what_is_wrong(content: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "alerts.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"alerts\.yaml") as caught:
        read_alerts(path)
    assert named in str(caught.value)


def test_meaning_adds_alerts_in_front_and_takes_none_back() -> None:
    shown = screen("the alarm is sounding, ring 07700 900123", corpus_lexicon())
    sure = DangerLikeness(emergency=0.95, crisis=0.0)
    kinds = [alert.kind for alert in alerts_by_meaning(shown.masked, shown.alerts, corpus_lexicon(), sure)]
    assert kinds == [AlertKind.EMERGENCY, AlertKind.PERSONAL_DATA]
    emergency = find_alerts("he has a knife to her throat", corpus_lexicon())
    assert alerts_by_meaning("anything", emergency, corpus_lexicon(), DangerLikeness(0.0, 0.0)) == emergency


def test_the_weights_fit_the_packaged_model_only(meaning: DangerMeaning) -> None:
    assert open_danger_meaning("another model") is None


def test_a_damaged_weights_file_says_how_to_make_it_again(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text('{"embedder_sha256": "a", "weights": [[1]], "bias": [1]}', encoding="utf-8")
    with pytest.raises(DataFileError, match="train_danger"):
        open_danger_meaning("a", path)


def test_rules_with_meaning_find_98_of_100_emergencies_and_add_no_false_alert(
    embedder: SentenceEmbedder, meaning: DangerMeaning
) -> None:
    cases = [case for name in SETS for case in development_cases(name)]
    screened = [screen(str(case["question"]), corpus_lexicon()) for case in cases]
    vectors = embedder.embed([screening.masked for screening in screened])
    found, wanted, false = 0, 0, []
    for case, screening, vector in zip(cases, screened, vectors, strict=True):
        likeness = meaning.likeness(vector, [screening.masked])
        alerts = alerts_by_meaning(screening.masked, screening.alerts, corpus_lexicon(), likeness)
        kinds = {alert.kind.value for alert in alerts} - {"personal_data"}
        expected = case["alerts"]
        assert isinstance(expected, list)
        wanted += "emergency" in expected
        found += "emergency" in expected and "emergency" in kinds
        if kinds - set(expected) - ({"crisis"} if "emergency" in expected else set()):
            false.append(case["question"])
    assert found / wanted >= 0.98
    assert false == []


def test_one_dangerous_sentence_in_a_long_story_is_not_hidden_by_the_rest(
    embedder: SentenceEmbedder, meaning: DangerMeaning
) -> None:
    story = "The rent was paid in March and the boiler was serviced in June by the same firm as before. " * 6
    text = f"{story}Someone keeps screaming in flat nine. There is blood on the stairs now. {story}"
    (vector,) = embedder.embed([text])
    assert meaning.likeness_of(text, vector, embedder.embed).emergency > meaning.likeness(vector, [text]).emergency


@pytest.mark.parametrize(
    ("question", "is_crisis"),
    [
        ("the tutor texts a girl of 15 at midnight and the deputy told me to drop it", False),
        ("her uncle has her bank card, she says don't tell anyone", False),
        ("she showed me fresh cuts on her arms and asked me not to say anything to her mum", True),
        ("he keeps tablets by and reckons he has enough now, told me not to tell anyone", True),
    ],
    ids=["tutor", "bank card", "cuts", "tablets"],
)
def test_a_crisis_is_one_without_the_wish_to_keep_it_quiet(
    embedder: SentenceEmbedder, meaning: DangerMeaning, question: str, is_crisis: bool
) -> None:
    likeness = meaning.likeness_of(question, embedder.embed([question])[0], embedder.embed)
    assert danger_of(question, likeness).is_crisis is is_crisis


def test_questions_written_blind_are_found_as_often_as_when_they_were_opened(
    embedder: SentenceEmbedder, meaning: DangerMeaning
) -> None:
    cases = [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]
    found = {"emergency": 0, "crisis": 0, "emergency-hard-negative": 0}
    for case in cases:
        if case["category"] in found:
            shown = screen(case["question"], corpus_lexicon())
            likeness = meaning.likeness_of(shown.masked, embedder.embed([shown.masked])[0], embedder.embed)
            kinds = {alert.kind for alert in alerts_by_meaning(shown.masked, shown.alerts, corpus_lexicon(), likeness)}
            wanted = set(case["alerts"]) or {AlertKind.EMERGENCY, AlertKind.CRISIS}
            found[case["category"]] += bool(kinds & wanted)
    assert found["emergency"] >= 49
    assert found["crisis"] >= 34
    assert found["emergency-hard-negative"] <= 8


def test_a_published_address_is_known_behind_one_endless_word_which_must_not_be_read_from_each_of_its_letters() -> None:
    known = lexicon_from_texts(["a" * 1_000_000 + " desk@safer.example"])
    assert mask("Write to desk@safer.example", known).found == ()
