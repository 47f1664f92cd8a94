"""A wording that a language model proposes, beside the item under review. A person takes it into the form, or not."""

from __future__ import annotations

import streamlit as st

from guide.adapters.prompt_files import read_prompt
from quiz.proposing import Proposal, propose
from quiz.types import QuizItem
from ui import resources
from ui.markup import tag
from ui.region import Arrival, region

ASK = "Ask the language model for another wording"
TAKE = "Put it into the question"
LEAD = "Proposed by a language model, {model}, not applied and not checked by a person. The item went to {place}."
TAKEN = "It stands in the question above. Read it, then save or change it."
PERSONAL = "The item holds what looks like personal data, so no language model is asked about it."


def propose_wording(item: QuizItem, stem_key: str) -> None:
    """Draw the button that asks, and what came of it. Nothing without a language model.

    stem_key: of the field that a proposal goes into; only the person who saves changes the item.
    """
    calls = resources.model_calls()
    if calls is None:
        return
    kept = f"proposal-{item.id}"
    if st.button(ASK, key=f"ask-{item.id}"):
        with st.spinner(f"Asking {calls.model.name} …"):
            st.session_state[kept] = _asked(item)
    found: Proposal | None = st.session_state.get(kept)
    if found is None:
        return
    lead = LEAD.format(model=calls.model.name, place=calls.model.place)
    parts = [tag("p", found.line, class_="caution said")] if found.line else []
    if found.stem:
        parts += [tag("p", lead, class_="quiet"), tag("p", found.stem, class_="words")]
    region(
        tag("section", parts, id="proposal", tabindex="-1", aria_label="Proposed wording"),
        key="proposal",
        arrival=Arrival(f"{kept}-{found.stem}", focus="proposal", say=found.line or f"Proposed: {found.stem}"),
    )
    if found.stem and st.button(TAKE, key=f"take-{item.id}", on_click=_take, args=(stem_key, found.stem)):
        st.caption(TAKEN)


def _asked(item: QuizItem) -> Proposal:
    calls, mask = resources.model_calls(), resources.guide().mask
    if calls is None or any(mask(text) != text for text in (item.stem, item.proof.quote)):
        return Proposal("", PERSONAL)
    return propose(item, calls.ask, read_prompt("quiz_item"))


def _take(stem_key: str, stem: str) -> None:
    st.session_state[stem_key] = stem
