"""Evaluation: put a file of cases to the guide, see what failed and at which stage, and compare two runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui import case_links, evaluation_compare, evaluation_dial, evaluation_failures, evaluation_pasted, resources
from ui.chat import Go
from ui.in_words import counted
from ui.kept_runs import called, durations_at, facts_at, report_at, table
from ui.markup import Markup, tag
from ui.region import FOLDER, Arrival, region

if TYPE_CHECKING:
    from evaluation.report_facts import Facts, Rate
    from evaluation.unfinished import UnfinishedRun

LEAD = "Put written questions to the guide and see what it got wrong. No figure here is a promise."
GOES_ON = "It goes on while this page is open in any window. Every reply is kept as it comes."
PAUSED = "Paused. What is done is kept, also when the page is closed or the server stops."
WITH_MODEL = "Let the language model of the settings have its part in the answers"
JUDGES = "Each answer with a citation is sent to it, without personal data. Nothing passes or fails by what it says."
JUDGING = "The language model is judging. Keep this page open."
NONE_YET = "No run is kept yet. Choose a file of cases and run it."
TICK_S = 0.2
GOING = "run-going"
"""The buttons of a run in progress: who stands on one of them is led to what the run came to."""
PARTS = {"test-sets": "Write and review test sets", "labels": "Label replies by hand"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = FOLDER / "trainer.css"
REPORTS = {
    ".html": ("Download the report (HTML)", "text/html"),
    ".docx": ("Download the note to sign (Word)", WORD),
    ".csv": ("Download the table (CSV)", "text/csv"),
    ".json": ("Download the figures (JSON)", "application/json"),
}


def show(go: Go) -> None:
    """Draw the page: a run in progress or the form to begin one, then a kept run and a comparison."""
    # The evaluator loads libraries of its own, which no other page needs.
    from ui.evaluation_run import in_progress, stored_runs

    st.html(STYLES)
    st.html(tag("div", tag("h1", "Evaluation"), tag("p", LEAD, class_="lead"), class_="guide"))
    links = [
        tag("button", words, type="button", data_send=json.dumps({"act": "go", "page": address}))
        for address, words in PARTS.items()
    ]
    act = region(tag("div", links, class_="tools"), key="evaluation-parts").act or {}
    if act.get("page") in PARTS:
        go(act["page"], {})
    # One place for what changes when a run begins and ends: what stands below is not drawn anew, and keeps the focus.
    with st.container():
        try:
            running = in_progress().current()
        except GuideError as error:
            _damaged(str(error))
        else:
            if running is None:
                _begin()
                evaluation_pasted.show()
            else:
                _go_on()
    kept = stored_runs(resources.settings().data)
    if kept:
        _kept(go, kept)
    else:
        region(tag("p", NONE_YET), key="no-run")


def _begin() -> None:
    from ui.evaluation_run import asked_with_model, case_files, in_progress

    files, last = case_files(resources.settings().data), st.session_state.get("cases_run", "")
    names = tuple(files)
    with st.form("run"):
        name = st.selectbox("File of cases", names, index=names.index(last) if last in files else 0)
        with_model = bool(resources.settings().chat) and st.checkbox(WITH_MODEL)
        pressed = st.form_submit_button("Run these cases", type="primary")
    if pressed:
        st.session_state["cases_run"] = name
        in_progress().begin(name, files[name], resources.guide(), asked_with_model() if with_model else None)
        st.rerun()


def _damaged(problem: str) -> None:
    """Say that the run in progress cannot be opened, and offer to put it away."""
    from ui.evaluation_run import in_progress

    region(tag("p", problem, class_="caution", role="alert"), key="run-damaged")
    st.button("Stop and keep nothing", on_click=in_progress().drop)


def _go_on() -> None:
    # The rest of the page is drawn before any work is done.
    st.session_state["page_first"] = True
    _progress()


@st.fragment(run_every=TICK_S)
def _progress() -> None:
    """Draw how far the run is and do a second's work. The browser calls again, so that the page stays alive between."""
    from ui.evaluation_run import SLICE_S, asked_with_model, in_progress

    shared = in_progress()
    running = shared.current()
    if running is None:  # another window kept or stopped it
        st.rerun()
    st.progress(running.share, text=f"{running.name}: {running.words}.")
    if running.problem:
        region(tag("p", running.problem, class_="caution", role="alert"), key="run-problem")
    said = f"{running.name}: {running.words}."
    # Two words on the way are enough: when it begins, and half way.
    arrival = Arrival(f"run-{'half' if running.share >= 0.5 else 'begun'}-{running.name}", say=said)
    region(tag("p", PAUSED if running.is_paused else GOES_ON, class_="quiet"), key="run-state", arrival=arrival)
    with st.container(horizontal=True, key=GOING):
        st.button("Go on" if running.is_paused else "Pause", key="pause", on_click=running.pause_or_go_on)
        if st.button("Stop and keep nothing"):
            shared.drop()
            st.rerun()
    if running.is_paused or st.session_state.pop("page_first", False):
        return
    running.go_on(resources.guide(), SLICE_S, asked_with_model() if running.with_model else None)
    if running.is_done:
        _finish(running)


def _finish(running: UnfinishedRun) -> None:
    from evaluation.kept_names import STAMP
    from ui.evaluation_run import in_progress

    path = in_progress().keep(running, f"{resources.now():{STAMP}}", resources.guide())
    st.session_state["run_shown"] = path.name
    st.session_state["run_said"] = f"Done: {counted(running.total, 'question')} asked and marked."
    st.session_state["run_gently"] = f".st-key-{GOING}"
    st.rerun()


