"""What quotations leave unsaid of a claim that a question wants confirmed: never a yes or no, only what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guide import wording
from guide.asking.claims import claim_in
from guide.asking.everyday_words import as_said, everyday_words
from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import content_words
from guide.ports import PassageStore
from guide.quoting.quotes import Composition
from guide.types import Reason, Status

LEFT_OPEN = 0.3
"""A claim of which so large a share is in no quotation is not said in these words,"""
UNSUPPORTED = 0.6
"""and of which so large a share, and two things at least, is not spoken of."""
FEWEST_UNSPOKEN = 2
MOST_NAMED = 3
SHORTEST = 4
_COUNTS = {
    name: str(number)
    for number, name in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_FIGURE = re.compile(
    rf"\b(?:{'|'.join(_COUNTS)}|dozen|hundred|thousand|million)\b|"
    r"\d+(?:[.,]\d+)*\s?(?:%|per ?cent\b)?|\b(?:half|third|quarter|majority|double[sd]?|twice|per ?cent|percentage)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per ?cent", re.IGNORECASE)
_EXTREME = re.compile(r"^(?:most|least|main|mainly|always|never|only|none|nobody|everyone|every|\w{3,}est|worst|top)$")
"""Makes a claim another one, by itself."""
_NOT_TELLING = frozenset(
    "plan document strategy partnership council borough theme themes section says said people person persons someone "
    "somebody individuals they them their these those this that being become becomes without more less than when after "
    "before also because often such some many most other others into with from likely likelier make makes made makes "
    "making described described called considered seen treated named mentioned counted classed defined thought known "
    "there here thing things according same does very really only crime crimes true case fact kind sort given "
    "other doesn didn isn aren wasn weren hasn haven won really know cannot could would should".split()
)
_ENDINGS = re.compile(r"(?:ing|ies|ied|ed|es|s|y|e|ly)$")


def with_what_is_unsaid(question_text: str, composition: Composition, store: PassageStore) -> Composition:
    """Return the composition of a claim with what its quotations do not say, others unchanged.

    In part where something is left open, declined where hardly anything is spoken of.
    """
    claim = claim_in(as_said(question_text))
    if (
        not claim
        or not composition.quotes
        or composition.status is not Status.ANSWERED
        or composition.total is not None
    ):
        return composition
    said = {
        word for quote in composition.quotes for word in plain_words(" ".join((quote.text, *quote.passage.headings)))
    }
    titles = {store.source(quote.passage.source_id).title for quote in composition.quotes}
    said |= {word for title in titles for word in plain_words(title) if not word.isdigit()}
    figures = _figures_unsaid(claim, " ".join(quote.text for quote in composition.quotes))
    ideas = _ideas(claim)
    unsaid = [idea for idea in ideas if not any(_is_said(word, said) for word in idea)]
    share = len(unsaid) / len(ideas) if ideas else 0.0
    words = [idea[0] for idea in unsaid]
    is_extreme = any(_EXTREME.match(word) for word in words)
    if share >= UNSUPPORTED and len(unsaid) >= FEWEST_UNSPOKEN and not (figures or is_extreme):
        return replace(
            composition,
            quotes=(),
            status=Status.DECLINED,
            reason=Reason.UNSUPPORTED,
            lacks=wording.LACKS_THE_WORDS.format(words=_named(words)),
        )
    is_open = is_extreme or share >= LEFT_OPEN
    if not figures and not is_open:
        return replace(composition, is_in_other_words=any(not _is_said(idea[0], said) for idea in ideas))
    if figures and any(_PERCENT.search(figure) for figure in figures):
        lacks = wording.LACKS["a percentage"]
    else:
        lacks = wording.LACKS_THE_WORDS.format(words=_named(figures or words))
    return replace(
        composition,
        status=Status.PARTIAL,
        reason=Reason.PART_MISSING,
        missing=tuple(figures or words[:MOST_NAMED]),
        lacks=lacks,
    )


def _figures_unsaid(claim: str, quoted: str) -> list[str]:
    """Return the figures of a claim that stand in no quotation."""
    said = _counted(quoted)
    return [
        found[0].strip()
        for found in _FIGURE.finditer(claim)
        if not _counted(found[0]) <= said or _PERCENT.search(found[0]) and not _PERCENT.search(quoted)
    ]


def _counted(text: str) -> set[str]:
    """Return the words of a text, numbers as digits: "three" and "3" are the same figure."""
    return {_COUNTS.get(word, word) for word in plain_words(text)}


def _ideas(claim: str) -> list[tuple[str, ...]]:
    """Return the telling words of each thing that a claim speaks of: as said first, then in plain words."""
    left = _FIGURE.sub(" ", claim)
    ideas = (tuple(word for word in content_words(idea) if _is_telling(word)) for idea in everyday_words().ideas(left))
    return list(dict.fromkeys(idea for idea in ideas if idea))


def _is_telling(word: str) -> bool:
    return _EXTREME.match(word) is not None or len(word) >= SHORTEST and word not in _NOT_TELLING


def _is_said(word: str, said: set[str]) -> bool:
    """Say whether a word stands there, or one that begins alike."""
    stem = _ENDINGS.sub("", word)[:LONGEST_STEM]
    return word in said if len(stem) < SHORTEST else any(other.startswith(stem) for other in said)


def _named(words: Sequence[str]) -> str:
    """Return words of the question in quotation marks, without those that are more than plain letters and figures."""
    plain = [word for word in dict.fromkeys(words) if re.fullmatch(r"[\w%.,' -]{1,30}", word)]
    return ", ".join(f"“{word}”" for word in plain[:MOST_NAMED]) or "your words"
