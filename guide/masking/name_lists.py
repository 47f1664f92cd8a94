"""What is known of names and of words that are none, and the words of a text with what the lists say of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from guide.masking.name_words import AMBIGUOUS, TAIL
from guide.masking.strange_words import is_misspelt, is_strange

_SHORT_FORM = re.compile(r"^\w+'(?:m|ve|d|ll|re|t)$")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['\-](?=[^\W\d_]))*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, without the 's of an owner."""

    start: int
    end: int
    text: str
    is_possessive: bool

    @property
    def lower(self) -> str:
        """Return the word in small letters."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Say whether the word begins with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class NameLists:
    """What tells a private name from other words; all lower case.

    given: names people give children. public: names that are nobody's secret ("john lewis"). ordinary: words that are
    no name even with a capital. published: capitalised phrases of published text; published_words: the words that
    stand in it with a capital within a sentence, so that whoever the documents name is not masked. common: words of
    everyday texts; a word that is not among them is more likely to be a name.
    """

    given: frozenset[str] = field(default_factory=frozenset)
    public: frozenset[str] = field(default_factory=frozenset)
    ordinary: frozenset[str] = field(default_factory=frozenset)
    published: frozenset[str] = field(default_factory=frozenset)
    published_words: frozenset[str] = field(default_factory=frozenset)
    common: frozenset[str] = field(default_factory=frozenset)

    def is_ordinary(self, word: str) -> bool:
        """Say whether a word in small letters is no name: a hyphenated one only when each half is ordinary."""
        parts = word.split("-")
        return bool(_SHORT_FORM.search(word)) or (
            all(part in self.ordinary for part in parts)
            and (word not in self.given or word in AMBIGUOUS or len(parts) > 1)
        )

    def is_given(self, word: str) -> bool:
        """Say whether a word in small letters, or its first half, is a given name."""
        return word.split("-")[0] in self.given

    def is_surely_given(self, word: str) -> bool:
        """Say whether a word is a given name and nothing else."""
        return word.lower() in self.given and word.lower() not in AMBIGUOUS

    def is_word(self, word: str) -> bool:
        """Say whether a word, as typed, is no name or stands in the documents."""
        lower = word.lower()
        is_known = lower in self.ordinary or lower in self.published_words or lower in TAIL
        return is_known and (lower not in self.given or lower in AMBIGUOUS)

    def is_strange(self, word: str) -> bool:
        """Say whether neither a list nor the documents know a word, as typed."""
        is_known = word.lower() in self.published_words or word.lower() in self.ordinary
        return not is_known and is_strange(word, self.common)

    def is_foreign(self, word: str) -> bool:
        """Say whether a word is strange and no slip of one that is known."""
        return self.is_strange(word) and not self.is_word(word) and not is_misspelt(word, self.common)

    def in_documents(self, name: str) -> bool:
        """Say whether every capitalised word of a name stands with a capital in the published text."""
        capitals = [word.lower for word in words_of(name) if word.is_capital]
        return bool(capitals) and set(capitals) <= self.published_words

    def is_public(self, name: str) -> bool:
        """Say whether a name is that of a company or a famous person, however its initials are written."""
        squeezed = re.sub(r"[.\s]", "", name.lower())
        return any(public.replace(" ", "") in squeezed for public in self.public)


def words_of(text: str) -> list[Word]:
    """Return the words of folded text, in order."""
    words = []
    for match in _TOKEN.finditer(text):
        core = match[0]
        is_possessive = core.lower().endswith("'s") and len(core) > 3
        core = core[:-2] if is_possessive else core
        words.append(Word(match.start(), match.start() + len(core), core, is_possessive))
    return words
