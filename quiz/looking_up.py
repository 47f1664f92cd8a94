"""Items answered by opening: what a learner may open, what they opened as it is kept, and whether that is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.directory.pathway_records import Pathway
from guide.types import Passage
from quiz.types import Proof


@dataclass(frozen=True, slots=True)
class Opened:
    """One section of a document or one record, with its words as they were when a learner opened it.

    The words are kept with the answer, so that it is judged by what the learner read, whatever becomes of the document.
    """

    source_id: str
    place: str
    text: str

    @property
    def given(self) -> tuple[str, str, str]:
        """Return the answer as it is kept."""
        return self.source_id, self.place, self.text

    def holds(self, proof: Proof) -> bool:
        """Say whether the quoted words stand in what was opened."""
        return self.source_id == proof.source_id and proof.quote in self.text


def opened_of(given: Sequence[str]) -> Opened | None:
    """Return what a kept answer opened; None for one that was chosen among options, as before items were looked up."""
    return Opened(*given) if len(given) == 3 else None


def sections_of(title: str, passages: Iterable[Passage]) -> tuple[tuple[Opened, tuple[Passage, ...]], ...]:
    """Return what a document offers to open: the passages under one heading, or of one page where there is none."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(_section(title, passage), []).append(passage)
    return tuple(
        (Opened(held[0].source_id, place, "\n".join(passage.text for passage in held)), tuple(held))
        for place, held in found.items()
    )


def record_opened(record: Pathway) -> Opened:
    """Return a record as a learner opens it: all its fields."""
    return Opened(record.id, record.name, "\n".join(line for _, lines in record.fields for line in lines))


def _section(title: str, passage: Passage) -> str:
    if passage.headings:
        return " › ".join((title, *(heading.rstrip(": ") for heading in passage.headings)))
    return f"{title}, page {passage.page}" if passage.page else title
