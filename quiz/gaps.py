"""The words offered for a gap: what the documents say elsewhere, fits in it, and is not said here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from quiz.distracting import SUPPORTED, TOO_NEAR, Rival
from quiz.facts import World
from quiz.fitting import NUMBER_OF, Phrase, Said, fits, magnitude, phrases_of
from quiz.types import Proof
from quiz.words import content, fold, share, shuffled, stands_in, words

MOST_RIVALS = 12
"""So many wrong phrases are looked at for one gap, drawn by the seed: each is held against every line."""

A_TERM_FROM = 3
"""Words of a kind that is not known are asked for and offered only where they are said so often."""

NEAREST_AMOUNTS = 4
"""Of numbers and lengths of time only so many are offered, those nearest to the key: others are seen to be wrong."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is said anywhere, by kind, as gaps need it.

    wide: single words that end longer phrases: “worker” is right wherever “social worker” is. longer: phrases of more
    words than one. terms: phrases said so often that they are terms; a “given problem” and a “decision problem” may be
    one and the same.
    """

    by_kind: Mapping[str, Sequence[Said]]
    wide: frozenset[str]
    longer: frozenset[str]
    terms: frozenset[str]

    def may_stand(self, phrase: Phrase) -> bool:
        """Say whether a phrase means so much that it may be asked for or offered."""
        name = fold(phrase.text)
        return name not in self.wide and (not phrase.kind.startswith("“") or name in self.terms)


def vocabulary_of(said: Iterable[Said]) -> Vocabulary:
    """Return what is said, ready for gaps."""
    by_kind: dict[str, list[Said]] = {}
    for one in said:
        by_kind.setdefault(_sort(one.phrase), []).append(one)
    counts = Counter(fold(one.phrase.text) for held in by_kind.values() for one in held)
    longer = frozenset(text for text in counts if " " in text)
    terms = frozenset(text for text, count in counts.items() if count >= A_TERM_FROM)
    return Vocabulary(by_kind, frozenset(text.rpartition(" ")[2] for text in longer), longer, terms)


def gaps_of(line: str, vocabulary: Vocabulary) -> Iterator[Phrase]:
    """Yield the phrases of a line that may be asked for: none at its beginning, in a list, or that stands there twice.

    A list says what there is for example; another entry in it could hardly be shown wrong.
    """
    for phrase in phrases_of(line):
        if (
            phrase.start > 0
            and phrase.place != "listed"
            and vocabulary.may_stand(phrase)
            and len(whole_phrases(phrase.text, line)) == 1
        ):
            yield phrase


def gap_rivals(
    line: str, key: Phrase, own: str, proof: Proof, vocabulary: Vocabulary, world: World, seed: int
) -> list[Rival]:
    """Return the phrases that fit in the place of the key and that the documents do not put there.

    own: all that is said of the same thing; what stands in it could be right. proof: where the line stands.
    """
    fitting: dict[str, Said] = {}
    for one in vocabulary.by_kind.get(_sort(key), ()):
        text = one.phrase.text
        if (
            (fits(key, one.phrase) or _counts_too(key, one))
            and not _is_same(text, key.text)
            and not stands_in(text, own)
        ):
            fitting.setdefault(fold(text), one)
    found = [
        one
        for name, one in sorted(fitting.items())
        if vocabulary.may_stand(one.phrase)
        and name.partition(" ")[2] not in vocabulary.longer
        and (_is_amount(key) or world.closeness(key.text, one.phrase.text) < TOO_NEAR)
        and not is_supported(with_instead(line, key, one.phrase.text), one.phrase.text, world)
    ]
    taken = _nearest(key, found) if _is_amount(key) else shuffled(found, seed, line)[:MOST_RIVALS]
    return [Rival(_as_written(key, one.phrase.text), _why(key, one, proof), one.sentence.proof) for one in taken]


def _as_written(key: Phrase, text: str) -> str:
    """Return a phrase with the key's first letter: a number that begins a sentence has a capital there."""
    return text if key.text[:1].isupper() else text[:1].lower() + text[1:]


def with_instead(line: str, key: Phrase, instead: str) -> str:
    """Return the line with other words in the place of the key."""
    return line[: key.start] + instead + line[key.start + len(key.text) :]


def whole_phrases(phrase: str, text: str) -> list[re.Match[str]]:
    """Return where a phrase stands in a text as whole words."""
    return list(re.finditer(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", text, re.IGNORECASE))


def _why(key: Phrase, one: Said, proof: Proof) -> str:
    here, there = f"The Guide has “{key.text}” here: {proof.cited}.", one.sentence.proof.cited
    return f"{here} It says “{one.phrase.text}” elsewhere: {there}"


def _is_same(one: str, other: str) -> bool:
    if magnitude(one) is not None:
        return magnitude(one) == magnitude(other)
    return fold(one) == fold(other) or content(one) == content(other)


def _sort(phrase: Phrase) -> str:
    """Return the kind of a phrase; all numbers of things are looked at together."""
    return NUMBER_OF if phrase.kind.startswith(NUMBER_OF) else phrase.kind


def _counts_too(key: Phrase, one: Said) -> bool:
    """Say whether both are numbers of things that are counted, whatever is counted, and written alike."""
    are_numbers = key.kind.startswith(NUMBER_OF) and one.phrase.kind.startswith(NUMBER_OF)
    return are_numbers and key.text[0].isdigit() == one.phrase.text[0].isdigit()


def _is_amount(key: Phrase) -> bool:
    return magnitude(key.text) is not None


def _nearest(key: Phrase, found: Sequence[Said]) -> list[Said]:
    here = magnitude(key.text) or 1.0
    return sorted(found, key=lambda one: abs(log((magnitude(one.phrase.text) or 1.0) / here)))[:NEAREST_AMOUNTS]


def is_supported(statement: str, instead: str, world: World) -> bool:
    """Say whether any one line says the statement, with the words that were put into it."""
    asked, put = content(statement), set(words(instead))
    return any(share(asked, held) >= SUPPORTED and put <= set(words(text)) for text, held in world.units)
