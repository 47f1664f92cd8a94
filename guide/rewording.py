"""A language model arranges the quotations of a finished answer; code checks every sentence before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guide import wording
from guide.breaker import Breaker
from guide.errors import ModelBusy, ModelError, StoreError
from guide.model_reply import Proposed, read_reply
from guide.ports import ChatModel, TokenLedger
from guide.prompting import Prompt
from guide.question_terms import AnswerType, answer_type, holds, plain_words
from guide.sentence_checks import CONNECTIVES, Problem, problem
from guide.types import AlertKind, Answer, Citation, Status

MOST_TOKENS = 1_200
"""The longest reply asked for."""

CHARACTERS_A_TOKEN = 3
"""For reckoning before a call: too low a figure reserves too many tokens, never too few of plain English."""

LONGEST_PROMPT = 12_000
URGENT = (AlertKind.EMERGENCY, AlertKind.CRISIS)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question and one day may cost."""

    timeout_s: float
    tokens_a_day: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A checked sentence with the numbers of the quotations that it is made of."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """An answer after the model had its turn. sentences: none when the quoted answer is shown as it was.

    notice: one line for the reader. dropped: why sentences were left out. asked: the model was sent something.
    tokens: sent and received, as the server counted them or reckoned.
    """

    answer: Answer
    sentences: tuple[Sentence, ...]
    notice: str
    asked: bool
    dropped: tuple[str, ...] = ()
    tokens: int = 0


class Rewording:
    """Asks the model about finished answers. Safe to share between threads."""

    def __init__(
        self,
        model: ChatModel,
        prompt: Prompt,
        ledger: TokenLedger,
        limits: Limits,
        today: Callable[[], date],
        timer: Callable[[], float],
    ) -> None:
        """Take the parts. today: the day that the tokens are counted on. timer: seconds that never go back."""
        self.model = model
        self._prompt = prompt
        self._ledger = ledger
        self._limits = limits
        self._today = today
        self._breaker = Breaker(timer)

    @property
    def waiting(self) -> str:
        """Return the line shown while the model is asked."""
        return f"{wording.MODEL_WAITING.format(model=self.model.name)} {self._sent()}"

    def not_shown(self, why: str) -> str:
        """Return a line about a model that was asked and whose version is not shown, with where the text went."""
        return f"{why} {self._sent()}"

    def _sent(self) -> str:
        return wording.MODEL_SENT.format(place=self.model.place)

    def wants(self, answer: Answer) -> bool:
        """Say whether a model is asked at all: never beside an urgent alert, never without quotations."""
        quoted = answer.status in (Status.ANSWERED, Status.PARTIAL)
        return quoted and not any(alert.kind in URGENT for alert in answer.alerts)

    def reword(self, answer: Answer) -> Reworded:
        """Return the answer in the model's order when every check holds, else the quoted answer with a line why."""
        if not self.wants(answer):
            return Reworded(answer, (), wording.MODEL_NO_PART, asked=False)
        prompt = self._filled(answer)
        refusal = self._refusal(prompt)
        if refusal:
            return Reworded(answer, (), refusal, asked=False)
        reserved = len(prompt) // CHARACTERS_A_TOKEN + MOST_TOKENS
        try:
            if not self._ledger.reserve(self._today(), reserved, self._limits.tokens_a_day):
                return Reworded(answer, (), wording.MODEL_SPENT, asked=False)
        except StoreError:
            return Reworded(answer, (), wording.MODEL_NOT_COUNTED, asked=False)
        return self._asked(answer, prompt, reserved)

    def _refusal(self, prompt: str) -> str:
        if len(prompt) > LONGEST_PROMPT:
            return wording.MODEL_TOO_LONG
        return "" if self._breaker.allows() else wording.MODEL_PAUSED

    def _asked(self, answer: Answer, prompt: str, reserved: int) -> Reworded:
        """Ask, check and count. What cannot be counted afterwards stays reserved."""
        marked = self._marked(answer)
        try:
            completion = self.model.complete(prompt, timeout_s=self._limits.timeout_s, max_tokens=MOST_TOKENS)
        except ModelBusy as error:
            self._breaker.failed(error.pause_s, at_once=True)
            return self._not_shown(marked, wording.MODEL_FAILED, (str(error),), reserved)
        except ModelError as error:
            self._breaker.failed()
            return self._not_shown(marked, wording.MODEL_FAILED, (str(error),), reserved)
        self._breaker.succeeded()
        self._settle(reserved, completion.tokens)
        try:
            proposed = read_reply(completion.text)
        except ModelError as error:
            return self._not_shown(marked, wording.MODEL_SET_ASIDE, (str(error),), completion.tokens)
        kept, dropped = checked(proposed, answer.citations)
        if not still_answers(kept, answer):
            return self._not_shown(marked, wording.MODEL_SET_ASIDE, dropped, completion.tokens)
        notice = wording.MODEL_HAD_A_PART.format(model=self.model.name, place=self.model.place)
        text = f"{text_of(kept)}\n\n{notice}\n\n{answer.text}"
        return Reworded(replace(marked, text=text), kept, notice, True, dropped, completion.tokens)

    def _not_shown(self, answer: Answer, why: str, dropped: tuple[str, ...], tokens: int) -> Reworded:
        return Reworded(answer, (), self.not_shown(why), True, dropped, tokens)

    def _settle(self, reserved: int, spent: int) -> None:
        try:
            self._ledger.settle(self._today(), reserved, spent)
        except StoreError:
            return

    def _filled(self, answer: Answer) -> str:
        quotations = "\n".join(f"P{each.marker}: {' '.join(each.quote.split())}" for each in answer.citations)
        values = {"question": answer.standalone_question, "quotations": quotations}
        return self._prompt.filled({**values, "connectives": "; ".join(CONNECTIVES)})

    def _marked(self, answer: Answer) -> Answer:
        return replace(answer, trace=replace(answer.trace, model=self.model.name, prompt_sha256=self._prompt.digest))


