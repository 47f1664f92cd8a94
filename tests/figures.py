"""The figures in the drafts under docs/: each taken from a committed file, never typed. `python -m tests.figures`."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import yaml

from guide.settings import Settings
from tests.hostile.payloads import FAMILIES
from tests.hostile.poisoned import WAYS

ROOT = Path(__file__).resolve().parent.parent
DRAFTS = ("data-protection-impact-assessment.md", "transparency-record.md", "accessibility-statement.md")
SOAK = ROOT / "tests" / "soak" / "results.md"
PLACE = re.compile(r"<!--figure:([a-z-]+)-->(.*?)<!--/-->", re.DOTALL)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NOT_MEASURED = "not measured yet"


def figures() -> dict[str, str]:
    """Return every figure by its name."""
    records = yaml.safe_load((ROOT / "corpus" / "pathways.yaml").read_text(encoding="utf-8"))
    services = records["services"]
    documents = [path for path in (ROOT / "corpus" / "documents").iterdir() if path.is_file()]
    soak = SOAK.read_text(encoding="utf-8") if SOAK.is_file() else ""
    return {
        "days": str(Settings().retention_days),
        "documents": str(len(documents)),
        "services": str(len(services)),
        "families": str(len(FAMILIES)),
        "formats": str(len(WAYS)),
        "payloads-in-test": str(_constant("test_hostile_text.py", "IN_TEST")),
        "canaries-in-test": str(_constant("test_canaries.py", "COUNT")),
        "soak-questions": _asked(soak, "Hostile questions"),
        "soak-documents": _asked(soak, "Poisoned documents"),
        "soak-canaries": _canaries(soak),
    }


def _constant(file: str, name: str) -> int:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return int(ast.literal_eval(node.value))
    raise KeyError(name)


def rows_of(soak: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading of the soak's results, without its head; none if it is missing."""
    found = re.search(rf"^## {heading}\n+((?:\|.*\n)+)", soak + "\n", re.MULTILINE)
    if not found:
        return []
    lines = found[1].strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _asked(soak: str, heading: str) -> str:
    """Return how many had an effect, the last column, of how many there were."""
    rows = rows_of(soak, heading)
    if not rows:
        return NOT_MEASURED
    counts = [row[1:-1] if heading.startswith("Hostile") else row[1:2] for row in rows]
    total = sum(int(cell) for row in counts for cell in row)
    return f"{sum(int(row[-1]) for row in rows)} of {total:,}"


def _canaries(soak: str) -> str:
    """Return how many identifiers were found by any way, and of how many of the way with the most questions."""
    rows = [[int(cell.replace(",", "")) for cell in row[1:]] for row in rows_of(soak, "Planted identifiers") if row[-1]]
    if not rows:
        return NOT_MEASURED
    questions, identifiers, _, _ = max(rows)
    return f"{sum(row[-1] for row in rows)} of {identifiers:,} identifiers found after {questions:,} questions"


def filled(text: str) -> str:
    """Return a draft with the figures of today. Raises KeyError for a figure that is not known."""
    known = figures()
    return PLACE.sub(lambda place: f"<!--figure:{place[1]}-->{known[place[1]]}<!--/-->", text)


def write() -> None:
    """Fill the figures into every draft."""
    for name in DRAFTS:
        path = ROOT / "docs" / name
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
