"""Characters that nobody sees, taken out where text comes in: they can hide instructions, and they break searching."""

from __future__ import annotations

import re

from guide.plain_text import INVISIBLE

HIDDEN_WARNING = "hidden text was left out"
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def cleaned(text: str) -> tuple[str, int]:
    """Return the text without invisible characters, every line end as one line feed, and how many were taken out."""
    return INVISIBLE.subn("", LINE_ENDS.sub("\n", text))


def invisible_warning(count: int) -> tuple[str, ...]:
    """Return the sentence for the report, none if nothing was taken out."""
    if not count:
        return ()
    return (f"{count} invisible character{'s were' if count > 1 else ' was'} left out",)
