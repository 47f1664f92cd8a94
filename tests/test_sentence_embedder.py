"""The embedding model: a few texts in one go give what the library's own call gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from guide.adapters.sentence_embedder import FEW, SentenceEmbedder

TEXTS = [
    "Is fraud a threat?",
    "what about housing",
    "A man says his wife hits him. " * 40,
    "",
    "Kingston \u2019 caf\u00e9 \u0000",
    *(f"number {n}" for n in range(FEW)),
]


@pytest.mark.parametrize("count", [1, 2, FEW, FEW + 1, len(TEXTS)])
def test_any_number_of_texts_gets_the_vectors_of_the_library(embedder: SentenceEmbedder, count: int) -> None:
    found = embedder.embed(TEXTS[:count])
    assert found.shape == (count, 384)
    assert found.dtype == np.dtype(np.float32)
    assert np.allclose(found, embedder.encode(TEXTS[:count]), atol=1e-6)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_no_text_gets_no_vector(embedder: SentenceEmbedder) -> None:
    assert len(embedder.embed([])) == 0


def test_the_prompt_of_another_model_is_put_before_each_text(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    assert embedder.vocabulary is not None
    model = SentenceTransformer(str(embedder.vocabulary.parent), device="cpu", local_files_only=True)
    model.prompts, model.default_prompt_name = {"query": "query: "}, "query"
    model.save(str(tmp_path / "asks"))
    asking = SentenceEmbedder(str(tmp_path / "asks"))
    assert np.allclose(asking.embed(["housing"]), embedder.embed(["query: housing"]), atol=1e-6)
