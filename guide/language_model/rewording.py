"""A language model arranges the quotations of a finished answer; code checks every sentence before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guide import wording
from guide.asking.question_terms import AnswerType, answer_type, holds, plain_words
from guide.errors import ModelError
from guide.language_model.model_calls import Asked, ModelCalls, Refusal
from guide.language_model.model_reply import Proposed, arranged_form, read_reply
from guide.language_model.prompting import Prompt
from guide.language_model.sentence_checks import ADDING, CONNECTIVES, Problem, problem
from guide.ports import Entailment
from guide.types import AlertKind, Answer, Citation, Explanation, Status

URGENT = (AlertKind.EMERGENCY, AlertKind.CRISIS)
NOT_ASKED = {
    Refusal.TOO_LONG: wording.MODEL_TOO_LONG,
    Refusal.PAUSED: wording.MODEL_PAUSED,
    Refusal.SPENT: wording.MODEL_SPENT,
    Refusal.NOT_COUNTED: wording.MODEL_NOT_COUNTED,
    Refusal.UNREACHED: wording.MODEL_UNREACHED,
    Refusal.NO_TIME: wording.MODEL_NO_TIME,
}
"""What the reader is told where nothing was sent."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A checked sentence with the numbers of the quotations that it is made of."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """An answer after the model had its turn.

    quoted: the quoted answer, its trace naming the model and the prompt where one was sent something. sentences: none
    when the quoted answer is shown as it was. notice: one line for the reader. dropped: why something of the model's
    was left out. tokens: sent and received, as the server counted them or reckoned. reading: how the model put the
    question, where that was searched for. left_out: how many of the model's sentences did not hold.
    """

    quoted: Answer
    sentences: tuple[Sentence, ...]
    notice: str
    asked: bool
    dropped: tuple[str, ...] = ()
    tokens: int = 0
    reading: str = ""
    left_out: int = 0

    @property
    def answer(self) -> Answer:
        """Return the answer as one text: the checked sentences, if any, and the line, above the quoted answer."""
        if not self.sentences:
            return self.quoted
        return replace(self.quoted, text=f"{text_of(self.sentences)}\n\n{self.notice}\n\n{self.quoted.text}")


class Rewording:
    """Asks the model about finished answers. Safe to share between threads."""

    def __init__(self, calls: ModelCalls, prompt: Prompt, entailment: Entailment | None = None) -> None:
        """Take what asks the model, the text of `prompts/answer.md`, and what may drop sentences further."""
        self._calls = calls
        self._prompt = prompt
        self._entailment = entailment

    @property
    def waiting(self) -> str:
        """Return the line shown while the model is asked."""
        model = self._calls.model
        return f"{wording.MODEL_WAITING.format(model=model.name)} {wording.MODEL_SENDING.format(place=model.place)}"

    def wants(self, answer: Answer) -> bool:
        """Say whether a model is asked at all.

        Never beside an urgent alert, never without quotations. Never about a field of a service: our own words before
        it say whose number it is, and no model's order may lose them.
        """
        quoted = answer.status in (Status.ANSWERED, Status.PARTIAL)
        services = {pathway.id for pathway in answer.pathways}
        return quoted and not is_urgent(answer) and not any(each.source_id in services for each in answer.citations)

    def reword(
        self, answer: Answer, until: float | None = None, sending: Callable[[], None] = lambda: None
    ) -> Reworded:
        """Return the answer in the model's order when every check holds, else the quoted answer with a line why.

        until: as ModelCalls has it. sending: called before the quotations may leave this program.
        """
        if not self.wants(answer):
            return Reworded(answer, (), wording.MODEL_NO_PART, asked=False)
        try:
            if self._entailment:
                self._entailment.ready()
        except ModelError as error:
            return Reworded(answer, (), wording.MODEL_NOT_CHECKED, False, (str(error),))
        sending()
        form = arranged_form([f"P{each.marker}" for each in answer.citations], CONNECTIVES)
        asked = self._calls.ask(self._filled(answer), form, until)
        if not asked.was_sent and asked.refusal:
            return Reworded(answer, (), NOT_ASKED[asked.refusal], False, (asked.error,) if asked.error else ())
        return self._checked(traced(answer, self._calls.model.name, self._prompt), asked)

    def _checked(self, answer: Answer, asked: Asked) -> Reworded:
        if asked.refusal:
            return self._not_shown(answer, wording.MODEL_FAILED, (asked.error,), asked.tokens)
        try:
            proposed = read_reply(asked.text)
        except ModelError as error:
            return self._not_shown(answer, wording.MODEL_SET_ASIDE, (str(error),), asked.tokens)
        kept, dropped = checked(proposed, answer.citations)
        kept, dropped = self._entailed(kept, dropped, answer)
        figures = (("held", float(len(kept))), ("left_out", float(len(dropped))))
        told = Explanation("model's sentences", "; ".join(dropped) or "all hold", figures)
        answer = replace(answer, explanations=(*answer.explanations, told))
        if not still_answers(kept, answer):
            not_shown = self._not_shown(answer, wording.MODEL_SET_ASIDE, dropped, asked.tokens)
            return replace(not_shown, left_out=len(dropped))
        model = self._calls.model
        notice = wording.MODEL_HAD_A_PART.format(model=model.name, place=model.place) + wording.left_out(len(dropped))
        return Reworded(answer, kept, notice, True, dropped, asked.tokens, left_out=len(dropped))

    def _entailed(
        self, kept: tuple[Sentence, ...], dropped: tuple[str, ...], answer: Answer
    ) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
        """Drop what the entailment model, if there is one, does not find to follow. It can add nothing."""
        if self._entailment is None:
            return kept, dropped
        by_marker = {each.marker: each.quote for each in answer.citations}
        held = [
            self._entailment.entails(" ".join(by_marker[marker] for marker in each.markers), each.text) for each in kept
        ]
        left = tuple(each for each, is_held in zip(kept, held, strict=True) if is_held)
        return left, (*dropped, *[Problem.NOT_ENTAILED.value] * held.count(False))

    def _not_shown(self, answer: Answer, why: str, dropped: tuple[str, ...], tokens: int) -> Reworded:
        notice = f"{why} {wording.MODEL_SENT.format(place=self._calls.model.place)}"
        return Reworded(answer, (), notice, True, dropped, tokens)

    def _filled(self, answer: Answer) -> str:
        values = {"question": answer.standalone_question, "quotations": _listed(answer.citations)}
        return self._prompt.filled({**values, "connectives": "; ".join(CONNECTIVES)})


