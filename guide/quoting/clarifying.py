"""The choices offered with a clarifying question, from what the index holds: those nearest to the message first."""

from __future__ import annotations

from guide.errors import SearchIndexError
from guide.ports import Candidate, PassageStore
from guide.searching.retrieval import best_cosine
from guide.types import Choice, Source, SourceKind, Vector

MOST_CHOICES = 6


def choices_for(store: PassageStore, asked: str, about_a_field: bool, vector: Vector = ()) -> tuple[Choice, ...]:
    """Return up to six choices: services when one detail of a service is asked for, else the sections of the documents.

    Each stands for a whole question: what was asked, with the chosen subject. vector: of the message; without it they
    come in the order of the index.
    """
    question = asked.strip().rstrip("?!. ")
    near = _nearest(store, asked, vector)
    services = _services(store, near)
    subjects = services if about_a_field and services else _sections(store, near) or services
    return tuple(Choice(subject, f"{question}: {subject}") for subject in subjects[:MOST_CHOICES])


def _nearest(store: PassageStore, asked: str, vector: Vector) -> list[Candidate]:
    """Return what the index holds near the message, the nearest first; nothing where it cannot be searched."""
    if not len(vector):
        return []
    try:
        found = store.search(asked, vector, MOST_CHOICES)
    except SearchIndexError:
        return []
    return sorted(found, key=lambda each: (-best_cosine(each), each.passage.id))


def _services(store: PassageStore, near: list[Candidate]) -> list[str]:
    titles = {source.id: source.title for source in store.sources() if source.kind is SourceKind.PATHWAY}
    first = [titles[each.passage.source_id] for each in near if each.passage.source_id in titles]
    return list(dict.fromkeys((*first, *titles.values())))


def _sections(store: PassageStore, near: list[Candidate]) -> list[str]:
    """Return the sections that hold no others: those of the passages found, then the rest as they stand."""
    documents = [source for source in store.sources() if source.kind is SourceKind.DOCUMENT]
    sections = [section for source in documents for section in _innermost(store, source)]
    first = [each.passage.headings[-1] for each in near if each.passage.headings]
    return list(dict.fromkeys((*(section for section in first if section in sections), *sections)))


def _innermost(store: PassageStore, source: Source) -> list[str]:
    headings = [passage.headings for passage in store.outline(source.id) if passage.headings]
    hold_others = {heading for each in headings for heading in each[:-1]}
    return [each[-1] for each in headings if each[-1] not in hold_others]
