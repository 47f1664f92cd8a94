"""A run judged by the language model of the settings: asked within its limits, kept beside the run's file, printed."""

from __future__ import annotations

import sys
from pathlib import Path

from evaluation import run_files
from evaluation.judging import judge, lines
from evaluation.labels import Labels
from evaluation.runs import Run
from evaluation.scoring import mark_run
from guide.adapters.prompt_files import read_prompt
from guide.errors import SettingError
from guide.settings import Settings
from guide.wiring import open_calls

NO_MODEL = "judge: no language model is set. Set GUIDE_CHAT_MODEL to one."


def judge_run(run: Run, path: Path, settings: Settings) -> list[str]:
    """Return what is printed of a run after the judge read it; the figures are written beside the run at `path`.

    Raises SettingError without a language model.
    """
    calls = open_calls(settings)
    if calls is None:
        raise SettingError(NO_MODEL)
    marked = mark_run(run)
    judged = judge(marked, calls.ask, read_prompt("judge"), calls.model.name, _tell)
    run_files.write_json(judged.to_json(run_files.run_id(run)), path.with_suffix(".judged.json"))
    return lines(judged, marked, Labels(settings.data).read())


def _tell(done: int) -> None:
    if done % 50 == 0:
        sys.stderr.write(f"{done} answers judged\n")
