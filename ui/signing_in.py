"""Signing in and out: a few lines beside the navigation, and a button where somebody meets what only editors may do."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

import streamlit as st

from guide.adapters.sign_in_file import provider_problem
from guide.adapters.sign_in_section import DEFAULT, SignIn
from ui import access
from ui.chat import Go
from ui.markup import Markup, tag
from ui.region import region

FOR_WHAT = "Only to edit, approve or rate. Asking needs no account."
NOT_SOUND = "Sign-in does not work. {problem}"
UNREACHED = "You cannot sign in at the moment. {problem} Asking needs no account."
NOT_DONE = "You are not signed in: the sign-in was not finished. Try again, or ask your administrator."
NOT_OPEN = "This is not open to you"
NO_EDITOR = "This account may not edit, approve or rate."
ELSEWHERE = "Sign-in works only at this address:"
OUT, TRIED, STAYED = "sign-out", "sign_in_tried", "sign_in_stayed"


def draw(go: Go, pages: Collection[str]) -> None:
    """Draw who is signed in, or how to; nothing where sign-in is not set up. pages: those that one may come back to."""
    found = access.sign_in()
    if not found.is_on:
        return
    returns = "never" if st.session_state.pop(STAYED, False) else "once"
    act = region(tag("div", _lines(found), class_="account", data_returns=returns), key="account").act or {}
    if act.get("act") == OUT:
        access.end_sign_in()
    if act.get("act") == "return" and act.get("page") in pages:
        # The words of the address come from this browser: they name a page of ours, and nothing else.
        if access.account() is None:
            st.session_state[TRIED] = NOT_DONE
        go(act["page"], {name: words for name, words in act.items() if name not in ("act", "page")})
    _begin(found, act)


def refused(why: str) -> None:
    """Draw why somebody may not do this, with the button to sign in where that is all it needs."""
    found = access.sign_in()
    if not found.providers or access.account() is not None:
        region(tag("section", tag("h1", NOT_OPEN), tag("p", why), role="alert"), key="refused")
        return
    card = tag("section", tag("h1", "Sign in first"), tag("p", why), *_tried(), *_buttons(found, "primary"))
    _begin(found, region(card, key="refused").act or {})


def may_rate() -> bool:
    """Say whether this visitor may write, review and rate cases; draw why not. Without sign-in everybody may."""
    why = access.access().refusal if access.visit().has_sign_in else ""
    if why:
        refused(why)
    return not why


def sign_out() -> bool:
    """End the sign-in, if there is one, and say so: the browser then comes back to the start by itself."""
    is_signed_in = access.account() is not None
    if is_signed_in:
        access.end_sign_in()
    return is_signed_in


def _lines(found: SignIn) -> list[Markup]:
    problem = access.visit().problem
    told = [tag("p", NOT_SOUND.format(problem=problem), class_="caution")] if problem else []
    if not found.providers:
        return told
    account = access.account()
    if account is not None:
        may_not = bool(access.access().refusal)
        return [
            *told,
            tag("p", "Signed in as ", tag("strong", account.name)),
            *([tag("p", NO_EDITOR, class_="quiet")] if may_not else []),
            tag("button", "Sign out", type="button", data_send=json.dumps({"act": OUT})),
        ]
    return [*told, *_tried(), *_buttons(found), tag("p", FOR_WHAT, class_="quiet")]


def _tried() -> list[Markup]:
    """Return what came of the last try to sign in, if it came to nothing."""
    said = st.session_state.get(TRIED, "")
    return [tag("p", said, class_="caution", role="alert")] if said else []


def _buttons(found: SignIn, look: str = "") -> list[Markup]:
    """Return a button for each provider, or the address at which they work where this is another one."""
    # Streamlit may not know the address yet, and leaves out the slash at the end of the start's.
    here = st.context.url
    if found.origin and here and not f"{here}/".startswith(f"{found.origin}/"):
        return [tag("p", f"{ELSEWHERE} ", tag("a", found.origin, href=found.origin))]
    return [
        tag(
            "button",
            "Sign in" if len(found.providers) == 1 else f"Sign in with {_title(each.name)}",
            type="button",
            class_=look or None,
            data_leaves=True,
            data_send=json.dumps({"act": "sign-in", "provider": each.name}),
        )
        for each in found.providers
    ]


def _title(name: str) -> str:
    return "your organisation" if name == DEFAULT else name.capitalize()


def _begin(found: SignIn, act: Mapping[str, str]) -> None:
    """Go to the provider that was chosen, if it can be reached and says how one signs in."""
    chosen = next((each for each in found.providers if each.name == act.get("provider")), None)
    if act.get("act") != "sign-in" or chosen is None:
        return
    st.session_state.pop(TRIED, None)
    problem = provider_problem(chosen)
    if problem:
        st.session_state[TRIED] = UNREACHED.format(problem=problem)
        st.session_state[STAYED] = True
        st.rerun()
    st.login(None if chosen.name == DEFAULT else chosen.name)
