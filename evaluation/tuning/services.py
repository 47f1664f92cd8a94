"""`python -m evaluation.tuning.services --index DIR [--every N]`: what speaks for a service, learned.

The weights of guide/directory/pathway_signals.py, from every Nth told line and from our own cases of the services and
the plan. What judges a line never saw its fold. A person copies the weights, or says in decision 0006 why not.
Writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import numpy as np

from evaluation.train_danger import FOLDS
from evaluation.train_services import CORPUS, fit, machines_of, phrases, told_lines, wanted_of
from evaluation.tuning.fitting import Flags, Floats, fit_choice
from guide.adapters.service_meaning import ServiceMeaning
from guide.directory.pathway_signals import NONE_FITS, WEIGHTS
from guide.directory.pathways import OFFERED, MatchQuery, rank
from guide.drafts import Parts
from guide.errors import GuideError
from guide.safety import mask
from guide.searching.retrieval import retrieve
from guide.settings import Settings
from guide.steps import embedded
from guide.wiring import go_offline, open_guide

CASES = Path(__file__).parent.parent / "cases"
FILES = ("pathways/own.jsonl", "pathways/heldout.jsonl", "plan.jsonl")
TOLD = "told lines"

NAMES = (*WEIGHTS, "none")
IN_USE: Floats = np.array([*WEIGHTS.values(), NONE_FITS])

BY_RULE = frozenset({"wrong_area", "wrong_sex", "wrong_part", "asks_not_held"})
"""What shuts a record out. Set by hand: too few lines have it to learn from, and none may pass."""

PENALTY: Floats = np.array([1e6 if name in BY_RULE else 1.0 for name in NAMES])
"""Of leaving the weights in use."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells or asks, where it stands, and the records that it is for: none where no service answers."""

    source: str
    text: str
    services: frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """The signals of every record and, in the last row, of none; which rows are right.

    signals: (records + 1, len(NAMES)). right: (records + 1,).
    """

    source: str
    signals: Floats
    right: Flags

    @property
    def is_for_none(self) -> bool:
        """Say whether no service answers it."""
        return bool(self.right[-1])


def told_stories(every: int) -> Iterator[Told]:
    """Yield each Nth told line."""
    for text, service in list(told_lines())[::every]:
        yield Told(TOLD, text, frozenset({service} if service else ()))


def case_stories() -> Iterator[Told]:
    """Yield our own cases that a service answers, that are declined or ask of the plan. Follow-ups are left out."""
    for name in FILES:
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            services = frozenset(case.get("expected_pathways") or case.get("any_pathways") or ())
            is_for_none = case.get("expect") == "decline" or str(case.get("category", "")).startswith("plan")
            if "question" in case and not case.get("earlier") and (services or is_for_none):
                yield Told(name, case["question"], services)


def example_of(parts: Parts, told: Told, meaning: ServiceMeaning) -> Example:
    """Return what speaks for each record where this is told."""
    text = mask(told.text, parts.knowledge.lexicon).text
    vector, otherwise, _ = embedded(parts, text)
    found = retrieve(text, vector, parts.store, otherwise=otherwise)
    ranked = rank(
        MatchQuery(text, found.candidates, likely=meaning.likeness(text, np.asarray(vector, np.float32))),
        parts.knowledge.directory,
    )
    rows = [[*attrgetter(*WEIGHTS)(match.signals), 0.0] for match in ranked]
    right = [match.pathway.id in told.services for match in ranked]
    none = [0.0] * len(WEIGHTS)
    return Example(told.source, np.array([*rows, [*none, 1.0]]), np.array([*right, not told.services]))


