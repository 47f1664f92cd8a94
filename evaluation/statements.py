"""What a reply claims: its sentences, without headings and without the guide's own fixed sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evaluation import folding
from evaluation.replies import Reply
from guide import wording
from guide.directory import pathway_wording
from guide.directory.pathway_records import DEFAULT_DANGER

FEWEST_LITERAL_WORDS = 2
"""A fixed sentence with fewer words outside its gaps would match anything."""


def claims(reply: Reply, stated: Sequence[str] = ()) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return each claim with the markers it rests on.

    Fixed sentences, the lines of headings and uncited lines that end in a colon claim nothing. stated: what a shown
    record says itself, say that a part of the document is missing: it needs no citation.
    """
    if reply.status not in ("answered", "partial"):
        return ()
    separator = wording.HEADING_SEPARATOR
    said = {folding.fold(sentence) for text in stated for sentence in (text, *folding.sentences(text))}
    known = set[str]()
    for cited in reply.citations:
        places = (*cited.headings, separator.join(cited.headings), cited.title)
        known |= {folding.fold(place) for place in (*places, separator.join((cited.title, *cited.headings)))}
    kept = [line for line in reply.text.splitlines() if folding.fold(line) not in known and not _is_fixed(line)]
    found = folding.statements("\n".join(kept))
    return tuple(
        (text, markers)
        for text, markers in found
        if markers or not (text.endswith(":") or folding.fold(text) in said | known)
    )


def fixed_sentences() -> Iterator[str]:
    """Yield every fixed sentence of the guide, with its gaps in curly brackets."""
    yield DEFAULT_DANGER
    for module in (wording, pathway_wording):
        for name, value in sorted(vars(module).items()):
            if name.isupper():
                yield from folding.leaves(value)


def _forms() -> tuple[re.Pattern[str], ...]:
    """Return one pattern for each fixed sentence that has words of its own."""
    found = []
    for sentence in fixed_sentences():
        if len(folding.words(re.sub(r"\{\w*\}", " ", sentence))) >= FEWEST_LITERAL_WORDS:
            found.append(re.compile(re.sub(r"\\\{\w*\\\}", ".+", re.escape(sentence.strip()))))
    return tuple(found)


_FIXED = _forms()


def _is_fixed(line: str) -> bool:
    return any(form.fullmatch(line.strip()) for form in _FIXED)
