"""From a run to figures: every measure for every case, and what they come to over the run and its slices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evaluation import folding, marking
from evaluation.cases import Case
from evaluation.marking import Fault
from evaluation.measures import contacts, content, outcomes, retrieval, support
from evaluation.measures.outcomes import Abstention, Outcome, RiskPoint
from evaluation.measures.registry import MEASURES
from evaluation.measures.support import Quoted, Statement
from evaluation.replies import SHOWN_PATHWAYS, Reply
from evaluation.runs import Row, Run, Stretch
from evaluation.statements import claims
from guide.types import Json


@dataclass(frozen=True, slots=True)
class Marked:
    """One case with its reply, its faults and its figures. A figure that is not defined for it is left out."""

    case: Case
    row: Row
    faults: tuple[Fault, ...]
    scores: Mapping[str, float]
    outcome: Outcome | None

    @property
    def passed(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults

    @property
    def wrong(self) -> str:
        """Return what is wrong in words, empty where nothing is."""
        return marking.wrong_words(self.faults, self.row)

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the themes of the case, its own or those of its gold."""
        return self.row.themes or ((self.case.theme,) if self.case.theme else ())

    @property
    def audiences(self) -> tuple[str, ...]:
        """Return who asks or whom the case is about, its own or what its gold tells."""
        return self.row.audiences or ((self.case.audience,) if self.case.audience else ())


@dataclass(frozen=True, slots=True)
class Figure:
    """The mean of a measure over the cases where it is defined. value: None where it is defined for none."""

    name: str
    value: float | None
    count: int


def mark_run(run: Run) -> tuple[Marked, ...]:
    """Return every active case of a run, marked; a case without a row counts as without a reply."""
    rows = {row.case_id: row for row in run.rows}
    found = []
    for case in run.cases.active:
        row = rows.get(case.id) or Row(case.id, None, error="the run holds no reply to this case")
        wrong = marking.faults(case, row, run.cases.must_not_say)
        scores = score(case, row, run.passages, tells_hits=run.made.hits > 0) | {"passed": float(not wrong)}
        found.append(Marked(case, row, wrong, scores, _outcome(case, row, not wrong)))
    return tuple(found)


def score(case: Case, row: Row, passages: Mapping[str, Stretch], *, tells_hits: bool = True) -> dict[str, float]:
    """Return every figure that is defined for this case and reply.

    Retrieval is measured for answerable questions with gold words that stand in the index, nothing else: not where the
    alert is the answer, not where the gold is a field of a pathway, which no search ranks, and not of an assistant that
    does not tell what it found (tells_hits).
    """
    found: dict[str, float | None] = {}
    if tells_hits and case.expect == "answer" and not case.is_urgent:
        found |= _retrieval_scores(row, passages)
    if row.reply is not None:
        found |= _pathway_scores(case, row.reply) | _support_scores(row, row.reply) | _content_scores(case, row.reply)
    return {name: value for name, value in found.items() if value is not None}


def figures(marked: Sequence[Marked]) -> tuple[Figure, ...]:
    """Return the mean of every measure, in the order of the registry. An undefined figure is not averaged."""
    found = []
    for measure in MEASURES:
        values = [item.scores[measure.name] for item in marked if measure.name in item.scores]
        found.append(Figure(measure.name, sum(values) / len(values) if values else None, len(values)))
    return tuple(found)


def abstention(marked: Sequence[Marked]) -> Abstention:
    """Return how well the run abstained, over the cases with one of the five outcomes."""
    return outcomes.abstention([item.outcome for item in marked if item.outcome is not None])


def risk_coverage(marked: Sequence[Marked]) -> tuple[tuple[RiskPoint, ...], float | None]:
    """Return the curve and its area over the questions that were answered, by the confidence shown with them.

    Wrong: a wrong answer or an answer to the unanswerable. What was declined has no answer to be wrong.
    """
    answered = [item for item in marked if item.outcome in _ANSWERED and item.row.reply is not None]
    sure = [item.row.reply.confidence for item in answered if item.row.reply is not None]
    wrong = [item.outcome is not Outcome.CORRECT for item in answered]
    return outcomes.risk_coverage(sure, wrong), outcomes.area_under_risk_coverage(sure, wrong)


def paraphrase_invariance(marked: Sequence[Marked]) -> tuple[float | None, int]:
    """Return the share of groups whose variants all ended alike, with the number of groups of three or more."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for item in marked:
        if item.case.group and item.row.reply is not None:
            first = item.row.reply.citations[0] if item.row.reply.citations else None
            quoted = (first.source_id, folding.fold(first.quote)) if first else ("", "")
            groups.setdefault(item.case.group, []).append((item.row.reply.status, *quoted))
    return outcomes.paraphrase_invariance(groups), sum(len(group) >= 3 for group in groups.values())


def by(marked: Sequence[Marked], slices: Callable[[Marked], Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Return (passed, total) for each slice, in alphabetical order. A case counts in each slice that it is in."""
    found: dict[str, tuple[int, int]] = {}
    for item in marked:
        for name in filter(None, slices(item)):
            passed, total = found.get(name, (0, 0))
            found[name] = (passed + item.passed, total + 1)
    return dict(sorted(found.items()))


