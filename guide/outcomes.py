"""The four ways in which a draft becomes an answer: answered, asked back, declined, or closed otherwise."""

from __future__ import annotations

from dataclasses import replace

from guide import wording
from guide.asking.courtesies import without_courtesy
from guide.asking.message_kinds import VAGUE_AND_UNANSWERED
from guide.asking.pathway_forms import form_of
from guide.asking.understanding import asks_for_a_field
from guide.directory.pathway_records import PathwayCard
from guide.directory.service_details import asks_a_detail_of_a_service
from guide.drafts import Draft, Parts
from guide.quoting.arranging import Arranged, nearest_of
from guide.quoting.clarifying import choices_for
from guide.quoting.refusing import nearest_lacks, why_not_found
from guide.searching.confidence import Confidence
from guide.types import Answer, Choice, Nearest, Reason, Status

MOST_DECLINED = 0.499
"""The highest confidence beside a refusal: from 0.5 on the documents are said to hold the answer."""


def answered(
    draft: Draft,
    status: Status,
    reason: Reason | None,
    arranged: Arranged,
    sureness: float,
    pathways: tuple[PathwayCard, ...] = (),
) -> Answer:
    """Answer with arranged quotations, wholly or in part."""
    return Answer(
        question=draft.question,
        standalone_question=draft.standalone,
        status=status,
        reason=reason,
        confidence=sureness,
        text=arranged.text,
        citations=arranged.citations,
        pathways=pathways,
        alerts=draft.alerts,
        hits=(*draft.retrieval.hits, *draft.retrieval.rejected),
        explanations=draft.explanations,
    )


def asked_back(parts: Parts, draft: Draft) -> Answer:
    """Ask one clarifying question, with choices from the documents: services where a detail of one is asked for."""
    about_a_field = asks_for_a_field(draft.cleaned) or asks_a_detail_of_a_service(draft.cleaned)
    text = wording.CLARIFY_FIELD if about_a_field else wording.CLARIFY
    choices = choices_for(parts.store, draft.cleaned, about_a_field, draft.vector)
    return closed(draft, Status.CLARIFY, Reason.TOO_VAGUE, text=text, choices=choices)


def declined(parts: Parts, draft: Draft, reason: Reason = Reason.NOT_IN_DOCUMENTS, why: str = "") -> Answer:
    """Decline what the documents do not hold, with why and the nearest; ask back where the message is rather vague.

    reason: unsupported where passages were found that do not settle what was asked. why: by default which words stand
    nowhere, or that the nearest part does not answer.
    """
    if draft.kind is not None and draft.kind.vague >= VAGUE_AND_UNANSWERED and not draft.earlier:
        return asked_back(parts, draft)
    most = max(draft.sureness.value, draft.held_by_pathways)
    nearest = nearest_of(draft.retrieval, parts.store)
    doubted = replace(draft, sureness=Confidence(most, draft.sureness.features))
    if draft.is_urgent:
        return closed(doubted, Status.DECLINED, reason, text=wording.AFTER_ALERT)
    text = wording.refusal(reason, why or _why_not_found(parts, draft))
    return closed(doubted, Status.DECLINED, reason, text=text, nearest=nearest)


def _why_not_found(parts: Parts, draft: Draft) -> str:
    """Return why the search was not enough. Where instructions were left out, no word of the message is repeated."""
    if draft.cleaned != without_courtesy(draft.question):
        return nearest_lacks(draft.retrieval, wording.LACKS_THE_ANSWER)
    is_held = parts.outside.is_held
    why = why_not_found(draft.standalone, draft.retrieval, lambda word: is_held(word, parts.store))
    is_of_the_plan = form_of(draft.standalone).plan and parts.knowledge.directory.pathways
    return wording.ONLY_DOCUMENTS_LOOKED_AT if why == wording.NOTHING_NEAR and is_of_the_plan else why


def closed(
    draft: Draft,
    status: Status,
    reason: Reason | None,
    text: str = "",
    question: str = "",
    choices: tuple[Choice, ...] = (),
    nearest: tuple[Nearest, ...] = (),
) -> Answer:
    """End without a quotation. text: by default the fixed one of the reason; question: by default the masked one.

    What is declined is never given as held by the documents, however sure the search was.
    """
    asked = question or draft.question
    is_sure_of_something = status is Status.DECLINED and reason is not Reason.PERSONAL_LOOKUP
    return Answer(
        question=asked,
        standalone_question=draft.standalone or asked,
        status=status,
        reason=reason,
        confidence=min(draft.sureness.value, MOST_DECLINED) if is_sure_of_something else 0.0,
        text=text or (wording.DECLINED[reason] if reason else ""),
        alerts=draft.alerts,
        nearest=nearest,
        choices=choices,
        hits=(*draft.retrieval.hits, *draft.retrieval.rejected),
        explanations=draft.explanations,
    )
