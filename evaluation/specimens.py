"""Replies of which it is known what is wrong with them, because the fault was put in: what the proxies are tried on.

One file of JSON Lines: passages first, then specimens. How they are made is in `planting`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import run_files
from evaluation.measures.content import KeyPoint
from evaluation.measures.support import Statement
from guide.errors import DataFileError
from guide.types import Json

SPECIMENS = Path(__file__).parent / "specimens" / "specimens.jsonl"
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Specimen:
    """A reply after one change, and what is true of it then.

    cited: marker to the name of its passage. supported: all that it says stands in what it cites. needed: every
    citation supports its sentence and none is idle. said: for each key point, whether the reply still says it.
    """

    id: str
    change: str
    statements: tuple[Statement, ...]
    cited: Mapping[int, str]
    points: tuple[KeyPoint, ...]
    supported: bool
    needed: bool
    said: tuple[bool, ...]

    @property
    def text(self) -> str:
        """Return the reply as one text."""
        return "\n".join(statement.text for statement in self.statements)


@dataclass(frozen=True, slots=True)
class Specimens:
    """All specimens, with the passages that they cite by name."""

    passages: Mapping[str, str]
    all: tuple[Specimen, ...]

    def evidence(self, specimen: Specimen) -> dict[int, str]:
        """Return the passages that a specimen cites, by marker."""
        return {marker: self.passages[name] for marker, name in specimen.cited.items()}

    @property
    def digest(self) -> str:
        """Return 12 hex digits over everything."""
        return hashlib.sha256(_text(self).encode()).hexdigest()[:12]


def write_specimens(specimens: Specimens, path: Path) -> None:
    """Write them one a line. Raises DataFileError where that cannot be done."""
    run_files.write_bytes(_text(specimens).encode(), path)


def read_specimens(path: Path = SPECIMENS) -> Specimens:
    """Read them. Raises DataFileError for a file that is missing or damaged."""
    rows = run_files.read_text(path).splitlines()
    passages, found = dict[str, str](), []
    try:
        for row in map(json.loads, rows):
            if "passage" in row:
                passages[str(row["passage"])] = str(row["text"])
            else:
                found.append(_specimen(row))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataFileError(
            f"{path}: the specimens are damaged ({type(error).__name__}). Make them again: python -m evaluation plant."
        ) from error
    return Specimens(passages, tuple(found))


def _text(specimens: Specimens) -> str:
    rows: list[Json] = [{"passage": name, "text": text} for name, text in specimens.passages.items()]
    rows += map(_to_json, specimens.all)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _to_json(specimen: Specimen) -> Json:
    return {
        "id": specimen.id,
        "change": specimen.change,
        "statements": [{"text": each.text, "markers": list(each.markers)} for each in specimen.statements],
        "cited": {str(marker): name for marker, name in specimen.cited.items()},
        "points": [{"text": point.text, "vital": point.vital} for point in specimen.points],
        "supported": specimen.supported,
        "needed": specimen.needed,
        "said": list(specimen.said),
    }


def _specimen(row: Mapping[str, Any]) -> Specimen:
    return Specimen(
        id=str(row["id"]),
        change=str(row["change"]),
        statements=tuple(Statement(str(each["text"]), tuple(map(int, each["markers"]))) for each in row["statements"]),
        cited={int(marker): str(name) for marker, name in row["cited"].items()},
        points=tuple(KeyPoint(str(point["text"]), bool(point["vital"])) for point in row["points"]),
        supported=bool(row["supported"]),
        needed=bool(row["needed"]),
        said=tuple(map(bool, row["said"])),
    )
