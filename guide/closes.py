"""The ends that need no search: too long, small talk, a person looked up, something to be done, nothing named.

Each is reached only after the message was looked at for danger by its meaning, as every question is: "goodbye
everyone" is small talk and "please help me now" names no subject.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from guide import wording
from guide.asking.requests_to_act import asks_to_act
from guide.asking.understanding import is_personal_lookup, is_vague, smalltalk_kind
from guide.drafts import Draft, Parts
from guide.errors import ModelError
from guide.outcomes import asked_back, closed
from guide.safety import alerts_by_meaning
from guide.types import Alert, Answer, Reason, Status, Vector

Step = Callable[[Parts, Draft], Draft | Answer]

MOST_CHARACTERS = 8_000
"""A longer question is refused; alerts and masking still come first, and its beginning is looked at by meaning."""


def after_a_look(close: Step) -> Step:
    """Return the step that would end here, but first looks at the meaning: with an alert it may go on instead.

    Without the model it ends as it would: rules have looked already.
    """

    @wraps(close)
    def looks_then_closes(parts: Parts, draft: Draft) -> Draft | Answer:
        result = close(parts, draft)
        if not isinstance(result, Answer) or parts.outside.likeness_of is None:
            return result
        message = draft.cleaned or draft.question[:MOST_CHARACTERS]
        try:
            vector = parts.embedder.embed([message])[0]
        except ModelError:
            return result
        looked = replace(draft, cleaned=message, vector=vector)
        return close(parts, replace(looked, alerts=alerts_with_meaning(parts, looked, vector)))

    return looks_then_closes


def alerts_with_meaning(parts: Parts, draft: Draft, vector: Vector) -> tuple[Alert, ...]:
    """Return the alerts of a draft with those that only the meaning of its message shows."""
    if parts.outside.likeness_of is None:
        return draft.alerts
    likeness = parts.outside.likeness_of(draft.cleaned, vector)
    is_as_typed = draft.is_as_typed and draft.cleaned == draft.question
    return alerts_by_meaning(draft.cleaned, draft.alerts, parts.knowledge.lexicon, likeness, is_as_typed)


@after_a_look
def refuse_too_long(parts: Parts, draft: Draft) -> Draft | Answer:
    """Refuse an enormous question with one clear sentence; its alerts stand above it."""
    if len(draft.question) <= MOST_CHARACTERS:
        return draft
    return closed(draft, Status.DECLINED, Reason.TOO_LONG, question=draft.question[:200] + " ...")


@after_a_look
def answer_smalltalk(parts: Parts, draft: Draft) -> Draft | Answer:
    """Answer a greeting, thanks or a question about the guide itself, without a search and without sources."""
    kind = smalltalk_kind(draft.question)
    if draft.is_urgent or kind is None:
        return draft
    return closed(draft, Status.SMALLTALK, None, text=wording.SMALLTALK[kind])


@after_a_look
def refuse_lookup_of_a_person(parts: Parts, draft: Draft) -> Draft | Answer:
    """Refuse to look up, store or report on a person, and to send or ring anything."""
    if draft.is_urgent:
        return draft
    if is_personal_lookup(draft.cleaned):
        return closed(draft, Status.DECLINED, Reason.PERSONAL_LOOKUP)
    if asks_to_act(draft.cleaned):
        return closed(draft, Status.DECLINED, Reason.OUT_OF_SCOPE, text=wording.CANNOT_ACT)
    return draft


@after_a_look
def ask_back_when_vague(parts: Parts, draft: Draft) -> Draft | Answer:
    """Ask one clarifying question, with choices from the documents, when the message names no subject."""
    if draft.is_urgent or draft.earlier or draft.only_orders or not is_vague(draft.cleaned):
        return draft
    return asked_back(parts, draft)
