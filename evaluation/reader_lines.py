"""The lines that the message reader learns from: what is told of each service, of danger, and near twins of danger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.train_danger import read_lines
from evaluation.train_services import CORPUS, phrases, told_lines
from guide.adapters.alert_file import read_lexicon
from guide.adapters.danger_meaning import open_danger_meaning
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.safety import mask

TWINS = Path(__file__).parent / "training" / "twins"
"""Lines that are dangerous, and others that only look like them. The machines of train_danger learn nothing from such
near twins (decision 0005), so only the reader is given them."""

HELD_OUT_EVERY = 5
NOT_ASKED = -1
NOT_KNOWN = -1.0

EMERGENCIES = "police-999"
FOR_CRISES = frozenset(
    {
        "kr-camhs-spa",
        "kingston-talking-therapies",
        "nhs-111-mental-health",
        "papyrus-hopeline",
        "samaritans-and-shout",
        "swl-recovery-cafes",
        "swlstg-crisis-line",
    }
)
"""Records whose told lines may tell of a crisis: they teach nothing of it."""

PLAINLY_NONE = 0.3
"""A told line that the machines hold for less likely than this to be an emergency teaches that it is none. So does each
line that no service is for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One masked line to learn from. service: its place, NOT_ASKED where the line teaches danger only.

    danger: whether it tells of an emergency and of a crisis, each 0, 1 or NOT_KNOWN.
    """

    text: str
    service: int = NOT_ASKED
    danger: tuple[float, float] = (NOT_KNOWN, NOT_KNOWN)


def is_held_out(text: str) -> bool:
    """Say whether a told line is one of the fifth that is left out, whatever else stands in the file."""
    return hashlib.sha256(text.encode()).digest()[0] % HELD_OUT_EVERY == 0


def lines_of(services: Sequence[str], embedder: SentenceEmbedder) -> tuple[list[Line], list[Line]]:
    """Return the lines to learn from, and those that --held-out leaves out.

    A told line mostly tells of no danger, and teaches that as well: without those a plain story looks like danger.
    """
    lexicon = read_lexicon(CORPUS / "alerts.yaml", ())
    place: dict[str | None, int] = {service: number for number, service in enumerate(services)}
    place[None] = len(services)
    kept = [Line(text, place[service]) for text, service in phrases()]
    left: list[Line] = []
    told = [(text, mask(text, lexicon).text, service) for text, service in told_lines()]
    emergencies = _by_machines(embedder, [masked for _, masked, _ in told])
    for (text, masked, service), figure in zip(told, emergencies, strict=True):
        emergency = 1.0 if service == EMERGENCIES else 0.0 if service is None or figure < PLAINLY_NONE else NOT_KNOWN
        crisis = NOT_KNOWN if service in FOR_CRISES | {EMERGENCIES} else 0.0
        (left if is_held_out(text) else kept).append(Line(masked, place[service], (emergency, crisis)))
    for is_twin, rows in ((False, read_lines()), (True, twins())):
        for text, alerts in rows:
            danger = (float("emergency" in alerts), float("crisis" in alerts))
            line = Line(mask(text, lexicon).text, danger=danger)
            (left if is_twin and is_held_out(text) else kept).append(line)
    return kept, left


def _by_machines(embedder: SentenceEmbedder, texts: Sequence[str]) -> list[float]:
    """Return how likely an emergency each masked text is by the machines of train_danger alone."""
    meaning = open_danger_meaning(embedder.digest)
    if meaning is None:
        raise ValueError("the machines of danger fit another model: run python -m evaluation.train_danger")
    return [
        meaning.likeness(vector, [text]).emergency for text, vector in zip(texts, embedder.embed(texts), strict=True)
    ]


def written() -> int:
    """Return how many lines were written for it to learn from; our own cases, which it learns from too, come on top."""
    return sum(1 for _ in told_lines()) + sum(1 for _ in twins())


def twins() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each near twin with its alerts."""
    for path in sorted(TWINS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield str(row["question"]), tuple(row["alerts"])
