"""`python -m benchmarks.chat_model`: every job of a language model against the one that is set, counted and timed.

Needs GUIDE_CHAT_MODEL, and an index as `make run` leaves it. Its figures hold for that model, server and machine.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.timing import percentiles
from evaluation.case_lines import read_cases
from evaluation.cases import Case, CaseSet
from evaluation.judging import judge
from evaluation.running import Evidence, ask_cases, collect, made_by
from evaluation.scoring import mark_run
from guide.adapters.prompt_files import read_prompt
from guide.answering import Guide
from guide.errors import GuideError, ModelError, SettingError
from guide.language_model.assisting import Assisting
from guide.language_model.model_calls import ModelCalls
from guide.language_model.rephrasing import Rephrasing
from guide.ports import ChatModel, Completion, ReplyForm
from guide.settings import Settings
from guide.types import Question
from guide.wiring import open_assisting, open_calls, open_guide
from quiz.building import Wanted, build
from quiz.proposing import propose

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evaluation" / "cases" / "plan.jsonl"
MESSAGES = ROOT / "benchmarks" / "messages.jsonl"
ABOUT_THE_PLAN = ("plan-fact", "plan-list", "plan-cross-theme")
NO_MODEL = "No language model is set. Set GUIDE_CHAT_MODEL, and GUIDE_CHAT_URL for a server of your own."
FOLLOW_UP, STORY = "follow-up", "long-story"
HEAD = "| job | put | sent | replied | held | fell back | median, longest s | tokens | why not |"
RULE = "|---" * 9 + "|"


@dataclass(slots=True)
class Watched:
    """The model of the settings, each call noted. replies: what it said, or our error in brackets."""

    model: ChatModel
    seconds: list[float] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    replied: int = 0
    tokens: int = 0

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self.model.name

    @property
    def place(self) -> str:
        """Return where the text goes."""
        return self.model.place

    def complete(self, prompt: str, *, timeout_s: float, max_tokens: int, form: ReplyForm | None = None) -> Completion:
        """Ask the model; note the reply or the error, and how long it took."""
        started = time.perf_counter()
        try:
            completion = self.model.complete(prompt, timeout_s=timeout_s, max_tokens=max_tokens, form=form)
        except ModelError as error:
            self.replies.append(f"({error})")
            raise
        finally:
            self.seconds.append(time.perf_counter() - started)
        self.replies.append(completion.text)
        self.replied += 1
        self.tokens += completion.tokens
        return completion


@dataclass(frozen=True, slots=True)
class Tried:
    """One case of a job. held: the reply passed every check and was of use. why: what was wrong, where known."""

    held: bool
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What the jobs share."""

    guide: Guide
    assisting: Assisting
    calls: ModelCalls
    messages: CaseSet
    plan: CaseSet

    def of(self, category: str) -> tuple[Case, ...]:
        """Return the messages of a category."""
        return tuple(case for case in self.messages.active if case.category == category)

    def answers(self, cases: Iterable[Case]) -> Iterator[Tried]:
        """Put cases as `python -m guide ask` puts them. Held: sentences in the model's order are shown."""
        for case in cases:
            question = Question(case.question, case.earlier)
            answer = self.guide.ask(question)
            reworded = self.assisting.improve(answer, self.guide.masked(question, answer))
            yield Tried(
                bool(reworded.sentences), reworded.dropped or (() if reworded.sentences else (_first(reworded.notice),))
            )

    def readings(self, cases: Iterable[Case]) -> Iterator[Tried]:
        """Have the model read each message, although the guide's own reading may do. Held: it may be searched for."""
        reader = Rephrasing(self.calls, read_prompt("rephrase"))
        for case in cases:
            question = Question(case.question, case.earlier)
            answer = self.guide.ask(question)
            reading = reader.read(answer, self.guide.masked(question, answer).earlier)
            yield Tried(bool(reading.text), (reading.why,) if reading.why else ())

    def wordings(self, items: int) -> Iterator[Tried]:
        """Ask for another wording of quiz items. Held: it is shown to whoever edits the item."""
        for item in build(self.guide.store, self.guide.embedder, Wanted(items=items)).items:
            proposal = propose(item, self.calls.ask, read_prompt("quiz_item"))
            yield Tried(bool(proposal.stem), (proposal.line,) if proposal.line else ())

    def verdicts(self, cases: CaseSet) -> Iterator[Tried]:
        """Have the model judge answers that were given without it. Held: the verdict has the form asked for."""
        evidence = Evidence.of(self.guide)
        timed = list(ask_cases(cases.cases, self.guide.ask, evidence, time.perf_counter))
        run = collect(cases, timed, evidence, made_by(self.guide))[0]
        judged = judge(mark_run(run), self.calls.ask, read_prompt("judge"), self.calls.model.name)
        yield from (Tried(True) for _ in judged.scores)
        for reason, count in judged.left_out.items():
            yield from (Tried(False, (reason,)) for _ in range(count))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every job and print the table. Return 0, or 2 where nothing could be run."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        if settings.chat is None:
            raise SettingError(NO_MODEL)
        guide, replies = open_guide(settings), Path(options.replies or os.devnull)
        print(f"{settings.chat.model}, {settings.chat.timeout_s:g} s for an answer\n\n{HEAD}\n{RULE}", flush=True)
        replies.write_text("", encoding="utf-8")
        for name in (each for each in JOBS if options.jobs in each):
            bench, watched = _opened(guide, settings)
            print(_row(name, list(JOBS[name](bench, options)), watched), flush=True)
            with replies.open("a", encoding="utf-8") as out:
                out.writelines(
                    json.dumps({"job": name, "reply": reply}, ensure_ascii=False) + "\n" for reply in watched.replies
                )
    except GuideError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chat_model", description=__doc__)
    parser.add_argument("--plan", type=int, default=20, metavar="N", help="questions about the plan (default: 20)")
    parser.add_argument("--items", type=int, default=10, metavar="N", help="quiz items (default: 10)")
    parser.add_argument("--jobs", metavar="WORD", default="", help="only jobs with this in their name")
    parser.add_argument("--judged", type=int, default=10, metavar="N", help="answers to judge (default: 10)")
    parser.add_argument("--replies", metavar="FILE", help="also write each reply, to read what the model said")
    return parser


