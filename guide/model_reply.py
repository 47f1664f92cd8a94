"""What a language model may reply: one JSON object of sentences, each naming the quotations that support it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import cast

from guide.errors import ModelReplyMalformed

MOST_CHARACTERS = 20_000
MOST_SENTENCES = 24
_FENCED = re.compile(r"\A```(?:json)?\s*\n(.*)\n```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence as the model wrote it, with the tokens of the quotations that it names."""

    text: str
    tokens: tuple[str, ...]


def read_reply(reply: str) -> tuple[Proposed, ...]:
    """Return the sentences of a reply, none when the model says that there is no answer.

    Raises ModelReplyMalformed unless it is {"sentences": [{"text": "...", "tokens": ["P1"]}]} and nothing else.
    """
    if len(reply) > MOST_CHARACTERS:
        raise ModelReplyMalformed("The model's reply is too long.")
    stripped = reply.strip()
    fenced = _FENCED.match(stripped)
    try:
        found: object = json.loads(fenced.group(1) if fenced else stripped)
    except (ValueError, RecursionError) as error:
        raise ModelReplyMalformed("The model's reply is not JSON.") from error
    sentences = found.get("sentences") if isinstance(found, dict) and set(found) == {"sentences"} else None
    if not isinstance(sentences, list) or len(sentences) > MOST_SENTENCES:
        raise ModelReplyMalformed("The model's reply has another form than the one asked for.")
    return tuple(_proposed(each) for each in sentences)


def _proposed(found: object) -> Proposed:
    if not isinstance(found, dict) or set(found) != {"text", "tokens"}:
        raise ModelReplyMalformed("A sentence of the model's reply has another form than the one asked for.")
    text, tokens = found["text"], found["tokens"]
    if not isinstance(text, str) or not isinstance(tokens, list) or not all(isinstance(each, str) for each in tokens):
        raise ModelReplyMalformed("A sentence of the model's reply has another form than the one asked for.")
    return Proposed(" ".join(text.split()), tuple(cast("list[str]", tokens)))
