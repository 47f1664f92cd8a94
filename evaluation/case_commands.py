"""Commands on test sets: import, export, make."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from evaluation import case_lines, run_files
from evaluation.cases import CaseSet
from evaluation.columns import FIELD_GUIDE, Mapped, cases_from_table, deepeval_table, ragas_table, recognise, table_of
from evaluation.command_line import PASS, Commands, opened_guide
from evaluation.making import make
from evaluation.tables import Table, csv_bytes, excel_bytes, read_table
from guide.errors import SettingError

UNSIGNED = "name nobody who wrote them, and so will every report. Import them again with --author NAME."


def add_to(commands: Commands) -> None:
    """Add these commands to the command line."""
    importing = commands.add_parser("import", help="read cases from .csv or .xlsx")
    importing.add_argument("table", metavar="TABLE")
    importing.add_argument("--source", default="", metavar="ID", help="the document that bare contexts come from")
    importing.add_argument("--author", default="", metavar="NAME", help="who wrote the cases that name nobody")
    importing.add_argument("--out", metavar="CASES.jsonl", required=True)
    importing.set_defaults(command=import_command)
    importing.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")

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


def import_command(options: argparse.Namespace) -> int:
    """Read cases from a table, showing what each column is read as."""
    table = read_table(Path(options.table))
    mapping = shown_mapping(table, options)
    case_set = _signed(cases_from_table(table, mapping, options.table, options.source), options.author)
    case_lines.write_cases(case_set, Path(options.out))
    print(f"{len(case_set.cases)} cases written to {options.out}", file=sys.stderr)
    return PASS


def _signed(case_set: CaseSet, author: str) -> CaseSet:
    """Return the cases with who wrote them: as named in the table, by the option, or by the person who is asked."""
    count = len(case_set.unsigned)
    if not count:
        return case_set
    if not author and sys.stdin.isatty():
        author = input(f"{count} of {len(case_set.cases)} cases name nobody who wrote them. Who did? ")
    if not author.strip():
        print(f"{count} of {len(case_set.cases)} cases {UNSIGNED}", file=sys.stderr)
    return case_set.signed(author)


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
    drafts = make(opened_guide(options).store, options.limit)
    case_lines.write_cases(drafts, Path(options.out))
    kinds = Counter(case.category for case in drafts.cases)
    print("\n".join(f"{name}: {count}" for name, count in sorted(kinds.items())), file=sys.stderr)
    print(f"{len(drafts.cases)} drafts written to {options.out}; nobody has reviewed them", file=sys.stderr)
    return PASS


def shown_mapping(table: Table, options: argparse.Namespace) -> tuple[Mapped, ...]:
    """Return what each column is read as, and print it."""
    chosen = dict(pair.partition("=")[::2] for pair in options.map)
    mapping = recognise(table.columns, chosen)
    for item in mapping:
        print(f"  {item.column} -> {item.field or 'kept under its own name'}", file=sys.stderr)
    return mapping
