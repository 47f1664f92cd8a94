from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from evaluation.train_danger import FOLDS
from evaluation.train_services import CORPUS, fit, held_out, machines_of, phrases, told_lines, wanted_of
from guide.adapters.pathway_file import read_pathways
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.adapters.service_meaning import WEIGHTS, ServiceMeaning, open_service_meaning
from guide.answering import Guide
from guide.asking.pathway_asking import read
from guide.asking.pathway_forms import form_of
from guide.directory.pathway_records import Pathway
from guide.directory.pathway_signals import NOTHING_TOLD, Likely, Named, signals_of
from guide.directory.pathways import Directory, MatchQuery, rank
from guide.errors import DataFileError
from guide.types import AlertKind, Question
from tests.conftest import ROOT

PATHWAYS = read_pathways(CORPUS)
NOTHING_NAMED = Named(0.0, asks_field=False, is_another=False)


def bare(text: str) -> str:
    return " ".join(text.lower().split()).rstrip("?.! ")


@pytest.fixture(scope="module")
def meaning(embedder: SentenceEmbedder) -> ServiceMeaning:
    found = open_service_meaning(embedder.digest)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("told", "service"),
    [
        (
            "her husband keeps her short of money and checks every call she makes",
            "abuse",
        ),
        ("he admits he frightens the kids and his missus and wants to learn to be different", "respect"),
        ("chap bedded down behind the bins every night this week, no idea who he is", "streetlink"),
        ("third week running the lad of 13 turns up with new trainers and two phones", "exploitation"),
        ("she handed the card reader code to a caller ten minutes ago", "scam"),
    ],
)
def test_a_story_in_new_words_is_most_like_those_of_its_service(
    embedder: SentenceEmbedder, meaning: ServiceMeaning, told: str, service: str
) -> None:
    likely = meaning.likeness(told, embedder.embed([told])[0])
    best = sorted(likely.told, key=lambda each: -likely.told[each])[:2]
    assert any(service in each for each in best), best


def test_every_record_has_a_machine_and_the_file_was_made_from_the_lines_as_they_stand() -> None:
    told = list(told_lines())
    services = {record.id for record in PATHWAYS}
    assert {service for _, service in told} <= {*services, None}
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        assert {str(each) for each in stored["services"]} == services
        assert len(stored["supports"]) == len(told) + len(list(phrases()))


def test_no_told_line_is_one_of_our_cases_or_holds_a_number_to_ring() -> None:
    told = [bare(text) for text, _ in told_lines()]
    files = [*(ROOT / "evaluation" / "cases").rglob("*.jsonl"), *(ROOT / "evaluation" / "blind").glob("*.jsonl")]
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert not set(told) & {bare(row["question"]) for row in rows if "question" in row}
    assert len(set(told)) == len(told)
    assert not [text for text in told if re.search(r"\b0\d{2,4}[ -]?\d{3}", text)]


def test_the_machines_fit_the_packaged_model_only() -> None:
    assert open_service_meaning("another model") is None


def test_a_damaged_file_of_weights_says_how_to_make_it_again(tmp_path: Path) -> None:
    path = tmp_path / "service.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(DataFileError, match="train_services"):
        open_service_meaning("a", path)


def test_ridge_regression_finds_the_service_of_lines_far_apart() -> None:
    vectors = np.eye(6, 384)
    wanted = wanted_of(["a", "a", "b", "b", None, None], ("a", "b"))
    machines = machines_of(fit(vectors, wanted), vectors)
    figures = machines.figures(machines.cosines(vectors.astype(np.float32)))
    assert figures[:2, 0].min() > 0.5 > figures[2:, 0].max()
    assert figures[4:].max() < 0.5
    assert "held out" in held_out(np.tile(vectors, (FOLDS, 1)), np.tile(wanted, (FOLDS, 1)), 0)


def test_a_service_that_was_not_trained_on_is_judged_by_its_nearest_phrase(guide: Guide) -> None:
    record = Directory(PATHWAYS).pathways["streetlink"]
    text = record.situations[0]
    vector = guide.embedder.embed([text])[0]
    found = [each for each in guide.store.search(text, vector, 40) if each.passage.source_id == record.id]
    unknown = signals_of(record, found, NOTHING_NAMED, read(text), form_of(text), 0.0, None)
    assert unknown.likeness >= NOTHING_TOLD - 0.01


def test_a_story_of_own_abuse_that_no_rule_reads_leads_to_the_line_for_that() -> None:
    directory = Directory(PATHWAYS)
    own = next(each for each in PATHWAYS if each.own_abuse)
    for figure, served in ((0.5, True), (0.3, False)):
        told = "The bloke upstairs came clean about the state of his marriage"
        query = MatchQuery(told, (), likely=Likely(told={own.id: figure}, asked={own.id: figure}))
        signals = next(each.signals for each in rank(query, directory) if each.pathway.id == own.id)
        assert (signals.wrong_part == 0.0) is served


@pytest.mark.parametrize(
    "told",
    [
        "dog's got hold of a man's arm and won't let go",
        "the old chap who sleeps by the church doors won't wake and his lips are blue",
        "there's a fire in the flat above ours and people inside",
    ],
    ids=["a dog", "rough sleeper", "a fire"],
)
def test_below_an_emergency_stands_the_record_for_it_where_no_service_is_sure(guide: Guide, told: str) -> None:
    answer = guide.ask(Question(told))
    assert answer.alerts[0].kind is AlertKind.EMERGENCY
    assert [each.id for each in answer.pathways] == ["police-999"]


def test_a_service_that_is_asked_for_by_name_stands_below_an_emergency(guide: Guide) -> None:
    answer = guide.ask(Question("victim support's number please, my neighbour is being punched in the hall right now"))
    assert answer.alerts[0].kind is AlertKind.EMERGENCY
    assert answer.pathways[0].id == "london-victim-witness-service"


def test_a_question_about_the_plan_beside_an_emergency_brings_no_record(guide: Guide) -> None:
    asked = "two of them are fighting with knives in the foyer, what does the plan say about knife crime?"
    answer = guide.ask(Question(asked))
    assert answer.alerts[0].kind is AlertKind.EMERGENCY
    assert answer.pathways == ()


def test_a_plan_for_one_person_is_not_the_plan() -> None:
    assert form_of("Who helps a woman write a safety plan?").plan == 0.0
    assert form_of("What does the plan say about housing?").plan == 1.0


def test_likeness_without_any_is_zero() -> None:
    record: Pathway = PATHWAYS[0]
    assert signals_of(record, (), NOTHING_NAMED, read("x"), form_of("x"), 0.0).likeness == 0.0
