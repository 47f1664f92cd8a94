"""The fields of a pathway as passages: one search finds documents and pathways, and a quoted field is a citation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from guide.directory.pathway_records import LABELS, SITUATIONS, Pathway
from guide.types import Passage, SourceKind, Unit, UnitKind

NOT_SEARCHED = frozenset({"danger"})
"""The same sentence on nearly every record: it would only fill the list of what was found."""


def passages_of(pathway: Pathway) -> tuple[Passage, ...]:
    """Return one passage for each shown field, a line a unit, and one of how staff put the situation."""
    named = [(LABELS[key], lines) for key, lines in pathway.fields if key not in NOT_SEARCHED]
    named.append((SITUATIONS, (*pathway.asked_as, *pathway.situations)))
    return tuple(_passage(pathway.id, heading, lines, ordinal) for ordinal, (heading, lines) in enumerate(named))


def _passage(source_id: str, heading: str, lines: Sequence[str], ordinal: int) -> Passage:
    text = "\n".join(lines)
    units, start = [], 0
    for line in lines:
        units.append(Unit(start, start + len(line), UnitKind.ITEM if len(lines) > 1 else UnitKind.SENTENCE))
        start += len(line) + 1
    joined = "\x00".join((source_id, heading, text, "0"))
    return Passage(
        id=hashlib.sha256(joined.encode("utf-8")).hexdigest()[:12],
        source_id=source_id,
        headings=(heading,),
        text=text,
        start=0,
        end=len(text),
        units=tuple(units),
        ordinal=ordinal,
        kind=SourceKind.PATHWAY,
    )
