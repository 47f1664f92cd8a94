"""HTML: what a browser would show, block by block. Nothing is fetched; what the page hides is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html

from ingest.cleaning import HIDDEN_WARNING
from ingest.finishing import Piece, written
from ingest.loading import BlockKind, LoadedDocument
from ingest.plain_text import decoded
from ingest.shapes import is_heading_shaped
from ingest.tables import rows_as_text

Element = Any  # lxml ships no types

UNSEEN = frozenset(
    "script style noscript template head title meta link iframe object embed svg canvas math select option input "
    "textarea button audio video map datalist dialog".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table ul".split()
)
AROUND_THE_PAGE = frozenset({"nav"})
HIDING = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0*)?(?:;|$)|font-size:(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?(?:;|$|!)"
    r"|(?:text-indent|left|top):-\d{3,}"
)
WHITE = re.compile(r"(?:^|;)color:(?:white|#fff(?:fff)?|rgb\(255,255,255\))(?:;|$|!)")
HIDDEN_RULE = re.compile(r"([.#])([\w-]+)\s*\{[^}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^}]*\}")
XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
BOLD = frozenset({"b", "strong"})
LONG_COMMENT = 4
"""A comment of so many words may tell a machine something, and nobody sees it."""
OF_A_PROGRAM = re.compile(
    r"\[(?:if|else|endif)\b[^\]]*\]|<(style|xml|script)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL
)
"""What the program that made a page writes into a comment: its conditions, and the markup under them."""


def read(path: Path) -> LoadedDocument:
    """Read an HTML file."""
    return document_of(path.name, decoded(path.read_bytes()))


def document_of(name: str, html: str, title: str | None = None) -> LoadedDocument:
    """Return the document that a page of HTML shows."""
    root = lxml.html.document_fromstring(XML_DECLARATION.sub("", html).strip() or "<p></p>")
    page = _Page(_hidden_names(root))
    main = root.findall(".//main")
    page.walk(main[0] if len(main) == 1 else root, 0)
    page.close()
    named = (head.text_content().strip() for head in root.iterfind(".//head/title"))
    first = (piece.text for piece in page.pieces[:3] if piece.kind is BlockKind.HEADING and piece.level == 1)
    title = title or next(first, None) or next(named, None)
    return written(name, page.pieces, title, (HIDDEN_WARNING,) if page.hidden else ())


def _hidden_names(root: Element) -> frozenset[str]:
    """Return the classes (.name) and ids (#name) that a style sheet in the page hides."""
    sheets = " ".join(style.text or "" for style in root.iter("style"))
    return frozenset(mark + name for mark, name in HIDDEN_RULE.findall(sheets))


def _is_long_comment(element: Element) -> bool:
    """Say whether a comment holds a sentence rather than a mark of the program that made the page."""
    words = OF_A_PROGRAM.sub(" ", element.text or "").split()
    return isinstance(element, lxml.html.HtmlComment) and len(words) >= LONG_COMMENT


class _Page:
    """One walk over the elements, gathering words until a block ends."""

    def __init__(self, hidden_names: frozenset[str]) -> None:
        self.hidden_names = hidden_names
        self.pieces: list[Piece] = []
        self.hidden = False
        self.words: list[str] = []
        self.kind = BlockKind.PARAGRAPH
        self.level = 0
        self.marker = "- "
        self.tables = 0

    def close(self) -> None:
        """End the block that is being gathered."""
        text = " ".join("".join(self.words).split())
        self.words = []
        if text:
            self.pieces.append(Piece(self.kind, text, self.level, self.marker))

    def walk(self, element: Element, depth: int) -> None:
        """Add what an element shows. depth: of the list it stands in."""
        if not isinstance(element.tag, str):
            self.hidden = self.hidden or _is_long_comment(element)
            return
        if element.tag in UNSEEN or element.tag in AROUND_THE_PAGE:
            return
        if self._is_hidden(element):
            self.hidden = self.hidden or bool(element.text_content().strip())
            return
        if element.tag == "table" and not _lays_out(element):
            self._table(element)
        elif element.tag == "dl":
            self._definitions(element)
        elif element.tag in BLOCKS:
            self._block(element, depth)
        elif element.tag == "br":
            self._line_end(element)
        else:
            self._inside(element, depth)

    def _inside(self, element: Element, depth: int) -> None:
        self.words.append(element.text or "")
        for child in element:
            self.walk(child, depth)
            self.words.append(child.tail or "")

    def _line_end(self, element: Element) -> None:
        """Two line ends in a row make a paragraph."""
        above = element.getprevious()
        doubled = above is not None and above.tag == "br" and not (above.tail or "").strip()
        if doubled and self.kind is BlockKind.PARAGRAPH:
            self.close()
        self.words.append(" ")

    def _block(self, element: Element, depth: int) -> None:
        if element.tag in ("p", "div") and self.kind is not BlockKind.PARAGRAPH:
            self.words.append(" ")  # paragraphs of one list item or heading stay together
            self._inside(element, depth)
            return
        outside = (self.kind, self.level, self.marker)
        self.close()
        inner_depth = depth + (element.tag in ("ul", "ol"))
        self.kind, self.level, self.marker = self._kind_of(element, inner_depth)
        self._inside(element, inner_depth)
        self.close()
        self.kind, self.level, self.marker = outside

    def _kind_of(self, element: Element, depth: int) -> tuple[BlockKind, int, str]:
        tag = element.tag
        if re.fullmatch(r"h[1-6]", tag):
            return BlockKind.HEADING, int(tag[1]), ""
        if element.get("role") == "heading":
            level = element.get("aria-level", "2")
            return BlockKind.HEADING, int(level) if level in "123456" else 2, ""
        if tag == "li":
            return BlockKind.LIST_ITEM, max(1, depth), _marker(element)
        if tag == "p" and _is_bold(element) and is_heading_shaped(element.text_content()):
            return BlockKind.HEADING, 6, ""
        return BlockKind.PARAGRAPH, 0, ""

    def _is_hidden(self, element: Element) -> bool:
        style = re.sub(r"\s+", "", element.get("style", "")).lower()
        if "hidden" in element.attrib or element.get("aria-hidden") == "true" or HIDING.search(style):
            return True
        if WHITE.search(style) and "background" not in style:
            return True
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        return not self.hidden_names.isdisjoint(names)

    def _table(self, table: Element) -> None:
        self.close()
        self.tables += 1
        for caption in table.findall("caption"):
            self.pieces.append(Piece(BlockKind.LEAD_IN, caption.text_content()))
        rows, header_rows = self._grid(table)
        for line in rows_as_text(rows, header_rows):
            self.pieces.append(Piece(BlockKind.TABLE_ROW, line, self.tables))

    def _definitions(self, element: Element) -> None:
        """A list of terms reads like a table of two columns."""
        self.close()
        self.tables += 1
        terms: list[str] = []
        for part in element.iter("dt", "dd"):
            words = self._shown(part)
            if part.tag == "dt":
                terms.append(words.rstrip(":"))
                continue
            line = f"{', '.join(terms)}: {words}" if terms else words
            self.pieces.append(Piece(BlockKind.TABLE_ROW, line, self.tables))
            terms = []

    def _grid(self, table: Element) -> tuple[list[list[str]], int | None]:
        """Return the words of each cell, merged cells repeated, and how many rows at the top are headers."""
        rows: list[list[str]] = []
        headers = 0
        below: dict[int, tuple[int, str]] = {}
        for tr in (tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table):
            if self._is_hidden(tr):
                self.hidden = True
                continue
            cells = [cell for cell in tr if cell.tag in ("td", "th")]
            if cells and len(rows) == headers and (all(c.tag == "th" for c in cells) or _in_head(tr)):
                headers += 1
            rows.append(self._row(cells, below))
        width = max((len(row) for row in rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows], headers or (
            0 if table.find(".//th") is not None else None
        )

    def _row(self, cells: list[Element], below: dict[int, tuple[int, str]]) -> list[str]:
        row: list[str] = []
        waiting = list(cells)
        while waiting or len(row) in below:
            at = len(row)
            if at in below:
                left, words = below.pop(at)
                if left > 1:
                    below[at] = (left - 1, words)
                row.append(words)
                continue
            cell = waiting.pop(0)
            words = self._shown(cell)
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    below[len(row)] = (down - 1, words)
                row.append(words)
        return row

    def _shown(self, cell: Element) -> str:
        inner = _Page(self.hidden_names)
        inner.walk(cell, 0)
        inner.close()
        self.hidden = self.hidden or inner.hidden
        return " ".join(piece.text for piece in inner.pieces)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(int(value), 50) if value.isascii() and value.isdigit() and int(value) else 1


def _in_head(tr: Element) -> bool:
    return bool(tr.getparent().tag == "thead")


def _lays_out(table: Element) -> bool:
    """A table that holds other blocks and names no column only places things on the page."""
    if table.get("role") == "presentation":
        return True
    inner = ("p", "div", "ul", "ol", "table", "h1", "h2", "h3")
    return table.find(".//th") is None and any(cell.find(tag) is not None for cell in table.iter("td") for tag in inner)


def _marker(item: Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start", "1")
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdigit() else 1) + before}. "


def _is_bold(element: Element) -> bool:
    """Return whether all words of a paragraph stand in bold type."""
    return (
        bool(element.text_content().strip())
        and not (element.text or "").strip()
        and all(child.tag in BOLD and not (child.tail or "").strip() for child in _elements(element))
    )


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element if isinstance(child.tag, str))
