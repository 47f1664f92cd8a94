"""How far a proxy can be trusted: its precision and recall at telling faulty replies from faultless ones.

The truth is known because the fault was put in (`specimens`). No person judged anything here; that is in `agreement`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation import run_files
from evaluation.measures import content, support
from evaluation.measures.registry import MEASURES, Tier
from evaluation.specimens import Specimen, Specimens
from guide.errors import DataFileError
from guide.types import Json

MEASURED = Path(__file__).parent / "results" / "proxies.json"
ROUNDING = 1e-9
TRUTH = (
    "A proxy calls a reply faulty below 1. Precision: faulty / called faulty. Recall: called faulty / faulty. Measured "
    "on {total} replies whose truth is known because the evaluator itself put the fault in, or changed the words "
    "without harm; no person judged them, and they are not a sample of what goes wrong. "
    "The proxies were mended once after a first trial of this kind, so the figures flatter."
)
PROXIES = tuple(measure.name for measure in MEASURES if measure.tier is Tier.PROXY)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a proxy did with the specimens of which it says anything. Shares as (hits, of how many).

    missed, false_alarms: by what was changed, how many faults it did not see and faultless replies it called faulty.
    """

    precision: tuple[int, int]
    recall: tuple[int, int]
    missed: Mapping[str, int]
    false_alarms: Mapping[str, int]

    @property
    def words(self) -> str:
        """Return both shares as a person reads them."""
        return f"precision {share_words(self.precision)}, recall {share_words(self.recall)} on planted faults"


@dataclass(frozen=True, slots=True)
class Trials:
    """Every proxy's trial. specimens: the digest of what it was held on; total: how many they are."""

    specimens: str
    total: int
    proxies: Mapping[str, Trial]

    @property
    def truth(self) -> str:
        """Say what truth the proxies were held against."""
        return TRUTH.format(total=self.total)


def tried(specimens: Specimens) -> Trials:
    """Hold every proxy on all specimens."""
    figures = [(specimen, figures_of(specimen, specimens.evidence(specimen))) for specimen in specimens.all]
    found = {}
    for name in PROXIES:
        seen = [(specimen, values[name] < 1 - ROUNDING) for specimen, values in figures if values.get(name) is not None]
        found[name] = trial([(each.change, is_faulty(name, each), called) for each, called in seen])
    return Trials(specimens.digest, len(specimens.all), found)


def trial(seen: Sequence[tuple[str, bool, bool]]) -> Trial:
    """Return a proxy's trial from what was changed, whether that is a fault, and whether the proxy called it one."""
    hits = sum(faulty and called for _, faulty, called in seen)
    return Trial(
        precision=(hits, sum(called for _, _, called in seen)),
        recall=(hits, sum(faulty for _, faulty, _ in seen)),
        missed=_counted([change for change, faulty, called in seen if faulty and not called]),
        false_alarms=_counted([change for change, faulty, called in seen if called and not faulty]),
    )


def figures_of(specimen: Specimen, passages: Mapping[int, str]) -> dict[str, float]:
    """Return the figure of every proxy that is defined for a specimen."""
    points = content.keypoint_recall(specimen.points, specimen.text)
    found = {
        "citation_recall": support.citation_recall(specimen.statements, passages),
        "citation_precision": support.citation_precision(specimen.statements, passages),
        "lexical_support": support.lexical_support(specimen.statements, passages),
        "keypoint_recall_vital": points.vital,
        "keypoint_recall": points.every,
        "keypoint_recall_weighted": points.weighted,
        "keypoint_recall_strict": points.strict,
    }
    return {name: value for name, value in found.items() if value is not None}


def is_faulty(name: str, specimen: Specimen) -> bool:
    """Say whether a specimen has the kind of fault that a proxy is there for."""
    if name in ("citation_recall", "lexical_support"):
        return not specimen.supported
    if name == "citation_precision":
        return not specimen.needed
    only_vital = name in ("keypoint_recall_vital", "keypoint_recall_strict")
    said = zip(specimen.points, specimen.said, strict=True)
    return any(not is_said and (point.vital or not only_vital) for point, is_said in said)


def write_trials(trials: Trials, path: Path = MEASURED) -> None:
    """Write the trials. Raises DataFileError where that cannot be done."""
    proxies: Json = {
        name: {
            "precision": list(each.precision),
            "recall": list(each.recall),
            "missed": dict(each.missed),
            "false_alarms": dict(each.false_alarms),
        }
        for name, each in trials.proxies.items()
    }
    content: Json = {"specimens": trials.specimens, "total": trials.total, "truth": trials.truth, "proxies": proxies}
    run_files.write_json(content, path)


def read_trials(path: Path = MEASURED) -> Trials:
    """Read the trials. Raises DataFileError for a file that is missing or damaged."""
    held = run_files.read_json(path)
    try:
        return _TRIALS.validate_python({name: held[name] for name in ("specimens", "total", "proxies")})
    except (KeyError, ValidationError) as error:
        raise DataFileError(
            f"{path}: the file is damaged ({type(error).__name__}). Make it again: python -m evaluation proxies."
        ) from error


@cache
def kept_trials() -> Trials:
    """Return the trials that this version ships."""
    return read_trials()


def lines(trials: Trials) -> list[str]:
    """Return what is printed: each proxy's shares, what it missed and where it was wrong."""
    found = [trials.truth, ""]
    for name, each in trials.proxies.items():
        found.append(f"{name:26}precision {share_words(each.precision):20}recall {share_words(each.recall)}")
        for title, counts in (("missed", each.missed), ("false alarms", each.false_alarms)):
            found += [f"  {title}: {', '.join(f'{change} ({count})' for change, count in counts.items())}"] * bool(
                counts
            )
    return found


def share_words(share: tuple[int, int]) -> str:
    """Return a share as a person reads it."""
    hits, total = share
    return f"{hits / total:.2f} ({hits} of {total})" if total else "not defined (0 of 0)"


def _counted(changes: Sequence[str]) -> dict[str, int]:
    return dict(sorted(Counter(changes).items(), key=lambda item: (-item[1], item[0])))


_TRIALS = TypeAdapter(Trials)
