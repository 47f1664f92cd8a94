"""Steps to put in order, where the records say the order: by their words, or by the names of their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quiz.checking import is_answerable
from quiz.cues import same_answer
from quiz.people import quotable
from quiz.services import Service
from quiz.stems import stem_of
from quiz.types import FactName, ItemKind, Proof, QuizItem, item_id
from quiz.words import words

IN_ORDER = frozenset({"then", "next", "afterwards", "later", "finally", "when"})
IN_A_CASE = re.compile(r"\b(?:if|otherwise|unless)\b|\b[Ii]n an? [a-z ]*case\b|:", re.IGNORECASE)
"""What makes a line hold only sometimes: then it has no place in one order."""

FEWEST_STEPS = 3


def step_items(services: Sequence[Service], seed: int) -> Iterator[QuizItem]:
    """Yield what can be put in order: steps whose words say so, and what stands before, at and after the contact."""
    for service in services:
        yield from _item(service, "order_steps", _told_in_order(service), seed)
        yield from _item(service, "order_contact", _around_the_contact(service), seed)


def _told_in_order(service: Service) -> tuple[Proof, ...]:
    """Return the first step and each later one that says when it comes."""
    steps = quotable(service, "steps")
    if not steps or steps[0] != service.record.lines("steps")[0]:
        return ()
    later = [step for step in steps[1:] if set(words(step)) & IN_ORDER]
    return tuple(service.proof("steps", step) for step in (steps[0], *later))


def _around_the_contact(service: Service) -> tuple[Proof, ...]:
    """Return what to have ready, the first thing to do, and what happens next: their fields' names say the order."""
    found = []
    for field in ("have_ready", "steps", "what_happens_next"):
        lines = [line for line in quotable(service, field) if not IN_A_CASE.search(line)]
        if not lines:
            return ()
        found.append(service.proof(field, lines[0]))
    return tuple(found)


def _item(service: Service, template: str, proofs: Sequence[Proof], seed: int) -> Iterator[QuizItem]:
    texts = [proof.quote for proof in proofs]
    alike = any(same_answer(one, other) for at, one in enumerate(texts) for other in texts[at + 1 :])
    if len(texts) < FEWEST_STEPS or alike:
        return
    stem = stem_of(template, seed, service.name, service=service.name)
    cited = " ".join(dict.fromkeys(proof.cited for proof in proofs))
    item = QuizItem(
        id=item_id(ItemKind.ORDERING, stem, "|".join(texts), proofs[0].quote),
        kind=ItemKind.ORDERING,
        stem=stem,
        why=f"The Guide says this order: {cited}",
        proof=proofs[0],
        fact=FactName(service.name, template, "; ".join(texts)),
        theme=service.theme,
        template=template,
        steps=tuple(texts),
        step_proofs=tuple(proofs),
        audience=service.audience,
    )
    if is_answerable(item):
        yield item
