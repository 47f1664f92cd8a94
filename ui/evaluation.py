"""Evaluation: put a file of cases to the guide, see what failed and at which stage, and compare two runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui import resources
from ui.chat import Go
from ui.markup import Markup, tag
from ui.region import FOLDER, Arrival, region

if TYPE_CHECKING:
    from evaluation.report_facts import Facts, Rate
    from evaluation.runs import Run
    from evaluation.scoring import Marked
    from ui.evaluation_run import RunInProgress

LEAD = "Put written questions to the guide and see what it got wrong. No figure here is a promise."
NONE_YET = "No run is kept yet. Choose a file of cases and run it."
MOST_SHOWN = 40
TICK_S = 0.2
STAMP = "%Y%m%d-%H%M%S"
STYLES = FOLDER / "trainer.css"
REPORTS = {
    ".html": ("Download the report (HTML)", "text/html"),
    ".csv": ("Download the table (CSV)", "text/csv"),
}


def show(go: Go) -> None:
    """Draw the page: a run in progress or the form to begin one, then a kept run and a comparison."""
    # The evaluator loads libraries of its own, which no other page needs.
    from ui.evaluation_run import stored_runs

    st.html(STYLES)
    st.html(tag("div", tag("h1", "Evaluation"), tag("p", LEAD, class_="lead"), class_="guide"))
    running: RunInProgress | None = st.session_state.get("run_in_progress")
    if running is None:
        _begin()
    else:
        # The rest of the page is drawn before any work is done.
        st.session_state["page_first"] = True
        _progress()
    kept = stored_runs(resources.settings().data)
    if kept:
        _kept(kept)
    else:
        region(tag("p", NONE_YET), key="no-run")


def _begin() -> None:
    from ui.evaluation_run import RunInProgress, case_files

    files, last = case_files(), st.session_state.get("cases_run", "")
    with st.form("run"):
        name = st.selectbox("File of cases", files, index=files.index(last) if last in files else 0)
        pressed = st.form_submit_button("Run these cases", type="primary")
    if pressed:
        st.session_state["cases_run"] = name
        st.session_state["run_in_progress"] = RunInProgress.of(name, resources.guide())
        st.rerun()


@st.fragment(run_every=TICK_S)
def _progress() -> None:
    """Draw how far the run is and do a second's work. The browser calls again, so that the page stays alive between."""
    running: RunInProgress | None = st.session_state.get("run_in_progress")
    if running is None:
        return
    st.progress(running.share, text=f"{running.name}: {running.words}.")
    with st.container(horizontal=True):
        st.button("Go on" if running.is_paused else "Pause", key="pause", on_click=running.pause_or_go_on)
        if st.button("Stop and keep nothing"):
            del st.session_state["run_in_progress"]
            st.rerun()
    if running.is_paused or st.session_state.pop("page_first", False):
        return
    running.go_on()
    if not running.is_done:
        return
    path = running.keep(resources.settings().data, f"{resources.now():{STAMP}}")
    del st.session_state["run_in_progress"]
    st.session_state["run_shown"] = path.name
    st.session_state["run_said"] = f"Done: {running.total} questions asked and marked."
    st.rerun()


def _kept(paths: Sequence[Path]) -> None:
    by_name = {path.name: path for path in paths}
    said = st.session_state.pop("run_said", "")
    if said:
        st.session_state["run_select"] = st.session_state["run_shown"]
    st.html(tag("div", tag("div", tag("h2", "A kept run"), class_="part"), class_="guide"))
    name = st.selectbox("Run", tuple(by_name), format_func=_called, key="run_select")
    facts = _facts(str(by_name[name]))
    arrival = Arrival(f"run-{name}", focus="run", say=f"{said} {facts.headline}") if said else None
    region(_result(facts), key="run-result", arrival=arrival)
    with st.container(horizontal=True):
        for suffix, (words, mime) in REPORTS.items():
            wanted = partial(_report, str(by_name[name]), suffix)
            st.download_button(words, wanted, f"{Path(name).stem}{suffix}", mime, key=f"get{suffix}")
    _compare(by_name, name)


def _called(name: str) -> str:
    """Return how a kept run is named: its day and time, its cases, its id."""
    day, clock, *words, run_id = Path(name).stem.split("-")
    at = datetime.strptime(day + clock, STAMP.replace("-", ""))
    return f"{at.day} {at:%B %Y, %H:%M}: {' '.join(words)}, run {run_id}"


@st.cache_resource(show_spinner=False, max_entries=8)
def _run(path: str) -> Run:
    from evaluation.run_files import read_run

    return read_run(Path(path))


