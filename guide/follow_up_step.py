"""The step that makes a follow-up stand alone: with the turn that it leans on, or the service asked of there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide.alerting.danger import says_it_is_over
from guide.asking.asked_fields import sure_fields
from guide.asking.everyday_words import as_said, everyday_words
from guide.asking.follow_up_forms import turns_to_another
from guide.asking.pathway_asking import GENERAL, areas_named, read
from guide.asking.pathway_forms import form_of
from guide.asking.pathway_people import sex_turned_to
from guide.asking.turning_to import for_a_door, told_of_another_age
from guide.asking.understanding import Standalone, standalone, subject_words
from guide.directory.pathway_names import is_named
from guide.drafts import Draft, Parts
from guide.errors import ModelError
from guide.quoting.following import asked_alike, subject_added
from guide.safety import alerts_by_meaning, find_alerts, with_alerts
from guide.types import Alert

LEAST_TOLD = 3
"""So many words that carry meaning tell of another person; fewer lean on what was told before."""


def stand_alone(parts: Parts, draft: Draft) -> Draft:
    """Make a follow-up stand alone and a long story short.

    A follow-up keeps the alerts of what it leans on, found by rule or by meaning: "what number" is asked while the
    knife is still there.
    """
    if draft.asked.understood:
        result = Standalone(parts.outside.mend_spelling(draft.asked.understood, parts.store), " ".join(draft.earlier))
    else:
        mended = parts.outside.mend_spelling(draft.cleaned, parts.store)
        earlier = tuple(parts.outside.mend_spelling(turn, parts.store) for turn in draft.earlier)
        is_unnamed = not parts.knowledge.directory.names.mentions(mended)
        result = (
            _asking_of_a_service(parts, mended, earlier)
            or _asking_alike(parts, mended, earlier)
            or standalone(
                mended, earlier, asks_a_field=bool(earlier) and is_unnamed and _asks_for_a_detail(parts, mended)
            )
        )
        result = _of_another_person(_of_the_age_asked(result, mended), mended)
    plain = everyday_words().in_plain_words
    told = find_alerts(as_said(plain(result.text)), parts.knowledge.lexicon) if result.is_follow_up else ()
    told = with_alerts(told, _meant_before(parts, result))
    result = for_a_door(result)
    text, before = plain(result.text), plain(_turn_asked_of(parts, result))
    note = f"searched for: {before or text}"
    follows = replace(
        draft,
        leans_on_earlier=result.is_follow_up,
        wants_more=result.wants_more,
        before=before,
        topic=result.topic,
        alerts=with_alerts(draft.alerts, told),
    )
    return replace(follows, standalone=text).explain("standalone", note)


def _asking_alike(parts: Parts, text: str, earlier: Sequence[str]) -> Standalone | None:
    """Return what an earlier turn asked of the plan, asked of the subject that is named now; None for another message.

    Not where the earlier turn told of danger: what follows it must keep its alerts.
    """
    before = next((turn for turn in reversed(earlier) if not subject_added(turn)), "")
    asked = asked_alike(text, before) if form_of(before).plan else ""
    if not asked or find_alerts(before, parts.knowledge.lexicon) or _asks_for_a_detail(parts, text):
        return None
    return Standalone(asked)


def _meant_before(parts: Parts, asked: Standalone) -> tuple[Alert, ...]:
    """Return the alerts that the turn before a follow-up raised by its meaning; none where it is told to be over.

    Read together, the meaning of both is neither: "my tenant got hit by her son" raises one, with "number?" none.
    """
    if not (asked.is_follow_up and asked.topic and parts.outside.likeness_of):
        return ()
    if says_it_is_over(asked.text.removeprefix(asked.topic)):
        return ()
    try:
        vector = parts.embedder.embed([everyday_words().in_plain_words(asked.topic)])[0]
    except ModelError:
        return ()
    likeness = parts.outside.likeness_of(asked.topic, vector)
    return alerts_by_meaning(asked.topic, (), parts.knowledge.lexicon, likeness)


def _of_the_age_asked(asked: Standalone, newest: str) -> Standalone:
    """Return a follow-up with the turn that it leans on told of people of the age that it turns to."""
    told = told_of_another_age(asked.topic, newest)
    return asked if told == asked.topic else Standalone(f"{told} {newest}", told)


def _of_another_person(asked: Standalone, newest: str) -> Standalone:
    """Return a follow-up alone where it turns to another person of the story and tells of them what they need."""
    tells = turns_to_another(newest) and len(subject_words(newest)) >= LEAST_TOLD and form_of(newest).situation
    return Standalone(newest) if asked.topic and tells else asked


def _turn_asked_of(parts: Parts, asked: Standalone) -> str:
    """Return the turn before a follow-up that asks for a detail of its service and tells nothing new, "" for another.

    What is asked then ("and consent") leads to services that are near to just that: the service is that of before.
    """
    newest = asked.text.removeprefix(asked.topic)
    if not asked.topic or asked.wants_more or len(subject_words(newest)) > 1 or form_of(asked.topic).plan:
        return ""
    turns = read(newest).youngest is not None or sex_turned_to(newest) or areas_named(newest)
    is_named_now = is_named(parts.knowledge.directory.names.mentions(newest))
    return asked.topic if not turns and not is_named_now and _asks_for_a_detail(parts, newest) else ""


def _asks_for_a_detail(parts: Parts, text: str) -> bool:
    """Say whether a message asks for one field of a service that it does not name; not what the plan says of something.

    "What is ... for" is how people ask of anything: by itself it leans on nothing.
    """
    return bool(_fields_asked(parts, text) - {GENERAL}) and not form_of(text).plan


def _fields_asked(parts: Parts, text: str) -> frozenset[str]:
    """Return the fields of a service that a message asks for by rule, else by its words."""
    return frozenset(read(text).fields or sure_fields(parts.outside.fields_of(text, None)))


def _asking_of_a_service(parts: Parts, text: str, earlier: Sequence[str]) -> Standalone | None:
    """Return what to search for when a follow-up names a service: it asks for the same field as the turn before did.

    One that says itself which field it asks for leans on nothing. None where neither is so.
    """
    names = parts.knowledge.directory.names
    if not earlier or not is_named(names.mentions(text)):
        return None
    if _fields_asked(parts, text):
        return Standalone(text)
    before = earlier[-1]
    if not (_fields_asked(parts, before) and is_named(names.mentions(before))):
        return None
    asked = names.without(before)
    return Standalone(f"{asked} {text}", asked)
