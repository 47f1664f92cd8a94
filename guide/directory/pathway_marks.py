"""How far a number can be trusted, and whether its line is open: words computed from a record, a time and reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from guide.directory.pathway_records import Contact, FieldNote, Hours, Pathway, Period

UNMARKED = frozenset({"999", "101", "111", "18000"})
"""National numbers that everybody knows, and the textphone's 999: a warning beside them would only cost time."""

OLD_AFTER_YEARS = 2
WRONG_REPORTS = 2
"""So many visitors must call a number wrong before it is marked."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class MarkKind(StrEnum):
    """The four marks a number can carry."""

    CONFIRMED = "confirmed"
    PUBLISHED = "as published"
    OLD = "old or second-hand"
    NOT_WORKING = "reported not working"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, and the words shown beside the number."""

    kind: MarkKind
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """One press under a number. outcome: worked, no answer or wrong. visitor: a random token, never a person.

    at: the moment in London; a day alone stands for its first minute.
    """

    pathway_id: str
    value: str
    outcome: str
    visitor: str
    at: date


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a line answers now. state: open, closed or unknown."""

    state: str
    words: str


def mark(pathway: Pathway, contact: Contact, at: date, reports: Sequence[Report] = ()) -> Mark | None:
    """Return the mark of one contact on a day, None where none is due (999, 101, 111, and pages).

    Reported not working comes before all else; then a confirmation that is not older than two years or its review
    date; then what makes it old or second-hand; else it is as published.
    """
    if contact.value in UNMARKED or contact.kind == "page":
        return None
    if wrong_reporters(pathway.id, contact, reports) >= WRONG_REPORTS:
        return Mark(MarkKind.NOT_WORKING, "reported not working: use the other route")
    confirmed = _confirmation(pathway, contact, at)
    if confirmed:
        return Mark(MarkKind.CONFIRMED, confirmed)
    if contact.entered_on and contact.entered_by:
        return Mark(MarkKind.OLD, f"old or second-hand: entered by {contact.entered_by}, not confirmed")
    dated = contact.dated or pathway.dated
    reason = _doubt(pathway.confidence, contact.unconfirmed, contact.second_hand, dated, at)
    if reason:
        return Mark(MarkKind.OLD, f"old or second-hand: {reason}")
    return Mark(MarkKind.PUBLISHED, f"as published ({dated or 'undated'})")


def hours_mark(pathway: Pathway, at: date) -> Mark | None:
    """Return the mark of the opening times on a day, None if the record has none."""
    hours = pathway.hours
    if hours is None:
        return None
    for note in sorted(pathway.notes, key=lambda each: each.how == ""):
        if note.key == "hours":
            words = note_words(pathway, note, at)
            kind = MarkKind.CONFIRMED if note.how and words else MarkKind.OLD
            if words:
                return Mark(kind, words if note.how else f"old or second-hand: {words}, not confirmed")
    dated = hours.dated or pathway.dated
    reason = _doubt(pathway.confidence, False, hours.second_hand, dated, at)
    if reason:
        return Mark(MarkKind.OLD, f"old or second-hand: {reason}")
    return Mark(MarkKind.PUBLISHED, f"as published ({dated or 'undated'})")


def last_worked(pathway_id: str, contact: Contact, reports: Sequence[Report], at: date) -> str:
    """Say when the number was last reported working, empty if never. A report is never a confirmation."""
    days = [
        _moment(report.at).date()
        for report in reports
        if _is_about(report, pathway_id, contact) and report.outcome == "worked"
    ]
    if not days:
        return ""
    ago = (at - max(days)).days
    # Without a time asked about, the day is that on which the facts were gathered. A newer press then has its date.
    when = f"on {_day(max(days))}" if ago < 0 else f"{ago} days ago"
    return "last reported working " + {0: "today", 1: "yesterday"}.get(ago, when)


def is_old(dated: int | None, at: date) -> bool:
    """Say whether a year is over two years ago: even its last day is. An undated page is not called old."""
    return dated is not None and _years_after(date(dated, 12, 31), OLD_AFTER_YEARS) < at


def opening(pathway: Pathway, contact: Contact, at: datetime, bank_holidays: Collection[date] = ()) -> Opening:
    """Say whether a telephone or text line answers at a time (local time in England)."""
    hours = pathway.hours
    if contact.outside:
        inner = _state(hours, hours.periods if hours else (), at, bank_holidays)
        if inner.state == "closed":
            return Opening("open", "open now, out of hours")
        return Opening("closed", "closed now: ring the office number") if inner.state == "open" else inner
    if contact.periods:
        return _state(None, contact.periods, at, bank_holidays)
    return _state(hours, hours.periods if hours else (), at, bank_holidays)


def _state(hours: Hours | None, periods: Sequence[Period], at: datetime, bank_holidays: Collection[date]) -> Opening:
    if hours and hours.always:
        return Opening("open", "open now, 24 hours")
    if not periods:
        return Opening("unknown", "opening times are not in our documents")
    holiday = at.date() in bank_holidays
    rule = hours.bank_holidays if hours else "unknown"
    today = None if holiday and rule == "closed" else _period_now(periods, at)
    if today and holiday and rule == "unknown":
        return Opening("unknown", "today is a bank holiday: opening is not in our documents")
    if today:
        return Opening("open", f"open now until {today.closes}")
    if hours and hours.answered_outside:
        return Opening("open", "calls are passed on now")
    return Opening("closed", f"closed now{_next_opening(periods, at, bank_holidays, rule)}")


def _period_now(periods: Sequence[Period], at: datetime) -> Period | None:
    now = at.time()
    for period in periods:
        if at.weekday() in period.days and _time(period.opens) <= now < _time(period.closes):
            return period
    return None


def _next_opening(periods: Sequence[Period], at: datetime, bank_holidays: Collection[date], rule: str) -> str:
    for ahead in range(8):
        day = at.date() + timedelta(days=ahead)
        if day in bank_holidays and rule != "open":
            continue
        starts = sorted(
            period.opens
            for period in periods
            if day.weekday() in period.days and (ahead or _time(period.opens) > at.time())
        )
        if starts:
            name = "today" if ahead == 0 else DAYS[day.weekday()]
            return f", opens {name} {starts[0]}"
    return ""


def _time(clock: str) -> time:
    hour, minute = clock.split(":")
    return time(int(hour), int(minute))


def _doubt(confidence: str, unconfirmed: bool, second_hand: bool, dated: int | None, at: date) -> str:
    """Return why a number is old or second-hand, empty if it is not."""
    if is_old(dated, at):
        return f"from {dated}"
    if second_hand and not unconfirmed:
        return "from another body's page"
    return "our sources leave doubt" if unconfirmed or confidence != "high" else ""


def note_words(pathway: Pathway, note: FieldNote, at: date) -> str:
    """Return what is said beside a field that a person changed or confirmed; empty for a confirmation that is over."""
    if not note.how:
        return f"changed by {note.by} on {_day(_moment(note.on).date())}"
    return _while_it_lasts(pathway, note.on, note.by, note.how, at)


def _confirmation(pathway: Pathway, contact: Contact, at: date) -> str:
    if not (contact.checked_on and contact.checked_by and contact.checked_how):
        return ""
    return _while_it_lasts(pathway, contact.checked_on, contact.checked_by, contact.checked_how, at)


def _while_it_lasts(pathway: Pathway, checked_on: str, by: str, how: str, at: date) -> str:
    """Return who confirmed, until two years after or until the review date of the record."""
    on = _moment(checked_on).date()
    until = date.fromisoformat(pathway.review_by) if pathway.review_by else _years_after(on, OLD_AFTER_YEARS)
    return f"confirmed by {by} on {_day(on)} ({how})" if on <= at <= until else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(at: date | str) -> datetime:
    """Return a moment of London without its zone. A day alone is its first minute."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime.combine(at, time.min)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def wrong_reporters(pathway_id: str, contact: Contact, reports: Sequence[Report]) -> int:
    """Return how many visitors called the number wrong since it was last confirmed."""
    since = _moment(contact.checked_on) if contact.checked_on else datetime.min
    return len(
        {
            report.visitor
            for report in reports
            if _is_about(report, pathway_id, contact) and report.outcome == "wrong" and _moment(report.at) >= since
        }
    )


def _is_about(report: Report, pathway_id: str, contact: Contact) -> bool:
    return report.pathway_id == pathway_id and report.value == contact.value
