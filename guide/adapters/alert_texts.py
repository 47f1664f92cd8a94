"""The texts of the alerts as shown: the file with the edits over it, the file alone while these are damaged."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guide.adapters.alert_file import lexicon_of, read_alert_file
from guide.directory.pathway_edits import EditLog
from guide.editing.alert_edits import alerts_applied
from guide.errors import StoreError
from guide.safety import AlertTexts, SafetyLexicon

DAMAGED = (
    "The changes of the alerts cannot be read, so everybody is shown the texts of alerts.yaml, without them. Restore "
    "the file of the changes from a backup. ({error})"
)


def alert_texts(path: Path, log: EditLog) -> tuple[AlertTexts, str]:
    """Return the texts to show, and what their owner must be told, "" if nothing. Raises DataFileError for the file."""
    file = read_alert_file(path)
    try:
        return alerts_applied(file, log.all()).file.texts, ""
    except (StoreError, ValueError) as error:
        # An alert is shown whatever has happened to the edits: the file is what everything began with.
        return file.texts, DAMAGED.format(error=error)


def lexicon_now(path: Path, log: EditLog, published: Iterable[str]) -> SafetyLexicon:
    """Return the lexicon with the texts to show. Raises DataFileError for the file."""
    return lexicon_of(alert_texts(path, log)[0], published)
