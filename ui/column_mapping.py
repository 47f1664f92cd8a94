"""A table that a person brings in: read as uploaded, with what each column is read as, shown and changeable."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import streamlit as st

from evaluation.columns import Mapped, recognise, to_look_at
from evaluation.tables import Table
from guide.errors import GuideError
from ui.in_words import counted
from ui.markup import tag
from ui.region import region

AS_IT_IS = "kept under its own name"


Read = TypeVar("Read")


def uploaded(file_name: str, content: bytes, read: Callable[[Path], Read]) -> Read:
    """Return what a reader of files makes of an uploaded one. Raises GuideError naming the file by its own name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file_name).name
        path.write_bytes(content)
        try:
            return read(path)
        except GuideError as error:
            raise type(error)(str(error).replace(f"{folder}/", "")) from error


def shown_mapping(
    read: Table, digest: str, fields: Sequence[str], required: Sequence[str], otherwise: str = AS_IT_IS
) -> tuple[Mapped, ...]:
    """Draw a list for each column, those folded that need no look, and return what was chosen.

    digest: tells one table from another, so that a new one starts from what is recognised. required: the fields without
    which nothing can be read. otherwise: what becomes of a column that is no field.
    """
    options = (otherwise, *fields)
    found = tuple(item if item.field in fields else replace(item, field=None) for item in recognise(read.columns))
    shown = to_look_at(found, required)
    folded = tuple(item for item in found if item not in shown)
    chosen = {}

    def draw(item: Mapped) -> None:
        at = options.index(item.field) if item.field else 0
        chosen[item.column] = st.selectbox(item.column, options, at, key=f"map-{digest}-{item.column}")

    region(tag("p", tag("strong", "What each column is read as. Change what is wrong.")), key="mapping-head")
    for item in shown:
        draw(item)
    if folded:
        with st.expander(f"{counted(len(folded), 'further column')}: named as our fields are, or {otherwise}"):
            for item in folded:
                draw(item)
    mapping = recognise(read.columns, {column: field for column, field in chosen.items() if field != otherwise})
    return tuple(replace(item, field=None) if chosen[item.column] == otherwise else item for item in mapping)
