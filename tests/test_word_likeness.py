"""How near the words of units come to those of a question: by hand-made vectors, by none, and by the real model's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.adapters.word_index import WordIndex, write_words
from guide.adapters.word_likeness import WordLikeness, WordPieces

UNITS = ("The cat sat.", "A kitten purrs.", "...", "Dogs bark.")
"""The units of one passage, in order."""


@dataclass
class LettersAsPieces:
    """A cat and a kitten lie 60 degrees apart, all else at right angles to both."""

    vectors: NDArray[np.float32] = field(
        default_factory=lambda: np.array([[2, 0, 0], [1, 3**0.5, 0], [0, 0, 1], [0, 0, 4]], np.float32)
    )

    def pieces_of(self, words: Sequence[str]) -> list[list[int]]:
        return [{"cat": [0], "cats": [0], "kitten": [1]}.get(word, [2, 3]) for word in words]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder: Path = tmp_path_factory.mktemp("words")
    write_words(folder, [" ".join(UNITS), "A hen."], [UNITS, ("A hen.",)])
    return WordIndex(folder)


def likeness(words: WordIndex, model: WordPieces | None, question: str) -> tuple[list[float], list[float]]:
    units = np.arange(len(UNITS))
    found, counts = words.unit_forms(units)
    own, pair = WordLikeness(words.forms, model).of_units(words.question(question), found, counts, units == 0)
    return own.tolist(), pair.tolist()


def test_an_asked_word_counts_by_the_nearest_word_of_the_unit_and_the_one_before(words: WordIndex) -> None:
    own, pair = likeness(words, LettersAsPieces(), "cat")
    assert own == pytest.approx([1.0, 0.5, 0.0, 0.0], abs=0.01)
    assert pair == pytest.approx([1.0, 1.0, 0.5, 0.0], abs=0.01)


def test_asked_words_count_by_rarity_and_one_that_stands_nowhere_has_its_vector_too(words: WordIndex) -> None:
    asked = words.question("cats kitten")
    rare, common = asked.form_idf.tolist()
    own, _ = likeness(words, LettersAsPieces(), "cats kitten")
    assert "cats" not in words.forms
    assert own[0] == pytest.approx((rare + 0.5 * common) / (rare + common), abs=0.01)


def test_a_question_of_no_words_is_near_to_nothing(words: WordIndex) -> None:
    assert likeness(words, LettersAsPieces(), "what is it?") == ([0.0] * 4, [0.0] * 4)


def test_without_a_model_a_word_is_like_itself_alone(words: WordIndex) -> None:
    own, pair = likeness(words, None, "kitten")
    assert own == [0.0, 1.0, 0.0, 0.0]
    assert pair == [0.0, 1.0, 1.0, 0.0]


def test_an_index_of_no_words_can_be_asked(tmp_path: Path) -> None:
    write_words(tmp_path, ["..."], [["..."]])
    empty = WordIndex(tmp_path)
    found, counts = empty.unit_forms(np.array([0]))
    asked = WordLikeness(empty.forms, LettersAsPieces())
    own, pair = asked.of_units(empty.question("cat"), found, counts, np.array([True]))
    assert own.tolist() == pair.tolist() == [0.0]


def test_the_real_model_knows_kindred_words_and_has_a_piece_for_any(embedder: SentenceEmbedder) -> None:
    layer = embedder.input_layer
    assert layer is not None
    assert all(layer.pieces_of(["police", "burglarising", "\u0000", "\U00013000"]))

    def vector(word: str) -> NDArray[np.float32]:
        whole: NDArray[np.float32] = layer.vectors[layer.pieces_of([word])[0]].sum(axis=0)
        return whole / np.linalg.norm(whole)

    assert vector("doctor") @ vector("physician") > vector("doctor") @ vector("quince") + 0.1
