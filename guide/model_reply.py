"""What a language model may reply: one JSON object of the form asked for, and nothing beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from guide.errors import ModelReplyMalformed
from guide.types import Json

MOST_CHARACTERS = 20_000
MOST_SENTENCES = 24
OTHER_FORM = "The model's reply has another form than the one asked for."
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
    sentences = read_object(reply, ("sentences",))["sentences"]
    if not isinstance(sentences, list) or len(sentences) > MOST_SENTENCES:
        raise ModelReplyMalformed(OTHER_FORM)
    return tuple(_proposed(each) for each in sentences)


def read_question(reply: str) -> str:
    """Return the one question of a reply. Raises ModelReplyMalformed unless it is {"question": "..."}."""
    question = read_object(reply, ("question",))["question"]
    if not isinstance(question, str):
        raise ModelReplyMalformed(OTHER_FORM)
    return " ".join(question.split())


def read_object(reply: str, keys: Sequence[str]) -> Json:
    """Return the one JSON object of a reply. Raises ModelReplyMalformed unless it has these keys and no other."""
    if len(reply) > MOST_CHARACTERS:
        raise ModelReplyMalformed("The model's reply is too long.")
    stripped = reply.strip()
    fenced = _FENCED.match(stripped)
    try:
        found: object = json.loads(fenced.group(1) if fenced else stripped)
    except (ValueError, RecursionError) as error:
        raise ModelReplyMalformed("The model's reply is not JSON.") from error
    if not isinstance(found, dict) or set(found) != set(keys):
        raise ModelReplyMalformed(OTHER_FORM)
    return found


def _proposed(found: object) -> Proposed:
    if not isinstance(found, dict) or set(found) != {"text", "tokens"}:
        raise ModelReplyMalformed("A sentence of the model's reply has another form than the one asked for.")
    text, tokens = found["text"], found["tokens"]
    if not isinstance(text, str) or not isinstance(tokens, list) or not all(isinstance(each, str) for each in tokens):
        raise ModelReplyMalformed("A sentence of the model's reply has another form than the one asked for.")
    return Proposed(" ".join(text.split()), tuple(cast("list[str]", tokens)))
