"""Brings an index up to date with a folder of documents: read, embed and store what changed, then build and swap."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import numpy as np

from guide.adapters.generation_folder import FORMAT
from guide.adapters.passage_json import source_to_line
from guide.adapters.store_of_truth import StoreOfTruth
from guide.errors import IndexDamaged
from guide.ports import Embedder
from guide.types import SourceKind
from ingest import generations
from ingest.chunking import VERSION
from ingest.generations import Identity, plain_errors
from ingest.planning import Plan, keyed_texts, plan_for
from ingest.report import Changes, IngestReport
from ingest.watching import UNWATCHED, Watcher

EMBEDDED_AT_ONCE = 1024
"""Texts whose vectors are kept together; an interrupted run loses at most these."""


def build(corpus: Path, index: Path, embedder: Embedder, watcher: Watcher = UNWATCHED) -> IngestReport:
    """Build or refresh an index and return what was done.

    If every document is refused, nothing is changed. Raises IndexBusy if another process writes, CorpusError or
    DataFileError for a folder that cannot be used, ModelUnavailable, and StoreError for a full disk.
    """
    with plain_errors(index), generations.writer_lock(index), closing(_store(index)) as store:
        watcher.stage("reading")
        kinds = (SourceKind.DOCUMENT, SourceKind.PATHWAY)
        plan = plan_for(corpus, *(store.fingerprints(kind) for kind in kinds))
        if plan.refused and not plan.documents.present:
            return IngestReport(Changes(), Changes(), 0, 0, refused=plan.refused)
        return _carry_out(index, store, plan, embedder, watcher)


def _store(index: Path) -> StoreOfTruth:
    """Open the source of truth. One that is damaged is made anew: all in it comes from the folder of documents."""
    try:
        return StoreOfTruth(index)
    except IndexDamaged:
        StoreOfTruth.delete(index)
        return StoreOfTruth(index)


def _carry_out(index: Path, store: StoreOfTruth, plan: Plan, embedder: Embedder, watcher: Watcher) -> IngestReport:
    """Do what the plan says and return the report."""
    watcher.stage("embedding")
    embedded = _embed(store, plan, embedder, watcher)
    watcher.stage("storing")
    identity = _remember(store, plan, embedder)
    live = generations.live_generation(index)
    rebuilt = live is None or live.index_id != identity.index_id
    if rebuilt:
        generations.publish(index, store, watcher.stage)
    watcher.stage("cleaning")
    generations.clean(index)
    watcher.stage("ended")
    passages, units = store.counts()
    return IngestReport(
        documents=plan.documents,
        pathways=plan.pathways,
        passages=passages,
        units=units,
        refused=plan.refused,
        warnings=tuple((source_id, text) for source_id, found in store.warnings().items() for text in found),
        embedded=embedded,
        rebuilt=rebuilt,
        index_id=identity.index_id,
    )


def _embed(store: StoreOfTruth, plan: Plan, embedder: Embedder, watcher: Watcher) -> int:
    """Embed every text that has no vector of this model yet. Return how many."""
    model = embedder.digest
    texts = dict(plan.texts)
    if store.meta().get("model_digest", model) != model:
        kept = (stored for stored in store.passages() if stored.passage.source_id in plan.kept)
        texts.update(pair for stored in kept for pair in keyed_texts(stored).items())
    known = store.known_keys(model) if texts else set()
    # Texts of like length side by side: the model pads each batch to its longest.
    new = sorted((key for key in texts if key not in known), key=lambda key: (-len(texts[key]), key))
    watcher.progress(0, len(new))
    for first in range(0, len(new), EMBEDDED_AT_ONCE):
        keys = new[first : first + EMBEDDED_AT_ONCE]
        vectors = np.asarray(embedder.embed([texts[key] for key in keys]), np.float32)
        store.add_vectors(model, keys, vectors)
        watcher.progress(first + len(keys), len(new))
    return len(new)


def _remember(store: StoreOfTruth, plan: Plan, embedder: Embedder) -> Identity:
    """Write all changes in one transaction. Return what now decides the contents of a generation."""
    with store.transaction():
        store.replace_sources(plan.gone, plan.read)
        store.replace_pathways(plan.records)
        store.forget_unused_vectors(embedder.digest)
        identity = _identity(store, embedder)
        store.set_meta({name: str(value) for name, value in asdict(identity).items()})
    store.shrink()
    return identity


def _identity(store: StoreOfTruth, embedder: Embedder) -> Identity:
    lines = [source_to_line(source) for source in store.sources()]
    lines += [json.dumps(record, sort_keys=True) for record in store.pathways()]
    corpus_sha256 = hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
    whole = f"{FORMAT} {VERSION} {embedder.digest} {corpus_sha256} {store.passages_sha256()}"
    index_id = hashlib.sha256(whole.encode()).hexdigest()[:12]
    return Identity(index_id, corpus_sha256, embedder.name, embedder.digest, VERSION)
