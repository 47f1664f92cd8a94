"""What every page shares: the settings, the Guide opened once, the conversations. Nothing of a person is kept here."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from guide.adapters.alert_file import read_lexicon
from guide.adapters.conversation_store import ConversationStore
from guide.adapters.feedback_cases import FeedbackCases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.gap_store import GapStore
from guide.adapters.number_reports import NumberReports
from guide.adapters.tally_store import TallyStore
from guide.answering import Guide
from guide.conversations import Conversations
from guide.directory_editing import DirectoryEditing
from guide.model_calls import ModelCalls
from guide.safety import find_alerts
from guide.settings import Settings
from guide.types import Alert
from guide.wiring import open_assisting, open_calls, open_editing, open_guide
from ui.model_parts import ModelParts

LONDON = ZoneInfo("Europe/London")


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the settings of this server. Raises SettingError."""
    return Settings.from_environment(os.environ)


@st.cache_resource(show_spinner="Opening the documents. The first visit takes a few seconds.")
def guide() -> Guide:
    """Return the one Guide, shared by all threads. Raises GuideError; the next visit then tries again."""
    return open_guide(settings())


def alerts_without_guide(raw: str) -> tuple[Alert, ...]:
    """Return the alerts that rules find when neither index nor model can be opened. Raises DataFileError."""
    return find_alerts(raw, read_lexicon(settings().corpus / "alerts.yaml", ()))


@st.cache_resource(show_spinner=False)
def conversations() -> Conversations:
    """Return the conversations of this server, after deleting those past their stated life. Raises StoreError."""
    store = ConversationStore(settings().data)
    store.purge(now() - timedelta(days=settings().retention_days))
    return store


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


def editing() -> DirectoryEditing:
    """Return what edits the directory. Every function of it refuses where editing is not allowed."""
    return open_editing(guide(), settings())


def now() -> datetime:
    """Return the time in London, by which hours are judged."""
    return datetime.now(LONDON).replace(microsecond=0)
