"""The forms that make a quiz: built from the documents and the directory, or brought along by a trainer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from guide.ports import PassageStore
from guide.types import SourceKind
from quiz.building import DIRECTORY, TITLE, Wanted, build, themes_without
from quiz.importing import Imported, items_of_csv, items_of_gift
from quiz.services import AsOf
from quiz.themes import themes_of
from quiz.types import Level, Quiz
from quiz.under_review import UnderReview
from ui import access, resources
from ui.chat import Go
from ui.in_words import counted
from ui.markup import tag
from ui.quiz_keeping import keep_new, masked_items
from ui.quiz_themes import theme_title
from ui.region import region

NO_NAME = "Type your name: the history says who had the quiz built."
NO_BRINGER = "Type who brings these questions: the history keeps it."
NO_ITEMS = "No item passes every rule for these choices."
OTHERS = "Choose other themes or levels, or “everybody”, or another source."
NOT_TEXT = "This file is not UTF-8 text. Save it as UTF-8 and choose it again."
ALONE = "I work alone on this machine: let me approve what I build. The history will say so."
IMPORT_LEAD = (
    "Each question becomes a draft that rests on no document, so whoever approves it says how it was checked. "
    "A CSV file needs the columns question, option 1, option 2 and right."
)
TITLED = f"Title (learners read it; empty for “{TITLE}”)"
YOUR_NAME = "Your name (as typed, nobody checks it)"
BROUGHT_BY = "Brought by (a name as typed, nobody checks it)"
ANYBODY = "everybody"
AUDIENCES = {ANYBODY: "", "all staff": "all staff", "professionals who refer": "professionals"}
LEVELS = {
    Level.APPLY: "decide in a situation",
    Level.RECALL: "remember what it says",
    Level.FIND: "find it in the Guide",
}
MOST_ITEMS = 60
LONGEST_TITLE = 120


def build_form(go: Go) -> None:
    """Draw the form that builds a quiz, and open what it built."""
    guide = resources.guide()
    with st.form("build"):
        st.html(tag("div", tag("h2", "Build a quiz"), class_="guide"))
        title = " ".join(st.text_input(TITLED, max_chars=LONGEST_TITLE).split())
        themes = st.multiselect("Themes (none chosen means all)", themes_of(guide.store), format_func=theme_title)
        left, right = st.columns(2)
        offered = sources_offered(guide.store)
        source = st.selectbox("Made from", tuple(offered), format_func=offered.__getitem__)
        audience = left.selectbox("For whom", tuple(AUDIENCES))
        levels = right.multiselect("Levels (none chosen means all)", tuple(LEVELS), format_func=LEVELS.__getitem__)
        columns = st.columns(3)
        items = columns[0].number_input("How many items", 1, MOST_ITEMS, 10)
        seed = columns[1].number_input("Seed (another number, another quiz)", 0, 2**31 - 1, 1)
        author = access.person(columns[2], YOUR_NAME, "builder")
        alone = not access.account_id() and st.checkbox(ALONE, bool(st.session_state.get("alone")))
        pressed = st.form_submit_button("Build the quiz", type="primary")
    if not pressed:
        return
    if not author.strip():
        region(tag("p", NO_NAME, class_="caution", role="alert"), key="build-problem")
        return
    st.session_state["person"], st.session_state["alone"] = author.strip(), alone
    wanted = Wanted(int(items), tuple(themes), tuple(levels), AUDIENCES[audience], int(seed), source)
    with st.spinner("Reading the documents and making items"):
        as_of = AsOf(resources.now().date(), resources.number_reports().all())
        built = build(guide.store, guide.embedder, wanted, as_of)
        missing = [theme_title(theme) for theme in themes_without(guide.store, guide.embedder, wanted, built, as_of)]
        said = [no_item_line(missing, audience, levels)]
    if not built.items:
        region(tag("p", f"{said[0] or NO_ITEMS} {OTHERS}", class_="caution", role="alert"), key="build-problem")
        return
    if len(built.items) < items:
        said.append(f"Only {len(built.items)} of {int(items)} items pass every rule.")
    built = replace(built, title=guide.mask(title) or built.title)
    keep_new(go, UnderReview.begin(built, author, alone, access.account_id(), wanted), " ".join(filter(None, said)))


def sources_offered(store: PassageStore) -> dict[str, str]:
    """Return what a quiz can be made from, and how it is named: everything, each document, the directory."""
    documents = {one.id: one.title for one in store.sources() if one.kind is SourceKind.DOCUMENT}
    return {"": "documents and directory", **documents, DIRECTORY: "the directory alone"}


def no_item_line(titles: Sequence[str], audience: str, levels: Sequence[Level] = ()) -> str:
    """Return which themes have no item, for whom and at which levels; nothing where every theme has one."""
    if not titles:
        return ""
    whom = "" if audience == ANYBODY else f" for {audience}"
    level = f" at the level “{'” or “'.join(LEVELS[one] for one in levels)}”" if levels else ""
    return f"No item on {' or '.join(titles)}{whom}{level}."


def import_form(go: Go) -> None:
    """Draw the form that takes a trainer's own questions; what cannot be read is named by line before anything is kept.

    The file is read in memory only; personal data are taken out of its texts before they are kept.
    """
    with st.expander("Bring your own questions (GIFT or CSV)"):
        st.html(tag("div", tag("p", IMPORT_LEAD), class_="guide"))
        file = st.file_uploader("File of questions", type=["gift", "txt", "csv"], max_upload_size=2)
        author = access.person(st.container(), BROUGHT_BY, "importer")
        alone = not access.account_id() and st.checkbox(ALONE, key="import-alone")
        if file is None:
            return
        found = _read(file.getvalue(), file.name)
        _told(found)
        pressed = bool(found.items) and st.button(f"Keep {counted(len(found.items), 'draft')}", type="primary")
    if pressed and not author.strip():
        region(tag("p", NO_BRINGER, class_="caution", role="alert"), key="import-problem")
    elif pressed:
        st.session_state["person"] = author.strip()
        items, replaced = masked_items(found.items, resources.guide().mask)
        warning = f"Personal data were taken out of {counted(replaced, 'item')}. Look at these words: [name]."
        title = resources.guide().mask(file.name.rpartition(".")[0] or file.name)
        made = UnderReview.begin(Quiz(title, 0, "", items), author, alone, access.account_id())
        keep_new(go, made, warning if replaced else "")


def _read(content: bytes, name: str) -> Imported:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Imported((), (f"{name}: {NOT_TEXT}",))
    return items_of_csv(text, name) if name.lower().endswith(".csv") else items_of_gift(text, name)


def _told(found: Imported) -> None:
    read = f"{counted(len(found.items), 'question')} can be read, {len(found.refused)} cannot."
    lines = tag("ul", [tag("li", line) for line in found.refused]) if found.refused else None
    region(tag("div", tag("p", tag("strong", read), role="status"), lines, class_="left-out"), key="import-told")
