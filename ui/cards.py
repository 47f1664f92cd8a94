"""A turn as the reader sees it: question, alerts, what to do, numbered quotations, refusal. Nothing of Streamlit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from guide import wording
from guide.conversations import Turn
from guide.ports import PassageStore
from guide.types import Json
from ui.evidence import evidence
from ui.markup import Markup, joined, tag
from ui.pathway_card import do_this_now, second_route, why
from ui.sources import distinct
from ui.stretches import Said, asked_and_repeated, stretches

FOLD_AFTER = 5
FOLD_WORDS = 110
"""A longer row of quotations folds after the fifth; a row of short ones stays whole."""

FIRST_WORDS = 24
"""A field asked for that is longer would push the number off a narrow screen: there it stands below the card."""

LONG_QUESTION = 60
"""A question that may take more than two lines of a phone is cut there, with a button that shows the whole."""

QUOTATIONS = "What the records and the plan say"
URGENT = ("emergency", "crisis")
ALERT_NAMES = {
    "emergency": "Emergency",
    "crisis": "Somebody may be at risk",
    "personal_data": "Personal data removed",
    "out_of_date": "May be out of date",
}
SURENESS = {
    "answered": "In our documents",
    "partial": "Part of this is in our documents",
    "declined": "Not in our documents",
    "failed": "Not answered",
}
OTHER_REFUSALS = {
    "personal_lookup": "Not something the guide does",
    "out_of_scope": "Outside what the guide holds",
    "too_long": "Too long to read",
}
NOT_AN_ANSWER = "Not an answer"
SENTENCE_END = re.compile(r"(?<=[.?!\"”])\s+(?=[A-Z])|\n+")
TELEPHONE = re.compile(r"\b(999|101|111|116 123|18000|0[0-9]{2,4}(?: ?[0-9]{3,4}){2})\b")


def turn_card(
    turn: Turn,
    store: PassageStore | None,
    is_newest: bool,
    when: str,
    waiting: Markup | None = None,
    below: Markup | None = None,
) -> Markup:
    """Return one turn. The newest carries its evidence, tools and choices; an earlier one too, inside its fold.

    waiting: what stands for the line about a language model while one is asked. below: what stands under the answer.
    """
    panels = evidence(turn, store) if store else Markup("")
    first = _panel_id(turn, 1) if is_newest and turn.listed("citations") else None
    body = tag(
        "div",
        _question(turn, when),
        alerts([alert for alert in turn.listed("alerts") if not is_newest or alert["kind"] not in URGENT]),
        _searched(turn),
        answer_body(turn, waiting),
        below,
        class_="turn-answer",
    )
    aside = tag("div", panels, class_="turn-evidence") if panels else None
    width = "turn" if aside else "turn turn-alone"
    return tag("article", body, aside, class_=width, data_turn=str(turn.number), data_open_first=first)


def _question(turn: Turn, when: str) -> Markup:
    within = tag("span", f" · searched in {turn.within}", class_="quiet") if turn.within else None
    name = f"turn-{turn.number}"
    whole = _shows_whole(name) if len(turn.question) > LONG_QUESTION else None
    meta = tag("p", f"You asked at {when}", within, whole, class_="turn-meta")
    style = "turn-question turn-question-long" if whole else "turn-question"
    return tag("header", meta, tag("h2", turn.question, id=name, tabindex="-1", class_=style))


def _shows_whole(name: str) -> Markup:
    """Return the button that shows the whole of a long question. It is seen on a narrow screen only."""
    return tag(
        "button",
        "Show the whole question",
        type="button",
        class_="whole",
        data_whole=name,
        aria_expanded="false",
        aria_controls=name,
    )


def _searched(turn: Turn) -> Markup | None:
    """Return what was searched, to be edited: where a question was completed from earlier ones, and at a refusal."""
    searched = str(turn.answer.get("standalone_question") or "")
    is_search = turn.answer.get("reason") not in ("personal_lookup", "too_long", "too_vague")
    is_other = turn.status in ("answered", "partial") and searched != turn.question
    if not searched or not is_search or not (is_other or turn.status == "declined"):
        return None
    edit = tag("button", "Edit and ask again", type="button", data_edit=searched)
    by = "Searched for, as a language model put it" if turn.model and turn.model.reads else "Searched for"
    return tag("p", tag("span", f"{by}: {searched} "), edit, class_="searched")


def waiting_card(question: str, when: str) -> Markup:
    """Return the turn that is being answered: the masked question and one honest line."""
    meta = tag("p", f"You asked at {when}", class_="turn-meta")
    body = tag(
        "div",
        tag("header", meta, tag("h2", question, class_="turn-question")),
        tag("p", "Searching the documents …", class_="searching"),
        class_="turn-answer",
    )
    return tag("article", body, class_="turn turn-alone", aria_busy="true")


def alerts(found: Sequence[Json]) -> Markup:
    """Return the alerts, most urgent first. Telephone numbers in them can be pressed."""
    order = {kind: number for number, kind in enumerate(ALERT_NAMES)}
    return joined(_alert(alert) for alert in sorted(found, key=lambda alert: order.get(str(alert["kind"]), 9)))


def _alert(alert: Json) -> Markup:
    kind = str(alert["kind"])
    # One sentence a line, the first one of an urgent alert bold: it is read at a glance.
    first, *rest = SENTENCE_END.split(str(alert["text"]).strip())
    opening = tag("strong", _with_numbers(first)) if kind in URGENT else _with_numbers(first)
    lines = [tag("p", opening), *(tag("p", _with_numbers(line)) for line in rest)]
    call = tag("a", "Call 999", href="tel:999", class_="alert-call") if kind == "emergency" else None
    name = tag("strong", ALERT_NAMES.get(kind, "Note"), class_="alert-name")
    return tag(
        "div", name, lines, call, class_=f"alert alert-{kind.replace('_', '-')}", role="group", aria_label=name_of(kind)
    )


def _with_numbers(line: str) -> Markup:
    """Return a line of an alert in which a telephone number can be pressed."""
    pieces = TELEPHONE.split(line)
    links = [tag("a", piece, href=f"tel:{piece.replace(' ', '')}") for piece in pieces[1::2]]
    return joined([pieces[0], *(part for pair in zip(links, pieces[2::2], strict=True) for part in pair)])


def name_of(kind: str) -> str:
    """Return an alert's kind in words."""
    return ALERT_NAMES.get(kind, "Note")


