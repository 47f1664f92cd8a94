"""Tables of cases in and out, drafts from the documents, and what became of the gold words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from evaluation.case_lines import lines_of, read_cases
from evaluation.cases import Case, CaseSet
from evaluation.columns import (
    COLUMNS,
    FIELD_GUIDE,
    KNOWN,
    cases_from_table,
    deepeval_table,
    ragas_table,
    table_of,
)
from evaluation.making import make
from evaluation.masking import masked_case, visible_case
from evaluation.own_sets import OwnSets
from evaluation.pointing import states_of
from evaluation.tables import csv_bytes, excel_bytes, read_table
from guide.errors import GuideError
from guide.types import SourceKind
from ui import resources
from ui.column_mapping import shown_mapping, uploaded
from ui.in_words import counted
from ui.kept_runs import table
from ui.markup import tag
from ui.region import Arrival, region

TAKEN_OUT = "Personal data were taken out of {count} of them: look at the words in brackets, such as [name]."
NO_AUTHOR = "Type who wrote them: every report says so, and nobody reviews what they wrote themselves."
LINES, CSV = "application/jsonl", "text/csv"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(sets: OwnSets, name: str) -> None:
    """Draw the four parts, each closed until it is opened; only then is it worked out."""
    case_set = sets.read(name)
    parts: dict[str, Callable[[], None]] = {
        "Draft cases from the documents": lambda: _draft(sets, name, case_set),
        "Bring in a table or a file of cases": lambda: _import(sets, name),
    }
    if case_set.cases:
        parts |= {
            "Take the cases out": lambda: _export(name, case_set),
            "Where the gold words stand now": lambda: _anchors(case_set),
        }
    for title, draw in parts.items():
        with st.expander(title, key=f"part-{title}", on_change="rerun") as part:
            if part.open:
                draw()


def _draft(sets: OwnSets, name: str, case_set: CaseSet) -> None:
    region(
        tag(
            "p", "Lookups, lists, definitions, themes, follow-ups, paraphrases, pathways, questions without an answer."
        ),
        key="draft-kinds",
    )
    limit = st.number_input("At most so many of each kind", 1, 40, 3)
    if st.button("Draft cases"):
        known = {case.id for case in case_set.cases}
        drafts = [case for case in make(resources.guide().store, int(limit)).cases if case.id not in known]
        _keep(sets, name, drafts, f"{len(drafts)} drafts added. Open each, change what is wrong, mark it as reviewed.")


def _import(sets: OwnSets, name: str) -> None:
    # Another key empties the field once its cases are kept.
    field = f"cases_file-{st.session_state.get('case_serial', 0)}"
    file = st.file_uploader("CSV, Excel or JSON Lines", type=["csv", "xlsx", "jsonl"], key=field)
    if file is None:
        return
    try:
        read = _cases_of(file.name, file.getvalue())
    except GuideError as error:
        region(tag("p", str(error), class_="caution", role="alert"), key="import-problem")
        return
    if read.unsigned:
        read = read.signed(_author(read))
    cases = tuple(map(visible_case, read.cases))
    replaced = len({case.id for case in cases} & {case.id for case in sets.read(name).cases})
    words = f"{counted(len(cases), 'case')} read, {replaced} in the place of one with the same id. Nothing is kept yet."
    region(tag("p", words), key="import-words")
    if st.button(f"Keep {counted(len(cases), 'case')}", type="primary"):
        if read.unsigned:
            _say_author_is_missing(_author_label(read))
            return
        masked = tuple(masked_case(case, resources.guide().mask) for case in cases)
        replaced = sum(new != old for new, old in zip(masked, cases, strict=True))
        words = f"{counted(len(cases), 'case')} kept. A case that changed is not reviewed any more."
        _keep(sets, name, masked, f"{words} {TAKEN_OUT.format(count=replaced)}" if replaced else words)


def _author(read: CaseSet) -> str:
    """Return who wrote the cases that name nobody: asked for once, for all of them."""
    key = f"import_author-{st.session_state.get('case_serial', 0)}"
    return str(st.text_input(_author_label(read), read.author, max_chars=80, key=key))


def _author_label(read: CaseSet) -> str:
    unsigned = len(read.unsigned)
    which = "these cases" if unsigned == len(read.cases) else f"the {counted(unsigned, 'case')} without a name"
    return f"Who wrote {which}? Reports say so."


def _say_author_is_missing(field: str) -> None:
    """Say it beside the button, and put the focus where the name goes."""
    serial = st.session_state["import_problems"] = st.session_state.get("import_problems", 0) + 1
    arrival = Arrival(f"import-problem-{serial}", say=NO_AUTHOR, field=field)
    region(tag("p", NO_AUTHOR, class_="caution"), key="import-problem", arrival=arrival)


def _cases_of(file_name: str, content: bytes) -> CaseSet:
    """Read what was brought in, showing what each column is read as. Raises DataFileError naming file and line."""
    if Path(file_name).suffix.lower() == ".jsonl":
        return uploaded(file_name, content, read_cases)
    read = uploaded(file_name, content, read_table)
    mapping = shown_mapping(read, hashlib.sha256(content).hexdigest()[:8], sorted({*KNOWN, *COLUMNS}), ("question",))
    documents = {
        source.id: source.title
        for source in resources.guide().store.sources()
        if source.kind is SourceKind.DOCUMENT
    }  # fmt: skip
    source = st.selectbox(
        "Contexts without a document come from",
        ("", *documents),
        format_func=lambda key: documents.get(key, "no document: keep them as they are"),
    )
    return cases_from_table(read, mapping, file_name, source)


def _export(name: str, case_set: CaseSet) -> None:
    files: tuple[tuple[str, str, Callable[[], bytes], str], ...] = (
        ("JSON Lines", f"{name}.jsonl", lambda: "".join(f"{line}\n" for line in lines_of(case_set)).encode(), LINES),
        ("Excel", f"{name}.xlsx", lambda: excel_bytes(table_of(case_set), FIELD_GUIDE), EXCEL),
        ("CSV", f"{name}.csv", lambda: csv_bytes(table_of(case_set)), CSV),
        ("CSV for ragas", f"{name}-ragas.csv", lambda: csv_bytes(ragas_table(case_set)), CSV),
        ("CSV for DeepEval", f"{name}-deepeval.csv", lambda: csv_bytes(deepeval_table(case_set)), CSV),
    )
    with st.container(horizontal=True):
        for label, file_name, content, mime in files:
            st.download_button(f"Download {label}", content, file_name, mime, key=f"take-{label}")


def _anchors(case_set: CaseSet) -> None:
    counts, lost = states_of(resources.guide().store, case_set.active)
    words = ", ".join(f"{count} {state.value}" for state, count in counts.items())
    rows = [(each.case_id, each.state.value, each.gold.words, each.now or _page(each.page)) for each in lost]
    listed = table(("Case", "State", "Words as written", "Now"), rows) if rows else None
    region(tag("div", tag("p", f"{words}."), listed), key="anchors")


def _page(page: int | None) -> str:
    return f"on page {page}" if page else "no sentence comes near"


def _keep(sets: OwnSets, name: str, cases: list[Case] | tuple[Case, ...], words: str) -> None:
    sets.keep(name, cases, resources.now().date().isoformat())
    st.session_state["cases_said"] = words
    st.session_state["case_serial"] = st.session_state.get("case_serial", 0) + 1
    st.rerun()
