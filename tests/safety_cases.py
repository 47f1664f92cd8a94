"""The development sets of evaluation/cases/safety and the lexicon of the real corpus, for the tests of safety."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from guide.adapters.alert_file import read_lexicon
from guide.plain_text import plain_text
from guide.safety import SafetyLexicon

ROOT = Path(__file__).parent.parent
CASES = ROOT / "evaluation" / "cases" / "safety"
SETS = ("crisis", "emergency", "emergency-hard-negative", "personal-data", "personal-data-hard-negative", "situation")


@cache
def development_cases(name: str) -> tuple[dict[str, object], ...]:
    lines = (CASES / f"{name}-dev.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(case for line in lines if "question" in (case := json.loads(line)))


@cache
def corpus_lexicon() -> SafetyLexicon:
    records = yaml.safe_load((ROOT / "corpus" / "pathways.yaml").read_text(encoding="utf-8"))
    documents = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "documents").glob("*.txt"))]
    return read_lexicon(ROOT / "corpus" / "alerts.yaml", (*documents, *_strings(records)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", plain_text(text).text).lower()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield str(value)
