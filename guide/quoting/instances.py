"""Asks which things of a kind there are. A document that only mentions the kind, "the priority areas", does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import FUNCTION_WORDS

_ASKS = re.compile(
    r"\b(?:what|which) are (?:the|these|those|its|their|your|our)\s+(?P<a>[^?.!,;:]+)|"
    r"^\W*(?:and |please |can you |could you )*(?:list|name|give me|tell me)(?: me)? (?:all )?(?:the|"
    r"of the)\s+(?P<b>[^?.!,;:]+)|"
    r"\b(?:which|what)\s+(?P<c>[\w -]+?)\s+(?:do|does) (?:the |this |our |it|they)[^?.]{0,30}?\b(?:name|list|"
    r"mention|mean|"
    r"include|set out|identify)|"
    r"\b(?:which|what)\s+(?P<d>[\w -]+?)\s+are (?:there|they|these|those|meant|named|listed|mentioned)\b",
    re.IGNORECASE,
)
_ENDS = frozenset(
    "in of on for from to that which who are is was were do does did with by at and or under across mentioned named "
    "listed called it they we there themselves behind".split()
)
_GIVES_THEM = re.compile(
    r"^[^.]{0,30}?(?:[:;(]|,\s+(?:both|such|e\.?g|namely|from|in)\b|\b(?:includ\w+|such as|namely|compris\w+|e\.g|"
    r"for example|"
    r"both|like)\b)",
    re.IGNORECASE,
)
"""What gives the things stands soon after their name."""


def asks_for_instances_not_given(question_text: str, quoted: Sequence[str]) -> str:
    """Return the kind of thing a question wants named that quotations mention and do not name, "" otherwise.

    The kind is told by two words at least: one alone, such as "costs", is said in too many ways.
    """
    found = _ASKS.search(question_text)
    asked = next((words for words in found.groups() if words), "") if found else ""
    words = [
        word for word in takewhile(lambda each: each not in _ENDS, plain_words(asked)) if word not in FUNCTION_WORDS
    ]
    if len(words) < 2 or not words[-1].endswith("s") or any(word.isdigit() for word in words):
        return ""
    pair = rf"\b{words[-2][:LONGEST_STEM]}\w*[ -]{words[-1][:LONGEST_STEM].rstrip('s')}\w*"
    places = [(text, match) for text in quoted for match in re.finditer(pair, text, re.IGNORECASE)]
    if not places or any(_gives(text, match) for text, match in places):
        return ""
    return f"{words[-2]} {words[-1]}"


def _gives(text: str, name: re.Match[str]) -> bool:
    before, after = text[: name.start()], text[name.end() :]
    return _GIVES_THEM.match(after) is not None or re.search(r"\b(?:these|those|such)\W+$", before, re.I) is not None
