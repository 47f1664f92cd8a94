"""The services that fit a question about the whole directory, and the words of their records that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from guide.asking.directory_questions import DirectoryQuestion
from guide.asking.listed_criteria import (
    AGE,
    ALWAYS,
    BY_STAFF,
    OPEN,
    REACH,
    SAID,
    SELF,
    SEX,
    WAY,
    Criterion,
)
from guide.asking.listed_times import CLOCK, HOLIDAY, NOW, OUT_OF_HOURS, WEEK, When, clock_words
from guide.directory import pathway_wording as wording
from guide.directory.directory_filters import REACH as REACHES
from guide.directory.pathway_quoting import MOST_WORDS_OF_A_FIELD, PathwayAnswer, Quote
from guide.directory.pathway_records import LABELS, Pathway
from guide.directory.shown_criteria import Clock, Shown, shown_of
from guide.types import Passage

MOST_LISTED = 5
"""The contract shows at most five cards."""

EMERGENCY = "emergency"
"""999 stands on every page: what else there is comes first."""
URGENCIES = ("same-day", "routine", EMERGENCY)
WAYS = ("phone", "text", "email", "page", "post")
ON_A_PAGE = frozenset((Criterion(SAID, "chat"), Criterion(SAID, "form")))
WHOLE = ("who_for", "who_may_refer", "hours", "consent")
"""Fields that are quoted whole where they are short: another of their lines may limit what one says."""


Span = tuple[Passage, int, int]
"""Words of a passage, from where to where."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One service that fits, and what its record shows of each criterion."""

    pathway: Pathway
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ServiceList:
    """All services that fit, best first. total: of how many. not_said: by criterion, of how many it is not known.

    unsure: those of which something is not known, and nothing speaks against them. is_about: a subject is asked for,
    and they stand in the order of how well they fit it.
    """

    listed: tuple[Listed, ...]
    total: int
    not_said: tuple[tuple[Criterion, int], ...] = ()
    unsure: tuple[Listed, ...] = ()
    is_about: bool = False

    @property
    def nearly(self) -> tuple[Listed, ...]:
        """Return what is shown where none surely fits: of a subject what may, else what lacks one thing of three."""
        lacking = (each for each in self.unsure if len(each.shown) - sum(said.fits is True for said in each.shown) == 1)
        return self.unsure if self.is_about else tuple(each for each in lacking if len(each.shown) > 2)


def list_services(
    question: DirectoryQuestion, pathways: Sequence[Pathway], total: int, clock: Clock, is_about: bool
) -> ServiceList:
    """Return the services whose records show all that is asked.

    pathways: those that fit the subject. total: how many the directory holds. is_about: they stand best first;
    otherwise what is there for all goes first, and the urgent before the rest.
    """
    listed: list[Listed] = []
    unsure: list[Listed] = []
    unknown = Counter[Criterion]()
    for pathway in pathways:
        shown = tuple(shown_of(pathway, each, clock) for each in question.criteria)
        if any(each.fits is False for each in shown):
            continue
        missing = [each for each, said in zip(question.criteria, shown, strict=True) if said.fits is None]
        unknown.update(missing)
        (unsure if missing else listed).append(Listed(pathway, shown))
    if not is_about:
        listed.sort(key=lambda each: (not each.pathway.is_for_all, URGENCIES.index(each.pathway.urgency)))
    for found in (listed, unsure):
        found.sort(key=lambda each: each.pathway.urgency == EMERGENCY)
        found.sort(key=lambda each: -sum(said.is_meant for said in each.shown))
    not_said = tuple((each, unknown[each]) for each in question.criteria if unknown[each])
    return ServiceList(tuple(listed), total, not_said, tuple(unsure), is_about)


