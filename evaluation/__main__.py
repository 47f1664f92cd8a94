"""`python -m evaluation`: run, judge, compare, gate, keep, report, import, export, make, prove."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation import case_lines, console, run_files
from evaluation.columns import FIELD_GUIDE, Mapped, cases_from_table, deepeval_table, ragas_table, recognise, table_of
from evaluation.comparing import compare
from evaluation.gate import TOLERANCE, gate, to_junit, to_markdown
from evaluation.judged_runs import judge_run, read_judged
from evaluation.keeping import keep, read_kept
from evaluation.labels import Labels
from evaluation.making import make
from evaluation.mutating import prove, rows_of
from evaluation.pasted import read_answers, run_of_answers
from evaluation.reporting import report
from evaluation.running import Ask, Evidence, ask_cases, collect, made_by
from evaluation.runs import Made, Run
from evaluation.scoring import mark_run, results
from evaluation.summary_table import BEGIN, END, markdown_table, with_table
from evaluation.tables import Table, csv_bytes, excel_bytes, read_table
from evaluation.with_model import asking_with
from guide.arguments import OneLineParser
from guide.errors import GuideError, SettingError
from guide.settings import Settings

if TYPE_CHECKING:
    from guide.answering import Guide

PASS, QUALITY_FAILS, NOT_VALID = 0, 1, 2
OUT = "evaluation/results/run.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 pass, 1 quality fails, 2 the run is not valid."""
    try:
        options = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except GuideError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
    return NOT_VALID


def run_command(options: argparse.Namespace) -> int:
    """Put every case to the guide, write the run and its durations; 1 if any case fails."""
    case_set = case_lines.read_all([Path(name) for name in options.cases])
    guide = _guide(options)
    ask, made = _asked_how(guide, options)
    evidence, timed = Evidence.of(guide.store), []
    for done, item in enumerate(ask_cases(case_set.active, ask, evidence, time.perf_counter), start=1):
        timed.append(item)
        if done % 50 == 0 or done == len(case_set.active):
            print(f"{done} of {len(case_set.active)} questions", file=sys.stderr)
    run, durations_ms = collect(case_set, timed, evidence, made)
    if not options.no_blame:
        from evaluation.blaming import with_blame

        run = with_blame(run, guide, evidence)
    run_files.write_run(run, Path(options.out), results(run))
    run_files.write_durations(run, durations_ms, Path(options.out))
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


def gate_command(options: argparse.Namespace) -> int:
    """Hold a run against the bars; 1 if any is breached."""
    baseline = read_kept(Path(options.baseline)) if options.baseline else None
    run = run_files.read_run(Path(options.run))
    verdict = gate(run, baseline, tolerance=options.tolerance, across_corpora=options.across_corpora)
    for path, content in ((options.markdown, to_markdown), (options.junit, to_junit)):
        if path:
            run_files.write_bytes(content(verdict).encode(), Path(path))
    print("\n".join(console.verdict_lines(verdict)))
    return PASS if verdict.passes else QUALITY_FAILS


def keep_command(options: argparse.Namespace) -> int:
    """Keep a run's results, small, as the baseline of later gates."""
    keep(run_files.read_run(Path(options.run)), Path(options.out))
    print(f"kept: {options.out}", file=sys.stderr)
    return PASS


def table_command(options: argparse.Namespace) -> int:
    """Print a baseline as a Markdown table, or put it between its marks in a text."""
    table = markdown_table(read_kept(Path(options.baseline)), options.baseline)
    if not options.into:
        print(table)
        return PASS
    path = Path(options.into)
    run_files.write_bytes(with_table(run_files.read_text(path), table, str(path)).encode(), path)
    print(f"written: {path}", file=sys.stderr)
    return PASS


def report_command(options: argparse.Namespace) -> int:
    """Write a run as a report, in the form that the file's suffix names."""
    path = Path(options.out)
    baseline = read_kept(Path(options.baseline)) if options.baseline else None
    labels = Labels(Path(options.labels)).read() if options.labels else ()
    run = run_files.read_run(Path(options.run))
    judged = read_judged(Path(options.run), run)
    run_files.write_bytes(report(run, path.suffix.lower(), baseline, labels, judged), path)
    print(f"written: {path}", file=sys.stderr)
    return PASS


def prove_command(options: argparse.Namespace) -> int:
    """Plant known faults in the replies of a run that passed; 1 if any of them is missed."""
    planted = prove(run_files.read_run(Path(options.run)))
    print("\n".join(rows_of(planted)))
    return PASS if all(item.is_caught or not item.planted for item in planted) else QUALITY_FAILS


def score_command(options: argparse.Namespace) -> int:
    """Mark another assistant's answers from a table by the same rules; 1 if any case fails."""
    case_set, table = case_lines.read_cases(Path(options.cases)), read_table(Path(options.answers))
    mapping = _shown_mapping(table, options)
    store = _guide(options).store
    reading = read_answers(case_set, table, mapping)
    for words in (*reading.without, *reading.odd):
        print(words, file=sys.stderr)
    if reading.strangers:
        lines = ", ".join(map(str, reading.strangers))
        print(f"Lines that belong to no case, or to one that has an answer already: {lines}.", file=sys.stderr)
    run = run_of_answers(case_set, reading, options.name, Evidence.of(store))
    run_files.write_run(run, Path(options.out), results(run))
    marked = mark_run(run)
    print("\n".join(console.run_lines(marked, ())))
    return PASS if all(item.passed for item in marked) else QUALITY_FAILS


def import_command(options: argparse.Namespace) -> int:
    """Read cases from a table, showing what each column is read as."""
    table = read_table(Path(options.table))
    mapping = _shown_mapping(table, options)
    case_set = cases_from_table(table, mapping, options.table, options.source)
    case_lines.write_cases(case_set, Path(options.out))
    print(f"{len(case_set.cases)} cases written to {options.out}", file=sys.stderr)
    return PASS


