"""Everyday and slang words, put as documents put them: "a stretch inside" is searched for as "a prison sentence"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("data") / "everyday_words.txt"
LINE = re.compile(r"^(?P<said>[^#=]+?) = (?P<plain>.+)$")
OWNER = re.compile(r"\bhis\b")
OWNERS = r"(?:my|your|his|her|its|our|their|someone's|somebody's|people's|the)"
_PUT_PLAINLY = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """What people say and what documents call it. plain: the plain words of each group of the pattern, in order."""

    plain: tuple[str, ...]
    pattern: re.Pattern[str]

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
        longest_first = sorted(said, key=lambda phrase: (-len(phrase), phrase))
        forms = "|".join(f"({_form(phrase)})" for phrase in longest_first)
        pattern = re.compile(rf"(?<![\w'-])(?:{forms})(?![\w'-])", re.IGNORECASE)
        return cls(tuple(said[phrase] for phrase in longest_first), pattern)

    def in_plain_words(self, text: str) -> str:
        """Return the text with each everyday phrase followed by its plain words in brackets; unchanged without one."""
        return self.pattern.sub(self._put_plainly, text.replace("’", "'"))

    def ideas(self, text: str) -> tuple[str, ...]:
        """Return what a text speaks of, one by one: each everyday phrase with its plain words, each other word."""
        text = text.replace("’", "'")
        phrases = [f"{found[0]} {self.plain[(found.lastindex or 1) - 1]}" for found in self.pattern.finditer(text)]
        return (*phrases, *self.pattern.sub(" ", text).split())

    def _put_plainly(self, found: re.Match[str]) -> str:
        said, plain = found[0], self.plain[(found.lastindex or 1) - 1]
        return said if plain.lower() == said.lower() else f"{said} ({plain})"


def as_said(text: str) -> str:
    """Return a text without what stands in brackets: a question as it was before its plain words were added."""
    return _PUT_PLAINLY.sub("", text)


def _form(phrase: str) -> str:
    return OWNER.sub(OWNERS, re.escape(phrase).replace(r"\*", r"\w*"))


@cache
def everyday_words() -> EverydayWords:
    """Return the list that comes with the guide."""
    return EverydayWords.of(LIST.read_text(encoding="utf-8"))
