"""Another assistant's answers, pasted as a table, as a run that is marked by the same rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation import folding
from evaluation.cases import ALERTS, Case, CaseSet
from evaluation.columns import Mapped, contexts_of, texts_of
from evaluation.replies import Cited, Reply
from evaluation.running import HITS, Evidence, Timed, collect, with_evidence
from evaluation.runs import Found, Made, Row, Run, Stretch
from evaluation.tables import Table
from guide.errors import DataFileError
from quiz.themes import titles_of

STATUSES = ("answered", "partial", "clarify", "declined", "smalltalk", "failed")
COLUMNS = ("id", "question", "answer", "status", "citations", "contexts", "alerts", "pathways")
"""What is read of a table of answers; everything else in it is left alone."""
WITHOUT = {
    "citations": "No column holds citations: an answer then fails unless it shows a pathway that was asked for.",
    "alerts": "No column holds alerts: every emergency and crisis then counts as missed.",
    "status": "No column holds a status: a row with text counts as answered, one without as declined.",
    "contexts": "No column holds contexts: nothing is then said about what was retrieved.",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says about a set of cases. rows: named cells by the id of their case.

    missing: ids of cases without a row. strangers: lines that belong to no case, or to one that has a row already.
    odd: what is not understood, one sentence each. without: what follows from columns that are not there.
    """

    rows: Mapping[str, Mapping[str, str]]
    missing: tuple[str, ...]
    strangers: tuple[int, ...]
    odd: tuple[str, ...]
    without: tuple[str, ...]


def read_answers(case_set: CaseSet, table: Table, mapping: Sequence[Mapped]) -> Reading:
    """Return what the table holds for each case. A row belongs to the case with its id, else with its question.

    Raises DataFileError where no column holds the answer, none tells the cases apart, or no row belongs to a case.
    """
    places = {item.field: place for place, item in enumerate(mapping) if item.field in COLUMNS}
    listed = ", ".join(table.columns)
    if "answer" not in places:
        raise DataFileError(
            f"No column is read as the answer among {listed}. Choose which one is (in a terminal: --map COLUMN=answer)."
        )
    if not {"id", "question"} & places.keys():
        raise DataFileError(
            f"No column is read as id or question among {listed}. Choose which one is (in a terminal: --map COLUMN=id)."
        )
    by_id = {case.id: case.id for case in case_set.active}
    by_question = {" ".join(case.question.split()): case.id for case in case_set.active}
    rows: dict[str, Mapping[str, str]] = {}
    strangers, odd = list[int](), list[str]()
    for line, cells in zip(table.lines, table.rows, strict=True):
        named = {name: cells[place].strip() for name, place in places.items()}
        if "contexts" in places:
            column = table.columns[places["contexts"]]
            named["contexts"] = json.dumps(contexts_of(column, named["contexts"]), ensure_ascii=False)
        owner = by_id.get(named.get("id", "")) or by_question.get(" ".join(named.get("question", "").split()))
        if owner is None or owner in rows:
            strangers.append(line)
            continue
        rows[owner] = named
        odd += _odd(named, line)
    if not rows:
        raise DataFileError(
            "No row belongs to a case of this file: neither an id nor a question is the same. Choose the file of cases "
            "that the answers are for, or give the rows its ids."
        )
    missing = tuple(case.id for case in case_set.active if case.id not in rows)
    without = tuple(words for name, words in WITHOUT.items() if name not in places)
    return Reading(rows, missing, tuple(strangers), tuple(odd), without)


def run_of_answers(case_set: CaseSet, reading: Reading, assistant: str, evidence: Evidence) -> Run:
    """Return a run of what was read; a case without a row has no reply."""
    timed = [_timed(case, reading.rows.get(case.id), evidence) for case in case_set.active]
    hits = 0 if WITHOUT["contexts"] in reading.without else HITS
    store = evidence.store
    titles = titles_of(store)
    made = Made(assistant, "unknown", None, store.corpus_sha256, store.index_id, hits, theme_titles=titles)
    return collect(case_set, timed, evidence, made)[0]


def _odd(named: Mapping[str, str], line: int) -> list[str]:
    found = []
    status = named.get("status", "").lower()
    if status and status not in STATUSES:
        found.append(f"Line {line}: the status {status!r} is none of {', '.join(STATUSES)}; it is read by the answer.")
    unknown = [kind for kind in texts_of(named.get("alerts", "")) if kind not in ALERTS]
    if unknown:
        found.append(f"Line {line}: the alert {unknown[0]!r} is none of {', '.join(ALERTS)}; it is not counted.")
    return found


def _timed(case: Case, named: Mapping[str, str] | None, evidence: Evidence) -> Timed:
    if named is None:
        row = Row(case.id, None, error="the table holds no answer to this case")
        return Timed(with_evidence(row, case, evidence), 0.0, {})
    text, status = named["answer"], named.get("status", "").lower()
    reply = Reply(
        question=case.question,
        standalone_question=case.question,
        status=status if status in STATUSES else "answered" if text else "declined",
        reason=None,
        confidence=0.0,
        text=text,
        citations=tuple(
            _cited(marker, words, evidence)
            for marker, words in enumerate(texts_of(named.get("citations", "")), start=1)
        ),
        pathways=tuple({"id": name} for name in texts_of(named.get("pathways", ""))),
        alerts=tuple((kind, "") for kind in texts_of(named.get("alerts", "")) if kind in ALERTS),
    )
    row = with_evidence(Row(case.id, reply), case, evidence)
    names, passages = _found(case, row, texts_of(named.get("contexts", "")))
    hits = tuple(Found(name, 1.0 / rank, rank) for rank, name in enumerate(names, start=1))
    return Timed(replace(row, hits=hits), 0.0, passages)


def _found(case: Case, row: Row, contexts: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Stretch]]:
    """Return the passages that the contexts stand for, best first, and those of them that are not of our index.

    A context that holds gold words has found our passage with them, however the other assistant cut the documents.
    """
    names, strange = list[str](), dict[str, Stretch]()
    for text in contexts:
        folded = folding.fold(text)
        held = [
            name
            for gold, anchor in zip(case.expected_quotes, row.gold, strict=True)
            if anchor.is_usable and folding.fold(gold.words) in folded
            for name in anchor.passages
        ]
        if not held:
            held = [hashlib.sha256(text.encode()).hexdigest()[:12]]
            strange[held[0]] = _stretch(text)
        names += held
    return tuple(dict.fromkeys(names)), strange


def _cited(marker: int, words: str, evidence: Evidence) -> Cited:
    """Read one citation: an object with quote, source_id and page, or bare quoted words, looked up in every source."""
    try:
        read = json.loads(words)
    except ValueError:
        read = None
    row = read if isinstance(read, dict) else {"quote": words.strip("\"'“”‘’ ")}
    quote, source = (
        str(row.get("quote") or row.get("words") or ""),
        str(row.get("source_id") or row.get("source") or ""),
    )
    if not source:
        held = (known.id for known in evidence.store.sources() if evidence.anchors.places(known.id, quote))
        source = next(held, "")
    page = row.get("page")
    if page is None:  # a citation without a page is not held to one
        page = next((place.page for place in evidence.anchors.places(source, quote)), None)
    return Cited.from_json({"marker": marker, "source_id": source, "page": page, "quote": quote})


def _stretch(text: str) -> Stretch:
    """Keep a context whose place in our documents nobody knows."""
    return Stretch("", None, (), text, 0, len(text))