def _kept(go: Go, paths: Sequence[Path]) -> None:
    by_name = {path.name: path for path in paths}
    said = st.session_state.pop("run_said", "")
    if said:
        st.session_state["run_select"] = st.session_state["run_shown"]
    came_back = _come_back(by_name)
    st.html(tag("div", tag("div", tag("h2", "A kept run"), class_="part"), class_="guide"))
    name = st.selectbox("Run", tuple(by_name), format_func=called, key="run_select")
    facts = facts_at(str(by_name[name]))
    gently = st.session_state.pop("run_gently", "")
    arrival = Arrival(f"run-{name}", focus="run", say=f"{said} {facts.headline}", gently=gently) if said else None
    region(_result(facts), key="run-result", arrival=arrival)
    with st.container(horizontal=True):
        for suffix, (words, mime) in REPORTS.items():
            wanted = partial(report_at, str(by_name[name]), suffix)
            st.download_button(words, wanted, f"{Path(name).stem}{suffix}", mime, key=f"get{suffix}")
    if facts.failures:
        evaluation_failures.show(go, name, facts, came_back)
    _judge(by_name[name], facts)
    _measures(facts, durations_at(str(by_name[name])))
    evaluation_dial.show(facts)
    evaluation_compare.show(by_name, name)


def _come_back(by_name: Mapping[str, Path]) -> str:
    """Choose the run that the address names and return its case, once: somebody came back from there."""
    left = case_links.run_left()
    is_new = left != st.session_state.get(case_links.FOLLOWED)
    st.session_state[case_links.FOLLOWED] = left
    if not left or not is_new or left[case_links.RUN] not in by_name:
        return ""
    st.session_state["run_select"] = left[case_links.RUN]
    return left.get(case_links.CASE, "")


def _judge(path: Path, facts: Facts) -> None:
    """Offer to have the language model of the settings judge a run. Nothing passes or fails by what it says."""
    if not resources.settings().chat:
        return
    words = "Judge again with the language model" if facts.judged else "Have the language model judge these replies"
    if not st.button(words, help=JUDGES):
        return
    from evaluation.judged_runs import judge_run

    total = sum(item.row.reply is not None and bool(item.row.reply.citations) for item in facts.marked)
    bar = st.progress(0.0, text=JUDGING)

    def tell(done: int) -> None:
        bar.progress(min(1.0, done / max(total, 1)), text=f"{JUDGING} {done} of {total}")

    try:
        judge_run(facts.run, path, resources.settings(), resources.model_calls(), tell)
    except GuideError as error:
        region(tag("p", f"The run was not judged: {error}", class_="caution", role="alert"), key="judge-problem")
        return
    st.session_state["run_said"], st.session_state["run_shown"] = "The replies are judged.", path.name
    st.rerun()


def _result(facts: Facts) -> Markup:
    from evaluation.report_facts import SLICES_NOTE

    return tag(
        "section",
        tag("h3", facts.headline, id="run", tabindex="-1"),
        tag("p", facts.known_words) if facts.grave else None,
        tag("p", facts.total_words),
        tag("p", facts.made_words, class_="quiet"),
        tag("p", facts.authors, class_="quiet"),
        tag("p", facts.bare_words, class_="caution") if facts.bare_words else None,
        _rates("Category", facts.categories),
        _rates("Grade, by how bad a failure would be", facts.grades),
        _rates("Theme", facts.themes) if facts.themes else None,
        tag("p", SLICES_NOTE, class_="quiet") if facts.themes else None,
        _rates("Audience", facts.audiences) if facts.audiences else None,
        _rates("Tag", facts.tags) if facts.tags else None,
        _blames(facts),
        class_="result",
    )


def _measures(facts: Facts, durations_ms: Sequence[float]) -> None:
    """Draw every measure with its formula, and the judged ones beside the judge's agreement with people."""
    from evaluation.proxies import kept_trials
    from evaluation.report_tables import (
        JUDGED_HEADS,
        JUDGED_NOTE,
        LATENCY_HEADS,
        MEASURE_HEADS,
        OUTCOME_HEADS,
        judged_rows,
        latency_rows,
        measure_rows,
        outcome_rows,
    )

    with st.expander("Every measure, with its formula"):
        parts: list[Markup] = [table(MEASURE_HEADS, measure_rows(facts)), tag("p", kept_trials().truth, class_="quiet")]
        parts.append(table(OUTCOME_HEADS, outcome_rows(facts)))
        if durations_ms:
            parts.append(table(LATENCY_HEADS, latency_rows(durations_ms)))
        if facts.judged:
            parts += [tag("p", f"{JUDGED_NOTE} {facts.judged.words}"), table(JUDGED_HEADS, judged_rows(facts))]
        region(tag("div", parts), key="measures")


def _rates(head: str, rates: Sequence[Rate]) -> Markup:
    rows = [
        (rate.name, f"{rate.passed} of {rate.total}", "{:.0%} to {:.0%}".format(*rate.interval))
        for rate in rates
        if rate.total
    ]
    return table((head, "Passed", "95 % interval"), rows)


def _blames(facts: Facts) -> Markup | None:
    if not facts.blames:
        return None
    rows = [(name, str(count)) for name, count in facts.blames]
    return tag("div", tag("h3", "Where failures come from"), table(("Stage to blame", "Failures"), rows))
