"""How an answer was found, for those who look after documents: what was searched, what became of each passage.

Made from an answer and kept with its turn, so that it can be shown as it was. Holds no text of the question but the
masked words that were searched for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

from guide import wording
from guide.types import Answer, Explanation, Hit, Json, Status

OPENING_WORDS = 12
"""A passage is shown by its place and so many of its first words."""

STAGES = {
    "mask": "Personal data",
    "instructions": "Instructions",
    "standalone": "Search",
    "kind": "Kind of message",
    "acronyms": "Search in other words",
    "pathways": "Directory",
    "document": "Document asked of",
    "confidence": "Are the documents enough",
    "halves": "Two subjects in it",
    "cover": "Do the quotations settle it",
    "model's reading": "Language model",
}
"""The stages that are shown, by the name a person reads. What the others say stands in the table."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One passage that was looked at. score in [0, 1]; meaning, words, bm25: what it was made of; outcome: in words."""

    place: str
    opening: str
    score: float
    meaning: float
    words: float
    bm25: float
    outcome: str

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Looked:
        """Return one as it was stored. Raises KeyError or ValueError if it was not written by `Workings.to_json`."""
        return cls(
            place=str(stored["place"]),
            opening=str(stored["opening"]),
            score=float(str(stored["score"])),
            meaning=float(str(stored["meaning"])),
            words=float(str(stored["words"])),
            bm25=float(str(stored["bm25"])),
            outcome=str(stored["outcome"]),
        )


@dataclass(frozen=True, slots=True)
class Workings:
    """What was done for one answer: a line for each stage, and the passages that were looked at, the best first."""

    lines: tuple[tuple[str, str], ...] = ()
    looked: tuple[Looked, ...] = ()

    def to_json(self) -> Json:
        """Return the workings as they are stored."""
        return {"lines": [list(line) for line in self.lines], "looked": [asdict(each) for each in self.looked]}

    @classmethod
    def from_json(cls, stored: Json) -> Workings:
        """Return stored workings. Raises KeyError, TypeError or ValueError if they were not written by `to_json`."""
        lines = cast("list[list[str]]", stored["lines"])
        looked = cast("list[Mapping[str, object]]", stored["looked"])
        return cls(
            tuple((str(stage), str(said)) for stage, said in lines),
            tuple(Looked.from_json(each) for each in looked),
        )


NO_WORKINGS = Workings()


def workings_of(answer: Answer) -> Workings:
    """Return how an answer was found."""
    lines = tuple((STAGES[line.stage], line.text) for line in answer.explanations if line.stage in STAGES)
    kept = next((int(dict(line.figures)["kept"]) for line in answer.explanations if line.stage == "search"), 0)
    return Workings(lines, tuple(_looked(hit, kept, answer) for hit in answer.hits))


def looked_at(answer: Answer) -> tuple[Explanation, ...]:
    """Return the lines of --explain for the passages: what became of each, and why one that was kept is not quoted."""
    return tuple(
        Explanation("passage", f"{each.place or '-'}: “{each.opening}”: {each.outcome}", (("score", each.score),))
        for each in workings_of(answer).looked
    )


def _looked(hit: Hit, kept: int, answer: Answer) -> Looked:
    figures = dict(hit.signals)
    words = hit.passage.text.split()
    opening = " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")
    return Looked(
        place=wording.HEADING_SEPARATOR.join(heading.rstrip(": ") for heading in hit.passage.headings[-2:]),
        opening=opening,
        score=round(hit.score, 4),
        meaning=round(figures.get("cosine", 0.0), 4),
        words=round(figures.get("words", 0.0), 4),
        bm25=round(figures.get("bm25", 0.0), 4),
        outcome=_outcome(hit, kept, answer),
    )


def _outcome(hit: Hit, kept: int, answer: Answer) -> str:
    markers = [
        str(cited.marker)
        for cited in answer.citations
        if cited.source_id == hit.passage.source_id and cited.document_start == hit.passage.start
    ]
    if markers:
        return f"Kept, quoted as {_listed(markers)}"
    if hit.rank > kept:
        return f"Left out: not among the best {kept}"
    if answer.status is Status.DECLINED:
        return "Kept, not quoted: declined"
    if answer.pathways:
        return "Kept, not quoted: the directory answers"
    return f"Kept, not quoted: {dict(answer.unquoted).get(hit.passage.id, 'not part of what was asked')}"


def _listed(markers: Sequence[str]) -> str:
    return " and ".join([", ".join(markers[:-1]), markers[-1]] if len(markers) > 1 else markers)
