"""Where sentences begin and end, in exact code points. The rules are sentencex's; ours mend what it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

NOTE = re.compile(r"\[[^\[\]\n]{1,40}\]")
TITLES = re.compile(
    r"(?:^|[\s(\"'“‘])(?:mr|mrs|ms|mx|dr|prof|rev|hon|cllr|cllrs|sgt|supt|insp|det|cmdr|lt|col|gen|capt|st|messrs|sir)\.$",
    re.IGNORECASE,
)
BEFORE_A_NUMBER = re.compile(
    r"(?:^|[\s(\"'“‘])(?:approx|vol|vols|ed|eds|no|nos|p|pp|para|paras|art|arts|sec|secs|ch|fig|figs|tel|ext|ca|c|cf|cl|"
    r"reg|regs|sch|est|b|d|v|vs|s|ss|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.$",
    re.IGNORECASE,
)
LONG_WORDS = 60
"""A longer piece is looked at again: a quotation or brackets, opened and not closed, can hide many full stops."""
STRETCH = 10_000
"""About so many characters are given to sentencex at a time."""
NEARBY = 40
"""So many characters beside the end of a sentence are looked at."""
PLAIN_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z])")
SPACE = re.compile(r"\s+")
SHORT_FORM = re.compile(
    r"(?:\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z]|\b(?:jr|sr|inc|ltd|co|etc|viz|al|eg|ie))\.$", re.IGNORECASE
)
LONE_LETTER = re.compile(r"\b[a-z]\.$")
STARTERS = frozenset(
    "a an the this that these those it he she they we you i in on at for from when where there".split()
)
WORD = re.compile(r"[^\W\d_]{2,}")
ONLY_A_NUMBER = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\Z", re.IGNORECASE)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence, without the white space around it."""
    edges = [0, *(edge for start, end in _stretches(text) for edge in _edges(text[start:end], start))]
    kept = [0]
    for edge, following in zip(edges[1:-1], edges[2:], strict=True):
        edge = _after_notes(text, edge)
        whole_word = WORD.search(text, edge, following)
        if edge > kept[-1] and whole_word and not _goes_on(*_around(text, kept[-1], edge, edge)):
            kept.append(edge)
    kept.append(len(text))
    kept = sorted({*kept, *(inner for a, b in zip(kept, kept[1:], strict=False) for inner in _inner_edges(text, a, b))})
    return tuple(span for a, b in zip(kept, kept[1:], strict=False) if (span := _trimmed(text, a, b)))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of parts that sentencex can take: its time grows with the square of the length."""
    start = 0
    while len(text) - start > STRETCH:
        near = (start + STRETCH, start + 2 * STRETCH)
        gap = PLAIN_END.search(text, *near) or SPACE.search(text, *near)
        end = gap.end() if gap else start + STRETCH
        yield start, end
        start = end
    yield start, len(text)


def _edges(text: str, start: int) -> Iterator[int]:
    """Yield where the sentences of a stretch end."""
    lengths = [len(piece) for piece in sentencex.segment("en", text)]
    if sum(lengths) != len(text):  # a piece was changed on the way: its positions cannot be trusted
        lengths = [len(text)]
    for length in lengths:
        start += length
        yield start


def _inner_edges(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the plain ends of sentences inside a piece that is too long to be one."""
    if len(text[start:end].split()) <= LONG_WORDS:
        return
    for gap in PLAIN_END.finditer(text, start, end):
        before, after = _around(text, start, gap.start(), gap.end())
        short_form = SHORT_FORM.search(before) and not LONE_LETTER.search(before)
        if not short_form and not _goes_on(before, after.lstrip("\"'“‘(")):
            yield gap.end()


def _around(text: str, start: int, edge: int, after: int) -> tuple[str, str]:
    """Return a few words on either side of an edge: whole texts would be copied once for each sentence."""
    return text[max(start, edge - NEARBY) : edge], text[after : after + NEARBY]


def _after_notes(text: str, edge: int) -> int:
    """Return the edge moved behind notes in brackets: in `.[3]` they belong to the sentence before them."""
    while not text[edge - 1].isspace() and (note := NOTE.match(text, edge)):
        edge = note.end()
    return edge


def _goes_on(before: str, after: str) -> bool:
    """Return whether a sentence goes on over a full stop that only ends an abbreviation or a number."""
    before, after = before.rstrip(), after.lstrip()
    if not before.endswith(".") or not after:
        return bool(ONLY_A_NUMBER.match(before))
    if TITLES.search(before) and after[0].isupper():
        return after.split(" ", 1)[0].lower() not in STARTERS
    return after[0].islower() or bool(
        ONLY_A_NUMBER.match(before) or (BEFORE_A_NUMBER.search(before) and after[0].isdigit())
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(inner)
