"""What a run came to, kept small: the baseline that a gate compares with, read from a run or from a file of results."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation import code_version, run_files
from evaluation.runs import Run
from evaluation.scoring import results
from guide.errors import DataFileError
from guide.types import Json


@dataclass(frozen=True, slots=True)
class KeptCase:
    """One case as it was marked then. digest: of what was asked and how it was marked. themes: their ids."""

    id: str
    digest: str
    category: str
    grade: int
    passed: bool
    faults: tuple[str, ...]
    scores: Mapping[str, float]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A run's results by case id, and the documents and code it was made with.

    day: of the code's commit. theme_titles: of the documents' themes, by their ids.
    """

    corpus_sha256: str
    cases: Mapping[str, KeptCase]
    commit: str = ""
    day: str = ""
    theme_titles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, run: Run) -> Kept:
        """Mark a run and keep its results."""
        made = run.made
        cases, day = _cases(results(run)["cases"]), code_version.day_of(made.commit)
        return cls(made.corpus_sha256, cases, made.commit, day, made.theme_titles)

    def knows(self, case_id: str, faults: Sequence[str]) -> bool:
        """Say whether this case failed before by all of these faults: what fails in a further way is not known."""
        case = self.cases.get(case_id)
        return case is not None and not case.passed and set(faults) <= set(case.faults)


_CASES = TypeAdapter(tuple[KeptCase, ...])
_TITLES = TypeAdapter(dict[str, str])


def keep(run: Run, path: Path) -> None:
    """Write a run's results without its replies, one case a line: a change of one case is a change of one line."""
    made = run.made
    content: Json = {
        "format": run_files.FORMAT,
        "kept": True,
        "corpus_sha256": made.corpus_sha256,
        "commit": made.commit,
        "day": code_version.day_of(made.commit),
        "settings": dict(made.settings),
        "prompts": dict(made.prompts),
        "theme_titles": dict(made.theme_titles),
    } | results(run)
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
        commit, day = (str(content.get(name, "")) for name in ("commit", "day"))
        titles = _TITLES.validate_python(content.get("theme_titles", {}))
        return Kept(str(content["corpus_sha256"]), _cases(content["cases"]), commit, day, titles)
    except (KeyError, ValidationError) as error:
        raise DataFileError(f"{path}: the baseline is damaged ({type(error).__name__}). Make it again.") from error


def _cases(rows: object) -> dict[str, KeptCase]:
    return {case.id: case for case in _CASES.validate_python(rows)}
