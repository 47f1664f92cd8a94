"""Gaps in lines of the records: a phrase that returns in the directory, or a number of days, months or people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide.pathway_records import LABELS
from quiz.distracting import Rival, choose, is_supported
from quiz.document_facts import Term, numbers_of, terms_of
from quiz.document_items import amount, single_item, swapped, whole_phrases
from quiz.facts import Fact, Sentence, World
from quiz.service_items import quotable
from quiz.services import Service
from quiz.stems import stem_of
from quiz.types import GAP, ItemKind, Level, Option, QuizItem
from quiz.words import content, shuffled, words

CLOZE_FIELDS = ("consent", "thresholds", "what_happens_next", "who_may_refer", "when_to_use", "who_for", "steps")
FEWEST_WORDS = 7
MOST_RIVALS = 12
"""So many wrong phrases are looked at for one gap, drawn by the seed: each is held against every line."""


def record_clozes(
    services: Sequence[Service], everything: Sequence[Service], world: World, seed: int
) -> Iterator[QuizItem]:
    """Yield a gap for each line that allows one; services: whose items are wanted, everything: all usable records."""
    lines = lines_of(everything)
    terms = cloze_terms(lines)
    for service in services:
        for field in CLOZE_FIELDS:
            for line in quotable(service, field):
                if len(words(line)) >= FEWEST_WORDS:
                    yield from _phrase_gap(service, field, line, terms, world, seed)
                    yield from _number_gap(service, field, line, lines, world, seed)


def lines_of(services: Sequence[Service]) -> tuple[Sentence, ...]:
    """Return the quotable lines of the records, as sentences."""
    return tuple(
        Sentence(line, service.proof(field, line), service.name, service.theme)
        for service in services
        for field in CLOZE_FIELDS
        for line in quotable(service, field)
    )


def cloze_terms(lines: Sequence[Sentence]) -> tuple[Term, ...]:
    """Return the phrases that return in the records; names of places and bodies are too easy or too hard to ask."""
    return tuple(term for term in terms_of(lines) if term.shape != "name")


def _phrase_gap(
    service: Service, field: str, line: str, terms: Sequence[Term], world: World, seed: int
) -> Iterator[QuizItem]:
    for term in terms:
        found = whole_phrases(term.text, line)
        if len(found) != 1 or found[0].start() == 0 or content(term.text) & content(service.name):
            continue
        place = found[0]
        proof = service.proof(field, line)
        others = [other for other in terms if other.shape == term.shape and not whole_phrases(other.text, line)]
        rivals = [
            Rival(other.text, f"The Guide has “{place[0]}” here: {proof.cited}", proof)
            for other in shuffled(others, seed, line)[:MOST_RIVALS]
            if not content(other.text) & content(term.text)
            and not is_supported(swapped(line, place, other.text), world)
        ]
        item = _gap_item(service, field, line, swapped(line, place, GAP), place[0], rivals, world, seed)
        if item is not None:
            yield item
            return


def _number_gap(
    service: Service, field: str, line: str, lines: Sequence[Sentence], world: World, seed: int
) -> Iterator[QuizItem]:
    own = Sentence(line, service.proof(field, line), service.name, service.theme)
    for number, unit in numbers_of(own):
        found = whole_phrases(number, line)
        if len(found) != 1 or found[0].start() == 0:
            continue
        rivals = [
            Rival(value, f"The Guide gives “{value} {unit}” elsewhere: {other.proof.cited}", other.proof)
            for other in lines
            for value, counted in numbers_of(other)
            if counted == unit and amount(value) != amount(number) and not whole_phrases(value, line)
        ]
        item = _gap_item(service, field, line, swapped(line, found[0], GAP), number, rivals, world, seed)
        if item is not None:
            yield item


def _gap_item(
    service: Service, field: str, line: str, gapped: str, key: str, rivals: Sequence[Rival], world: World, seed: int
) -> QuizItem | None:
    proof = service.proof(field, line)
    fact = Fact(line, "has in its gap", key, proof, service.theme, audience=service.audience)
    stem = stem_of("record_cloze", seed, line, service=service.name, field=LABELS[field], words=gapped)
    choice = choose(fact, rivals, stem, "", world, seed)
    if choice is None:
        return None
    right = Option(key, True, f"The Guide says so: {proof.cited}", proof)
    return single_item(
        ItemKind.CLOZE, "record_cloze", Level.RECALL, stem, fact, right, choice.options, choice.undecided, seed
    )
