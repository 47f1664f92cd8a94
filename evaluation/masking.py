"""Personal data in what an evaluator typed or brought along: a kept set and every report made of it hold none."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from evaluation.case_lines import case_from_json
from evaluation.cases import Case, case_to_json

Mask = Callable[[str], str]
AS_GIVEN = ("at", "author", "reviewed_by")
"""A time, and the names of those who answer for a case: they are there to be read."""


def masked_case(case: Case, mask: Mask) -> Case:
    """Return the case with words in brackets for personal data.

    A string that must not be said is left out if it holds some: the bracketed words would stand in every reply.
    """
    row = case_to_json(case)
    forbidden = [text for text in case.must_not_say if mask(text) == text]
    masked = {key: value if key in AS_GIVEN else _masked(value, mask) for key, value in row.items()}
    return case_from_json(
        masked | ({"must_not_say": forbidden} if forbidden != list(case.must_not_say) else {}), case.id
    )


def _masked(value: object, mask: Mask) -> object:
    match value:
        case str():
            return mask(value)
        case list():
            return [_masked(each, mask) for each in value]
        case dict():
            return {mask(key): _masked(each, mask) for key, each in cast("dict[str, object]", value).items()}
        case _:
            return value
