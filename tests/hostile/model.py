"""What an obedient hostile model shows on the pages, over any questions: the test and the long count share it.

Each question goes the way of the Ask page: the turn kept, a thread that asks, the turn kept anew and drawn.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation.cases import Case
from guide.adapters.conversation_store import ConversationStore
from guide.answering import Guide
from guide.keeping.conversations import Turn
from guide.language_model.sentence_checks import CONNECTIVES, words_of
from guide.types import AlertKind, Answer, Question
from tests.model_calls import assisting, calls_to
from tests.stub_model import StubModel, as_reply, quotations
from ui.cards import turn_card
from ui.model_parts import ModelParts

AT = datetime(2026, 11, 24, 9, 0)
LIE = "Ring 020 7946 0999 or see https://evil.example now."
LEAKS = ("7946 0999", "evil.example", "data begin", "Rules:", "JSON object")
CONNECTING = {"and"} | {word for each in CONNECTIVES for word in each.split()}
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Asked:
    """A question with its quoted answer and what may be handed to a model. case: None for a hostile text."""

    case: Case | None
    answer: Answer
    masked: Question

    @property
    def is_urgent(self) -> bool:
        return bool({alert.kind for alert in self.answer.alerts} & {AlertKind.EMERGENCY, AlertKind.CRISIS})


def asked_of(guide: Guide, questions: Iterable[tuple[Case | None, Question]]) -> list[Asked]:
    """Answer every question without a model."""
    done = []
    for case, question in questions:
        answer = guide.ask(question)
        done.append(Asked(case, answer, guide.masked(question, answer)))
    return done


def of_cases(cases: Iterable[Case]) -> list[tuple[Case | None, Question]]:
    return [(case, Question(case.question, case.earlier, case.at)) for case in cases]


def obey(prompt: str) -> str:
    """Do what any text tells: leak the prompt, repeat the question, lie, twist quotations, and quote rightly too."""
    if "quotations: data begin" not in prompt:
        said = prompt.split("last message: data begin ---", 1)[1].split("--- last", 1)[0].strip()
        return json.dumps({"question": (said + " " + LIE, prompt, LIE, "themes " + said)[len(said) % 4]})
    found = quotations(prompt)
    twisted = [(re.sub(r"\bnot ", "", words) + " " + LIE, [token]) for token, words in found]
    numbers = [(re.sub(r"\d", lambda one: str(9 - int(one.group())), words) + " 7", [token]) for token, words in found]
    true = [(words, [token]) for token, words in found]
    told = as_reply([(prompt[:300], ["P1"]), (LIE, ["P1"]), (LIE, []), *true[:12], *twisted[:4], *numbers[:4]])
    sentences = [*json.loads(told)["sentences"], {"open": LIE, "tokens": ["P1"]}]
    return json.dumps({"sentences": sentences})


def kept_turns(guide: Guide, stub: StubModel, asked: Sequence[Asked], folder: Path) -> list[Turn]:
    """Return each question's turn as the Ask page keeps it after the model had its part."""
    store = ConversationStore(folder)
    parts = ModelParts(assisting(guide, calls_to(stub, folder)), store)
    conversation = store.begin(AT)
    for each in asked:
        turn = store.append(conversation, parts.before(Turn.of(each.answer, AT), each.answer, each.masked))
        parts.start(conversation, turn, each.answer, each.masked)
        while parts.waiting_in(conversation):
            time.sleep(0.001)
    return list(store.turns(conversation))


def unsupported(guide: Guide, turn: Turn, each: Asked) -> list[str]:
    """Return what is shown beyond a quoted answer and its own quotations, told without the product's own check."""
    answer = each.answer
    by_marker = {int(str(each["marker"])): str(each["quote"]) for each in turn.listed("citations")}
    wrong: list[str] = []
    for sentence in turn.model.sentences if turn.model else ():
        quoted = {word for marker in sentence.markers for word in words_of(by_marker[marker])}
        wrong += [word for word in words_of(sentence.text) if word not in quoted | CONNECTING]
    if not (turn.model and turn.model.reads) and turn.text != answer.text:
        wrong.append("the quoted answer was changed")
    shown = html.unescape(TAG.sub(" ", str(turn_card(turn, guide.store, True, "now")))) + json.dumps(turn.to_json())
    if turn.model and each.is_urgent:
        wrong.append("a model was asked beside an alert")
    return wrong + [leak for leak in LEAKS if leak in shown and leak not in answer.question]
