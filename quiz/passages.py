"""The passages that items rest on as the index holds them now, by which a changed document or record is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from guide.pathway_records import Pathway
from guide.ports import PassageStore
from quiz.types import QuizItem


def passages_now(items: Iterable[QuizItem], store: PassageStore) -> Mapping[str, frozenset[str]]:
    """Return for each source of the items the SHA-256 of each of its passages and record fields as they are now."""
    wanted = {proof.source_id for item in items for proof in item.proofs}
    found: dict[str, set[str]] = {}
    for source in store.sources():
        if source.id in wanted:
            found.setdefault(source.id, set()).update(_digest(passage.text) for passage in store.outline(source.id))
    for record in map(Pathway.from_json, store.pathways()):
        if record.id in wanted:
            found.setdefault(record.id, set()).update(_digest("\n".join(lines)) for _, lines in record.fields)
    return {name: frozenset(digests) for name, digests in found.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
