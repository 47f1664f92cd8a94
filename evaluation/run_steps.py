"""The steps of a run as lines of a file, each written as it is done; a line that was cut off is no step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation import run_files
from evaluation.running import Timed
from guide.errors import DataFileError
from guide.types import Json


def append(content: Json, path: Path) -> None:
    """Add one step to a file. Raises DataFileError where it cannot be written."""
    try:
        with path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(content, ensure_ascii=False) + "\n")
    except OSError as error:
        raise DataFileError(
            f"{path}: the run cannot be written ({error.strerror}). It is paused; nothing asked so far is lost."
        ) from error


def read(path: Path) -> list[dict[str, Any]]:
    """Return the whole lines of a file of steps; a last line that was cut off is taken out of the file."""
    if not path.exists():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        path.write_bytes(whole)
    return [json.loads(line) for line in whole.decode("utf-8").split("\n") if line]


def timed_to_json(timed: Timed) -> Json:
    """Return an answered question as its line."""
    return {
        "row": run_files.row_to_json(timed.row),
        "duration_ms": timed.duration_ms,
        "steps_ms": dict(timed.steps_ms),
        "passages": run_files.passages_to_json(timed.passages),
    }


def timed_from_json(content: Mapping[str, Any]) -> Timed:
    """Return the answered question that a line holds. Raises KeyError or ValueError for a damaged one."""
    return Timed(
        run_files.row_from_json(content["row"]),
        float(content["duration_ms"]),
        run_files.passages_from_json(content["passages"]),
        {str(name): float(value) for name, value in content.get("steps_ms", {}).items()},
    )
