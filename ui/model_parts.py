"""A language model beside a finished answer: asked in a thread of its own, so that the quoted answer is there at once.

Nothing of Streamlit: the pages ask whether a turn still waits, and draw what the store holds of it.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace

from guide import wording
from guide.errors import GuideError
from guide.keeping.conversations import Conversations, ModelPart, Turn
from guide.language_model.assisting import Assisting
from guide.types import Answer, Question

log = logging.getLogger(__name__)

Place = tuple[str, int]
"""A conversation's id and the number of a turn in it."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A turn as it is kept while a model is asked, with the line that the reader sees meanwhile.

    stopped: the line to be kept if nobody waits any longer.
    """

    turn: Turn
    line: str
    stopped: str


class ModelParts:
    """The turns that a model is being asked about, in one process. Safe to share between threads."""

    def __init__(self, assisting: Assisting, store: Conversations) -> None:
        """Take what asks the model, and where its part in a turn is kept."""
        self._assisting = assisting
        self._store = store
        self._lock = threading.Lock()
        self._waiting: dict[Place, _Waiting] = {}

    @property
    def place(self) -> str:
        """Return in words where the text of a question goes."""
        return self._assisting.place

    def before(self, turn: Turn, answer: Answer, asked: Question) -> Turn:
        """Return the turn as it is first kept: if the server stops now, it still says that a model was asked."""
        if not self._assisting.wants(answer, asked):
            return turn
        return self._unfinished(turn, self._assisting.not_waited_for(wording.MODEL_UNFINISHED, answer, asked))

    def start(self, conversation_id: str, turn: Turn, answer: Answer, asked: Question) -> None:
        """Ask the model about a kept turn. Returns at once; what comes of it is kept with the turn.

        asked: masked, as it outlives the call in which the text as typed is known.
        """
        if turn.model is None or not turn.number:
            return
        place = (conversation_id, turn.number)
        with self._lock:
            stopped = self._assisting.not_waited_for(wording.MODEL_STOPPED, answer, asked, quotations=False)
            self._waiting[place] = _Waiting(turn, self._assisting.waiting(answer, asked), stopped)
        threading.Thread(target=self._ask, args=(place, turn, answer, asked), name="model-part", daemon=True).start()

    def waiting_in(self, conversation_id: str) -> frozenset[int]:
        """Return the numbers of the turns of a conversation that the model is still being asked about."""
        with self._lock:
            return frozenset(number for asked_in, number in self._waiting if asked_in == conversation_id)

    def waiting_line(self, conversation_id: str, number: int) -> str:
        """Return the line that stands under an answer while the model is asked, "" once it is not."""
        with self._lock:
            waiting = self._waiting.get((conversation_id, number))
        return waiting.line if waiting else ""

    def stop(self, conversation_id: str, number: int) -> None:
        """Stop waiting for the model: whatever it still says about this turn is shown to nobody."""
        place = (conversation_id, number)
        with self._lock:
            waiting = self._waiting.get(place)
        if waiting:
            self._finish(place, self._unfinished(waiting.turn, waiting.stopped))

    def _ask(self, place: Place, turn: Turn, answer: Answer, asked: Question) -> None:
        try:
            done = turn.after(self._assisting.improve(answer, asked, lambda: self._quotations_go(place, answer, asked)))
        except Exception as error:
            # The thread is nobody's to watch: the turn gets its line, the log the kind of the failure and no text.
            log.error("a language model's part failed: %s", type(error).__name__)
            done = self._unfinished(turn, self._assisting.not_waited_for(wording.MODEL_FAILED, answer, asked))
        self._finish(place, done)

    def _quotations_go(self, place: Place, answer: Answer, asked: Question) -> None:
        """Note that from now on quotations may have gone too."""
        stopped = self._assisting.not_waited_for(wording.MODEL_STOPPED, answer, asked)
        with self._lock:
            if place in self._waiting:
                self._waiting[place] = replace(self._waiting[place], stopped=stopped)

    def _unfinished(self, turn: Turn, line: str) -> Turn:
        return replace(turn, model=ModelPart(line))

    def _finish(self, place: Place, turn: Turn) -> None:
        """Keep the turn, once: the first of the model and the stop button has the say."""
        with self._lock:
            if place not in self._waiting:
                return
            try:
                self._store.put(place[0], turn)
            except GuideError as error:
                log.error("a language model's part could not be kept: %s", type(error).__name__)
            del self._waiting[place]
