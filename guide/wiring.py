"""The one place that chooses adapters: settings in, a Guide out."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from guide.adapters.alert_file import ALERT_FILE, read_alert_file, write_alert_file
from guide.adapters.alert_texts import lexicon_now
from guide.adapters.asked_meaning import open_asked_meaning
from guide.adapters.chat_model import LangChainChatModel
from guide.adapters.danger_meaning import open_danger_meaning
from guide.adapters.edit_log import EditLogStore
from guide.adapters.edited_store import EditedStore
from guide.adapters.entailment import CrossEncoderEntailment
from guide.adapters.message_meaning import open_message_meaning
from guide.adapters.message_reader import MessageReader, open_reader
from guide.adapters.number_reports import NumberReports
from guide.adapters.opening_hours import bank_holidays
from guide.adapters.pathway_export import export_yaml
from guide.adapters.pathway_numbers import number_problem
from guide.adapters.prompt_files import read_prompt
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.adapters.service_meaning import open_service_meaning
from guide.adapters.spelling import Spelling
from guide.adapters.token_ledger import TokenLedgerFile
from guide.adapters.word_index import terms
from guide.answering import Guide
from guide.asking.acronyms import Acronyms
from guide.asking.message_kinds import MessageLikeness
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_edits import EditLog, applied
from guide.directory.pathway_records import Pathway, PathwayCard
from guide.directory.pathway_signals import NOTHING_LIKELY, Likely
from guide.directory.pathways import Directory
from guide.drafts import Knowledge, Outside
from guide.editing.alert_editing import AlertEditing
from guide.editing.directory_editing import DirectoryEditing
from guide.errors import IndexStale, SearchIndexError
from guide.language_model.assisting import Assisting
from guide.language_model.model_calls import Limits, ModelCalls
from guide.ports import PassageStore
from guide.safety import DangerLikeness
from guide.settings import Settings
from guide.types import SourceKind, Vector

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",
}
"""What keeps every library off the network, set before any of them is imported."""

WAITING = {"OMP_WAIT_POLICY": "PASSIVE"}
"""Threads that wait for one another sleep. Spinning, as is the default, they take the processor from the thread they
wait for: beside other work one question took seconds to embed. Decision 7."""


def go_offline() -> None:
    """Set the environment in which no library looks for a network or reports anything, and waiting threads sleep."""
    os.environ.update(OFFLINE)
    for name, value in WAITING.items():
        os.environ.setdefault(name, value)


def open_guide(settings: Settings, embedder: SentenceEmbedder | None = None) -> Guide:
    """Return a Guide over the index of the settings. embedder: the model of the settings where it is loaded already.

    Raises IndexMissing, IndexStale or IndexDamaged with the command to run, ModelUnavailable for the embedding model,
    DataFileError for an alerts file that cannot be used.
    """
    go_offline()
    from guide.adapters.index_reader import open_index

    embedder = embedder or SentenceEmbedder(settings.embedding_model)
    store = open_index(settings.index, embedder.digest, pieces=lambda: embedder.input_layer)
    embedder.warm()
    log = EditLogStore(settings.data)
    edited = EditedStore(store, log, embedder.embed)
    reader = open_reader(embedder)
    outside = Outside(
        likeness_of=_likeness(embedder, reader),
        kind_of=_kind(embedder),
        fields_of=_fields(embedder),
        services_of=_services(embedder, reader),
        mend_spelling=_spelling(embedder),
        is_held=lambda word, store: _stands_in(store, word),
        bank_holidays=bank_holidays,
        reports=NumberReports(settings.data).all,
        own=lambda: applied((), log.all()).own,
    )
    knowledge = KnowledgeByIndex(settings.corpus / ALERT_FILE, log)
    knowledge.of(edited)
    return Guide(embedder, edited, knowledge.of, outside, time.perf_counter)


def directory_cards(settings: Settings, embedder: SentenceEmbedder, at: datetime) -> tuple[PathwayCard, ...]:
    """Return every record of the index with the edits made so far, with marks as of `at`. Loads no model."""
    from guide.adapters.index_reader import open_index

    log = EditLogStore(settings.data)
    store = EditedStore(open_index(settings.index, embedder.digest), log, embedder.embed)
    pathways = tuple(Pathway.from_json(record) for record in store.pathways())
    reports, own = NumberReports(settings.data).all(), applied((), log.all()).own
    moment = Moment.of("", at, bank_holidays((at.year, at.year + 1)), reports, own)
    directory = {pathway.id: pathway for pathway in pathways}
    return tuple(card(pathway, directory, moment) for pathway in pathways)


def open_calls(settings: Settings) -> ModelCalls | None:
    """Return what asks the language model of the settings within its limits, None without one."""
    if settings.chat is None:
        return None
    go_offline()
    model = LangChainChatModel(settings.chat.model, settings.chat.url)
    model.warm()
    return ModelCalls(
        model,
        TokenLedgerFile(settings.data),
        Limits(settings.chat.timeout_s, settings.chat.tokens_a_day),
        lambda: datetime.now(UTC).date(),
        time.perf_counter,
    )


def open_assisting(guide: Guide, settings: Settings, calls: ModelCalls | None) -> Assisting | None:
    """Return what lets a language model help with answers, None without one. Raises PromptError.

    calls: of the same settings, opened once and shared.
    """
    if calls is None:
        return None
    nli = settings.chat.nli if settings.chat else None
    entailment = CrossEncoderEntailment(nli) if nli else None
    return Assisting(guide.ask, calls, read_prompt("answer"), read_prompt("rephrase"), entailment)


def open_editing(guide: Guide, settings: Settings) -> DirectoryEditing:
    """Return what edits the directory that a Guide answers from."""
    indexed = guide.store.indexed if isinstance(guide.store, EditedStore) else tuple
    return DirectoryEditing(EditLogStore(settings.data), indexed, number_problem, guide.mask, export_yaml)


def open_alert_editing(settings: Settings, mask: Callable[[str], str]) -> AlertEditing:
    """Return what edits the texts of the alerts. mask: of a Guide; it needs neither index nor model otherwise."""
    path = settings.corpus / ALERT_FILE
    return AlertEditing(
        EditLogStore(settings.data), lambda: read_alert_file(path), number_problem, mask, write_alert_file
    )


class KnowledgeByIndex:
    """Reads what an index publishes once, and again when another index is swapped in. Safe to share between threads."""

    def __init__(self, alerts: Path, log: EditLog) -> None:
        """Take the file of the alert texts, without which the short texts are shown, and the edits of them."""
        self._alerts = alerts
        self._log = log
        self._lock = threading.Lock()
        self._index_id: str | None = None
        self._knowledge: Knowledge | None = None

    def of(self, store: PassageStore) -> Knowledge:
        """Return the knowledge of the index; of the last one that could be read when this one cannot."""
        with self._lock:
            try:
                index_id = store.index_id
                if self._knowledge is None or index_id != self._index_id:
                    self._knowledge, self._index_id = self._read(store), index_id
            except IndexStale:
                raise
            except SearchIndexError:
                self._knowledge = self._knowledge or Knowledge(lexicon_now(self._alerts, self._log, ()))
            return self._knowledge

    def _read(self, store: PassageStore) -> Knowledge:
        try:
            pathways = tuple(Pathway.from_json(record) for record in store.pathways())
        except (KeyError, TypeError) as error:
            raise IndexStale("The index holds records of another version. Run: python -m ingest.") from error
        published = tuple(_published(store))
        lexicon = lexicon_now(self._alerts, self._log, published)
        acronyms = Acronyms.of(published, [pair for pathway in pathways for pair in pathway.acronyms])
        compiled = max((pathway.compiled for pathway in pathways), default="")
        return Knowledge(lexicon, Directory(pathways), compiled, acronyms)


def _published(store: PassageStore) -> Iterator[str]:
    """Yield everything the index may show: what stands in it is not personal data."""
    for source in store.sources():
        yield source.title
        if source.kind is SourceKind.DOCUMENT:
            yield store.reading_text(source.id)
        else:
            yield from (passage.text for passage in store.outline(source.id))


def _spelling(embedder: SentenceEmbedder) -> Callable[[str, PassageStore], str]:
    """Return what mends a question's spelling; nothing for a model without a list of words."""
    if embedder.vocabulary is None:
        return lambda text, store: text
    spelling = Spelling(embedder.vocabulary)
    return lambda text, store: spelling.mend(text, lambda word: _stands_in(store, word))


