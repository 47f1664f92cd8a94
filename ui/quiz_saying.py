"""What a step did to a quiz: said once, on the page that is drawn after it, beside what it was done to."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.markup import Markup, tag

KEPT = "quiz_said"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for the trainer. of_handing: it is about handing out, not about an item."""

    words: str = ""
    is_warning: bool = False
    of_handing: bool = False

    @property
    def note(self) -> Markup | None:
        """Return the sentence as the page shows it: as a warning only where it is one."""
        return tag("p", self.words, class_=f"{'caution' if self.is_warning else 'done'} said") if self.words else None


def say(words: str, is_warning: bool = False, of_handing: bool = False) -> None:
    """Keep a sentence for the next drawing of the page."""
    st.session_state[KEPT] = Said(words, is_warning, of_handing)


def taken() -> Said:
    """Return what is to be said now, and forget it."""
    found = st.session_state.pop(KEPT, None)
    return found if isinstance(found, Said) else Said()
