"""Why a case failed: it is asked again with one stage made perfect, and the stage that mends it is to blame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, cast

from evaluation import marking
from evaluation.cases import Case, Gold
from evaluation.marking import Fault
from evaluation.replies import SHOWN_PATHWAYS, Reply
from evaluation.running import Evidence, with_evidence
from evaluation.runs import Row, Run
from guide.answering import STEPS, Guide
from guide.directory.pathways import Directory
from guide.drafts import Draft
from guide.ports import Candidate, PassageStore
from guide.searching.retrieval import CANDIDATES
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
    DECLINED = "declined by a step after the threshold"
    LET_THROUGH = "let through by the threshold"
    SERVICE_OFFERED = "a service was offered that was not asked for"
    PATHWAY_LOW = "pathway shown below the third place"
    PATHWAY_ABSENT = "pathway not matched"
    OTHER_QUOTED = "another service was quoted before it"
    FIELD = "the service was shown, another field of it was quoted"
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
    the threshold refuses nothing. The first of them that mends the case is to blame; if none does, composing is,
    or where the reply is a refusal all the same, the step that declined it.
    Words of a card are not searched for: its service is matched, then a field of it is quoted. Perfect matching: the
    directory holds the expected services alone.
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
    not_quoted = _not_quoted_of_cards(case, row, reply)
    if not_quoted:
        return _of_a_card(not_quoted, case, reply, guide)
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
        return _not_shown({*case.expected_pathways, *case.any_pathways}, reply)
    if any(not anchor.is_usable for anchor in row.gold):
        return Blame.DOCUMENT
    return Blame.UNDERSTOOD if reply.status in ("clarify", "smalltalk") else None


def _not_shown(wanted: set[str], reply: Reply) -> Blame:
    """Return how services are missing from the cards that marking reads."""
    return Blame.PATHWAY_ABSENT if wanted.isdisjoint(reply.pathway_ids[SHOWN_PATHWAYS:]) else Blame.PATHWAY_LOW


def _not_quoted_of_cards(case: Case, row: Row, reply: Reply) -> tuple[Gold, ...]:
    """Return the expected words of cards that the reply does not quote."""
    on_cards = (gold for gold, anchor in zip(case.expected_quotes, row.gold, strict=True) if not anchor.is_searched)
    return tuple(gold for gold in on_cards if not marking.is_quoted(gold, reply))


def _of_a_card(not_quoted: Sequence[Gold], case: Case, reply: Reply, guide: Guide) -> Blame:
    """Return what kept words of cards from being quoted: the matching of the service, or the choice of its field."""
    cards = {gold.source for gold in not_quoted}
    missing = cards - set(reply.pathway_ids[:SHOWN_PATHWAYS])
    if missing:
        return _not_shown(missing, reply)
    wanted = {*case.expected_pathways, *case.any_pathways, *cards}
    alone = Reply.from_answer(_ask(case, guide, guide.store, open_gate=False, services=frozenset(wanted)))
    return Blame.OTHER_QUOTED if all(marking.is_quoted(gold, alone) for gold in not_quoted) else Blame.FIELD


def _let_through(reply: Reply) -> Blame:
    """Return what stood in the way of a refusal, by how the reply ended: each way has one step that ends so."""
    if reply.status == "declined":
        return Blame.COMPOSED
    if reply.status in ("clarify", "smalltalk"):
        return Blame.UNDERSTOOD
    return Blame.SERVICE_OFFERED if reply.pathways else Blame.LET_THROUGH


def _by_asking_again(case: Case, row: Row, guide: Guide, evidence: Evidence, forbidden: Sequence[str]) -> Blame:
    gold = frozenset(name for anchor in row.gold if anchor.is_searched for name in anchor.passages)
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
    return Blame.DECLINED if row.reply is not None and row.reply.status == "declined" else Blame.COMPOSED


def _looked_at(guide: Guide, case: Case) -> set[str]:
    """Return the passages that the search looks at for this question before it keeps the best."""
    vector = guide.embedder.embed([case.question])[0]
    return {candidate.passage.id for candidate in guide.store.search(case.question, vector, CANDIDATES)}


def _ask(
    case: Case, guide: Guide, store: PassageStore, *, open_gate: bool, services: frozenset[str] | None = None
) -> Answer:
    """Ask by the guide's own steps over another store, without the step that refuses if the gate is open.

    services: those that the directory is to hold, all without it.
    """
    parts = replace(guide.parts_now(), store=store.snapshot())
    if services is not None:
        held = [record for name, record in parts.knowledge.directory.pathways.items() if name in services]
        parts = replace(parts, knowledge=replace(parts.knowledge, directory=Directory(held)))
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
