"""The document or record beside the form of a case, in which the words that a right answer must quote are ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from evaluation.cases import Gold
from evaluation.pointing import found_units, sections_of, shown_with
from guide.ports import PassageStore
from guide.types import SourceKind
from ui import case_drafts, resources
from ui.in_words import counted
from ui.markup import Markup, joined, tag
from ui.region import Arrival, region

POINT = "Point at the words"
FIND = "Find words in every document and pathway"
NOTHING_FOUND = "Nothing holds all these words. Try fewer, or choose a document below."
NO_GOLD = "Nothing ticked yet. Tick the words that a right answer must quote."
WORDS = "Words to be quoted ({count})"
MOST_FOUND = 30
PAUSE = "300ms"
"""So long nobody types before the words are looked for."""
LIST_PX = 480


@dataclass(frozen=True, slots=True)
class Offered:
    """Units to tick, each lot under the words that say where it stands."""

    lots: tuple[tuple[str, tuple[Gold, ...]], ...]
    more: int = 0


@st.fragment
def point(place: str) -> None:
    """Draw what can be ticked and what is. A tick draws this part again, not the whole page."""
    store = resources.guide().store.snapshot()
    pathways = pathway_titles(store)
    st.html(tag("div", tag("h3", POINT), class_="guide"))
    words = st.text_input(FIND, key="case_find", live=PAUSE)
    choice_at, list_at, gold_at = st.container(), st.container(), st.container()
    with choice_at:
        offered = _found(store, words) if words.strip() else _section(store)
    with list_at:
        _list(place, offered, pathways)
    with gold_at:
        _ticked_so_far(place, pathways)


def _list(place: str, offered: Offered, pathways: Mapping[str, str]) -> None:
    if offered.lots:
        with st.container(height=LIST_PX):
            for where, golds in offered.lots:
                if where:
                    st.html(tag("p", where, class_="guide quiet"))
                for gold in golds:
                    _box(place, gold, pathways)
    if offered.more:
        region(tag("p", f"And {counted(offered.more, 'other place')}. Type more words.", class_="quiet"), key="more")


def _ticked_so_far(place: str, pathways: Mapping[str, str]) -> None:
    chosen = case_drafts.draft(place).now.gold
    serial = st.session_state.pop("case_ticked", "")
    said = WORDS.format(count=len(chosen)) if chosen else NO_GOLD
    region(_gold(chosen), key="case-gold", arrival=Arrival(f"ticked-{serial}", say=said) if serial else None)
    # Here, not in the form: the words of a card fill it.
    st.multiselect(
        "Pathways that must be shown",
        tuple(dict.fromkeys((*pathways, *case_drafts.draft(place).now.pathways))),
        format_func=lambda name: called(pathways, name),
        key=case_drafts.field(place, "pathways"),
        on_change="ignore",
    )


def pathway_titles(store: PassageStore) -> dict[str, str]:
    """Return the title of every pathway by its id."""
    return {each.id: each.title for each in store.sources() if each.kind is SourceKind.PATHWAY}


def called(pathways: Mapping[str, str], name: str) -> str:
    """Return a pathway's title, or say that it is gone."""
    return pathways.get(name, f"{name} (not in the directory)")


def _section(store: PassageStore) -> Offered:
    """Draw the choice of a document and a section and return its units."""
    titles = {source.id: source.title for source in store.sources()}
    source_id = st.selectbox("Document or pathway", tuple(titles), format_func=titles.__getitem__, key="case_source")
    sections = {section.name: section.units for section in sections_of(store, source_id)}
    if not sections:
        region(tag("p", "Nothing in it can be quoted. Choose another."), key="nothing-to-point-at")
        return Offered(())
    section = st.selectbox("Section", tuple(sections), key=f"case_section-{source_id}")
    return Offered((("", sections[section]),))


def _found(store: PassageStore, words: str) -> Offered:
    """Return the units that hold the words, whichever document they stand in."""
    found = found_units(store, words)
    said = f"{counted(len(found), 'place')} found." if found else NOTHING_FOUND
    region(tag("p", said, class_="quiet"), key="found", arrival=Arrival(f"found-{words}", say=said))
    lots: dict[str, list[Gold]] = {}
    for where, gold in found[:MOST_FOUND]:
        lots.setdefault(where, []).append(gold)
    shown = tuple((where, tuple(golds)) for where, golds in lots.items())
    return Offered(shown, max(0, len(found) - MOST_FOUND))


def _box(place: str, gold: Gold, pathways: Mapping[str, str]) -> None:
    key = case_drafts.tick_key(place, gold)
    if key not in st.session_state:  # set at every drawing, it would undo a tick that is still on its way
        st.session_state[key] = gold in case_drafts.draft(place).now.gold
    st.checkbox(gold.words, key=key, on_change=_ticked, args=(place, gold, gold.source in pathways))


def _ticked(place: str, gold: Gold, is_pathway: bool) -> None:
    """Take the gold words up or leave them out, as their box now stands, and with words of a card the service."""
    case_drafts.keep_typed()
    now = case_drafts.draft(place).now
    others = tuple(each for each in now.gold if each != gold)
    chosen = (*others, gold) if st.session_state[case_drafts.tick_key(place, gold)] else others
    shown = shown_with(now.pathways, now.gold, chosen) if is_pathway else now.pathways
    case_drafts.take(place, chosen, shown)
    st.session_state["case_ticks"] = st.session_state.get("case_ticks", 0) + 1
    st.session_state["case_ticked"] = str(st.session_state["case_ticks"])


def _gold(chosen: Sequence[Gold]) -> Markup:
    if not chosen:
        return tag("p", NO_GOLD, class_="quiet")
    quotes = [
        tag("li", tag("q", gold.words), f" {gold.source}{f', page {gold.page}' if gold.page else ''}")
        for gold in chosen
    ]
    return joined([tag("p", tag("strong", WORDS.format(count=len(chosen)))), tag("ul", quotes)])
