"""The real parts that ask a language model, put together for a server of our own."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from guide.adapters.chat_model import LangChainChatModel
from guide.adapters.prompt_files import read_prompt
from guide.adapters.token_ledger import TokenLedgerFile
from guide.answering import Guide
from guide.language_model.assisting import Assisting
from guide.language_model.model_calls import Limits, ModelCalls
from tests.stub_model import StubModel

TODAY = date(2026, 11, 24)
WIDE = Limits(20, 10**9)


def calls_to(
    stub: StubModel,
    data: Path,
    provider: str = "openai",
    limits: Limits = WIDE,
    timer: Callable[[], float] = time.perf_counter,
) -> ModelCalls:
    """Return what asks this stub, its client loaded already."""
    model = LangChainChatModel(f"{provider}:stub", stub.url(provider))
    model.warm()
    return ModelCalls(model, TokenLedgerFile(data), limits, lambda: TODAY, timer)


def assisting(guide: Guide, calls: ModelCalls) -> Assisting:
    """Return all that a language model may do for answers of this guide."""
    return Assisting(guide.ask, calls, read_prompt("answer"), read_prompt("rephrase"))