def _stands_in(store: PassageStore, word: str) -> bool:
    try:
        return any(store.document_frequency(term) for term in terms(word))
    except SearchIndexError:
        return True


def _likeness(
    embedder: SentenceEmbedder, reader: MessageReader | None
) -> Callable[[str, Vector], DangerLikeness] | None:
    meaning = open_danger_meaning(embedder.digest, reader=reader)
    if meaning is None:
        return None
    return lambda masked, vector: meaning.likeness_of(masked, vector, embedder.embed)  # type: ignore[arg-type]


def _fields(embedder: SentenceEmbedder) -> Callable[[str, Vector | None], Mapping[str, float]]:
    """Return what reads the field that is asked for; nothing for a model that it was not trained with."""
    meaning = open_asked_meaning(embedder.digest)
    if meaning is None:
        return lambda text, vector: {}

    def figures(text: str, vector: Vector | None) -> Mapping[str, float]:
        return meaning.likeness_of_words(text) if vector is None else meaning.likeness(text, vector)  # type: ignore[arg-type]

    return figures


def _services(embedder: SentenceEmbedder, reader: MessageReader | None) -> Callable[[str, Vector], Likely]:
    """Return what a message is like of what is told of each service; nothing for a model it was not trained with."""
    meaning = open_service_meaning(embedder.digest, reader=reader)
    if meaning is None:
        return lambda masked, vector: NOTHING_LIKELY
    return lambda masked, vector: meaning.likeness(masked, vector)  # type: ignore[arg-type]


def _kind(embedder: SentenceEmbedder) -> Callable[[Vector], MessageLikeness] | None:
    meaning = open_message_meaning(embedder.digest)
    if meaning is None:
        return None
    return lambda vector: meaning.likeness(vector)  # type: ignore[arg-type]
