"""What a language model may reply: one JSON object of the form asked for, and nothing beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from guide.errors import ModelReplyMalformed
from guide.ports import ReplyForm
from guide.types import Json

MOST_CHARACTERS = 20_000
MOST_SENTENCES = 24
OTHER_FORM = "The model's reply has another form than the one asked for."
_FENCED = re.compile(r"\A```(?:json)?\s*\n(.*)\n```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model wants shown next. text: None where it only names quotations, whose words are then shown whole.

    opening: a connective before them.
    """

    text: str | None
    tokens: tuple[str, ...]
    opening: str = ""


def _object(parts: Mapping[str, Json]) -> Json:
    return {"type": "object", "properties": dict(parts), "required": list(parts), "additionalProperties": False}


def form_of(name: str, **parts: Json) -> ReplyForm:
    """Return the form of an object that has each of these parts and no other."""
    return ReplyForm(name, _object(parts))


def text_up_to(most: int) -> Json:
    """Return the schema of a text of at most so many characters: a small model that runs on is stopped there."""
    return {"type": "string", "maxLength": most}


def one_of(words: Sequence[str]) -> Json:
    """Return the schema of one of these words."""
    return {"type": "string", "enum": list(words)}


def some_of(tokens: Sequence[str], most: int | None = None) -> Json:
    """Return the schema of a list that may name each of these tokens. most: how many, where fewer."""
    items = one_of(tokens) if tokens else text_up_to(0)
    return {"type": "array", "items": items, "maxItems": len(tokens) if most is None else most}


def arranged_form(tokens: Sequence[str], openings: Sequence[str]) -> ReplyForm:
    """Return the form of an answer made of the quotations under these tokens, each behind an opening or none."""
    sentence = _object({"open": one_of(["", *openings]), "tokens": some_of(tokens, 1)})
    most = min(len(tokens), MOST_SENTENCES)
    return form_of("arranged_answer", sentences={"type": "array", "items": sentence, "maxItems": most})


def read_reply(reply: str) -> tuple[Proposed, ...]:
    """Return the sentences of a reply, none when the model says that there is no answer.

    Raises ModelReplyMalformed unless it is {"sentences": [{"open": "", "tokens": ["P1"]}]} and nothing else. A model
    that writes the words itself has "text" in the place of "open".
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
    if isinstance(found, dict) and set(found) in ({"text", "tokens"}, {"open", "tokens"}):
        text, tokens = found.get("text", found.get("open")), found["tokens"]
        if isinstance(text, str) and isinstance(tokens, list) and all(isinstance(each, str) for each in tokens):
            said, named = " ".join(text.split()), tuple(cast("list[str]", tokens))
            return Proposed(said, named) if "text" in found else Proposed(None, named, said)
    raise ModelReplyMalformed("A sentence of the model's reply has another form than the one asked for.")
