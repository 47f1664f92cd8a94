"""A run judged by the language model of the settings: asked within its limits, kept beside the run, printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation import run_files
from evaluation.judging import Judged, judge, lines
from evaluation.labels import Labels
from evaluation.runs import Run
from evaluation.scoring import mark_run
from guide.adapters.prompt_files import read_prompt
from guide.errors import DataFileError, SettingError
from guide.language_model.model_calls import ModelCalls
from guide.settings import Settings
from guide.wiring import open_calls

SUFFIX = ".judged.json"
FIELDS = ("judge", "prompt_sha256", "scores", "left_out", "tokens")
_JUDGED = TypeAdapter(Judged)
NO_MODEL = "judge: no language model is set. Set GUIDE_CHAT_MODEL to one."


def judge_run(
    run: Run,
    path: Path,
    settings: Settings,
    calls: ModelCalls | None = None,
    told: Callable[[int], None] | None = None,
) -> list[str]:
    """Return what is printed of a run after the judge read it; the figures are written beside the run at `path`.

    calls: of the same settings, where they are open already. told: how many answers are judged.
    Raises SettingError without a language model.
    """
    calls = calls or open_calls(settings)
    if calls is None:
        raise SettingError(NO_MODEL)
    marked = mark_run(run)
    judged = judge(marked, calls.ask, read_prompt("judge"), calls.model.name, told or _tell)
    run_files.write_json(judged.to_json(run_files.run_id(run)), judged_path(path))
    return lines(judged, marked, Labels(settings.data).read())


def judged_path(path: Path) -> Path:
    """Return where the judged figures of the run at `path` stand."""
    return path.with_suffix(SUFFIX)


def read_judged(path: Path, run: Run) -> Judged | None:
    """Return what a judge said of the run at `path`, None where nothing stands beside it or it is of another run.

    Raises DataFileError for a damaged file.
    """
    beside = judged_path(path)
    if not beside.exists():
        return None
    content = run_files.read_json(beside)
    try:
        judged = _JUDGED.validate_python({name: content[name] for name in FIELDS})
    except (KeyError, ValidationError) as error:
        raise DataFileError(
            f"{beside}: the judged figures are damaged ({type(error).__name__}). Judge again."
        ) from error
    return judged if content.get("run") == run_files.run_id(run) else None


def _tell(done: int) -> None:
    if done % 50 == 0:
        sys.stderr.write(f"{done} answers judged\n")
