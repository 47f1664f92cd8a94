"""Does a further unit bear on what was asked? One of another section that shares no word with it mostly does not."""

from __future__ import annotations

from dataclasses import dataclass

from guide.asking.asking_frames import subject_alone
from guide.asking.question_terms import LONGEST_STEM, OF_MANY_KINDS, plain_words
from guide.asking.understanding import FUNCTION_WORDS
from guide.quoting.quotes import Quote
from guide.types import Passage, UnitKind

SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """The stems of a question with its plain words, and those of its subject alone."""

    stems: frozenset[str]
    subject: frozenset[str]

    @classmethod
    def of(cls, question_text: str) -> Asked:
        """Read a question."""
        return cls(_stems(question_text), _stems(subject_alone(question_text)))

    def is_of(self, passage: Passage) -> bool:
        """Say whether the subject is the section of a passage by its name and nothing else."""
        return bool(passage.headings) and bool(self.subject) and self.subject == _stems(passage.headings[-1])

    def shares_nothing(self, quote: Quote) -> bool:
        """Say whether no word of a quote, nor of the heading it stands under, is kindred to one of the question."""
        if not self.stems:
            return False
        said = _stems(" ".join((quote.text, *quote.passage.headings[-1:])))
        return not said & self.stems


def leads_in_elsewhere(passage: Passage) -> bool:
    """Say whether a passage only leads in what stands under other headings."""
    kinds = {each.kind for each in passage.units}
    return passage.units[-1].kind is UnitKind.LEAD_IN and not kinds & {UnitKind.ITEM, UnitKind.ROW}


def _stems(text: str) -> frozenset[str]:
    words = (word for word in plain_words(text) if len(word) >= SHORTEST and word not in FUNCTION_WORDS | OF_MANY_KINDS)
    return frozenset(word.rstrip("s")[:LONGEST_STEM] for word in words)
