"""Another wording for an item's question, as a language model proposes it: checked here, applied only by a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from guide.errors import ModelError, ModelReplyMalformed
from guide.language_model.model_calls import Asked
from guide.language_model.model_reply import OTHER_FORM, form_of, read_object, text_up_to
from guide.language_model.prompting import Prompt
from guide.plain_text import INVISIBLE
from guide.ports import ReplyForm
from quiz.checking import QUOTED, findings_of
from quiz.types import GAP, QuizItem
from quiz.words import content, share

LONGEST = 600
MOSTLY = 0.5
"""At least this share of a wording's words that carry meaning stands in the question or the quotation already."""

WORDING_FORM = form_of("wording", stem=text_up_to(LONGEST))
NOT_ASKED = "The language model gave no wording: {why}."
NOT_SHOWN = "The language model's wording is not shown: {why}."
_MARKUP = re.compile(r"[<>{}`*#|\\\n]|https?:|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,:/ ]\d+)*|[%£$€]")
_NAME = re.compile(r"(?<=[a-z,;:] )(?:[A-Z][\w'’-]*)|\b[A-Z]{2,}\b")
_GUARDED = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|\w+n['’]t|only|if|unless|except|until|before|after|under|over|"
    r"above|below|least|most|more|less|than|must|may|might|should|shall|can|could|all|any|both|each|every|always)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording for an item's question that holds, or "" and a line that says why there is none."""

    stem: str
    line: str = ""


def propose(item: QuizItem, ask: Callable[[str, ReplyForm], Asked], prompt: Prompt) -> Proposal:
    """Return what a language model proposes for this item's question, if it holds. Nothing of the item is changed."""
    values = {"kind": item.kind.value.replace("_", " "), "stem": item.stem, "fact": item.proof.quote}
    asked = ask(prompt.filled(values), WORDING_FORM)
    if asked.refusal:
        return Proposal("", NOT_ASKED.format(why=asked.refusal.value))
    try:
        stem = read_object(asked.text, ("stem",))["stem"]
        if not isinstance(stem, str):
            raise ModelReplyMalformed(OTHER_FORM)
    except ModelError:
        return Proposal("", NOT_SHOWN.format(why="its reply has another form than the one asked for"))
    stem = " ".join(stem.split())
    why = problem(item, stem)
    return Proposal("", NOT_SHOWN.format(why=why)) if why else Proposal(stem)


def problem(item: QuizItem, stem: str) -> str:
    """Return why a wording does not hold for this item, "" when it does."""
    if not stem or len(stem) > LONGEST or INVISIBLE.search(stem) or _MARKUP.search(stem):
        return "it is not plain text"
    if stem == " ".join(item.stem.split()):
        return "it is the wording that stands there"
    if QUOTED.findall(stem) != QUOTED.findall(item.stem) or stem.count(GAP) != item.stem.count(GAP):
        return "it changes a quotation or a gap"
    known = " ".join((item.stem, item.proof.quote))
    if not _found(_NUMBER, stem) <= _found(_NUMBER, known):
        return "it holds a number that is not in the quotation"
    if not _found(_NAME, stem) <= set(re.findall(r"[\w'’-]+", known)):
        return "it holds a name that is not in the quotation"
    if share(content(stem), content(" ".join((known, item.proof.title, *item.proof.headings)))) < MOSTLY:
        return "most of its words stand neither in the question nor in the quotation"
    if _guarded(stem) != _guarded(item.stem):
        return "it changes a negation, a condition or a limit"
    return _breaks(item, stem)


def _breaks(item: QuizItem, stem: str) -> str:
    """Return the first rule for items that the wording breaks and the present one does not."""
    before = {(each.rule, each.weight) for each in findings_of(item)}
    broken = (each for each in findings_of(replace(item, stem=stem)) if (each.rule, each.weight) not in before)
    return next((f"{each.rule}: {each.reason}" for each in broken), "")


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return set(pattern.findall(text))


def _guarded(text: str) -> Counter[str]:
    return Counter(word.lower().replace("’", "'") for word in _GUARDED.findall(text))
