"""People's labels: two raters say of the same replies, blind and shuffled, what the proxies only guess."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui import access, resources, signing_in
from ui.chat import Go
from ui.kept_runs import called, run_at, table
from ui.markup import Markup, tag
from ui.region import FOLDER, Arrival, region

if TYPE_CHECKING:
    from evaluation.labels import Label, Labels
    from evaluation.scoring import Marked

LEAD = "Read each reply and say what you see. You are not shown how it was marked, or what the other person said."
NO_RUN = "No run is kept yet. Run a file of cases on the Evaluation page first."
NO_NAME = "Type your name to begin. Each person meets the replies in an order of their own."
SUPPORTED = "Does all it says stand in what it cites?"
COMPLETE = "Is everything there that the question needs?"
STYLES = FOLDER / "trainer.css"


def show(go: Go) -> None:
    """Draw the page: a kept run, the next reply for this rater, and how far two raters agree."""
    # The evaluator loads libraries of its own, which no other page needs.
    from evaluation.labels import Labels, to_label, waiting_for
    from evaluation.scoring import mark_run
    from ui.evaluation_run import stored_runs

    st.html(STYLES)
    st.html(tag("div", tag("h1", "People's labels"), tag("p", LEAD, class_="lead"), class_="guide"))
    back = tag("button", "Back to Evaluation", type="button", data_send=json.dumps({"act": "go"}))
    if region(tag("div", back, class_="tools"), key="labels-back").act:
        go("evaluation", {})
    if not signing_in.may_rate():
        return
    paths = {path.name: path for path in stored_runs(resources.settings().data)}
    if not paths:
        region(tag("p", NO_RUN), key="no-run-to-label")
        return
    name = st.selectbox("Run", tuple(paths), format_func=called)
    rater = access.named("Your name (as typed, nobody checks it)").strip()
    kept, marked = Labels(resources.settings().data), mark_run(run_at(str(paths[name])))
    labels, replies = kept.read(), to_label(marked)
    if rater:
        st.session_state["person"] = rater
        _next(kept, replies, waiting_for(tuple(replies), kept.seed(), rater, labels), rater)
    else:
        region(tag("p", NO_NAME), key="no-rater")
    _agreement(labels, replies, marked)


def _next(kept: Labels, replies: Mapping[str, Marked], waiting: Sequence[str], rater: str) -> None:
    from evaluation.labels import Label

    done = len(replies) - len(waiting)
    arrival = Arrival(f"label-{rater}-{done}", focus="to-label") if st.session_state.pop("label_kept", False) else None
    if not waiting:
        region(
            tag("p", f"All {done} replies are labelled.", id="to-label", tabindex="-1"), key="label", arrival=arrival
        )
        return
    key = waiting[0]
    region(_reply(replies[key], f"Reply {done + 1} of {len(replies)}"), key="label", arrival=arrival)
    with st.form(f"label-{key}-{rater}"):
        supported = st.radio(SUPPORTED, ("Yes", "No"), index=None, horizontal=True, key=f"supported-{key}-{rater}")
        complete = st.radio(COMPLETE, ("Yes", "No"), index=None, horizontal=True, key=f"complete-{key}-{rater}")
        pressed = st.form_submit_button("Keep and go on", type="primary", shortcut="Alt+S")
    if not pressed:
        return
    if supported is None or complete is None:
        region(tag("p", "Answer both questions.", class_="caution", role="alert"), key="label-problem")
        return
    try:
        kept.add(Label(key, rater, supported == "Yes", complete == "Yes"))
    except GuideError as error:
        region(tag("p", str(error), class_="caution", role="alert"), key="label-problem")
        return
    st.session_state["label_kept"] = True
    st.rerun()


def _reply(item: Marked, place: str) -> Markup:
    reply = item.row.reply
    assert reply is not None
    cited = [
        tag("li", tag("p", f"[{each.marker}] {each.title}", class_="quiet"), tag("p", each.passage, class_="words"))
        for each in reply.citations
    ]
    earlier = tag("p", "Earlier: " + " / ".join(item.case.earlier), class_="quiet") if item.case.earlier else None
    return tag(
        "section",
        tag("h2", place, id="to-label", tabindex="-1"),
        earlier,
        tag("p", tag("strong", "Asked: "), item.case.question),
        tag("div", tag("p", reply.text, class_="words"), class_="reply-read"),
        tag("details", tag("summary", "What it cites, whole"), tag("ul", cited)),
    )


def _agreement(labels: Sequence[Label], replies: Mapping[str, Marked], marked: Sequence[Marked]) -> None:
    from evaluation.agreement import QUESTIONS, kappa, no_kappa, raters_of, tier_words
    from evaluation.measures.registry import MEASURES

    raters = raters_of(labels)
    st.html(tag("div", tag("div", tag("h2", "How far people and proxies agree"), class_="part"), class_="guide"))
    parts: list[Markup] = []
    if len(raters) < 2:
        parts.append(tag("p", "Kappa is not measured yet: it needs two people who labelled the same replies."))
    else:
        columns = st.columns(2)
        first = columns[0].selectbox("First person", raters)
        second = columns[1].selectbox("Second person", [name for name in raters if name != first])
        rows = []
        for question, words in QUESTIONS.items():
            found = kappa(labels, first, second, question)
            value = f"{found.value:.2f}" if found else no_kappa(labels, first, second, question)
            interval = f"{found.low:.2f} to {found.high:.2f}" if found else ""
            rows.append((words, found.words if found else "", value, interval, str(found.count) if found else ""))
        parts.append(table(("Question", "In words", "Cohen's kappa", "95 % interval", "Replies"), rows))
        parts += _seen_differently(labels, replies, first, second)
    proxies = [(each.name, tier_words(each.name, each.tier.value, marked, labels))
               for each in MEASURES if each.tier.value == "proxy"]  # fmt: skip
    parts.append(table(("Proxy", "Held against people"), proxies))
    region(tag("div", parts, id="agreement"), key="agreement")


def _seen_differently(
    labels: Sequence[Label], replies: Mapping[str, Marked], first: str, second: str
) -> tuple[Markup, ...]:
    """List what two people see differently in the replies of this run, with what each of them said."""
    from evaluation.agreement import QUESTIONS, disagreements

    yes = {(label.key, label.rater, question) for label in labels for question in QUESTIONS if getattr(label, question)}
    rows = [
        (replies[key].case.question, QUESTIONS[question],
         *("yes" if (key, rater, question) in yes else "no" for rater in (first, second)))
        for key, question in disagreements(labels, first, second)
        if key in replies
    ]  # fmt: skip
    if not rows:
        return (tag("p", "They differ on no reply of this run.", class_="quiet"),)
    return (
        tag("h3", f"Seen differently ({len(rows)})"),
        table(("Question asked", "Is it so that ...", first, second), rows),
    )
