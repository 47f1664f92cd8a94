"""Every measure by name: its formula in one line, how far it can be trusted, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How far a figure can be trusted. A judged figure needs a language model and its agreement with people."""

    EXACT = "exact"
    PROXY = "proxy"
    JUDGED = "judged"


class Group(StrEnum):
    """What a measure looks at."""

    RETRIEVAL = "retrieval"
    SUPPORT = "support"
    CONTENT = "content"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a case; its figure for a run is the mean over the cases where it is defined."""

    name: str
    group: Group
    tier: Tier
    formula: str
    higher_is_better: bool = True


_R, _S, _C, _O = Group.RETRIEVAL, Group.SUPPORT, Group.CONTENT, Group.OUTCOME
_EXACT, _PROXY = Tier.EXACT, Tier.PROXY

MEASURES: tuple[Measure, ...] = (
    Measure("passed", _O, _EXACT, "the case has no fault by the five rules"),
    Measure("recall@1", _R, _EXACT, "gold passages among the first 1 / gold passages"),
    Measure("recall@5", _R, _EXACT, "gold passages among the first 5 / gold passages"),
    Measure("recall@10", _R, _EXACT, "gold passages among the first 10 / gold passages"),
    Measure("precision@5", _R, _EXACT, "gold passages among the first 5 / 5"),
    Measure("rr@10", _R, _EXACT, "1 / rank of the first gold passage up to 10, else 0; the mean is MRR"),
    Measure("ndcg@10", _R, _EXACT, "sum of grade / log2(rank + 1) up to 10, over that of the best order; linear gain"),
    Measure("success@1", _R, _EXACT, "1 if the first passage is a gold passage, else 0"),
    Measure("success@5", _R, _EXACT, "1 if any gold passage stands among the first 5, else 0"),
    Measure("span_recall@5", _R, _EXACT, "gold words of which 90 % of the characters lie in the first 5 / gold words"),
    Measure("pathway_recall@3", _R, _EXACT, "expected pathways among the first 3 cards / expected pathways"),
    Measure("quote_validity", _S, _EXACT, "quotations that stand on their cited page, word for word / quotations"),
    Measure(
        "contact_exactness",
        _S,
        _EXACT,
        "numbers, addresses, times shown that stand in the record their line is from / shown",
    ),
    Measure("citation_recall", _S, _PROXY, "statements that their joined citations support / statements (ALCE)"),
    Measure("citation_precision", _S, _PROXY, "citations that are needed / citations (ALCE)"),
    Measure(
        "lexical_support",
        _S,
        _PROXY,
        "cited statements of which 90 % of the words and every figure, name and "
        "negation stand in the cited passage / cited statements",
    ),
    Measure("gold_quoted", _C, _EXACT, "expected quotes held word for word by a citation / expected quotes"),
    Measure("keypoint_recall_vital", _C, _PROXY, "sum of support (1, 0.5, 0) of vital key points / vital key points"),
    Measure("keypoint_recall", _C, _PROXY, "sum of support of all key points / key points"),
    Measure("keypoint_recall_weighted", _C, _PROXY, "(vital + okay / 2) / (vital points + okay points / 2)"),
    Measure("keypoint_recall_strict", _C, _PROXY, "vital key points with full support / vital key points"),
    Measure("list_completeness", _C, _EXACT, "items of the list that are shown / items of the list"),
    Measure("token_f1", _C, _EXACT, "2 x common words / (words of reply + words of reference); weak for long replies"),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