def answer_body(turn: Turn, waiting: Markup | None = None) -> Markup:
    """Return what stands under the question. waiting: see `turn_card`."""
    opening = (
        _with_card(turn) if turn.listed("pathways") else (_sureness(turn), _in_the_models_order(turn) or _text(turn))
    )
    return joined(
        [
            *opening,
            _choices(turn),
            _nearest(turn),
            _count_line(turn),
            waiting or _model_line(turn),
            _tools(turn),
        ]
    )


def _with_card(turn: Turn) -> tuple[Markup | None, ...]:
    """Return what to do, the second route, why, and last the quotations, folded: most of them repeat the card.

    What answers the question itself, such as a field asked for, is never folded.
    """
    pathways = turn.listed("pathways")
    asked, repeated = asked_and_repeated(stretches(turn))
    is_long = sum(len(part.text.split()) for part in asked) > FIRST_WORDS
    field = tag("div", _stretch(turn, asked), class_="asked-long" if is_long else None) if asked else None
    return (
        tag("div", field, do_this_now(pathways), class_="first-things"),
        second_route(pathways),
        _sureness(turn),
        why(pathways),
        _folded_quotations(turn, repeated),
    )


def _folded_quotations(turn: Turn, parts: Sequence[Said]) -> Markup | None:
    """Return the quotations under one summary with their count, and beside it the numbers that open each of them."""
    markers = [part.marker for part in parts if part.marker]
    if not parts:
        return None
    said = _in_the_models_order(turn) or _stretch(turn, parts)
    label = f"{QUOTATIONS}: {_count(len(markers), 'quotation')}"
    fold = tag("details", tag("summary", label), said, class_="more quotations")
    return joined([fold, tag("p", _numbers(turn, markers), class_="numbers")])


def _stretch(turn: Turn, parts: Sequence[Said]) -> Markup:
    """Return these stretches whole."""
    places = {_place(citation) for citation in turn.listed("citations")}
    said = [_quotation(turn, part) if part.marker else _prose(part.text, places) for part in parts]
    return tag("div", said, class_="answer-text")


def _sureness(turn: Turn) -> Markup | None:
    reason = str(turn.answer.get("reason") or "")
    words = OTHER_REFUSALS.get(reason) or SURENESS.get(turn.status)
    return tag("p", words, class_=f"sureness sureness-{turn.status}") if words else None


def _text(turn: Turn) -> Markup:
    """Return the answer's text: our words as paragraphs and headings, quotations with a rule at the left."""
    places = {_place(citation) for citation in turn.listed("citations")}
    shown: list[Markup] = []
    rest: list[Markup] = []
    quotes = 0
    total = sum(len(str(citation["quote"]).split()) for citation in turn.listed("citations"))
    for part in stretches(turn):
        folded = quotes >= FOLD_AFTER and total > FOLD_WORDS
        quotes += part.marker > 0
        piece = _quotation(turn, part) if part.marker else _prose(part.text, places)
        (rest if folded else shown).append(piece)
    if rest:
        label = f"Show {_count(quotes - FOLD_AFTER, 'more quotation')}"
        shown.append(tag("details", tag("summary", label), rest, class_="more"))
    return tag("div", shown, class_="answer-text")


