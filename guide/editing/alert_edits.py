"""Changes people made to the texts of the alerts, laid over the file they came from. No storage here.

They stand in the same list of edits as those of the directory, under ALERTS in place of a record's id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from guide.directory.pathway_edits import ALERTS, Edit, EditKind
from guide.safety import AlertTexts

TEXTS = {
    "emergency": "Emergency: danger to life, or a crime under way",
    "crisis_someone_else": "Crisis of somebody else",
    "crisis_self": "Crisis of the person who types",
    "crisis_unclear": "Crisis, and it is unclear whose: how the two texts are joined",
    "personal_data": "Personal data were masked",
}
"""The fields of AlertTexts that can be edited, as a person reads them."""
NUMBER, OWNER = "number", "owner"
"""Fields of an edit that is of no single text: a number wherever it stands, and whose file this is."""
PROTECTED = ("999", "112")
FIGURES = re.compile(r"\d(?:[\d ]*\d)?")


@dataclass(frozen=True, slots=True)
class Check:
    """Who said of one text that it is right, on which day, and what that rests on."""

    on: str
    by: str
    how: str


@dataclass(frozen=True, slots=True)
class AlertFile:
    """What alerts.yaml holds. sources, checks: by the text's field."""

    texts: AlertTexts = field(default_factory=AlertTexts)
    owner: str = ""
    written_on: str = ""
    sources: tuple[tuple[str, tuple[str, ...]], ...] = ()
    checks: tuple[tuple[str, Check], ...] = ()


@dataclass(frozen=True, slots=True)
class EditedAlerts:
    """The alerts with the edits applied. set_aside: edits that found something else than they changed."""

    file: AlertFile
    set_aside: tuple[Edit, ...] = ()


def alerts_applied(file: AlertFile, edits: Sequence[Edit]) -> EditedAlerts:
    """Return the alerts with the edits of them applied in their order; edits of the directory are passed over."""
    aside: list[Edit] = []
    for edit in edits:
        if edit.pathway_id != ALERTS:
            continue
        changed = _applied(file, edit)
        if changed is None:
            aside.append(edit)
        else:
            file = changed
    return EditedAlerts(file, tuple(aside))


def text_of(texts: AlertTexts, name: str) -> str:
    """Return one text by its field."""
    return str(getattr(texts, name))


def figures_of(text: str) -> tuple[str, ...]:
    """Return every figure of a text in order, spaces as written: 999, 116 123, 2."""
    return tuple(found.group() for found in FIGURES.finditer(text))


def with_number(texts: AlertTexts, before: str, after: str) -> AlertTexts:
    """Return the texts with a number exchanged wherever it stands. Raises ValueError where a text cannot stand so."""

    def exchanged(text: str) -> str:
        return FIGURES.sub(lambda found: after if found.group() == before else found.group(), text)

    return replace(texts, **{name: exchanged(text_of(texts, name)) for name in TEXTS})


def _applied(file: AlertFile, edit: Edit) -> AlertFile | None:
    """Return the file as the edit leaves it, None where it no longer fits."""
    if edit.field == OWNER:
        return replace(file, owner=edit.after) if edit.before == file.owner else None
    if edit.kind is EditKind.CONFIRMED:
        if edit.field not in TEXTS or text_of(file.texts, edit.field) != edit.before:
            return None
        check = Check(edit.at.date().isoformat(), edit.who, edit.how)
        return replace(file, checks=(*_others(file, edit.field), (edit.field, check)))
    try:
        texts = _changed(file.texts, edit)
    except ValueError:
        return None
    if texts is None:
        return None
    kept = tuple(each for each in file.checks if text_of(texts, each[0]) == text_of(file.texts, each[0]))
    return replace(file, texts=texts, checks=kept, written_on=_later(file.written_on, edit.at.date()))


def _changed(texts: AlertTexts, edit: Edit) -> AlertTexts | None:
    if edit.field == NUMBER:
        stands = any(edit.before in figures_of(text_of(texts, name)) for name in TEXTS)
        return with_number(texts, edit.before, edit.after) if stands else None
    if edit.field not in TEXTS or text_of(texts, edit.field) != edit.before:
        return None
    return replace(texts, **{edit.field: edit.after})


def _others(file: AlertFile, name: str) -> tuple[tuple[str, Check], ...]:
    return tuple(each for each in file.checks if each[0] != name)


def _later(written_on: str, day: date) -> str:
    return max(written_on, day.isoformat())
