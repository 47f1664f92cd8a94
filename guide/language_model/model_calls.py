"""Asks a language model within its limits: time, tokens a day, a breaker. What it says is checked by whoever asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guide.errors import ModelBusy, ModelCrowded, ModelError, ModelUnreached, StoreError
from guide.language_model.breaker import Breaker
from guide.ports import ChatModel, ReplyForm, TokenLedger

MOST_TOKENS = 1_200
"""The longest reply asked for."""

CHARACTERS_A_TOKEN = 3
"""For reckoning before a call: too low a figure reserves too many tokens, never too few of plain English."""

LONGEST_PROMPT = 12_000
LEAST_TIME_S = 0.2
"""With less left of a question's time no further call is begun."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question and one day may cost."""

    timeout_s: float
    tokens_a_day: int


class Refusal(StrEnum):
    """Why there is no reply. Only of the last was anything sent."""

    TOO_LONG = "the prompt is too long"
    PAUSED = "the server did not answer before and is left alone for now"
    SPENT = "the tokens of today are used up"
    NOT_COUNTED = "the tokens cannot be counted"
    UNREACHED = "the server could not be reached"
    NO_TIME = "no time was left for it"
    FAILED = "the server did not answer with a reply"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one call. error: what failed, for the trace. tokens: sent and received, or reserved for it."""

    text: str = ""
    refusal: Refusal | None = None
    error: str = ""
    tokens: int = 0

    @property
    def was_sent(self) -> bool:
        """Say whether the prompt left this program, or may have."""
        return self.refusal in (None, Refusal.FAILED)


class ModelCalls:
    """One model with its limits. Safe to share between threads, and shared by all that ask: one breaker, one count."""

    def __init__(
        self,
        model: ChatModel,
        ledger: TokenLedger,
        limits: Limits,
        today: Callable[[], date],
        timer: Callable[[], float],
    ) -> None:
        """Take the parts. today: the day that the tokens are counted on. timer: seconds that never go back."""
        self.model = model
        self._ledger = ledger
        self._limits = limits
        self._today = today
        self._timer = timer
        self._breaker = Breaker(timer)

    def deadline(self) -> float:
        """Return when, by the timer, all calls about one question that begins now must be over."""
        return self._timer() + self._limits.timeout_s

    def ask(self, prompt: str, form: ReplyForm, until: float | None = None) -> Asked:
        """Return the model's reply or why there is none. Raises nothing that a model or its server does.

        form: what the reply should look like. until: the deadline of the question, where it is not this call's alone.
        """
        left_s = self._limits.timeout_s if until is None else until - self._timer()
        if left_s < LEAST_TIME_S:
            return Asked(refusal=Refusal.NO_TIME)
        if len(prompt) > LONGEST_PROMPT:
            return Asked(refusal=Refusal.TOO_LONG)
        if not self._breaker.allows():
            return Asked(refusal=Refusal.PAUSED)
        reserved = len(prompt) // CHARACTERS_A_TOKEN + MOST_TOKENS
        try:
            if not self._ledger.reserve(self._today(), reserved, self._limits.tokens_a_day):
                return Asked(refusal=Refusal.SPENT)
        except StoreError:
            return Asked(refusal=Refusal.NOT_COUNTED)
        return self._asked(prompt, form, reserved, left_s)

    def _asked(self, prompt: str, form: ReplyForm, reserved: int, timeout_s: float) -> Asked:
        """Ask and count. What cannot be counted afterwards, or was sent without a reply, stays reserved."""
        try:
            completion = self.model.complete(prompt, timeout_s=timeout_s, max_tokens=MOST_TOKENS, form=form)
        except ModelBusy as error:
            self._breaker.failed(error.pause_s, at_once=True)
            return Asked("", Refusal.FAILED, str(error), reserved)
        except ModelUnreached as error:
            if not isinstance(error, ModelCrowded):
                self._breaker.failed()
            self._settle(reserved, 0)
            return Asked("", Refusal.UNREACHED, str(error))
        except ModelError as error:
            self._breaker.failed()
            return Asked("", Refusal.FAILED, str(error), reserved)
        self._breaker.succeeded()
        self._settle(reserved, completion.tokens)
        return Asked(completion.text, tokens=completion.tokens)

    def _settle(self, reserved: int, spent: int) -> None:
        try:
            self._ledger.settle(self._today(), reserved, spent)
        except StoreError:
            return
