"""What the domain asks of the outside: an embedder, an index to search, a chat model. Three Protocols, no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from guide.types import Json, Passage, Source, Vector, Vectors


class Embedder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def name(self) -> str:
        """Return the model's name as people know it."""
        ...

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the model's weights: an index made with another digest is rebuilt."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector per text, (n, 384), rows of length 1."""
        ...


class UnitSignals(NamedTuple):
    """What the index found for one unit. A tuple by name, since hundreds are made for each question.

    cosine: with the question; pair_cosine: of the unit joined with the one before it; words: share of the question's
    terms that it holds, weighted by rarity, in [0, 1]; bm25: at least 0. likeness: how near its words come to those of
    the question, each by its nearest, by rarity; pair_likeness: the same with the words of the unit before it. Both in
    [-1, 1], and 0 for fields of pathways, which are ranked without them.
    """

    unit: int
    cosine: float
    pair_cosine: float
    words: float
    bm25: float
    likeness: float = 0.0
    pair_likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage worth a look, with every figure the index has for it. Cosines in [-1, 1]; bm25 at least 0."""

    passage: Passage
    cosine: float
    bm25: float
    words: float
    units: tuple[UnitSignals, ...]


class PassageStore(Protocol):
    """Reads the index. Writing is ingest's own business."""

    @property
    def index_id(self) -> str:
        """Return the id of the generation being read."""
        ...

    @property
    def corpus_sha256(self) -> str:
        """Return the digest over all documents and records in this generation."""
        ...

    def snapshot(self) -> PassageStore:
        """Return the store as it is at this moment: a new index does not come between the calls of one question."""
        ...

    def search(self, text: str, vector: Vector, limit: int) -> tuple[Candidate, ...]:
        """Return up to `limit` candidates by meaning and up to `limit` by words, joined, each passage once."""
        ...

    def source(self, source_id: str) -> Source:
        """Return the record of one source. Raises KeyError for an unknown id."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """Return every source, documents first, in the order of their ids."""
        ...

    def outline(self, source_id: str) -> tuple[Passage, ...]:
        """Return every passage of a source, in document order."""
        ...

    def unit_vectors(self, source_id: str) -> Vectors:
        """Return the vector of each unit of a source in order, (n, 384). Raises KeyError for an unknown id."""
        ...

    def reading_text(self, source_id: str) -> str:
        """Return the document's one reading text. Empty for a pathway."""
        ...

    def pathways(self) -> tuple[dict[str, object], ...]:
        """Return the records of the directory as they were indexed, none when the corpus has none."""
        ...

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a folded, stemmed term stands."""
        ...

    @property
    def passage_count(self) -> int:
        """Return how many passages the generation holds."""
        ...

    @property
    def document_passage_count(self) -> int:
        """Return how many of them are passages of documents, not fields of pathways."""
        ...


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's reply. tokens: sent and received. measured: counted by the server, not reckoned here."""

    text: str
    tokens: int
    measured: bool


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """The form of a reply, for servers that can hold a model to one. schema: the JSON Schema of one object.

    It spares replies that could not be used. No check leans on it: a server may not know forms, or not keep them.
    """

    name: str
    schema: Json


class ChatModel(Protocol):
    """A language model, optional and never trusted."""

    @property
    def name(self) -> str:
        """Return `provider:model`."""
        ...

    @property
    def place(self) -> str:
        """Return where the text goes, in words that fit after "went to"."""
        ...

    def complete(self, prompt: str, *, timeout_s: float, max_tokens: int, form: ReplyForm | None = None) -> Completion:
        """Return the model's reply within the time. Raises ModelUnavailable, ModelBusy or ModelReplyMalformed."""
        ...


class Entailment(Protocol):
    """A model that says whether one text follows from another. It can only take a sentence away."""

    def ready(self) -> None:
        """Load what is needed. Raises ModelUnavailable with the setting to change."""
        ...

    def entails(self, premise: str, hypothesis: str) -> bool:
        """Say whether the second text follows from the first. Raises ModelUnavailable."""
        ...


class TokenLedger(Protocol):
    """Counts the tokens of each day, for all processes of one deployment."""

    def reserve(self, day: date, tokens: int, limit: int) -> bool:
        """Count the tokens and return True, or count nothing and return False when the day's limit would be passed."""
        ...

    def settle(self, day: date, reserved: int, spent: int) -> None:
        """Put what was spent in the place of what was reserved."""
        ...
