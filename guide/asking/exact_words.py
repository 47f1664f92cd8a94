"""Words that no other words stand for: asked for a ward, a budget or a page, quotations must speak of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FEWEST_WORDS = 4
LIST = Path(__file__).parents[1] / "data" / "exact_words.txt"


_OCCASION = re.compile(
    r"^[^:?.!]{3,60}:\s(?=(?:i |we )?(?:need|want|could use|looking for|give|please)\b)|"
    r"\b(?:for|before|after|ahead of) (?:a|an|the|my|our|your|his|her|their|this|next|today's|tomorrow's|another)? ?"
    r"(?:[\w'’-]+ ){0,4}?(?:training|meetings?|agenda|workshops?|course|website|logo|infographic|grant)\b",
    re.IGNORECASE,
)
"""What a question is asked for or at: "for tomorrow's training: ...". That says nothing of what must be quoted."""


def without_the_occasion(text: str) -> str:
    """Return a question without the occasion it is asked for; as it is where nothing else would be left."""
    left = " ".join(_OCCASION.sub(" ", text).split())
    return left if len(left.split()) >= FEWEST_WORDS else text


def not_spoken_of(question_text: str, quoted: Sequence[str]) -> str:
    """Return the first such word of a question of which no quotation speaks, "" when there is none."""
    for line in _lines():
        found = line.search(question_text)
        if found and not any(line.search(text) for text in quoted):
            return found[0]
    return ""


@cache
def _lines() -> tuple[re.Pattern[str], ...]:
    """Return one pattern for each line of the list: its words stand for one another."""
    lines = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(_one_of(words) for words in lines if words)


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
