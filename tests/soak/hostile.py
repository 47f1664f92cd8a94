"""The long counts of hostile texts and of planted identifiers, as tables."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.settings import Settings
from guide.wiring import open_guide
from ingest.__main__ import main as ingest
from ingest.indexing import build
from tests.hostile.checks import corpus_of, outcome_of, problems_of_document
from tests.hostile.payloads import FAMILIES, payloads
from tests.hostile.poisoned import WAYS, write_poisoned
from tests.soak.canaries import batch_of, canaries, files_below, found_in
from tests.soak.kills import ROOT

PAYLOADS = 500
CANARIES = 2_000


def soak_questions(folder: Path, count: int, seed: int) -> tuple[str, bool]:
    """Ask so many hostile questions. Return the table, and whether none had an effect."""
    assert ingest(["--corpus", str(ROOT / "corpus"), "--index", str(folder / "index")]) == 0
    guide = open_guide(Settings(corpus=ROOT / "corpus", index=folder / "index"))
    corpus = corpus_of(guide)
    statuses: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    lines: list[str] = []
    for payload in payloads(count, seed):
        status, found = outcome_of(guide, payload, corpus)
        statuses[payload.family, status] += 1
        wrong[payload.family] += bool(found)
        lines += [f"- {payload.family}, {payload.mark}: {'; '.join(found)}"] if found else []
    names = sorted({status for _, status in statuses})
    head = [
        "## Hostile questions",
        "",
        f"| family | {' | '.join(names)} | with an effect |",
        "|---" * (len(names) + 2) + "|",
    ]
    rows = [
        f"| {family} | {' | '.join(str(statuses[family, name]) for name in names)} | {wrong[family]} |"
        for family in FAMILIES
    ]
    return "\n".join([*head, *rows, "", *lines]), not wrong.total()


def soak_documents(folder: Path, count: int, seed: int) -> tuple[str, bool]:
    """Index so many poisoned documents and ask about each. Return the table, and whether none did anything."""
    documents = write_poisoned(folder / "corpus", payloads(count, seed))
    report = build(folder / "corpus", folder / "index", SentenceEmbedder())
    guide = open_guide(Settings(corpus=folder / "corpus", index=folder / "index"))
    warnings: dict[str, list[str]] = {}
    for source_id, text in report.warnings:
        warnings.setdefault(source_id, []).append(text)
    found = [(each, problems_of_document(each, guide, warnings)) for each in documents]
    lines = ["## Poisoned documents", "", "| format | files | with hidden text | with a problem |", "|---|---|---|---|"]
    for suffix in WAYS:
        own = [(each, problems) for each, problems in found if each.path.suffix == f".{suffix}"]
        hidden, wrong = sum(each.is_hidden for each, _ in own), sum(bool(problems) for _, problems in own)
        lines.append(f"| {suffix} | {len(own)} | {hidden} | {wrong} |")
    lines += ["", f"{len(report.refused)} refused by ingest.", ""]
    lines += [f"- {each.path.name}, {each.way}: {'; '.join(problems)}" for each, problems in found if problems]
    return "\n".join(lines), not any(problems for _, problems in found) and not report.refused


def soak_canaries(folder: Path, count: int, seed: int) -> tuple[str, bool]:
    """Put so many questions with planted identifiers through a batch. Return the table, and whether none was found."""
    made = canaries(count, seed)
    watched, index = folder / "watched", folder / "index"
    watched.mkdir()
    assert ingest(["--corpus", str(ROOT / "corpus"), "--index", str(index)]) == 0
    (folder / "in.jsonl").write_text(batch_of(made), encoding="utf-8")
    command = [sys.executable, "-m", "guide", "ask", "--batch", str(folder / "in.jsonl"), "--explain"]
    done = subprocess.run(
        [*command, "--out", str(watched / "out.jsonl"), "--index", str(index)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(watched), "TMPDIR": str(watched), "GUIDE_DATA": str(watched / "data")},
        capture_output=True,
        check=False,
    )
    files = [*files_below(watched, index), ("standard output", done.stdout), ("standard error", done.stderr)]
    found = found_in(files, made)
    lines = ["## Planted identifiers", "", "| questions | identifiers | places searched | found |", "|---|---|---|---|"]
    secrets = {secret for canary in made for secret in canary.secrets}
    lines += [f"| {len(made)} | {len(secrets)} | {len(files)} | {len(found)} |", "", *(f"- {each}" for each in found)]
    return "\n".join(lines), done.returncode == 0 and not found
