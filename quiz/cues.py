"""What gives an answer away to a person who knows nothing: rules over a stem and its options. No documents here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.fitting import magnitude
from quiz.types import GAP, Option
from quiz.words import STOP_WORDS, content, fold, words

LONGEST_FACTOR = 1.25
"""A key longer than this many times the mean wrong option stands out (Haladyna, Downing and Rodriguez 2002)."""

ABSOLUTE = frozenset({"always", "never", "all", "only", "every", "none"})
VAGUE = frozenset({"often", "usually", "sometimes", "some", "may", "generally"})
VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
ARTICLE_BEFORE_GAP = re.compile(rf"\b(a|an) {GAP}")


class Weight(StrEnum):
    """Whether a finding keeps an item from being shown."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that an item breaks, and why, in plain words."""

    rule: str
    weight: Weight
    reason: str


def cue_findings(stem: str, options: Sequence[Option]) -> tuple[Finding, ...]:
    """Return every cue that these options give. True and false alone give none."""
    keys = [option.text for option in options if option.is_right]
    rest = [option.text for option in options if not option.is_right]
    if not keys or not rest or is_true_false(options):
        return ()
    return (
        *_longest(keys, rest),
        *_repeated_word(stem, keys, rest),
        *_grammar(stem, keys, rest),
        *_convergence(keys, rest),
        *_extremes(keys, rest),
    )


def is_true_false(options: Sequence[Option]) -> bool:
    """Say whether the options are the two words True and False."""
    return [option.text for option in options] == ["True", "False"]


def _longest(keys: Sequence[str], rest: Sequence[str]) -> Iterator[Finding]:
    if all(magnitude(text) is not None for text in (*keys, *rest)):
        return  # Nobody guesses by how long “three” is beside “six”.
    key = sum(map(len, keys)) / len(keys)
    mean = sum(map(len, rest)) / len(rest)
    sole = len(keys) == 1 and all(len(keys[0]) > len(text) for text in rest)
    if sole or key > LONGEST_FACTOR * mean:
        yield Finding("longest option", Weight.WARN, "the right answer is the longest, and length gives it away")


def _repeated_word(stem: str, keys: Sequence[str], rest: Sequence[str]) -> Iterator[Finding]:
    in_rest = frozenset().union(*(content(text) for text in rest))
    shared = (content(stem) & frozenset().union(*(content(text) for text in keys))) - in_rest
    if shared:
        word = sorted(shared)[0]
        yield Finding("repeated word", Weight.WARN, f"the question and the right answer alone share the word “{word}”")


def _grammar(stem: str, keys: Sequence[str], rest: Sequence[str]) -> Iterator[Finding]:
    found = ARTICLE_BEFORE_GAP.search(stem)
    if found:
        fits = [bool(VOWEL.match(text)) == (found[1] == "an") for text in (*keys, *rest)]
        if not all(fits):
            yield Finding("grammar", Weight.WARN, f"“{found[1]}” before the gap fits only some of the answers")
    shapes = {_plural(text) for text in keys}, {_plural(text) for text in rest}
    if GAP in stem and shapes[0].isdisjoint(shapes[1]):
        yield Finding("grammar", Weight.WARN, "the right answer alone is singular or plural")


def _plural(text: str) -> bool:
    last = (words(text) or ("",))[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _convergence(keys: Sequence[str], rest: Sequence[str]) -> Iterator[Finding]:
    if len(keys) > 1 or len(rest) < 2:
        return
    sets = [content(text) for text in (*keys, *rest)]
    shared = [sum(len(one & other) for other in sets if other is not one) for one in sets]
    if shared[0] >= 2 and shared[0] > max(shared[1:]):
        yield Finding("convergence", Weight.WARN, "the right answer shares most words with the other answers")


def _extremes(keys: Sequence[str], rest: Sequence[str]) -> Iterator[Finding]:
    for name, group in (("absolute", ABSOLUTE), ("vague", VAGUE)):
        holds = [bool(group & set(words(text))) for text in (*keys, *rest)]
        if any(holds) and not all(holds):
            yield Finding(
                f"{name} words",
                Weight.WARN,
                f"only some answers hold {_one(name)} word such as “{_example(group, keys, rest)}”",
            )


def _one(name: str) -> str:
    return "an absolute" if name == "absolute" else "a vague"


def _example(group: frozenset[str], keys: Sequence[str], rest: Sequence[str]) -> str:
    return next(word for text in (*keys, *rest) for word in words(text) if word in group)


def specific(text: str) -> float:
    """Return how specific a text looks: its digits, brackets, capitals after the first word, and long words."""
    rest = text.split()[1:]
    capitals = sum(1 for word in rest if word[:1].isupper())
    return sum(char.isdigit() for char in text) + 2 * text.count("(") + capitals + sum(len(word) > 8 for word in rest)


def same_answer(one: str, other: str) -> bool:
    """Say whether two options are the same after folding, or one holds the other as whole words."""
    first, second = fold(one), fold(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return bool(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long)) and not _is_number(short)


def _is_number(text: str) -> bool:
    return text.isdigit() or text in STOP_WORDS
