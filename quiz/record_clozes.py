"""Gaps in lines of the records: a length of time, an age, or who, what paper and what harm a line is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide.directory.pathway_records import LABELS
from quiz.distracting import choose
from quiz.document_items import single_item
from quiz.facts import Fact, Sentence, World
from quiz.fitting import Phrase
from quiz.gaps import Vocabulary, gap_rivals, gaps_of, with_instead
from quiz.people import quotable
from quiz.services import Service
from quiz.stems import stem_of
from quiz.types import GAP, ItemKind, Level, Option, QuizItem
from quiz.words import content, words

CLOZE_FIELDS = ("consent", "thresholds", "what_happens_next", "who_may_refer", "when_to_use", "who_for", "steps")
SHOWING_FIELDS = (*CLOZE_FIELDS, "have_ready", "not_for", "change_if", "danger")
"""The fields that show which words are used how."""

FEWEST_WORDS = 5


def record_clozes(services: Sequence[Service], vocabulary: Vocabulary, world: World, seed: int) -> Iterator[QuizItem]:
    """Yield an item for each phrase of a line that can be asked for. vocabulary: what is said anywhere."""
    for service in services:
        for field in CLOZE_FIELDS:
            for line in quotable(service, field):
                if len(words(line)) >= FEWEST_WORDS:
                    for key in gaps_of(line, vocabulary):
                        yield from _gap_item(service, field, line, key, vocabulary, world, seed)


def lines_of(services: Sequence[Service], fields: Sequence[str] = CLOZE_FIELDS) -> tuple[Sentence, ...]:
    """Return the quotable lines of the records, as sentences."""
    return tuple(
        Sentence(line, service.proof(field, line), service.name, service.theme)
        for service in services
        for field in fields
        for line in quotable(service, field)
    )


def _gap_item(
    service: Service, field: str, line: str, key: Phrase, vocabulary: Vocabulary, world: World, seed: int
) -> Iterator[QuizItem]:
    if content(key.text) & content(service.name):
        return
    proof = service.proof(field, line)
    own = "\n".join(one for _, lines in service.record.fields for one in lines)
    rivals = gap_rivals(line, key, own, proof, vocabulary, world, seed)
    fact = Fact(line, f"has in its gap “{key.text}”", key.text, proof, service.theme, audience=service.audience)
    gapped = with_instead(line, key, GAP)
    stem = stem_of("record_cloze", seed, line, service=service.name, field=LABELS[field], words=gapped)
    choice = choose(fact, rivals, stem, "", world, seed)
    if choice is not None:
        right = Option(key.text, True, f"The Guide says so: {proof.cited}", proof)
        yield single_item(
            ItemKind.CLOZE, "record_cloze", Level.RECALL, stem, fact, right, choice.options, choice.undecided, seed
        )
