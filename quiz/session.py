"""A session of forty minutes asks ten items of a quiz: which ten, and the address under which phones get the same."""

from __future__ import annotations

from quiz.types import Quiz, QuizItem

ITEMS = 10
MOST_CRITICAL = 3
"""Of ten items; more about 999 alone would leave too little of everything else."""
SESSION = "session"
"""The name in an address that asks for the ten items of a session."""


def ten_of(quiz: Quiz) -> Quiz:
    """Return the quiz with ten of its items at most: critical ones first, then spread over themes, in their order."""
    critical = [item for item in quiz.items if item.is_critical][:MOST_CRITICAL]
    taken = {item.id for item in critical}
    waiting: dict[str, list[QuizItem]] = {}
    for item in quiz.items:
        if item.id not in taken and not item.is_critical:
            waiting.setdefault(item.theme, []).append(item)
    while len(taken) < ITEMS and any(waiting.values()):
        for pile in waiting.values():
            if pile and len(taken) < ITEMS:
                taken.add(pile.pop(0).id)
    rest = (item.id for item in quiz.items if item.id not in taken)
    taken |= {name for name, _ in zip(rest, range(ITEMS - len(taken)), strict=False)}
    return Quiz(quiz.title, quiz.seed, quiz.corpus_sha256, tuple(item for item in quiz.items if item.id in taken))


def session_address(quiz: Quiz, address: str) -> str:
    """Return the quiz's address for the phones of a session: one that asks ten items, where the quiz has more."""
    if not address or len(quiz.items) <= ITEMS:
        return address
    return f"{address}{'&' if '?' in address else '?'}{SESSION}=1"
