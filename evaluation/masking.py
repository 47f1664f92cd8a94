"""Personal data in what an evaluator typed or brought along: a kept set and every report made of it hold none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import cast

from evaluation.case_lines import case_from_json
from evaluation.cases import Case, CaseSet, case_to_json
from evaluation.columns import texts_of
from evaluation.pasted import Reading
from guide.plain_text import without_invisible

Mask = Callable[[str], str]
LISTS = ("citations", "contexts", "pathways")
"""Columns of replies whose cells hold several texts."""

AS_GIVEN = ("at", "author", "reviewed_by")
"""A time, and the names of those who answer for a case: they are there to be read."""


def masked_case(case: Case, mask: Mask) -> Case:
    """Return the case with words in brackets for personal data.

    A string that must not be said is left out if it holds some: the bracketed words would stand in every reply.
    """
    row = case_to_json(case)
    forbidden = [text for text in case.must_not_say if mask(text) == text]
    masked = {key: value if key in AS_GIVEN else masked_values(value, mask) for key, value in row.items()}
    return case_from_json(
        masked | ({"must_not_say": forbidden} if forbidden != list(case.must_not_say) else {}), case.id
    )


def visible_case(case: Case) -> Case:
    """Return the case without the characters that nobody sees, as it is kept when somebody types it or brings it in."""
    row = case_to_json(case)
    seen = {key: value if key == "at" else masked_values(value, without_invisible) for key, value in row.items()}
    return case_from_json(seen, case.id)


def masked_reading(case_set: CaseSet, reading: Reading, mask: Mask) -> tuple[Reading, int]:
    """Return another assistant's replies with words in brackets for personal data, and how many held some.

    Strings that a case says must not be said stay: they stand in the case already, and the marks look for them.
    """
    cases = {case.id: case for case in case_set.active}
    rows = {name: _masked_reply(row, cases[name], mask) for name, row in reading.rows.items()}
    return replace(reading, rows=rows), sum(row != reading.rows[name] for name, row in rows.items())


def _masked_reply(row: Mapping[str, str], case: Case, mask: Mask) -> dict[str, str]:
    known = re.compile("|".join(f"({re.escape(text)})" for text in case.must_not_say) or r"(?!)", re.IGNORECASE)

    def masked(text: str) -> str:
        ends = [0, *(end for match in known.finditer(text) for end in match.span()), len(text)]
        parts = [text[start:end] for start, end in pairwise(ends)]
        return "".join(part if place % 2 else mask(part) for place, part in enumerate(parts))

    lists = {name: _masked_list(row[name], masked) for name in LISTS if name in row}
    return {**row, "answer": masked(row["answer"]), **lists}


def _masked_list(cell: str, masked: Mask) -> str:
    texts = texts_of(cell)
    changed = [masked(text) for text in texts]
    return cell if changed == texts else json.dumps(changed)


def masked_values(value: object, mask: Mask) -> object:
    """Return a JSON value with every text in it masked, names of fields too."""
    match value:
        case str():
            return mask(value)
        case list():
            return [masked_values(each, mask) for each in value]
        case dict():
            return {mask(key): masked_values(each, mask) for key, each in cast("dict[str, object]", value).items()}
        case _:
            return value
