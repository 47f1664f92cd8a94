"""What is typed for a case and not saved yet: kept for this tab, case by case, until it is saved or undone.

How it outlives a reload is in `kept_drafts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from evaluation.case_form import Written
    from evaluation.cases import Gold

NOT_FIELDS = frozenset({"gold"})
"""What the form holds beside its fields: gold is ticked in the document."""
OWN_KEYS = ("case-", "case_", "tick-")
"""How the keys of the editor begin."""
LISTS = frozenset({"category", "theme", "audience"})
"""Fields to choose from or to type into, which take None for nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The form of one case. base: as the set held it when it was opened; now: as it stands."""

    base: Written
    now: Written

    @property
    def is_unsaved(self) -> bool:
        """Say whether something is typed, chosen or ticked that the set does not hold."""
        return self.now.tidied() != self.base.tidied()


def place_of(name: str, case_id: str) -> str:
    """Return what tells the form of one case of one set from every other; an empty id is the new case."""
    return f"{name}/{case_id}"


def opened(place: str, saved: Written) -> Draft:
    """Return the draft of a case, which is now the open one. saved: as the set holds it."""
    st.session_state["case_open"] = place
    found = _drafts().get(place)
    if found is None or (found.base != saved and not found.is_unsaved):
        return put(place, saved)
    return found


def keep_typed() -> None:
    """Take up what stands in the fields of the open case. Called before anything is drawn: a press may lead away."""
    place = st.session_state.get("case_open")
    if place is None:
        return
    found = _drafts()[place]
    typed: dict[str, Any] = {
        each: _plain(st.session_state[key(place, each)])
        for each in _names(found.now)
        if key(place, each) in st.session_state
    }
    _drafts()[place] = replace(found, now=replace(found.now, **typed))


def draft(place: str) -> Draft:
    """Return the draft of a case that was opened in this tab."""
    return _drafts()[place]


def is_unsaved(place: str) -> bool:
    """Say whether a case has words in this tab that its set does not hold."""
    found = _drafts().get(place)
    return found is not None and found.is_unsaved


def put(place: str, written: Written) -> Draft:
    """Fill a form anew, as after saving or to undo. In a run only before its fields are drawn."""
    before = _drafts().get(place)
    for gold in (*(before.now.gold if before else ()), *written.gold):
        st.session_state[tick_key(place, gold)] = gold in written.gold
    for each in _names(written):
        st.session_state[key(place, each)] = _shown(each, getattr(written, each))
    made = Draft(written, written)
    _drafts()[place] = made
    return made


def take(place: str, gold: tuple[Gold, ...], pathways: tuple[str, ...]) -> None:
    """Keep what is ticked, and the services that came or went with it. For a callback."""
    found = _drafts()[place]
    st.session_state[key(place, "pathways")] = list(pathways)
    _drafts()[place] = replace(found, now=replace(found.now, gold=gold, pathways=pathways))


def every() -> tuple[tuple[str, Draft], ...]:
    """Return all drafts of this tab by their place."""
    return tuple(_drafts().items())


def bring_back(found: Mapping[str, Draft]) -> None:
    """Take up drafts of before a reload. What this tab holds itself stays."""
    for place, kept in found.items():
        _drafts().setdefault(place, kept)


def forget() -> None:
    """Drop every draft and what stands in the fields: the next person at this desk must not read them."""
    for each in [each for each in st.session_state if str(each).startswith(OWN_KEYS)]:
        del st.session_state[each]


def field(place: str, name: str) -> str:
    """Return the key of a field, filled with what was typed into it before. The field has no default of its own."""
    st.session_state.setdefault(key(place, name), _shown(name, getattr(_drafts()[place].now, name)))
    return key(place, name)


def key(place: str, name: str) -> str:
    """Return the key of a field."""
    return f"case-{place}-{name}"


def tick_key(place: str, gold: Gold) -> str:
    """Return the key of the box that ticks gold words."""
    return f"tick-{place}-{hash((gold.source, gold.words, gold.page))}"


def _drafts() -> dict[str, Draft]:
    found: dict[str, Draft] = st.session_state.setdefault("case_drafts", {})
    return found


def _names(written: Written) -> list[str]:
    return [each.name for each in fields(written) if each.name not in NOT_FIELDS]


def _plain(value: object) -> object:
    """Return what a field holds as a form does: no list, and an empty choice as no words."""
    return tuple(value) if isinstance(value, list) else "" if value is None else value


def _shown(name: str, value: object) -> object:
    """Return what a form holds as its field takes it."""
    if name in LISTS:
        return value or None
    return list(value) if isinstance(value, tuple) else value
