"""What the pages that edit have in common: who it is, why, one line where it is refused, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from guide.directory.pathway_edits import Edit, How
from guide.editing.editing_access import Access
from guide.errors import EditRefused
from ui import access, session
from ui.in_words import clock, long_date
from ui.markup import Markup, tag

SAVED = "Saved. Everybody is shown it now."
HOW_WORDS = {How.RANG: "I rang it", How.OWNER: "The owner of the service wrote", How.PAGE: "I read its page"}


def who_edits(who: Access) -> None:
    """Say who is signed in, or ask for a name."""
    if who.is_verified:
        st.html(tag("p", f"Signed in as {who.person}.", class_="guide"))
        return
    st.text_input("Your name (kept with each change, shown as unverified)", key=access.NAME_KEY, max_chars=80)
    named = access.access().person
    show_hint(f"Changes are kept as by {named} (unverified)." if named else "Type your name before you save.")


def choose_act(acts: Sequence[str], key: str) -> str:
    """Return what is to be done, asked for where there is a choice."""
    chosen = st.radio("What to do", acts, horizontal=True, key=f"act-{key}") if len(acts) > 1 else acts[0]
    return chosen or acts[0]


def ask_why() -> str:
    """Return the reason that is typed."""
    return str(st.text_input("Why (kept with the change; no names of clients)", max_chars=300))


def confirm_form(key: str, shown: str, save_as: Callable[[How, str], Edit]) -> None:
    """Ask what a confirmation rests on, and keep it. save_as: takes that and the note."""
    with st.form(key, enter_to_submit=False):
        show_lines(shown)
        how = st.radio("How do you know that this is right today?", tuple(How), index=None, format_func=_how_words)
        note = st.text_input("Note: when, and which desk answered", max_chars=300)
        if st.form_submit_button("Confirm only this", type="primary"):
            if how is None:
                refuse("Choose how you know it.")
            else:
                save(lambda: save_as(how, note))


def _how_words(how: How) -> str:
    return HOW_WORDS[how]


def show_lines(words: str) -> None:
    """Show a text as it stands, line by line."""
    st.html(tag("p", words, class_="guide as-lines"))


def show_hint(words: str) -> None:
    """Show a quiet line."""
    st.html(tag("p", words, class_="guide quiet"))


def save(do: Callable[[], Edit]) -> None:
    """Keep what was typed, or say in one line why not."""
    try:
        do()
    except EditRefused as error:
        refuse(str(error))
        return
    session.say_once(SAVED)
    st.rerun()


def refuse(sentence: str) -> None:
    """Say in one line why something is not kept."""
    st.html(tag("p", sentence, class_="guide caution", role="alert"))


def history_line(edit: Edit, name: str, what: str) -> Markup:
    """Return one change: what it was of, what it did, when, by whom and why."""
    when = f"{long_date(edit.at)}, {clock(edit.at)}"
    signed_in = ", signed in" if edit.is_verified else ""
    return tag(
        "li",
        tag("p", tag("strong", name), f" · {what}"),
        tag("p", f"{when} · {edit.who}{signed_in}", f" · {edit.why}" if edit.why else "", class_="quiet"),
    )
