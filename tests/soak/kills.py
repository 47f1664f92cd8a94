"""SIGKILL to a real `python -m ingest` at random moments of each stage; after each, real questions are asked.

One house has one document. A round takes a house out of the folder, or changes the hours of the desk so that there is
something to embed, starts an ingest and kills it. Then the answers must be those of the folder before or after the
change, for a guide opened now and for one that has been open all the time; anything else is a failure.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.errors import GuideError
from guide.settings import Settings
from guide.types import Question, Status
from guide.wiring import open_guide
from ingest.__main__ import STAGES_VARIABLE
from tests.soak.progress import Say, say_nothing

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("reading", "embedding", "storing", "building", "verifying", "swapping", "cleaning")
HOUSES = tuple("Acacia Alder Beech Cedar Elder Hazel Larch Linden Maple Poplar Rowan Willow".split())
LONGEST_RUN_S = 300.0
ROUNDS_PER_KILL = 4

State = Mapping[str, str]
"""The documents of a folder: file name to text."""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one ingest. stage: in which it was killed, None if it had ended. outcome: old, new or why not."""

    stage: str | None
    outcome: str


@dataclass
class Durations:
    """How long each stage took when it was last seen from its beginning to its end."""

    seconds: dict[str, float] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)

    def note(self, begun: list[tuple[str, float]]) -> None:
        for (stage, start), (_, end) in zip(begun, begun[1:], strict=False):
            self.seconds[stage] = max(end - start, 0.001)

    def moment_in(self, stage: str, chance: random.Random) -> float:
        """Return a random moment within a stage; within its beginning once it was over too soon to be hit."""
        return chance.uniform(0.0, self.seconds.get(stage, 0.01) * 0.5 ** self.missed[stage])


def kills_by_stage(rounds: Sequence[Round]) -> dict[str, int]:
    """Return how many ingests were killed in each stage."""
    counts = Counter(each.stage for each in rounds if each.stage)
    return {stage: counts[stage] for stage in STAGES}


def failures(rounds: Sequence[Round]) -> list[Round]:
    """Return the rounds after which the answers were of neither state."""
    return [each for each in rounds if each.outcome not in ("old", "new")]


def table(rounds: Sequence[Round]) -> str:
    """Return the kills and what followed, a stage a line."""
    lines = ["| stage | kills | old corpus answers | new corpus answers | neither |", "|---|---|---|---|---|"]
    for stage in STAGES:
        outcomes = [each.outcome for each in rounds if each.stage == stage]
        old, new = outcomes.count("old"), outcomes.count("new")
        lines.append(f"| {stage} | {len(outcomes)} | {old} | {new} | {len(outcomes) - old - new} |")
    return "\n".join(lines)


def desk(hour: int) -> str:
    return f"# The front desk\n\nThe front desk of the estate opens at {hour} minutes past eight.\n"


def house(name: str) -> str:
    return f"# {name} House\n\nThe caretaker of {name} House keeps the spare keys in the {name.lower()} cupboard.\n"


def full_state(hour: int) -> dict[str, str]:
    return {"desk.md": desk(hour), **{f"{name.lower()}.md": house(name) for name in HOUSES}}


