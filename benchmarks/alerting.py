"""How long alerts take beside the encoding of the same text: by rule alone, and by meaning once the vector is there."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.timing import Percentiles, in_turn
from guide.adapters.alert_file import read_lexicon
from guide.adapters.danger_meaning import open_danger_meaning
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.safety import find_alerts

TEXTS = 200
LONGEST = 8_000
"""Characters of the longest text that is read."""


def alert_times(root: Path, embedder: SentenceEmbedder) -> tuple[Percentiles, Percentiles, Percentiles]:
    """Time texts of danger and look-alikes. Return the bare encoding, the rules without index or model, the meaning.

    The meaning is timed with the vector at hand, as in a question; further windows of a long text are part of it.
    """
    texts, lexicon = _texts(root), read_lexicon(root / "corpus" / "alerts.yaml", ())
    meaning = open_danger_meaning(embedder.digest)
    vectors = dict(zip(texts, embedder.embed(texts), strict=True))

    def by_meaning(text: str) -> None:
        if meaning is not None:
            meaning.likeness_of(text, vectors[text], embedder.embed)

    calls = (lambda text: embedder.encode([text]), lambda text: find_alerts(text, lexicon), by_meaning)
    in_turn(calls, texts[:10])
    bare, rules, meant = in_turn(calls, texts)
    return bare, rules, meant


def longest_ms(root: Path) -> float:
    """Return how long the rules take on a story of the greatest length, the median of five, in milliseconds."""
    story = " ".join(_texts(root) * 20)[:LONGEST]
    lexicon = read_lexicon(root / "corpus" / "alerts.yaml", ())
    (found,) = in_turn((lambda text: find_alerts(text, lexicon),), [story] * 5)
    return found.p50


def _texts(root: Path) -> list[str]:
    found: list[str] = []
    for name in ("emergency-dev", "emergency-hard-negative-dev", "crisis-dev", "situation-dev"):
        lines = (root / "evaluation" / "cases" / "safety" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found += [str(row["question"]) for line in lines if "question" in (row := json.loads(line))]
    step = max(len(found) // TEXTS, 1)
    return list(dict.fromkeys(found[::step]))[:TEXTS]