def _place(citation: Citation) -> tuple[str, str]:
    """Return what tells the passage of a quotation from another."""
    return citation.source_id, citation.passage


def _listed(citations: Sequence[Citation]) -> str:
    """Return the quotations under their tokens, those of one passage under one line."""
    passages: dict[tuple[str, str], int] = {}
    lines, before = list[str](), 0
    for each in citations:
        number = passages.setdefault(_place(each), len(passages) + 1)
        if number != before:
            lines.append(f"passage {number}")
        before = number
        lines.append(f"P{each.marker}: {' '.join(each.quote.split())}")
    return "\n".join(lines)


def is_urgent(answer: Answer) -> bool:
    """Say whether an emergency or crisis alert stands above the answer: then no model is asked anything."""
    return any(alert.kind in URGENT for alert in answer.alerts)


def traced(answer: Answer, model: str, prompt: Prompt) -> Answer:
    """Return the answer with the model that was asked about it, and the digest of the prompt, in its trace."""
    return replace(answer, trace=replace(answer.trace, model=model, prompt_sha256=prompt.digest))


def checked(
    proposed: Sequence[Proposed], citations: Sequence[Citation]
) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """Return the sentences that hold, and for each other one why it fell."""
    by_token = {f"P{each.marker}": each for each in citations}
    kept: list[Sentence] = []
    dropped: list[str] = []
    for each in _spelled_out(proposed, by_token):
        cited = [by_token[token] for token in dict.fromkeys(each.tokens) if token in by_token]
        markers = tuple(citation.marker for citation in cited)
        found = problem(each.text or "", [citation.quote for citation in cited])
        if len(cited) < len(set(each.tokens)):
            found = Problem.UNKNOWN_QUOTATION
        elif found is None and any(marker in sentence.markers for sentence in kept for marker in markers):
            found = Problem.REPEATED
        if found:
            dropped.append(found.value)
        else:
            kept.append(Sentence(each.text or "", markers))
    return tuple(kept), tuple(dropped)


def _spelled_out(proposed: Sequence[Proposed], by_token: Mapping[str, Citation]) -> Iterator[Proposed]:
    """Yield what only names quotations with their words, one sentence for each.

    One that is named brings all of its passage, in their order, as an item means nothing without what introduces it.
    """
    openings = {token: each.opening for each in reversed(proposed) for token in each.tokens[:1]}
    placed, named = set[tuple[str, str]](), set[str]()
    for each in proposed:
        if each.text is not None or not each.tokens:
            yield each
            continue
        for token in each.tokens:
            place = _place(by_token[token]) if token in by_token else None
            if place is None or token in named:
                yield _quoting(token, by_token)
            elif place not in placed:
                for mate in (mate for mate, citation in by_token.items() if _place(citation) == place):
                    opening = openings.get(mate, "")
                    yield _quoting(mate, by_token, "" if not placed and opening in ADDING else opening)
                placed.add(place)
            named.add(token)


def _quoting(token: str, by_token: Mapping[str, Citation], opening: str = "") -> Proposed:
    words = " ".join(by_token[token].quote.split()) if token in by_token else ""
    return Proposed(f"{opening[0].upper()}{opening[1:]}: {words}" if opening else words, (token,))


def still_answers(kept: Sequence[Sentence], answer: Answer) -> bool:
    """Say whether the sentences hold what the quoted answer held.

    The first quotation is there, each passage is there whole and in its order (an item means nothing without what
    introduces it), and a number, name or date stands there where one was asked for and quoted.
    """
    used = [marker for sentence in kept for marker in sentence.markers]
    if not used or 1 not in used:
        return False
    places = {each.marker: _place(each) for each in answer.citations}
    for place in {places[marker] for marker in used}:
        there = [marker for marker, where in places.items() if where == place]
        if list(dict.fromkeys(marker for marker in used if marker in there)) != there:
            return False
    asked = answer_type(answer.standalone_question)
    words = frozenset(plain_words(answer.standalone_question))
    quoted = any(holds(asked, words, each.quote) for each in answer.citations)
    return asked is AnswerType.OTHER or not quoted or any(holds(asked, words, each.text) for each in kept)


def text_of(kept: Sequence[Sentence]) -> str:
    """Return the sentences as one paragraph, each with the numbers of its quotations."""
    return " ".join(each.text + "".join(f" [{marker}]" for marker in each.markers) for each in kept)
