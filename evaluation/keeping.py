"""What a run came to, kept small: the baseline that a gate compares with, read from a run or from a file of results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation import run_files
from evaluation.runs import Run
from evaluation.scoring import results
from guide.errors import DataFileError
from guide.types import Json


@dataclass(frozen=True, slots=True)
class KeptCase:
    """One case as it was marked then. digest: of what was asked and how it was marked."""

    id: str
    digest: str
    category: str
    grade: int
    passed: bool
    faults: tuple[str, ...]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kept:
    """A run's results by case id, and the documents it was made with."""

    corpus_sha256: str
    cases: Mapping[str, KeptCase]

    @classmethod
    def of(cls, run: Run) -> Kept:
        """Mark a run and keep its results."""
        return cls(run.made.corpus_sha256, _cases(results(run)["cases"]))


_CASES = TypeAdapter(tuple[KeptCase, ...])


def keep(run: Run, path: Path) -> None:
    """Write a run's results without its replies, one case a line: a change of one case is a change of one line."""
    content: Json = {"format": run_files.FORMAT, "kept": True, "corpus_sha256": run.made.corpus_sha256} | results(run)
    cases = content.pop("cases")
    lines = [json.dumps(case, ensure_ascii=False) for case in cases] if isinstance(cases, list) else []
    top = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    text = f'{top},\n "cases": [\n' + ",\n".join(lines) + "\n ]\n}\n"
    run_files.write_bytes(text.encode(), path)


def read_kept(path: Path) -> Kept:
    """Read a baseline: a file of results, or a whole run, which is marked again. Raises DataFileError."""
    content = run_files.read_json(path)
    if "rows" in content:
        return Kept.of(run_files.read_run(path))
    if not content.get("kept") or content.get("format") != run_files.FORMAT:
        raise DataFileError(f"{path}: this is neither a run nor a baseline. Make one with `python -m evaluation keep`.")
    try:
        return Kept(str(content["corpus_sha256"]), _cases(content["cases"]))
    except (KeyError, ValidationError) as error:
        raise DataFileError(f"{path}: the baseline is damaged ({type(error).__name__}). Make it again.") from error


def _cases(rows: object) -> dict[str, KeptCase]:
    return {case.id: case for case in _CASES.validate_python(rows)}
