"""A run: what was asked, with what, and every reply with the evidence to mark it again. No file is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluation.anchoring import Anchor, Place
from evaluation.cases import CaseSet
from evaluation.measures.contacts import Held
from evaluation.replies import Reply
from guide.types import Passage

THIS_GUIDE = "this guide"


@dataclass(frozen=True, slots=True)
class Made:
    """What a run was made with. assistant: THIS_GUIDE or the name of the other one.

    settings: what answers depend on, by name, without folders and keys. prompts: the digest of each prompt that was
    used, by name; none without a language model. theme_titles: of the documents' themes, by their ids.
    """

    assistant: str
    model: str
    prompt_sha256: str | None
    corpus_sha256: str
    index_id: str
    hits: int
    commit: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    theme_titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One passage that the search returned, by the id in the run's table of passages. score in [0, 1], rank from 1."""

    id: str
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage of the index as a run keeps it. start, end: code points in the reading text of its source."""

    source_id: str
    page: int | None
    headings: tuple[str, ...]
    text: str
    start: int
    end: int

    @classmethod
    def from_passage(cls, passage: Passage) -> Stretch:
        """Keep what is needed to show and to measure a passage."""
        return cls(passage.source_id, passage.page, passage.headings, passage.text, passage.start, passage.end)


@dataclass(frozen=True, slots=True)
class Row:
    """One case's reply. reply is None where it failed; error then says why.

    hits: what the search returned. gold: where the expected words stand. places: where the index holds each quotation.
    records: the texts of every record shown, from the index. founded: digests of the cited passages that stand in
    their source. blame: the stage a failure is put down to, empty where none was looked for. opened: faults of the
    answer that a declined question would have had, None where it was not looked for. themes, audiences: the slices of
    the case, as its gold tells them. steps: the trace of what was done for the reply, in order; how long each took is
    kept with the durations. explanations: what each step found. held: the lines with a contact that the reply may
    show, as records and passages hold them; None in a run made before they were kept.
    """

    case_id: str
    reply: Reply | None
    hits: tuple[Found, ...] = ()
    gold: tuple[Anchor, ...] = ()
    places: tuple[Place, ...] = ()
    records: tuple[str, ...] = ()
    founded: tuple[str, ...] = ()
    error: str | None = None
    explanations: tuple[str, ...] = ()
    blame: str = ""
    opened: tuple[str, ...] | None = None
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    held: tuple[Held, ...] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run. rows stand in the order of the cases, one each."""

    made: Made
    cases: CaseSet
    rows: tuple[Row, ...]
    passages: Mapping[str, Stretch] = field(default_factory=dict)

    def row(self, case_id: str) -> Row | None:
        """Return one case's row, None if it has none."""
        return next((row for row in self.rows if row.case_id == case_id), None)
