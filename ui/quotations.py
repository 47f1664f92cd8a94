"""What an answer quotes: words of ours, quotations with a rule and a number, a model's order, the nearest passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from guide import wording
from guide.keeping.conversations import Turn
from guide.types import Json
from ui.in_words import counted
from ui.markup import Markup, joined, tag
from ui.stretches import Said, stretches

FOLD_AFTER = 5
FOLD_WORDS = 110
"""A longer row of quotations folds after the fifth; a row of short ones stays whole."""
NOT_AN_ANSWER = "Not an answer"


def quoted_text(turn: Turn) -> Markup:
    """Return the answer's text: our words as paragraphs and headings, quotations with a rule at the left."""
    places = {place_said(citation) for citation in turn.listed("citations")}
    shown: list[Markup] = []
    rest: list[Markup] = []
    quotes = 0
    total = sum(len(str(citation["quote"]).split()) for citation in turn.listed("citations"))
    for part in stretches(turn):
        folded = quotes >= FOLD_AFTER and total > FOLD_WORDS
        quotes += part.marker > 0
        piece = quotation(turn, part) if part.marker else _prose(part.text, places)
        (rest if folded else shown).append(piece)
    if rest:
        label = f"Show {counted(quotes - FOLD_AFTER, 'more quotation')}"
        shown.append(tag("details", tag("summary", label), rest, class_="more"))
    return tag("div", shown, class_="answer-text")


def stretch_text(turn: Turn, parts: Sequence[Said]) -> Markup:
    """Return these stretches whole."""
    places = {place_said(citation) for citation in turn.listed("citations")}
    said = [quotation(turn, part) if part.marker else _prose(part.text, places) for part in parts]
    return tag("div", said, class_="answer-text")


def in_the_models_order(turn: Turn) -> Markup | None:
    """Return the checked sentences of a language model, the quoted answer one press away; None without any."""
    if not turn.model or not turn.model.sentences:
        return None
    place_of = {int(str(citation["marker"])): place_said(citation) for citation in turn.listed("citations")}
    parts = stretches(turn)
    quoted_at = [number for number, part in enumerate(parts) if part.marker]
    if not quoted_at:
        return None
    said = [_our_words(parts[: quoted_at[0]], place_of)]
    before = ""
    for each in turn.model.sentences:
        place = place_of[each.markers[0]]
        if place and place != before:
            said.append(_heading(place))
        before = place
        words = tag("span", each.text, class_="words")
        said.append(tag("p", words, numbers(turn, each.markers), class_="model-sentence"))
    said.append(_our_words(parts[quoted_at[-1] + 1 :], place_of))
    quoted = tag("details", tag("summary", "Show quotations"), quoted_text(turn), class_="more quotations")
    return joined([tag("div", said, class_="answer-text"), quoted])


def _our_words(parts: Sequence[Said], place_of: Mapping[int, str]) -> Markup:
    """Return what we say before or after all quotations, such as what is missing; not the headings of quotations."""
    places = set(place_of.values())
    lines = [line.strip(" -•·") for part in parts for line in part.text.splitlines()]
    return joined(tag("p", line) for line in lines if line and not _is_place(line, places))


def _prose(text: str, places: set[str]) -> Markup:
    """Return our own words. A line that is the place of a quotation becomes a heading."""
    lines = [line.strip(" -•·") for line in text.splitlines() if line.strip(" -•·")]
    return joined(_heading(line) if _is_place(line, places) else _own_line(line) for line in lines)


def _own_line(line: str) -> Markup:
    return tag("p", line, class_="quiet short-forms" if line.startswith(wording.SHORT_FORMS) else None)


def _is_place(line: str, places: set[str]) -> bool:
    return any(place and line.endswith(place) for place in places)


def _heading(place: str) -> Markup:
    path = place.split(wording.HEADING_SEPARATOR)
    above = tag("span", wording.HEADING_SEPARATOR.join(path[:-1]), class_="quote-path") if path[1:] else None
    return tag("h3", above, tag("span", path[-1].rstrip(": ")), class_="quote-heading")


def quotation(turn: Turn, part: Said) -> Markup:
    """Return quoted words with a rule at the left and their number."""
    button = cite_button(panel_id(turn, part.marker), part.marker)
    return tag("blockquote", tag("p", tag("span", part.text, class_="words"), " ", button), class_="quote")


def numbers(turn: Turn, markers: Sequence[int]) -> list[Markup]:
    """Return the numbered buttons of these quotations."""
    return [joined([" ", cite_button(panel_id(turn, marker), marker)]) for marker in markers]


def cite_button(panel: str, marker: int) -> Markup:
    """Return the numbered button that shows a quotation inside its document."""
    return tag(
        "button",
        str(marker),
        type="button",
        class_="cite",
        data_cite=panel,
        aria_expanded="false",
        aria_controls=panel,
        aria_label=f"Quotation {marker}: show it in its document",
    )


def panel_id(turn: Turn, marker: int) -> str:
    """Return the id of the panel that shows a quotation in its document."""
    return f"evidence-{turn.number}-{marker}"


def place_said(citation: Json) -> str:
    """Return the headings that a quotation stands under, on one line."""
    headings = citation["headings"]
    return wording.HEADING_SEPARATOR.join(headings) if isinstance(headings, list) else ""


def nearest(turn: Turn) -> Markup | None:
    """Return what came nearest in the nearest passages, marked as not an answer; None without any."""
    found = turn.listed("nearest")
    if not found:
        return None
    pieces = turn.closest or ("",) * len(found)
    items = [
        tag(
            "li",
            tag(
                "p",
                f"{passage['title']} {wording.HEADING_SEPARATOR} {place_said(passage)}".strip(" ›"),
                class_="quote-path",
            ),
            tag("p", _shortened(piece or str(passage["text"])), class_="words"),
        )
        for passage, piece in zip(found, pieces, strict=True)
    ]
    head = tag("h3", "Nearest in the documents ", tag("span", NOT_AN_ANSWER, class_="tag"), class_="nearest-head")
    return tag("div", head, tag("ul", items), class_="nearest")


def _shortened(text: str, words: int = 60) -> str:
    found = list(re.finditer(r"\S+", text))
    return text if len(found) <= words else text[: found[words - 1].end()] + " …"
