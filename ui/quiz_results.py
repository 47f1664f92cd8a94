"""What a trainer sees: who finished and passed, by pseudonym; what was missed; and whether a certificate is real."""

from __future__ import annotations

import json
from datetime import date

import streamlit as st

from guide.adapters.attempt_store import AttemptStore
from guide.adapters.quiz_store import KeptQuiz
from quiz.certificate import Certificate, typed_number
from quiz.item_json import quiz_from_json
from quiz.marking import FEWEST_FOR_RATES
from quiz.results import Missed, Results, results_of
from quiz.terms import Mode
from quiz.under_review import UnderReview
from ui import resources
from ui.chat import Go
from ui.in_words import counted
from ui.markup import Markup, tag
from ui.quiz_attempts import taken_of
from ui.quiz_cards import quotation
from ui.quiz_quality import table
from ui.quiz_result import certificate_card
from ui.region import region

NOBODY = "Nobody has taken this quiz yet."
NONE_HERE = "Nobody has taken this version in this way yet."
PSEUDONYMS = (
    "Nobody is named: a number such as P-1a2b3c4d stands for one attempt. Of several from one browser only the "
    "first counts for the items; the others say (again). A certificate's number proves a pass."
)
FEW = f"Fewer than {FEWEST_FOR_RATES} first attempts: only counts are shown, because shares would say little."
UNKNOWN = "No certificate of this number was issued here."
CHANGED = "The documents have changed since: this certificate is for an earlier state."
MOST_MISSED = 5
MODES = {"Assessments": Mode.ASSESSMENT, "Practice": Mode.PRACTICE}


def show(go: Go, store: AttemptStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Draw one quiz's results."""
    button = tag("button", "Back to the quiz", type="button", data_send=json.dumps({"act": "review"}))
    head = tag(
        "header",
        tag("div", button, class_="tools"),
        tag("h1", "Results"),
        tag("p", quiz.title, class_="lead"),
        tag("p", _names_line(quiz), class_="quiet"),
    )
    if (region(head, key="results-head").act or {}).get("act") == "review":
        go("quizzes", {"review": kept.id})
    editions = store.editions(kept.id)
    if editions:
        _version(store, kept, quiz, dict(reversed(tuple(editions.items()))))
    else:
        region(tag("p", NOBODY), key="no-results")
    look_up(store)


def look_up(store: AttemptStore) -> None:
    """Draw the field in which a trainer types a certificate's number, and what was found."""
    st.html(tag("div", tag("h2", "Look up a certificate"), class_="guide part"))
    with st.form("look-up", border=False):
        typed = st.text_input("Certificate number", width=360, placeholder="7F3K-9QPM-2XWD-0A1B", autocomplete="off")
        st.form_submit_button("Look it up")
    if typed.strip():
        region(_found(store, typed), key="looked-up")


def _found(store: AttemptStore, typed: str) -> Markup:
    try:
        number = typed_number(typed)
    except ValueError as error:
        return tag("p", str(error), class_="caution", role="alert")
    body = store.certificate(number)
    if body is None:
        return tag("p", UNKNOWN, class_="caution", role="alert")
    certificate = Certificate.from_json(body)
    is_changed = certificate.corpus_sha256 not in ("", resources.guide().store.corpus_sha256)
    note = tag("p", CHANGED, class_="caution") if is_changed else None
    return tag("div", tag("p", tag("strong", "Issued here."), role="status"), note, certificate_card(certificate))


def _names_line(quiz: UnderReview) -> str:
    if not quiz.terms.asks_names:
        return PSEUDONYMS
    return (
        f"Assessments of this quiz ask for a name. It is deleted {quiz.terms.keep_days} days after its attempt began."
    )


def _version(store: AttemptStore, kept: KeptQuiz, quiz: UnderReview, editions: dict[str, str]) -> None:
    columns = st.columns(2)
    mode = columns[0].selectbox("Taken as", tuple(MODES))
    version = columns[1].selectbox("Version", tuple(editions))
    edition = quiz_from_json(editions[version], f"version {version}")
    taken = taken_of(store, kept.id)
    results = results_of(edition, taken, MODES[mode], quiz.terms.pass_mark)
    with_names = any(row.taken.person for row in results.rows)
    region(_shown(results, with_names) if results.rows else tag("p", NONE_HERE), key="results")
    if results.rows:
        _downloads(results, with_names)


def _shown(results: Results, with_names: bool) -> Markup:
    told = (
        f"{len(results.rows)} begun, {results.finished} finished, {results.passed} passed. "
        f"{counted(results.first_attempts, 'first attempt')}."
    )
    return tag(
        "div",
        tag("p", tag("strong", told)),
        tag("section", tag("h2", "Attempts"), tag("div", _attempts(results, with_names), class_="wide"), class_="part"),
        tag("section", tag("h2", "Items, the most missed first"), _items(results), class_="part"),
        tag("section", tag("h2", "Passages that were missed most"), _missed(results.missed), class_="part"),
        class_="results",
    )


def _attempts(results: Results, with_names: bool) -> Markup:
    heads = (
        "Attempt",
        "Begun",
        "Answered",
        "Points",
        "Pass mark",
        "Passed",
        *(("Name", "Deleted on") if with_names else ()),
    )
    rows = [
        (
            row.taken.pseudonym + ("" if row.taken.attempt.is_first else " (again)"),
            _day(row.taken.begun_at.astimezone(resources.LONDON).date().isoformat()),
            f"{row.answered} of {row.of}",
            "" if row.points is None else f"{row.points:g}",
            f"{row.pass_mark.per_cent} %",
            "" if row.is_passed is None else "yes" if row.is_passed else "no",
            *((row.taken.person, _day(row.taken.delete_on) if row.taken.person else "") if with_names else ()),
        )
        for row in results.rows
    ]
    return table(heads, rows)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _items(results: Results) -> Markup:
    heads = ("Item", "Question", "Answered", "Right", "Wrong", *(("Facility",) if results.has_rates else ()))
    rows = []
    for number, item, count in results.items:
        facility = (f"{count.facility:.2f}" if count.facility is not None else "",) if results.has_rates else ()
        wrong = count.answered - count.right
        rows.append((str(number), item.stem, str(count.answered), str(count.right), str(wrong), *facility))
    return tag("div", None if results.has_rates else tag("p", FEW), tag("div", table(heads, rows), class_="wide"))


def _missed(missed: tuple[Missed, ...]) -> Markup:
    if not missed:
        return tag("p", "No passage was missed.")
    lead = "For the owner of each document: these words were misread most. They may be unclear."
    cards = [
        tag("li", tag("p", f"Wrong {one.wrong} of {one.answered} times"), quotation(one.proof))
        for one in missed[:MOST_MISSED]
    ]
    return tag("div", tag("p", lead), tag("ol", cards, class_="missed"))


def _downloads(results: Results, with_names: bool) -> None:
    from quiz.exporting.results_tables import write_answers_csv, write_csv, write_xlsx

    stem = f"results-{results.quiz.version}"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with st.container(horizontal=True):
        st.download_button("Attempts (CSV)", write_csv(results, with_names), f"{stem}-attempts.csv", "text/csv")
        st.download_button("Answers (CSV)", write_answers_csv(results), f"{stem}-answers.csv", "text/csv")
        st.download_button("All of it (Excel)", write_xlsx(results, with_names), f"{stem}.xlsx", sheet)
