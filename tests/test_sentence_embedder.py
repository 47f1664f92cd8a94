"""The embedding model: a few texts in one go give what the library's own call gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from guide.adapters.sentence_embedder import FEW, SentenceEmbedder
from guide.adapters.traced_model import WORTH_RECORDING, plain_encoder, traced_encoder

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
    model = opened_model(embedder)
    model.prompts, model.default_prompt_name = {"query": "query: "}, "query"
    model.save(str(tmp_path / "asks"))
    asking = SentenceEmbedder(str(tmp_path / "asks"))
    assert np.allclose(asking.embed(["housing"]), embedder.embed(["query: housing"]), atol=1e-6)


@pytest.mark.parametrize("count", [1, 2, FEW])
def test_once_recorded_any_text_of_any_length_gets_the_vectors_of_the_library(count: int) -> None:
    embedder = SentenceEmbedder()
    for _ in range(WORTH_RECORDING):
        embedder.embed(["housing"])
    for first in range(len(TEXTS) - count + 1):
        texts = TEXTS[first : first + count]
        assert np.allclose(embedder.embed(texts), embedder.encode(texts), atol=1e-6)


def test_the_packaged_model_lets_itself_be_recorded(embedder: SentenceEmbedder) -> None:
    model = opened_model(embedder)
    encode = traced_encoder(model)
    assert encode
    features = model.preprocess(TEXTS[:3])
    with torch.inference_mode():
        assert torch.allclose(encode(features), plain_encoder(model)(features), atol=1e-6)


def test_a_model_that_cannot_be_recorded_is_used_as_it_is(embedder: SentenceEmbedder) -> None:
    model = opened_model(embedder)
    del model[0]  # only the pooling is left
    assert traced_encoder(model) is None


def opened_model(embedder: SentenceEmbedder) -> SentenceTransformer:
    assert embedder.vocabulary is not None
    return SentenceTransformer(str(embedder.vocabulary.parent), device="cpu", local_files_only=True)
