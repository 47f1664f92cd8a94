"""An answer's text cut into words of ours and its quotations: what is asked, what a card says anyway, documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guide.directory import pathway_wording
from guide.directory.pathway_lines import NONE
from guide.keeping.conversations import Turn

WHAT_TO_DO = pathway_wording.DO_THIS_NOW.format(name="")
REPEATING = (WHAT_TO_DO, pathway_wording.NEXT_STEP)
"""Lines after which an answer's text holds what the card beside it already shows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of an answer's text: words of ours, or the quotation with this number."""

    text: str
    marker: int = 0


def stretches(turn: Turn) -> tuple[Said, ...]:
    """Cut an answer's text into our words and its quotations, in order. Each quotation stands before its number."""
    text, position = turn.text, 0
    found = sorted(
        (place, str(citation["quote"]), int(str(citation["marker"])))
        for citation in turn.listed("citations")
        if (place := text.find(f"{citation['quote']} [{citation['marker']}]")) >= 0
    )
    said: list[Said] = []
    for place, quote, marker in found:
        if place < position:
            continue
        said += [Said(text[position:place]), Said(quote, marker)]
        position = place + len(f"{quote} [{marker}]")
    return _telling((*said, Said(text[position:])))


def asked_and_repeated(parts: Sequence[Said]) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Part what answers the question itself, such as one field, from what the card of a pathway shows as well."""
    for number, part in enumerate(parts):
        lines = part.text.splitlines(keepends=True)
        at = next((at for at, line in enumerate(lines) if line.strip().startswith(REPEATING)), None)
        if part.marker or at is None:
            continue
        before, after = Said("".join(lines[:at])), Said("".join(lines[at:]))
        return _telling((*parts[:number], before)), _telling((after, *parts[number + 1 :]))
    return tuple(parts), ()


def not_held_first(parts: Sequence[Said]) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Part from the rest what says, first of all, that the field asked for is not in our documents. May be nothing."""
    for number, part in enumerate(parts[:2]):
        lines = part.text.splitlines(keepends=True)
        at = next((at for at, line in enumerate(lines, 1) if NONE in line), None)
        if at is not None:
            before, after = Said("".join(lines[:at]), part.marker), Said("".join(lines[at:]))
            return _telling((*parts[:number], before)), _telling((after, *parts[number + 1 :]))
    return (), tuple(parts)


def without_documents(parts: Sequence[Said]) -> tuple[tuple[Said, ...], str, tuple[Said, ...]]:
    """Part what records say from words of documents that bear on it; between them the line that names the document."""
    for number, part in enumerate(parts):
        lines = part.text.splitlines(keepends=True)
        at = next((at for at, line in enumerate(lines) if line.strip() == pathway_wording.NOT_THE_TEST), None)
        if part.marker or not at:
            continue
        before, after = Said("".join(lines[: at - 1])), Said("".join(lines[at:]))
        return _telling((*parts[:number], before)), lines[at - 1].strip(), _telling((after, *parts[number + 1 :]))
    return tuple(parts), "", ()


def says_what_to_do(repeated: Sequence[Said]) -> bool:
    """Say whether what a card repeats is what to do in a situation, rather than the next step beside a field."""
    return any(WHAT_TO_DO in part.text for part in repeated)


def _telling(parts: Sequence[Said]) -> tuple[Said, ...]:
    return tuple(part for part in parts if part.marker or part.text.strip(" \n-•·"))
