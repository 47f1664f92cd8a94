"""What one run of ingest did, for people and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from guide.types import Json

NAMED_AT_MOST = 20
NOTHING_INDEXED = "Nothing was indexed: every file was refused. An earlier index stays as it was."


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of sources of one kind, by what happened to them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    @property
    def present(self) -> int:
        """Return how many there are now."""
        return len(self.added) + len(self.changed) + len(self.unchanged)

    def __str__(self) -> str:
        """Return the four counts."""
        counts = (self.added, self.changed, self.removed, self.unchanged)
        return "{} added, {} changed, {} removed, {} unchanged".format(*map(len, counts))


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What is in the index now and what changed.

    embedded: texts that were embedded in this run. rebuilt: a generation was built. index_id: of the live generation,
    empty if nothing was done. warnings: (source id, sentence) for what is doubtful, such as hidden text.
    """

    documents: Changes
    pathways: Changes
    passages: int
    units: int
    refused: tuple[Refused, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    embedded: int = 0
    rebuilt: bool = False
    index_id: str = ""

    @property
    def exit_code(self) -> int:
        """Return 0 if all was read, 1 if some files were refused, 2 if nothing could be done."""
        if not self.refused:
            return 0
        return 1 if self.documents.present else 2

    def to_json(self) -> Json:
        """Return the report as one JSON object. The four lists of ids are of documents."""
        return {
            "documents": self.documents.present,
            "pathways": self.pathways.present,
            "passages": self.passages,
            "units": self.units,
            "added": list(self.documents.added),
            "changed": list(self.documents.changed),
            "removed": list(self.documents.removed),
            "unchanged": list(self.documents.unchanged),
            "refused": [{"name": each.name, "reason": each.reason} for each in self.refused],
            "warnings": [{"source_id": source_id, "text": text} for source_id, text in self.warnings],
            "embedded": self.embedded,
            "rebuilt": self.rebuilt,
            "index_id": self.index_id,
        }

    def lines(self) -> list[str]:
        """Return the report as people read it. Where nothing was indexed, NOTHING_INDEXED is said beside it."""
        if self.exit_code == 2:
            return self._refused()
        named = (("added", self.documents.added), ("changed", self.documents.changed))
        lines = [f"{_count(self.documents.present, 'document')}: {self.documents}"]
        lines += [f"  {word}: {_list(ids)}" for word, ids in (*named, ("removed", self.documents.removed)) if ids]
        if self.pathways.present or self.pathways.removed:
            lines.append(f"{_count(self.pathways.present, 'pathway')}: {self.pathways}")
        lines.append(f"{_count(self.passages, 'passage')} in the index")
        lines += [f"  warning: {source_id}: {text}" for source_id, text in self.warnings]
        return lines + self._refused()

    def _refused(self) -> list[str]:
        return [f"  refused: {each.name}: {each.reason}" for each in self.refused]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _list(ids: tuple[str, ...]) -> str:
    more = len(ids) - NAMED_AT_MOST
    return ", ".join(ids[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
