"""Refreshing an index: only what changed is embedded, what left is gone, and every bad folder has one clear line."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from numpy.typing import NDArray

from guide.adapters.generation_folder import generation_folder, problem_of, read_manifest, read_pointer
from guide.adapters.index_reader import open_index
from guide.adapters.store_of_truth import STORE_FILE, StoreOfTruth
from guide.errors import DataFileError, GuideError, IndexBusy, IndexMissing, ModelUnavailable, SourceMissing, StoreError
from guide.types import SourceKind
from ingest import generations
from ingest.__main__ import main
from ingest.indexing import EMBEDDED_AT_ONCE, build
from ingest.repairing import repair
from ingest.report import NOTHING_INDEXED, IngestReport
from tests.index_parts import BELL, DESK, GARDEN, HashedEmbedder, flip, live_folder, truncate, write_corpus, zero

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Place:
    """A corpus and an index in a folder of their own, with the embedder that counts what it was given."""

    corpus: Path
    index: Path
    embedder: HashedEmbedder

    def refresh(self, **documents: str) -> IngestReport:
        """Make the folder hold these documents, by name without suffix, and bring the index up to date."""
        write_corpus(self.corpus, {f"{name}.md": text for name, text in documents.items()})
        self.embedder.embedded.clear()
        return build(self.corpus, self.index, self.embedder)

    def source_ids(self) -> list[str]:
        return [source.id for source in open_index(self.index, self.embedder.digest).sources()]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "corpus", tmp_path / "index", HashedEmbedder())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("indexing")
    place = Place(folder / "corpus", folder / "index", HashedEmbedder())
    place.refresh(desk=DESK, bell=BELL)
    return place


@pytest.fixture
def copied(built: Place, tmp_path: Path) -> Place:
    """Return a copy of the built place that a test may change."""
    shutil.copytree(built.corpus, tmp_path / "corpus")
    shutil.copytree(built.index, tmp_path / "index")
    return Place(tmp_path / "corpus", tmp_path / "index", HashedEmbedder())


def test_a_first_run_reports_every_document_as_added(place: Place) -> None:
    report = place.refresh(desk=DESK, bell=BELL)
    assert report.documents.added == ("bell", "desk")
    assert report.exit_code == 0
    assert report.rebuilt
    assert report.passages == 2
    assert report.embedded == len(set(place.embedder.embedded)) == len(place.embedder.embedded) > 0
    assert place.source_ids() == ["bell", "desk"]


def test_a_second_run_embeds_nothing_and_builds_nothing(copied: Place) -> None:
    before = live_folder(copied.index)
    report = copied.refresh(desk=DESK, bell=BELL)
    assert report.documents.unchanged == ("bell", "desk")
    assert (report.embedded, report.rebuilt) == (0, False)
    assert copied.embedder.embedded == []
    assert live_folder(copied.index) == before


def test_only_the_texts_that_changed_are_embedded_again(copied: Place) -> None:
    report = copied.refresh(desk=DESK.replace("Sunday", "Monday"), bell=BELL, garden=GARDEN)
    assert report.documents.changed == ("desk",)
    assert report.documents.added == ("garden",)
    assert report.documents.unchanged == ("bell",)
    texts = " ".join(copied.embedder.embedded)
    assert "Monday" in texts
    assert "walnut" in texts
    assert "The front desk opens at eight." not in copied.embedder.embedded
    assert "Wednesday" not in texts


def test_what_left_the_folder_leaves_the_index(copied: Place) -> None:
    report = copied.refresh(bell=BELL)
    assert report.documents.removed == ("desk",)
    assert copied.source_ids() == ["bell"]
    found = open_index(copied.index, "hashed-1").search("front desk", HashedEmbedder().embed(["front desk"])[0], 10)
    assert {candidate.passage.source_id for candidate in found} == {"bell"}


def test_withdrawn_words_stand_in_no_file_once_the_previous_state_is_gone(place: Place) -> None:
    canary = "Quetzalcoatlus"
    place.refresh(desk=DESK.replace("Sunday", canary), bell=BELL)
    assert holding(canary, place.index)
    place.refresh(desk=DESK, bell=BELL)
    live = live_folder(place.index)
    assert not [path for path in holding(canary, place.index) if live in path.parents or path.parent == place.index]
    place.refresh(desk=DESK, bell=BELL, garden=GARDEN)
    assert holding(canary, place.index) == []


def holding(word: str, folder: Path) -> list[Path]:
    """Return the files in which a word stands, in capitals or not."""
    wanted = word.lower().encode()
    return [path for path in folder.rglob("*") if path.is_file() and wanted in path.read_bytes().lower()]


def test_the_same_corpus_gives_the_same_ids_everywhere(built: Place, place: Place) -> None:
    place.refresh(desk=DESK, bell=BELL)
    here, there = (open_index(each.index, "hashed-1") for each in (place, built))
    assert (here.index_id, here.corpus_sha256) == (there.index_id, there.corpus_sha256)
    assert [each.id for each in here.outline("desk")] == [each.id for each in there.outline("desk")]


def test_another_model_embeds_all_and_mixes_nothing(copied: Place) -> None:
    copied.embedder = HashedEmbedder(digest="hashed-2")
    report = copied.refresh(desk=DESK, bell=BELL)
    assert report.documents.unchanged == ("bell", "desk")
    assert report.rebuilt
    assert report.embedded > 4
    assert copied.source_ids() == ["bell", "desk"]
    store = StoreOfTruth(copied.index)
    assert store.known_keys("hashed-1") == set()
    store.close()


def test_another_way_of_cutting_reads_every_document_again(copied: Place) -> None:
    store = StoreOfTruth(copied.index)
    kept = store.fingerprints(SourceKind.DOCUMENT)
    store.close()
    with sqlite3.connect(copied.index / STORE_FILE) as database:
        database.execute("UPDATE sources SET fingerprint = 'of another version'")
    database.close()
    report = copied.refresh(desk=DESK, bell=BELL)
    assert report.documents.changed == ("bell", "desk")
    store = StoreOfTruth(copied.index)
    assert store.fingerprints(SourceKind.DOCUMENT) == kept
    store.close()


def test_a_model_that_stops_in_the_middle_loses_nothing_and_what_it_had_done_is_kept(copied: Place) -> None:
    class Stopping(HashedEmbedder):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if self.embedded:
                raise ModelUnavailable("hashed words: stopped.")
            return super().embed(texts)

    trees = "".join(f"- tree {number}\n" for number in range(EMBEDDED_AT_ONCE + 9))
    write_corpus(copied.corpus, {"desk.md": DESK, "bell.md": BELL, "garden.md": GARDEN + trees})
    stopping = Stopping()
    with pytest.raises(ModelUnavailable):
        build(copied.corpus, copied.index, stopping)
    assert copied.source_ids() == ["bell", "desk"]
    assert build(copied.corpus, copied.index, copied.embedder).documents.added == ("garden",)
    assert len(stopping.embedded) == EMBEDDED_AT_ONCE
    assert not set(stopping.embedded) & set(copied.embedder.embedded)


def test_rolling_back_brings_the_whole_state_before_and_a_refresh_goes_forward(copied: Place) -> None:
    copied.refresh(desk=DESK.replace("eight", "nine"), bell=BELL)
    generations.roll_back(copied.index)
    assert "eight" in open_index(copied.index, "hashed-1").reading_text("desk")
    generations.roll_back(copied.index)
    assert "nine" in open_index(copied.index, "hashed-1").reading_text("desk")
    generations.roll_back(copied.index)
    report = copied.refresh(desk=DESK.replace("eight", "nine"), bell=BELL)
    assert report.documents.unchanged == ("bell", "desk")
    assert "nine" in open_index(copied.index, "hashed-1").reading_text("desk")


def test_there_is_nothing_to_go_back_to_at_first(copied: Place) -> None:
    with pytest.raises(IndexMissing, match=r"no earlier state of the index is kept\. Run: python -m ingest"):
        generations.roll_back(copied.index)


def test_two_generations_are_kept_and_no_more(copied: Place) -> None:
    for hour in ("nine", "ten", "noon"):
        copied.refresh(desk=DESK.replace("eight", hour), bell=BELL)
    pointer = read_pointer(copied.index)
    assert pointer is not None
    kept = {path.name for path in (copied.index / "generations").iterdir()}
    assert kept == {pointer.live, pointer.previous}


def test_a_damaged_previous_state_is_not_kept(copied: Place) -> None:
    zero(live_folder(copied.index) / "passages.npy")
    copied.refresh(desk=DESK.replace("eight", "nine"), bell=BELL)
    pointer = read_pointer(copied.index)
    assert pointer is not None
    assert pointer.previous is None


def test_a_damaged_index_is_built_again_without_embedding(copied: Place) -> None:
    flip(live_folder(copied.index) / "units.npy")
    report = copied.refresh(desk=DESK, bell=BELL)
    assert (report.embedded, report.rebuilt) == (0, True)
    assert problem_of(live_folder(copied.index)) is None


def test_repair_rebuilds_from_the_source_of_truth_alone(copied: Place) -> None:
    shutil.rmtree(copied.corpus)
    before = read_manifest(live_folder(copied.index))
    flip(live_folder(copied.index) / "passages.jsonl")
    assert repair(copied.index)
    after = read_manifest(live_folder(copied.index))
    assert before is not None
    assert after is not None
    assert after == replace(before, chroma=after.chroma, files=after.files)
    assert not repair(copied.index)


@pytest.mark.parametrize("damage", [truncate, zero, flip], ids=lambda damage: damage.__name__)
def test_a_damaged_source_of_truth_is_made_anew_from_the_documents(
    copied: Place, damage: Callable[[Path], None]
) -> None:
    damage(copied.index / STORE_FILE)
    assert copied.source_ids() == ["bell", "desk"]
    report = copied.refresh(desk=DESK, bell=BELL, garden=GARDEN)
    assert report.exit_code == 0
    assert copied.source_ids() == ["bell", "desk", "garden"]


def test_a_second_writer_is_told_to_wait(copied: Place) -> None:
    with FileLock(copied.index / generations.LOCK), pytest.raises(IndexBusy, match="another ingest is at work"):
        copied.refresh(desk=DESK)
    assert copied.source_ids() == ["bell", "desk"]


def test_some_refused_files_leave_the_others_indexed(copied: Place) -> None:
    write_corpus(copied.corpus, {"desk.md": DESK, "bell.md": ""})
    report = build(copied.corpus, copied.index, copied.embedder)
    assert report.exit_code == 1
    assert [(each.name, each.reason) for each in report.refused] == [("bell.md", "is empty")]
    assert report.documents.removed == ("bell",)
    assert copied.source_ids() == ["desk"]


def test_when_every_file_is_refused_the_old_index_stays(copied: Place) -> None:
    write_corpus(copied.corpus, {"desk.md": "", "picture.png": "no picture"})
    report = build(copied.corpus, copied.index, copied.embedder)
    assert report.exit_code == 2
    assert {each.name for each in report.refused} == {"desk.md", "picture.png"}
    assert all(line.startswith("  refused: ") for line in report.lines())
    assert copied.source_ids() == ["bell", "desk"]


def make_empty(corpus: Path) -> None:
    shutil.rmtree(corpus)
    corpus.mkdir()


def break_the_record(corpus: Path) -> None:
    (corpus / "sources.yaml").write_text("- id: [", "utf-8")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [(shutil.rmtree, SourceMissing), (make_empty, SourceMissing), (break_the_record, DataFileError)],
    ids=["missing", "empty", "broken sources.yaml"],
)
def test_a_folder_that_cannot_be_used_loses_nothing(
    copied: Place, spoil: Callable[[Path], None], error: type[GuideError]
) -> None:
    spoil(copied.corpus)
    with pytest.raises(error):
        build(copied.corpus, copied.index, copied.embedder)
    assert copied.source_ids() == ["bell", "desk"]


def test_an_index_folder_that_is_a_file_is_one_line(built: Place, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file", "utf-8")
    with pytest.raises(StoreError, match="File exists"):
        build(built.corpus, tmp_path / "index", HashedEmbedder())


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def test_a_model_folder_that_is_none_is_one_line_and_loses_nothing(copied: Place, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    done = run(
        "--corpus", str(copied.corpus), "--index", str(copied.index), GUIDE_EMBEDDING_MODEL=str(tmp_path / "model")
    )
    assert done.returncode == 2
    assert "holds no sentence-transformers model" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert copied.source_ids() == ["bell", "desk"]


@pytest.mark.parametrize("megabytes", ["0", "0.2", "0.6"], ids=["at once", "in the store", "in the generation"])
def test_a_full_disk_is_one_line_and_the_old_index_answers(copied: Place, megabytes: str) -> None:
    """A limit on the size of any file written stands in for the disk: the system then refuses every longer write."""
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (int({megabytes} * 1e6),) * 2)\n"
        "from pathlib import Path\n"
        "from guide.errors import StoreError\n"
        "from ingest.indexing import build\n"
        "from tests.index_parts import HashedEmbedder\n"
        "try:\n"
        "    build(Path(sys.argv[1]), Path(sys.argv[2]), HashedEmbedder())\n"
        "except StoreError as error:\n"
        "    sys.exit(f'StoreError {error}')\n"
    )
    many = {f"bell{number}.md": BELL.replace("Wednesday", f"day {number}") for number in range(200)}
    write_corpus(copied.corpus, {"desk.md": DESK, **many})
    command = [sys.executable, "-c", script, str(copied.corpus), str(copied.index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("StoreError "), done.stderr
    assert "Free some space" in done.stderr
    assert copied.source_ids() == ["bell", "desk"]
    copied.refresh(desk=DESK, garden=GARDEN)
    assert copied.source_ids() == ["desk", "garden"]


def test_a_generation_that_is_not_sound_is_never_made_live(copied: Place) -> None:
    """A vector that is no number does not find itself."""
    live = live_folder(copied.index)
    with sqlite3.connect(copied.index / STORE_FILE) as database:
        row = database.execute("SELECT vector_key FROM passages LIMIT 1").fetchone()
        database.execute("UPDATE vectors SET vector = ? WHERE key = ?", (b"\xff\xff\xff\x7f" * 384, *row))
    database.close()
    with pytest.raises(GuideError):
        copied.refresh(desk=DESK, bell=BELL, garden=GARDEN)
    assert live_folder(copied.index) == live
    assert copied.source_ids() == ["bell", "desk"]
    assert [path.name for path in (copied.index / "generations").iterdir()] == [live.name]


def test_the_command_prints_one_object_or_a_text_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"desk.md": DESK, "bell.md": ""})
    arguments = ["--corpus", str(corpus), "--index", str(tmp_path / "index")]
    assert main([*arguments, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["documents"] == report["passages"] == 1
    assert report["added"] == ["desk"]
    assert report["refused"] == [{"name": "bell.md", "reason": "is empty"}]
    assert main(arguments) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 document: 0 added, 0 changed, 0 removed, 1 unchanged",
        "1 passage in the index",
        "  refused: bell.md: is empty",
    ]
    assert main([*arguments, "--repair"]) == 0
    assert capsys.readouterr() == ("", "The index is sound.\n")
    write_corpus(corpus, {"desk.md": "", "bell.md": ""})
    assert main([*arguments, "--json"]) == 2
    said = capsys.readouterr()
    assert [each["name"] for each in json.loads(said.out)["refused"]] == ["bell.md", "desk.md"]
    assert said.err == f"{NOTHING_INDEXED}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--corpus", "no-such-folder"], "no-such-folder: there is no such folder"),
        (["--corpuss"], "unrecognized arguments: --corpuss"),
        (["--rollback", "--index", "no-such-index"], "no earlier state of the index is kept"),
        (["--repair", "--index", "no-such-index"], "the store holds no index"),
    ],
    ids=["no corpus", "unknown argument", "nothing to go back to", "nothing to repair"],
)
def test_a_bad_argument_is_one_line_and_code_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    places = [str(tmp_path / each) if each.startswith("no-such") else each for each in arguments]
    if "--index" not in places:
        places += ["--index", str(tmp_path / "index")]
    done = run(*places)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_pathways_name_is_refused_to_a_document(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"frank.md": DESK, "bell.md": BELL})
    shutil.copy(ROOT / "corpus" / "pathways.yaml", corpus)
    report = build(corpus, tmp_path / "index", HashedEmbedder())
    assert report.exit_code == 1
    assert report.refused[0].name == "frank.md"
    assert "has the name of a pathway" in report.refused[0].reason
    assert report.pathways.present > 0


def test_the_names_of_generations_stay_below_their_folder(copied: Place) -> None:
    pointer = read_pointer(copied.index)
    assert pointer is not None
    assert generation_folder(copied.index, pointer.live).parent == (copied.index / "generations").resolve()
