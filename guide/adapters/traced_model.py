"""A model for a few texts: its transformer as one recorded graph, with no Python between its operations.

That Python takes a quarter of the time of encoding one question. The graph holds the same weights and operations, and
it is used only where it gives the vectors of the model itself.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from torch import Tensor

    Encoder = Callable[[Mapping[str, Any]], Tensor]

RECORDED_ON = ("what is it", "a longer text is put beside a short one, so that some of it is padding")
TRIED_ON = ("who helps?", "one text of another length", "and a third, the longest of the three that are tried here")
WORTH_RECORDING = 16
"""Calls of a few texts after which the model is recorded as one graph: that takes as long as a few hundred calls spare,
so a process that answers one question does without."""

SAME = 1e-5
"""Vectors of length 1 are the same if no number of theirs differs by more: single precision adds up to 1e-7 or so."""


class Model(Protocol):
    """A sentence-transformers model: its transformer and what follows it, each a step from features to features."""

    tokenizer: Any

    @property
    def device(self) -> Any:  # noqa: ANN401 - torch is not loaded where this is read
        """Return where the model stands."""
        ...

    def __iter__(self) -> Iterator[Any]: ...

    def __call__(self, features: dict[str, Any], /) -> dict[str, Any]:
        """Return the features with what every step adds."""
        ...

    def preprocess(self, texts: list[str], /) -> dict[str, Any]:
        """Return the features of texts, padded to one length."""
        ...


class FewTexts:
    """What encodes a few texts at once. Safe to share between threads.

    What a library does to sort and part longer lists takes a tenth of the time of one question.
    """

    def __init__(self, model: Model) -> None:
        """Take a loaded model."""
        self._model = model
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._calls = 0

    def encode(self, texts: Sequence[str]) -> Tensor:
        """Return what the model makes of texts, (n, d), on its own device."""
        import torch

        encode = self._encoder_now()
        with torch.inference_mode():
            features = self._model.preprocess(list(texts))
            device = self._model.device
            return encode(
                {n: each.to(device) if isinstance(each, torch.Tensor) else each for n, each in features.items()}
            )

    def _encoder_now(self) -> Encoder:
        """Return the model's own encoder at first, and its recording once that has paid for itself."""
        with self._lock:
            self._calls += 1
            if self._calls == WORTH_RECORDING:
                self._encoder = traced_encoder(self._model)
        return self._encoder or plain_encoder(self._model)


def plain_encoder(model: Model) -> Encoder:
    """Return what makes of the features of texts their vectors, (n, d), as the library does."""
    return lambda features: model(dict(features))["sentence_embedding"]


def traced_encoder(model: Model) -> Encoder | None:
    """Return the same with the transformer as one graph; None for a model that does not let itself be recorded."""
    import torch

    # Whatever a model may raise while it is recorded, the library's own way is there and gives the same vectors.
    try:
        encoder = _recorded(model)
        features = model.preprocess(list(TRIED_ON))
        with torch.inference_mode():
            furthest = (encoder(features) - plain_encoder(model)(features)).abs().max()
    except Exception:  # noqa: BLE001
        return None
    return encoder if float(furthest) <= SAME else None


def _recorded(model: Model) -> Encoder:
    import torch

    transformer, *rest = list(model)
    inner: Any = transformer.auto_model
    features = model.preprocess(list(RECORDED_ON))
    names = [name for name in model.tokenizer.model_input_names if name in features]

    class ByPlace(torch.nn.Module):  # a recording keeps no names of arguments
        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, *given: Tensor) -> Tensor:
            hidden: Tensor = self.inner(**dict(zip(names, given, strict=True)), return_dict=False)[0]
            return hidden

    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of numbers that are kept as they were: TRIED_ON has other ones
        given = tuple(features[name] for name in names)
        graph = torch.jit.freeze(torch.jit.trace(ByPlace().eval(), given))  # type: ignore[no-untyped-call]

    def encode(features: Mapping[str, Any]) -> Tensor:
        found = {**features, "token_embeddings": graph(*(features[name] for name in names))}
        for module in rest:
            found = module(found)
        vectors: Tensor = found["sentence_embedding"]
        return vectors

    return encode
