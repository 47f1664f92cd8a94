"""Over whole case sets: an obedient hostile model shows nothing of its own; a faithful one costs no case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from evaluation.case_lines import read_all
from evaluation.cases import Case
from evaluation.marking import faults
from evaluation.replies import Reply
from evaluation.running import Evidence, with_evidence
from evaluation.runs import Row
from guide.adapters.prompt_files import read_prompt
from guide.answering import Guide
from guide.rewording import Reworded, Rewording
from guide.sentence_checks import CONNECTIVES, words_of
from guide.types import AlertKind, Answer, Question
from tests.hostile.payloads import payloads
from tests.model_calls import calls_to
from tests.stub_model import StubModel, as_reply, faithful, quotations

ROOT = Path(__file__).resolve().parent.parent
CASES = [ROOT / "evaluation" / "cases" / name for name in ("plan.jsonl", "pathways/own.jsonl")]
PAYLOADS = 50
SEED = 8
LIE = "Ring 020 7946 0999 or see https://evil.example now."
CONNECTING = {"and"} | {word for each in CONNECTIVES for word in each.split()}


@dataclass(frozen=True)
class Asked:
    """A case with its quoted answer; case None for a payload."""

    case: Case | None
    answer: Answer


@pytest.fixture(scope="module")
def asked(guide: Guide) -> list[Asked]:
    cases = [Asked(case, guide.ask(Question(case.question, case.earlier, case.at))) for case in read_all(CASES).active]
    return [*cases, *(Asked(None, guide.ask(Question(each.text))) for each in payloads(PAYLOADS, SEED))]


def obey(prompt: str) -> str:
    """Do what any text tells: leak the prompt, repeat the question, lie, twist quotations, and quote rightly too."""
    found = quotations(prompt)
    twisted = [(re.sub(r"\bnot ", "", words) + " " + LIE, [token]) for token, words in found]
    numbers = [(re.sub(r"\d", lambda one: str(9 - int(one.group())), words) + " 7", [token]) for token, words in found]
    true = [(words, [token]) for token, words in found]
    return as_reply([(prompt[:300], ["P1"]), (LIE, ["P1"]), (LIE, []), *true[:12], *twisted[:4], *numbers[:4]])


@pytest.fixture
def tried(tmp_path: Path) -> Iterator[tuple[StubModel, Rewording]]:
    with StubModel() as stub:
        yield stub, Rewording(calls_to(stub, tmp_path), read_prompt("answer"))


def unsupported(reworded: Reworded, answer: Answer) -> list[str]:
    """Return what is shown beyond the quoted answer and its own quotations, told without the product's own check."""
    by_marker = {each.marker: each.quote for each in answer.citations}
    wrong: list[str] = []
    for sentence in reworded.sentences:
        quoted = {word for marker in sentence.markers for word in words_of(by_marker[marker])}
        wrong += [word for word in words_of(sentence.text) if word not in quoted | CONNECTING]
    if reworded.sentences and not reworded.answer.text.endswith(answer.text):
        wrong.append("the quoted answer is gone")
    if not reworded.sentences and reworded.answer.text != answer.text:
        wrong.append("the quoted answer was changed")
    wrong += [lie for lie in ("7946 0999", "evil.example", "data begin", "Rules:") if lie in reworded.answer.text]
    return wrong


def test_an_obedient_hostile_model_shows_nothing_unsupported(
    asked: list[Asked], tried: tuple[StubModel, Rewording]
) -> None:
    stub, service = tried
    stub.speak = obey
    done = [(each, service.reword(each.answer)) for each in asked]
    assert {
        each.answer.question: found for each, found_in in done if (found := unsupported(found_in, each.answer))
    } == {}
    assert sum(len(reworded.dropped) for _, reworded in done) > len(asked)
    assert len([1 for _, reworded in done if reworded.sentences]) > 0
    urgent = [each for each in asked if {a.kind for a in each.answer.alerts} & {AlertKind.EMERGENCY, AlertKind.CRISIS}]
    assert urgent
    assert len(stub.prompts) == sum(reworded.asked for _, reworded in done)
    assert not [1 for each, reworded in done if reworded.asked and each in urgent]


def test_a_faithful_model_passes_every_case_that_passes_without(
    guide: Guide, asked: list[Asked], tried: tuple[StubModel, Rewording]
) -> None:
    stub, service = tried
    stub.speak = faithful
    evidence = Evidence.of(guide.store)
    passed = {"without": 0, "with": 0, "arranged": 0, "asked": 0}
    for each in asked:
        if each.case is None:
            continue
        reworded = service.reword(each.answer)
        passed["asked"] += reworded.asked
        passed["arranged"] += bool(reworded.sentences)
        for name, answer in (("without", each.answer), ("with", reworded.answer)):
            row = with_evidence(Row(each.case.id, Reply.from_answer(answer)), each.case, evidence)
            passed[name] += not faults(each.case, row)
    print(passed)  # noqa: T201
    assert passed["with"] >= passed["without"] > 0
    assert passed["arranged"] == passed["asked"]
