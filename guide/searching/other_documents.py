"""Tells a question about a document that is not here: somebody else's plan, or that of other years."""

from __future__ import annotations

import re

from guide.asking.pathway_asking import areas_named
from guide.asking.question_terms import plain_words
from guide.asking.understanding import asking_sentences
from guide.ports import PassageStore
from guide.searching.retrieval import Retrieval
from guide.types import SourceKind

_DOCUMENT = r"(?:plan|strategy|policy|report|review)"
_BETWEEN = r"(?:[\w'’-]+\s+){0,4}?"
_OWNED = re.compile(rf"\b([A-Z][a-z]+)['’]s\s+{_BETWEEN}{_DOCUMENT}\b")
_YEAR = r"((?:19|20)\d\d)"
_DATED = re.compile(
    rf"\b{_YEAR}(?:\s?[-–/]\s?\d{{2,4}})?\s+{_BETWEEN}{_DOCUMENT}\b|\b{_DOCUMENT} (?:for|of|from) {_YEAR}\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"\b(previous|last|old|former|next|earlier|prior|superseded|future|original|outgoing)\s+{_BETWEEN}{_DOCUMENT}\b",
    re.IGNORECASE,
)
_NO_OWNER = frozenset("what who where how when why there that it let here he she which".split())


def asks_of_another_document(question_text: str, retrieval: Retrieval, store: PassageStore) -> bool:
    """Say whether a question names a document by an owner, a time or a borough that nothing here knows."""
    owners = {found[1].lower() for found in _OWNED.finditer(question_text)} - _NO_OWNER
    other = _OTHER.search(question_text)
    # Where somebody of a story lives or was held says nothing of the document that is asked of.
    places = set(areas_named(" ".join(asking_sentences(question_text))))
    years = {int(year) for found in _DATED.finditer(question_text) for year in found.groups() if year}
    if not (owners or other or places or years):
        return False
    titles = [source.title for source in store.sources() if source.kind is SourceKind.DOCUMENT]
    known = {word for text in (*titles, *(hit.passage.text for hit in retrieval.hits)) for word in plain_words(text)}
    if any(named and not named & known for named in (owners, {other[1].lower()} if other else set(), places)):
        return True
    covered = [int(year) for title in titles for year in re.findall(_YEAR, title)]
    if not years or not covered:
        return False
    return all(not min(covered) <= year <= max(covered) and str(year) not in known for year in years)
