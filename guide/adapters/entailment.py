"""A sentence-transformers CrossEncoder that says whether one text follows from another. Loaded when first needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from guide.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

SETTING = "GUIDE_NLI_MODEL"


class CrossEncoderEntailment:
    """One model for natural language inference, by name or folder. Safe to share between threads."""

    def __init__(self, name: str) -> None:
        """Take the name or folder; nothing is loaded yet."""
        self.name = name
        self._lock = threading.Lock()
        self._loaded: tuple[CrossEncoder, int] | None = None

    def ready(self) -> None:
        """Load the model if it is not loaded. Raises ModelUnavailable naming the setting."""
        self._model()

    def entails(self, premise: str, hypothesis: str) -> bool:
        """Say whether the likeliest verdict on the two texts is that the second follows from the first."""
        model, entailment = self._model()
        with self._lock:
            scores = model.predict([(premise, hypothesis)], show_progress_bar=False)[0]
        return int(scores.argmax()) == entailment

    def _model(self) -> tuple[CrossEncoder, int]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[CrossEncoder, int]:
        """Return the model and the number of its label for entailment."""
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(self.name, device="cpu", local_files_only=True)
            labels = {int(number): str(label) for number, label in model.config.id2label.items()}
        except Exception as error:  # the libraries raise errors of many kinds for a name or folder that they cannot use
            raise ModelUnavailable(
                f"{SETTING}: {self.name} cannot be loaded ({type(error).__name__}). Give the folder of a "
                "sentence-transformers CrossEncoder that is on this machine, or unset it."
            ) from error
        entailment = [number for number, label in labels.items() if label.lower().startswith("entail")]
        if len(entailment) != 1 or len(labels) < 2:  # noqa: PLR2004 - a verdict needs another one beside it
            raise ModelUnavailable(
                f"{SETTING}: {self.name} has no label for entailment, so it is no model for this. Give one for natural "
                "language inference, or unset it."
            )
        return model, entailment[0]
