"""Themes as people read them: the documents' own headings, acronyms written out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quiz.themes import titles_of
from ui import resources


def theme_title(theme: str) -> str:
    """Return the title of a theme; one that the documents no longer have is shown as its words."""
    return _titles(resources.guide().store.corpus_sha256).get(theme, theme.replace("-", " ").capitalize())


@lru_cache(maxsize=4)
def _titles(corpus_sha256: str) -> Mapping[str, str]:
    return titles_of(resources.guide().store)
