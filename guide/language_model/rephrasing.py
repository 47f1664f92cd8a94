"""A language model puts a follow-up, or what a long story asks, as one question; code checks that it added nothing.

Only masked text is read here. What passes is searched for, and used where it finds more:
`guide/language_model/assisting.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guide.asking.instructions import without_instructions
from guide.asking.understanding import (
    FUNCTION_WORDS,
    MOST_NARRATIVE_WORDS,
    POINTING,
    asking_sentences,
    content_words,
    fold,
    is_personal_lookup,
    leans_on_earlier,
    subject_words,
)
from guide.errors import ModelError
from guide.language_model.model_calls import Asked, ModelCalls
from guide.language_model.model_reply import form_of, read_question, text_up_to
from guide.language_model.prompting import Prompt
from guide.language_model.rewording import is_urgent
from guide.plain_text import INVISIBLE
from guide.types import Answer, Reason, Status

MOST_EARLIER = 6
MOST_CHARACTERS_A_TURN = 600
LONGEST = 400
QUESTION_FORM = form_of("question", question=text_up_to(LONGEST))
MOST_SUBJECT_WORDS = 8
"""A message that points back and names more than this says itself what it is about."""

GUARDED = frozenset("no not must may should all any over off out".split())
"""Small words that change what is asked: a model adds none and leaves none of the last message out."""

STANDS_FOR_OTHERS = frozenset(
    "one ones same else other others another instead otherwise well too really ok okay thanks thank hi hello".split()
)
"""What may go from a follow-up: words that point to another message, and courtesy."""

_MARKUP = re.compile(r"[<>{}`*#|\\\n]|https?:|www\.", re.IGNORECASE)


class ReadingProblem(StrEnum):
    """Why the question as a model put it is not searched for."""

    NOT_PLAIN = "it is not one plain question"
    ADDED = "it holds a word that stands in no message"
    LEFT_OUT = "it leaves out a word of the last message, a number or a negation"
    INSTRUCTION = "it tells the guide what to do or asks about a person"
    SAME = "it is what the guide searched for already"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as a model put it. text: "" where there is none or it did not hold; why then says what was wrong."""

    text: str
    asked: Asked
    why: str = ""


class Rephrasing:
    """Asks the model to read a message. Safe to share between threads."""

    def __init__(self, calls: ModelCalls, prompt: Prompt) -> None:
        """Take what asks the model, and the text of `prompts/rephrase.md`."""
        self._calls = calls
        self.prompt = prompt

    def wants(self, answer: Answer, earlier: Sequence[str]) -> bool:
        """Say whether a model is asked: only where the guide's own reading found nothing, or a part.

        Never beside an urgent alert. A story of which a part was found stays: a model could leave the other part out.
        """
        if is_urgent(answer):
            return False
        if is_story(answer.question):
            return _found_nothing(answer)
        return points_back(answer.question, earlier) and (_found_nothing(answer) or answer.status is Status.PARTIAL)

    def read(self, answer: Answer, earlier: Sequence[str], until: float | None = None) -> Reading:
        """Return the question as the model puts it, if it holds.

        answer, earlier: masked. until: as ModelCalls has it.
        """
        shown = [turn[:MOST_CHARACTERS_A_TURN] for turn in earlier[-MOST_EARLIER:]]
        asked = self._calls.ask(
            self.prompt.filled({"earlier": "\n".join(f"- {turn}" for turn in shown), "question": answer.question}),
            QUESTION_FORM,
            until,
        )
        if asked.refusal:
            return Reading("", asked, asked.error or asked.refusal.value)
        try:
            text = read_question(asked.text)
        except ModelError as error:
            return Reading("", asked, str(error))
        found = reading_problem(text, answer.question, shown)
        if found is None and fold(text) == fold(answer.standalone_question):
            found = ReadingProblem.SAME
        return Reading("" if found else text, asked, found.value if found else "")


def is_story(question: str) -> bool:
    """Say whether a message is long enough to be reduced to what it asks."""
    return len(question.split()) > MOST_NARRATIVE_WORDS


def points_back(question: str, earlier: Sequence[str]) -> bool:
    """Say whether a message may lean on an earlier one. Wider than the guide's own rule, as a reading is only tried."""
    pointing = POINTING.search(question) is not None and len(subject_words(question)) <= MOST_SUBJECT_WORDS
    return bool(earlier) and (leans_on_earlier(question) or pointing)


def reading_problem(text: str, question: str, earlier: Sequence[str]) -> ReadingProblem | None:
    """Return what is wrong with a question that a model made of these messages, None when nothing is."""
    if not subject_words(text) or len(text) > LONGEST or INVISIBLE.search(text) or _MARKUP.search(text):
        return ReadingProblem.NOT_PLAIN
    said = set(fold(" ".join((*earlier, question))).split())
    words = fold(text).split()
    if any(word not in said and (word in GUARDED or word not in FUNCTION_WORDS) for word in words):
        return ReadingProblem.ADDED
    if not _to_be_kept(question) <= set(words):
        return ReadingProblem.LEFT_OUT
    if without_instructions(text).had_instruction or is_personal_lookup(text):
        return ReadingProblem.INSTRUCTION
    return None


def _to_be_kept(question: str) -> set[str]:
    """Return the words of the last message that what is searched for must hold.

    Of a story: the numbers and small guarded words of its sentences that ask. Of another message: all it says.
    """
    if not is_story(question):
        guarded = {word for word in fold(question).split() if word in GUARDED}
        return guarded | set(content_words(question)) - STANDS_FOR_OTHERS
    asked = fold(" ".join(asking_sentences(question))).split()
    return {word for word in asked if word in ("no", "not") or any(char.isdigit() for char in word)}


def _found_nothing(answer: Answer) -> bool:
    return answer.status is Status.DECLINED and answer.reason in (Reason.NOT_IN_DOCUMENTS, Reason.UNSUPPORTED)
