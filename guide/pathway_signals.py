"""What speaks for and against one record as the answer to a question, weighed to the odds that it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter, mul

from guide.pathway_asking import Asked
from guide.pathway_forms import Form
from guide.pathway_names import FULL, WEAK
from guide.pathway_records import LABELS, SITUATIONS, Pathway
from guide.ports import Candidate

NOT_TELLING = frozenset({LABELS["change_if"], LABELS["not_for"], LABELS["not_confirmed"]})
"""Fields that speak of other services or of what is missing: they can be quoted but do not speak for the record."""

WEIGHTS = {
    "situation": 6.4,
    "field": 6.7,
    "words": 4.1,
    "bm25": 15.8,
    "name": 3.6,
    "named_and_asked": 1.4,
    "other_name": -4.3,
    "wrong_age": -1.8,
    "wrong_area": -10.0,
    "wrong_sex": -6.0,
    "wrong_part": -6.0,
    "asks_situation": 1.2,
    "asks_reaching": 1.3,
    "asks_plan": -2.6,
    "asks_not_held": -10.0,
    "document": -5.2,
}
NONE_FITS = 11.4
"""Weights, and what a record must reach to be as likely as that none fits. Fitted together: decision 0006 says how."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one record, each in [0, 1]; what is wrong speaks against it.

    wrong_part: it serves those who harm others, and nobody speaks of that.
    """

    situation: float = 0.0
    field: float = 0.0
    words: float = 0.0
    bm25: float = 0.0
    name: float = 0.0
    wrong_age: float = 0.0
    wrong_area: float = 0.0
    wrong_sex: float = 0.0
    wrong_part: float = 0.0
    asks_situation: float = 0.0
    asks_reaching: float = 0.0
    asks_plan: float = 0.0
    asks_not_held: float = 0.0
    document: float = 0.0
    named_and_asked: float = 0.0
    other_name: float = 0.0

    @property
    def is_for_others(self) -> bool:
        """Say whether the record serves other people than those spoken of. One that is named is never kept back."""
        return max(self.wrong_sex, self.wrong_part) >= FULL - WEAK

    def odds(self) -> float:
        """Return the logarithm of the odds that the record fits rather than none."""
        weighed: float = sum(map(mul, WEIGHTS.values(), _WEIGHED(self)))
        return weighed - NONE_FITS


_WEIGHED: Callable[[Signals], tuple[float, ...]] = attrgetter(*WEIGHTS)


@dataclass(frozen=True, slots=True)
class Named:
    """How strongly a record is named, in [0, 1]; whether a field of a named one is asked for, or another is named."""

    strength: float
    asks_field: bool
    is_another: bool


def signals_of(
    pathway: Pathway,
    candidates: Sequence[Candidate],
    named: Named,
    asked: Asked,
    form: Form,
    document: float,
) -> Signals:
    """Return what speaks for a record, from what the search found of it and what the question asks for.

    document: how well a document fits.
    """
    name = named.strength
    telling = [candidate for candidate in candidates if candidate.passage.headings[0] not in NOT_TELLING]
    said = [candidate for candidate in telling if candidate.passage.headings[0] == SITUATIONS]
    highest = max((candidate.bm25 for candidate in telling), default=0.0)
    return Signals(
        situation=best_unit(said),
        field=max((max(candidate.cosine, 0.0) for candidate in telling), default=0.0),
        words=max((candidate.words for candidate in telling), default=0.0),
        bm25=highest / (highest + 8.0),
        name=name,
        wrong_age=float(asked.conflicts_with_ages(pathway.min_age, pathway.max_age)),
        wrong_area=_elsewhere(pathway, asked) * (1.0 if pathway.scope == "kingston" else 0.5 * (1.0 - name)),
        wrong_sex=float(bool(asked.sex and pathway.sex and asked.sex != pathway.sex)) * (1.0 - name),
        wrong_part=float(pathway.own_abuse and not asked.own_abuse) * (1.0 - name),
        asks_situation=form.situation * (1.0 - max(form.plan, form.not_held)),
        asks_reaching=form.reaching,
        asks_plan=form.plan,
        asks_not_held=form.not_held,
        document=document,
        named_and_asked=name * named.asks_field,
        other_name=named.is_another * (1.0 - name),
    )


def best_unit(candidates: Sequence[Candidate]) -> float:
    """Return the best likeness of any unit among these, 0 without one."""
    return max((max(unit.cosine, 0.0) for candidate in candidates for unit in candidate.units), default=0.0)


def _elsewhere(pathway: Pathway, asked: Asked) -> float:
    """Return 1 if the question is about other boroughs only, and the record serves none of them by name, else 0."""
    if not asked.areas or asked.is_here:
        return 0.0
    return float(not set(asked.areas) & set(pathway.areas))