def examples_of(parts: Parts, stories: Sequence[Told]) -> tuple[list[Example], Floats]:
    """Return the examples and the fold of each. A told line is judged by machines that never saw its fold."""
    services = tuple(parts.knowledge.directory.pathways)
    lines = [*phrases(), *told_lines()]
    texts = [mask(text, parts.knowledge.lexicon).text for text, _ in lines]
    vectors = np.asarray(parts.embedder.embed(texts), np.float64)
    wanted = wanted_of([service for _, service in lines], services)
    drawn = np.random.default_rng(0).integers(0, FOLDS, len(lines))
    drawn[: len(list(phrases()))] = FOLDS
    fold_of = {text: int(fold) for (text, _), fold in zip(lines, drawn, strict=True)}
    folds = np.array([fold_of.get(told.text, place) % FOLDS for place, told in enumerate(stories)], np.float64)
    found: dict[int, Example] = {}
    for fold in range(FOLDS):
        known = drawn != fold
        meaning = ServiceMeaning(machines_of(fit(vectors[known], wanted[known]), vectors[known]), services)
        found |= {place: example_of(parts, stories[place], meaning) for place in np.flatnonzero(folds == fold).tolist()}
    return [found[place] for place in range(len(stories))], folds


def weights_of(examples: Sequence[Example]) -> Floats:
    """Return the weights that make the right record, or none, most likely, not far from those in use. (len(NAMES),)."""
    return fit_choice([each.signals for each in examples], [each.right for each in examples], PENALTY, IN_USE)


def held_out(examples: Sequence[Example], folds: Floats) -> list[Floats]:
    """Return the scores of each example's rows by weights that were learned without its fold."""
    scores: list[Floats] = [np.zeros(0) for _ in examples]
    for fold in range(FOLDS):
        weights = weights_of([each for each, number in zip(examples, folds, strict=True) if number != fold])
        for place in np.flatnonzero(folds == fold).tolist():
            scores[place] = examples[place].signals @ weights
    return scores


def figures_of(examples: Sequence[Example], scores: Sequence[Floats]) -> Mapping[str, float]:
    """Return how often the right record comes first, is offered first and is among three, and false offers.

    A record is offered from the score of none: OFFERED is a chance of one half. Undefined figures are left out.
    """
    first, offered, three, false = [], [], [], []
    for each, score in zip(examples, scores, strict=True):
        order = np.argsort(-score[:-1], kind="stable")
        is_offered = bool(score[order[0]] - score[-1] >= np.log(OFFERED / (1.0 - OFFERED)))
        if each.is_for_none:
            false.append(is_offered)
        else:
            right = each.right[order]
            first.append(bool(right[0]))
            offered.append(bool(right[0]) and is_offered)
            three.append(bool(right[:3].any()))
    named = {"first": first, "offered first": offered, "among three": three, "false offers": false}
    return {name: float(np.mean(values)) for name, values in named.items() if values}


def report(examples: Sequence[Example], folds: Floats) -> str:
    """Return the figures by where the stories stand, in use and held out, and the weights over all."""
    in_use, learned = [each.signals @ IN_USE for each in examples], held_out(examples, folds)
    lines = []
    for source in dict.fromkeys(each.source for each in examples):
        places = [place for place, each in enumerate(examples) if each.source == source]
        own = [examples[place] for place in places]
        lines.append(f"{source}: {len(own)}, {sum(each.is_for_none for each in own)} of them for none")
        for name, scores in (("weights in use", in_use), ("held out", learned)):
            figures = figures_of(own, [scores[place] for place in places])
            lines.append(f"  {name}: " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    for name, value, used in zip(NAMES, weights_of(examples), IN_USE, strict=True):
        lines.append(f"{name}: {value:.2f}, in use {used:.1f}" + (" (by rule)" if name in BY_RULE else ""))
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.tuning.services", description="Weigh the services.")
    parser.add_argument("--index", type=Path, required=True, help="the index of the corpus as it stands")
    parser.add_argument("--every", type=int, default=4, help="learn the weights from each Nth told line; 4 unless told")
    given = parser.parse_args(arguments)
    go_offline()
    try:
        parts = open_guide(Settings(corpus=CORPUS, index=given.index)).parts_now()
        stories = [*told_stories(given.every), *case_stories()]
        sys.stdout.write(report(*examples_of(parts, stories)))
    except (GuideError, OSError, ValueError) as error:
        sys.stderr.write(f"tuning: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
