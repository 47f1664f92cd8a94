"""What a folder of documents says against what the index holds: which sources are new, changed, gone or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guide.adapters.corpus_files import CorpusFile, list_corpus
from guide.adapters.passage_json import passage_to_line, source_to_line
from guide.adapters.pathway_file import pathway_passages
from guide.adapters.store_of_truth import StoredPassage, StoredSource
from guide.errors import CorpusError, SourceUnreadable
from guide.types import Json, Passage, Source
from ingest.chunking import VERSION, cut, text_to_embed, texts_of_units
from ingest.loading import fill_in
from ingest.report import Changes, Refused
from ingest.sandbox import DocumentReader


@dataclass(slots=True)
class _Found:
    """What has been found so far while a folder is gone through. texts: to embed, by key."""

    known: Mapping[str, str]
    read: list[StoredSource] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    texts: dict[bytes, str] = field(default_factory=dict)

    def is_known(self, source_id: str, fingerprint: str) -> bool:
        """Return whether the index already holds this source as it is, and note it."""
        if self.known.get(source_id) != fingerprint:
            return False
        self.unchanged.append(source_id)
        return True


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do to the index. Nothing has been written yet.

    read: sources that are new or changed, read and cut. gone: ids to take out. texts: all texts of `read`, by key.
    documents, pathways: what the folder holds now, against the index. records: the directory of pathways.
    """

    read: tuple[StoredSource, ...]
    gone: tuple[str, ...]
    texts: Mapping[bytes, str]
    documents: Changes
    pathways: Changes
    records: tuple[Json, ...]
    refused: tuple[Refused, ...]

    @property
    def kept(self) -> frozenset[str]:
        """Return the ids of the sources that stay as they are."""
        return frozenset((*self.documents.unchanged, *self.pathways.unchanged))


def plan_for(corpus: Path, known_documents: Mapping[str, str], known_pathways: Mapping[str, str]) -> Plan:
    """Compare a folder with the fingerprints of what the index holds; read and cut what is new or changed.

    Raises CorpusError or DataFileError for a folder that cannot be used at all.
    """
    listing = list_corpus(corpus)
    records, sources, passages = pathway_passages(corpus)
    refused = [_refusal(error) for error in listing.refused]
    documents = _Found(known_documents)
    taken = {source.id for source in sources}
    with DocumentReader() as reader:
        for file in listing.files:
            try:
                _look_at(file, documents, reader, taken)
            except SourceUnreadable as error:
                refused.append(_refusal(error))
    pathways = _Found(known_pathways)
    for source in sources:
        _look_at_pathway(source, [each for each in passages if each.source_id == source.id], pathways)
    changes = _changes(documents), _changes(pathways)
    return Plan(
        read=(*documents.read, *pathways.read),
        gone=tuple(source_id for each in changes for source_id in each.removed),
        texts={**documents.texts, **pathways.texts},
        documents=changes[0],
        pathways=changes[1],
        records=records,
        refused=tuple(refused),
    )


def _refusal(error: CorpusError) -> Refused:
    if isinstance(error, SourceUnreadable):
        return Refused(error.name, error.reason)
    name, _, reason = str(error).partition(": ")
    return Refused(name, reason)


def _look_at(file: CorpusFile, found: _Found, reader: DocumentReader, taken: set[str]) -> None:
    """Read one document unless the index holds it as it is. Raises SourceUnreadable."""
    if file.source.id in taken:
        raise SourceUnreadable(file.source.path, f"has the name of a pathway ({file.source.id}): rename it")
    fingerprint = _sha256(f"{VERSION} {source_to_line(file.source)}").hex()
    if found.is_known(file.source.id, fingerprint):
        return
    document = reader.load(file.path, file.source.path)
    source = fill_in(file.source, document)
    passages = cut(source, document)
    found.read.append(_stored(source, fingerprint, document.text, passages, document.warnings, found.texts))


def _look_at_pathway(source: Source, passages: Sequence[Passage], found: _Found) -> None:
    lines = "\n".join([source_to_line(source), *(passage_to_line(passage) for passage in passages)])
    fingerprint = _sha256(f"{VERSION} {lines}").hex()
    if not found.is_known(source.id, fingerprint):
        found.read.append(_stored(source, fingerprint, "", passages, (), found.texts))


def _stored(
    source: Source,
    fingerprint: str,
    reading_text: str,
    passages: Sequence[Passage],
    warnings: tuple[str, ...],
    texts: dict[bytes, str],
) -> StoredSource:
    """Return what is kept of a source, and note the texts to embed under their keys."""
    found = []
    for passage in passages:
        searched = text_to_embed(passage, source.title)
        own = {_sha256(text): text for text in texts_to_embed(passage, searched)}
        keys = tuple(_sha256(text) for text in texts_to_embed(passage, searched))
        texts.update(own)
        found.append(StoredPassage(passage, searched, keys[0], keys[1:]))
    return StoredSource(source, fingerprint, reading_text, tuple(found), warnings)


def texts_to_embed(passage: Passage, searched: str) -> tuple[str, ...]:
    """Return the text of a passage that is searched, then that of each of its units."""
    return (searched, *texts_of_units(passage))


def keyed_texts(stored: StoredPassage) -> dict[bytes, str]:
    """Return the texts a stored passage was embedded from, by key."""
    texts = texts_to_embed(stored.passage, stored.searched)
    return dict(zip((stored.vector_key, *stored.unit_keys), texts, strict=True))


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()


def _changes(found: _Found) -> Changes:
    read = [stored.source.id for stored in found.read]
    return Changes(
        added=tuple(source_id for source_id in read if source_id not in found.known),
        changed=tuple(source_id for source_id in read if source_id in found.known),
        removed=tuple(sorted(found.known.keys() - {*found.unchanged, *read})),
        unchanged=tuple(found.unchanged),
    )