@st.cache_resource(show_spinner="Marking the run", max_entries=8)
def _facts(path: str) -> Facts:
    from evaluation.report_facts import facts_of

    return facts_of(_run(path))


@st.cache_data(show_spinner=False, max_entries=16)
def _report(path: str, suffix: str) -> bytes:
    from evaluation.reporting import report

    return report(_run(path), suffix)


def _result(facts: Facts) -> Markup:
    failures = facts.failures
    more = len(failures) - MOST_SHOWN
    return tag(
        "section",
        tag("h3", facts.headline, id="run", tabindex="-1"),
        tag("p", f"{len(facts.marked) - len(failures)} of {len(facts.marked)} cases passed."),
        tag("p", facts.authors, class_="quiet"),
        _rates("Category", facts.categories),
        _rates("Grade, by how bad a failure would be", facts.grades),
        _blames(facts),
        tag("h3", f"Failures ({len(failures)}), the gravest first") if failures else None,
        [_failure(item) for item in failures[:MOST_SHOWN]],
        tag("p", f"{more} more stand in the report.", class_="quiet") if more > 0 else None,
        class_="result",
    )


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


def _failure(item: Marked) -> Markup:
    reply = item.row.reply
    said = reply.text if reply else item.row.error or "no reply"
    return tag(
        "div",
        tag("p", tag("strong", item.case.question)),
        tag("p", f"Grade {item.case.grade} · {item.case.category} · {item.case.id}", class_="quiet"),
        tag("p", tag("strong", "Wrong: "), "; ".join(fault.value for fault in item.faults)),
        tag("p", tag("strong", "Stage: "), item.row.blame) if item.row.blame else None,
        tag("details", tag("summary", "What it said"), tag("p", said, class_="words")),
        class_="failure",
    )


def _compare(by_name: dict[str, Path], name: str) -> None:
    others = tuple(other for other in by_name if other != name)
    st.html(tag("div", tag("div", tag("h2", "Compare with an earlier run"), class_="part"), class_="guide"))
    if not others:
        region(tag("p", "Keep a second run of the same cases to compare."), key="no-other")
        return
    other = st.selectbox("Compare with", others, format_func=_called, index=None, placeholder="Choose a run")
    if other is None:
        return
    across = st.checkbox("Compare although the documents differ")
    try:
        shown = _comparison(str(by_name[other]), str(by_name[name]), across)
    except GuideError as error:
        shown = tag("p", str(error).partition(" Compare them all the same")[0], class_="caution", role="alert")
    region(shown, key="comparison")


def _comparison(before: str, after: str, across: bool) -> Markup:
    from evaluation.comparing import Change, compare
    from evaluation.significance import smallest_visible_change

    found = compare(_run(before), _run(after), across_corpora=across)
    won, lost = found.count(Change.WON), found.count(Change.LOST)
    visible = smallest_visible_change(len(found.pairs))
    power = (
        f"These cases can show no change of the pass rate smaller than {visible:.1%}."
        if visible
        else "These cases are too few to show any change of the pass rate."
    )
    changed = [pair for pair in found.pairs if pair.change in (Change.WON, Change.LOST)]
    rows = [
        (each.name, f"{each.before:.3f}", f"{each.after:.3f}", f"{each.low:+.3f} to {each.high:+.3f}",
         str(each.count), each.verdict.value)
        for each in found.differences
    ]  # fmt: skip
    return tag(
        "section",
        tag("h3", f"{won} won, {lost} lost, {len(found.pairs) - won - lost} the same", id="compared"),
        tag("p", "The documents differ: differences may come from them alone.", class_="caution")
        if found.other_corpus
        else None,
        tag("p", power, class_="quiet"),
        [
            tag("div", tag("p", tag("strong", f"{pair.change.value}: "), pair.after.case.question),
                tag("p", pair.words, class_="words"), class_="failure")
            for pair in changed[:MOST_SHOWN]
        ],
        table(("Measure", "Before", "After", "Change, 95 % interval", "Cases", "May be said"), rows),
        class_="result",
    )  # fmt: skip


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """Return a table whose first column names its rows. It scrolls by itself where it is too wide."""
    head = tag("thead", tag("tr", [tag("th", words, scope="col") for words in heads]))
    body = [tag("tr", tag("th", row[0], scope="row"), [tag("td", cell) for cell in row[1:]]) for row in rows]
    return tag(
        "div", tag("table", head, tag("tbody", body)), class_="wide", tabindex="0", role="group", aria_label=heads[0]
    )
