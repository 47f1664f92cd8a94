"""The gate over our own shipped cases, as a release is held to it: the run of this code against the kept baseline."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from evaluation.case_lines import read_all
from evaluation.console import verdict_lines
from evaluation.gate import gate
from evaluation.keeping import Kept, keep, read_kept
from evaluation.running import Evidence, ask_cases, collect, made_by
from evaluation.summary_table import BEGIN, END, markdown_table, with_table
from guide.answering import Guide
from guide.errors import DataFileError
from tests.evaluation_sample import sample

ROOT = Path(__file__).resolve().parent.parent
CASES = [ROOT / "evaluation" / "cases" / name for name in ("plan.jsonl", "pathways", "safety", "night.jsonl")]
BASELINE = ROOT / "evaluation" / "results" / "baseline.json"


def test_the_shipped_cases_pass_the_gate(guide: Guide) -> None:
    cases, evidence = read_all(CASES), Evidence.of(guide)
    timed = list(ask_cases(cases.active, guide.ask, evidence, time.perf_counter))
    verdict = gate(collect(cases, timed, evidence, made_by(guide))[0], read_kept(BASELINE))
    assert verdict.passes, "\n".join(verdict_lines(verdict))


def test_the_table_of_results_counts_by_kind_and_says_that_nobody_reviewed_the_cases(tmp_path: Path) -> None:
    keep(sample(), tmp_path / "kept.json")
    table = markdown_table(read_kept(tmp_path / "kept.json"), "kept.json")
    assert "| k | 6 of 6 | 54% to 100% |" in table
    assert "| contact_exactness | 1.000 | 4 | exact |" in table
    assert "Nobody outside the project has reviewed the cases." in table


def test_the_table_in_the_readme_is_the_one_of_the_baseline() -> None:
    table = markdown_table(read_kept(BASELINE), "evaluation/results/baseline.json")
    shown = (ROOT / "README.md").read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown.strip() == table.strip()


def test_the_table_replaces_what_stands_between_its_marks_and_nothing_else() -> None:
    table = markdown_table(Kept.of(sample()), "b")
    text = with_table(f"before\n{BEGIN}\nold\n{END}\nafter", table, "README")
    assert text == f"before\n{BEGIN}\n{table}\n{END}\nafter"
    with pytest.raises(DataFileError, match="README: the marks"):
        with_table("no marks", table, "README")
