"""Drafts of cases on disk, so that a reload or a restarted server brings them back: masked, under an id in the address.

Nothing of it is looked at by the guide, and nothing typed is written before personal data are out of it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from typing import Any

import streamlit as st

from evaluation.case_form import Written
from evaluation.masking import masked_values
from guide.adapters.case_draft_store import CaseDraftStore
from guide.errors import StoreError
from guide.keeping.conversations import is_conversation_id
from ui import case_drafts, resources
from ui.case_drafts import Draft

PARAMETER = "drafts"
WINDOW, KEPT, PROBLEM = "drafts_window", "drafts_kept", "drafts_problem"


def bring_back() -> None:
    """Take up what is kept under the id in the address, once in a window. Called before anything is drawn."""
    named = st.query_params.get(PARAMETER, "")
    if WINDOW in st.session_state or not is_conversation_id(named):
        return
    st.session_state[WINDOW] = named
    try:
        bodies = _store().of(named)
        found = {place: _draft(json.loads(body)) for place, body in bodies.items()}
    except (StoreError, ValueError, TypeError, KeyError) as error:
        st.session_state[PROBLEM] = str(error)
        return
    case_drafts.bring_back(found)
    st.session_state[KEPT] = {place: draft.now for place, draft in found.items()}


def keep() -> None:
    """Write what changed since the last time, and drop what was saved or undone."""
    kept: dict[str, Written] = st.session_state.setdefault(KEPT, {})
    try:
        for place, draft in case_drafts.every():
            if draft.is_unsaved and kept.get(place) != draft.now:
                _store().keep(_window(), place, _body(draft), resources.now())
                kept[place] = draft.now
            elif not draft.is_unsaved and place in kept:
                _store().drop(_window(), place)
                del kept[place]
        st.session_state.pop(PROBLEM, None)
    except StoreError as error:
        st.session_state[PROBLEM] = str(error)
    if kept and st.query_params.get(PARAMETER) != _window():
        st.query_params[PARAMETER] = _window()


def problem() -> str:
    """Return why drafts are not kept, "" while they are."""
    return str(st.session_state.get(PROBLEM, ""))


def forget() -> None:
    """Delete the drafts of this window: the next person at this desk must not read them. Raises StoreError."""
    case_drafts.forget()
    st.session_state.pop(KEPT, None)
    window = st.session_state.pop(WINDOW, "")
    if window:
        _store().forget(window)


def _store() -> CaseDraftStore:
    return CaseDraftStore(resources.settings().data)


def _window() -> str:
    if WINDOW not in st.session_state:
        st.session_state[WINDOW] = secrets.token_urlsafe(16)
    return str(st.session_state[WINDOW])


def _body(draft: Draft) -> str:
    """Return a draft as it is kept: every word of it without personal data."""
    forms = {name: asdict(form) for name, form in (("base", draft.base), ("now", draft.now))}
    return json.dumps(masked_values(json.loads(json.dumps(forms)), resources.guide().mask), ensure_ascii=False)


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(Written.from_json(row["base"]), Written.from_json(row["now"]))
