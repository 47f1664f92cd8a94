"""Where words were quoted from: what a quiz keeps of its quotations, and what the chat opens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were quoted from: quote is a slice of passage, as it was then."""

    source_id: str
    title: str
    page: int | None
    headings: tuple[str, ...]
    quote: str
    passage: str
