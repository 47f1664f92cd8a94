"""Everyday and slang words, put as documents put them: "a stretch inside" is searched for as "a prison sentence"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("data") / "everyday_words.txt"
LINE = re.compile(r"^(?P<said>[^#=]+?) = (?P<plain>.+)$")


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """What people say and what documents call it. said: folded phrases to the plain words."""

    said: dict[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, lines: str) -> EverydayWords:
        """Read lines of the form `what is said = plain words`; the rest are comments. Raises ValueError for another."""
        said: dict[str, str] = {}
        for line in lines.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            found = LINE.match(line)
            if found is None:
                raise ValueError(f"everyday words: this line is not `what is said = plain words`: {line}")
            said[found["said"].strip()] = found["plain"].strip()
        longest_first = sorted(said, key=lambda phrase: (-len(phrase), phrase))
        pattern = re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'-])", re.IGNORECASE)
        return cls(said, pattern)

    def in_plain_words(self, text: str) -> str:
        """Return the text with each everyday phrase followed by its plain words in brackets; unchanged without one."""
        return self.pattern.sub(lambda found: self._plain(found[0]), text.replace("’", "'"))

    def _plain(self, said: str) -> str:
        plain = self.said[said.lower()]
        return said if plain.lower() == said.lower() else f"{said} ({plain})"


@cache
def everyday_words() -> EverydayWords:
    """Return the list that comes with the guide."""
    return EverydayWords.of(LIST.read_text(encoding="utf-8"))
