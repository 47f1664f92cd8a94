"""What a language model may do for one answer: read the question where that finds more, put quotations in order.

The quoted answer is there before any of this, and never gets worse by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from guide import wording
from guide.errors import GuideError
from guide.language_model.model_calls import ModelCalls
from guide.language_model.prompting import Prompt
from guide.language_model.rephrasing import Reading, Rephrasing
from guide.language_model.rewording import Reworded, Rewording, is_urgent, traced
from guide.ports import Entailment
from guide.types import Answer, Explanation, Question, Status

WORTH = {Status.ANSWERED: 2, Status.PARTIAL: 1}


class Assisting:
    """The parts that a language model may have in answers. Safe to share between threads."""

    def __init__(
        self,
        ask: Callable[[Question], Answer],
        calls: ModelCalls,
        answer: Prompt,
        rephrase: Prompt,
        entailment: Entailment | None = None,
    ) -> None:
        """Take what answers a question from the index, what asks the model, the two prompts, and a further check."""
        self._ask = ask
        self._calls = calls
        self._model = calls.model
        self._rewording = Rewording(calls, answer, entailment)
        self._rephrasing = Rephrasing(calls, rephrase)

    @property
    def place(self) -> str:
        """Return in words where the text goes."""
        return self._model.place

    def wants(self, answer: Answer, asked: Question) -> bool:
        """Say whether a model is asked anything about this answer. asked: masked, as all that is handed to a model."""
        return self._rephrasing.wants(answer, asked.earlier) or self._rewording.wants(answer)

    def waiting(self, answer: Answer, asked: Question) -> str:
        """Return the line shown while the model is asked."""
        if self._rephrasing.wants(answer, asked.earlier):
            return wording.MODEL_READING.format(model=self._model.name, place=self._model.place)
        return self._rewording.waiting

    def not_waited_for(self, why: str, answer: Answer, asked: Question, *, quotations: bool = True) -> str:
        """Return a line about a model that may have been sent something and whose version is not shown.

        quotations: whether any may have gone; where only a question was being read, none had.
        """
        line = wording.MODEL_MAY_HAVE
        if self._rephrasing.wants(answer, asked.earlier):
            line = wording.MODEL_MAY_HAVE_BOTH if quotations else wording.MODEL_MAY_HAVE_TURNS
        return f"{why} {line.format(place=self._model.place)}"

    def improve(self, answer: Answer, asked: Question, sending: Callable[[], None] = lambda: None) -> Reworded:
        """Return the answer after the model had its turn, all of it within the time of one call.

        asked: the masked question with its masked earlier turns. sending: called before any quotation may go.
        """
        until = self._calls.deadline()
        if not self._rephrasing.wants(answer, asked.earlier):
            return self._rewording.reword(answer, until, sending)
        reading = self._rephrasing.read(answer, asked.earlier, until)
        found = self._found(answer, replace(asked, understood=reading.text)) if reading.text else None
        answered = found or answer
        if reading.asked.was_sent:
            answered = traced(answered, self._model.name, self._rephrasing.prompt)
        explained = Explanation("model's reading", reading.text or reading.why, (("used", float(found is not None)),))
        answered = replace(answered, explanations=(*answered.explanations, explained))
        reworded = self._rewording.reword(answered, until, sending)
        return replace(
            reworded,
            notice=self._notice(reading, found is not None, reworded),
            asked=reading.asked.was_sent or reworded.asked,
            dropped=((reading.why,) if reading.why else ()) + reworded.dropped,
            tokens=reading.asked.tokens + reworded.tokens,
            reading=reading.text if found else "",
        )

    def _found(self, answer: Answer, asked: Question) -> Answer | None:
        """Return what the model's reading finds, if that is more than the guide's own reading found."""
        try:
            found = self._ask(asked)
        except GuideError:
            return None
        if is_urgent(found) or not found.citations or WORTH.get(found.status, 0) <= WORTH.get(answer.status, 0):
            return None
        # The alerts were found in the text as it was typed, which is gone by now.
        return replace(found, question=answer.question, alerts=answer.alerts)

    def _notice(self, reading: Reading, is_used: bool, reworded: Reworded) -> str:
        if is_used:
            line = wording.MODEL_READ
        elif reading.asked.was_sent:
            line = wording.MODEL_READ_IN_VAIN
        else:
            return reworded.notice if reworded.asked else wording.MODEL_NOT_READING
        said = line.format(model=self._model.name, place=self._model.place)
        return said if reworded.notice == wording.MODEL_NO_PART else f"{said} {reworded.notice}"
