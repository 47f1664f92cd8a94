"""Why a case failed: it is asked again with one stage made perfect, and the stage that mends it is to blame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, cast

from evaluation import marking
from evaluation.cases import Case
from evaluation.marking import Fault
from evaluation.replies import SHOWN_PATHWAYS, Reply
from evaluation.running import Evidence, with_evidence
from evaluation.runs import Row, Run
from guide.answering import STEPS, Guide
from guide.drafts import Draft
from guide.ports import Candidate, PassageStore
from guide.retrieval import CANDIDATES
from guide.steps import decline_what_is_not_held
from guide.types import Answer, Question, SourceKind, Vector

MOST_CANDIDATES = 2_000
"""How deep the search looks for gold passages when it is made perfect."""
NOT_OF_THE_STAGES = frozenset(
    fault for fault in Fault if "emergency" in fault or "crisis" in fault or "personal" in fault
)


class Blame(StrEnum):
    """The stage a failure is put down to."""

    DOCUMENT = "the document: the expected words are not in the index"
    NOT_RETRIEVED = "not retrieved"
    CUT = "retrieved and cut"
    REFUSED = "refused by the threshold"
    COMPOSED = "badly composed"
    LET_THROUGH = "let through by the threshold"
    SERVICE_OFFERED = "a service was offered that was not asked for"
    PATHWAY_LOW = "pathway shown below the third place"
    PATHWAY_ABSENT = "pathway not matched"
    ALERTS = "the rules for alerts"
    UNDERSTOOD = "the kind of message was not recognised"
    FAILED = "the assistant failed"


def with_blame(run: Run, guide: Guide, evidence: Evidence) -> Run:
    """Return the run with the stage to blame for every failure, and what every refusal would have answered."""
    cases = {case.id: case for case in run.cases.active}
    rows = []
    for row in run.rows:
        case, forbidden = cases[row.case_id], run.cases.must_not_say
        found = blame(case, row, guide, evidence, forbidden)
        opened = faults_if_answered(case, row, guide, evidence, forbidden)
        rows.append(replace(row, blame=found.value if found else "", opened=opened))
    return replace(run, rows=tuple(rows))


def blame(case: Case, row: Row, guide: Guide, evidence: Evidence, forbidden: Sequence[str] = ()) -> Blame | None:
    """Return the stage to blame for a failed case, None for one that passes.

    Perfect retrieval: the search finds the passages with the expected words and no other document passage. Open gate:
    the threshold refuses nothing. The first of them that mends the case is to blame; if none does, composing is.
    """
    wrong = set(marking.faults(case, row, forbidden))
    reply = row.reply
    if not wrong:
        return None
    if reply is None or reply.status == "failed":
        return Blame.FAILED
    simple = _without_asking_again(case, row, reply, wrong)
    if simple:
        return simple
    return _by_asking_again(case, row, guide, evidence, forbidden)


def faults_if_answered(
    case: Case, row: Row, guide: Guide, evidence: Evidence, forbidden: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """Return the faults that a question refused by the threshold would have had if it had been answered.

    None where the threshold did not refuse it, or nothing could be answered.
    """
    if row.reply is None or row.reply.reason not in ("not_in_documents", "unsupported"):
        return None
    opened = _ask(case, guide, guide.store, open_gate=True)
    if opened.status not in ("answered", "partial"):
        return None
    answered = with_evidence(replace(row, reply=Reply.from_answer(opened)), case, evidence)
    return tuple(fault.value for fault in marking.faults(case, answered, forbidden))


def _without_asking_again(case: Case, row: Row, reply: Reply, wrong: set[Fault]) -> Blame | None:
    if wrong <= NOT_OF_THE_STAGES:
        return Blame.ALERTS
    if case.expect in ("clarify", "smalltalk"):
        return Blame.UNDERSTOOD
    if case.expect == "decline":
        return _let_through(reply)
    if Fault.PATHWAY_MISSING in wrong:
        wanted = {*case.expected_pathways, *case.any_pathways}
        below = not wanted.isdisjoint(reply.pathway_ids[SHOWN_PATHWAYS:])
        return Blame.PATHWAY_LOW if below else Blame.PATHWAY_ABSENT
    if any(not anchor.is_usable for anchor in row.gold):
        return Blame.DOCUMENT
    return Blame.UNDERSTOOD if reply.status in ("clarify", "smalltalk") else None


def _let_through(reply: Reply) -> Blame:
    """Return what stood in the way of a refusal, by how the reply ended: each way has one step that ends so."""
    if reply.status == "declined":
        return Blame.COMPOSED
    if reply.status in ("clarify", "smalltalk"):
        return Blame.UNDERSTOOD
    return Blame.SERVICE_OFFERED if reply.pathways else Blame.LET_THROUGH


def _by_asking_again(case: Case, row: Row, guide: Guide, evidence: Evidence, forbidden: Sequence[str]) -> Blame:
    gold = frozenset(name for anchor in row.gold for name in anchor.passages)
    missing = gold - {hit.id for hit in row.hits}
    perfect = cast(PassageStore, _PerfectSearch(guide.store, gold))

    def mended(store: PassageStore, *, open_gate: bool) -> bool:
        reply = Reply.from_answer(_ask(case, guide, store, open_gate=open_gate))
        again = with_evidence(replace(row, reply=reply), case, evidence)
        return not set(marking.faults(case, again, forbidden)) - NOT_OF_THE_STAGES

    search = Blame.CUT if missing and missing <= _looked_at(guide, case) else Blame.NOT_RETRIEVED
    if missing and mended(perfect, open_gate=False):
        return search
    if mended(guide.store, open_gate=True):
        return Blame.REFUSED
    if missing and mended(perfect, open_gate=True):
        return search
    return Blame.COMPOSED


def _looked_at(guide: Guide, case: Case) -> set[str]:
    """Return the passages that the search looks at for this question before it keeps the best."""
    vector = guide.embedder.embed([case.question])[0]
    return {candidate.passage.id for candidate in guide.store.search(case.question, vector, CANDIDATES)}


def _ask(case: Case, guide: Guide, store: PassageStore, *, open_gate: bool) -> Answer:
    """Ask by the guide's own steps over another store, without the step that refuses if the gate is open."""
    parts = replace(guide.parts_now(), store=store.snapshot())
    draft = Draft(asked=Question(case.question, case.earlier, case.at))
    for step in STEPS:
        if open_gate and step is decline_what_is_not_held:
            continue
        result = step(parts, draft)
        if isinstance(result, Answer):
            return result
        draft = result
    raise AssertionError("the last step always answers")


class _PerfectSearch:
    """A store whose search finds the gold passages, with their true figures, and no other passage of a document.

    All else is left to the store itself.
    """

    def __init__(self, store: PassageStore, gold: frozenset[str]) -> None:
        self._store = store
        self._gold = gold

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the store has
        return getattr(self._store, name)

    def snapshot(self) -> _PerfectSearch:
        return _PerfectSearch(self._store.snapshot(), self._gold)

    def search(self, text: str, vector: Vector, limit: int) -> tuple[Candidate, ...]:
        found = self._store.search(text, vector, min(self._store.passage_count, MOST_CANDIDATES))
        return tuple(item for item in found if item.passage.id in self._gold or item.passage.kind is SourceKind.PATHWAY)
