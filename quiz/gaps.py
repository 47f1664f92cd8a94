"""The words offered for a gap: what the documents say elsewhere, fits in it, and is not said here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log

from quiz.distracting import SUPPORTED, TOO_NEAR, Rival
from quiz.facts import World
from quiz.fitting import Phrase, Said, fits, magnitude, phrases_of
from quiz.types import Proof
from quiz.words import content, fold, share, shuffled, stands_in, words

MOST_RIVALS = 12
"""So many wrong phrases are looked at for one gap, drawn by the seed: each is held against every line."""


NEAREST_AMOUNTS = 4
"""Of numbers and lengths of time only so many are offered, those nearest to the key: others are seen to be wrong."""


def gaps_of(line: str, said: Sequence[Said]) -> Iterator[Phrase]:
    """Yield the phrases of a line that may be asked for: none at its beginning, in a list, or that stands there twice.

    A list says what there is for example; another entry in it could hardly be shown wrong.
    """
    wide = _wide(said)
    for phrase in phrases_of(line):
        if (
            phrase.start > 0
            and phrase.place != "listed"
            and fold(phrase.text) not in wide
            and len(whole_phrases(phrase.text, line)) == 1
        ):
            yield phrase


def gap_rivals(
    line: str, key: Phrase, own: str, proof: Proof, said: Sequence[Said], world: World, seed: int
) -> list[Rival]:
    """Return the phrases that fit in the place of the key and that the documents do not put there.

    own: all that is said of the same thing; what stands in it could be right. proof: where the line stands.
    """
    wide, longer = _wide(said), {fold(one.phrase.text) for one in said if " " in one.phrase.text}
    fitting: dict[str, Said] = {}
    for one in said:
        text = one.phrase.text
        if fits(key, one.phrase) and not _is_same(text, key.text) and not stands_in(text, own):
            fitting.setdefault(fold(text), one)
    found = [
        one
        for name, one in sorted(fitting.items())
        if name not in wide
        and name.partition(" ")[2] not in longer
        and (_is_amount(key) or world.closeness(key.text, one.phrase.text) < TOO_NEAR)
        and not _is_supported(with_instead(line, key, one.phrase.text), one.phrase.text, world)
    ]
    taken = _nearest(key, found) if _is_amount(key) else shuffled(found, seed, line)[:MOST_RIVALS]
    return [Rival(one.phrase.text, _why(key, one, proof), one.sentence.proof) for one in taken]


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


def _is_amount(key: Phrase) -> bool:
    return magnitude(key.text) is not None


def _nearest(key: Phrase, found: Sequence[Said]) -> list[Said]:
    here = magnitude(key.text) or 1.0
    return sorted(found, key=lambda one: abs(log((magnitude(one.phrase.text) or 1.0) / here)))[:NEAREST_AMOUNTS]


def _wide(said: Sequence[Said]) -> frozenset[str]:
    """Return the single words that end longer phrases: “worker” is right wherever “social worker” is."""
    texts = {fold(one.phrase.text) for one in said}
    return frozenset(text.rpartition(" ")[2] for text in texts if " " in text)


def _is_supported(statement: str, instead: str, world: World) -> bool:
    """Say whether any one line says the statement, with the words that were put into it."""
    asked, put = content(statement), set(words(instead))
    return any(share(asked, held) >= SUPPORTED and put <= set(words(text)) for text, held in world.units)
