"""Opening and searching an index: what a search brings, following the pointer, and getting over damage."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from guide.adapters.generation_folder import POINTER, problem_of, read_manifest
from guide.adapters.index_reader import Index, open_index
from guide.errors import IndexDamaged, IndexMissing, IndexStale
from guide.types import SourceKind
from ingest.indexing import build
from tests.conftest import ROOT
from tests.index_parts import (
    BELL,
    DESK,
    GARDEN,
    HashedEmbedder,
    delete,
    flip,
    live_folder,
    truncate,
    write_corpus,
    zero,
)

QUESTION = "when does the front desk open"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    corpus = write_corpus(folder / "corpus", {"desk.md": DESK, "bell.md": BELL, "garden.md": GARDEN})
    build(corpus, folder / "index", HashedEmbedder())
    return folder


@pytest.fixture
def index_folder(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the built index that a test may damage."""
    return Path(shutil.copytree(built / "index", tmp_path / "index"))


def best_source(index: Index, question: str = QUESTION) -> str:
    vector = HashedEmbedder().embed([question])[0]
    found = index.search(question, vector, 5)
    return max(found, key=lambda candidate: candidate.bm25 + candidate.cosine).passage.source_id


def test_a_search_finds_the_passage_by_meaning_and_by_words(built: Path) -> None:
    assert best_source(open_index(built / "index", "hashed-1")) == "desk"


def test_each_passage_is_a_candidate_once_with_a_signal_for_every_unit(built: Path) -> None:
    index = open_index(built / "index", "hashed-1")
    found = index.search(QUESTION, HashedEmbedder().embed([QUESTION])[0], 50)
    assert len({candidate.passage.id for candidate in found}) == len(found) == index.passage_count
    for candidate in found:
        assert [signal.unit for signal in candidate.units] == list(range(len(candidate.passage.units)))


def test_cosines_are_those_of_the_texts_embedded(built: Path) -> None:
    index = open_index(built / "index", "hashed-1")
    embedder = HashedEmbedder()
    sentence = "The front desk opens at eight."
    vector = embedder.embed([sentence])[0]
    desk = next(each for each in index.search(sentence, vector, 5) if each.passage.source_id == "desk")
    words = [desk.passage.words_of(unit) for unit in desk.passage.units]
    at = words.index(sentence)
    before = embedder.embed([words[at - 1]])[0]
    pair = (before + vector) / np.linalg.norm(before + vector)
    assert desk.units[at].cosine == pytest.approx(1.0, abs=1e-3)
    assert desk.units[at].pair_cosine == pytest.approx(float(pair @ vector), abs=1e-3)
    assert desk.units[0].pair_cosine == desk.units[0].cosine
    assert desk.units[at].words == pytest.approx(1.0)


def test_a_search_without_words_still_finds_by_meaning(built: Path) -> None:
    index = open_index(built / "index", "hashed-1")
    vector = HashedEmbedder().embed(["fire bell tested on Wednesday"])[0]
    nearest = max(index.search("", vector, 5), key=lambda candidate: candidate.cosine)
    assert nearest.passage.source_id == "bell"
    assert nearest.bm25 == nearest.words == 0


def test_sources_outlines_and_reading_texts_fit_together(built: Path) -> None:
    index = open_index(built / "index", "hashed-1")
    assert [source.id for source in index.sources()] == ["bell", "desk", "garden"]
    assert all(source.kind is SourceKind.DOCUMENT for source in index.sources())
    for source in index.sources():
        text = index.reading_text(source.id)
        outline = index.outline(source.id)
        assert [passage.ordinal for passage in outline] == list(range(len(outline)))
        assert all(text[passage.start : passage.end] == passage.text for passage in outline)
    assert index.pathways() == ()
    assert index.document_frequency("desk") == 1


@pytest.mark.parametrize("ask", [Index.source, Index.outline, Index.reading_text], ids=["source", "outline", "text"])
def test_an_unknown_source_is_a_key_error(built: Path, ask: Callable[[Index, str], object]) -> None:
    with pytest.raises(KeyError):
        ask(open_index(built / "index", "hashed-1"), "nowhere")


def test_without_an_index_the_error_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"no index has been built here\. Run: python -m ingest"):
        open_index(tmp_path, "hashed-1")


def test_an_index_of_another_model_is_refused_with_the_command(built: Path) -> None:
    with pytest.raises(IndexStale, match=r"another embedding model \(hashed words\)\. Run: python -m ingest"):
        open_index(built / "index", "hashed-2")


