"""A certificate: what somebody passed, on which version, under which terms. It holds no name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from guide.errors import DataFileError
from quiz.marking import Marked
from quiz.terms import Terms
from quiz.types import Quiz

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that reads as a digit. Source: crockford.com/base32.html."""

LETTERS = 15
"""75 random bits; with the check letter four groups of four."""

LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
MISTYPED = "A letter or digit of this number is mistyped. Compare it with the certificate."


@dataclass(frozen=True, slots=True)
class Certificate:
    """One passed assessment. issued_on: the day, as 2026-11-23. critical: how many items had to be right."""

    number: str
    title: str
    version: str
    corpus_sha256: str
    points: float
    most: int
    critical: int
    pass_per_cent: int
    pass_reason: str
    issued_on: str

    @property
    def fingerprint(self) -> str:
        """Return the line that stands on everything made from one version."""
        return f"Version {self.version}, made from corpus {self.corpus_sha256[:12]}"

    def to_json(self) -> str:
        """Return the certificate as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Certificate:
        """Return what `to_json` wrote. Raises DataFileError."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise DataFileError(f"A kept certificate cannot be read ({error}). Take the quiz again.") from error


def certify(quiz: Quiz, marked: Marked, terms: Terms, number: str, issued_on: str) -> Certificate:
    """Return the certificate of a passed attempt. Raises ValueError if it was not passed or the quiz is a draft."""
    if not marked.is_passed or not quiz.is_approved:
        raise ValueError(f"attempt {marked.attempt_id} was not passed, or its quiz is a draft")
    return Certificate(
        number,
        quiz.title,
        quiz.version,
        quiz.corpus_sha256,
        round(marked.points, 2),
        marked.most,
        sum(item.is_critical for item in quiz.items),
        terms.pass_mark.per_cent,
        terms.pass_mark.reason,
        issued_on,
    )


def number_of(random: int) -> str:
    """Return a certificate number for at least 75 random bits, its last letter a check on the others."""
    letters = "".join(ALPHABET[random >> 5 * place & 31] for place in range(LETTERS))
    return _grouped(letters + _check(letters))


def typed_number(text: str) -> str:
    """Return a number as it was issued, however it was typed. Raises ValueError with what is wrong with it."""
    letters = "".join(text.upper().translate(LOOKS_LIKE).replace("-", "").split())
    if len(letters) != LETTERS + 1 or set(letters) - set(ALPHABET):
        raise ValueError(f"A certificate number has {LETTERS + 1} letters and digits, such as 7F3K-9QPM-2XWD-0A1B.")
    if _check(letters[:-1]) != letters[-1]:
        raise ValueError(MISTYPED)
    return _grouped(letters)


def _check(letters: str) -> str:
    """Return the check letter: weights are odd, hence one wrong letter always changes it."""
    return ALPHABET[sum((2 * place + 1) * ALPHABET.index(letter) for place, letter in enumerate(letters)) % 32]


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
