"""How a quiz item looks: beside its quotation for the person who reviews it, and after an answer for the learner."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from quiz.exporting.parts import draft_words, mark_of
from quiz.looking_up import opened_of
from quiz.results import answer_in_words
from quiz.reviewing import Event, Reviewed, Step
from quiz.types import ItemKind, Option, Proof, Quiz, QuizItem, ReviewState
from ui.markup import Markup, tag
from ui.quiz_themes import theme_title

AS_TYPED = "Without sign-in names are as typed: nobody checked them."
SIGNED_IN = ", signed in"
KINDS = {
    ItemKind.SCENARIO: "Scenario",
    ItemKind.SINGLE: "One answer",
    ItemKind.SEVERAL: "Several answers",
    ItemKind.TRUE_FALSE: "True or false",
    ItemKind.CLOZE: "Fill the gap",
    ItemKind.MATCHING: "Matching",
    ItemKind.ORDERING: "Put in order",
}

LOOKED_UP = "Answered by opening the passage; exports ask it with these answers"
NOT_THERE = "The words asked for do not stand in what you opened."


def plain(name: str) -> str:
    """Return a name of the domain as words: in_review becomes in review."""
    return name.replace("_", " ").replace("-", " ")


def draft_line(quiz: Quiz) -> Markup | None:
    """Return the line that stands over a quiz until every item of it is approved."""
    return None if quiz.is_approved else tag("p", tag("strong", draft_words(quiz)), class_="caution draft")


def review_card(
    reviewed: Reviewed, number: int, total: int, findings: Sequence[str], own: Sequence[str] = ()
) -> Markup:
    """Return one item with its answers and reasons at the left, and its quotation in its passage at the right.

    own: its words in the order of the fields in which they are changed, for the browser to compare.
    """
    item = reviewed.item
    how = LOOKED_UP if item.is_looked_up else KINDS[item.kind]
    about = " · ".join((how, plain(item.level), theme_title(item.theme), f"for {item.audience}"))
    left = tag(
        "div",
        tag("p", f"Item {number} of {total} · {plain(item.state)}", class_="turn-meta item-state"),
        tag("h2", item.stem, id="item", tabindex="-1", class_="turn-question"),
        # Where the passage stands below the answers, its words are needed before them too.
        tag("p", tag("strong", "It rests on: "), f"“{item.proof.quote}”", class_="item-quoted"),
        _answers(item),
        _why(item),
        tag("p", mark_of(item), class_="caution") if mark_of(item) else None,
        [tag("p", tag("strong", "Decide this: "), words, class_="caution") for words in item.needs_a_person],
        [tag("p", words, class_="caution") for words in findings],
        tag("p", about, class_="quiet"),
        _history(reviewed),
        class_="turn-answer",
    )
    right = tag("div", proof_panel(item.proof), class_="turn-evidence")
    return tag("article", left, right, class_="turn item", data_own=json.dumps(own))


def _why(item: QuizItem) -> Markup:
    """Return why the answer is right; folded where it says again the words that are marked beside it."""
    lead, found, rest = item.why.partition(item.proof.cited)
    if not found:
        return tag("p", tag("strong", "Why: "), item.why)
    more = f". {rest.strip()}" if rest.strip() else ""
    summary = tag("summary", tag("span", tag("strong", "Why: "), f"{lead.strip()} the marked words{more}"))
    return tag("details", summary, tag("p", item.why), class_="item-why")


def proof_panel(proof: Proof) -> Markup:
    """Return the quotation highlighted in its passage, with its place."""
    before, _, after = proof.passage.partition(proof.quote)
    where = " › ".join((*proof.headings, *((f"page {proof.page}",) if proof.page else ())))
    return tag(
        "section",
        tag("p", proof.title, class_="evidence-title"),
        tag("p", plain(where), class_="evidence-where"),
        tag("div", before, tag("mark", proof.quote), after, class_="evidence-text", tabindex="0", role="group",
            aria_label="The passage that the item rests on"),
        class_="evidence",
        aria_label="The quotation in its passage",
    )  # fmt: skip


def feedback(item: QuizItem, given: Sequence[str], is_right: bool, is_headed: bool = True) -> Markup:
    """Return what a learner reads after an answer: right or not, why, and the words of the document, once."""
    lead, cited, rest = item.why.partition(item.proof.cited)
    return tag(
        "section",
        tag("h3", "Right." if is_right else "Not right.", id="feedback", tabindex="-1") if is_headed else None,
        None if is_right else tag("p", tag("strong", "Right is: "), "; ".join(right_texts(item))),
        tag("p", NOT_THERE) if item.is_looked_up and not is_right and opened_of(given) else None,
        tag("p", lead.strip()),
        quotation(item.proof) if cited else None,
        tag("p", rest.strip()) if rest.strip() else None,
        [
            tag("p", tag("strong", f"{option.text}: "), option.why)
            for option in item.options
            if option.text in given and not option.is_right and option.why != item.why
        ],
        [
            tag("p", tag("strong", f"You left this out: {option.text}: "), option.why)
            for option in left_out(item, given)
        ],
        None if cited else quotation(item.proof),
        class_="feedback",
        aria_label="Feedback" if is_headed else None,
    )


def left_out(item: QuizItem, given: Sequence[str]) -> tuple[Option, ...]:
    """Return the right answers that were not ticked where several are right."""
    if item.kind is not ItemKind.SEVERAL:
        return ()
    return tuple(option for option in item.options if option.is_right and option.text not in given)


def quotation(proof: Proof) -> Markup:
    """Return the quoted words with their place."""
    return tag(
        "blockquote", tag("span", proof.place, class_="quote-path"), tag("p", proof.quote, class_="words"),
        class_="quote",
    )  # fmt: skip


def right_texts(item: QuizItem) -> tuple[str, ...]:
    """Return the right answer as a person reads it."""
    if item.is_looked_up:
        return (item.proof.place,)
    return item.keys or tuple(f"{pair.left}: {pair.right}" for pair in item.pairs) or item.steps


def given_words(item: QuizItem, given: Sequence[str]) -> Markup:
    """Return what a learner answered."""
    return tag("p", tag("strong", "Your answer: "), "; ".join(answer_in_words(item, given)))


def _answers(item: QuizItem) -> Markup:
    if item.options:
        return tag("ul", [_option(option) for option in item.options], class_="item-options")
    if item.pairs:
        return tag("ul", [tag("li", f"{pair.left} → {pair.right}") for pair in item.pairs], class_="item-options")
    return tag("ol", [tag("li", step) for step in item.steps])


def _option(option: Option) -> Markup:
    sign = tag(
        "strong", "Right" if option.is_right else "Wrong", class_=f"item-{'right' if option.is_right else 'wrong'}"
    )
    summary = tag("summary", tag("span", sign, " ", option.text, " ", tag("span", "why", class_="item-more")))
    return tag("li", tag("details", summary, tag("p", option.why), quotation(option.proof)))


def _history(reviewed: Reviewed) -> Markup:
    lines = [tag("li", _event(event)) for event in reviewed.history]
    return tag(
        "details",
        tag("summary", f"History: {len(lines)} {'step' if len(lines) == 1 else 'steps'}"),
        tag(
            "p",
            f"Author: {reviewed.author}{SIGNED_IN if reviewed.account else ''}. {_checked(reviewed)}",
            class_="quiet",
        ),
        tag("ol", lines) if lines else None,
    )


def _checked(reviewed: Reviewed) -> str:
    """Return what the names of a history are worth."""
    accounts = [reviewed.account, *(event.account for event in reviewed.history if event.step is not Step.MAKE_STALE)]
    return "" if all(accounts) else AS_TYPED


def _event(event: Event) -> str:
    when = f"{event.at.day} {event.at:%B %Y, %H:%M}"
    by = f"{event.by}{SIGNED_IN if event.account else ''}"
    return f"{when}: {plain(event.step)} by {by}" + (f" ({event.reason})" if event.reason else "")


def counted_states(states: Mapping[ReviewState, int]) -> str:
    """Return how many items stand in each state, in the order of their way to learners."""
    return ", ".join(f"{states[state]} {plain(state)}" for state in ReviewState if states.get(state))
