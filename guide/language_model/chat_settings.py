"""The settings of the language model, which is optional: without GUIDE_CHAT_MODEL there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guide.errors import SettingError

_NAME = re.compile(r"[a-z][a-z0-9_]*:[^\s]+")
_URL = re.compile(r"https?://[^\s/@]+(?:/[^\s@]*)?")


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Which model, where, and what it may use.

    price_a_million: of a million tokens, if stated. nli: name or folder of the model that checks its sentences further.
    """

    model: str
    url: str | None = None
    timeout_s: float = 20.0
    tokens_a_day: int = 500_000
    price_a_million: float | None = None
    nli: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ChatSettings | None:
        """Read the GUIDE_CHAT_ variables, None without a model. Raises SettingError naming the variable."""
        model = environment.get("GUIDE_CHAT_MODEL")
        if not model:
            return None
        if not _NAME.fullmatch(model):
            raise SettingError(f"GUIDE_CHAT_MODEL: {model!r} is not provider:model. Set it, say, to ollama:llama3.2.")
        url = environment.get("GUIDE_CHAT_URL") or None
        if url and not _URL.fullmatch(url):
            raise SettingError("GUIDE_CHAT_URL: not an address. Set it, say, to http://127.0.0.1:11434.")
        price = environment.get("GUIDE_CHAT_PRICE_PER_MILLION")
        tokens = environment.get("GUIDE_CHAT_TOKENS_PER_DAY") or "500000"
        most = int(_number("GUIDE_CHAT_TOKENS_PER_DAY", tokens, 0, 1e9))
        price_a_million = _number("GUIDE_CHAT_PRICE_PER_MILLION", price, 0, 1e6) if price else None
        cost = environment.get("GUIDE_CHAT_COST_PER_DAY")
        return cls(
            model=model,
            url=url,
            timeout_s=_number("GUIDE_CHAT_TIMEOUT_S", environment.get("GUIDE_CHAT_TIMEOUT_S") or "20", 1, 300),
            tokens_a_day=min(most, _tokens_for(cost, price_a_million)) if cost else most,
            price_a_million=price_a_million,
            nli=environment.get("GUIDE_NLI_MODEL") or None,
        )


def _tokens_for(cost: str, price_a_million: float | None) -> int:
    """Return how many tokens a day's cost buys. Raises SettingError for no number, or without a price."""
    if not price_a_million:
        raise SettingError("GUIDE_CHAT_COST_PER_DAY: no price is known. Set GUIDE_CHAT_PRICE_PER_MILLION too.")
    return int(_number("GUIDE_CHAT_COST_PER_DAY", cost, 0, 1e6) / price_a_million * 1_000_000)


def _number(name: str, text: str, least: float, most: float) -> float:
    if not re.fullmatch(r"[0-9]{1,10}(?:\.[0-9]{1,4})?", text) or not least <= float(text) <= most:
        raise SettingError(f"{name}: {text!r} is not a number from {least:g} to {most:g}.")
    return float(text)
