"""Telephone numbers of pathway records, checked with the offline library `phonenumbers`."""

from __future__ import annotations

import re

SHORTEST_SHORT_CODE, LONGEST_SHORT_CODE = 3, 6


def number_problem(value: str) -> str:
    """Say why a telephone or text number cannot exist in the United Kingdom, empty if it can.

    Short codes of three to six digits (999, 159, 7726, 116 123) are taken as they are: no library lists them all.
    """
    import phonenumbers

    digits = re.sub(r"\s", "", value)
    if not digits.isascii() or not digits.isdigit():
        return "may hold digits and spaces only; put words into the note"
    if SHORTEST_SHORT_CODE <= len(digits) <= LONGEST_SHORT_CODE:
        return ""
    parsed = phonenumbers.parse(digits, "GB")
    return "" if phonenumbers.is_valid_number(parsed) else "is not a number that can exist in the United Kingdom"