def compose_list(
    question: DirectoryQuestion,
    found: ServiceList,
    passages_of: Callable[[str], Sequence[Passage]],
    telling: Mapping[str, Span],
) -> PathwayAnswer:
    """Return what to quote of the first services that fit, what all of them are, and of how many it is not known.

    Where none is known to fit, those are quoted that may.

    telling: by id, the line that fits the subject of the question best; by default it is for whom the service is.
    """
    if not found.listed:
        none = wording.NONE_LISTED.format(asked=asked_words(question))
        quotes = [_quotes(each, question, passages_of(each.pathway.id), telling) for each in found.nearly[:MOST_LISTED]]
        return PathwayAnswer((" ".join((none, *not_said_words(found))),), tuple(chain.from_iterable(quotes)))
    first, others = found.listed[:MOST_LISTED], found.listed[MOST_LISTED:]
    form = wording.LISTED_ONE if len(found.listed) == 1 else wording.LISTED
    opening = [form.format(total=found.total, count=len(found.listed), asked=asked_words(question))]
    opening += [wording.LISTED_FIRST.format(shown=len(first))] if others else []
    rest = wording.LISTED_ANOTHER if len(others) == 1 else wording.LISTED_OTHERS
    names = "; ".join(each.pathway.name for each in others)
    closing = [rest.format(count=len(others), names=names)] if others else []
    quotes = [_quotes(each, question, passages_of(each.pathway.id), telling) for each in first]
    return PathwayAnswer(
        (" ".join(opening),), tuple(chain.from_iterable(quotes)), closing=(*closing, *not_said_words(found))
    )


def _quotes(
    listed: Listed, question: DirectoryQuestion, passages: Sequence[Passage], telling: Mapping[str, Span]
) -> list[Quote]:
    """Return the lines that show what is asked, and the way to reach the service that goes with them."""
    pathway = listed.pathway
    by_key = {passage.headings[0]: passage for passage in passages}
    spans = [telling[pathway.id]] if pathway.id in telling else []
    for key, line in dict.fromkeys((each.key, each.line) for each in listed.shown if each.key):
        passage = by_key[LABELS[key]]
        spans.append((passage, *_whole_or_line(passage, line, key)))
    reached = _way_to(listed, question)
    if reached and (contact := by_key.get(LABELS["contact"])):
        start, end = contact.units[reached[0]].start, contact.units[reached[-1]].end
        spans = [each for each in spans if each[0] is not contact]
        spans.append((contact, start, end))
    elif steps := by_key.get(LABELS["steps"]):
        spans.append((steps, 0, steps.units[0].end))
    if len(spans) == 1 and (who := by_key.get(LABELS["who_for"])):
        spans.insert(0, (who, *_whole_or_line(who, 0, "who_for")))
    spans = list(dict.fromkeys(spans))
    labels = [passage.headings[0] for passage, _, _ in spans]
    leads = [wording.FIELD.format(name=pathway.name, label=labels[0]), *(f"{label}:" for label in labels[1:])]
    return [Quote(lead, pathway.id, pathway.name, *span) for lead, span in zip(leads, spans, strict=True)]


def _whole_or_line(passage: Passage, line: int, key: str) -> tuple[int, int]:
    if key in WHOLE and len(passage.text.split()) <= MOST_WORDS_OF_A_FIELD:
        return 0, len(passage.text)
    return passage.units[line].start, passage.units[line].end


def _way_to(listed: Listed, question: DirectoryQuestion) -> tuple[int, ...]:
    """Return the places of the contacts that answer the question, neighbours of one kind; none where there is none."""
    pathway = listed.pathway
    places = frozenset(range(len(pathway.contacts)))
    for each in listed.shown:
        if each.contacts is not None:
            places = places & each.contacts or places
    kinds = WAYS if ON_A_PAGE.isdisjoint(question.criteria) else ("page", *WAYS)
    for kind in kinds:
        found = [number for number in sorted(places) if pathway.contacts[number].kind == kind]
        if found:
            return tuple(number for step, number in enumerate(found) if number == found[0] + step)
    return ()


