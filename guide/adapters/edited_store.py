"""The index with the edits of the directory laid over it: what is found, quoted and shown is what the edits say.

The vectors and word counts stay those of the index, so an edited record is still found by its former words until the
next build; what is read of it is never the former text.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from guide.adapters.pathway_passages import passages_of
from guide.directory.pathway_edits import Edited, EditLog, applied
from guide.directory.pathway_records import Pathway
from guide.errors import IndexStale, SearchIndexError, StoreError
from guide.ports import Candidate, PassageStore
from guide.types import Passage, Source, SourceKind, Vector, Vectors

UNREADABLE = "The changes of the directory cannot be read, so nothing is shown that they may have corrected. ({error})"

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the edits make of one generation.

    changed: the passages of each edited record. gone: ids of retired ones. digest: SHA-256 over the documents of the
    generation and all records as edited.
    """

    records: tuple[dict[str, object], ...]
    titles: Mapping[str, str]
    changed: Mapping[str, tuple[Passage, ...]]
    gone: frozenset[str]
    digest: str = ""


NOTHING = Overlay((), {}, {}, frozenset())


class EditedStore:
    """A PassageStore over another one, with the edits of a log. Safe to share between threads."""

    def __init__(self, store: PassageStore, log: EditLog, embed: Embed) -> None:
        """Take the store, the log, and what embeds the texts of an edited record when its vectors are asked for."""
        self._store = store
        self._log = log
        self._embed = embed
        self._lock = threading.Lock()
        self._known: tuple[str, int] | None = None
        self._overlay = NOTHING

    def snapshot(self) -> EditedView:
        """Return the generation that is live now with the edits made so far; it does not change while it is held.

        Raises SearchIndexError when neither can be read.
        """
        inner = self._store.snapshot()
        try:
            revision = self._log.revision()
            if not revision:
                return EditedView(inner, NOTHING, 0, self._embed)
            with self._lock:
                if self._known != (inner.index_id, revision):
                    self._overlay = overlay_of(inner, self._log)
                    self._known = (inner.index_id, revision)
                return EditedView(inner, self._overlay, revision, self._embed)
        except StoreError as error:
            raise SearchIndexError(UNREADABLE.format(error=error)) from error

    def indexed(self) -> tuple[Pathway, ...]:
        """Return the records as the index has them, without any edit."""
        return _records_of(self._store.snapshot())

    @property
    def index_id(self) -> str:
        """Return the id of the live generation, with the number of the newest edit where there is one."""
        return self.snapshot().index_id

    @property
    def corpus_sha256(self) -> str:
        """Return the digest over all documents and records, as edited."""
        return self.snapshot().corpus_sha256

    @property
    def passage_count(self) -> int:
        """Return how many passages the live generation holds."""
        return self._store.passage_count

    @property
    def document_passage_count(self) -> int:
        """Return how many of them are passages of documents, not fields of pathways."""
        return self._store.document_passage_count

    def search(self, text: str, vector: Vector, limit: int) -> tuple[Candidate, ...]:
        """Return up to `limit` candidates by meaning and up to `limit` by words, joined, each passage once."""
        return self.snapshot().search(text, vector, limit)

    def source(self, source_id: str) -> Source:
        """Return the record of one source. Raises KeyError for an unknown id."""
        return self.snapshot().source(source_id)

    def sources(self) -> tuple[Source, ...]:
        """Return every source, documents first, in the order of their ids."""
        return self.snapshot().sources()

    def outline(self, source_id: str) -> tuple[Passage, ...]:
        """Return every passage of a source, in document order. Raises KeyError for an unknown id."""
        return self.snapshot().outline(source_id)

    def unit_vectors(self, source_id: str) -> Vectors:
        """Return the vector of each unit of a source in order, (n, 384). Raises KeyError for an unknown id."""
        return self.snapshot().unit_vectors(source_id)

    def reading_text(self, source_id: str) -> str:
        """Return the document's one reading text, empty for a pathway. Raises KeyError for an unknown id."""
        return self._store.reading_text(source_id)

    def pathways(self) -> tuple[dict[str, object], ...]:
        """Return the records of the directory in use, as edited."""
        return self.snapshot().pathways()

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a folded, stemmed term stands."""
        return self._store.document_frequency(term)


class EditedView:
    """A PassageStore over one generation and one revision of the edits."""

    def __init__(self, inner: PassageStore, overlay: Overlay, revision: int, embed: Embed) -> None:
        """Take the generation and what the edits make of it. revision: 0 for no edit at all."""
        self._inner = inner
        self._overlay = overlay
        self._revision = revision
        self._embed = embed

    @property
    def index_id(self) -> str:
        """Return the id of the generation, with the number of the newest edit where there is one."""
        return f"{self._inner.index_id}+{self._revision}" if self._revision else self._inner.index_id

    @property
    def corpus_sha256(self) -> str:
        """Return the digest over all documents and records, as edited: an edited number is another document."""
        return self._overlay.digest if self._revision else self._inner.corpus_sha256

    @property
    def passage_count(self) -> int:
        """Return how many passages the generation holds."""
        return self._inner.passage_count

    @property
    def document_passage_count(self) -> int:
        """Return how many of them are passages of documents, not fields of pathways."""
        return self._inner.document_passage_count

    def snapshot(self) -> EditedView:
        """Return this view: it does not change."""
        return self

    def search(self, text: str, vector: Vector, limit: int) -> tuple[Candidate, ...]:
        """Return up to `limit` candidates by meaning and up to `limit` by words, joined, each passage once."""
        found = self._inner.search(text, vector, limit)
        if not self._revision:
            return found
        return tuple(now for each in found if (now := self._edited(each)) is not None)

    def _edited(self, candidate: Candidate) -> Candidate | None:
        """Return a candidate with the text of its field as edited, None if the record or field is gone."""
        passage = candidate.passage
        if passage.kind is not SourceKind.PATHWAY or passage.source_id in self._overlay.gone:
            return candidate if passage.kind is not SourceKind.PATHWAY else None
        own = self._overlay.changed.get(passage.source_id)
        if own is None:
            return candidate
        now = next((each for each in own if each.headings == passage.headings), None)
        if now is None:
            return None
        units = tuple(unit for unit in candidate.units if unit.unit < len(now.units))
        return replace(candidate, passage=now, units=units)

    def source(self, source_id: str) -> Source:
        """Return the record of one source. Raises KeyError for an unknown id or a retired record."""
        if source_id in self._overlay.gone:
            raise KeyError(source_id)
        found = self._inner.source(source_id)
        title = self._overlay.titles.get(source_id)
        return replace(found, title=title) if title else found

    def sources(self) -> tuple[Source, ...]:
        """Return every source, documents first, in the order of their ids; no retired record."""
        return tuple(self.source(each.id) for each in self._inner.sources() if each.id not in self._overlay.gone)

    def outline(self, source_id: str) -> tuple[Passage, ...]:
        """Return every passage of a source, in document order. Raises KeyError for an unknown id or a retired one."""
        if source_id in self._overlay.gone:
            raise KeyError(source_id)
        return self._overlay.changed.get(source_id) or self._inner.outline(source_id)

    def unit_vectors(self, source_id: str) -> Vectors:
        """Return the vector of each unit of a source in order, (n, 384). Raises KeyError for an unknown id."""
        texts = [each.words_of(unit) for each in self._overlay.changed.get(source_id, ()) for unit in each.units]
        if texts:
            return self._embed(texts)
        return self._inner.unit_vectors(source_id)

    def reading_text(self, source_id: str) -> str:
        """Return the document's one reading text, empty for a pathway. Raises KeyError for an unknown id."""
        return self._inner.reading_text(source_id)

    def pathways(self) -> tuple[dict[str, object], ...]:
        """Return the records of the directory in use, as edited."""
        return self._overlay.records if self._revision else self._inner.pathways()

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a folded, stemmed term stands."""
        return self._inner.document_frequency(term)


def overlay_of(store: PassageStore, log: EditLog) -> Overlay:
    """Return what the edits make of a generation. Raises IndexStale for records of another version."""
    before = {record.id: record for record in _records_of(store)}
    edited: Edited = applied(tuple(before.values()), log.all())
    changed = {
        record.id: passages_of(record)
        for record in chain(edited.pathways, edited.retired)
        if record.fields != before[record.id].fields
    }
    records = tuple(record.to_json() for record in edited.pathways)
    text = json.dumps(records, ensure_ascii=False, sort_keys=True)
    return Overlay(
        records=records,
        titles={record.id: record.name for record in edited.pathways if record.name != before[record.id].name},
        changed=changed,
        gone=frozenset(record.id for record in edited.retired),
        digest=hashlib.sha256(f"{store.corpus_sha256}\n{text}".encode()).hexdigest(),
    )


def _records_of(store: PassageStore) -> tuple[Pathway, ...]:
    try:
        return tuple(Pathway.from_json(record) for record in store.pathways())
    except (KeyError, TypeError) as error:
        raise IndexStale("The index holds records of another version. Run: python -m ingest.") from error
