"""A language model beside a finished answer: asked in a thread of its own, so that the quoted answer is there at once.

Nothing of Streamlit: the pages ask whether a turn still waits, and draw what the store holds of it.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

from guide import wording
from guide.conversations import Conversations, ModelPart, Turn
from guide.errors import GuideError
from guide.rewording import Rewording
from guide.types import Answer

log = logging.getLogger(__name__)

Place = tuple[str, int]
"""A conversation's id and the number of a turn in it."""


class ModelParts:
    """The turns that a model is being asked about, in one process. Safe to share between threads."""

    def __init__(self, rewording: Rewording, store: Conversations) -> None:
        """Take what asks the model, and where its part in a turn is kept."""
        self._rewording = rewording
        self._store = store
        self._lock = threading.Lock()
        self._waiting: set[Place] = set()

    @property
    def place(self) -> str:
        """Return in words where the text of a question goes."""
        return self._rewording.model.place

    def before(self, turn: Turn, answer: Answer) -> Turn:
        """Return the turn as it is first kept: if the server stops now, it still says that a model was asked."""
        # Of a field of a service, our own words before it say whose number it is: no model's order may lose them.
        services = {pathway.id for pathway in answer.pathways}
        if not self._rewording.wants(answer) or any(each.source_id in services for each in answer.citations):
            return turn
        return replace(turn, model=ModelPart(self._rewording.not_shown(wording.MODEL_UNFINISHED)))

    def start(self, conversation_id: str, turn: Turn, answer: Answer) -> None:
        """Ask the model about a kept turn. Returns at once; what comes of it is kept with the turn."""
        if turn.model is None or not turn.number:
            return
        place = (conversation_id, turn.number)
        with self._lock:
            self._waiting.add(place)
        threading.Thread(target=self._ask, args=(place, answer), name="model-part", daemon=True).start()

    def waiting_in(self, conversation_id: str) -> frozenset[int]:
        """Return the numbers of the turns of a conversation that the model is still being asked about."""
        with self._lock:
            return frozenset(number for asked_in, number in self._waiting if asked_in == conversation_id)

    @property
    def waiting_line(self) -> str:
        """Return the line that stands under an answer while the model is asked."""
        return self._rewording.waiting

    def stop(self, conversation_id: str, number: int) -> None:
        """Stop waiting for the model: whatever it still says about this turn is shown to nobody."""
        self._finish((conversation_id, number), ModelPart(self._rewording.not_shown(wording.MODEL_STOPPED)))

    def _ask(self, place: Place, answer: Answer) -> None:
        try:
            part = ModelPart.of(self._rewording.reword(answer))
        except Exception as error:
            # The thread is nobody's to watch: the turn gets its line, the log the kind of the failure and no text.
            log.error("a language model's part failed: %s", type(error).__name__)
            part = ModelPart(self._rewording.not_shown(wording.MODEL_FAILED))
        self._finish(place, part)

    def _finish(self, place: Place, part: ModelPart) -> None:
        """Keep the part, once: the first of the model and the stop button has the say."""
        with self._lock:
            if place not in self._waiting:
                return
            try:
                self._store.keep_model_part(*place, part)
            except GuideError as error:
                log.error("a language model's part could not be kept: %s", type(error).__name__)
            self._waiting.discard(place)
