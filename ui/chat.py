"""The Ask page: alerts first, then the question and its answer, the box to ask in, and what to start from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from guide.answering import Guide
from guide.errors import GuideError
from guide.keeping.conversations import Turn
from guide.ports import PassageStore
from guide.types import Alert, Json, Question
from ui import case_links, counting, listed_services, model_line, reports, resources, session, working
from ui.alert_cards import URGENT, alerts
from ui.cards import turn_card, waiting_card
from ui.case_note import case_note, told
from ui.in_words import clock, long_date
from ui.markup import Markup, joined, tag
from ui.region import Arrival, Pressed, region
from ui.sources import themes, version
from ui.start import ask_form, problem_card, start_below, start_head

Go = Callable[[str, Mapping[str, str]], None]
"""Opens another page by its name, with these words in its address."""


def show(go: Go) -> None:
    """Draw the page for this run, answering what was just asked."""
    alerts_at, top_at, form_at, below_at = st.empty(), st.container(), st.container(key="ask-bar"), st.container()
    try:
        guide = resources.guide()
        sections = themes(guide.store)
    except GuideError as error:
        _without_guide(str(error), alerts_at, top_at, form_at)
        return
    # Looked at before the turns are read: what is finished in between is then drawn by the next look.
    waits = model_line.waits()
    turns = session.turns()
    note = session.note()
    with form_at:
        within = st.query_params.get("within", "")
        pressed = region(
            ask_form([section.title for section in sections], within, bool(turns), session.to_type()),
            key="form",
            done=session.answered(),
            keep=session.keeps_typed(),
        )
    if pressed.ask:
        titles = {section.title: section.headings[-1] for section in sections}
        _answer(guide, pressed.ask, turns, titles, alerts_at, top_at)
    with top_at:
        _act(_top(guide.store, turns, note, alerts_at, waits), go, turns)
        case_links.way_back(go)
    if waits:
        model_line.watch(waits)
    if not turns:
        with below_at:
            _act(region(start_below(sections), key="below"), go)


def _without_guide(
    what: str,
    alerts_at: st.delta_generator.DeltaGenerator,
    top_at: st.delta_generator.DeltaGenerator,
    form_at: st.delta_generator.DeltaGenerator,
) -> None:
    """Draw the problem, and still look for danger in what is asked: alerts need neither index nor model."""
    with form_at:
        pressed = region(ask_form((), "", docked=False), key="form", done=session.answered(), keep=True)
    with top_at:
        region(problem_card(what), key="top")
    if pressed.ask:
        st.session_state["alerts"] = _as_json(resources.alerts_without_guide(pressed.ask.get("text", "")))
        counting.count_failure()
        session.count_answer(keep_typed=True)
        st.rerun()
    found = st.session_state.get("alerts")
    if found:
        alerts_at.html(tag("div", alerts(found), class_="guide"))


def _as_json(found: Sequence[Alert]) -> list[Json]:
    return [{"kind": alert.kind.value, "text": alert.text} for alert in found]


def _answer(
    guide: Guide,
    asked: Mapping[str, str],
    turns: tuple[Turn, ...],
    headings: Mapping[str, str],
    alerts_at: st.delta_generator.DeltaGenerator,
    top_at: st.delta_generator.DeltaGenerator,
) -> None:
    """Show alerts, by rule and then by meaning, show that it is working, answer, keep it, draw anew.

    The raw text lives only in this call.
    """
    raw = asked.get("text", "")
    at = resources.now()

    def draw(found: Sequence[Alert]) -> None:
        _draw_urgent(_as_json(found), alerts_at)

    draw(guide.alerts(raw))
    with top_at:
        waiting = joined([_earlier(guide.store, turns), waiting_card(_shortened(guide.mask(raw)), clock(at))])
        region(waiting, key="top", arrival=Arrival(f"waiting-{session.answered()}", top=True))
    within = asked.get("within", "")
    heading = headings.get(within)
    question = Question(raw, tuple(turn.question for turn in turns), at, (heading,) if heading else ())
    answer = guide.ask(question, on_alerts=draw)
    counting.count_answer(answer, guide.store, within if heading else "")
    turn = Turn.of(answer, at, within if heading else "")
    turn = model_line.keep_and_ask(turn, answer, guide.masked(question, answer))
    session.count_answer(keep_typed=turn.answer["reason"] == "too_long")
    number = turn.number or len(turns) + 1
    session.announce(Arrival(f"answer-{number}-{session.answered()}", f"turn-{number}", spoken(turn), top=True))
    st.rerun()


def _draw_urgent(found: Sequence[Json], alerts_at: st.delta_generator.DeltaGenerator) -> None:
    urgent = [alert for alert in found if alert["kind"] in URGENT]
    if urgent:
        alerts_at.html(tag("div", alerts(urgent), class_="guide"))


def spoken(turn: Turn) -> str:
    """Return what a screen reader is told when the answer is there: alerts, the first sentence, how many sources."""
    urgent = [str(alert["text"]).splitlines()[0] for alert in turn.listed("alerts") if alert["kind"] in URGENT]
    first = turn.text.splitlines()[0] if turn.text else ""
    count = len(turn.listed("citations"))
    sources = f"{count} quotation{'' if count == 1 else 's'}." if count else ""
    return " ".join(part for part in (*urgent, "Answer ready.", first, sources) if part)


def _top(
    store: PassageStore,
    turns: tuple[Turn, ...],
    note: str,
    alerts_at: st.delta_generator.DeltaGenerator,
    waits: frozenset[int],
) -> Pressed:
    """Draw the head of the first visit, or the conversation with its newest turn open."""
    line = tag("p", note, class_="caution", role="alert") if note else None
    if not turns:
        return region(joined([start_head(), line]), key="top", arrival=session.arrival())
    newest = turns[-1]
    _draw_urgent(newest.listed("alerts"), alerts_at)
    waiting = model_line.waiting(newest, waits)
    card = turn_card(newest, store, True, _when(newest.asked_at), waiting, working.below(newest, _said()))
    shown = joined([tag("h1", "Ask", class_="guide-unseen"), line, _earlier(store, turns[:-1], waits), card])
    texts = {f"note-{turn.number}": case_note(turn, version(store)) for turn in turns}
    return region(shown, key="top", texts=texts, arrival=session.arrival())


def _earlier(store: PassageStore, turns: tuple[Turn, ...], waits: frozenset[int] = frozenset()) -> Markup | None:
    if not turns:
        return None
    said = _said()
    label = f"Earlier in this conversation: {told(turns)}"
    cards = [
        turn_card(turn, store, False, _when(turn.asked_at), model_line.waiting(turn, waits), working.below(turn, said))
        for turn in turns
    ]
    return tag("details", tag("summary", label), cards, class_="earlier")


def _said() -> dict[int, tuple[str, ...]]:
    return working.outcomes(session.address_words().get(session.PARAMETER, ""))


def _act(pressed: Pressed, go: Go, turns: Sequence[Turn] = ()) -> None:
    """Do what a button asked for."""
    act = pressed.act or {}
    match act.get("act"):
        case "theme":
            go("theme", {"heading": act.get("heading", "")})
        case "document":
            go("documents", {name: act[name] for name in ("source", "start", "end") if name in act})
        case listed_services.OPENS:
            go("directory", {listed_services.WORDS: act.get("words", "")})
        case working.BACK:
            go("quizzes", session.quiz_left())
        case model_line.STOP:
            model_line.stop(act.get("turn", ""))
        case reports.ACT:
            reports.keep_report(act)
        case working.GAP | working.FAULT:
            working.keep(act, turns)
        case _:
            pass


def _shortened(text: str) -> str:
    return text if len(text) <= 600 else text[:600] + " …"


def _when(at: datetime) -> str:
    today = resources.now().date() == at.date()
    return clock(at) if today else f"{clock(at)} on {long_date(at)}"
