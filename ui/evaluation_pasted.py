"""Another assistant's replies, uploaded or pasted as a table: marked by the same rules and kept among the runs."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui import resources
from ui.in_words import counted
from ui.markup import joined, tag
from ui.region import region

if TYPE_CHECKING:
    from evaluation.cases import CaseSet
    from evaluation.pasted import Reading
    from evaluation.tables import Table

LEAD = (
    "Give the same questions to it, put its replies into a table with a row for each, and bring the table here. "
    "Personal data in a reply, such as a name or an address, are replaced by words like [name] before it is kept."
)
PASTE = "Or paste the table here, its first row being the names of the columns"
PASTED = "what was pasted"
LEFT = "left alone"
NEEDED = ("answer",)
"""Fields without which a table of replies cannot be read."""
MOST_LISTED = 10


def show() -> None:
    """Draw the part, closed until it is opened. What it keeps is the next run shown."""
    with st.expander("Mark another assistant's replies"):
        try:
            _form()
        except GuideError as error:
            region(tag("p", str(error), class_="caution", role="alert"), key="pasted-problem")


def _form() -> None:
    from evaluation.case_lines import read_cases
    from evaluation.pasted import COLUMNS, read_answers
    from ui.column_mapping import shown_mapping
    from ui.evaluation_run import case_files

    region(tag("p", LEAD), key="pasted-lead")
    files = case_files(resources.settings().data)
    name = st.selectbox("The replies are to", tuple(files))
    file = st.file_uploader("Table of replies, CSV or Excel", type=["csv", "xlsx"])
    pasted = st.text_area(PASTE, height=120) if file is None else ""
    if file is None and not pasted.strip():
        return
    table = _table(file.name, file.getvalue()) if file else _pasted(pasted)
    digest = hashlib.sha256(file.getvalue() if file else pasted.encode()).hexdigest()[:8]
    mapping = shown_mapping(table, f"replies-{digest}", COLUMNS, NEEDED, LEFT)
    case_set = read_cases(files[name])
    reading = read_answers(case_set, table, mapping)
    _says(case_set, reading)
    assistant = st.text_input("Name of the other assistant", max_chars=60).strip()
    if st.button("Mark these replies", type="primary"):
        if not assistant:
            raise GuideError("Type the name of the other assistant: the run is kept under it.")
        _keep(case_set, reading, assistant, name)


def _table(file_name: str, content: bytes) -> Table:
    from evaluation.tables import read_table
    from ui.column_mapping import uploaded

    return uploaded(file_name, content, read_table)


def _pasted(text: str) -> Table:
    from evaluation.tables import pasted_table

    return pasted_table(text, PASTED)


def _says(case_set: CaseSet, reading: Reading) -> None:
    """Say what belongs to a case, what does not, and what follows from columns that are not there."""
    found, total = len(reading.rows), len(case_set.active)
    said = [f"Cases with a reply: {found} of {total}. Nothing is kept yet."]
    if reading.missing:
        said.append(f"Without a reply, which counts as failed: {_listed(reading.missing)}.")
    if reading.strangers:
        lines = _listed(tuple(map(str, reading.strangers)))
        said.append(f"Lines that belong to no case, or to one that has a reply already: {lines}.")
    marks = [tag("li", words) for words in (*reading.without, *reading.odd[:MOST_LISTED])]
    region(joined([*(tag("p", words) for words in said), tag("ul", marks)]), key="pasted-reading")


def _keep(case_set: CaseSet, reading: Reading, assistant: str, cases: str) -> None:
    from evaluation.kept_names import STAMP
    from evaluation.masking import masked_reading
    from evaluation.pasted import run_of_answers
    from evaluation.run_files import run_id, write_run
    from evaluation.running import Evidence
    from evaluation.scoring import results
    from ui.evaluation_run import RUNS

    guide = resources.guide()
    reading, masked = masked_reading(case_set, reading, guide.mask)
    assistant = guide.mask(assistant)
    run = run_of_answers(case_set, reading, assistant, Evidence.of(guide))
    words = re.sub(r"[^a-z0-9]+", "-", f"{assistant} on {Path(cases).with_suffix('')}".lower()).strip("-")
    file_name = f"{resources.now():{STAMP}}-{words}-{run_id(run)}.json"
    write_run(run, resources.settings().data / RUNS / file_name, results(run))
    st.session_state["run_shown"] = file_name
    said = f"Marked: {counted(len(reading.rows), 'reply', 'replies')} of {assistant}."
    st.session_state["run_said"] = f"{said} {_said_of(masked)}"
    st.rerun()


def _said_of(masked: int) -> str:
    return f"Personal data were masked in {masked} of them." if masked else "No personal data were found in them."


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_LISTED
    return ", ".join(names[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
