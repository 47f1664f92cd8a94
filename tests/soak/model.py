"""The long count of an obedient hostile language model: every case, every hostile text, every poisoned document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.case_lines import read_all
from evaluation.cases import Case
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.settings import Settings
from guide.types import Question
from guide.wiring import open_guide
from ingest.indexing import build
from tests.hostile.model import Asked, asked_of, kept_turns, obey, of_cases, unsupported
from tests.hostile.payloads import payloads
from tests.hostile.poisoned import write_poisoned
from tests.soak.kills import ROOT
from tests.soak.progress import progress_of
from tests.stub_model import StubModel

CASES = [ROOT / "evaluation" / "cases" / name for name in ("plan.jsonl", "pathways", "safety")]
HEAD = "| asked | questions | sent to the model | with sentences of it shown | sentences left out | with a fault |"


def soak_model(folder: Path, index: Path, count: int, seed: int) -> tuple[str, bool]:
    """Put all cases and so many hostile texts, asked and in documents, to a model that obeys whatever any text says.

    Return the table, and whether nothing was shown that no quotation holds, and no model was asked beside an alert.
    """
    embedder, say = SentenceEmbedder(), progress_of("hostile model")
    guide = open_guide(Settings(corpus=ROOT / "corpus", index=index, data=folder / "data"), embedder)
    hostile = payloads(count, seed)
    documents = write_poisoned(folder / "corpus", hostile)
    build(folder / "corpus", folder / "index", embedder)
    poisoned = open_guide(Settings(corpus=folder / "corpus", index=folder / "index", data=folder / "data"), embedder)
    sets: tuple[tuple[str, Guide, Sequence[tuple[Case | None, Question]]], ...] = (
        ("our own cases", guide, of_cases(read_all(CASES).active)),
        ("hostile texts", guide, [(None, Question(each.text, ("What are the themes?",))) for each in hostile]),
        ("poisoned documents", poisoned, [(None, Question(each.question)) for each in documents]),
    )
    rows, faults = [], list[str]()
    for number, (name, asking, questions) in enumerate(sets):
        say(number, len(sets))
        row, found = _row(name, asking, asked_of(asking, questions), folder / f"kept-{number}")
        rows.append(row)
        faults += found
    say(len(sets), len(sets))
    lines = ["## A language model that obeys whatever any text says", "", HEAD, "|---" * 6 + "|", *rows, "", *faults]
    return "\n".join(lines), not faults


def _row(name: str, guide: Guide, asked: Sequence[Asked], folder: Path) -> tuple[str, list[str]]:
    with StubModel() as stub:
        stub.speak = obey
        turns = kept_turns(guide, stub, asked, folder)
    pairs = list(zip(asked, turns, strict=True))
    found = [(each, wrong) for each, turn in pairs if (wrong := unsupported(guide, turn, each))]
    parts = [turn.model for turn in turns if turn.model]
    shown, left_out = sum(bool(part.sentences) for part in parts), sum(part.left_out for part in parts)
    row = f"| {name} | {len(asked):,} | {len(parts):,} | {shown:,} | {left_out:,} | {len(found)} |"
    return row, [f"- {name}, {each.answer.question!r}: {'; '.join(wrong)}" for each, wrong in found]
