"""`python -m ingest`: build or refresh an index, go back to the state before, or repair it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.arguments import OneLineParser
from guide.errors import GuideError
from guide.settings import Settings
from guide.wiring import go_offline
from ingest import generations
from ingest.duty_sheet_file import write_duty_sheet
from ingest.indexing import build
from ingest.repairing import repair
from ingest.report import NOTHING_INDEXED
from ingest.watching import Watcher

STAGES_VARIABLE = "GUIDE_INGEST_STAGES"
"""A file to which the name of each stage is appended as it begins: how the kill tests know where they are."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 all read, 1 some files refused, 2 nothing could be done."""
    go_offline()
    try:
        settings = Settings.from_environment(os.environ)
        given = _parser(settings).parse_args(arguments)
        return _run(given, settings)
    except GuideError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. The index is as it was before.", file=sys.stderr)
        return 2


def _run(given: argparse.Namespace, settings: Settings) -> int:
    embedder = SentenceEmbedder(settings.embedding_model)
    if given.rollback:
        with generations.writer_lock(given.index):
            manifest = generations.roll_back(given.index)
        print(f"The index is back at {manifest.index_id}, with {manifest.passages} passages.", file=sys.stderr)
        _write_duty_sheet(given.index, settings, embedder)
        return 0
    watcher = Watcher(_stage_writer(os.environ.get(STAGES_VARIABLE)), _bar())
    if given.repair:
        print("Rebuilt." if repair(given.index, watcher) else "The index is sound.", file=sys.stderr)
        return 0
    report = build(given.corpus, given.index, embedder, watcher)
    if given.json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        print("\n".join(report.lines()))
    if report.exit_code == 2:
        print(NOTHING_INDEXED, file=sys.stderr)
    else:
        _write_duty_sheet(given.index, settings, embedder)
    return report.exit_code


def _write_duty_sheet(index: Path, settings: Settings, embedder: SentenceEmbedder) -> None:
    """Write the duty sheet beside the index. Without it the index is as good, so a failure is one warning."""
    try:
        write_duty_sheet(index, settings, embedder, datetime.now())
    except (GuideError, OSError) as error:
        print(f"The duty sheet was not written: {error} Then run python -m ingest again.", file=sys.stderr)


def _parser(settings: Settings) -> OneLineParser:
    parser = OneLineParser(prog="python -m ingest", description="Build or refresh the index of a folder of documents.")
    parser.add_argument("--corpus", type=Path, default=settings.corpus, help="the folder of documents")
    parser.add_argument("--index", type=Path, default=settings.index, help="the folder of the index")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.add_argument("--rollback", action="store_true", help="go back to the state before the last change")
    parser.add_argument("--repair", action="store_true", help="rebuild a damaged index without the documents")
    return parser


def _stage_writer(path: str | None) -> Callable[[str], None]:
    """Return what announces stages: into a file for a test, nowhere otherwise."""

    def write(stage: str) -> None:
        if path:
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"{stage}\n")

    return write


def _bar() -> Callable[[int, int], None]:
    """Return what shows progress: a bar on a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        return lambda done, total: None
    from tqdm import tqdm

    bars: list[tqdm[None]] = []

    def show(done: int, total: int) -> None:
        if not bars and total:
            bars.append(tqdm(total=total, desc="Embedding", unit=" texts", file=sys.stderr, leave=False))
        for bar in bars:
            bar.update(done - bar.n)
            if done == total:
                bar.close()

    return show


if __name__ == "__main__":
    sys.exit(main())
