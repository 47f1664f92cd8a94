"""The failures of a run, the gravest first: what was wrong, expected and said, and the ways to the case itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ui import case_links, resources
from ui.kept_runs import MOST_SHOWN
from ui.markup import Markup, tag
from ui.region import Arrival, region

if TYPE_CHECKING:
    from evaluation.report_facts import Facts
    from evaluation.scoring import Marked
    from ui.chat import Go


def show(go: Go, name: str, facts: Facts, came_back: str) -> None:
    """Draw the failures, each with the way to its question and its case. came_back: the case to bring into view."""
    from evaluation.own_sets import OwnSets

    held = case_links.holders(OwnSets(resources.settings().data), facts.run.cases.title)
    arrival = Arrival(f"back-{came_back}", focus=case_links.failure_id(came_back)) if came_back else None
    pressed = region(_list(facts, held), key="run-failures", arrival=arrival)
    case_links.follow(go, pressed.act, name, {item.case.id: item.case for item in facts.failures}, held)


def _list(facts: Facts, held: Mapping[str, str]) -> Markup:
    more = len(facts.failures) - MOST_SHOWN
    return tag(
        "section",
        tag("h3", f"Failures ({len(facts.failures)}), the gravest first"),
        [_failure(item, facts, held) for item in facts.failures[:MOST_SHOWN]],
        tag("p", f"{more} more stand in the report.", class_="quiet") if more > 0 else None,
        class_="result",
    )


def _failure(item: Marked, facts: Facts, held: Mapping[str, str]) -> Markup:
    from evaluation.replies import SHOWN_PATHWAYS
    from evaluation.report_facts import expected_lines

    reply = item.row.reply
    known = " · known from the baseline" if facts.known and item.case.id in facts.known else ""
    said = reply.as_read(SHOWN_PATHWAYS) if reply else item.row.error or "no reply"
    return tag(
        "div",
        tag("p", tag("strong", item.case.question)),
        tag("p", f"Grade {item.case.grade} · {item.case.category} · {item.case.id}{known}", class_="quiet"),
        tag("p", tag("strong", "Wrong: "), item.wrong),
        tag("p", tag("strong", "Stage: "), item.row.blame) if item.row.blame else None,
        tag("p", tag("strong", "Expected:")),
        tag("ul", [tag("li", line) for line in expected_lines(item.case)]),
        tag("p", tag("strong", "Alerts shown: "), ", ".join(sorted(reply.alert_kinds)) or "none") if reply else None,
        tag("details", tag("summary", "What it said"), tag("p", said, class_="words")),
        case_links.link_buttons(item.case, held.get(item.case.id, "")),
        class_="failure",
        id=case_links.failure_id(item.case.id),
        tabindex="-1",
    )