_ASKED: Mapping[tuple[str, str], tuple[str, str]] = {
    (ALWAYS, ""): ("open day and night", "when they answer"),
    (AGE, "children"): ("for children or young people", "for which ages they are"),
    (AGE, "adults"): ("for adults", "for which ages they are"),
    (SEX, "men"): ("for men", "whether they are for men"),
    (SEX, "women"): ("for women", "whether they are for women"),
    (SEX, "men women"): ("for men, for women or for any gender", "whether they are for men or women alone"),
    (REACH, "kingston"): ("for Kingston, not all of London or the country", ""),
    (REACH, "london"): ("for all of London", ""),
    (REACH, "uk"): ("for the whole country or all of England", ""),
    (SELF, ""): ("the person can get in touch themselves", "who may refer"),
    (BY_STAFF, ""): ("somebody else has to refer", "who may refer"),
    (WAY, "phone"): ("with a telephone number", "which telephone number they have"),
    (WAY, "text"): ("with a number to text", "which number to text"),
    (WAY, "email"): ("with an e-mail address", "which e-mail address they have"),
    (WAY, "page"): ("with a page", "which page they have"),
    (SAID, "free"): ("said to be free", "whether they are free"),
    (SAID, "paid"): ("said to cost something", "whether they cost anything"),
    (SAID, "anonymous"): ("anonymous", "whether they are anonymous"),
    (SAID, "confidential"): ("confidential", "whether they are confidential"),
    (SAID, "form"): ("with an online form", "whether they have an online form"),
    (SAID, "chat"): ("with a chat", "whether they have a chat"),
    (SAID, "walk-in"): ("to walk into", "whether people may walk in"),
    (SAID, "deaf"): ("with a way for deaf people", "whether they have a way for deaf people"),
    (SAID, "interpreter"): ("with interpreters", "whether they have interpreters"),
}
"""What is asked of each service, and what is not known where a record does not say it."""


def asked_words(question: DirectoryQuestion) -> str:
    """Return all that is asked of each service, in words of ours."""
    said = [_time_words(each.when) if each.when else _ASKED[each.kind, each.value][0] for each in question.criteria]
    about = [theme.replace("-", " ") for theme in question.themes] + ([question.subject] if question.subject else [])
    return "; ".join([*(f"about {words}" for words in about), *said])


def not_said_words(found: ServiceList) -> tuple[str, ...]:
    """Return of how many services it is not known whether they fit, by what the records do not say; none for none."""
    missing = [(_missing(each), count) for each, count in found.not_said if each.kind != SEX]
    if not missing:
        return tuple(wording.NO_SEX_NAMED.format(count=count) for _, count in found.not_said)
    if found.is_about or len(found.unsure) <= MOST_LISTED:
        said, first = ", ".join(words for words, _ in missing), found.unsure[:MOST_LISTED]
        form = wording.NOT_SAID_OF if len(first) == len(found.unsure) else wording.NOT_SAID_OF_MANY
        names, count = "; ".join(each.pathway.name for each in first), len(found.unsure) - len(first)
        return (form.format(said=said, names=names, count=count),)
    each_said = [wording.OF_SO_MANY.format(said=words, count=count) for words, count in missing]
    said = missing[0][0] if len(missing) == 1 else ", ".join(each_said)
    return (wording.NOT_SAID.format(count=len(found.unsure), said=said),)


def _missing(criterion: Criterion) -> str:
    return "when they answer" if criterion.kind == OPEN else _ASKED[criterion.kind, criterion.value][1]


def _time_words(when: When) -> str:
    if when.kind != CLOCK:
        return {HOLIDAY: "open on bank holidays", OUT_OF_HOURS: "open out of hours", NOW: "open now"}[when.kind]
    clock = clock_words(when.clock) if when.clock else ""
    at = f"at {clock}" if clock else ""
    part = {"": at, "night": f"at night ({clock})"}.get(when.part, f"in the {when.part} ({clock})")
    days = " or ".join(WEEK[day] for day in when.days)
    return " ".join(word for word in ("open", part, f"on {days}" if days else "") if word)


def held_words(pathways: Sequence[Pathway]) -> str:
    """Return how many services the directory holds, by how far they reach."""
    counts = Counter(each.scope for each in pathways)
    reaches = [f"{counts[scope]} for {words}" for scope, words in REACHES.items() if counts[scope]]
    return wording.HELD.format(total=len(pathways), reaches=", ".join(reaches))
