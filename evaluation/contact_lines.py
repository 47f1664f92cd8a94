"""Every line of a reply that can show a number, address or time, and the same lines as the records hold them.

The records are read as data, not through the cards that are made of them: a fault in making a card is found. Only
whether a line is open at a time is worked out as the cards do it, for the very contact that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation import folding
from evaluation.measures.contacts import Form, Held, Place, Shown, contacts_in
from evaluation.replies import Reply
from evaluation.statements import fixed_sentences
from guide.directory.own_contacts import INSTEAD, ROLES
from guide.directory.pathway_cards import Moment
from guide.directory.pathway_edits import Edit, contact_from
from guide.directory.pathway_marks import opening
from guide.directory.pathway_records import DEFAULT_DANGER, LABELS, Pathway
from guide.safety import AlertTexts
from guide.types import AlertKind

ANYTHING = ""
"""The line of all that a record holds, for what a card says beside its fields: marks, ages, pages."""
NAME, NUMBER, PASSAGE = "name", "number", "passage"
FIXED: Place = ("the guide", "fixed sentence")
ALERTS, OWN = "alerts", "own"
OPENING, NOTE = "opening of {value}", "{line}, note"


def shown_in(reply: Reply, held: Sequence[Held]) -> tuple[Shown, ...]:
    """Return every line of a reply that can show a contact, with where it says that it is from.

    held: what is known of the services that the reply names, for sentences that cite nothing.
    """
    found = [*_of_text(reply, held), *_of_alerts(reply, held)]
    for card in reply.pathways:
        found += _of_card(card, reply, held)
    for near in reply.nearest:
        found.append(Shown(str(near.get("text", "")), ((str(near.get("source_id", "")), PASSAGE),)))
    return tuple(line for line in found if line.contacts)


def held_by(names: Iterable[str], directory: Mapping[str, Pathway], moment: Moment) -> Iterator[Held]:
    """Yield the lines with a contact of these records, and those of the services that their texts name."""
    linked: dict[str, None] = {}
    for name in dict.fromkeys(names):
        if name not in directory:
            continue
        record = directory[name]
        yield from _with_contacts(_of_fields(record))
        yield from _of_contacts(record, moment)
        for link in record.links:
            linked[link.id] = None
            if link.id not in directory and link.value:  # retired: what this record says is all there is
                yield Held(link.id, NUMBER, link.value)
    for name in linked:
        if name in directory:
            yield from _of_contacts(directory[name], moment)


def held_by_alerts(texts: AlertTexts) -> Iterator[Held]:
    """Yield the texts of the alerts by their kind."""
    yield Held(ALERTS, AlertKind.EMERGENCY, texts.emergency)
    someone_else, self = texts.crisis_someone_else, texts.crisis_self
    both = texts.crisis_unclear.replace("{someone_else}", someone_else).replace("{self}", self)
    yield from (Held(ALERTS, AlertKind.CRISIS, words) for words in (someone_else, self, both))
    yield Held(ALERTS, AlertKind.PERSONAL_DATA, texts.personal_data)


def held_by_own(entered: Sequence[tuple[str, Edit]]) -> Iterator[Held]:
    """Yield the organisation's own contacts by role; a role that nobody entered leads to the duty manager."""
    known = dict(entered)
    for role in ROLES:
        edit = known.get(role) or known.get(INSTEAD)
        contact = contact_from(edit.after) if edit else None
        if contact:
            yield from (Held(OWN, role, words) for words in (contact.value, contact.label) if words)


def _of_text(reply: Reply, held: Sequence[Held]) -> Iterator[Shown]:
    """Yield each sentence. It is from what it cites; one that cites nothing is from whatever the reply names."""
    cited = {citation.marker: (citation.source_id, PASSAGE) for citation in reply.citations}
    for sentence, markers in folding.statements(reply.text):
        claims = tuple(cited[marker] for marker in markers if marker in cited)
        yield Shown(sentence, claims if markers else _uncited(sentence, reply, held))


def _of_alerts(reply: Reply, held: Sequence[Held]) -> Iterator[Shown]:
    """Yield each alert that has words. One of danger is shown as it was written, or is not exact."""
    for kind, text in reply.alerts:
        if kind == AlertKind.OUT_OF_DATE:
            yield Shown(text, _uncited(text, reply, held))
        elif text:
            yield Shown(text, ((ALERTS, kind),), Form.TEXT if kind == AlertKind.PERSONAL_DATA else Form.CONTACT)


