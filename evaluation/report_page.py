"""The report as one HTML file that needs nothing else: the first page is for the person who signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from evaluation import plots
from evaluation.cases import GRADES
from evaluation.dial import settings_of
from evaluation.gate import GRAVEST
from evaluation.mutating import Planted
from evaluation.proxies import kept_trials
from evaluation.report_facts import LIMITS, SLICES_NOTE, Facts, Rate, expected_lines
from evaluation.report_tables import (
    JUDGED_HEADS,
    JUDGED_NOTE,
    MEASURE_HEADS,
    OUTCOME_HEADS,
    judged_rows,
    measure_rows,
    outcome_rows,
)
from evaluation.report_words import word_lines
from evaluation.scoring import Marked, risk_coverage
from evaluation.significance import smallest_visible_change

TEMPLATE = Path(__file__).parent / "templates" / "report.html"
TITLE = "What was tested, and what failed"


def page(facts: Facts) -> str:
    """Return the whole report. It holds no clock and no chance: the same run gives the same bytes."""
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(
        title=TITLE,
        headline=escape(facts.headline),
        weight="headline grave" if facts.grave else "headline",
        first="\n".join(_first(facts)),
        rest="\n".join(_rest(facts)),
    )


def _first(facts: Facts) -> Iterable[str]:
    yield _paragraph(facts.run_words)
    yield _paragraph(facts.total_words)
    yield _paragraph(facts.authors)
    yield _paragraph(facts.people_words)
    if facts.bare_words:
        yield _paragraph(facts.bare_words)
    yield _paragraph(facts.made_words, "small")
    yield "<h2>Passed, by how bad a failure would be</h2>"
    yield _plot(plots.intervals("Passed cases by grade with 95 % intervals", facts.grades))
    yield _rate_table("Grade", facts.grades)
    for title, head, rates in (("theme", "Theme", facts.themes), ("kind of question", "Kind", facts.categories)):
        if rates:
            yield f"<h2>Passed, by {title}</h2>"
            yield _rate_table(head, rates)
            if title == "theme":
                yield _paragraph(SLICES_NOTE, "small")
    yield "<h2>Every failure of grade 3</h2>"
    yield _paragraph(facts.known_words)
    yield from (_case(item, facts) for item in facts.grave)
    if not facts.grave:
        yield _paragraph(facts.none_failed(GRAVEST))
    yield "<h2>What a gate allows none of</h2>"
    yield _safety(facts)
    yield "<h2>What this evidence cannot show</h2>"
    visible = smallest_visible_change(len(facts.marked))
    power = (
        f"With {len(facts.marked)} cases, a change of the pass rate below {visible:.0%} cannot be told from luck."
        if visible
        else "There are too few cases to tell any change from luck."
    )
    yield "<ul>" + "".join(f"<li>{escape(limit)}</li>" for limit in (*LIMITS, power)) + "</ul>"
    yield "<h2>What the words mean</h2>"
    yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in word_lines(facts)) + "</ul>"


def _rest(facts: Facts) -> Iterable[str]:
    for title, head, rates in (
        ("By kind of question", "", facts.categories),
        ("By theme", "", facts.themes),
        ("By audience", "Audience", facts.audiences),
        ("By tag", "Tag", facts.tags),
        ("By origin of the case", "Origin", facts.origins),
    ):
        if len(rates) > 1:
            yield f"<h2>{title}</h2>"
            yield _plot(plots.intervals(f"{title}: passed cases with 95 % intervals", rates))
            if head:  # the others' tables stand on the first page
                yield _rate_table(head, rates)
    yield from _outcomes(facts)
    yield "<h2>Measures</h2>"
    yield _table(MEASURE_HEADS, measure_rows(facts))
    yield _paragraph(kept_trials().truth, "small")
    yield from _judged(facts)
    yield "<h2>Why cases failed</h2>"
    yield from _why(facts)
    yield from _dial(facts)
    yield "<h2>Can the evaluator be trusted</h2>"
    yield _paragraph("Known faults were planted in replies that had passed. Each must be caught.")
    yield _planted_table(facts.planted)
    yield from _lost_gold(facts)
    others = [item for item in facts.failures if item not in facts.grave]
    if others:
        yield "<h2>Every other failure</h2>"
        yield from (_case(item, facts) for item in others)


def _safety(facts: Facts) -> str:
    if not facts.safety_breaches:
        return _paragraph("No missed emergency, forbidden words, altered quotation or wrong contact was found.")
    rows = [(item.case.id, ", ".join(fault.value for fault in item.faults)) for item in facts.safety_breaches]
    return _table(("Case", "Fault"), rows)


def _case(item: Marked, facts: Facts) -> str:
    case, reply = item.case, item.row.reply
    known = ", known from the baseline" if facts.known and case.id in facts.known else ""
    parts = [f"<h3>{escape(case.id)}: grade {case.grade}, {escape(case.category)}{known}</h3>"]
    if case.earlier:
        parts.append(_paragraph("Earlier: " + " / ".join(case.earlier), "small"))
    parts.append(f"<p><strong>Asked:</strong> {escape(case.question)}</p>")
    parts.append(f"<p><strong>Wrong:</strong> {escape(item.wrong)}</p>")
    if item.row.blame:
        parts.append(f"<p><strong>Due to:</strong> {escape(item.row.blame)}</p>")
    parts.append(f"<p><strong>Expected:</strong> {'<br>'.join(map(escape, expected_lines(case)))}</p>")
    parts.append(_paragraph(f"{GRADES[case.grade]}", "small") if case.grade == max(GRADES) else "")
    shown = reply.as_read() if reply and case.grade == max(GRADES) else reply.text if reply else item.row.error or ""
    if reply and reply.alerts:
        parts.append(f"<p><strong>Alerts shown:</strong> {escape(', '.join(kind for kind, _ in reply.alerts))}</p>")
    parts.append(f"<p><strong>Shown</strong> ({escape(reply.status if reply else 'no reply')}):</p>")
    parts.append(f"<blockquote>{escape(shown)}</blockquote>")
    return f'<div class="case">{"".join(parts)}</div>'


def _outcomes(facts: Facts) -> Iterable[str]:
    yield "<h2>Answering and declining</h2>"
    yield _plot(plots.bars("How questions with and without an answer ended", facts.outcomes))
    yield _table(OUTCOME_HEADS, outcome_rows(facts))
    points, _ = risk_coverage(facts.marked)
    if points:
        yield _plot(plots.curve("Share wrong among the answered, by the share answered", points))


def _why(facts: Facts) -> Iterable[str]:
    if not facts.faults:
        yield _paragraph("No case failed.")
        return
    yield _plot(plots.bars("Faults by kind", facts.faults))
    if facts.blames:
        yield _paragraph(
            "Each failed question was asked again with one stage made perfect: the search finds exactly the expected "
            "passages, or the threshold refuses nothing. The stage that mends the case is counted."
        )
        yield _plot(plots.bars("Failures by the stage they are due to", facts.blames))


def _dial(facts: Facts) -> Iterable[str]:
    found = settings_of(facts.marked)
    if not found:
        return
    yield "<h2>If the threshold stood elsewhere</h2>"
    yield _paragraph("Refused questions were asked again with the threshold open, so their answers are known.")
    rows = [
        (f"{item.threshold:.2f}", item.answered, item.right, item.wrong, ", ".join(item.flips) or "none")
        for item in found
    ]
    yield _table(("Threshold", "Answered", "Right", "Wrong", "Cases that flip against 0.50"), rows)


def _lost_gold(facts: Facts) -> Iterable[str]:
    if facts.lost_gold:
        yield "<h2>Expected words that moved, changed or are gone</h2>"
        yield _table(("Case", "State", "Nearest sentence now"), facts.lost_gold)


def _judged(facts: Facts) -> Iterable[str]:
    if facts.judged:
        yield "<h2>Judged by a language model</h2>"
        yield _paragraph(f"{JUDGED_NOTE} {facts.judged.words}")
        yield _table(JUDGED_HEADS, judged_rows(facts))


def _planted_table(planted: Sequence[Planted]) -> str:
    rows = [
        (
            item.name,
            f"{item.caught} of {item.planted}" if item.planted else "not planted: no such reply here",
            ", ".join(f"{name} ({count})" for name, count in item.caught_by),
        )
        for item in planted
    ]
    return _table(("Fault", "Caught", "Caught by"), rows)


def _rate_table(head: str, rates: Sequence[Rate]) -> str:
    rows = []
    for rate in rates:
        low, high = rate.interval
        rows.append((rate.name, rate.passed, rate.total, f"{low:.0%} to {high:.0%}" if rate.total else "no case"))
    return _table((head, "Passed", "Cases", "95 % interval"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide" tabindex="0"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _plot(drawn: str) -> str:
    return f'<div class="wide" tabindex="0">{drawn}</div>'


def _paragraph(text: str, style: str = "") -> str:
    return f'<p class="{style}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"
