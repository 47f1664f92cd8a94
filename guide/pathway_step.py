"""The step that answers from the directory of pathways, when it fits better than the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from guide.asking.everyday_words import as_said
from guide.asking.pathway_forms import OPENS_WITH_WHY, Form
from guide.directory.follow_up_quoting import Told, compose_follow_up
from guide.directory.offering import MOST_SHOWN, offered
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_names import is_named
from guide.directory.pathway_quoting import compose_for_each, compose_pathway_answer
from guide.directory.pathway_signals import NOTHING_LIKELY
from guide.directory.pathways import OFFERED, Match, MatchQuery, rank, wants_pathway
from guide.drafts import Draft, Parts
from guide.outcomes import answered, declined
from guide.plan_and_service import plan_and_service
from guide.quoting.arranging import arrange_pathways
from guide.quoting.bearing import bearing_on
from guide.quoting.covering import takes_a_change_for_granted
from guide.quoting.quotes import Composition
from guide.quoting.refusing import another_area
from guide.searching.retrieval import retrieve
from guide.service_before import service_before, told_beside
from guide.several_services import each_service
from guide.types import Answer, Status

SURE_BESIDE_999 = 0.95
"""Least score of a first service below an emergency alert: there one that is only likely distracts."""

LIKELY_BESIDE_999 = 0.8
"""Least score of one that stands second, behind the record for emergencies."""

NEVER_BESIDE_999 = "routine"
"""Urgency of what can wait until nobody is in danger."""

EMERGENCY = "emergency"

NO_DAY = "1970-01-01"
"""Of a corpus without records: nothing is old then."""


def answer_with_pathways(parts: Parts, draft: Draft) -> Draft | Answer:
    """Answer from the directory of pathways when it fits better than the documents."""
    moment = moment_of(parts, draft.asked.at)
    beside = plan_and_service(parts, draft, moment)
    if beside:
        return _answered(parts, draft, beside.query, beside.ranked, beside.matches, beside.said)
    newest = draft.cleaned if draft.leans_on_earlier else ""
    directory = parts.knowledge.directory
    likely = parts.outside.services_of(draft.searched, draft.vector) if directory.pathways else NOTHING_LIKELY
    query = MatchQuery(draft.standalone, draft.retrieval.candidates, newest, draft.meant, likely)
    ranked = rank(query, directory)
    matches = offered(ranked, directory, moment, query)
    told = as_said(draft.standalone)
    if not matches and query.form.situation and told != draft.standalone:
        # The plain words were added for documents; records say it as people do.
        searched = as_said(draft.before) or told
        vector = parts.embedder.embed([searched])[0]
        found = retrieve(searched, vector, parts.store)
        query = MatchQuery(told, found.candidates, newest, draft.meant, parts.outside.services_of(searched, vector))
        ranked = rank(query, directory)
        matches = offered(ranked, directory, moment, query)
    if draft.is_emergency and not _helps_beside_999(query, matches):
        others = [each for each in matches if each.pathway.urgency != EMERGENCY]
        matches = _emergency_itself(query, ranked, others[:1])
    before = service_before(parts, draft, matches, moment, draft.sureness.is_enough)
    if before:
        query, ranked, matches = before.query, list(before.ranked), before.matches
    held = held_by(matches, ranked)
    draft = replace(draft, held_by_pathways=held).explain("pathways", _named(matches), ("score", held))
    is_asked_for = any(is_named(found.mentions) for found in ranked)
    if not matches and not query.form.plan and (is_asked_for or query.asks_elsewhere):
        why = another_area(query.asked.areas) if query.asks_elsewhere else ""
        return declined(parts, draft, why=why)
    if not before and (not matches or not _pathways_fit_better(draft, query.form, matches, held)):
        return draft
    beside_it = before.told if before else told_beside(parts, draft, matches) if draft.leans_on_earlier else None
    return _answered(parts, draft, query, ranked, matches, told=beside_it)


def _answered(
    parts: Parts,
    draft: Draft,
    query: MatchQuery,
    ranked: Sequence[Match],
    matches: tuple[Match, ...],
    said: Composition | None = None,
    told: Told | None = None,
) -> Draft | Answer:
    """Answer with what the records that fit say.

    said: what documents say, where that was asked as well. told: what the first record says to a follow-up.
    """
    directory = parts.knowledge.directory
    several = () if query.form.plan else each_service(parts, query, ranked)
    if several:
        composed = compose_for_each(several, parts.store.outline)
        asked_of = [match for _, match in several]
        shown = {match.pathway.id for match in asked_of}
        matches = (*asked_of, *(match for match in matches if match.pathway.id not in shown))[:MOST_SHOWN]
    elif told:
        composed = compose_follow_up(query, told, matches, parts.store.outline)
    else:
        composed = compose_pathway_answer(query, matches, parts.store.outline)
    if not composed.quotes:
        return draft
    is_told = composed.says_what_to_do and not draft.is_urgent and said is None
    documents = bearing_on(draft.retrieval, draft.sureness) if is_told else ()
    arranged = arrange_pathways(composed, parts.store, parts.knowledge.acronyms, documents, said)
    moment = moment_of(parts, draft.asked.at)
    cards = tuple(
        card(found.pathway, directory.pathways, moment, found.reason, parts.knowledge.acronyms) for found in matches
    )
    status, reason = (said.status, said.reason) if said else (Status.ANSWERED, None)
    sureness = max(held_by(matches, ranked), draft.sureness.value)
    if said is not None or several:
        draft = draft.explain("apart", "what was asked together was searched for apart")
    return answered(draft, status, reason, arranged, sureness, cards)


def _helps_beside_999(query: MatchQuery, matches: Sequence[Match]) -> bool:
    """Say whether the first of these services is sure and urgent enough to stand below an emergency alert."""
    if not matches:
        return False
    first = matches[0]
    if query.asked.at_home or is_named(first.mentions):
        return True
    return first.pathway.urgency != NEVER_BESIDE_999 and first.score >= SURE_BESIDE_999


def _emergency_itself(query: MatchQuery, ranked: Sequence[Match], likely: Sequence[Match]) -> tuple[Match, ...]:
    """Return the record for emergencies, where the plan is not asked and no other service is surely of use.

    likely: stands behind it, where it is no matter of routine.
    """
    if query.form.plan:
        return ()
    # The alert is surer than the search: what it is the record for is not doubted.
    found = [replace(each, score=max(each.score, OFFERED)) for each in ranked if each.pathway.urgency == EMERGENCY]
    second = (each for each in likely if each.pathway.urgency != NEVER_BESIDE_999 and each.score >= LIKELY_BESIDE_999)
    return (*found[:1], *second) if found else ()


def held_by(shown: Sequence[Match], ranked: Sequence[Match]) -> float:
    """Return how sure it is that the directory holds the answer: the best score of what is shown, else of all.

    What is open now may stand first with a low score, and says nothing of that.
    """
    return max((found.score for found in shown or ranked), default=0.0)


def moment_of(parts: Parts, at: datetime | None) -> Moment:
    """Return what marks and opening hours are judged by."""
    years = (at.year, at.year + 1) if at else ()
    compiled = parts.knowledge.compiled or NO_DAY
    return Moment.of(compiled, at, parts.outside.bank_holidays(years), parts.outside.reports(), parts.outside.own())


def _pathways_fit_better(draft: Draft, form: Form, matches: Sequence[Match], held: float) -> bool:
    """Say whether a referral pathway answers rather than the documents. held: as `held_by` says."""
    if takes_a_change_for_granted(draft.standalone):
        return False
    if not draft.sureness.is_enough:
        return not form.plan or bool(form.reaching or form.situation)
    if OPENS_WITH_WHY.match(draft.standalone) and not form.reaching:
        return False
    if is_named(matches[0].mentions) and not form.plan:
        return True
    return wants_pathway(form) >= 0.5 or held > draft.sureness.value


def _named(matches: Sequence[Match]) -> str:
    return "; ".join(f"{found.pathway.id} {found.score:.3f}" for found in matches) or "none fits"
