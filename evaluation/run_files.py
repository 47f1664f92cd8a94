"""Runs as files: one JSON file a run, one for its durations, and the small file of results that a gate compares with.

The same code over the same documents writes the same run byte for byte: durations stand apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from evaluation.anchoring import Anchor, Place
from evaluation.case_lines import case_from_json
from evaluation.cases import CaseSet, case_to_json
from evaluation.measures.contacts import Held
from evaluation.replies import Reply
from evaluation.runs import Found, Made, Row, Run, Stretch
from guide.errors import DataFileError
from guide.types import Json

FORMAT = 1
DURATIONS = ".durations.json"
_HITS = TypeAdapter(tuple[Found, ...])
_GOLD = TypeAdapter(tuple[Anchor, ...])
_PLACES = TypeAdapter(tuple[Place, ...])
_PASSAGES = TypeAdapter(dict[str, Stretch])
_MADE = TypeAdapter(Made)
_TEXTS = TypeAdapter(tuple[str, ...])
_TEXT = TypeAdapter(str)
_HELD = TypeAdapter(tuple[tuple[str, str, str], ...])
_DURATIONS = TypeAdapter(dict[str, float])
_MAY_BE_TEXT = TypeAdapter(str | None)


def write_run(run: Run, path: Path, results: Json) -> None:
    """Write a run. results: derived figures for other people's scripts; they are worked out again on reading."""
    write_json({"format": FORMAT, "id": run_id(run), "results": results} | _content(run), path)


def write_durations(
    run: Run, durations_ms: Sequence[float], path: Path, steps_ms: Sequence[Mapping[str, float]] = ()
) -> None:
    """Write how long each reply took beside the run's file, and each step of it where that is known."""
    names = [row.case_id for row in run.rows]
    by_case = {name: round(value, 3) for name, value in zip(names, durations_ms, strict=True)}
    steps = {
        name: {step: round(value, 3) for step, value in values.items()}
        for name, values in zip(names, steps_ms, strict=False)
        if values
    }
    content: Json = {"run": run_id(run), "duration_ms": by_case}
    write_json(content | ({"steps_ms": steps} if steps else {}), path.with_suffix(DURATIONS))


def read_durations(path: Path) -> tuple[float, ...]:
    """Return how long each reply of the run at `path` took, in order; none where that was not kept or is damaged."""
    beside = path.with_suffix(DURATIONS)
    if not beside.exists():
        return ()
    try:
        return tuple(_DURATIONS.validate_python(read_json(beside)["duration_ms"]).values())
    except (KeyError, ValueError, DataFileError):
        return ()


def run_id(run: Run) -> str:
    """Return 12 hex digits over all that the run holds."""
    return hashlib.sha256(_dump(_content(run)).encode()).hexdigest()[:12]


def read_run(path: Path) -> Run:
    """Read a run. Raises DataFileError for a file that is missing, damaged or of another format."""
    content = read_json(path)
    if content.get("format") != FORMAT or "rows" not in content:
        raise DataFileError(f"{path}: this is no run of format {FORMAT}. Make it with `python -m evaluation run`.")
    try:
        return _run(content, path)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataFileError(f"{path}: the run is damaged ({type(error).__name__}). Make it again.") from error


def read_cases_of(path: Path) -> CaseSet:
    """Read the cases of a run without its replies. Raises DataFileError as `read_run` does."""
    content = read_json(path)
    try:
        return cases_from_json(content["cases"], str(path))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataFileError(f"{path}: the run is damaged ({type(error).__name__}). Make it again.") from error


def read_json(path: Path) -> dict[str, Any]:
    """Read one JSON object. Raises DataFileError naming file and line."""
    try:
        content = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DataFileError(f"{path}, line {error.lineno}: not JSON ({error.msg}). Make the file again.") from error
    if not isinstance(content, dict):
        raise DataFileError(f"{path}: the file must hold one JSON object. Name a run that was made here.")
    return content


def read_text(path: Path) -> str:
    """Read a text. Raises DataFileError where that cannot be done."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{path}: the file cannot be opened ({error.strerror}). Check its name.") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: the file is not UTF-8 text. Name a file that was made here.") from error


def write_json(content: Mapping[str, object], path: Path) -> None:
    """Write one JSON object, one value a line. Raises DataFileError where that cannot be done."""
    write_bytes((_dump(content) + "\n").encode(), path)


def write_bytes(content: bytes, path: Path) -> None:
    """Write a file of ours, making its folder. Raises DataFileError where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise DataFileError(f"{path}: the file cannot be written ({error.strerror}). Choose another place.") from error


