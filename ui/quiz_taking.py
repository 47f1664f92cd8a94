"""A quiz as a learner meets it: one item after the other, feedback and the quotation at once, the result at the end.

Every answer is kept as it is given; the address holds the attempt, so that a reload goes on where it stopped.
"""

from __future__ import annotations

import json
import string
from collections.abc import Mapping, Sequence

import streamlit as st

from guide.adapters.quiz_store import KeptAttempt, KeptQuiz, QuizStore
from quiz.exporting.parts import mark_of
from quiz.marking import PassMark, mark, points_of
from quiz.types import Attempt, ItemKind, Proof, Quiz, QuizItem
from quiz.under_review import UnderReview
from quiz.words import shuffled
from ui import resources
from ui.chat import Go
from ui.markup import Markup, tag
from ui.quiz_cards import draft_line, feedback, quotation
from ui.region import Arrival, region

LEAD = "Practice: after each answer you see whether it is right and the words it rests on. No name is asked or kept."
CHANGED = "The quiz was changed since you began. Begin again: your earlier answers stay with the earlier version."
CHOOSE = "Choose an answer first."
NOTHING = "This quiz has no items to take at the moment. Ask whoever sent you the link."
MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in string.punctuation})
PASS_MARK = PassMark()


def show(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Draw the beginning, the item to answer next, or the result."""
    given_out = quiz.for_learners
    attempt = _attempt(store, kept)
    head = tag("header", tag("h1", given_out.title), draft_line(given_out.is_approved))
    st.html(tag("div", head, class_="guide"))
    if not given_out.items:
        region(tag("p", NOTHING), key="quiz-empty")
    elif attempt is None or attempt.version != given_out.version:
        _beginning(store, kept, given_out, CHANGED if attempt else "")
    else:
        _go_on(go, store, kept, given_out, attempt)


def _attempt(store: QuizStore, kept: KeptQuiz) -> KeptAttempt | None:
    found = store.attempt(st.query_params.get("attempt", ""))
    return found if found and found.quiz_id == kept.id else None


def _beginning(store: QuizStore, kept: KeptQuiz, quiz: Quiz, note: str) -> None:
    critical = sum(item.is_critical for item in quiz.items)
    must = f" {critical} of them must be right whatever the score." if critical else ""
    words = tag(
        "div",
        tag("p", note, class_="caution") if note else None,
        tag("p", LEAD),
        tag("p", f"{len(quiz.items)} questions. You pass with {PASS_MARK.per_cent} %.{must}"),
        tag("p", quiz.fingerprint, class_="quiet"),
    )
    region(words, key="quiz-start")
    if st.button("Begin", type="primary"):
        _begin(store, kept, quiz, is_first=True)


def _begin(store: QuizStore, kept: KeptQuiz, quiz: Quiz, is_first: bool) -> None:
    st.query_params["attempt"] = store.begin(kept.id, quiz.version, is_first, resources.now())
    st.session_state.pop("quiz_at", None)
    st.rerun()


def _go_on(go: Go, store: QuizStore, kept: KeptQuiz, quiz: Quiz, attempt: KeptAttempt) -> None:
    """Show the item that was just answered until the learner goes on, else the first without an answer."""
    looking_at = st.session_state.get("quiz_at")
    item = next((one for one in quiz.items if one.id == looking_at and one.id in attempt.given), None)
    if item is None:
        item = next((one for one in quiz.items if one.id not in attempt.given), None)
    if item is None:
        _result(go, store, kept, quiz, attempt)
        return
    number = quiz.items.index(item) + 1
    is_answered = item.id in attempt.given
    left = sum(one.id not in attempt.given for one in quiz.items)
    _question(item, number, len(quiz.items), fresh=not is_answered)
    if not is_answered:
        _answer(store, attempt, item)
        return
    given = attempt.given[item.id]
    is_right = points_of(item, given) == 1.0
    arrival = Arrival(f"{attempt.id}-{item.id}-answered", focus="feedback", say="Right." if is_right else "Not right.")
    region(tag("div", _given(item, given), feedback(item, given, is_right)), key="quiz-feedback", arrival=arrival)
    st.button("Next question" if left else "See the result", type="primary", on_click=_next)


def _next() -> None:
    st.session_state.pop("quiz_at", None)


def _question(item: QuizItem, number: int, total: int, fresh: bool) -> None:
    shown = tag(
        "div",
        tag("p", f"Question {number} of {total}", class_="turn-meta"),
        tag("h2", item.stem, id="question", tabindex="-1", class_="turn-question"),
        tag("p", mark_of(item), class_="caution") if mark_of(item) else None,
    )
    arrival = Arrival(f"question-{item.id}", focus="question") if fresh and number > 1 else None
    region(shown, key="quiz-question", arrival=arrival)


def _answer(store: QuizStore, attempt: KeptAttempt, item: QuizItem) -> None:
    with st.form(f"answer-{attempt.id}-{item.id}", border=False):
        given = _choice(item)
        if not st.form_submit_button("Answer", type="primary"):
            return
    if not given or not all(given):
        region(tag("p", CHOOSE, class_="caution", role="alert"), key="quiz-problem")
        return
    store.give(attempt.id, item.id, given, resources.now())
    st.session_state["quiz_at"] = item.id
    st.rerun()


def _choice(item: QuizItem) -> tuple[str, ...]:
    """Return what is chosen so far: the texts chosen, the rights by left, or the steps in the order given."""
    texts = [option.text for option in item.options]
    if item.kind is ItemKind.SEVERAL:
        st.html(tag("p", "Choose all that are right.", class_="guide"))
        return tuple(text for text in texts if st.checkbox(_label(text), key=f"{item.id}-{texts.index(text)}"))
    if item.kind is ItemKind.MATCHING:
        rights = shuffled([pair.right for pair in item.pairs], item.id, "page")
        return tuple(_one_of(pair.left, rights) for pair in item.pairs)
    if item.kind is ItemKind.ORDERING:
        steps = shuffled(item.steps, item.id, "page")
        return tuple(_one_of(f"Step {number}", steps) for number in range(1, len(steps) + 1))
    chosen = st.radio("Choose one", range(len(texts)), format_func=lambda place: _label(texts[place]), index=None)
    return (texts[chosen],) if chosen is not None else ()


def _one_of(label: str, texts: Sequence[str]) -> str:
    return st.selectbox(_label(label), texts, index=None, placeholder="Choose") or ""


def _label(text: str) -> str:
    """Return the text so that the toolkit's Markdown shows it as it is."""
    return " ".join(text.translate(MARKDOWN).split())


def _given(item: QuizItem, given: Sequence[str]) -> Markup:
    if item.kind is ItemKind.MATCHING:
        shown = [f"{pair.left}: {right}" for pair, right in zip(item.pairs, given, strict=False)]
    else:
        shown = list(given)
    return tag("p", tag("strong", "Your answer: "), "; ".join(shown))


def _result(go: Go, store: QuizStore, kept: KeptQuiz, quiz: Quiz, attempt: KeptAttempt) -> None:
    marked = mark(quiz, Attempt(attempt.id, attempt.version, attempt.given, attempt.is_first), PASS_MARK)
    by_id: Mapping[str, QuizItem] = {item.id: item for item in quiz.items}
    missed = [by_id[name] for name in marked.missed_critical]
    verdict = "You passed." if marked.is_passed else "You did not pass this time."
    shown = tag(
        "section",
        tag("h2", verdict, id="result", tabindex="-1"),
        tag("p", f"{marked.points:g} of {marked.most} points. The pass mark is {PASS_MARK.per_cent} %."),
        tag("p", PASS_MARK.reason, class_="quiet"),
        [tag("p", tag("strong", "This one must be right: "), item.stem, class_="caution") for item in missed],
        tag("h3", "Read these again") if marked.to_read_again else None,
        [_again(proof) for proof in marked.to_read_again],
        tag("p", f"{quiz.fingerprint}. Attempt {attempt.id}.", class_="quiet"),
        class_="result",
    )
    pressed = region(shown, key="quiz-result", arrival=Arrival(f"{attempt.id}-result", focus="result", say=verdict))
    act = pressed.act or {}
    if act.get("act") == "document":
        go("documents", {name: act[name] for name in ("source", "start", "end") if name in act})
    if st.button("Try again from the start"):
        _begin(store, kept, quiz, is_first=False)


def _again(proof: Proof) -> Markup:
    found = _where(proof)
    open_it = json.dumps({"act": "document", **found}) if found else ""
    button = tag("button", "Open the document", type="button", data_send=open_it) if found else None
    return tag("div", quotation(proof), tag("div", button, class_="tools") if button else None)


def _where(proof: Proof) -> dict[str, str]:
    """Return where the quotation stands in its document now; nothing for a record or for words that are gone."""
    store = resources.guide().store
    known = {source.id for source in store.sources() if source.kind.value == "document"}
    if proof.source_id not in known:
        return {}
    start = store.reading_text(proof.source_id).find(proof.quote)
    return {"source": proof.source_id, "start": str(start), "end": str(start + len(proof.quote))} if start >= 0 else {}
