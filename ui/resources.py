"""What every page shares: the settings, the Guide opened once, the conversations. Nothing of a person is kept here."""

from __future__ import annotations

import gc
import logging
import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from guide.adapters.alert_file import ALERT_FILE, lexicon_of
from guide.adapters.alert_texts import alert_texts, lexicon_now
from guide.adapters.conversation_store import ConversationStore
from guide.adapters.edit_log import EditLogStore
from guide.adapters.feedback_cases import FeedbackCases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.gap_store import GapStore
from guide.adapters.number_reports import NumberReports
from guide.adapters.retention import Retention
from guide.adapters.tally_store import TallyStore
from guide.answering import Guide
from guide.editing.alert_editing import AlertEditing
from guide.editing.directory_editing import DirectoryEditing
from guide.errors import DataFileError, GuideError, StoreError
from guide.keeping.conversations import Conversations
from guide.language_model.model_calls import ModelCalls
from guide.safety import AlertTexts, find_alerts, mask
from guide.settings import Settings
from guide.types import Alert
from guide.wiring import open_alert_editing, open_assisting, open_calls, open_editing, open_guide
from ui.model_parts import ModelParts

LONDON = ZoneInfo("Europe/London")

log = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the settings of this server. Raises SettingError."""
    return Settings.from_environment(os.environ)


@st.cache_resource(show_spinner="Opening the documents. The first visit takes a few seconds.")
def guide() -> Guide:
    """Return the one Guide, shared by all threads. Raises GuideError; the next visit then tries again."""
    opened = open_guide(settings())
    # Streamlit looks for garbage after every drawing of a page. Documents, model and libraries stay for good: looking
    # through them each time took longer than the drawing itself (decision 9).
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return opened


def alerts_without_guide(raw: str) -> tuple[Alert, ...]:
    """Return the alerts that rules find when neither index nor model can be opened, whatever else is damaged."""
    try:
        texts, _ = alert_texts(settings().corpus / ALERT_FILE, EditLogStore(settings().data))
    except DataFileError:
        texts = AlertTexts()
    return find_alerts(raw, lexicon_of(texts, ()))


def alert_problem() -> str:
    """Return what the owner of the alerts must be told, "" if nothing: why their changes are not shown."""
    try:
        return alert_texts(settings().corpus / ALERT_FILE, EditLogStore(settings().data))[1]
    except DataFileError as error:
        return str(error)


@st.cache_resource(show_spinner=False)
def conversations() -> Conversations:
    """Return the conversations of this server, after deleting those past their stated life. Raises StoreError."""
    keep_to_life()
    store = ConversationStore(settings().data)
    store.purge(now() - timedelta(days=settings().retention_days))
    return store


def keep_to_life() -> None:
    """Delete what is past its stated life, once a day. Where that is held up, the next conversation tries again."""
    try:
        _purge_of(f"{now():%Y-%m-%d}")
    except StoreError as error:
        log.error("not everything past its life was deleted: %s", error)


@st.cache_resource(show_spinner=False, max_entries=1)
def _purge_of(day: str) -> int:
    return Retention(settings().data).purge_of_pages(now(), settings().retention_days)


@st.cache_resource(show_spinner=False)
def model_calls() -> ModelCalls | None:
    """Return what asks the language model of the settings, within limits that all pages share; None without one."""
    return open_calls(settings())


@st.cache_resource(show_spinner=False)
def model_parts() -> ModelParts | None:
    """Return what lets a language model help with answers, None without one. Raises PromptError, StoreError."""
    assisting = open_assisting(guide(), settings(), model_calls())
    return ModelParts(assisting, conversations()) if assisting else None


@st.cache_resource(show_spinner=False)
def number_reports() -> NumberReports:
    """Return what visitors reported of telephone numbers."""
    return NumberReports(settings().data)


def gaps() -> GapStore:
    """Return the register of questions that the documents did not answer."""
    return GapStore(settings().data)


def feedback() -> FeedbackStore:
    """Return the queue of reports on answers."""
    return FeedbackStore(settings().data)


def feedback_cases() -> FeedbackCases:
    """Return the evaluation cases made from reports."""
    return FeedbackCases(settings().data)


def tallies() -> TallyStore:
    """Return the counts of each month."""
    return TallyStore(settings().data)


def alert_editing() -> AlertEditing:
    """Return what edits the texts of the alerts. Every function of it refuses where editing is not allowed."""
    return open_alert_editing(settings(), _mask)


def _mask(text: str) -> str:
    """Mask personal data; while neither index nor model can be opened, without knowing what is published."""
    try:
        return guide().mask(text)
    except GuideError:
        lexicon = lexicon_now(settings().corpus / ALERT_FILE, EditLogStore(settings().data), ())
        return mask(text, lexicon).text


def editing() -> DirectoryEditing:
    """Return what edits the directory. Every function of it refuses where editing is not allowed."""
    return open_editing(guide(), settings())


def now() -> datetime:
    """Return the time in London, by which hours are judged."""
    return datetime.now(LONDON).replace(microsecond=0)