def _in_the_models_order(turn: Turn) -> Markup | None:
    """Return the checked sentences of a language model, the quoted answer one press away; None without any."""
    if not turn.model or not turn.model.sentences:
        return None
    place_of = {int(str(citation["marker"])): _place(citation) for citation in turn.listed("citations")}
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
        said.append(tag("p", words, _numbers(turn, each.markers), class_="model-sentence"))
    said.append(_our_words(parts[quoted_at[-1] + 1 :], place_of))
    quoted = tag("details", tag("summary", "Show quotations"), _text(turn), class_="more quotations")
    return joined([tag("div", said, class_="answer-text"), quoted])


def _our_words(parts: Sequence[Said], place_of: Mapping[int, str]) -> Markup:
    """Return what we say before or after all quotations, such as what is missing; not the headings of quotations."""
    places = set(place_of.values())
    lines = [line.strip(" -•·") for part in parts for line in part.text.splitlines()]
    return joined(tag("p", line) for line in lines if line and not _is_place(line, places))


def _numbers(turn: Turn, markers: Sequence[int]) -> list[Markup]:
    return [joined([" ", cite_button(_panel_id(turn, marker), marker)]) for marker in markers]


def _model_line(turn: Turn) -> Markup:
    """Return the line on every answer that says whether a language model had a part in it."""
    return tag("p", turn.model.notice if turn.model else wording.MODEL_NO_PART, class_="model-line")


def _place(citation: Json) -> str:
    headings = citation["headings"]
    return wording.HEADING_SEPARATOR.join(headings) if isinstance(headings, list) else ""


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


def _quotation(turn: Turn, part: Said) -> Markup:
    button = cite_button(_panel_id(turn, part.marker), part.marker)
    return tag("blockquote", tag("p", tag("span", part.text, class_="words"), " ", button), class_="quote")


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


def _panel_id(turn: Turn, marker: int) -> str:
    return f"evidence-{turn.number}-{marker}"


def _choices(turn: Turn) -> Markup | None:
    if not turn.choices:
        return None
    buttons = [tag("button", choice.label, type="button", data_ask=choice.question) for choice in turn.choices]
    return tag("div", buttons, class_="chips", role="group", aria_label="Choose one")


def _nearest(turn: Turn) -> Markup | None:
    found = turn.listed("nearest")
    if not found:
        return None
    items = [
        tag(
            "li",
            tag(
                "p",
                f"{passage['title']} {wording.HEADING_SEPARATOR} {_place(passage)}".strip(" ›"),
                class_="quote-path",
            ),
            tag("p", _shortened(str(passage["text"])), class_="words"),
        )
        for passage in found
    ]
    head = tag("h3", "Nearest in the documents ", tag("span", NOT_AN_ANSWER, class_="tag"), class_="nearest-head")
    return tag("div", head, tag("ul", items), class_="nearest")


def _shortened(text: str, words: int = 60) -> str:
    found = list(re.finditer(r"\S+", text))
    return text if len(found) <= words else text[: found[words - 1].end()] + " …"


def _count_line(turn: Turn) -> Markup | None:
    line = count_line(turn)
    return tag("p", line, class_="count") if line else None


def count_line(turn: Turn) -> str:
    """Return how many quotations from how many sections of what, computed from the citations; "" without any."""
    citations = turn.listed("citations")
    if not citations:
        return ""
    titles = distinct(str(citation["title"]) for citation in citations)
    places = {(citation["title"], _place(citation)) for citation in citations}
    named = _joined_words(titles) if len(titles) <= 2 else f"{len(titles)} sources"
    return f"{_count(len(citations), 'quotation')}, word for word, from {_count(len(places), 'section')} of {named}."


def _tools(turn: Turn) -> Markup | None:
    if turn.status not in ("answered", "partial", "declined"):
        return None
    return tag(
        "div",
        tag("button", "Copy for a case note", type="button", data_copy=f"note-{turn.number}"),
        class_="tools",
    )


def clock(at: datetime) -> str:
    """Return a time as the pages write it: 21:40."""
    return f"{at:%H:%M}"


def long_date(at: date) -> str:
    """Return a date as the pages write it: 23 November 2026."""
    return f"{at.day} {at:%B} {at.year}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _joined_words(words: Sequence[str]) -> str:
    return " and ".join(words)
