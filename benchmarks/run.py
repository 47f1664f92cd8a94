"""`make bench`: measure speed and quality in one run beside the plain pipeline, and write README.md here."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.alerting import alert_times, longest_ms
from benchmarks.drawn_index import RealPassages, build_index, read_real
from benchmarks.peers import ask_peer, build_peer
from benchmarks.timing import Percentiles, in_turn, run_process
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.settings import Settings
from guide.types import Question, SourceKind
from guide.wiring import go_offline, open_guide
from ingest.indexing import build

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "README.md"
SIZES = (400, 10_000, 100_000)
QUESTIONS = 60
STARTS = 5
EVALUATED = 200
OPEN_QA = "benchmarks/open_qa"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, the figure, and what it is to reach."""

    what: str
    figure: str
    aim: str


def main() -> int:
    """Run every measurement and write the table. Returns 0."""
    go_offline()
    started = time.perf_counter()
    embedder = SentenceEmbedder()
    embedder.warm()
    folder = Path(tempfile.mkdtemp(prefix="guide-bench-"))
    try:
        rows = list(_measure(folder, embedder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    minutes = (time.perf_counter() - started) / 60
    text = _table(rows, minutes)
    TABLE.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _measure(folder: Path, embedder: SentenceEmbedder) -> Iterator[Row]:
    corpus = _corpus(folder)
    yield _ingest_rate(corpus, folder / "real", embedder)
    real = read_real(folder / "real", embedder.digest)
    questions = _questions()
    for size in SIZES:
        _say(f"question time at {size:,} passages")
        yield from _question_time(folder / f"drawn-{size}", real, size, embedder, questions)
    _say("alerts beside the encoding")
    yield from _alerts(embedder)
    _say("question time of the plain pipeline")
    yield from _peer(folder, embedder, questions)
    _say("a run of the evaluation")
    yield _evaluation(folder)
    _say("time to the first answer")
    yield from _first_answer(folder / "real")


def _corpus(folder: Path) -> Path:
    """Put the shipped documents and, where further ones are given, those as well into one folder."""
    corpus = folder / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    extra = _extra()
    if extra:
        for path in sorted((extra / OPEN_QA / "corpus").iterdir()):
            shutil.copy(path, corpus / "documents" / path.name)
    return corpus


def _extra() -> Path | None:
    named = os.environ.get("GUIDE_EXTRA_CASES")
    return Path(named) if named and (Path(named) / OPEN_QA).is_dir() else None


def _questions() -> list[str]:
    found: list[str] = []
    for path in sorted((ROOT / "evaluation" / "cases").rglob("*.jsonl")):
        if "safety" in path.parts:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if "question" in row and not row.get("earlier"):
                found.append(row["question"])
    step = max(len(found) // QUESTIONS, 1)
    return found[::step][:QUESTIONS]


class _Recorder:
    """An Embedder that remembers which texts it was given."""

    def __init__(self, embedder: SentenceEmbedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self.digest = embedder.digest
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> object:
        self.texts.extend(texts)
        return self._embedder.embed(texts)


def _ingest_rate(corpus: Path, index: Path, embedder: SentenceEmbedder) -> Row:
    recorder = _Recorder(embedder)
    started = time.perf_counter()
    report = build(corpus, index, recorder)  # type: ignore[arg-type]
    ours_s = time.perf_counter() - started
    started = time.perf_counter()
    embedder.encode(recorder.texts)
    bare_s = time.perf_counter() - started
    what = f"ingest of {report.documents.present} documents, {len(recorder.texts):,} texts, as a share of bare encoding"
    return Row(what, f"{bare_s / ours_s:.2f} ({ours_s:.0f} s beside {bare_s:.0f} s)", "0.80")


def _question_time(
    folder: Path, real: RealPassages, size: int, embedder: SentenceEmbedder, questions: list[str]
) -> Iterator[Row]:
    drawn = build_index(folder, real, size, embedder)
    guide = open_guide(Settings(corpus=ROOT / "corpus", index=folder))
    bare, ours = _timed(embedder, _asker(guide), questions)
    note = f", {drawn:,} of them drawn" if drawn else ""
    aim = {400: "1.5", 10_000: "2.0", 100_000: "3.0"}[size]
    yield Row(f"question at {size:,} passages{note}: p50, as a multiple of bare encoding", _times(ours, bare, 50), aim)
    yield Row(f"question at {size:,} passages: p95, likewise", _times(ours, bare, 95), "")
    shutil.rmtree(folder, ignore_errors=True)


def _alerts(embedder: SentenceEmbedder) -> Iterator[Row]:
    bare, rules, meaning = alert_times(ROOT, embedder)
    beside = f"beside {bare.p95:.1f} ms of bare encoding"
    yield Row("alerts by rule, index and model down: p95", f"{rules.p95:.1f} ms {beside}", "50 ms")
    yield Row("alerts by rule on a text of 8,000 characters", f"{longest_ms(ROOT):.1f} ms", "50 ms")
    yield Row(
        "alerts by rule and meaning, after the encoding: p95", f"{rules.p95 + meaning.p95:.1f} ms {beside}", "50 ms"
    )


def _asker(guide: Guide) -> Callable[[str], object]:
    return lambda question: guide.ask(Question(question))


def _timed(
    embedder: SentenceEmbedder, call: Callable[[str], object], questions: list[str]
) -> tuple[Percentiles, Percentiles]:
    bare: Callable[[str], object] = lambda question: embedder.encode([question])  # noqa: E731
    in_turn((bare, call), questions[:10])
    first, second = in_turn((bare, call), questions * 2)
    return first, second


def _times(ours: Percentiles, bare: Percentiles, percent: int) -> str:
    mine, theirs = (ours.p50, bare.p50) if percent == 50 else (ours.p95, bare.p95)
    return f"{mine / theirs:.2f} ({mine:.1f} ms beside {theirs:.1f} ms)"


def _peer(folder: Path, embedder: SentenceEmbedder, questions: list[str]) -> Iterator[Row]:
    guide = open_guide(Settings(corpus=ROOT / "corpus", index=folder / "real"))
    documents = [source for source in guide.store.sources() if source.kind is SourceKind.DOCUMENT]
    texts = [(source.id, guide.store.reading_text(source.id)) for source in documents]
    peer = build_peer(folder / "peer", texts, embedder)
    bare, plain = _timed(embedder, lambda question: ask_peer(peer, question), questions)
    _, ours = _timed(embedder, _asker(guide), questions)
    yield Row("plain LangChain + Chroma on the real documents: question p50, likewise", _times(plain, bare, 50), "")
    yield Row("this guide on the same documents and pathways: question p50, likewise", _times(ours, bare, 50), "1.5")
    extra = _extra()
    if extra:
        cases = extra / OPEN_QA / "cases.jsonl"
        scorer = extra / "benchmarks" / "score_open_qa.py"
        for name, ask in (("this guide", _our_rows(guide)), ("plain LangChain + Chroma", _peer_rows(peer))):
            figures = _score(cases, scorer, folder / "answers.jsonl", ask)
            keys = (
                *("top_1", "top_3", "top_10", "words_50", "words_100", "answered", "declined_not_in_documents"),
                *("confidence_auroc", "verbatim"),
            )
            yield Row(f"open question answering, {name}", ", ".join(f"{key} {figures.get(key)}" for key in keys), "")


def _our_rows(guide: Guide) -> Callable[[str], dict[str, object]]:
    def ask(question: str) -> dict[str, object]:
        answer = guide.ask(Question(question))
        return {**answer.to_json(), "hits": [hit.to_json() for hit in guide.hits(answer, 10)]}

    return ask


def _peer_rows(peer: object) -> Callable[[str], dict[str, object]]:
    def ask(question: str) -> dict[str, object]:
        hits = ask_peer(peer, question)  # type: ignore[arg-type]
        quotes = [{"quote": hit["text"], "passage": hit["text"]} for hit in hits]
        return {"status": "answered", "citations": quotes, "hits": hits, "confidence": 0.0}

    return ask


def _score(cases: Path, scorer: Path, out: Path, ask: Callable[[str], dict[str, object]]) -> dict[str, object]:
    with out.open("w", encoding="utf-8") as file:
        for line in cases.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            file.write(json.dumps({"id": case["id"], **ask(case["question"])}) + "\n")
    command = [sys.executable, str(scorer), str(cases), str(out), "--json"]
    figures: dict[str, object] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return figures


def _evaluation(folder: Path) -> Row:
    """Time the command over the first so many of our own cases, its start included, as a person waits for it."""
    lines = (ROOT / "evaluation" / "cases" / "plan.jsonl").read_text(encoding="utf-8").splitlines()
    for path in sorted((ROOT / "evaluation" / "cases" / "pathways").glob("*.jsonl")):
        lines += path.read_text(encoding="utf-8").splitlines()
    cases = folder / "cases.jsonl"
    asked = [line for line in lines if "question" in json.loads(line)][:EVALUATED]
    cases.write_text("\n".join(asked), encoding="utf-8")
    command = [sys.executable, "-m", "evaluation", "run", str(cases), "--index", str(folder / "real")]
    started = time.perf_counter()
    subprocess.run([*command, "--out", str(folder / "run.json")], cwd=ROOT, capture_output=True, check=False)
    seconds = time.perf_counter() - started
    kept = len(json.loads((folder / "run.json").read_bytes())["rows"])
    return Row(f"evaluation run over {kept} cases, start included", f"{seconds:.0f} s", "60 s for 200")


def _first_answer(index: Path) -> Iterator[Row]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    bare = (
        "from guide.wiring import go_offline; go_offline();"
        "from guide.adapters.sentence_embedder import SentenceEmbedder; SentenceEmbedder().embed(['warm'])"
    )
    commands = (
        [sys.executable, "-c", bare],
        [sys.executable, "-m", "guide", "ask", "Which crime is a critical threat?", "--index", str(index)],
    )
    runs = [[run_process(command, environment) for command in commands] for _ in range(STARTS + 1)][1:]
    ratios = sorted(second.wall_s / first.wall_s for first, second in runs)
    walls = sorted(second.wall_s for _, second in runs)
    middle = STARTS // 2
    figure = f"{ratios[middle]:.2f} ({walls[middle]:.1f} s)"
    yield Row("start to first answer, as a multiple of importing and loading the model alone", figure, "1.5")
    peaks = sorted(second.peak_mb for _, second in runs)[middle], sorted(first.peak_mb for first, _ in runs)[middle]
    yield Row("peak memory of one answer, beside the model alone", f"{peaks[0]:.0f} MB beside {peaks[1]:.0f} MB", "")


def _table(rows: Sequence[Row], minutes: float) -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    date = datetime.now(UTC).date().isoformat()
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`, never by hand. Ratios are within this one run; absolute times are not promises.",
        "",
        f"Date {date}, commit {commit.strip() or 'none'}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, {minutes:.0f} minutes.",
        "Drawn passages: words from the real vocabulary, vectors drawn around real ones, one seed.",
        "" if _extra() else "Further documents and their questions: NOT RUN, GUIDE_EXTRA_CASES is not set.",
        "",
        "| what | figure | aim |",
        "|---|---|---|",
        *(f"| {row.what} | {row.figure} | {row.aim} |" for row in rows),
        "",
    ]
    return "\n".join(lines)


def _say(what: str) -> None:
    print(f"measuring {what}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
