"""Puts every case to an assistant and keeps the replies, with the evidence from the index to mark them by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from evaluation import code_version, folding
from evaluation.anchoring import Anchors
from evaluation.cases import Case, CaseSet
from evaluation.contact_lines import PASSAGE, held_by, held_by_alerts, held_by_own
from evaluation.measures.contacts import Held
from evaluation.replies import Reply
from evaluation.runs import THIS_GUIDE, Found, Made, Row, Run, Stretch
from evaluation.slicing import Slices
from guide.directory.pathway_cards import Moment
from guide.directory.pathway_records import Pathway
from guide.pathway_step import moment_of
from guide.ports import PassageStore
from guide.safety import AlertTexts
from guide.searching.confidence import ENOUGH
from guide.types import Answer, Question
from quiz.themes import titles_of

if TYPE_CHECKING:
    from guide.answering import Guide

HITS = 10
"""How many passages of each search a run keeps; every retrieval figure looks at most at these."""

NO_CHAT = "none"
"""The language model of a run without one."""

Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Timed:
    """One row with how long its reply took, and each step of it."""

    row: Row
    duration_ms: float
    passages: Mapping[str, Stretch]
    steps_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What marking needs from the index: where words stand, the records of the pathways, their themes and ages.

    alerts: their texts, as shown. moment_of: what opening times and the organisation's own contacts are judged by.
    """

    store: PassageStore
    anchors: Anchors
    records: Mapping[str, str]
    slices: Slices
    directory: Mapping[str, Pathway]
    alerts: AlertTexts
    moment_of: Callable[[datetime | None], Moment]

    @classmethod
    def of(cls, guide: Guide) -> Evidence:
        """Read the records once; sources are read when they are needed."""
        store, parts = guide.store, guide.parts_now()
        rows = store.pathways()
        records = {str(record.get("id")): "\n".join(folding.leaves(record)) for record in rows}
        directory = {record.id: record for record in map(Pathway.from_json, rows)}
        alerts = parts.knowledge.lexicon.texts
        return cls(store, Anchors(store), records, Slices.of(store), directory, alerts, partial(moment_of, parts))

    def record(self, source_id: str) -> str:
        """Return a pathway's whole record as text, or what a document's record says is missing from it."""
        if source_id in self.records:
            fields = "\n".join(passage.text for passage in self.store.outline(source_id))
            return f"{self.records[source_id]}\n{fields}"
        try:
            return self.store.source(source_id).missing or ""
        except KeyError:
            return ""

    def held(self, reply: Reply, at: datetime | None) -> tuple[Held, ...]:
        """Return every line with a contact that a reply may show, under the record or passage it is from."""
        moment = self.moment_of(at)
        named = (record.id for record in self.directory.values() if record.name in reply.text)
        near = ((str(item.get("source_id", "")), str(item.get("text", ""))) for item in reply.nearest)
        found = [
            *held_by((*shown_records(reply), *named), self.directory, moment),
            *held_by_own(moment.own),
            *(held_by_alerts(self.alerts) if reply.alerts else ()),
            *(Held(source, PASSAGE, text) for source, text in near if self.anchors.holds(source, text)),
        ]
        return tuple(dict.fromkeys(found))


def made_by(guide: Guide) -> Made:
    """Return what a run of this guide is made with: its model, its documents, this code."""
    return Made(
        assistant=THIS_GUIDE,
        model=guide.embedder.name,
        prompt_sha256=None,
        corpus_sha256=guide.store.corpus_sha256,
        index_id=guide.store.index_id,
        hits=HITS,
        commit=code_version.commit(),
        settings={
            "embedding_model": guide.embedder.name,
            "embedding_sha256": guide.embedder.digest,
            "answered_from": str(ENOUGH),
            "hits": str(HITS),
            "chat_model": NO_CHAT,
        },
        theme_titles=titles_of(guide.store),
    )


def ask_cases(cases: Sequence[Case], ask: Ask, evidence: Evidence, timer: Callable[[], float]) -> Iterator[Timed]:
    """Yield each case's row as it is answered; stop taking to pause, go on to resume.

    timer: a clock in seconds that never goes back. A question that fails gives a row with its error.
    """
    for case in cases:
        started = timer()
        try:
            answer = ask(Question(case.question, case.earlier, case.at))
        except Exception as error:  # noqa: BLE001 - any failure is a finding about the assistant, not about the run
            row = with_evidence(Row(case.id, None, error=f"{type(error).__name__}: {error}"), case, evidence)
            yield Timed(row, (timer() - started) * 1000, {})
            continue
        duration_ms = (timer() - started) * 1000
        hits = answer.hits[:HITS]
        row = Row(
            case_id=case.id,
            reply=Reply.from_answer(answer),
            hits=tuple(Found(hit.passage.id, round(hit.score, 6), hit.rank) for hit in hits),
            explanations=tuple(f"{line.stage}: {line.text}" for line in answer.explanations),
            steps=tuple(name for name, _ in answer.trace.stages),
        )
        held = {hit.passage.id: Stretch.from_passage(hit.passage) for hit in hits}
        yield Timed(with_evidence(row, case, evidence), duration_ms, held, dict(answer.trace.stages))


def with_evidence(row: Row, case: Case, evidence: Evidence) -> Row:
    """Return the row with what the index says about its gold words, its slices, its quotations and its pathways."""
    gold = tuple(evidence.anchors.anchor(item) for item in case.expected_quotes)
    themes = evidence.slices.themes_of(case, gold, evidence.anchors)
    row = replace(row, gold=gold, themes=themes, audiences=evidence.slices.audiences_of(case))
    reply = row.reply
    if reply is None:
        return row
    places = [evidence.anchors.places(cited.source_id, cited.quote) for cited in reply.citations]
    founded = (
        cited.passage_digest for cited in reply.citations if evidence.anchors.holds(cited.source_id, cited.passage)
    )
    return replace(
        row,
        places=tuple(dict.fromkeys(place for found in places for place in found)),
        records=tuple(text for name in shown_records(reply) if (text := evidence.record(name))),
        founded=tuple(dict.fromkeys(founded)),
        held=evidence.held(reply, case.at),
    )


def shown_records(reply: Reply) -> tuple[str, ...]:
    """Return the ids of all records and documents that a reply shows a card of or cites, each once."""
    return tuple(dict.fromkeys((*reply.pathway_ids, *(cited.source_id for cited in reply.citations))))


def collect(case_set: CaseSet, timed: Sequence[Timed], evidence: Evidence, made: Made) -> tuple[Run, tuple[float, ...]]:
    """Return the run and its durations in milliseconds, in the order of the cases.

    The table of passages holds every hit and every passage with gold words.
    """
    passages: dict[str, Stretch] = {}
    for item in timed:
        passages.update(item.passages)
        for anchor in item.row.gold:
            wanted = set(anchor.passages) - passages.keys()
            if wanted:
                outline = evidence.store.outline(anchor.source)
                passages.update({part.id: Stretch.from_passage(part) for part in outline if part.id in wanted})
    run = Run(made, replace(case_set, cases=case_set.active), tuple(item.row for item in timed), passages)
    return run, tuple(item.duration_ms for item in timed)