def _dump(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _content(run: Run) -> Json:
    return {
        "made": made_to_json(run.made),
        "cases": cases_to_json(run.cases),
        "rows": [row_to_json(row) for row in run.rows],
        "passages": passages_to_json(run.passages),
    }


def made_to_json(made: Made) -> Json:
    """Return what a run was made with as its file holds it."""
    return asdict(made)


def made_from_json(content: object) -> Made:
    """Return what a run was made with. Raises ValidationError."""
    return _MADE.validate_python(content)


def cases_to_json(cases: CaseSet) -> Json:
    """Return a set of cases with its digest as a run's file holds it."""
    return {
        "title": cases.title,
        "author": cases.author,
        "date": cases.date,
        "corpus_sha256": cases.corpus_sha256,
        "must_not_say": list(cases.must_not_say),
        "sha256": cases.digest,
        "cases": [case_to_json(case) for case in cases.cases],
    }


def cases_from_json(content: Mapping[str, Any], where: str) -> CaseSet:
    """Return the set of cases that its JSON describes. Raises DataFileError beginning with `where`."""
    return CaseSet(
        cases=tuple(case_from_json(row, f"{where}, cases") for row in content["cases"]),
        title=content["title"],
        author=content["author"],
        date=content["date"],
        corpus_sha256=content["corpus_sha256"],
        must_not_say=tuple(content["must_not_say"]),
    )


def passages_to_json(passages: Mapping[str, Stretch]) -> Json:
    """Return passages by their ids, in the order of the ids."""
    return {key: asdict(stretch) for key, stretch in sorted(passages.items())}


def passages_from_json(content: object) -> dict[str, Stretch]:
    """Return passages by their ids. Raises ValidationError."""
    return _PASSAGES.validate_python(content)


def row_to_json(row: Row) -> Json:
    """Return a row as a run's file holds it."""
    return {
        "case_id": row.case_id,
        "error": row.error,
        "answer": row.reply.to_json() if row.reply else None,
        "hits": [asdict(hit) for hit in row.hits],
        "gold": [_anchor_to_json(anchor) for anchor in row.gold],
        "places": [asdict(place) for place in row.places],
        "records": list(row.records),
        "founded": list(row.founded),
        "explanations": list(row.explanations),
        "blame": row.blame,
        "opened": list(row.opened) if row.opened is not None else None,
        "themes": list(row.themes),
        "audiences": list(row.audiences),
        "steps": list(row.steps),
        "held": [[each.owner, each.line, each.words] for each in row.held] if row.held is not None else None,
    }


def _anchor_to_json(anchor: Anchor) -> Json:
    """Return where gold words stand. What is so of every document is left out: older runs keep their ids."""
    row: Json = asdict(anchor)
    if anchor.is_searched:
        del row["is_searched"]
    return row


def _run(content: Mapping[str, Any], path: Path) -> Run:
    rows = tuple(map(row_from_json, content["rows"]))
    cases, passages = cases_from_json(content["cases"], str(path)), passages_from_json(content["passages"])
    return Run(made_from_json(content["made"]), cases, rows, passages)


def row_from_json(row: Mapping[str, Any]) -> Row:
    """Return the row that its JSON describes."""
    return Row(
        case_id=_TEXT.validate_python(row["case_id"]),
        reply=Reply.from_json(row["answer"]) if row["answer"] else None,
        hits=_HITS.validate_python(row["hits"]),
        gold=_GOLD.validate_python(row["gold"]),
        places=_PLACES.validate_python(row["places"]),
        records=_TEXTS.validate_python(row["records"]),
        founded=_TEXTS.validate_python(row["founded"]),
        error=_MAY_BE_TEXT.validate_python(row["error"]),
        explanations=_TEXTS.validate_python(row["explanations"]),
        blame=_TEXT.validate_python(row["blame"]),
        opened=_TEXTS.validate_python(row["opened"]) if row["opened"] is not None else None,
        themes=_TEXTS.validate_python(row.get("themes", ())),
        audiences=_TEXTS.validate_python(row.get("audiences", ())),
        steps=_TEXTS.validate_python(row.get("steps", ())),
        held=tuple(Held(*each) for each in _HELD.validate_python(row["held"])) if row.get("held") is not None else None,
    )
