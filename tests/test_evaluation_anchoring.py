"""Gold outlives another cutting of the same documents, and says what became of it in changed ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluation.anchoring import Anchor, Anchors, GoldState
from evaluation.case_lines import read_cases
from evaluation.cases import Case, Gold
from evaluation.pointing import states_of
from guide.adapters.index_reader import open_index
from guide.ports import PassageStore
from ingest import chunking
from ingest.indexing import build
from tests.documents import write_lines_pdf
from tests.index_parts import HashedEmbedder

ROOT = Path(__file__).resolve().parent.parent
PLAN = "plan-cross-cutting-themes"
GOLDS = tuple(
    gold
    for case in read_cases(ROOT / "evaluation" / "cases" / "plan.jsonl").active
    for gold in case.expected_quotes
    if gold.source == PLAN
)
LAMPS = "The caretaker mends a broken lamp within three working days."
DOORS = "The caretaker stays at an unsafe door until it is closed."
LOG = "The committee reads the log of faults on the first Monday."
KEYS = "Spare keys are held by the night porter in the lodge."
TITLE = "Notice from the lodge about bicycles left in the hall."


def built(corpus: Path, index: Path) -> PassageStore:
    embedder = HashedEmbedder()
    build(corpus, index, embedder)
    return open_index(index, embedder.digest)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Return a corpus of the shipped documents without the records, which are not cut."""
    shutil.copytree(ROOT / "corpus" / "documents", tmp_path / "corpus" / "documents")
    shutil.copy(ROOT / "corpus" / "sources.yaml", tmp_path / "corpus")
    return tmp_path / "corpus"


def places_of(store: PassageStore) -> tuple[list[Anchor], set[str]]:
    """Return where each gold of the shipped plan cases stands, and the ids of all passages."""
    anchors = Anchors(store)
    return [anchors.anchor(gold) for gold in GOLDS], {passage.id for passage in store.outline(PLAN)}


def test_the_gold_of_the_shipped_cases_stands_where_it_stood_when_the_documents_are_cut_smaller(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, ids = places_of(built(shipped, tmp_path / "as shipped"))
    for name, words in (("ENOUGH_WORDS", 5), ("MOST_WORDS", 20), ("LONG_WORDS", 25)):
        monkeypatch.setattr(chunking, name, words)
    after, smaller = places_of(built(shipped, tmp_path / "cut smaller"))
    assert len(GOLDS) >= 50
    assert len(smaller) > len(ids)
    assert len(smaller - ids) > len(smaller) / 2
    assert {anchor.state for anchor in (*before, *after)} == {GoldState.FOUND}
    assert [(anchor.start, anchor.end) for anchor in before] == [(anchor.start, anchor.end) for anchor in after]
    assert all(anchor.passages and smaller.issuperset(anchor.passages) for anchor in after)
    assert any(old.passages != new.passages for old, new in zip(before, after, strict=True))


def test_gold_of_a_changed_document_is_found_moved_changed_or_gone(tmp_path: Path) -> None:
    corpus, words = tmp_path / "corpus", (LAMPS, DOORS, LOG, KEYS)
    corpus.mkdir()
    write_lines_pdf(corpus / "lodge.pdf", [[LAMPS, DOORS], [LOG, KEYS]])
    first = Anchors(built(corpus, tmp_path / "index"))
    golds = [Gold("lodge", text, first.anchor(Gold("lodge", text)).page) for text in words]
    assert [gold.page for gold in golds] == [1, 1, 2, 2]
    # Lamps stay; doors go to page 2; the log is read on another day; the keys are no longer spoken of.
    later = LOG.replace("Monday", "Tuesday")
    write_lines_pdf(corpus / "lodge.pdf", [[LAMPS, TITLE], [DOORS, later]])
    case = Case("c", "k", "q", "answer", expected_quotes=tuple(golds))
    counts, lost = states_of(built(corpus, tmp_path / "index"), (case,))
    assert counts == dict.fromkeys(GoldState, 1)
    assert [(each.gold.words, each.state, each.page) for each in lost] == [
        (DOORS, GoldState.MOVED, 2),
        (LOG, GoldState.CHANGED, None),
        (KEYS, GoldState.GONE, None),
    ]
    assert lost[1].now == later