def test_a_reader_follows_the_pointer_and_a_snapshot_stays(built: Path, index_folder: Path, tmp_path: Path) -> None:
    index = open_index(index_folder, "hashed-1")
    before = index.snapshot()
    corpus = write_corpus(tmp_path / "corpus", {"desk.md": DESK.replace("eight", "nine"), "bell.md": BELL})
    build(corpus, index_folder, HashedEmbedder())
    assert "nine" in index.reading_text("desk")
    assert "eight" in before.reading_text("desk")
    assert [source.id for source in before.sources()] == ["bell", "desk", "garden"]
    assert [source.id for source in index.sources()] == ["bell", "desk"]
    build(write_corpus(tmp_path / "corpus", {"bell.md": BELL}), index_folder, HashedEmbedder())
    vector = HashedEmbedder().embed([QUESTION])[0]
    assert any(each.passage.source_id == "garden" for each in before.search(QUESTION, vector, 5))


def test_many_threads_may_search_while_the_index_changes(index_folder: Path, tmp_path: Path) -> None:
    index = open_index(index_folder, "hashed-1")
    vector = HashedEmbedder().embed([QUESTION])[0]
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            store = index.snapshot()
            found = {candidate.passage.source_id for candidate in store.search(QUESTION, vector, 5)}
            if found != {source.id for source in store.sources()}:
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for documents in ({"desk.md": DESK}, {"desk.md": DESK, "bell.md": BELL}):
        build(write_corpus(tmp_path / "corpus", documents), index_folder, HashedEmbedder())
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert [source.id for source in index.sources()] == ["bell", "desk"]


@pytest.mark.parametrize("damage", [truncate, zero, flip, delete], ids=lambda damage: damage.__name__)
def test_a_damaged_pointer_does_not_hide_the_index(index_folder: Path, damage: Callable[[Path], None]) -> None:
    damage(index_folder / POINTER)
    assert best_source(open_index(index_folder, "hashed-1")) == "desk"


def test_a_pointer_out_of_the_folder_is_not_followed(index_folder: Path) -> None:
    (index_folder / POINTER).write_text(json.dumps({"live": "../..", "previous": None}), "utf-8")
    assert best_source(open_index(index_folder, "hashed-1")) == "desk"


def test_an_index_without_source_of_truth_and_with_a_damaged_generation_says_what_to_do(index_folder: Path) -> None:
    (index_folder / "store.sqlite3").unlink()
    truncate(live_folder(index_folder) / "units.npy")
    with pytest.raises(IndexDamaged, match=r"could not be rebuilt\. Run: python -m ingest"):
        open_index(index_folder, "hashed-1")


def test_the_previous_generation_serves_when_nothing_can_be_rebuilt(index_folder: Path, tmp_path: Path) -> None:
    changed = {"desk.md": DESK.replace("eight", "nine"), "bell.md": BELL, "garden.md": GARDEN}
    build(write_corpus(tmp_path / "corpus", changed), index_folder, HashedEmbedder())
    (index_folder / "store.sqlite3").unlink()
    zero(live_folder(index_folder) / "passages.npy")
    index = open_index(index_folder, "hashed-1")
    assert "eight" in index.reading_text("desk")


def test_a_manifest_that_was_edited_is_noticed(index_folder: Path) -> None:
    path = live_folder(index_folder) / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"chunking": ', '"chunking": 9'), "utf-8")
    assert read_manifest(live_folder(index_folder)) is None
    assert problem_of(live_folder(index_folder)) == "its manifest is missing or was changed"


def test_opening_and_asking_leaves_a_generation_sound(index_folder: Path) -> None:
    for _ in range(3):
        best_source(open_index(index_folder, "hashed-1"))
    assert problem_of(live_folder(index_folder)) is None


def test_a_disk_that_is_full_stops_no_answer(index_folder: Path) -> None:
    """A limit on the size of any file written stands in for the disk: Chroma writes when it opens."""
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from pathlib import Path\n"
        "from guide.adapters.index_reader import open_index\n"
        "from tests.test_index_reader import best_source\n"
        "print(best_source(open_index(Path(sys.argv[1]), 'hashed-1')))\n"
    )
    command = [sys.executable, "-c", script, str(index_folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "desk\n", done.stderr


def test_chroma_failing_under_a_running_reader_is_got_over(index_folder: Path) -> None:
    index = open_index(index_folder, "hashed-1", looked_through=0)
    before = best_source(index)
    for path in (live_folder(index_folder) / "chroma").rglob("*"):
        if path.is_file():
            path.write_bytes(b"")
    assert best_source(index) == before == "desk"
    assert index.wait_for_repair() == 0
    assert problem_of(live_folder(index_folder)) is None
    assert best_source(index) == "desk"
