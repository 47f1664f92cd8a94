"""A language model as judge of a run's answers, and how far it agrees with people. A judged figure decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation import folding
from evaluation.agreement import NOT_MEASURED, QUESTIONS, Kappa, kappa, raters_of
from evaluation.labels import Label, key_of
from evaluation.measures.registry import Group, Measure, Tier
from evaluation.replies import Reply
from evaluation.scoring import Marked
from guide.errors import ModelError, ModelReplyMalformed
from guide.language_model.model_calls import Asked
from guide.language_model.model_reply import OTHER_FORM, form_of, one_of, read_object, some_of
from guide.language_model.prompting import Prompt
from guide.ports import ReplyForm
from guide.types import Json

FAITHFULNESS, RELEVANCE, COMPLETENESS = "faithfulness", "answer_relevance", "completeness"
MEASURES: tuple[Measure, ...] = (
    Measure(FAITHFULNESS, Group.SUPPORT, Tier.JUDGED, "statements the judge finds supported / cited statements"),
    Measure(RELEVANCE, Group.CONTENT, Tier.JUDGED, "1 where the judge says it answers the question, 0.5 partly, 0 not"),
    Measure(COMPLETENESS, Group.CONTENT, Tier.JUDGED, "expected points that the judge finds covered / expected points"),
)
ANSWERS: Mapping[str, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0}
STANDS_FOR: Mapping[str, str] = {"supported": FAITHFULNESS, "complete": COMPLETENESS}
"""The question to people that a judged measure answers too. It says yes at 1.0."""

UNUSABLE = "unusable reply"
NO_LABELS = "no labels yet"
Ask = Callable[[str, ReplyForm], Asked]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge said of a run. scores: by case and measure. left_out: how many replies for which reason."""

    judge: str
    prompt_sha256: str
    scores: Mapping[str, Mapping[str, float]]
    left_out: Mapping[str, int] = field(default_factory=dict)
    tokens: int = 0

    @property
    def unusable(self) -> int:
        """Return how many replies of the judge could not be used."""
        return self.left_out.get(UNUSABLE, 0)

    @property
    def words(self) -> str:
        """Return who judged, with what prompt, and what was left out."""
        left = "; ".join(f"{count} {reason}" for reason, count in sorted(self.left_out.items()))
        return f"Judged by {self.judge}, prompt {self.prompt_sha256[:12]}; left out: {left or 'nothing'}."

    def to_json(self, run: str) -> Json:
        """Return it for the file beside a run. run: the run's id."""
        return {
            "run": run,
            "judge": self.judge,
            "prompt_sha256": self.prompt_sha256,
            "tokens": self.tokens,
            "left_out": dict(self.left_out),
            "scores": {case: dict(found) for case, found in self.scores.items()},
        }


@dataclass(frozen=True, slots=True)
class Material:
    """One answer as the judge sees it, each part under its token."""

    question: str
    statements: Mapping[str, str]
    passages: Mapping[str, str]
    points: Mapping[str, str]

    @classmethod
    def of(cls, item: Marked, reply: Reply) -> Material:
        """Take the statements with a citation, the passages cited, and what the case expects to be said."""
        cited = [words for words, markers in folding.statements(reply.text) if markers]
        passages = dict.fromkeys(each.passage for each in reply.citations)
        points = [gold.words for gold in item.case.expected_quotes] or [each.text for each in item.case.key_points]
        return cls(reply.question, _under("S", cited), _under("P", passages), _under("K", points))

    @property
    def form(self) -> ReplyForm:
        """Return the form of a verdict on this answer."""
        named = {"supported": some_of(list(self.statements)), "covered": some_of(list(self.points))}
        return form_of("verdict", **named, answers=one_of(list(ANSWERS)))

    def fill(self, prompt: Prompt) -> str:
        """Return the prompt about this answer."""
        shown = {name: _lines(getattr(self, name)) for name in ("statements", "passages", "points")}
        return prompt.filled({"question": self.question, **shown})


def judge(
    marked: Sequence[Marked], ask: Ask, prompt: Prompt, name: str, told: Callable[[int], None] = lambda done: None
) -> Judged:
    """Return what the judge says of every answer with a citation. name: the model's. told: how many are done."""
    scores: dict[str, Mapping[str, float]] = {}
    left_out: Counter[str] = Counter()
    tokens = 0
    for done, (item, material) in enumerate(_to_judge(marked), start=1):
        asked = ask(material.fill(prompt), material.form)
        tokens += asked.tokens
        if asked.refusal:
            left_out[asked.refusal.value] += 1
        else:
            try:
                scores[item.case.id] = read_verdict(asked.text, material)
            except ModelError:
                left_out[UNUSABLE] += 1
        told(done)
    return Judged(name, prompt.digest, scores, dict(left_out), tokens)


