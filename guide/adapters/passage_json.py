"""Passages and sources as short JSON lines, and back. The store and the generations share this form."""

from __future__ import annotations

import json
from dataclasses import asdict

from guide.types import Passage, Source, SourceKind, Unit, UnitKind


def passage_to_line(passage: Passage) -> str:
    """Return one passage as one line of JSON, without line breaks."""
    units = [[unit.start, unit.end, unit.kind.value, unit.page, unit.lead] for unit in passage.units]
    return json.dumps(
        [
            passage.id,
            passage.source_id,
            list(passage.headings),
            passage.text,
            passage.start,
            passage.end,
            units,
            passage.page,
            passage.ordinal,
            passage.kind.value,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def passage_from_line(line: str | bytes) -> Passage:
    """Return the passage of one line. Raises ValueError, KeyError or TypeError if the line is not one."""
    identifier, source_id, headings, text, start, end, units, page, ordinal, kind = json.loads(line)
    return Passage(
        id=identifier,
        source_id=source_id,
        headings=tuple(headings),
        text=text,
        start=start,
        end=end,
        units=tuple(Unit(first, last, _UNIT_KINDS[name], at, lead) for first, last, name, at, lead in units),
        page=page,
        ordinal=ordinal,
        kind=SourceKind(kind),
    )


def source_to_line(source: Source) -> str:
    """Return one source's record as one line of JSON with sorted keys."""
    return json.dumps(asdict(source), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def source_from_line(line: str | bytes) -> Source:
    """Return the source of one line. Raises ValueError or TypeError if the line is not one."""
    record = json.loads(line)
    return Source(**{**record, "kind": SourceKind(record["kind"])})


_UNIT_KINDS = {kind.value: kind for kind in UnitKind}
