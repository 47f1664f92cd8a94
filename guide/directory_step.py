"""The step that answers a question about the whole directory with the services whose records show what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from guide.asking.directory_questions import DirectoryQuestion, read_directory_question
from guide.asking.listed_times import NOW
from guide.asking.pathway_forms import form_of
from guide.asking.understanding import POINTING
from guide.closes import after_a_look
from guide.directory import pathway_wording as wording
from guide.directory.offering import offered
from guide.directory.pathway_cards import card
from guide.directory.pathway_names import is_named
from guide.directory.pathways import TELLING, Match, MatchQuery, rank
from guide.directory.service_list import (
    MOST_LISTED,
    ServiceList,
    Span,
    asked_words,
    compose_list,
    held_words,
    list_services,
    not_said_words,
)
from guide.directory.shown_criteria import Clock
from guide.drafts import Draft, Parts
from guide.outcomes import answered, closed
from guide.pathway_step import moment_of
from guide.quoting.arranging import arrange_pathways
from guide.searching.retrieval import retrieve
from guide.types import Answer, Question, Reason, Status

SURE = 0.9
"""Confidence of a list: every line is chosen by what its record shows, and nothing is searched for."""


@after_a_look
def answer_about_the_directory(parts: Parts, draft: Draft) -> Draft | Answer:
    """List the services that fit, where a message asks that of the whole directory and nothing else."""
    directory = parts.knowledge.directory.pathways
    asked = None if draft.is_urgent or draft.asked.themes or not directory else _asked(parts, draft)
    if asked is None or _needs_the_time(asked[0]) and draft.asked.at is None:
        return draft
    question, text = asked
    draft = replace(draft, standalone=text)
    if not (question.criteria or question.themes or question.subject):
        return closed(draft, Status.SMALLTALK, None, text=held_words(tuple(directory.values())))
    about = fitting(parts, question)
    if about is not None and not about:
        return replace(draft, standalone="")
    found = listed(parts, question, about, draft.asked.at)
    shown = (found.listed or found.nearly)[:MOST_LISTED]
    if not shown and question.subject:
        return replace(draft, standalone="")
    if not shown:
        none = wording.NONE_LISTED.format(asked=asked_words(question))
        said = " ".join((none, *not_said_words(found)))
        return closed(draft, Status.DECLINED, Reason.NOT_IN_DOCUMENTS, text=said)
    composed = compose_list(question, found, parts.store.outline, _telling(about or ()))
    arranged = arrange_pathways(composed, parts.store, parts.knowledge.acronyms)
    moment = moment_of(parts, draft.asked.at)
    cards = tuple(card(each.pathway, directory, moment, "", parts.knowledge.acronyms) for each in shown)
    draft = draft.explain("directory", f"{len(found.listed)} of {found.total}: {asked_words(question)}")
    status, reason = (Status.ANSWERED, None) if found.listed else (Status.PARTIAL, Reason.PART_MISSING)
    return answered(draft, status, reason, arranged, SURE, cards)


def _asked(parts: Parts, draft: Draft) -> tuple[DirectoryQuestion, str] | None:
    """Return what is asked of the whole directory, and in which words; None where something else is asked.

    What narrows a list that was asked for before is asked together with it. Otherwise "who do I ring at night" goes on
    with the conversation, as does what points back to it.
    """
    text = parts.outside.mend_spelling(draft.cleaned, parts.store)
    question = _read(parts, text)
    if question is None or not draft.earlier:
        return (question, text) if question else None
    stands_alone = question.lists or question.themes
    if question.refers_back or not stands_alone:
        text = f"{draft.earlier[-1]} {text}"
        question = _read(parts, text) if _read(parts, draft.earlier[-1]) else None
    elif POINTING.search(text):
        return None
    return (question, text) if question else None


def _read(parts: Parts, text: str) -> DirectoryQuestion | None:
    """Return what a text asks of the whole directory; None where it names a service or tells something."""
    question = read_directory_question(text)
    if question is None or form_of(text).situation and question.subject:
        return None
    return None if is_named(parts.knowledge.directory.names.mentions(question.subject)) else question


def _needs_the_time(question: DirectoryQuestion) -> bool:
    return any(each.when and each.when.kind == NOW for each in question.criteria)


def all_listed(parts: Parts, text: str, at: datetime | None = None) -> tuple[str, ...] | None:
    """Return every service that fits a masked question about the whole directory; None where it asks something else."""
    asked = _asked(parts, Draft(Question(""), cleaned=text))
    if asked is None or _needs_the_time(asked[0]) and at is None:
        return None
    question, _ = asked
    about = fitting(parts, question)
    if about is not None and not about:
        return None
    found = listed(parts, question, about, at)
    return tuple(each.pathway.id for each in found.listed or found.nearly)


def listed(
    parts: Parts, question: DirectoryQuestion, about: Sequence[Match] | None, at: datetime | None
) -> ServiceList:
    """Return the services whose records show all that is asked. about: those that fit its subject, None without one."""
    pathways = parts.knowledge.directory.pathways
    order = tuple(pathways) if about is None else tuple(each.pathway.id for each in about)
    clock = Clock(at, moment_of(parts, at).bank_holidays)
    return list_services(question, tuple(pathways[each] for each in order), len(pathways), clock, about is not None)


def fitting(parts: Parts, question: DirectoryQuestion) -> tuple[Match, ...] | None:
    """Return what fits the subject of a question, best first; None without a subject.

    What is offered for the words that were said goes before what only has the theme for its first: the others touch it.
    """
    about = f"{question.themes_said} {question.subject}".strip()
    if not about:
        return None
    text = f"who helps with {about}"
    vector = parts.embedder.embed([text])[0]
    candidates = retrieve(text, vector, parts.store).candidates
    ranked = rank(
        MatchQuery(text, candidates, likely=parts.outside.services_of(text, vector)), parts.knowledge.directory
    )
    best = offered(ranked, parts.knowledge.directory, moment_of(parts, None))
    if question.subject:
        return best
    known = {each.pathway.id for each in best}
    sharing = (each for each in ranked if each.pathway.id not in known and each.pathway.themes[0] in question.themes)
    return (*best, *sharing)


def _telling(about: Sequence[Match]) -> dict[str, Span]:
    """Return by service the line that fits the subject best, of those that say for whom or when it is."""
    lines = ((each.pathway.id, line) for each in about for line in each.lines if line.passage.headings[0] in TELLING)
    found: dict[str, Span] = {}
    for pathway_id, line in lines:
        unit = line.passage.units[line.unit]
        found.setdefault(pathway_id, (line.passage, unit.start, unit.end))
    return found
