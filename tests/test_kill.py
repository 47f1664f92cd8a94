"""SIGKILL in every stage of an ingest, and damage to the files of a live index. `make soak` does the same at length."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.adapters.sentence_embedder import SentenceEmbedder
from tests.conftest import TABLE
from tests.soak.faults import build_index, faults_of, recovers
from tests.soak.kills import KillTest, failures, table

KILLS = 10
SEED = 20_261_123
FAULTS = 8

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no FIFO on Windows")


def test_after_a_kill_in_any_stage_the_old_or_the_new_corpus_answers(
    tmp_path: Path, embedder: SentenceEmbedder, record_property: Callable[[str, object], None]
) -> None:
    test = KillTest(tmp_path, SEED, embedder)
    try:
        test.run(KILLS)
        record_property(TABLE, f"kills, seed {SEED}:\n{table(test.rounds)}")
        assert failures(test.rounds) == []
        assert min(test.kills_by_stage().values()) > 0, "a stage was never killed"
        assert sum(test.kills_by_stage().values()) >= KILLS
        assert test.finish() == "new"
    finally:
        test.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_index(tmp_path_factory.mktemp("faults"))


def test_a_damaged_file_of_any_kind_is_got_over(index: Path, tmp_path: Path) -> None:
    faults = faults_of(index)
    assert len(faults) > 100
    wrong = {str(fault): recovers(index, fault, tmp_path) for fault in random.Random(SEED).sample(faults, FAULTS)}
    assert {fault: problem for fault, problem in wrong.items() if problem} == {}
