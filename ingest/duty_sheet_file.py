"""The duty sheet beside the index: written with each build, for the night when the server is down."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.directory.duty_sheet import duty_sheet
from guide.settings import Settings
from guide.wiring import directory_cards

NAME = "duty-sheet.html"


def write_duty_sheet(index: Path, settings: Settings, embedder: SentenceEmbedder, at: datetime) -> Path | None:
    """Write the sheet of the live index, with the edits made so far, and return its path; None without a record.

    A sheet of an index that holds no record any more is removed. Raises GuideError or OSError if it cannot be written.
    """
    sheet = index / NAME
    cards = directory_cards(replace(settings, index=index), embedder, at)
    if not cards:
        sheet.unlink(missing_ok=True)
        return None
    unfinished = index / f"{NAME}.new"
    unfinished.write_text(duty_sheet(cards, f"{at.day} {at:%B %Y}"), encoding="utf-8")
    os.replace(unfinished, sheet)
    return sheet
