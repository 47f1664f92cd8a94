"""Commands on what runs came to: gate, keep, table, report, and how far the proxies can be trusted."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluation import console, proxies, run_files
from evaluation.command_line import PASS, QUALITY_FAILS, Commands
from evaluation.gate import TOLERANCE, gate, to_junit, to_markdown
from evaluation.judged_runs import read_judged
from evaluation.keeping import keep, read_kept
from evaluation.kept_names import kept_as
from evaluation.labels import Labels
from evaluation.planting import specimens_of
from evaluation.reporting import report
from evaluation.specimens import SPECIMENS, read_specimens, write_specimens
from evaluation.summary_table import BEGIN, END, markdown_table, with_table


def add_to(commands: Commands) -> None:
    """Add these commands to the command line."""
    gating = commands.add_parser("gate", help="hold a run against the bars and a baseline")
    gating.add_argument("run", metavar="RUN.json")
    gating.add_argument("--baseline", metavar="B.json")
    gating.add_argument("--tolerance", type=float, default=TOLERANCE, metavar="X")
    gating.add_argument("--markdown", metavar="FILE")
    gating.add_argument("--junit", metavar="FILE")
    gating.add_argument("--across-corpora", action="store_true", help="compare although the documents differ")
    gating.set_defaults(command=gate_command)

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

    planting = commands.add_parser("plant", help="make replies with known faults from a run, to try the proxies on")
    planting.add_argument("run", metavar="RUN.json")
    planting.add_argument("--out", metavar="FILE.jsonl", default=str(SPECIMENS))
    planting.set_defaults(command=plant_command)

    trying = commands.add_parser("proxies", help="precision and recall of each proxy on replies with known faults")
    trying.add_argument("--specimens", metavar="FILE.jsonl", default=str(SPECIMENS))
    trying.add_argument("--out", metavar="FILE.json", default=str(proxies.MEASURED))
    trying.set_defaults(command=proxies_command)


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
    run_files.write_bytes(report(run, path.suffix.lower(), baseline, labels, judged, kept_as(options.run)), path)
    print(f"written: {path}", file=sys.stderr)
    return PASS


def plant_command(options: argparse.Namespace) -> int:
    """Make specimens from the replies of a run that passed."""
    found = specimens_of(run_files.read_run(Path(options.run)))
    write_specimens(found, Path(options.out))
    print(f"{len(found.all)} specimens written to {options.out}", file=sys.stderr)
    return PASS


def proxies_command(options: argparse.Namespace) -> int:
    """Hold every proxy on the specimens, write and print its precision and recall."""
    trials = proxies.tried(read_specimens(Path(options.specimens)))
    proxies.write_trials(trials, Path(options.out))
    print("\n".join(proxies.lines(trials)))
    return PASS
