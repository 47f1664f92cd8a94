"""Who is at this page, as far as Streamlit knows: the signed-in account, the address served, the headers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guide.editing_access import Access, Visit, access_of
from ui.markup import tag

NAME_KEY = "editor_name"


def access() -> Access:
    """Return whether this visitor may edit the directory, and as whom."""
    return access_of(visit(), str(st.session_state.get(NAME_KEY, "")), _token())


def person(place: DeltaGenerator, label: str, key: str) -> str:
    """Return who decides about a quiz: the signed-in account, else a name typed into a field that is drawn here."""
    found = access()
    if found.is_verified:
        place.html(tag("p", f"Signed in as {found.person}.", class_="guide"))
        return found.person
    # The field has a key: without one, each new default would make it another field, which forgets what is typed.
    st.session_state.setdefault(key, st.session_state.get("person", ""))
    return place.text_input(label, key=key, width=360)


def visit() -> Visit:
    """Return how this visitor reached the server."""
    user: Mapping[str, object] = st.user.to_dict()
    has_sign_in = "is_logged_in" in user
    account = str(user.get("email") or user.get("sub") or "") if user.get("is_logged_in") else ""
    return Visit(has_sign_in, account, str(st.get_option("server.address") or ""), dict(st.context.headers))


def _token() -> str:
    """Return this tab's random token: it tells two unverified people apart."""
    if "editor" not in st.session_state:
        st.session_state["editor"] = secrets.token_urlsafe(8)
    return str(st.session_state["editor"])
