"""The steps from a question to an answer, each a function from one draft to the next or to the answer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from guide import wording
from guide.alerting.danger import asks_what_is_written
from guide.asking.asked_fields import sure_fields
from guide.asking.courtesies import asks_further, without_courtesy
from guide.asking.everyday_words import as_said, everyday_words
from guide.asking.follow_up_forms import only_tells_when
from guide.asking.instructions import without_instructions
from guide.asking.message_kinds import ORDER, SMALL_TALK, VAGUE, is_near_danger, may_be_judged
from guide.asking.pathway_forms import form_of
from guide.asking.understanding import (
    asking_sentences,
    asks,
    asks_for_a_field,
    asks_who_qualifies,
    readable,
    subject_words,
    wants_to_talk_at_night,
)
from guide.closes import MOST_CHARACTERS, alerts_with_meaning
from guide.directory.pathway_names import FULL, is_named
from guide.directory.service_details import asks_a_detail_of_a_service
from guide.drafts import Draft, Parts
from guide.errors import ModelError, SearchIndexError
from guide.outcomes import answered, asked_back, closed, declined
from guide.quoting.about_documents import says_of_itself
from guide.quoting.arranging import arrange, nearest_of
from guide.quoting.composing import Composition, compose
from guide.quoting.following import with_what_a_follow_up_adds
from guide.quoting.must_show import OPINION
from guide.quoting.quotes import composition_of, for_a_reader
from guide.quoting.refusing import another_document, nearest_lacks
from guide.quoting.telling_more import with_the_rest
from guide.quoting.two_subjects import one_of_two
from guide.safety import (
    SafetyLexicon,
    find_alerts,
    mask,
    personal_data_alert,
)
from guide.searching.confidence import Confidence, confidence
from guide.searching.other_documents import asks_of_another_document
from guide.searching.retrieval import OtherWords, retrieve
from guide.types import (
    Answer,
    Question,
    Reason,
    SourceKind,
    Status,
    Vector,
)

HITS = 10
"""How many passages a search keeps."""

HELD_AT_ALL = 0.005
"""Chance that some record fits from which on a detail of a service may be one of these."""


def look_for_danger(parts: Parts, draft: Draft) -> Draft:
    """Find alerts in the raw text, before anything else."""
    return replace(draft, alerts=find_alerts(draft.asked.text, parts.knowledge.lexicon))


def mask_personal_data(parts: Parts, draft: Draft) -> Draft:
    """Replace personal data in this turn and the earlier ones. Nothing after this step sees the raw text."""
    raw, lexicon = draft.asked, parts.knowledge.lexicon
    masked = mask(raw.text, lexicon)
    told = personal_data_alert(masked, lexicon)
    question = readable(masked.text)
    return replace(
        draft,
        asked=Question("", (), raw.at, raw.themes, _masked(raw.understood, lexicon)),
        alerts=(*draft.alerts, told) if told else draft.alerts,
        question=question,
        is_as_typed=question == raw.text,
        earlier=tuple(_masked(turn[:MOST_CHARACTERS], lexicon) for turn in raw.earlier),
    ).explain("mask", "personal data were masked" if told else "no personal data found")


def _masked(text: str, lexicon: SafetyLexicon) -> str:
    return readable(mask(text, lexicon).text) if text else ""


def refuse_unreadable(parts: Parts, draft: Draft) -> Draft | Answer:
    """Refuse an empty or unreadable question with one clear sentence."""
    if any(char.isalnum() for char in draft.question):
        return draft
    text = wording.NO_READABLE_TEXT if draft.question.strip() else wording.EMPTY_QUESTION
    return closed(draft, Status.CLARIFY, Reason.TOO_VAGUE, text=text)


def leave_out_instructions(parts: Parts, draft: Draft) -> Draft:
    """Drop thanks before a question and what tells the guide how to behave; go on with the question that is left.

    Where none is left, the whole goes on to be looked at for danger, and is refused after that.
    """
    cleaned = without_instructions(without_courtesy(draft.question))
    enough = 1 if asks(cleaned.text) or asks_for_a_field(cleaned.text) else 2
    if cleaned.had_instruction and len(subject_words(cleaned.text)) < enough and not draft.is_urgent:
        left = replace(draft, cleaned=draft.question, only_orders=True)
        return left.explain("instructions", "nothing else is left to answer")
    text = cleaned.text or draft.question
    note = "left out what tells the guide how to behave" if cleaned.had_instruction else "nothing to leave out"
    return replace(draft, cleaned=text).explain("instructions", note)


def encode(parts: Parts, draft: Draft) -> Draft | Answer:
    """Embed the question, also with its acronyms put otherwise; look at its meaning for danger that no rule names.

    A short message itself is embedded beside what is searched for, and judged for what kind it is. So is a follow-up,
    as the turn that it leans on hides what danger it tells of.
    """
    kind_of = parts.outside.kind_of if may_be_judged(draft.cleaned) else None
    try:
        beside = draft.cleaned if kind_of or draft.earlier else draft.searched
        vector, otherwise, own = embedded(parts, draft.searched, beside)
    except ModelError:
        return closed(draft, Status.FAILED, Reason.MODEL_UNAVAILABLE)
    if otherwise:
        draft = replace(draft, otherwise=otherwise).explain("acronyms", f"searched also for: {otherwise.text}")
    meant = cache(lambda: sure_fields(parts.outside.fields_of(beside, own)))
    draft = replace(draft, vector=vector, own=own, meant=meant)
    if not (draft.leans_on_earlier and asks_what_is_written(draft.standalone)):
        draft = replace(draft, alerts=alerts_with_meaning(parts, draft, vector))
    if draft.leans_on_earlier:
        draft = replace(draft, alerts=alerts_with_meaning(parts, draft, own))
    if kind_of is None or draft.alerts or is_named(parts.knowledge.directory.names.mentions(draft.cleaned)):
        return draft
    kind = kind_of(own)
    likeness_of = parts.outside.likeness_of
    if kind.small_talk >= SMALL_TALK and likeness_of and is_near_danger(likeness_of(draft.cleaned, own)):
        kind = replace(kind, small_talk=0.0)
    if draft.earlier and only_tells_when(draft.cleaned):
        kind = replace(kind, small_talk=0.0)
    if draft.earlier and (asks_further(draft.cleaned) or without_courtesy(draft.question) != draft.question):
        kind = replace(kind, small_talk=0.0)
    likely = (("small_talk", kind.small_talk), ("vague", kind.vague), ("order", kind.order))
    return replace(draft, kind=kind).explain("kind", f"nearest small talk: {kind.nearest}", *likely)


def answer_by_kind(parts: Parts, draft: Draft) -> Draft | Answer:
    """Answer small talk, ask back or refuse an order, where a short message is that by its meaning. No search."""
    kind = draft.kind
    if draft.only_orders and not draft.is_urgent:
        return closed(draft, Status.DECLINED, Reason.OUT_OF_SCOPE)
    if kind is None:
        return draft
    if kind.small_talk >= SMALL_TALK:
        return closed(draft, Status.SMALLTALK, None, text=wording.SMALLTALK[kind.nearest])
    if kind.vague >= VAGUE and not draft.earlier and not wants_to_talk_at_night(draft.cleaned):
        return asked_back(parts, draft)
    if kind.order >= ORDER:
        return closed(draft, Status.DECLINED, Reason.OUT_OF_SCOPE)
    return draft


def search(parts: Parts, draft: Draft) -> Draft | Answer:
    """Search by meaning and by words, and judge whether the documents hold the answer."""
    try:
        retrieval = retrieve(draft.searched, draft.vector, parts.store, HITS, draft.asked.themes, draft.otherwise)
    except SearchIndexError:
        return closed(draft, Status.FAILED, Reason.INDEX_UNAVAILABLE)
    sureness = confidence(draft.searched, retrieval)
    explanations = (*draft.explanations, *retrieval.explanations, sureness.explain())
    return replace(draft, retrieval=retrieval, sureness=sureness, explanations=explanations)


def answer_about_a_document(parts: Parts, draft: Draft) -> Draft | Answer:
    """Answer what a document is called or for which years it is from its own title."""
    if draft.is_urgent or (title := says_of_itself(as_said(draft.standalone), parts.store)) is None:
        return draft
    return _quoted(parts, replace(draft, sureness=Confidence(1.0)), composition_of((title,), parts.store))


def decline_what_is_not_held(parts: Parts, draft: Draft) -> Draft | Answer:
    """Gate 1: decline when the documents do not seem to hold the answer, showing the nearest passages."""
    if asks_of_another_document(draft.question, draft.retrieval, parts.store):
        titles = [source.title for source in parts.store.sources() if source.kind is SourceKind.DOCUMENT]
        asked = draft.explain("document", "asks of a document that is not here")
        return declined(parts, asked, why=another_document(titles))
    if OPINION.search(draft.cleaned):
        asked, nearest = draft.explain("document", "asks for an opinion"), nearest_of(draft.retrieval, parts.store)
        return closed(asked, Status.DECLINED, Reason.OUT_OF_SCOPE, text=wording.NO_OPINION, nearest=nearest)
    draft = _asked_alone(parts, draft) or draft
    is_of_a_service = asks_a_detail_of_a_service(draft.standalone) and not form_of(draft.standalone).plan
    if draft.sureness.is_enough and draft.held_by_pathways >= HELD_AT_ALL and is_of_a_service and not draft.is_urgent:
        return asked_back(parts, draft.explain("field", "asks a detail of a service, and none fits surely"))
    return draft if draft.sureness.is_enough else _one_half(parts, draft) or declined(parts, draft)


def quote(parts: Parts, draft: Draft) -> Answer:
    """Choose the quotations, check that they cover what was asked (gate 2), and arrange them."""
    newest = everyday_words().in_plain_words(draft.cleaned) if draft.leans_on_earlier and not draft.wants_more else ""
    composition = compose(draft.standalone, draft.retrieval, parts.embedder.embed, parts.store, newest)
    composition = with_what_a_follow_up_adds(composition, newest)
    if draft.wants_more:
        composition = with_the_rest(composition, parts.store)
    draft = replace(draft, explanations=(*draft.explanations, *composition.explanations))
    if composition.status is Status.DECLINED or not composition.quotes:
        why = nearest_lacks(draft.retrieval, composition.lacks) if composition.lacks else ""
        return declined(parts, draft, composition.reason or Reason.NOT_IN_DOCUMENTS, why)
    return _quoted(parts, draft, composition)


def _quoted(parts: Parts, draft: Draft, composition: Composition) -> Answer:
    composition = replace(composition, quotes=for_a_reader(composition.quotes))
    arranged = arrange(composition, parts.store, parts.knowledge.acronyms, asks_who_qualifies(draft.standalone))
    answer = answered(draft, composition.status, composition.reason, arranged, draft.sureness.value)
    return replace(answer, unquoted=composition.unquoted)


def _asked_alone(parts: Parts, draft: Draft) -> Draft | None:
    """Return the draft with the sentences alone that ask about the plan, where they are surer than the whole story."""
    asked = " ".join(asking_sentences(draft.standalone))
    if draft.leans_on_earlier or asked == draft.standalone or not form_of(asked).plan:
        return None
    retrieval = retrieve(asked, parts.embedder.embed([asked])[0], parts.store, HITS, draft.asked.themes)
    sureness = confidence(asked, retrieval)
    if sureness.value <= draft.sureness.value or not sureness.is_enough:
        return None
    found = replace(draft, standalone=asked, retrieval=retrieval, sureness=sureness)
    return found.explain("asked", f"searched for the question without its story: {asked}")


def _one_half(parts: Parts, draft: Draft) -> Answer | None:
    """Answer one of two subjects named side by side, and say that nothing was found of the other."""
    asked = everyday_words().in_plain_words(draft.cleaned) if draft.leans_on_earlier else draft.standalone
    half = one_of_two(asked, parts.embedder.embed, parts.store)
    if half is None:
        return None
    retrieval, text, missing = half
    composition = compose(text, retrieval, parts.embedder.embed, parts.store)
    if not composition.quotes:
        return None
    found = replace(draft, retrieval=retrieval, sureness=confidence(text, retrieval))
    found = found.explain("halves", f"searched apart for: {text}; nothing found of: {missing}")
    left_open = (*composition.missing, missing)
    partial = replace(composition, status=Status.PARTIAL, reason=Reason.PART_MISSING, missing=left_open)
    return _quoted(parts, found, partial)


def embedded(parts: Parts, text: str, beside: str = "") -> tuple[Vector, OtherWords | None, Vector]:
    """Return a text's vector, the text with its acronyms put otherwise, None without any, and the vector of `beside`.

    All in one call. A record that the text names is known by its name already, and is not made more of.
    """
    other = parts.knowledge.acronyms.in_other_words(text)
    vectors = parts.embedder.embed((text, other, beside or text))
    if other == text:
        return vectors[0], None, vectors[2]
    mentions = parts.knowledge.directory.names.mentions(text)
    named = frozenset(mention.pathway_id for mention in mentions if mention.strength >= FULL)
    return vectors[0], OtherWords(other, vectors[1], named), vectors[2]