def export_command(options: argparse.Namespace) -> int:
    """Write cases as Excel or CSV: our own columns, or those of ragas or DeepEval."""
    case_set, path = case_lines.read_cases(Path(options.cases)), Path(options.out)
    table = {"ours": table_of, "ragas": ragas_table, "deepeval": deepeval_table}[options.columns](case_set)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise SettingError(f"{path}: cases are exported as .csv or .xlsx. Name the file so.")
    excel = path.suffix.lower() == ".xlsx"
    run_files.write_bytes(excel_bytes(table, FIELD_GUIDE) if excel else csv_bytes(table), path)
    print(f"{len(table.rows)} cases written to {path}", file=sys.stderr)
    return PASS


def make_command(options: argparse.Namespace) -> int:
    """Draft cases from the structure of the documents and the records of the pathways."""
    drafts = make(_guide(options).store, options.limit)
    case_lines.write_cases(drafts, Path(options.out))
    kinds = Counter(case.category for case in drafts.cases)
    print("\n".join(f"{name}: {count}" for name, count in sorted(kinds.items())), file=sys.stderr)
    print(f"{len(drafts.cases)} drafts written to {options.out}; nobody has reviewed them", file=sys.stderr)
    return PASS


def _shown_mapping(table: Table, options: argparse.Namespace) -> tuple[Mapped, ...]:
    chosen = dict(pair.partition("=")[::2] for pair in options.map)
    mapping = recognise(table.columns, chosen)
    for item in mapping:
        print(f"  {item.column} -> {item.field or 'kept under its own name'}", file=sys.stderr)
    return mapping


def _asked_how(guide: Guide, options: argparse.Namespace) -> tuple[Ask, Made]:
    """Return what answers a case: the guide alone, or with the language model of the settings."""
    if not options.with_model:
        return guide.ask, made_by(guide)
    return asking_with(guide, Settings.from_environment(os.environ))


def _guide(options: argparse.Namespace) -> Guide:
    from guide.wiring import open_guide

    settings = Settings.from_environment(os.environ)
    return open_guide(replace(settings, index=Path(options.index)) if options.index else settings)


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="python -m evaluation", description="Does it work: cases, runs, comparisons.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

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
    comparing.set_defaults(command=compare_command)

    gating = commands.add_parser("gate", help="hold a run against the bars and a baseline")
    gating.add_argument("run", metavar="RUN.json")
    gating.add_argument("--baseline", metavar="B.json")
    gating.add_argument("--tolerance", type=float, default=TOLERANCE, metavar="X")
    gating.add_argument("--markdown", metavar="FILE")
    gating.add_argument("--junit", metavar="FILE")
    gating.set_defaults(command=gate_command)

    for command in (comparing, gating):
        command.add_argument("--across-corpora", action="store_true", help="compare although the documents differ")

    keeping = commands.add_parser("keep", help="keep a run's results as the baseline")
    keeping.add_argument("run", metavar="RUN.json")
    keeping.add_argument("--out", metavar="B.json", default="evaluation/results/baseline.json")
    keeping.set_defaults(command=keep_command)

    tabling = commands.add_parser("table", help="a baseline as a Markdown table, printed or put into a text")
    tabling.add_argument("--baseline", metavar="B.json", default="evaluation/results/baseline.json")
    tabling.add_argument("--into", metavar="FILE", help=f"replace what stands between {BEGIN} and {END}")
    tabling.set_defaults(command=table_command)

    reporting = commands.add_parser("report", help="write a run as a report: .html, .docx, .csv or .json")
    reporting.add_argument("run", metavar="RUN.json")
    reporting.add_argument("--out", metavar="FILE", default="evaluation/results/report.html")
    reporting.add_argument("--baseline", metavar="B.json", help="whose failures are known already")
    reporting.add_argument("--labels", metavar="DIR", help="the folder of data that holds people's labels")
    reporting.set_defaults(command=report_command)

    proving = commands.add_parser("prove", help="plant known faults in a run and see that each is caught")
    proving.add_argument("run", metavar="RUN.json")
    proving.set_defaults(command=prove_command)

    scoring = commands.add_parser("score", help="mark another assistant's answers from a table")
    scoring.add_argument("cases", metavar="CASES.jsonl")
    scoring.add_argument("answers", metavar="ANSWERS.csv")
    scoring.add_argument("--name", default="another assistant")
    scoring.add_argument("--index", metavar="DIR")
    scoring.add_argument("--out", metavar="RUN.json", default="evaluation/results/other.json")
    scoring.set_defaults(command=score_command)

    importing = commands.add_parser("import", help="read cases from .csv or .xlsx")
    importing.add_argument("table", metavar="TABLE")
    importing.add_argument("--source", default="", metavar="ID", help="the document that bare contexts come from")
    importing.add_argument("--out", metavar="CASES.jsonl", required=True)
    importing.set_defaults(command=import_command)
    for command in (scoring, importing):
        command.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")

    exporting = commands.add_parser("export", help="write cases as .csv or .xlsx")
    exporting.add_argument("cases", metavar="CASES.jsonl")
    exporting.add_argument("--out", metavar="TABLE", required=True)
    exporting.add_argument("--columns", choices=("ours", "ragas", "deepeval"), default="ours")
    exporting.set_defaults(command=export_command)

    making = commands.add_parser("make", help="draft cases from the documents and pathways, without a language model")
    making.add_argument("--index", metavar="DIR")
    making.add_argument("--limit", type=int, default=40, metavar="N", help="at most so many of each kind")
    making.add_argument("--out", metavar="CASES.jsonl", required=True)
    making.set_defaults(command=make_command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
