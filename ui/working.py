"""What a person can do about an answer: say what is wrong with it, put it on the register, and see what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import streamlit as st

from guide.errors import StoreError
from guide.keeping.conversations import Turn
from guide.keeping.feedback import Fault, Feedback
from guide.keeping.gaps import Asked, register
from guide.keeping.tallies import GapEvent
from ui import counting, resources, session
from ui.markup import Markup, joined, tag
from ui.workings import workings

GAP, FAULT, BACK = "gap", "fault", "quiz"
ON_THE_LIST = "This is on the list for the owner of the documents. Their answer will stand here."
REPORTED = "Thank you. Your report is in the queue. What comes of it will stand here."
NOT_KEPT = "This could not be kept. Nothing else is lost. Tell your administrator."
NEAREST_CHARS = 400
WITHOUT_PASSAGES = {
    "smalltalk": (Fault.INCOMPLETE, Fault.UNSAFE),
    "clarify": (Fault.INCOMPLETE, Fault.UNSAFE),
    "failed": (Fault.UNSAFE,),
}
"""The faults that a reply without passages can have, by how it ended; every other answer can have each."""


def outcomes(conversation_id: str) -> dict[int, tuple[str, ...]]:
    """Return what came of each turn's reports, by the turn's number; nothing while the stores cannot be read."""
    if not conversation_id:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    try:
        for report in resources.feedback().of_conversation(conversation_id):
            found[report.turn] = (*found.get(report.turn, ()), f"You reported “{report.fault.value}”. {report.outcome}")
        for gap in resources.gaps().of_conversation(conversation_id):
            for asked in gap.asked:
                if asked.conversation_id == conversation_id:
                    found[asked.turn] = (*found.get(asked.turn, ()), gap.outcome)
    except StoreError:
        return {}
    return found


def below(turn: Turn, said: Mapping[int, Sequence[str]]) -> Markup | None:
    """Return what stands under an answer: what came of reports on it, and the presses. None for one not saved.

    Under words that a quiz opened stands the way back to it.
    """
    if turn.is_opened:
        return _back() if session.quiz_left() else None
    found = workings(turn) if session.shows_workings() else None
    if not turn.number:
        return found
    lines = [tag("p", words, class_="outcome") for words in said.get(turn.number, ())]
    return joined([tag("div", lines, _register(turn), _faults(turn), class_="working"), found])


def _back() -> Markup:
    send = json.dumps({"act": BACK})
    return tag("div", tag("button", "Back to the quiz", type="button", data_send=send), class_="tools")


def _register(turn: Turn) -> Markup | None:
    if turn.answer["reason"] not in ("not_in_documents", "unsupported", "part_missing", "out_of_scope"):
        return None
    send = json.dumps({"act": GAP, "turn": str(turn.number)})
    return tag("button", "Put on the list of gaps", type="button", data_send=send)


def _faults(turn: Turn) -> Markup:
    buttons = [
        tag(
            "button",
            fault.value.capitalize(),
            type="button",
            data_send=json.dumps({"act": FAULT, "turn": str(turn.number), "fault": fault.value}),
        )
        for fault in WITHOUT_PASSAGES.get(turn.status, tuple(Fault))
    ]
    chips = tag("div", buttons, class_="chips", role="group", aria_label="What is wrong with this answer")
    return tag("details", tag("summary", "Something wrong?"), chips, class_="more faults")


def keep(act: Mapping[str, str], turns: Sequence[Turn]) -> None:
    """Keep what was pressed about a turn of this conversation, and draw the page anew."""
    turn = next((each for each in turns if str(each.number) == act.get("turn")), None)
    conversation_id = session.address_words().get(session.PARAMETER, "")
    if turn is None or not turn.number or not conversation_id:
        return
    try:
        if act.get("act") == GAP:
            _keep_gap(turn, conversation_id)
        elif act.get("fault") in [fault.value for fault in Fault]:
            _keep_fault(turn, conversation_id, Fault(act["fault"]), turns)
    except StoreError:
        session.say_once(NOT_KEPT)
    st.rerun()


def _shortened(text: str) -> str:
    """Return the beginning of a passage, whole words only."""
    return text if len(text) <= NEAREST_CHARS else f"{text[:NEAREST_CHARS].rpartition(' ')[0]} …"


def _keep_gap(turn: Turn, conversation_id: str) -> None:
    nearest = next((_shortened(str(passage["text"])) for passage in turn.listed("nearest")), "")
    question = str(turn.answer["standalone_question"] or turn.question)
    asked = Asked(conversation_id, turn.number, resources.now(), question, nearest)
    known = resources.gaps().of_conversation(conversation_id)
    gap = register(resources.gaps(), asked, resources.guide().embedder.embed)
    if not any(
        each.turn == turn.number and each.conversation_id == conversation_id for of in known for each in of.asked
    ):
        counting.count_gap(GapEvent.NEW if len(gap.asked) == 1 else GapEvent.AGAIN)
    session.say_once(ON_THE_LIST)


def _keep_fault(turn: Turn, conversation_id: str, fault: Fault, turns: Sequence[Turn]) -> None:
    store = resources.feedback()
    known = [each for each in store.of_conversation(conversation_id) if each.turn == turn.number]
    if not any(each.fault is fault for each in known):
        earlier = tuple(each.question for each in turns if each.number < turn.number)
        store.add(Feedback(0, conversation_id, turn.number, fault, resources.now(), turn.answer, earlier))
    session.say_once(REPORTED)
