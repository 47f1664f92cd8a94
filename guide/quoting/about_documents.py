"""Questions about a document itself: what it is called, and for which years it is. Its own title says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.asking.question_terms import years_in
from guide.ports import PassageStore
from guide.quoting.quotes import Quote
from guide.types import Passage, SourceKind, Unit, UnitKind

_IT = r"(?:[\w'’-]+ ){1,6}?(?:plan|strategy|policy|document|report|guidance)"
_NOUN = re.compile(r"\b(plan|strategy|policy|document|report|guidance)\b", re.IGNORECASE)
_COVERS = r"(?:covers?|runs?|lasts?|spans?|goes|go|is|was|are|be|apply|applies|valid|in force)"
_OPENS = r"^\W*(?:(?:and|so|ok(?:ay)?|hi|hello|please|can you tell me|tell me|remind me|do you know)\W+)*"
_PERIOD = r"(?:period|years?|dates?|time ?(?:frame|span|scale|period)|timescale)s?"
_ENDS = r"(?:start|begin|end|finish|run out|expire|run|due to end|up)"
_YEARS = re.compile(
    rf"{_OPENS}(?:(?:what|which) {_PERIOD} (?:does|do|is|are) {_IT}(?: {_COVERS})?"
    rf"|how (?:long|many years) (?:does|is|will|was) {_IT}(?: {_COVERS})?"
    rf"|(?:when|what year|which year) (?:does|do|did|is|will|was) {_IT} {_ENDS}"
    rf"|(?:until|till|from) (?:when|what year|which year) (?:does|do|is|did) {_IT}(?: {_COVERS})?"
    rf"|(?:what(?:'s| is| are) )?the {_PERIOD} (?:of|for|covered by) {_IT}"
    r")(?: (?:for|from|to|until|till|over|up to|out|it|and|when|does it|finish|end))*\W*$",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"{_OPENS}(?:what(?:'s| is) (?:the )?(?:full |proper |exact )?(?:name|title) (?:of|for) {_IT}"
    rf"|what(?:'s| is) {_IT} (?:actually |properly )?called)\W*$",
    re.IGNORECASE,
)
_ANY_DOCUMENT = frozenset(("document", "guidance"))


def says_of_itself(question_text: str, store: PassageStore) -> Quote | None:
    """Return the title of the one document that a question asks the years or the name of; None for other questions.

    None too where no document here is called so, several are, or the title names no year and a year is asked for.
    """
    of_years, of_name = _YEARS.match(question_text), _NAME.match(question_text)
    found = of_years or of_name
    if found is None:
        return None
    titles = list(_titles(_NOUN.findall(found[0])[-1].lower(), store))
    if len(titles) != 1:
        return None
    passage, unit = titles[0]
    if of_years and not years_in(passage.words_of(unit)):
        return None
    return Quote(passage, unit.start, unit.end)


def _titles(noun: str, store: PassageStore) -> Iterator[tuple[Passage, Unit]]:
    """Yield the first heading of each document that is called so."""
    for source in store.sources():
        if source.kind is not SourceKind.DOCUMENT:
            continue
        first = next(iter(store.outline(source.id)), None)
        heading = next((unit for unit in first.units if unit.kind is UnitKind.HEADING), None) if first else None
        if first and heading and (noun in _ANY_DOCUMENT or noun in first.words_of(heading).lower()):
            yield first, heading
