"""Everyday and slang words, put as documents put them: "a stretch inside" is searched for as "a prison sentence"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("data") / "everyday_words.txt"
LINE = re.compile(r"^(?P<said>[^#=]+?) = (?P<plain>.+)$")
OWNER = re.compile(r"\bhis\b")
OWNERS = ("my", "your", "his", "her", "its", "our", "their", "someone's", "somebody's", "people's", "the")
WORD_STARTS = re.compile(r"(?<![\w'-])\S")
_PUT_PLAINLY = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """What people say and what documents call it.

    plain: the plain words of each phrase, the longest phrase first. patterns: by the letter a phrase begins with, one
    pattern of all that do; its groups are named by the phrase's place in `plain`. One pattern of all phrases would be
    tried at every word, which took longer than the search.
    """

    plain: tuple[str, ...]
    patterns: dict[str, re.Pattern[str]]

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
        forms: dict[str, list[str]] = {}
        for place, phrase in enumerate(longest_first):
            for letter in _first_letters(phrase):
                forms.setdefault(letter, []).append(f"(?P<at{place}>{_form(phrase)})")
        patterns = {
            letter: re.compile(rf"(?:{'|'.join(those)})(?![\w'-])", re.IGNORECASE) for letter, those in forms.items()
        }
        return cls(tuple(said[phrase] for phrase in longest_first), patterns)

    def in_plain_words(self, text: str) -> str:
        """Return the text with each everyday phrase followed by its plain words in brackets; unchanged without one."""
        text = text.replace("’", "'")
        return _joined(text, [(found, _put_plainly(found[0], plain)) for found, plain in self._found(text)])

    def ideas(self, text: str) -> tuple[str, ...]:
        """Return what a text speaks of, one by one: each everyday phrase with its plain words, each other word."""
        text = text.replace("’", "'")
        phrases = list(self._found(text))
        rest = _joined(text, [(found, " ") for found, _ in phrases])
        return (*(f"{found[0]} {plain}" for found, plain in phrases), *rest.split())

    def _found(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each phrase from left to right, the longest where several begin, with its plain words."""
        after = 0
        for start in WORD_STARTS.finditer(text):
            pattern = self.patterns.get(start[0].lower())
            found = pattern.match(text, start.start()) if pattern and start.start() >= after else None
            if found and found.lastgroup:
                after = found.end()
                yield found, self.plain[int(found.lastgroup.removeprefix("at"))]


def as_said(text: str) -> str:
    """Return a text without what stands in brackets: a question as it was before its plain words were added."""
    return _PUT_PLAINLY.sub("", text)


def _put_plainly(said: str, plain: str) -> str:
    return said if plain.lower() == said.lower() else f"{said} ({plain})"


def _joined(text: str, instead: list[tuple[re.Match[str], str]]) -> str:
    """Return the text with something else in the place of each match."""
    parts, after = [], 0
    for found, words in instead:
        parts += [text[after : found.start()], words]
        after = found.end()
    return "".join((*parts, text[after:]))


def _first_letters(phrase: str) -> set[str]:
    first = phrase.split()[0]
    return {owner[0] for owner in OWNERS} if first == "his" else {first[0].lower()}


def _form(phrase: str) -> str:
    return OWNER.sub(f"(?:{'|'.join(OWNERS)})", re.escape(phrase).replace(r"\*", r"\w*"))


@cache
def everyday_words() -> EverydayWords:
    """Return the list that comes with the guide."""
    return EverydayWords.of(LIST.read_text(encoding="utf-8"))
