"""A turn as the reader sees it: question, alerts, what to do, quotations or refusal, tools. Nothing of Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from guide import wording
from guide.asking.everyday_words import as_said
from guide.asking.understanding import fold
from guide.keeping.conversations import Turn
from guide.ports import PassageStore
from ui.alert_cards import URGENT, alerts
from ui.card_values import words_of
from ui.evidence import evidence
from ui.in_words import counted, listed
from ui.listed_services import is_list, listed_services
from ui.markup import Markup, joined, tag
from ui.opened import opened_body
from ui.pathway_contacts import marks_in
from ui.pathway_routes import do_this_now, second_route, why
from ui.quotations import (
    in_the_models_order,
    nearest,
    numbers,
    panel_id,
    place_said,
    quoted_text,
    stretch_text,
)
from ui.sources import distinct
from ui.stretches import Said, asked_and_repeated, not_held_first, says_what_to_do, stretches, without_documents

MOST_LINES = 7
NARROW_LINE = 36
"""A line that answers a story's question and would push the number off a narrow screen, of so many characters a line,
stands below the card there: above it are no more lines than these, of the line, the service's name and the first step.
A field that is asked of a service and would do so stands there directly below the number, else before all."""
LONG_QUESTION = 60
"""A question that may take more than two lines of a phone is cut there, with a button that shows the whole."""
QUOTATIONS = "What the records say"
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
    "unsupported": "Not settled by our documents",
}


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
    first = panel_id(turn, 1) if is_newest and turn.listed("citations") else None
    body = tag(
        "div",
        _question(turn, when),
        alerts([alert for alert in turn.listed("alerts") if not is_newest or alert["kind"] not in URGENT]),
        *((opened_body(turn, below),) if turn.is_opened else (_searched(turn), answer_body(turn, waiting), below)),
        class_="turn-answer",
    )
    aside = tag("div", panels, class_="turn-evidence") if panels else None
    width = "turn" if aside else "turn turn-alone"
    return tag(
        "article",
        body,
        aside,
        class_=width,
        data_turn=str(turn.number),
        data_open_first=first,
        data_opened=turn.is_opened and not turn.listed("pathways"),
    )


def _question(turn: Turn, when: str) -> Markup:
    within = tag("span", f" · searched in {turn.within}", class_="quiet") if turn.within else None
    name = f"turn-{turn.number}"
    whole = _shows_whole(name) if len(turn.question) > LONG_QUESTION and not turn.is_opened else None
    how = "Opened from a quiz" if turn.is_opened else "You asked"
    meta = tag("p", f"{how} at {when}", within, whole, class_="turn-meta")
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
    """Return what was searched, to be edited, where it is not what was asked. A refusal has the button in any case.

    Plain words in brackets beside everyday ones do not count as something else.
    """
    searched = str(turn.answer.get("standalone_question") or "")
    is_search = turn.answer.get("reason") not in ("personal_lookup", "too_long", "too_vague")
    is_other = turn.status in ("answered", "partial", "declined") and fold(as_said(searched)) != fold(turn.question)
    if not searched or not is_search or not (is_other or turn.status == "declined"):
        return None
    edit = tag("button", "Edit and ask again", type="button", data_edit=searched)
    by = "Searched for, as a language model put it" if turn.model and turn.model.reads else "Searched for"
    return tag("p", tag("span", f"{by}: {searched} ") if is_other else None, edit, class_="searched")


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


def answer_body(turn: Turn, waiting: Markup | None = None) -> Markup:
    """Return what stands under the question. waiting: see `turn_card`."""
    return joined(
        [
            *_opening(turn),
            _choices(turn),
            nearest(turn),
            _count_line(turn),
            waiting or _model_line(turn),
            _tools(turn),
        ]
    )


def _opening(turn: Turn) -> tuple[Markup | None, ...]:
    if is_list(turn):
        return (_sureness(turn), *listed_services(turn))
    if turn.listed("pathways"):
        return _with_card(turn)
    return _sureness(turn), in_the_models_order(turn) or quoted_text(turn)


def _with_card(turn: Turn) -> tuple[Markup | None, ...]:
    """Return what to do, the second route, why, and last the quotations, folded: most of them repeat the card.

    What answers the question itself, such as a field asked for, is never folded. That it is not held stands before all:
    there is no number that it could push off a screen.
    """
    pathways = turn.listed("pathways")
    records, title, documents = without_documents(stretches(turn))
    asked, repeated = asked_and_repeated(records)
    marks = _marks_of(turn, asked)
    is_long = _lines_above_the_number(turn, asked, marks) > MOST_LINES
    place = ("asked-below" if says_what_to_do(repeated) else "asked-first") if is_long else None
    missing, asked = not_held_first(asked) if is_long else ((), asked)
    before = tag("div", stretch_text(turn, missing), class_="not-held") if missing else None
    below = [tag("p", line, class_="quiet quoted-mark") for line in marks]
    field = tag("div", stretch_text(turn, asked), below, class_=place) if asked else None
    return (
        tag("div", before, field, do_this_now(pathways), class_="first-things"),
        second_route(pathways),
        _sureness(turn),
        why(pathways),
        _folded(turn, QUOTATIONS, repeated, "quotations"),
        _folded(turn, title, documents, "plan-words"),
    )


def _marks_of(turn: Turn, asked: Sequence[Said]) -> list[str]:
    """Return the marks of the numbers in quoted fields that stand in sight, each once."""
    cards = {str(pathway["id"]): pathway for pathway in turn.listed("pathways")}
    source_of = {citation["marker"]: str(citation["source_id"]) for citation in turn.listed("citations")}
    quoted = [(part, cards.get(source_of[part.marker])) for part in asked if part.marker]
    found = (line for part, pathway in quoted if pathway for line in marks_in(part.text, pathway))
    return list(dict.fromkeys(found))


def _lines_above_the_number(turn: Turn, asked: Sequence[Said], marks: Sequence[str]) -> int:
    """Return how many lines of a narrow screen the field asked for, its marks, the name and the first step take."""
    first = turn.listed("pathways")[0]
    lines = [*(line.strip() for part in asked for line in part.text.splitlines()), *marks]
    lines += [str(first["name"]), *words_of(first.get("steps"))[:1]]
    return sum(ceil(len(line) / NARROW_LINE) for line in lines) + (2 if _searched(turn) else 0)


def _folded(turn: Turn, title: str, parts: Sequence[Said], style: str) -> Markup | None:
    """Return quotations under one summary with their count, and beside it the numbers that open each of them."""
    markers = [part.marker for part in parts if part.marker]
    if not parts:
        return None
    fold = tag(
        "details",
        tag("summary", f"{title}: {counted(len(markers), 'quotation')}"),
        stretch_text(turn, parts),
        class_=f"more {style}",
    )
    return joined([fold, tag("p", numbers(turn, markers), class_="numbers")])


def _sureness(turn: Turn) -> Markup | None:
    reason = str(turn.answer.get("reason") or "")
    words = OTHER_REFUSALS.get(reason) or SURENESS.get(turn.status)
    return tag("p", words, class_=f"sureness sureness-{turn.status}") if words else None


def _model_line(turn: Turn) -> Markup:
    """Return the line on every answer that says whether a language model had a part in it."""
    return tag("p", turn.model.notice if turn.model else wording.MODEL_NO_PART, class_="model-line")


def _choices(turn: Turn) -> Markup | None:
    if not turn.choices:
        return None
    buttons = [tag("button", choice.label, type="button", data_ask=choice.question) for choice in turn.choices]
    return tag("div", buttons, class_="chips", role="group", aria_label="Choose one")


def _count_line(turn: Turn) -> Markup | None:
    line = count_line(turn)
    return tag("p", line, class_="count") if line else None


def count_line(turn: Turn) -> str:
    """Return how many quotations from how many sections of what, computed from the citations; "" without any."""
    citations = turn.listed("citations")
    if not citations:
        return ""
    titles = distinct(str(citation["title"]) for citation in citations)
    places = {(citation["title"], place_said(citation)) for citation in citations}
    named = listed(titles) if len(titles) <= 2 else f"{len(titles)} sources"
    return f"{counted(len(citations), 'quotation')}, word for word, from {counted(len(places), 'section')} of {named}."


def _tools(turn: Turn) -> Markup | None:
    if turn.status not in ("answered", "partial", "declined"):
        return None
    return tag(
        "div",
        tag("button", "Copy for a case note", type="button", data_copy=f"note-{turn.number}"),
        class_="tools",
    )
