"""The choices offered with a clarifying question, taken from what the index holds."""

from __future__ import annotations

from guide.ports import PassageStore
from guide.types import Choice, SourceKind

MOST_CHOICES = 6


def choices_for(store: PassageStore, asked: str, about_a_field: bool) -> tuple[Choice, ...]:
    """Return up to six choices: services when one detail of a service is asked for, else the sections of the documents.

    Each stands for a whole question: what was asked, with the chosen subject.
    """
    question = asked.strip().rstrip("?!. ")
    services = [source.title for source in store.sources() if source.kind is SourceKind.PATHWAY]
    subjects = services if about_a_field and services else _sections(store) or services
    return tuple(Choice(subject, f"{question}: {subject}") for subject in subjects[:MOST_CHOICES])


def _sections(store: PassageStore) -> list[str]:
    headings = [
        passage.headings[-1]
        for source in store.sources()
        if source.kind is SourceKind.DOCUMENT
        for passage in store.outline(source.id)
        if passage.headings
    ]
    return list(dict.fromkeys(headings))[-MOST_CHOICES:]
