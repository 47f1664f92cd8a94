"""From a wrong answer to the words that it rests on: opened in the chat, or in their document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from guide.keeping.conversations import Turn
from guide.keeping.quoted_place import Place
from quiz.types import OWN_BANK, Proof, QuizItem
from ui import resources, session
from ui.chat import Go
from ui.markup import Markup, tag
from ui.region import Arrival


def opening_buttons(item: QuizItem) -> Markup | None:
    """Return the buttons that open what an item rests on; None for a question that rests on no words of ours."""
    if item.proof.source_id == OWN_BANK:
        return None
    found = _in_document(item.proof)
    offered = [("Open it in the chat", {"act": "open", "item": item.id})]
    offered += [("Open the document", {"act": "document", **found})] if found else []
    buttons = [tag("button", words, type="button", data_send=json.dumps(sent)) for words, sent in offered]
    return tag("div", buttons, class_="tools")


def open_pressed(go: Go, act: Mapping[str, str] | None, items: Mapping[str, QuizItem]) -> None:
    """Do what a button of `opening_buttons` asked for. items: those that are shown, by id."""
    pressed = act or {}
    if pressed.get("act") == "document":
        go("documents", {name: pressed[name] for name in ("source", "start", "end") if name in pressed})
    item = items.get(pressed.get("item", ""))
    if pressed.get("act") == "open" and item:
        _open(go, item)


def places_of(item: QuizItem) -> tuple[Place, ...]:
    """Return the places of everything that an item's right answer rests on, its own quotation first."""
    return tuple(proof for proof in item.right_proofs if proof.source_id != OWN_BANK)


def _open(go: Go, item: QuizItem) -> None:
    """Put what an item rests on into the chat as a turn that nobody asked for, and go there."""
    at = resources.now()
    number = len(session.turns()) + 1
    turn = session.keep(replace(Turn.of(resources.guide().open(places_of(item), at), at), is_opened=True))
    number = turn.number or number
    session.count_answer(keep_typed=False)
    session.announce(Arrival(f"answer-{number}-{session.answered()}", f"turn-{number}", "Passage opened.", top=True))
    go("ask", session.quiz_left())


def _in_document(proof: Proof) -> dict[str, str]:
    """Return where the quotation stands in its document now; nothing for a record or for words that are gone."""
    store = resources.guide().store
    known = {source.id for source in store.sources() if source.kind.value == "document"}
    if proof.source_id not in known:
        return {}
    start = store.reading_text(proof.source_id).find(proof.quote)
    return {"source": proof.source_id, "start": str(start), "end": str(start + len(proof.quote))} if start >= 0 else {}