def read_verdict(reply: str, material: Material) -> dict[str, float]:
    """Return the measures of one reply, those that are defined. Raises ModelReplyMalformed for any other form."""
    found = read_object(reply, ("supported", "covered", "answers"))
    answers = found["answers"]
    if not isinstance(answers, str) or answers not in ANSWERS:
        raise ModelReplyMalformed(OTHER_FORM)
    scores = {RELEVANCE: ANSWERS[answers]}
    for name, tokens, known in (
        (FAITHFULNESS, found["supported"], material.statements),
        (COMPLETENESS, found["covered"], material.points),
    ):
        if not isinstance(tokens, list) or not all(isinstance(token, str) and token in known for token in tokens):
            raise ModelReplyMalformed(OTHER_FORM)
        if known:
            scores[name] = len(set(tokens)) / len(known)
    return scores


def agreement(judged: Judged, marked: Sequence[Marked], labels: Sequence[Label]) -> dict[tuple[str, str], Kappa | None]:
    """Return kappa of the judge with each person, by (question to people, person); None where it is not defined."""
    found: dict[tuple[str, str], Kappa | None] = {}
    for question in QUESTIONS:
        own = tuple(_as_labels(judged, marked, question))
        for person in raters_of(labels):
            found[question, person] = kappa((*labels, *own), _rater(judged), person, question)
    return found


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """The mean of one judged measure. people: how far the judge agrees with people, in words."""

    measure: Measure
    value: float | None
    count: int
    people: str


def judged_figures(judged: Judged, marked: Sequence[Marked], labels: Sequence[Label]) -> tuple[JudgedFigure, ...]:
    """Return each judged measure over the replies where it is defined, beside the judge's agreement with people."""
    with_people, found = agreement(judged, marked, labels), []
    for measure in MEASURES:
        values = [scores[measure.name] for scores in judged.scores.values() if measure.name in scores]
        mean = sum(values) / len(values) if values else None
        found.append(JudgedFigure(measure, mean, len(values), _people_words(measure.name, with_people, labels)))
    return tuple(found)


def lines(judged: Judged, marked: Sequence[Marked], labels: Sequence[Label]) -> list[str]:
    """Return what is printed of a judged run: each measure beside its agreement with people, and what was left out."""
    shown = [f"judged by {judged.judge}, prompt {judged.prompt_sha256[:12]}, {judged.tokens} tokens"]
    for figure in judged_figures(judged, marked, labels):
        mean = f"{figure.value:7.3f}" if figure.value is not None else f"{'-':>7}"
        measure = figure.measure
        shown.append(f"{measure.name:26}{mean}{figure.count:7}   {measure.tier.value}: {figure.people}")
    left = "; ".join(f"{count} {reason}" for reason, count in sorted(judged.left_out.items()))
    return [*shown, f"{judged.unusable} unusable replies of the judge" + (f"; left out: {left}" if left else "")]


def _people_words(name: str, with_people: Mapping[tuple[str, str], Kappa | None], labels: Sequence[Label]) -> str:
    question = next((each for each, measure in STANDS_FOR.items() if measure == name), None)
    if question is None:
        return "people are not asked this"
    if not labels:
        return NO_LABELS
    said = [
        f"kappa {found.value:.2f} ({found.low:.2f} to {found.high:.2f}) with {person} over {found.count}"
        for (asked, person), found in with_people.items()
        if asked == question and found
    ]
    return "; ".join(said) or f"agreement {NOT_MEASURED}"


def _to_judge(marked: Sequence[Marked]) -> list[tuple[Marked, Material]]:
    return [
        (item, Material.of(item, reply))
        for item in marked
        if (reply := item.row.reply) is not None and reply.citations and not reply.abstained
    ]


def _as_labels(judged: Judged, marked: Sequence[Marked], question: str) -> list[Label]:
    """Return what the judge said as labels, so that one formula serves people and judges."""
    name, said = STANDS_FOR[question], []
    for item in marked:
        scores = judged.scores.get(item.case.id, {})
        if item.row.reply is not None and name in scores:
            yes = scores[name] >= 1.0
            said.append(Label(key_of(item.case.question, item.row.reply), _rater(judged), yes, yes))
    return said


def _rater(judged: Judged) -> str:
    return f"language model {judged.judge}"


def _under(letter: str, texts: Iterable[str]) -> dict[str, str]:
    return {f"{letter}{number}": " ".join(text.split()) for number, text in enumerate(texts, start=1)}


def _lines(parts: Mapping[str, str]) -> str:
    return "\n".join(f"{token}: {text}" for token, text in parts.items())
