"""An answer, or a whole conversation, as plain text: fit to be pasted into a case note, with every source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import cast

from guide import wording
from guide.directory.pathway_lines import one_line
from guide.directory.pathway_wording import NOT_THE_TEST
from guide.keeping.conversations import Turn
from guide.types import AlertKind, Json
from ui.card_values import contacts_of, words_of
from ui.cards import count_line
from ui.in_words import clock, counted, listed, long_date
from ui.listed_services import is_list, quoted_contacts
from ui.pathway_card import NOT_HELD
from ui.pathway_contacts import links_in

MOST_WORDS = 190
LONGEST_QUESTION = 40
"""Words of the question that a note repeats; a story stands in full in the conversation."""
NAME = "Safer Kingston Guide"
SENTENCE_END = re.compile(r"(?<=[.?!])\s")
STATE = 12
"""So many figures of a digest tell the states of the documents apart; pages show as many."""
CALLED = "Rang: ______  Spoke to: ______  Outcome: ______"

Version = Callable[[str], str]
"""From a source's id to its publisher, period and date in words."""


def case_note(turn: Turn, version: Version) -> str:
    """Return one answer with its sources, under 200 words: what does not fit is counted, never cut in the middle."""
    asked = _shortened(turn.question, LONGEST_QUESTION)
    urgent = _urgent(turn)
    head = [_made(turn), f"Asked: {asked}", *urgent]
    tail = [CALLED] if urgent or turn.listed("pathways") else []
    most = MOST_WORDS - _words([*head, *tail])
    lines = head + (_listed(turn) if is_list(turn) else _fitting_actions(turn.listed("pathways"), most))
    room = MOST_WORDS - _words([*lines, *tail]) - 12
    if not turn.listed("citations"):
        return "\n".join([*lines, f"Reply: {_shortened(turn.text, room)}", *tail])
    quotes = [_quote(citation, turn, version) for citation in turn.listed("citations")]
    kept = _fitting(quotes, room)
    said = ["Quoted, word for word:", *kept] if kept else []
    left = len(quotes) - len(kept)
    more = [f"And {left} more quotation{'' if left == 1 else 's'} in the guide."] if left else []
    return "\n".join([*lines, *said, *more, *tail])


def _made(turn: Turn) -> str:
    """Return what the note is from: the guide, when, and the state of its documents."""
    trace = turn.answer.get("trace")
    state = str(cast("Json", trace).get("corpus_sha256") or "") if isinstance(trace, dict) else ""
    documents = [f"documents {state[:STATE]}"] if state else []
    return ", ".join([NAME, long_date(turn.asked_at), clock(turn.asked_at), *documents])


def _urgent(turn: Turn) -> list[str]:
    """Return the first sentence of each alert that says whom to ring or what to do."""
    shown = [alert for alert in turn.listed("alerts") if alert["kind"] != AlertKind.PERSONAL_DATA.value]
    return [f"Alert shown: {SENTENCE_END.split(str(alert['text']), maxsplit=1)[0]}" for alert in shown]


def conversation_text(turns: Sequence[Turn], version: Version) -> str:
    """Return every turn in full, oldest first, with the places of its quotations."""
    parts = [f"{NAME}: a conversation of {told(turns)}. Personal data removed."]
    for turn in turns:
        places = [f"[{citation['marker']}] {place_of(citation, version)}" for citation in turn.listed("citations")]
        alerts = [f"Alert: {alert['text']}" for alert in turn.listed("alerts")]
        nearest = [f"Not an answer: {passage['text']}" for passage in turn.listed("nearest")]
        how = "Opened from a quiz" if turn.is_opened else "Asked"
        head = f"{long_date(turn.asked_at)}, {clock(turn.asked_at)}. {how}: {turn.question}"
        actions = [] if turn.is_opened or is_list(turn) else _actions(turn.listed("pathways"))
        lines = [head, *alerts, *actions, turn.text, *nearest, *places, count_line(turn)]
        parts.append("\n".join(line for line in lines if line))
    return "\n\n".join(parts) + "\n"


def told(turns: Sequence[Turn]) -> str:
    """Return how many questions these turns hold, and how many passages a quiz opened."""
    opened = sum(turn.is_opened for turn in turns)
    parts = [counted(len(turns) - opened, "question")] if len(turns) > opened else []
    return listed([*parts, counted(opened, "opened passage")] if opened else parts)


def place_of(citation: Json | Mapping[str, object], version: Version) -> str:
    """Return title, headings, page and version of a citation on one line."""
    headings = citation["headings"]
    path = wording.HEADING_SEPARATOR.join(headings) if isinstance(headings, list) else ""
    page = f"page {citation['page']}" if citation["page"] else ""
    known = (str(citation["title"]), path.rstrip(": "), page, version(str(citation["source_id"])))
    return "; ".join(part for part in known if part)


def _quote(citation: Json, turn: Turn, version: Version) -> str:
    """Return a quotation with its place. The version of a record is the year of its sources.

    Beside a service, a document's words are said not to be the test for a referral.
    """
    records = {str(pathway["id"]): pathway for pathway in turn.listed("pathways")}
    record = records.get(str(citation["source_id"]))
    if record:
        version = _years_of(record)
    aside = f" {NOT_THE_TEST}" if records and not record else ""
    return f"“{citation['quote']}” ({place_of(citation, version)}){aside}"


def _years_of(record: Json) -> Version:
    return lambda _: f"sources {record.get('dated') or 'undated'}"


def _fitting_actions(pathways: Sequence[Json], room: int) -> list[str]:
    """Return what to do first, and the second route if it fits as a whole."""
    first, both = _actions(pathways[:1]), _actions(pathways)
    return both if _words(both) <= room else first


def _actions(pathways: Sequence[Json]) -> list[str]:
    lines: list[str] = []
    for pathway in pathways[:2]:
        steps = words_of(pathway.get("steps"))
        lines.append(f"To do: {pathway['name']}. {steps[0] if steps else ''}".rstrip())
        for contact in (contacts_of(pathway) or links_in(steps[:1], pathway))[:1]:
            lines.append(f"  {_contact_words(contact)}")
        lines.append(f"  Consent: {one_line(words_of(pathway.get('consent'))) or NOT_HELD}")
    return lines


def _contact_words(contact: Mapping[str, str]) -> str:
    """Return one contact with its label and its mark."""
    return ", ".join(str(contact[key]) for key in ("label", "value", "mark") if contact.get(key))


def _listed(turn: Turn) -> list[str]:
    """Return each listed service with the contacts that the answer quotes of it, and no other of its record."""
    return [
        f"Listed: {pathway['name']}. {'; '.join(map(_contact_words, quoted_contacts(turn, pathway)))}".rstrip()
        for pathway in turn.listed("pathways")
    ]


def _fitting(quotes: Sequence[str], room: int) -> list[str]:
    """Return as many quotations as fit, each whole."""
    kept: list[str] = []
    for quote in quotes:
        if _words([*kept, quote]) > room:
            break
        kept.append(quote)
    return kept


def _shortened(text: str, most: int) -> str:
    words = text.split()
    return text if len(words) <= most else " ".join([*words[:most], "…"])


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def file_name(at: datetime) -> str:
    """Return the name of a downloaded conversation: no word of what was asked stands in it."""
    return f"safer-kingston-guide-{at:%Y-%m-%d-%H%M}.txt"
