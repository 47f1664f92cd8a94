"""What stands around an answer: the head of a first visit, the box to ask in, what to start from, a clear problem."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ui.markup import Markup, joined, tag
from ui.sources import Section

EXAMPLES = (
    "Which themes does the plan name?",
    "Why does housing matter for reoffending?",
    "Who counts as vulnerable?",
)
WHAT_IT_DOES = "Quotes the partnership’s documents word for word, and shows you the place. It gives no legal advice."
HINT = "Leave out names and addresses: they are removed before anything is kept."


def start_head() -> Markup:
    """Return the title and the one sentence of what the guide does and does not do."""
    return tag("header", tag("h1", "What do you need to know?"), tag("p", WHAT_IT_DOES, class_="lead"), class_="start")


def ask_form(themes: Sequence[str], within: str, docked: bool, typed: str = "") -> Markup:
    """Return the box to ask in. themes: what a search can be restricted to. docked: it stays at the page's foot.

    typed: what stands in the box at first.
    """
    choices = [tag("option", "all documents", value="")]
    choices += [tag("option", theme, value=theme, selected=theme == within) for theme in themes]
    label = "Ask a follow-up, or something new" if docked else "Ask in your own words"
    search_in = [tag("label", "Search in", for_="within"), tag("select", choices, id="within")] if themes else []
    return tag(
        "form",
        tag(
            "div",
            tag("label", label, for_="question", class_="ask-label"),
            tag("div", search_in, class_="ask-within"),
            class_="ask-head",
        ),
        tag(
            "div",
            tag(
                "textarea",
                typed,
                id="question",
                rows="1",
                placeholder="Ask a follow-up" if docked else None,
                autocomplete="off",
                spellcheck="true",
                aria_describedby="ask-hint",
                aria_invalid="false",
            ),
            tag("button", "Ask", type="submit", class_="primary"),
            class_="ask-row",
        ),
        tag("p", data_problem=True, class_="problem"),
        tag("p", HINT, id="ask-hint", class_="quiet ask-hint"),
        data_ask_form=True,
        class_="ask ask-docked" if docked else "ask",
        novalidate=True,
    )


def start_below(themes: Sequence[Section]) -> Markup:
    """Return example questions and the themes, each of which opens its page."""
    examples = [tag("li", tag("button", text, type="button", data_ask=text, class_="example")) for text in EXAMPLES]
    chips = [
        tag("button", theme.title, type="button", data_send=json.dumps({"act": "theme", "heading": theme.title}))
        for theme in themes
    ]
    by_theme = (
        tag(
            "section",
            tag("h2", "Read by theme"),
            tag("p", f"{themes[0].source.title}: {themes[0].headings[-2].rstrip(': ')}", class_="quiet"),
            tag("div", chips, class_="chips"),
        )
        if themes
        else None
    )
    return tag(
        "div",
        tag("section", tag("h2", "Try a question"), tag("ul", examples, class_="examples")),
        by_theme,
        class_="start-below",
    )


def problem_card(what: str) -> Markup:
    """Return one clear problem: what happened, what is safe, what to do. `what` names the thing and the next step."""
    return joined(
        [
            tag("h1", "The guide cannot answer at the moment"),
            tag(
                "section",
                tag("p", tag("strong", "What happened: "), what),
                tag(
                    "p",
                    tag("strong", "What is safe: "),
                    "nothing you typed was kept, and earlier conversations are not touched.",
                ),
                tag("p", tag("strong", "What to do: "), "tell your administrator, then reload this page."),
                class_="problem-card",
                role="alert",
            ),
        ]
    )
