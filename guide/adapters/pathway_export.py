"""The records as YAML that `pathway_file` reads back to the same records, references put back where they stood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from guide.directory.pathway_lines import days_words
from guide.directory.pathway_records import Contact, Hours, Pathway, Period

HEAD = """\
# Referral pathways, exported from the Safer Kingston Guide with the changes made there.
# Put this file into the corpus as pathways.yaml and run: python -m ingest
"""
PLAIN = (
    "who_for",
    "when_to_use",
    "not_for",
    "thresholds",
    "who_may_refer",
    "steps",
    "have_ready",
    "what_happens_next",
    "if_no_answer",
    "consent",
    "legal_basis",
    "change_if",
)
ALWAYS_WRITTEN = ("who_for", "when_to_use", "consent", "legal_basis")
OWN = {"phone": "number", "text": "text", "email": "email"}
NOT_CONFIRMED = ": not confirmed. "


def export_yaml(pathways: Sequence[Pathway]) -> str:
    """Return the whole file. The day the facts were gathered stays as it was."""
    compiled = max((pathway.compiled for pathway in pathways), default="")
    by_id = {pathway.id: pathway for pathway in pathways}
    services = [_record(pathway, by_id) for pathway in pathways]
    body = yaml.safe_dump(services, allow_unicode=True, sort_keys=False, width=120)
    return f"{HEAD}compiled: {compiled}\nservices:\n{body}"


def _record(pathway: Pathway, by_id: Mapping[str, Pathway]) -> dict[str, Any]:
    record: dict[str, Any] = {"id": pathway.id, "name": pathway.name, "short": pathway.short}
    record |= _listed(other_names=pathway.other_names, asked_as=pathway.asked_as)
    former = [_given(name=old.name, now=old.now, since=old.since) for old in pathway.former_names]
    record |= _given(former_names=former, acronyms=dict(pathway.acronyms))
    record |= {"themes": list(pathway.themes), "scope": pathway.scope} | _listed(areas=pathway.areas)
    record |= _given(ages=_present(min=pathway.min_age, max=pathway.max_age), sex=pathway.sex)
    record |= _given(own_abuse=pathway.own_abuse)
    record["urgency"] = pathway.urgency
    for key in PLAIN:
        lines = [_referring(line, pathway, by_id) for line in pathway.lines(key)]
        if lines or key in ALWAYS_WRITTEN:
            record[key] = lines or None
    record |= _given(danger=" ".join(pathway.lines("danger")))
    record["contacts"] = [_contact(contact) for contact in pathway.contacts]
    record["hours"] = _hours(pathway.hours)
    record |= _given(not_confirmed=_not_confirmed(pathway))
    record |= {"sources": list(pathway.sources), "confidence": pathway.confidence, "dated": pathway.dated}
    record |= _given(checked_on=pathway.checked_on, checked_by=pathway.checked_by, review_by=pathway.review_by)
    record |= _given(notes=[_given(key=n.key, on=n.on, by=n.by, how=n.how) for n in pathway.notes])
    return record | {"situations": list(pathway.situations)}


def _referring(line: str, pathway: Pathway, by_id: Mapping[str, Pathway]) -> str:
    """Return a line with the record's own numbers, and the services it names, as references."""
    words = {own: reference for own, reference in _own_words(pathway)}
    for link in pathway.links:
        if link.id in by_id:
            words |= {shown: reference for shown, reference in _other_words(by_id[link.id])}
    if not words:
        return line
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest))
    return pattern.sub(lambda found: words[found[0]], line)


def _own_words(pathway: Pathway) -> list[tuple[str, str]]:
    found = []
    for kind, name in reversed(OWN.items()):
        for place, contact in reversed(list(enumerate(pathway.contacts_of(kind), start=1))):
            found.append((contact.value, f"{{{{{name}}}}}" if place == 1 else f"{{{{{name} {place}}}}}"))
    return found


def _other_words(other: Pathway) -> list[tuple[str, str]]:
    """Return how texts name a service, each with the reference that writes it so."""
    phones = other.contacts_of("phone")
    found = [
        (f"{contact.label or other.short} on {contact.value}", f"{{{{{other.id} {place}}}}}")
        for place, contact in enumerate(phones, start=1)
        if contact.label
    ]
    if not phones or phones[0].value in other.short:
        return [*found, (other.short, f"{{{{{other.id}}}}}")]
    beside = [phones[0].note] if phones[0].note else []
    beside += [f"{contact.label.lower()} {contact.value}" for contact in phones if contact.outside]
    whole = f"{other.short} on {phones[0].value}" + (f" ({'; '.join(beside)})" if beside else "")
    return [*found, (whole, f"{{{{{other.id}}}}}")]


def _contact(contact: Contact) -> dict[str, Any]:
    return {"kind": contact.kind, "value": contact.value} | _given(
        label=contact.label,
        note=contact.note,
        dated=contact.dated,
        unconfirmed=contact.unconfirmed,
        second_hand=contact.second_hand,
        from_source=contact.from_source,
        open="outside" if contact.outside else None,
        times=_periods(contact.periods),
        checked_on=contact.checked_on,
        checked_by=contact.checked_by,
        checked_how=contact.checked_how,
        entered_on=contact.entered_on,
        entered_by=contact.entered_by,
    )


def _hours(hours: Hours | None) -> dict[str, Any] | None:
    if hours is None:
        return None
    return {"words": hours.words} | _given(
        times="always" if hours.always else _periods(hours.periods),
        bank_holidays=hours.bank_holidays if hours.bank_holidays != "unknown" else None,
        answered_outside=hours.answered_outside,
        dated=hours.dated,
        second_hand=hours.second_hand,
        from_source=hours.from_source,
    )


def _periods(periods: Sequence[Period]) -> list[dict[str, str]]:
    return [{"days": days_words(each), "opens": each.opens, "closes": each.closes} for each in periods]


def _not_confirmed(pathway: Pathway) -> list[dict[str, Any]]:
    """Return what is not confirmed. Which words ask for which of several is not kept: the first one gets them all."""
    items = []
    for place, line in enumerate(pathway.lines("not_confirmed")):
        what, _, look = line.partition(NOT_CONFIRMED)
        items.append({"what": what, "look": look} | ({"words": list(pathway.not_confirmed)} if place == 0 else {}))
    return items


def _given(**values: Any) -> dict[str, Any]:  # noqa: ANN401  (any YAML value)
    """Return the values that say something."""
    return {key: value for key, value in values.items() if value}


def _present(**values: int | None) -> dict[str, int]:
    return {key: value for key, value in values.items() if value is not None}


def _listed(**values: Sequence[str]) -> dict[str, list[str]]:
    return {key: list(value) for key, value in values.items() if value}
