"""Search by words: what a term is, and the scores of passages and units against bm25s and by hand."""

from __future__ import annotations

import math
from pathlib import Path

import bm25s
import numpy as np
import pytest

from guide.adapters.word_index import K1, B, WordIndex, fold, ranges, terms, write_words

PASSAGES = (
    "The bell rings at noon. Nobody answers the bell.",
    "A gardener waters the quinces at noon.",
    "Quinces ripen late. A quince tree needs sun.",
    "...",
)
UNITS = (
    ("The bell rings at noon.", "Nobody answers the bell."),
    ("A gardener waters the quinces at noon.",),
    ("Quinces ripen late.", "A quince tree needs sun."),
    ("...",),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder = tmp_path_factory.mktemp("words")
    write_words(folder, PASSAGES, UNITS)
    return WordIndex(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bells, bell's and BELL", ["bell", "bell", "bell"]),
        ("children’s services", ["children", "servic"]),
        ("self-harm", ["self", "harm"]),
        ("in 2024-2029, £5,000", ["2024", "2029", "5000"]),
        ("ﬁre ﻿safe\u00adty", ["fire", "safeti"]),
        ("what is it?", []),
        ("", []),
    ],
    ids=["endings", "apostrophe", "hyphen", "numbers", "ligature and invisible characters", "stop words", "empty"],
)
def test_a_text_becomes_the_stems_of_its_words(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_folding_keeps_letters_of_other_languages() -> None:
    assert fold("ĄŻ Ünïcode") == "ąż ünïcode"


def test_passage_scores_are_those_of_bm25s(index: WordIndex, tmp_path: Path) -> None:
    write_words(tmp_path, PASSAGES, UNITS)
    library = bm25s.BM25.load(str(tmp_path))
    question = "quinces at noon, and the bell"
    expected = library.get_scores(list(dict.fromkeys(terms(question))))
    assert index.passage_scores(index.question(question)) == pytest.approx(expected)
    assert max(expected) > 0


def test_a_passage_without_words_is_never_found(index: WordIndex) -> None:
    assert index.passage_scores(index.question("bell quinces noon"))[3] == 0


def test_a_question_without_known_words_scores_nothing(index: WordIndex) -> None:
    for text in ("", "what is it?", "zeppelin"):
        assert not index.passage_scores(index.question(text)).any()


def test_document_frequency_counts_passages(index: WordIndex) -> None:
    assert [index.document_frequency(term) for term in ("bell", "quinc", "noon", "zeppelin")] == [1, 2, 2, 0]


def test_shares_weigh_rare_terms_more_and_unknown_ones_most(index: WordIndex) -> None:
    # Of four passages "bell" is in 1, "noon" in 2, "zeppelin" in none: idf = ln(1 + (4 - n + 0.5) / (n + 0.5)).
    bell, noon, zeppelin = (math.log(1 + (4 - n + 0.5) / (n + 0.5)) for n in (1, 2, 0))
    question = index.question("zeppelin bell noon")
    shares = index.passage_shares(question, np.array([0, 1, 2]))
    total = bell + noon + zeppelin
    assert shares.tolist() == pytest.approx([(bell + noon) / total, noon / total, 0.0])


def test_unit_scores_follow_the_formula(index: WordIndex) -> None:
    # Units hold 3, 3, 4, 3, 4 and 0 terms: 17 / 6 on average. In unit 1 (answers, bell, nobody) "bell" stands once.
    idf = math.log(1 + (4 - 1 + 0.5) / (1 + 0.5))
    lengths = [len(terms(text)) for texts in UNITS for text in texts]
    weight = 1 / (1 + K1 * (1 - B + B * lengths[1] / (sum(lengths) / len(lengths))))
    bm25, share = index.unit_scores(index.question("bell"), np.array([1, 2, 5]))
    assert bm25.tolist() == pytest.approx([idf * weight, 0.0, 0.0])
    assert share.tolist() == pytest.approx([1.0, 0.0, 0.0])


def test_unit_scores_of_no_units_and_of_an_empty_question_are_empty_and_zero(index: WordIndex) -> None:
    bm25, share = index.unit_scores(index.question("bell"), np.array([], np.int64))
    assert len(bm25) == len(share) == 0
    bm25, share = index.unit_scores(index.question(""), np.array([0, 1]))
    assert not bm25.any()
    assert not share.any()


def test_ranges_join_runs_of_numbers() -> None:
    assert ranges(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]
    assert ranges(np.array([], np.int64), np.array([], np.int64)).tolist() == []


def test_a_corpus_without_a_single_term_can_be_written_and_read(tmp_path: Path) -> None:
    write_words(tmp_path, ["...", "?"], [["..."], ["?"]])
    empty = WordIndex(tmp_path)
    assert empty.passage_scores(empty.question("bell")).tolist() == [0.0, 0.0]
