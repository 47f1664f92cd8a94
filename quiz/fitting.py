"""Which words may stand in a gap: whole phrases of its kind that the documents put into such a place. No choosing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quiz.facts import Sentence
from quiz.words import STOP_WORDS, words

KINDS: dict[str, frozenset[str]] = {
    "staff": frozenset(
        """worker officer practitioner professional responder caseworker doctor nurse teacher warden coordinator manager
        adviser advisor counsellor solicitor advocate inspector""".split()
    ),
    "body": frozenset("council authority charity court police school board committee bank landlord".split()),
    "paper": frozenset("form letter checklist certificate".split()),
    "report": frozenset("report notice complaint".split()),
    "request": frozenset("referral application".split()),
    "harm": frozenset(
        """abuse exploitation slavery trafficking harassment stalking neglect fraud grooming bullying blackmail
        servitude bondage labour burglary robbery extremism""".split()
    ),
}
"""Nouns of everyday English by what they name: words of two kinds never stand in one gap. None that names a whole kind,
such as "harm", "violence" or "body": it would be right wherever one of the others is. A report and a referral are two
kinds: each may be right where the documents have the other, and none is ever offered beside the other."""

NUMBERS = "number"
PLURALS = frozenset({"police", "people", "children", "staff"})
COUNTED = frozenset("a an any each every".split())
DEFINITE = frozenset("the this that".split())
OWN = frozenset("their your its his her our".split())
BARE = frozenset("of in by for from with at on through about without against under".split())
"""What stands before a noun. After “a” only what is counted fits, after a preposition only what needs no article."""

LISTED = frozenset(", or and".split())
FITTING = {
    "definite": ("definite", "own", "a", "an"),
    "own": ("own", "a", "an"),
    "bare": ("bare", "listed"),
    "listed": ("bare", "listed"),
}
"""Where a gap asks for the first, words may stand that were seen in any of the others: what is counted takes any."""

POINTING = frozenset(
    """right own other new same next past different whole certain already qualified trained suspected themselves himself
    herself""".split()
)
"""Words that point at something said before, or fit nearly everything: a phrase with one means little elsewhere."""

AFTER_NOUNS = (BARE - {"under"}) | frozenset(
    """to and or who which that is are was were may must can will has have should when if where before after within as
    afterwards first online only usually""".split()
)
NOT_CARRIED = STOP_WORDS | AFTER_NOUNS | BARE | COUNTED | DEFINITE | OWN
TOKEN = re.compile(r"[\w'’/-]+|[^\w\s]")
WORDS_OF_NUMBER = "one two three four five six seven eight nine ten eleven twelve"
AMOUNTS = {word: float(at) for at, word in enumerate(WORDS_OF_NUMBER.split(), 1)}
HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}
NUMBER = re.compile(rf"(?<![\w.,£-])(\d{{1,3}}(?:[.,]\d+)*|{'|'.join(AMOUNTS)}) ([a-z]{{3,}})(?![\w-])", re.IGNORECASE)
IN_A_RANGE = re.compile(r"\d(?: ?[-–] ?| to | and | or )$")
"""What stands before the second number of a range: it says nothing alone."""

MOST_COUNTED = 3
NUMBER_OF = "number of "
AGE = re.compile(r"\b(under|over) (\d{1,2})(?![\w-]| [a-z]{3,}s\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a sentence holds as a whole, and where.

    kind: what they name; phrases of one kind may stand in one gap. place: what such a gap asks for beside the kind.
    """

    text: str
    start: int
    kind: str
    place: str
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase and the sentence that holds it."""

    phrase: Phrase
    sentence: Sentence


def said_in(sentences: Iterable[Sentence]) -> tuple[Said, ...]:
    """Return every phrase that could stand in a gap, with the sentence that shows how it is used."""
    return tuple(Said(phrase, sentence) for sentence in sentences for phrase in phrases_of(sentence.text))


def fits(key: Phrase, other: Phrase) -> bool:
    """Say whether the other phrase may stand where the key stands: its kind, its number, and what stands before it."""
    if key.kind != other.kind or key.is_plural != other.is_plural or _narrows(key.text, other.text):
        return False
    return other.place in FITTING.get(key.place, (key.place,))


def _narrows(one: str, other: str) -> bool:
    """Say whether the last word of one phrase only narrows that of the other: a caseworker is a worker."""
    first, second = (words(text) or ("",) for text in (one, other))
    short, long = sorted((first[-1], second[-1]), key=len)
    return short != long and short.isalpha() and long.endswith(short)


def kind_of(text: str) -> str:
    """Return what a phrase names by its last word; the word itself where nothing is known of it."""
    if magnitude(text) is not None:
        return NUMBERS
    last = (words(text) or ("",))[-1]
    one = _singular(last)
    return next((kind for kind, heads in KINDS.items() if one in heads or last in heads), f"“{one}”")


def magnitude(text: str) -> float | None:
    """Return how much a number or a length of time is, so that such answers can rise; None for anything else."""
    number, _, unit = text.lower().replace(",", "").partition(" ")
    amount = AMOUNTS.get(number)
    if amount is None and re.fullmatch(r"\d+(?:\.\d+)?", number):
        amount = float(number)
    if amount is None or not unit:
        return amount
    return amount * HOURS[_singular(unit)] if _singular(unit) in HOURS else None


def phrases_of(text: str) -> Iterator[Phrase]:
    """Yield the lengths of time, numbers of something, ages and noun phrases of a sentence."""
    for found in NUMBER.finditer(text):
        is_time = magnitude(found[0]) is not None
        counted = found[2].lower() if is_time else _counted(text[found.start(2) :])
        if counted and not IN_A_RANGE.search(text[: found.start()]):
            kind = "length of time" if is_time else f"{NUMBER_OF}{counted}"
            yield Phrase(found[0] if is_time else found[1], found.start(), kind, "", counted.endswith("s"))
    for found in AGE.finditer(text):
        yield Phrase(found[2], found.start(2), f"age {found[1].lower()}", "")
    yield from _noun_phrases(text)


def _counted(rest: str) -> str:
    """Return the plural noun that a number before these words counts, empty for none: “themes” of “cross themes”."""
    counted = ""
    for token in TOKEN.findall(rest)[:MOST_COUNTED]:
        if not _carries(token):
            break
        counted = token.lower()
    return counted if counted and _is_plural(counted) else ""


def _noun_phrases(text: str) -> Iterator[Phrase]:
    """Yield up to three words that stand between a word that comes before nouns and one that ends them."""
    tokens = [(token[0], token.start()) for token in TOKEN.finditer(text)]
    for at, (before, _) in enumerate(tokens):
        place = _place(before.lower())
        if not place:
            continue
        run = at + 1
        while run < len(tokens) and _carries(tokens[run][0]):
            run += 1
        inside = tokens[at + 1 : run]
        after = tokens[run][0].lower() if run < len(tokens) else "."
        verb = _verb_in(inside)
        if verb:
            inside, after = inside[:verb], "."
        if 1 <= len(inside) <= 3 and (after in AFTER_NOUNS or after in ".,;:)"):
            head = inside[-1][0].lower()
            shown = text[inside[0][1] : inside[-1][1] + len(head)]
            is_doing = place in ("bare", "listed") and any(word.endswith("ing") for word, _ in inside[:-1])
            kind = kind_of(head)
            # A list leaves out the article of what is counted: only what never takes one can be read from it.
            if not is_doing and not POINTING & set(words(shown)) and (place != "listed" or kind == "harm"):
                yield Phrase(shown, inside[0][1], kind, place, _is_plural(head))


def _place(before: str) -> str:
    if before in COUNTED:
        return before if before in ("a", "an") else "a"
    if before in DEFINITE:
        return "definite"
    if before in OWN or before.endswith(("'s", "’s")):
        return "own"
    return "listed" if before in LISTED else "bare" if before in BARE else ""


def _carries(token: str) -> bool:
    """Say whether a token can be part of a noun phrase: a small word, a name, a number or a stop cannot."""
    is_word = token[0].islower() and not token.endswith(("'s", "’s", "ly"))
    return is_word and token not in NOT_CARRIED


def _verb_in(inside: Sequence[tuple[str, int]]) -> int:
    """Return where a word says what the noun before it does, as in “a caseworker replies”; 0 for nowhere."""
    doing = (
        at
        for at in range(1, len(inside))
        if kind_of(inside[at - 1][0]) in ("staff", "body") and inside[at][0].endswith("s")
    )
    return next(doing, 0)


def _is_plural(noun: str) -> bool:
    return noun in PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and _is_plural(noun) else noun