def _opened(guide: Guide, settings: Settings) -> tuple[Bench, Watched]:
    """Return the bench for one job: a server that was left alone after failures in one is asked again in the next."""
    calls = open_calls(settings)
    assisting = open_assisting(guide, settings, calls)
    if calls is None or assisting is None:
        raise SettingError(NO_MODEL)
    watched = Watched(calls.model)
    calls.model = watched
    plan = read_cases(CASES)
    about = tuple(case for case in plan.active if case.category in ABOUT_THE_PLAN)
    return Bench(guide, assisting, calls, read_cases(MESSAGES), replace(plan, cases=about)), watched


JOBS: dict[str, Callable[[Bench, argparse.Namespace], Iterable[Tried]]] = {
    "put quotations in order: questions about the plan": lambda bench, options: bench.answers(
        bench.plan.cases[: options.plan]
    ),
    "the same: follow-ups": lambda bench, _: bench.answers(bench.of(FOLLOW_UP)),
    "the same: long stories": lambda bench, _: bench.answers(bench.of(STORY)),
    "read a follow-up as one question": lambda bench, _: bench.readings(bench.of(FOLLOW_UP)),
    "reduce a long story to its question": lambda bench, _: bench.readings(bench.of(STORY)),
    "another wording for a quiz item": lambda bench, options: bench.wordings(options.items),
    "judge an answer": lambda bench, options: bench.verdicts(
        replace(bench.plan, cases=bench.plan.cases[: options.judged])
    ),
}


def _first(notice: str) -> str:
    """Return the first sentence of a line for the reader: the others say where the text went."""
    return notice.split(". ")[0]


def _row(name: str, tried: Sequence[Tried], watched: Watched) -> str:
    held = sum(each.held for each in tried)
    why = Counter(reason for each in tried for reason in each.why)
    times = percentiles([seconds * 1000 for seconds in watched.seconds]) if watched.seconds else None
    took = f"{times.p50 / 1000:.1f}, {max(watched.seconds):.1f}" if times else "-"
    reasons = "; ".join(f"{count} {reason}" for reason, count in why.most_common())
    counts = (len(tried), len(watched.seconds), watched.replied, held, len(tried) - held)
    return f"| {name} | {' | '.join(map(str, counts))} | {took} | {watched.tokens:,} | {reasons or '-'} |"


if __name__ == "__main__":
    sys.exit(main())
