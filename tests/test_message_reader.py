"""The reader of what staff tell: what it has learned fits the packaged model, and says services and danger apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evaluation.reader_lines import Line, lines_of, written
from evaluation.train_reader import BATCH, Teaching, figures_of, teach
from guide.adapters.message_reader import WEIGHTS, Learned, MessageReader, open_reader
from guide.adapters.pathway_file import read_pathways
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.errors import DataFileError
from tests.conftest import ROOT

SERVICES = tuple(record.id for record in read_pathways(ROOT / "corpus"))


@pytest.fixture(scope="module")
def reader(embedder: SentenceEmbedder) -> MessageReader:
    opened = open_reader(embedder)
    assert opened is not None
    return opened


@pytest.mark.parametrize(
    ("told", "service"),
    [
        ("her bloke goes through her phone and she has to ask before she buys milk", "abuse"),
        ("new mates have moved into his flat, he sleeps in the bath and his bank card has gone", "cuckooing"),
        ("lad of 14 keeps going off to Ipswich and comes back with cash", "exploitation"),
        ("next door call her names about her headscarf each time she goes past", "hate-crime"),
    ],
)
def test_what_is_told_is_read_as_being_for_its_service(reader: MessageReader, told: str, service: str) -> None:
    reading = reader.read([told])[0]
    likeliest = sorted(reading.services, key=lambda each: -reading.services[each])[:2]
    assert any(service in each for each in likeliest), likeliest
    assert sum(reading.services.values()) + reading.none == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize(
    "told",
    [
        "the bins on our road have not been emptied for a fortnight",
        "where do I send the form for a dropped kerb",
        "wants her hours at the nursery changed to mornings",
    ],
)
def test_what_nobody_is_for_is_read_as_such(reader: MessageReader, told: str) -> None:
    assert reader.read([told])[0].none > 0.5


@pytest.mark.parametrize(
    ("dangerous", "harmless", "kind"),
    [
        ("he has got a knife in reception and is shouting at the staff", "he handed in an old knife at reception", 0),
        ("she is on the floor and will not wake up", "she slept on the floor and will not move house", 0),
        ("says he will not be here on friday and has given his dog away", "says he is off on friday with his dog", 1),
    ],
)
def test_danger_is_told_from_its_near_twin(reader: MessageReader, dangerous: str, harmless: str, kind: int) -> None:
    worse, better = reader.read([dangerous, harmless])
    assert worse.danger[kind] > better.danger[kind] + 1.0


def test_a_text_is_read_alike_alone_and_among_others_and_once_it_is_recorded(reader: MessageReader) -> None:
    alone = reader.read(["a lad of 15 is sleeping in the park"])[0]
    for number in range(100):  # more than are remembered, and enough for a recording
        reader.read([f"a parcel came for flat {number}", "a much longer line about a parcel that came for nobody here"])
    again = reader.read(["a parcel", "a lad of 15 is sleeping in the park"])[1]
    assert again is not alone
    assert again.none == pytest.approx(alone.none, abs=1e-4)
    assert again.danger == pytest.approx(alone.danger, abs=1e-3)
    assert max(again.services, key=again.services.__getitem__) == max(alone.services, key=alone.services.__getitem__)


def test_the_file_was_learned_from_the_lines_as_they_stand() -> None:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        assert tuple(str(each) for each in stored["services"]) == SERVICES
        assert int(stored["lines"]) == written()


def test_a_fifth_of_what_was_written_is_left_out(embedder: SentenceEmbedder) -> None:
    kept, left = lines_of(SERVICES, embedder)
    assert 0.15 < len(left) / sum(each.service >= 0 for each in [*kept, *left]) < 0.35


def test_the_reader_fits_the_packaged_model_only(tmp_path: Path, embedder: SentenceEmbedder) -> None:
    embedder_of_others = SentenceEmbedder("another/model")
    assert open_reader(embedder_of_others) is None
    path = tmp_path / "reader.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(DataFileError, match=r"reader\.npz: cannot be read.*train_reader"):
        open_reader(embedder, path)


def test_what_was_learned_is_kept_to_half_a_step_of_a_row() -> None:
    drawn = np.random.default_rng(0)
    differences = {"a.weight": drawn.normal(size=(4, 6)).astype(np.float32), "a.bias": np.zeros(3, np.float32)}
    heads = np.ones((2, 5), np.float32), np.ones((2, 5), np.float32)
    learned = Learned(differences, ("one",), *heads)
    read = Learned.of(learned.to_arrays())
    step = np.abs(differences["a.weight"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(read.differences["a.weight"] - differences["a.weight"]) <= step / 2 + 1e-7).all()
    assert not read.differences["a.bias"].any()
    assert read.services == ("one",)
    with pytest.raises(ValueError, match="do not fit"):
        Learned(differences, ("one", "two"), *heads)


def test_the_packaged_model_is_left_as_it_is(embedder: SentenceEmbedder) -> None:
    before = embedder.embed(["housing"])
    name = "encoder.layer.0.attention.self.query.bias"
    copied = embedder.copy_with({name: np.full(384, 0.5, np.float32)})
    assert not np.allclose(copied.encode(["housing"]) / np.linalg.norm(copied.encode(["housing"])), before, atol=1e-3)
    assert np.array_equal(embedder.embed(["housing"]), before)


def test_it_learns_from_lines_and_says_how_it_reads_others(embedder: SentenceEmbedder) -> None:
    services = ("streets", "scams")
    lines = [
        *(Line(f"he sleeps in doorway {n}", 0) for n in range(BATCH)),
        *(Line(f"a caller took {n} pounds off her card", 1) for n in range(BATCH)),
        *(Line(f"bin number {n} is full", 2) for n in range(BATCH)),
        *(Line(f"flat {n} is on fire now", danger=(1.0, 0.0)) for n in range(BATCH)),
        *(Line(f"says she will end it all on day {n}", danger=(0.0, 1.0)) for n in range(BATCH)),
    ]
    teaching = Teaching(embedder, services)
    teach(teaching, lines, epochs=12)
    learned = teaching.learned()
    assert all(name.startswith("encoder.") for name in learned.differences)
    reader = MessageReader(embedder, learned)
    others = [
        Line("she sleeps in a doorway", 0),
        Line("somebody on the phone took money off his card", 1),
        Line("the bins are full", 2),
        Line("the stairs are on fire now", danger=(1.0, 0.0)),
        Line("he says he will end it all", danger=(0.0, 1.0)),
    ]
    said = figures_of(reader, others, services)
    assert "right service first 1.000" in said
    assert "emergency AUROC 1.000, crisis AUROC 1.000" in said
