"""The themes that a quiz can be asked for: those of the records and of the documents' headings."""

from __future__ import annotations

from guide.pathway_records import Pathway
from guide.ports import PassageStore
from guide.types import SourceKind
from quiz.document_facts import sentences_of


def themes_of(store: PassageStore) -> tuple[str, ...]:
    """Return every theme of the corpus, in order of the alphabet."""
    known = {theme for record in store.pathways() for theme in Pathway.from_json(record).themes}
    documents = [source for source in store.sources() if source.kind is SourceKind.DOCUMENT]
    found = {
        sentence.theme for source in documents for sentence in sentences_of(source, store.outline(source.id), known)
    }
    return tuple(sorted(known | found))
