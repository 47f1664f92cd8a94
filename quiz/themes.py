"""The themes that a quiz can be asked for, those of the records and of the documents' headings, and their titles."""

from __future__ import annotations

from collections.abc import Mapping

from guide.directory.pathway_records import Pathway
from guide.ports import PassageStore
from guide.types import SourceKind
from quiz.document_facts import sentences_of, theme_of
from quiz.words import capitalised


def themes_of(store: PassageStore) -> tuple[str, ...]:
    """Return every theme of the corpus, in order of the alphabet."""
    known = {theme for record in store.pathways() for theme in Pathway.from_json(record).themes}
    documents = [source for source in store.sources() if source.kind is SourceKind.DOCUMENT]
    found = {
        sentence.theme for source in documents for sentence in sentences_of(source, store.outline(source.id), known)
    }
    return tuple(sorted(known | found))


def titles_of(store: PassageStore) -> Mapping[str, str]:
    """Return the title of each theme: the shortest heading that has its words, else its words, acronyms written out."""
    themes = themes_of(store)
    records = tuple(map(Pathway.from_json, store.pathways()))
    written_out = {short.lower(): words for record in records for short, words in record.acronyms}
    titles = {
        theme: capitalised(" ".join(written_out.get(word, word) for word in theme.split("-"))) for theme in themes
    }
    documents = [source for source in store.sources() if source.kind is SourceKind.DOCUMENT]
    headings = {passage.headings[-1] for one in documents for passage in store.outline(one.id) if passage.headings}
    for heading in sorted(headings, key=len, reverse=True):
        theme = theme_of((heading,), themes)
        if theme in titles:
            titles[theme] = heading
    return titles
