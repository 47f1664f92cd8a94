"""The long counts of hostile texts, asked and in documents, as tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.settings import Settings
from guide.wiring import open_guide
from ingest.indexing import build
from tests.hostile.checks import corpus_of, outcome_of, problems_of_document
from tests.hostile.payloads import FAMILIES, payloads
from tests.hostile.poisoned import WAYS, write_poisoned
from tests.soak.kills import ROOT
from tests.soak.progress import progress_of

PAYLOADS = 500


def soak_questions(folder: Path, index: Path, count: int, seed: int) -> tuple[str, bool]:
    """Ask so many hostile questions. Return the table, and whether none had an effect."""
    guide = open_guide(Settings(corpus=ROOT / "corpus", index=index, data=folder / "data"))
    say = progress_of("hostile questions")
    corpus = corpus_of(guide)
    statuses: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    lines: list[str] = []
    for number, payload in enumerate(payloads(count, seed), start=1):
        say(number, count)
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


def soak_documents(folder: Path, index: Path, count: int, seed: int) -> tuple[str, bool]:
    """Index so many poisoned documents and ask about each. Return the table, and whether none did anything."""
    documents = write_poisoned(folder / "corpus", payloads(count, seed))
    embedder, say = SentenceEmbedder(), progress_of("poisoned documents")
    report = build(folder / "corpus", folder / "index", embedder)
    settings = Settings(corpus=folder / "corpus", index=folder / "index", data=folder / "data")
    guide = open_guide(settings, embedder)
    warnings: dict[str, list[str]] = {}
    for source_id, text in report.warnings:
        warnings.setdefault(source_id, []).append(text)
    found = []
    for number, each in enumerate(documents, start=1):
        found.append((each, problems_of_document(each, guide, warnings)))
        say(number, len(documents))
    lines = ["## Poisoned documents", "", "| format | files | with hidden text | with a problem |", "|---|---|---|---|"]
    for suffix in WAYS:
        own = [(each, problems) for each, problems in found if each.path.suffix == f".{suffix}"]
        hidden, wrong = sum(each.is_hidden for each, _ in own), sum(bool(problems) for _, problems in own)
        lines.append(f"| {suffix} | {len(own)} | {hidden} | {wrong} |")
    lines += ["", f"{len(report.refused)} refused by ingest.", ""]
    lines += [f"- {each.path.name}, {each.way}: {'; '.join(problems)}" for each, problems in found if problems]
    return "\n".join(lines), not any(problems for _, problems in found) and not report.refused
