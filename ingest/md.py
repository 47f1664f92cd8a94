"""Markdown: rendered by markdown-it, then read as the page it makes. Links show their words, images nothing."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from ingest.html import document_of
from ingest.loading import LoadedDocument
from ingest.plain_text import decoded

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
MOST_NESTED = 100
TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)


def read(path: Path) -> LoadedDocument:
    """Read a Markdown file."""
    text = decoded(path.read_bytes())
    title = None
    if front := FRONT_MATTER.match(text):
        text = text[front.end() :]
        title = found[1] if (found := TITLE.search(front[1])) else None
    html = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable(["table", "strikethrough"]).render(text)
    return document_of(path.name, html, title)
