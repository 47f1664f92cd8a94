"""From a question to an answer: the order of the steps, and the one object that the pages and commands ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from guide.asking.understanding import content_words
from guide.closes import (
    Step,
    answer_smalltalk,
    ask_back_when_vague,
    refuse_lookup_of_a_person,
    refuse_too_long,
)
from guide.directory.offering import match
from guide.directory.out_of_date import with_what_is_past
from guide.directory.pathway_cards import card
from guide.directory.pathway_records import PathwayCard
from guide.directory.pathways import MatchQuery
from guide.directory_step import all_listed, answer_about_the_directory
from guide.drafts import Draft, Knowledge, Outside, Parts
from guide.errors import SearchIndexError
from guide.follow_up_step import stand_alone
from guide.keeping.quoted_place import Place
from guide.opening import open_places
from guide.pathway_step import NO_DAY, answer_with_pathways, moment_of
from guide.ports import Embedder, PassageStore
from guide.safety import (
    find_alerts,
    mask,
)
from guide.searching.remembering import RememberingEmbedder
from guide.searching.retrieval import retrieve
from guide.searching.surroundings import joined
from guide.steps import (
    HITS,
    answer_about_a_document,
    answer_by_kind,
    decline_what_is_not_held,
    embedded,
    encode,
    leave_out_instructions,
    look_for_danger,
    mask_personal_data,
    quote,
    refuse_unreadable,
    search,
)
from guide.types import (
    Alert,
    Answer,
    Hit,
    Question,
    Trace,
)

STEPS: tuple[Step, ...] = (
    look_for_danger,
    mask_personal_data,
    refuse_unreadable,
    refuse_too_long,
    answer_smalltalk,
    leave_out_instructions,
    refuse_lookup_of_a_person,
    answer_about_the_directory,
    ask_back_when_vague,
    stand_alone,
    encode,
    answer_by_kind,
    search,
    answer_about_a_document,
    answer_with_pathways,
    decline_what_is_not_held,
    quote,
)


class Guide:
    """Answers questions from one index. Safe to share between threads: it keeps nothing of a question."""

    def __init__(
        self,
        embedder: Embedder,
        store: PassageStore,
        knowledge_of: Callable[[PassageStore], Knowledge],
        outside: Outside,
        timer: Callable[[], float],
    ) -> None:
        """Take the parts. knowledge_of: cached by the caller. timer: seconds that never go back, for the trace."""
        self.embedder = embedder
        self.store = store
        self._knowledge_of = knowledge_of
        self._outside = outside
        self._timer = timer

    def alerts(self, raw: str) -> tuple[Alert, ...]:
        """Return the alerts that rules find in the raw text, at once and without index or model."""
        return find_alerts(raw, self.parts_now().knowledge.lexicon)

    def mask(self, raw: str) -> str:
        """Return the text with personal data replaced by words in square brackets."""
        return mask(raw, self.parts_now().knowledge.lexicon).text

    def masked(self, question: Question, answer: Answer) -> Question:
        """Return an answered question without personal data: what may be asked again, or handed to a language model."""
        return replace(question, text=answer.question, earlier=tuple(self.mask(each) for each in question.earlier))

    def cards(self, at: datetime | None = None) -> tuple[PathwayCard, ...]:
        """Return every record of the directory as a card, in its order, with marks as of `at`."""
        parts = self.parts_now()
        directory = parts.knowledge.directory.pathways
        moment = moment_of(parts, at)
        acronyms = parts.knowledge.acronyms
        return tuple(card(pathway, directory, moment, acronyms=acronyms) for pathway in directory.values())

    def ages(self, pathway_id: str) -> tuple[int | None, int | None]:
        """Return the youngest and the oldest age that a record states, None where it states none."""
        pathway = self.parts_now().knowledge.directory.pathways[pathway_id]
        return pathway.min_age, pathway.max_age

    def has_contact(self, pathway_id: str, value: str) -> bool:
        """Say whether a record of the directory holds this number or address."""
        pathway = self.parts_now().knowledge.directory.pathways.get(pathway_id)
        return pathway is not None and any(contact.value == value for contact in pathway.contacts)

    def find_pathways(
        self, told: Sequence[str], cards: Sequence[PathwayCard], at: datetime | None = None
    ) -> tuple[PathwayCard, ...]:
        """Return those of the cards that bear one of these words or fit one of these situations, the best first.

        A question about the whole directory, such as "who is open at night", gives those whose records show it.

        told: may be raw; they are masked before they are embedded, and kept nowhere. at: what "open now" is judged by.
        """
        parts = self.parts_now()
        return tuple(dict.fromkeys(each for words in told for each in self._fitting(parts, words, cards, at)))

    def _fitting(
        self, parts: Parts, words: str, cards: Sequence[PathwayCard], at: datetime | None
    ) -> tuple[PathwayCard, ...]:
        masked = mask(words, parts.knowledge.lexicon).text
        if (of_the_whole := all_listed(parts, masked, at)) is not None:
            return tuple(each for id_ in of_the_whole for each in cards if each.id == id_)
        asked = set(content_words(masked))
        named = [each for each in cards if asked and asked <= _words_of_names(each)]
        vector, otherwise, _ = embedded(parts, masked)
        retrieval = retrieve(masked, vector, parts.store, HITS, otherwise=otherwise)
        # Somebody who looks through the directory wants what comes nearest, whether or not anybody is for it.
        likely = parts.outside.services_of(masked, vector)
        likely = replace(likely, told=likely.asked, none=0.0)
        query = MatchQuery(masked, retrieval.candidates, likely=likely)
        fitting = match(query, parts.knowledge.directory, moment_of(parts, None))
        by_id = {each.id: each for each in cards}
        ordered = [*named, *(by_id[found.pathway.id] for found in fitting if found.pathway.id in by_id)]
        return tuple(dict.fromkeys(ordered))

    def ask(self, question: Question, on_alerts: Callable[[tuple[Alert, ...]], None] = lambda alerts: None) -> Answer:
        """Return the answer. Every outcome is an Answer; only a caller's mistake raises.

        on_alerts: handed the alerts as soon as there are any and when more come, before any search.
        """
        started = self._timer()
        stages: list[tuple[str, float]] = []
        draft, parts, shown = Draft(asked=question), self.parts_now(), tuple[Alert, ...]()
        for step in STEPS:
            before = self._timer()
            result = step(parts, draft)
            if isinstance(result, Answer):
                result = _dated(parts, result, question.at)
            stages.append((step.__name__, (self._timer() - before) * 1000))
            if result.alerts != shown:
                on_alerts(result.alerts)
                shown = result.alerts
            if isinstance(result, Answer):
                return replace(result, trace=self._trace(parts.store, started, tuple(stages)))
            draft = result
        raise AssertionError("the last step always answers")

    def open(self, places: Sequence[Place], at: datetime | None) -> Answer:
        """Return quoted words at their place, with their record's card as of `at`. Nothing is searched."""
        started = self._timer()
        parts = self.parts_now()
        return replace(open_places(parts, places, at), trace=self._trace(parts.store, started, ()))

    def hits(self, answer: Answer, limit: int) -> tuple[Hit, ...]:
        """Return the first passages retrieved for an answer, each with those beside it in its section."""
        return joined(answer.hits, self.store, limit)

    def parts_now(self) -> Parts:
        """Return the parts for one question: one state of the index to answer all of it, and no text encoded twice."""
        try:
            store = self.store.snapshot()
            knowledge = self._knowledge_of(store)
        except SearchIndexError:
            store, knowledge = self.store, self._knowledge_of(self.store)
        return Parts(RememberingEmbedder(self.embedder), store, knowledge, self._outside)

    def _trace(self, store: PassageStore, started: float, stages: tuple[tuple[str, float], ...]) -> Trace:
        try:
            corpus_sha256, index_id = store.corpus_sha256, store.index_id
        except SearchIndexError:
            corpus_sha256, index_id = "", ""
        duration_ms = (self._timer() - started) * 1000
        return Trace(duration_ms, corpus_sha256, index_id, self.embedder.name, None, stages)


def _dated(parts: Parts, answer: Answer, at: datetime | None) -> Answer:
    """Return the answer with an alert where it shows what is past its time; without a time, on the day of the facts."""
    if not answer.citations:
        return answer
    day = at.date() if at else date.fromisoformat(parts.knowledge.compiled or NO_DAY)
    cited = dict.fromkeys(citation.source_id for citation in answer.citations)
    return with_what_is_past(answer, map(parts.store.source, cited), day)


def _words_of_names(each: PathwayCard) -> set[str]:
    return set(content_words(" ".join((each.name, *each.other_names))))