def checked(
    proposed: Sequence[Proposed], citations: Sequence[Citation]
) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """Return the sentences that hold, and for each other one why it fell."""
    by_token = {f"P{each.marker}": each for each in citations}
    kept: list[Sentence] = []
    dropped: list[str] = []
    for each in proposed:
        cited = [by_token[token] for token in dict.fromkeys(each.tokens) if token in by_token]
        found = problem(each.text, [citation.quote for citation in cited])
        if len(cited) < len(set(each.tokens)):
            found = Problem.UNKNOWN_QUOTATION
        if found:
            dropped.append(found.value)
        else:
            kept.append(Sentence(each.text, tuple(citation.marker for citation in cited)))
    return tuple(kept), tuple(dropped)


def still_answers(kept: Sequence[Sentence], answer: Answer) -> bool:
    """Say whether the sentences hold what the quoted answer held.

    The first quotation is there, each passage is there whole and in its order (an item means nothing without what
    introduces it), and a number, name or date stands there where one was asked for and quoted.
    """
    used = [marker for sentence in kept for marker in sentence.markers]
    if not used or 1 not in used:
        return False
    places = {each.marker: (each.source_id, each.passage) for each in answer.citations}
    for place in {places[marker] for marker in used}:
        there = [marker for marker, where in places.items() if where == place]
        if list(dict.fromkeys(marker for marker in used if marker in there)) != there:
            return False
    asked = answer_type(answer.standalone_question)
    words = frozenset(plain_words(answer.standalone_question))
    quoted = any(holds(asked, words, each.quote) for each in answer.citations)
    return asked is AnswerType.OTHER or not quoted or any(holds(asked, words, each.text) for each in kept)


def text_of(kept: Sequence[Sentence]) -> str:
    """Return the sentences as one paragraph, each with the numbers of its quotations."""
    return " ".join(each.text + "".join(f" [{marker}]" for marker in each.markers) for each in kept)
