"""Another assistant's answers, pasted as a table, as a run that is marked by the same rules."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from evaluation.cases import Case, CaseSet
from evaluation.columns import Mapped, texts_of
from evaluation.replies import Reply
from evaluation.running import Evidence, Timed, collect, with_evidence
from evaluation.runs import Found, Made, Row, Run, Stretch
from evaluation.tables import Table
from guide.errors import DataFileError

STATUSES = ("answered", "partial", "clarify", "declined", "smalltalk", "failed")


def run_of_table(case_set: CaseSet, table: Table, mapping: Sequence[Mapped], assistant: str, evidence: Evidence) -> Run:
    """Return a run of the pasted answers. A row belongs to the case with its id, else with its question.

    Columns: answer, and if there are such: status, contexts (what was retrieved), alerts, pathways (ids). Without a
    status, a row with text counts as answered, one without as declined. Raises DataFileError without an answer column.
    """
    by_field = {item.field: place for place, item in enumerate(mapping) if item.field}
    by_name = {item.column.lower(): place for place, item in enumerate(mapping)}
    if "answer" not in by_field:
        raise DataFileError(f"No column holds the answer among {', '.join(table.columns)}. Name it with --map.")
    places = by_name | {name: place for name, place in by_field.items() if name}
    rows: dict[str, Mapping[str, str]] = {}
    for cells in table.rows:
        named = {name: cells[place] for name, place in places.items()}
        for key in (named.get("id", ""), named.get("question", "").strip()):
            rows.setdefault(key, named)
    timed = [_timed(case, rows.get(case.id) or rows.get(case.question.strip()), evidence) for case in case_set.active]
    made = Made(assistant, "unknown", None, evidence.store.corpus_sha256, evidence.store.index_id, 0)
    return collect(case_set, timed, evidence, made)[0]


def _timed(case: Case, named: Mapping[str, str] | None, evidence: Evidence) -> Timed:
    if named is None:
        row = Row(case.id, None, error="the table holds no answer to this case")
        return Timed(with_evidence(row, case, evidence), 0.0, {})
    text = named["answer"].strip()
    status = named.get("status", "").strip().lower()
    reply = Reply(
        question=case.question,
        standalone_question=case.question,
        status=status if status in STATUSES else "answered" if text else "declined",
        reason=None,
        confidence=0.0,
        text=text,
        pathways=tuple({"id": name} for name in texts_of(named.get("pathways", ""))),
        alerts=tuple((kind, "") for kind in texts_of(named.get("alerts", ""))),
    )
    contexts = [_stretch(text) for text in texts_of(named.get("contexts", ""))]
    names = [hashlib.sha256(held.text.encode()).hexdigest()[:12] for held in contexts]
    hits = tuple(Found(name, 1.0 / rank, rank) for rank, name in enumerate(names, start=1))
    row = with_evidence(Row(case.id, reply, hits), case, evidence)
    return Timed(row, 0.0, dict(zip(names, contexts, strict=True)))


def _stretch(text: str) -> Stretch:
    """Keep a context whose place in our documents nobody knows."""
    return Stretch("", None, (), text, 0, len(text))