def _uncited(sentence: str, reply: Reply, held: Sequence[Held]) -> tuple[Place, ...]:
    """Return where a sentence without a citation may be from: the services that it names, if it names any."""
    owners = {each.owner for each in held if each.line == NAME and _names(each.words, sentence)}
    passages = [(citation.source_id, PASSAGE) for citation in reply.citations]
    places = [place for place in (*(each.place for each in held), *passages) if not owners or place[0] in owners]
    return (FIXED, *dict.fromkeys(places))


def _names(name: str, sentence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) is not None


def _of_card(card: Mapping[str, object], reply: Reply, held: Sequence[Held]) -> Iterator[Shown]:
    """Yield the lines of a card under the record and the field that they stand under."""
    name = str(card.get("id", ""))
    for contact in _objects(card.get("contacts")):
        yield from _contact(contact, name, _labelled(str(contact.get("kind", "")), contact.get("label")), name)
    for link in _objects(card.get("links")):
        yield Shown(str(link.get("name") or ""), ((str(link.get("id", "")), NAME),), Form.LINE)
        yield from _contact(link, str(link.get("id", "")), _labelled(NUMBER, link.get("label")), name)
    for own in _objects(card.get("own_contacts")):
        yield from (Shown(words, ((OWN, str(own.get("role", ""))),)) for words in folding.leaves(own))
    for key in (each for each in card if each not in ("contacts", "links", "own_contacts")):
        for words in folding.leaves(card[key]):
            if key == "reason":
                yield Shown(words, _uncited(words, reply, held))
            elif key in LABELS:
                yield Shown(words, ((name, key),), Form.LINE)
            else:
                yield Shown(words, ((name, ANYTHING),))


def _contact(contact: Mapping[str, object], owner: str, line: str, card: str) -> Iterator[Shown]:
    """Yield a contact's number, its note and whether it is open now, then its marks. card: the record that shows it."""
    value, note = str(contact.get("value") or ""), str(contact.get("note") or "")
    if value:
        yield Shown(value, ((owner, line),), Form.CONTACT)
    yield Shown(note, ((owner, NOTE.format(line=line)),), Form.LINE)
    if contact.get("opening"):
        words = _hours_note(str(contact.get("opening_state") or ""), str(contact["opening"]))
        yield Shown(words, ((owner, OPENING.format(value=value)),), Form.CONTACT)
    for key in ("mark", "source"):
        yield Shown(str(contact.get(key) or ""), ((owner, ANYTHING), (card, ANYTHING)))


def _hours_note(state: str, words: str) -> str:
    return f"{state}: {words}"


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _of_fields(record: Pathway) -> Iterator[Held]:
    for key, lines in record.fields:
        yield from (Held(record.id, key, line) for line in lines)
    if not record.lines("danger"):
        yield Held(record.id, "danger", DEFAULT_DANGER)


def _of_contacts(record: Pathway, moment: Moment) -> Iterator[Held]:
    """Yield a record's names, each contact under its label with its note and times, and whatever else it holds."""
    for name in dict.fromkeys((record.name, record.short)):
        yield Held(record.id, NAME, name)
    for contact in record.contacts:
        for line in dict.fromkeys((_labelled(contact.kind, contact.label), _labelled(NUMBER, contact.label), NUMBER)):
            yield Held(record.id, line, contact.value)
            if contact.note:
                yield Held(record.id, NOTE.format(line=line), contact.note)
        if moment.at:
            now = opening(record, contact, moment.at, moment.bank_holidays)
            yield Held(record.id, OPENING.format(value=contact.value), _hours_note(now.state, now.words))
    yield from _with_contacts(Held(record.id, ANYTHING, words) for words in _everything(record))


def _labelled(kind: str, label: object) -> str:
    return f"{kind} {label or ''}".strip()


def _everything(record: Pathway) -> Iterator[str]:
    yield from dict.fromkeys(folding.leaves(record.to_json()))


def _with_contacts(lines: Iterable[Held]) -> Iterator[Held]:
    return (each for each in lines if contacts_in(each.words))


FIXED_SENTENCES = tuple(_with_contacts(Held(*FIXED, sentence) for sentence in fixed_sentences()))
"""The guide's own sentences, which stand in no record."""