class KillTest:
    """A folder, its index and the rounds done on it."""

    def __init__(self, folder: Path, seed: int, embedder: SentenceEmbedder, say: Say = say_nothing) -> None:
        """embedder: loaded once for all guides; a kill cannot reach it. say: is told of each kill."""
        self._embedder, self._say = embedder, say
        self._corpus, self._index, self._stages = folder / "corpus", folder / "index", folder / "stages"
        self._corpus.mkdir()
        os.mkfifo(self._stages)
        self._pipe = os.open(self._stages, os.O_RDWR | os.O_NONBLOCK)
        self._chance = random.Random(seed)
        self._durations = Durations()
        self._hour = 1
        self.rounds: list[Round] = []
        self.state = self._rebuild()
        self._standing = self._open()

    def close(self) -> None:
        os.close(self._pipe)

    def run(self, kills: int) -> None:
        """Go on until so many ingests were killed, at least one in each stage, the stages in turn."""
        for _ in range(ROUNDS_PER_KILL * kills):
            counts = self.kills_by_stage()
            least = min(counts.values())
            self._say(min(sum(counts.values()), kills), kills)
            if sum(counts.values()) >= kills and least > 0:
                return
            self._round(self._chance.choice([stage for stage in STAGES if counts[stage] == least]))

    def kills_by_stage(self) -> dict[str, int]:
        """Return how many ingests were killed in each stage."""
        return kills_by_stage(self.rounds)

    def finish(self) -> str:
        """Let an ingest run to its end and return which state answers then."""
        self._write(self.state)
        assert self._ingest(None) is None
        return self._outcome(self.state, self.state)

    def _round(self, target: str) -> None:
        after = dict(self.state)
        names = [name for name in after if name != "desk.md"]
        if len(names) < 2:
            self.state = self._rebuild()
            return
        if target == "embedding":
            self._hour += 1
            after["desk.md"] = desk(self._hour)
        else:
            del after[self._chance.choice(names)]
        self._write(after)
        stage = self._ingest(target)
        self._durations.missed[target] += stage != target
        outcome = self._outcome(self.state, after)
        if stage is None and outcome == "old":
            outcome = "an ingest that ended left the old state"
        self.rounds.append(Round(stage, outcome))
        if outcome == "new":
            self.state = after

    def _rebuild(self) -> dict[str, str]:
        """Put every house back and let an ingest run to its end."""
        self._hour += 1
        state = full_state(self._hour)
        self._write(state)
        assert self._ingest(None) is None
        return state

    def _write(self, state: State) -> None:
        for path in self._corpus.iterdir():
            if path.name not in state:
                path.unlink()
        for name, text in state.items():
            (self._corpus / name).write_text(text, encoding="utf-8")

    def _ingest(self, target: str | None) -> str | None:
        """Run an ingest and kill it at a random moment of the target stage. Return the stage it died in, if it did."""
        arguments = ["--corpus", str(self._corpus), "--index", str(self._index)]
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest", *arguments],
            cwd=ROOT,
            env={**os.environ, STAGES_VARIABLE: str(self._stages)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        begun: list[tuple[str, float]] = []
        try:
            while process.poll() is None:
                begun += self._announced(0.02)
                if begun and begun[-1][0] == target:
                    time.sleep(self._durations.moment_in(str(target), self._chance))
                    process.send_signal(signal.SIGKILL)
                    process.wait(LONGEST_RUN_S)
            begun += self._announced(0.0)
            said = process.communicate()[1].decode()
        finally:
            process.kill()
            process.wait()
        self._durations.note(begun)
        if process.returncode == -signal.SIGKILL and begun[-1][0] in STAGES:
            return begun[-1][0]
        assert process.returncode in (0, -signal.SIGKILL), said
        return None

    def _announced(self, wait_s: float) -> list[tuple[str, float]]:
        """Return the stages announced since the last look, with the time."""
        if not select.select([self._pipe], [], [], wait_s)[0]:
            return []
        return [(stage, time.monotonic()) for stage in os.read(self._pipe, 4096).decode().split()]

    def _open(self) -> Guide:
        return open_guide(Settings(corpus=self._corpus, index=self._index), self._embedder)

    def _outcome(self, before: State, after: State) -> str:
        """Return old or new, as a guide opened now and the standing one agree, else what was wrong."""
        try:
            found = [_state_of(guide, before, after) for guide in (self._open(), self._standing)]
        except GuideError as error:
            return f"{type(error).__name__}: {error}"
        return found[0] if found[0] == found[1] else f"opened now: {found[0]}; open all the time: {found[1]}"


def _state_of(guide: Guide, before: State, after: State) -> str:
    """Return which state a guide answers from: every document there word for word, and real answers that fit."""
    store = guide.store.snapshot()
    held = {source.path: store.reading_text(source.id) for source in store.sources()}
    for name, state in (("new", after), ("old", before)):
        if held.keys() == state.keys() and all(_said(state[path]) in held[path] for path in state):
            wrong = _wrong_answers(guide, state, {*before, *after})
            return f"{name} state, but {wrong}" if wrong else name
    return f"neither state: {sorted(held)}"


def _said(text: str) -> str:
    """Return the sentence of one of our documents."""
    return text.strip().splitlines()[-1]


def _wrong_answers(guide: Guide, state: State, names: set[str]) -> str:
    """Ask about the desk, about one house that is there and about one that is not; return what was wrong."""
    asked = {"desk.md": "At what time does the front desk of the estate open?"}
    houses = sorted(name for name in names if name != "desk.md")
    for name in [*[each for each in houses if each in state][:1], *[each for each in houses if each not in state][:1]]:
        asked[name] = f"Where does the caretaker of {name.removesuffix('.md').title()} House keep the spare keys?"
    for name, question in asked.items():
        answer = guide.ask(Question(question))
        cited = {citation.source_id: citation.quote for citation in answer.citations}
        source_id = name.removesuffix(".md")
        if name not in state and source_id in cited:
            return f"{source_id} is cited although it was withdrawn"
        if name in state and not (answer.status is Status.ANSWERED and cited.get(source_id) == _said(state[name])):
            return f"{question!r} is {answer.status}: {cited}"
    return ""
