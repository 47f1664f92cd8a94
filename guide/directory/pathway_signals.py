"""What speaks for and against one record as the answer to a question, weighed to the odds that it fits."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, mul

from guide.asking.pathway_asking import Asked
from guide.asking.pathway_forms import Form
from guide.directory.pathway_names import FULL, WEAK
from guide.directory.pathway_records import LABELS, SITUATIONS, Pathway
from guide.ports import Candidate

NOT_TELLING = frozenset({LABELS["change_if"], LABELS["not_for"], LABELS["not_confirmed"]})
"""Fields that speak of other services or of what is missing: they can be quoted but do not speak for the record."""

FAR_PHRASE = 0.6
"""Cosine of a search phrase up to which its nearness says nothing by itself."""

NOTHING_TOLD = 0.8
"""What likeness to a story counts where nothing is told, but asked."""

WEIGHTS = {
    "likeness": 14.3,
    "for_none": -5.0,
    "field": 2.5,
    "words": 1.8,
    "bm25": 10.3,
    "name": 4.0,
    "named_and_asked": 0.8,
    "other_name": -3.8,
    "wrong_age": -1.8,
    "wrong_area": -10.0,
    "wrong_sex": -6.0,
    "wrong_part": -6.0,
    "asks_reaching": 1.3,
    "asks_plan": -3.3,
    "asks_not_held": -10.0,
    "document": -8.0,
}
NONE_FITS = 8.3
"""Weights, and what a record must reach to be as likely as that none fits. Fitted together: decision 0006 says how."""


@dataclass(frozen=True, slots=True)
class Likely:
    """How much a message is like what is told of each service, by id, in [0, 1]; a service may be missing.

    told: where something is told. asked: where something is only asked. none: the chance that it is for none of them.
    """

    told: Mapping[str, float] = field(default_factory=dict)
    asked: Mapping[str, float] = field(default_factory=dict)
    none: float = 0.0


NOTHING_LIKELY = Likely()


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one record, each in [0, 1]; what is wrong speaks against it.

    for_none: what is told is like what no service is for; 0 where a detail is asked for. wrong_part: it serves those
    who harm others, and nobody speaks of that.
    """

    likeness: float = 0.0
    for_none: float = 0.0
    field: float = 0.0
    words: float = 0.0
    bm25: float = 0.0
    name: float = 0.0
    wrong_age: float = 0.0
    wrong_area: float = 0.0
    wrong_sex: float = 0.0
    wrong_part: float = 0.0
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
    likely: float | None = None,
    for_none: float = 0.0,
) -> Signals:
    """Return what speaks for a record, from what the search found of it and what the question asks for.

    document: how well a document fits. likely: how much the question is like what is told of the service, in [0, 1],
    None where that is not known. for_none: the chance that no service is for it.
    """
    name = named.strength
    telling = [candidate for candidate in candidates if candidate.passage.headings[0] not in NOT_TELLING]
    said = [candidate for candidate in telling if candidate.passage.headings[0] == SITUATIONS]
    highest = max((candidate.bm25 for candidate in telling), default=0.0)
    return Signals(
        likeness=_likeness(likely, best_unit(said)) * (1.0 if form.situation else NOTHING_TOLD),
        for_none=for_none * form.situation * (1.0 - name) * (not set(asked.fields) - {"contact"}),
        field=max((max(candidate.cosine, 0.0) for candidate in telling), default=0.0),
        words=max((candidate.words for candidate in telling), default=0.0),
        bm25=highest / (highest + 8.0),
        name=name,
        wrong_age=float(asked.conflicts_with_ages(pathway.min_age, pathway.max_age)),
        wrong_area=0.0
        if asked.if_taken and name >= FULL
        else _elsewhere(pathway, asked) * (1.0 if pathway.scope == "kingston" else 0.5 * (1.0 - name)),
        wrong_sex=float(bool(asked.sex and pathway.sex and asked.sex != pathway.sex)) * (1.0 - name),
        wrong_part=float(pathway.own_abuse and not asked.own_abuse) * (1.0 - name),
        asks_reaching=form.reaching,
        asks_plan=form.plan,
        asks_not_held=form.not_held,
        document=document,
        named_and_asked=name * named.asks_field,
        other_name=named.is_another * (1.0 - name),
    )


def _likeness(likely: float | None, nearest: float) -> float:
    """Return how much a question is like what is told of a service, in [0, 1].

    One that was not trained on, or has got a search phrase since, is judged by its nearest phrase.
    """
    by_phrase = max(nearest - FAR_PHRASE, 0.0) / (1.0 - FAR_PHRASE)
    return math.sqrt(max(likely or 0.0, by_phrase))


def best_unit(candidates: Sequence[Candidate]) -> float:
    """Return the best likeness of any unit among these, 0 without one."""
    return max((max(unit.cosine, 0.0) for candidate in candidates for unit in candidate.units), default=0.0)


def _elsewhere(pathway: Pathway, asked: Asked) -> float:
    """Return 1 if the question is about other boroughs only, and the record serves none of them by name, else 0."""
    if not asked.areas or asked.is_here:
        return 0.0
    return float(not set(asked.areas) & set(pathway.areas))
