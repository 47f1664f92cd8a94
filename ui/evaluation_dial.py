"""The threshold dial of a kept run: the curve of risk, what another threshold would answer, the cases that flip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui.kept_runs import table
from ui.markup import Markup, drawing, tag
from ui.region import region

if TYPE_CHECKING:
    from evaluation.dial import Setting
    from evaluation.report_facts import Facts
    from evaluation.scoring import Marked

LEAD = "What the guide refused was asked again with the threshold open, so the answers it held back are known."


def show(facts: Facts) -> None:
    """Draw the dial where the run can answer for it."""
    from evaluation.dial import NOW, settings_of
    from evaluation.plots import curve
    from evaluation.scoring import risk_coverage

    settings = {setting.threshold: setting for setting in settings_of(facts.marked)}
    if not settings:
        return
    st.html(
        tag(
            "div",
            tag("div", tag("h2", "If the threshold stood elsewhere"), tag("p", LEAD), class_="part"),
            class_="guide",
        )
    )
    threshold = st.select_slider("Threshold", tuple(settings), NOW, format_func="{:.2f}".format)
    region(_setting(settings[threshold], {item.case.id: item for item in facts.marked}), key="dial")
    points, _ = risk_coverage(facts.marked)
    if points:
        plot = curve("Share wrong among the answered, by the share answered", points)
        # The toolkit's own element for HTML takes drawings out.
        region(tag("figure", drawing(plot), class_="guide curve"), key="dial-curve")


def _setting(setting: Setting, marked: dict[str, Marked]) -> Markup:
    counts = f"{setting.answered} answered: {setting.right} right, {setting.wrong} wrong."
    rows = [(name, marked[name].case.question, _flip(setting, marked[name])) for name in setting.flips]
    return tag(
        "section",
        tag("p", tag("strong", counts), id="dial-counts"),
        table(("Case", "Question", "What changes"), rows) if rows else tag("p", "No case flips here.", class_="quiet"),
    )


def _flip(setting: Setting, item: Marked) -> str:
    reply = item.row.reply
    is_answered = reply is not None and reply.confidence >= setting.threshold
    if not is_answered:
        return "refused here, answered now"
    faults = item.row.opened if item.row.opened is not None else tuple(fault.value for fault in item.faults)
    return f"answered here, refused now: {'; '.join(faults) if faults else 'right'}"
