"""Who is at this page, as far as Streamlit knows: the signed-in account, the address served, the headers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guide.adapters.sign_in_file import read_sign_in, secrets_files
from guide.adapters.sign_in_section import SignIn
from guide.editing.accounts import Account, Editors, account_of
from guide.editing.editing_access import Access, Visit, access_of
from guide.errors import SettingError
from ui import resources
from ui.markup import tag

NAME_KEY = "editor_name"
MENDED = "It was set up or mended since the pages were started: start them again."


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


def typed(key: str) -> str:
    """Return who decides: the signed-in account, else what is typed in the field of this key. For a callback."""
    found = access()
    return found.person if found.is_verified else str(st.session_state.get(key, "")).strip()


def named(label: str) -> str:
    """Return who writes, reviews or rates a case: the signed-in account, else a name typed into a field drawn here."""
    found = access()
    if found.is_verified:
        st.html(tag("p", f"Signed in as {found.person}.", class_="guide"))
        return found.person
    return str(st.text_input(label, st.session_state.get("person", "")))


def account_id() -> str:
    """Return the id of the signed-in editor, which is kept beside the name; empty for a typed name."""
    found = access()
    return found.token if found.is_verified else ""


def visit() -> Visit:
    """Return how this visitor reached the server."""
    found = sign_in()
    editors, problem = _editors() if found.is_on else (Editors(), "")
    return Visit(
        # Streamlit may have found secrets elsewhere: then it knows of sign-in, and a typed name is not enough.
        has_sign_in=found.is_on or "is_logged_in" in _claims(),
        account=account(),
        bound_to=str(st.get_option("server.address") or ""),
        headers=dict(st.context.headers),
        editors=editors,
        problem=found.problem or problem,
    )


def sign_in() -> SignIn:
    """Return how people sign in here."""
    found = read_sign_in(secrets_files(st.get_option("secrets.files")))
    is_mended = bool(found.providers) and "is_logged_in" not in _claims()
    return SignIn(True, problem=MENDED) if is_mended else found


def account() -> Account | None:
    """Return who is signed in; nobody once the sign-in is too old, or was ended in another tab."""
    if sign_in().problem:
        return None
    claims = _claims()
    found = account_of(claims) if claims.get("is_logged_in") is True else None
    return found if found and found.is_fresh(resources.now()) and _mark(claims) not in _ended() else None


def end_sign_in() -> None:
    """Count this sign-in as over in every tab that has it. Streamlit takes the cookie from the browser."""
    _ended().add(_mark(_claims()))
    st.logout()


def _editors() -> tuple[Editors, str]:
    """Return who may edit after signing in, or nobody and what is wrong with the setting."""
    try:
        return Editors.of(resources.settings().editors), ""
    except SettingError as error:
        return Editors(), str(error)


def _claims() -> Mapping[str, object]:
    """Return what the provider states of the person; it is neither kept nor logged."""
    return st.user.to_dict()


def _mark(claims: Mapping[str, object]) -> tuple[str, ...]:
    """Return what tells this sign-in from every other of the same account."""
    return tuple(str(claims.get(name)) for name in ("iss", "sub", "iat", "nonce"))


@st.cache_resource(show_spinner=False)
def _ended() -> set[tuple[str, ...]]:
    """Return the sign-ins that are over although a tab may still hold them."""
    return set()


def _token() -> str:
    """Return this tab's random token: it tells two unverified people apart."""
    if "editor" not in st.session_state:
        st.session_state["editor"] = secrets.token_urlsafe(8)
    return str(st.session_state["editor"])
