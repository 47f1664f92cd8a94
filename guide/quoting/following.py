"""A follow-up such as "and for children?" adds a subject: quotations that say nothing of it answer in part only."""

from __future__ import annotations

import re
from dataclasses import replace

from guide.asking.everyday_words import as_said
from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import subject_words
from guide.quoting.quotes import Composition
from guide.types import Reason, Status

_ADDS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|thanks|and|but|or|so|then|now|also)\W+)*"
    r"(?:(?:what|how) about|and(?: also)?|or|same|what if it is)?\s*(?:for|about|with|in|on|to|among|of)?\s+"
    r"(?P<subject>[^?.!]+)\W*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|thanks)\W+)*(?:and|but|or|so|then|what about|how about|same for)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|which|how|if|is|are|was|were|do|does|did|can|could|will|would|should|has|have|"
    r"say|said|there)\b",
    re.IGNORECASE,
)
_NARROWS = re.compile(r"\b(?:for|with|among|to|of|in|if)\s+[^?.!]+\W*$", re.IGNORECASE)
_OF_ITS_OWN = re.compile(
    r"^(?P<frame>.*\b(?:on|about|under|regarding))\s+(?:the )?(?P<own>[\w/&'’-]+(?:\s+[\w/&'’-]+){0,3}?)"
    r"(?P<place>\s+(?:themes?|sections?|parts?|bits?|headings?))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_PEOPLE = frozenset(
    "women woman men man boys girls children child kids teenagers teens young people adults older elderly victims "
    "offenders perpetrators residents tenants staff parents families".split()
)
MOST_WORDS = 6
SHORTEST = 4


def subject_added(newest: str) -> str:
    """Return the subject that a follow-up without a question of its own adds, "" when it adds none."""
    if not _OPENS.match(newest) or (found := _ADDS.match(newest)) is None:
        return ""
    subject = found["subject"].strip()
    if _ASKS.search(subject) or len(as_said(subject).split()) > MOST_WORDS or not subject_words(subject):
        return ""
    return subject


def asked_alike(newest: str, before: str) -> str:
    """Return the question of before with the subject of a follow-up in place of its own, "" where it only adds to it.

    "And mental health?" asks of that what was asked of another subject. "And for women?" asks more of the same one.
    """
    subject, found = subject_added(newest), _OF_ITS_OWN.match(before)
    if not subject or found is None or _NARROWS.search(newest) or set(subject_words(subject)) <= _PEOPLE:
        return ""
    return f"{found['frame']} {subject}{found['place'] or ''}"


def with_what_a_follow_up_adds(composition: Composition, newest: str) -> Composition:
    """Return the composition, in part only where no quotation speaks of the subject that the follow-up adds.

    newest: the last message with its plain words in brackets; they count as well.
    """
    subject = subject_added(newest)
    if not subject or not composition.quotes or composition.shown is not None:
        return composition
    stems = {word[:LONGEST_STEM].rstrip("s") for word in subject_words(subject) if len(word) >= SHORTEST}
    said = {
        word for quote in composition.quotes for word in plain_words(" ".join((quote.text, *quote.passage.headings)))
    }
    if not stems or any(word.startswith(stem) for word in said for stem in stems):
        return composition
    missing = (*composition.missing, as_said(subject))
    return replace(composition, status=Status.PARTIAL, reason=Reason.PART_MISSING, missing=missing)
