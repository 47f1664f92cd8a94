"""Commands that make and mark runs: run, judge, score, compare, prove."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation import case_lines, console, run_files
from evaluation.case_commands import shown_mapping
from evaluation.cases import bare_words
from evaluation.command_line import PASS, QUALITY_FAILS, Commands, opened_guide
from evaluation.comparing import compare
from evaluation.judged_runs import judge_run
from evaluation.mutating import prove, rows_of
from evaluation.pasted import read_answers, run_of_answers
from evaluation.running import Ask, Evidence, ask_cases, collect, made_by
from evaluation.runs import Made, Run
from evaluation.scoring import mark_run, results
from evaluation.tables import read_table
from evaluation.with_model import asking_with
from guide.errors import GuideError
from guide.settings import Settings

if TYPE_CHECKING:
    from guide.answering import Guide

OUT = "evaluation/results/run.json"


def add_to(commands: Commands) -> None:
    """Add these commands to the command line."""
    run = commands.add_parser("run", help="put a file or folder of cases to the guide")
    run.add_argument("cases", metavar="CASES.jsonl", nargs="+")
    run.add_argument("--index", metavar="DIR", help="the folder of the index (default: GUIDE_INDEX or .index)")
    run.add_argument("--out", metavar="RUN.json", default=OUT)
    run.add_argument("--with-model", action="store_true", help="let the language model of the settings have its part")
    run.add_argument("--no-judge", action="store_true", help="do not have the language model of the settings judge")
    run.add_argument("--no-blame", action="store_true", help="do not ask failed questions again to find the stage")
    run.set_defaults(command=run_command)

    judging = commands.add_parser("judge", help="have the language model of the settings judge a run's answers")
    judging.add_argument("run", metavar="RUN.json")
    judging.set_defaults(command=judge_command)

    comparing = commands.add_parser("compare", help="what was won and lost between two runs")
    comparing.add_argument("before", metavar="A.json")
    comparing.add_argument("after", metavar="B.json")
    comparing.add_argument("--across-corpora", action="store_true", help="compare although the documents differ")
    comparing.set_defaults(command=compare_command)

    proving = commands.add_parser("prove", help="plant known faults in a run and see that each is caught")
    proving.add_argument("run", metavar="RUN.json")
    proving.set_defaults(command=prove_command)

    scoring = commands.add_parser("score", help="mark another assistant's answers from a table")
    scoring.add_argument("cases", metavar="CASES.jsonl")
    scoring.add_argument("answers", metavar="ANSWERS.csv")
    scoring.add_argument("--name", default="another assistant")
    scoring.add_argument("--index", metavar="DIR")
    scoring.add_argument("--out", metavar="RUN.json", default="evaluation/results/other.json")
    scoring.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    scoring.set_defaults(command=score_command)


def run_command(options: argparse.Namespace) -> int:
    """Put every case to the guide, write the run and its durations; 1 if any case fails."""
    case_set = case_lines.read_all([Path(name) for name in options.cases])
    if bare := bare_words(case_set.active):
        print(bare, file=sys.stderr)
    guide = opened_guide(options)
    ask, made = _asked_how(guide, options)
    evidence, timed = Evidence.of(guide), []
    for done, item in enumerate(ask_cases(case_set.active, ask, evidence, time.perf_counter), start=1):
        timed.append(item)
        if done % 50 == 0 or done == len(case_set.active):
            print(f"{done} of {len(case_set.active)} questions", file=sys.stderr)
    run, durations_ms = collect(case_set, timed, evidence, made)
    if not options.no_blame:
        from evaluation.blaming import with_blame

        run = with_blame(run, guide, evidence)
    run_files.write_run(run, Path(options.out), results(run))
    run_files.write_durations(run, durations_ms, Path(options.out), [item.steps_ms for item in timed])
    marked = mark_run(run)
    print("\n".join(console.run_lines(marked, durations_ms)))
    settings = Settings.from_environment(os.environ)
    if settings.chat and not options.no_judge:
        _judged_too(run, Path(options.out), settings)
    return PASS if all(item.passed for item in marked) else QUALITY_FAILS


def _judged_too(run: Run, path: Path, settings: Settings) -> None:
    """Print what the judge says. By it nothing passes or fails, so neither does a judge that cannot be asked."""
    try:
        print("\n" + "\n".join(judge_run(run, path, settings)))
    except GuideError as error:
        print(f"The run was not judged: {error}", file=sys.stderr)


def judge_command(options: argparse.Namespace) -> int:
    """Have the language model of the settings judge the answers of a run; nothing passes or fails by it."""
    run = run_files.read_run(Path(options.run))
    print("\n".join(judge_run(run, Path(options.run), Settings.from_environment(os.environ))))
    return PASS


def compare_command(options: argparse.Namespace) -> int:
    """Compare two runs; 1 if any case was lost."""
    before, after = run_files.read_run(Path(options.before)), run_files.read_run(Path(options.after))
    comparison = compare(before, after, across_corpora=options.across_corpora)
    print("\n".join(console.comparison_lines(comparison)))
    return QUALITY_FAILS if any(pair.before.passed and not pair.after.passed for pair in comparison.pairs) else PASS


def prove_command(options: argparse.Namespace) -> int:
    """Plant known faults in the replies of a run that passed; 1 if any of them is missed."""
    planted = prove(run_files.read_run(Path(options.run)))
    print("\n".join(rows_of(planted)))
    return PASS if all(item.is_caught or not item.planted for item in planted) else QUALITY_FAILS


def score_command(options: argparse.Namespace) -> int:
    """Mark another assistant's answers from a table by the same rules; 1 if any case fails."""
    case_set, table = case_lines.read_cases(Path(options.cases)), read_table(Path(options.answers))
    mapping = shown_mapping(table, options)
    guide = opened_guide(options)
    reading = read_answers(case_set, table, mapping)
    for words in (*reading.without, *reading.odd):
        print(words, file=sys.stderr)
    if reading.strangers:
        lines = ", ".join(map(str, reading.strangers))
        print(f"Lines that belong to no case, or to one that has an answer already: {lines}.", file=sys.stderr)
    run = run_of_answers(case_set, reading, options.name, Evidence.of(guide))
    run_files.write_run(run, Path(options.out), results(run))
    marked = mark_run(run)
    print("\n".join(console.run_lines(marked, ())))
    return PASS if all(item.passed for item in marked) else QUALITY_FAILS


def _asked_how(guide: Guide, options: argparse.Namespace) -> tuple[Ask, Made]:
    """Return what answers a case: the guide alone, or with the language model of the settings."""
    if not options.with_model:
        return guide.ask, made_by(guide)
    return asking_with(guide, Settings.from_environment(os.environ))
