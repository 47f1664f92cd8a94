"""The end of a quiz: the verdict, the certificate, and each wrong answer with its passage, here and in the chat."""

from __future__ import annotations

import secrets
from dataclasses import replace

import streamlit as st

from guide.adapters.attempt_store import AttemptStore, KeptAttempt
from quiz.certificate import Certificate, certify, number_of
from quiz.marking import Marked, mark, points_of
from quiz.terms import Mode, Terms
from quiz.types import Attempt, Quiz, QuizItem
from ui import resources
from ui.chat import Go
from ui.markup import Markup, tag
from ui.quiz_attempts import began_with
from ui.quiz_cards import feedback, given_words
from ui.quiz_opening import open_pressed, opening_buttons
from ui.region import Arrival, region

ENOUGH_BUT = "Your points are enough, but this one must be right: "
MUST = "This one must be right: "
LOOKED_UP = "Your trainer can look this number up. The certificate holds no name: write it on the print."


def result(go: Go, store: AttemptStore, quiz: Quiz, attempt: KeptAttempt, terms: Terms) -> None:
    """Draw the result of an attempt that gave every answer, judged by the pass mark that it began with."""
    terms = replace(terms, pass_mark=began_with(attempt) or terms.pass_mark)
    marked = mark(quiz, Attempt(attempt.id, attempt.version, attempt.given, attempt.is_first), terms.pass_mark)
    certificate = _certificate(store, quiz, attempt, marked, terms)
    is_passed = marked.is_passed or certificate is not None
    verdict = "You passed." if is_passed else "You did not pass this time."
    missed = [item for item in quiz.items if item.id in marked.missed_critical]
    must = ENOUGH_BUT if marked.is_enough else MUST
    head = tag(
        "section",
        tag("h2", verdict, id="result", tabindex="-1"),
        tag("p", f"{marked.points:g} of {marked.most} points. The pass mark is {terms.pass_mark.per_cent} %."),
        tag("p", terms.pass_mark.reason, class_="quiet"),
        [tag("p", tag("strong", must), item.stem, class_="caution") for item in missed],
        certificate_card(certificate) if certificate else None,
        tag("p", f"{quiz.fingerprint}.", class_="quiet"),
        class_="result",
    )
    arrival = Arrival(f"{attempt.id}-result", focus="result", say=verdict)
    region(head, key="quiz-result", arrival=arrival)
    if certificate:
        downloads(certificate)
    _read_again(go, quiz, attempt)


def certificate_card(certificate: Certificate) -> Markup:
    """Return a certificate as the page shows it, to a learner and to the trainer who looks it up."""
    from quiz.exporting.certificate_page import lines_of

    pairs = [(tag("dt", name), tag("dd", words)) for name, words in lines_of(certificate)]
    return tag(
        "section",
        tag("h3", "Certificate"),
        tag("dl", [part for pair in pairs for part in pair]),
        class_="certificate",
        aria_label="Certificate",
    )


def downloads(certificate: Certificate) -> None:
    """Offer the certificate as a page to print and as PDF."""
    from quiz.exporting.certificate_page import write_html, write_pdf

    stem = f"certificate-{certificate.number}"
    st.html(tag("div", tag("p", LOOKED_UP), class_="guide"))
    with st.container(horizontal=True):
        st.download_button("Certificate to print (HTML)", write_html(certificate), f"{stem}.html", "text/html")
        st.download_button("Certificate (PDF)", write_pdf(certificate), f"{stem}.pdf", "application/pdf")


def _certificate(
    store: AttemptStore, quiz: Quiz, attempt: KeptAttempt, marked: Marked, terms: Terms
) -> Certificate | None:
    """Return the certificate of a passed assessment, issued when its result is first shown."""
    kept = store.certificate_of(attempt.id)
    if kept is None and attempt.mode == Mode.ASSESSMENT.value and marked.is_passed and quiz.is_approved:
        number = number_of(secrets.randbits(80))
        made = certify(quiz, marked, terms, number, resources.now().date().isoformat())
        kept = store.issue(attempt.id, number, made.to_json())
    return Certificate.from_json(kept) if kept else None


def _read_again(go: Go, quiz: Quiz, attempt: KeptAttempt) -> None:
    wrong = [item for item in quiz.items if points_of(item, attempt.given[item.id]) < 1.0]
    if not wrong:
        return
    cards = [_wrong(item, attempt) for item in wrong]
    pressed = region(tag("section", tag("h2", "Read these again"), cards, class_="read-again"), key="quiz-again")
    open_pressed(go, pressed.act, {item.id: item for item in wrong})


def _wrong(item: QuizItem, attempt: KeptAttempt) -> Markup:
    given = attempt.given[item.id]
    return tag(
        "article",
        tag("h3", item.stem),
        given_words(item, given),
        feedback(item, given, is_right=False, is_headed=False),
        opening_buttons(item),
        class_="wrong-answer",
    )
