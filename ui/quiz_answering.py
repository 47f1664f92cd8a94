"""One question of a quiz with its answers to choose from, for practice and assessment alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from quiz.exporting.parts import mark_of
from quiz.types import ItemKind, QuizItem
from quiz.words import shuffled
from ui.markup import tag
from ui.quiz_looking import look_up
from ui.region import Arrival, region

CHOOSE = "Choose an answer first."
MARKDOWN = re.compile(r"[\\\\`*_\[\]<>$~&|@{}]|^[-+#=]|:(?=\S)|(?<=www)\.")
"""What the toolkit's Markdown would act on. No more is escaped: a screen reader reads the signs that escape."""
NUMBERED = re.compile(r"^(\d+)([.)])")


def question(item: QuizItem, number: int, total: int, fresh: bool, say: str = "", tries: int = 0) -> None:
    """Draw a question. fresh: it is new on the page and takes the focus; say: said with it; tries: beyond the first."""
    shown = tag(
        "div",
        tag("p", f"Question {number} of {total}", class_="turn-meta"),
        tag("h2", item.stem, id="question", tabindex="-1", class_="turn-question"),
        tag("p", mark_of(item), class_="caution") if mark_of(item) else None,
    )
    is_new = fresh and (number > 1 or tries > 0)
    arrival = Arrival(f"question-{item.id}-{tries}", focus="question", say=say) if is_new else None
    region(shown, key="quiz-question", arrival=arrival)


def answer(item: QuizItem, attempt_id: str, label: str) -> tuple[str, ...]:
    """Draw the form under a question and return what was answered in this run, nothing while it is incomplete."""
    if item.is_looked_up:
        return look_up(item, f"{attempt_id}-{item.id}")
    with st.form(f"answer-{attempt_id}-{item.id}", border=False):
        given = _choice(item)
        if not st.form_submit_button(label, type="primary"):
            return ()
    if not given or not all(given):
        region(tag("p", CHOOSE, class_="caution", role="alert"), key="quiz-problem")
        return ()
    return given


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
    line = " ".join(text.split())
    return NUMBERED.sub(r"\1\\\2", MARKDOWN.sub(lambda found: f"\\{found[0]}", line))
