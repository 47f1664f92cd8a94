"""Words of everyday English that say the same of consent and of who makes the contact. No documents here."""

from __future__ import annotations

from quiz.words import words

SENSES = (
    frozenset("anonymous anonymously name names named unnamed identified identity confidential confidentially".split()),
    frozenset(
        """agree agrees agreed agreement choose chooses choice decide decides own voluntary applies consent
        required""".split()
    ),
    frozenset("person themselves himself herself victim self-refer self-refers own yourself".split()),
    frozenset("professional professionals agency agencies body bodies practitioner organisation organisations".split()),
    frozenset(
        "public victims witnesses family families parent parents relative relatives carer carers friend friends".split()
    ),
)
"""Of two lines that share a sense neither can be called wrong where the other is right: “anonymous if wished” and
“callers need not give a name” have no word in common."""


def share_a_sense(one: str, other: str) -> bool:
    """Say whether two texts hold words of one sense."""
    first, second = set(words(one)), set(words(other))
    return any(sense & first and sense & second for sense in SENSES)
