"""Who is at this page, as far as Streamlit knows: the signed-in account, the address served, the headers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import streamlit as st

from guide.editing_access import Access, Visit, access_of

NAME_KEY = "editor_name"


def access() -> Access:
    """Return whether this visitor may edit the directory, and as whom."""
    return access_of(visit(), str(st.session_state.get(NAME_KEY, "")), _token())


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