def results(run: Run) -> Json:
    """Return what a run came to, small enough to be kept: a gate compares with it, and other scripts read it.

    It holds no figure over all cases: who signs reads by grade and by kind of question.
    """
    marked = mark_run(run)
    return {
        "by_category": _counts(marked, lambda item: (item.case.category,)),
        "by_theme": _counts(marked, lambda item: item.themes),
        "by_audience": _counts(marked, lambda item: item.audiences),
        "by_tag": _counts(marked, lambda item: item.case.tags),
        "figures": {
            figure.name: {"value": figure.value, "count": figure.count}
            for figure in figures(marked)
            if figure.count and figure.name != "passed"
        },
        "cases": [
            {
                "id": item.case.id,
                "digest": item.case.digest,
                "category": item.case.category,
                "grade": item.case.grade,
                "themes": list(item.themes),
                "passed": item.passed,
                "faults": [fault.value for fault in item.faults],
                "scores": {name: round(value, 6) for name, value in sorted(item.scores.items())},
            }
            for item in marked
        ],
    }


def _counts(marked: Sequence[Marked], slices: Callable[[Marked], Sequence[str]]) -> Json:
    return {name: {"passed": passed, "total": total} for name, (passed, total) in by(marked, slices).items()}


_ANSWERED = (Outcome.CORRECT, Outcome.WRONG, Outcome.ANSWERED_UNANSWERABLE)


def _outcome(case: Case, row: Row, passed: bool) -> Outcome | None:
    """Return how a question ended; None without a reply, in an emergency or crisis, for small talk and a vague one."""
    if row.reply is None or case.is_urgent or case.expect not in ("answer", "decline"):
        return None
    abstained = row.reply.abstained
    if case.expect == "decline" and not abstained and passed:  # e.g. an accepted partial answer
        return None
    return outcomes.outcome_of(answerable=case.expect == "answer", abstained=abstained, correct=passed)


def _retrieval_scores(row: Row, passages: Mapping[str, Stretch]) -> dict[str, float | None]:
    usable = [anchor for anchor in row.gold if anchor.is_usable and anchor.is_searched]
    relevance: dict[str, float] = {}
    for anchor in usable:
        for name in anchor.passages:
            relevance[name] = max(float(anchor.relevance), relevance.get(name, 0.0))
    if not relevance or len(usable) < len(row.gold):
        return {}
    ranked = [hit.id for hit in sorted(row.hits, key=lambda hit: hit.rank)]
    gold = set(relevance)
    found: dict[str, float | None] = {f"recall@{k}": retrieval.recall_at_k(ranked, gold, k) for k in (1, 5, 10)}
    found |= {f"success@{k}": retrieval.success_at_k(ranked, gold, k) for k in (1, 5)}
    found["precision@5"] = retrieval.precision_at_k(ranked, gold, 5)
    found["rr@10"] = retrieval.reciprocal_rank(ranked, gold, 10)
    found["ndcg@10"] = retrieval.ndcg_at_k(ranked, relevance, 10)
    first = [passages[name] for name in ranked[:5] if name in passages]
    found["span_recall@5"] = sum(
        retrieval.span_recall(
            [(anchor.start, anchor.end)], [(held.start, held.end) for held in first if held.source_id == anchor.source]
        )
        for anchor in usable
    ) / len(usable)
    return found


def _pathway_scores(case: Case, reply: Reply) -> dict[str, float | None]:
    shown = reply.pathway_ids[:SHOWN_PATHWAYS]
    if case.expected_pathways:
        recall = retrieval.recall_at_k(shown, set(case.expected_pathways), SHOWN_PATHWAYS)
        return {"pathway_recall@3": recall}
    if case.any_pathways:
        return {"pathway_recall@3": float(not set(shown).isdisjoint(case.any_pathways))}
    return {}


def _support_scores(row: Row, reply: Reply) -> dict[str, float | None]:
    statements = [Statement(text, markers) for text, markers in claims(reply, row.records)]
    passages = {cited.marker: _evidence_of(cited.source_id, cited.quote, row) for cited in reply.citations}
    quoted = [
        Quoted(cited.quote, cited.passage if all(marking.quote_stands(cited, row)) else None)
        for cited in reply.citations
    ]
    return {
        "quote_validity": support.quote_validity(quoted),
        "contact_exactness": contacts.contact_exactness(*marking.contacts_of(row, reply)),
        "citation_recall": support.citation_recall(statements, passages),
        "citation_precision": support.citation_precision(statements, passages),
        "lexical_support": support.lexical_support(statements, passages),
    }


def _evidence_of(source_id: str, quote: str, row: Row) -> str:
    """Return the index's own passage under a quotation; where it holds none, nothing supports anything."""
    held = [place.text for place in row.places if place.source_id == source_id and support.stands_in(quote, place.text)]
    return held[0] if held else ""


def _content_scores(case: Case, reply: Reply) -> dict[str, float | None]:
    shown = reply.shown(SHOWN_PATHWAYS)
    points = content.keypoint_recall(case.key_points, shown)
    quotes = [
        any(
            gold.source == cited.source_id and folding.fold(gold.words) in folding.fold(cited.quote)
            for cited in reply.citations
        )
        for gold in case.expected_quotes
    ]
    return {
        "gold_quoted": sum(quotes) / len(quotes) if quotes else None,
        "keypoint_recall_vital": points.vital,
        "keypoint_recall": points.every,
        "keypoint_recall_weighted": points.weighted,
        "keypoint_recall_strict": points.strict,
        "list_completeness": content.list_completeness(case.list_items, shown),
        "token_f1": content.token_f1(reply.text, case.reference_answers),
    }
