"""Everyday and slang words, put as documents put them: "a stretch inside" is searched for as "a prison sentence"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

LIST = Path(__file__).parents[1] / "data" / "everyday_words.txt"
LINE = re.compile(r"^(?P<said>[^#=]+?) = (?P<plain>.+)$")
OWNER = re.compile(r"\bhis\b")
OWNERS = "my your his her its our their someone's somebody's people's the".split()
_ANY_OWNER = rf"(?:{'|'.join(OWNERS)})"
_WORD = re.compile(r"(?<![\w'-])\w{1,2}")
_PUT_PLAINLY = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Said:
    """An everyday phrase where it stands in a text, with the plain words for it."""

    start: int
    end: int
    plain: str


@dataclass(frozen=True, eq=False)
class Phrases:
    """What begins with the same letters, the longest first, and the plain words of each."""

    said: tuple[str, ...]
    plain: tuple[str, ...]

    @cached_property
    def form(self) -> re.Pattern[str]:
        """Return one pattern with a group for each. Words may stand apart by a space, a line or a hyphen."""
        forms = "|".join(f"({_form(phrase)})" for phrase in self.said)
        return re.compile(rf"(?:{forms})(?![\w'-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """What people say and what documents call it. by_opening: for the first two letters, what begins with them."""

    by_opening: Mapping[str, Phrases]

    @classmethod
    def of(cls, lines: str) -> EverydayWords:
        """Read lines of the form `what is said = plain words`; the rest are comments. Raises ValueError for another.

        In what is said, `*` stands for any ending of a word and `his` for any owner.
        """
        said: dict[str, str] = {}
        for line in lines.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            found = LINE.match(line)
            if found is None:
                raise ValueError(f"everyday words: this line is not `what is said = plain words`: {line}")
            said[found["said"].strip()] = found["plain"].strip()
        by_opening: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(said, key=lambda phrase: (-len(phrase), phrase)):
            for opening in _openings(phrase):
                by_opening[opening].append(phrase)
        return cls(
            {
                opening: Phrases(tuple(phrases), tuple(said[phrase] for phrase in phrases))
                for opening, phrases in by_opening.items()
            }
        )

    def in_plain_words(self, text: str) -> str:
        """Return the text with each everyday phrase followed by its plain words in brackets; unchanged without one."""
        text = text.replace("’", "'")
        parts, done = [], 0
        for found in self._found(text):
            said = text[found.start : found.end]
            parts += [text[done : found.end], "" if found.plain.lower() == said.lower() else f" ({found.plain})"]
            done = found.end
        return "".join((*parts, text[done:]))

    def ideas(self, text: str) -> tuple[str, ...]:
        """Return what a text speaks of, one by one: each everyday phrase with its plain words, each other word."""
        text = text.replace("’", "'")
        phrases = [f"{text[found.start : found.end]} {found.plain}" for found in self._found(text)]
        return (*phrases, *self.without(text).split())

    def without(self, text: str) -> str:
        """Return the words of a text that are in none of the phrases."""
        text = text.replace("’", "'")
        others, done = [], 0
        for found in self._found(text):
            others.append(text[done : found.start])
            done = found.end
        return " ".join((*others, text[done:]))

    def _found(self, text: str) -> Iterator[Said]:
        """Yield the phrases of a text in order, none within another: the longest that begins at a word."""
        done = 0
        for word in _WORD.finditer(text):
            phrases = self.by_opening.get(word[0].lower())
            if phrases is None or word.start() < done:
                continue
            found = phrases.form.match(text, word.start())
            if found:
                done = found.end()
                yield Said(found.start(), done, phrases.plain[(found.lastindex or 1) - 1])


def as_said(text: str) -> str:
    """Return a text without what stands in brackets: a question as it was before its plain words were added."""
    return _PUT_PLAINLY.sub("", text)


def _openings(phrase: str) -> set[str]:
    """Return the first letters, two at most, with which a phrase can begin."""
    first = [OWNER.sub(owner, phrase, count=1) for owner in OWNERS] if phrase.startswith("his ") else [phrase]
    return {found[0].lower() for each in first if (found := _WORD.match(each))}


def _form(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\*", r"\w*")
    return OWNER.sub(_ANY_OWNER, re.sub(r"(?:\\ |\\-)", r"[\\s-]+", escaped))


@cache
def everyday_words() -> EverydayWords:
    """Return the list that comes with the guide."""
    return EverydayWords.of(LIST.read_text(encoding="utf-8"))
