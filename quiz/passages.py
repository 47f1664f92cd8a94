"""The passages that items rest on as the index holds them now, by which a changed document or record is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from guide.directory.pathway_records import Pathway
from guide.ports import PassageStore
from quiz.types import QuizItem


def texts_now(items: Iterable[QuizItem], store: PassageStore) -> Mapping[str, tuple[str, ...]]:
    """Return for each source of the items the text of each of its passages and record fields as they are now."""
    wanted = {proof.source_id for item in items for proof in item.proofs}
    found: dict[str, list[str]] = {}
    for record in map(Pathway.from_json, store.pathways()):
        if record.id in wanted:
            found.setdefault(record.id, []).extend("\n".join(lines) for _, lines in record.fields)
    for source in store.sources():
        if source.id in wanted:
            found.setdefault(source.id, []).extend(passage.text for passage in store.outline(source.id))
    return {name: tuple(texts) for name, texts in found.items()}


def passages_now(items: Iterable[QuizItem], store: PassageStore) -> Mapping[str, frozenset[str]]:
    """Return for each source of the items the SHA-256 of each of its passages and record fields as they are now."""
    return {name: frozenset(map(_digest, texts)) for name, texts in texts_now(items, store).items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
