"""Whether a string can be a telephone number: phonenumbers. Only this file uses it."""

from __future__ import annotations


def is_telephone(text: str) -> bool:
    """Say whether the text is a possible number, read as one dialled in the United Kingdom."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number)
