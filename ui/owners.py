"""The owners' page: questions the documents did not answer and reports on answers, each with status and owner."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from guide.keeping.feedback import Feedback, Progress, case_id
from guide.keeping.gaps import Gap, GapProgress
from guide.keeping.tallies import GapEvent
from ui import counting, owner_links, resources
from ui.chat import Go
from ui.in_words import long_date
from ui.markup import Markup, tag
from ui.region import region

TITLE = "Questions to work on"
LEAD = "What staff asked and did not get, and what they say is wrong. Whoever asked sees what you write here."
NO_GAPS = "Nobody has put a question on the list."
NO_REPORTS = "No report waits."
SAVED = "Saved. The conversations that asked show it now."
CASE_MADE = "Made into a case that nobody has reviewed. On the Evaluation page it stands in “own set: feedback”."
CLOSINGS = {GapProgress.ANSWERED: GapEvent.ANSWERED, GapProgress.NOT_OURS: GapEvent.NOT_OURS}
GONE = "This entry was deleted meanwhile."


def show(go: Go) -> None:
    """Draw the page."""
    st.html(tag("div", tag("h1", TITLE), tag("p", LEAD, class_="lead"), class_="guide"))
    if not owner_links.may_see():
        return
    owner_links.draw("owners", go)
    said = st.session_state.pop("owners_said", "")
    if said:
        st.html(tag("div", tag("p", said, class_="caution", role="status"), class_="guide"))
    with st.container(key="editing"):
        _gaps(resources.gaps().all())
        _reports(resources.feedback().queue())


def _gaps(gaps: Sequence[Gap]) -> None:
    waiting = sum(not gap.is_closed for gap in gaps)
    _head(f"Not in the documents: {waiting} to work, {len(gaps)} in all", "" if gaps else NO_GAPS)
    if not gaps:
        return
    numbers = {gap.number: gap for gap in gaps}
    chosen = st.selectbox("Question", tuple(numbers), format_func=lambda each: _gap_line(numbers[each]), key="gap")
    gap = numbers[chosen]
    region(_gap_card(gap), key="gap-card")
    with st.form(f"gap-{gap.number}", enter_to_submit=False):
        states = tuple(GapProgress)
        progress = st.selectbox("Status", states, index=states.index(gap.progress), format_func=_capital)
        owner = st.text_input("Owner: a role or initials", gap.owner, max_chars=80)
        answer = st.text_area("Answer, shown to whoever asked", gap.answer, max_chars=2000)
        if st.form_submit_button("Save", type="primary"):
            _save_gap(gap, progress, owner, answer)


def _save_gap(gap: Gap, progress: GapProgress, owner: str, answer: str) -> None:
    mask = resources.guide().mask
    try:
        # An owner may paste what somebody sent: the answer is masked like a question.
        worked = gap.worked(progress, owner, mask(answer))
        resources.gaps().change(worked)
    except ValueError as error:
        st.html(tag("div", tag("p", str(error), class_="caution", role="alert"), class_="guide"))
        return
    except KeyError:
        _again(GONE)
    if worked.progress is not gap.progress and worked.progress in CLOSINGS:
        counting.count_gap(CLOSINGS[worked.progress])
    _again(SAVED)


def _gap_line(gap: Gap) -> str:
    return f"{gap.question[:90]} · {_times(gap)} · {gap.progress.value}"


def _times(gap: Gap) -> str:
    return "asked once" if len(gap.asked) == 1 else f"asked {len(gap.asked)} times"


def _gap_card(gap: Gap) -> Markup:
    wordings = list(dict.fromkeys(each.question for each in gap.asked))
    nearest = next((each.nearest for each in gap.asked if each.nearest), "")
    first, last = long_date(gap.asked[0].at), long_date(gap.asked[-1].at)
    when = first if first == last else f"first {first}, last {last}"
    return tag(
        "section",
        [tag("p", tag("strong", words)) for words in wordings],
        tag("p", f"{_times(gap).capitalize()}: {when}.", class_="quiet"),
        tag("div", tag("p", "Nearest passage, not an answer:", class_="quiet"), tag("p", nearest, class_="words"))
        if nearest
        else tag("p", "Nothing in the documents was near.", class_="quiet"),
    )


def _reports(reports: Sequence[Feedback]) -> None:
    _head(f"Reports on answers: {len(reports)} to work", "" if reports else NO_REPORTS)
    if not reports:
        return
    numbers = {report.number: report for report in reports}
    chosen = st.selectbox(
        "Report", tuple(numbers), format_func=lambda each: _report_line(numbers[each]), key="feedback"
    )
    report = numbers[chosen]
    region(_report_card(report), key="report-card")
    with st.form(f"report-{report.number}", enter_to_submit=False):
        states = tuple(each for each in Progress if each is not Progress.OPEN)
        progress = st.selectbox("Status", states, format_func=_capital)
        owner = st.text_input("Owner: a role or initials", report.owner, max_chars=80)
        if st.form_submit_button("Save", type="primary"):
            _save_report(report, progress, owner)
    _case_button(report)


def _save_report(report: Feedback, progress: Progress, owner: str) -> None:
    try:
        taken = report.taken_by(owner)
        resources.feedback().change(taken if progress is Progress.IN_HAND else taken.closed_as(progress))
    except ValueError as error:
        st.html(tag("div", tag("p", f"Not saved: {error}.", class_="caution", role="alert"), class_="guide"))
        return
    except KeyError:
        _again(GONE)
    _again(SAVED)


def _case_button(report: Feedback) -> None:
    cases = resources.feedback_cases()
    if case_id(report) in cases.ids():
        st.html(tag("div", tag("p", CASE_MADE, class_="quiet"), class_="guide"))
    elif st.button("Make it an evaluation case"):
        cases.add(report)
        _again(CASE_MADE)


def _report_line(report: Feedback) -> str:
    return f"{_capital(report.fault)} · {str(report.answer['question'])[:80]} · {report.progress.value}"


def _report_card(report: Feedback) -> Markup:
    return tag(
        "section",
        [tag("p", f"Asked before: {earlier}", class_="quiet") for earlier in report.earlier],
        tag("p", tag("strong", str(report.answer["question"]))),
        tag("p", f"Reported as {report.fault.value} on {long_date(report.reported_at)}.", class_="quiet"),
        tag("details", tag("summary", "What it said"), tag("p", str(report.answer.get("text") or ""), class_="words")),
    )


def _head(words: str, line: str) -> None:
    st.html(tag("div", tag("h2", words, class_="part"), tag("p", line) if line else None, class_="guide"))


def _capital(words: str) -> str:
    return str(words).capitalize()


def _again(sentence: str) -> None:
    st.session_state["owners_said"] = sentence
    st.rerun()
