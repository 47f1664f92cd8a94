"""What a line's own words tell in any format: a heading, the beginning of a sentence, a list item."""

from __future__ import annotations

import re

BULLET = re.compile(r"^(\s*)([-*+•‣◦▪●·–—]|o(?=\t|  )|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\(?[A-Z]\))\s+(?=\S)")
GLYPH = re.compile(r"^\s*[*+•‣◦▪●·]\s+\S")
ENDS_SENTENCE = re.compile(r"[.!?…](?:[\"'”’)]|\[[^\[\]]*\])*$")
FINITE = frozenset(
    "is are was were be will would must should can could may might has have had do does we you they it he she i "
    "include includes including".split()
)
"""Words that a name seldom has and a sentence nearly always."""
INTRODUCES = frozenset("to by of that for with following from and or the are is who when where as include".split())
"""Words that want something after them: a line that ends with one goes on."""
BEGINS_A_SENTENCE = frozenset("a an each every any if this these those there please".split())
PREPOSITIONS = frozenset("on in at by to with before after during as from under over within".split())
ASKS = frozenset("how what when where who why which".split())
MAX_HEADING_WORDS = 12
MAX_COLON_HEADING_WORDS = 8


def is_title_like(words: str) -> bool:
    """Return whether a line before a colon names a thing, as a heading does, and does not begin a sentence."""
    tokens = [token.strip("\"'“”‘’(),") for token in words.lower().rstrip(":").split()]
    if not tokens or len(tokens) > MAX_COLON_HEADING_WORDS or re.search(r"[.!?]\s", words):
        return False
    if tokens[0] in BEGINS_A_SENTENCE or (tokens[0] in PREPOSITIONS and len(tokens) > 4):
        return False
    if tokens[0] in ASKS:
        return tokens[-1] not in INTRODUCES
    return tokens[-1] not in INTRODUCES and not FINITE.intersection(tokens)


def is_bullet(line: str, after_an_end: bool) -> bool:
    """Return whether a line begins a list item. A number, letter or dash may also begin a line within a sentence."""
    return bool(GLYPH.match(line) or (after_an_end and BULLET.match(line)))


def is_heading_shaped(words: str) -> bool:
    """Return whether a line in bold type is short enough for a heading and does not end as a sentence does."""
    words = words.strip()
    return len(words.split()) <= MAX_HEADING_WORDS and not re.search(r"[.!;,…][\"'”’)\]]*$", words)
