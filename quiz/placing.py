"""Which heading a statement of a document stands under, and which of the headings beside it could be taken for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.distracting import TOO_NEAR
from quiz.facts import Sentence, World
from quiz.words import STOP_WORDS, WORD, content, draw, share, shuffled, stands_in, words

LONGEST_QUOTED = 25
"""Words of a quotation in a question; a longer sentence is quoted up to a comma or semicolon."""

FEWEST_QUOTED = 6
FEWEST_IN_PART = 9
LONGEST_HEADING = 8
MOST_SECTIONS = 60
"""Sections looked at in one corpus, drawn by the seed: each statement is held against every sentence beside it."""

MOST_STATEMENTS = 6
"""Statements of one section that are asked about; a long section would fill a quiz alone."""

BREAK = re.compile(r"[;:] | - |, (?=(?:including|whether|which|who|as well as|in particular)\b)")
"""Where a long sentence may be cut without cutting a list."""

CLAUSE = re.compile(r"[;:,] | - ")
LEANS_ON_EARLIER = frozenset("it they this these those he she such that its their them here there also".split())
"""A sentence that begins with one of these says nothing alone."""

GOES_ON = frozenset("therefore however moreover thus hence consequently and but or so then yet finally".split())
EXPLETIVE = re.compile(r"It (?:is|was|has been)(?: \w+){1,2} that\b")
"""An “it” that stands for nothing said before."""

POINTS_AT = re.compile(r"\b(?:this|these)\b", re.IGNORECASE)
NOT_A_PART = frozenset(
    "it this these such its he she his her and or but to else that which who whose when where of".split()
)
MARKS = frozenset('"()[]')
"""Marks that come in pairs, which a part of a sentence may have cut."""

DOING = frozenset("is are was were has have had can could may might will would must shall should does do".split())
HEADING_TOO_NEAR = 0.45
"""From this closeness to a heading on, a statement might as well stand under it."""

TRAP = 0.2
"""A statement that is so much nearer to another heading than to its own is a trap, not a question."""

ALIKE = 0.6
KINDRED_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a document that mean something alone. is_whole: they begin where their sentence begins."""

    text: str
    sentence: Sentence
    is_whole: bool = True

    @property
    def shown(self) -> str:
        """Return the words as an answer: without their last stop."""
        return self.text.rstrip(" .;:,")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, all sentences of sections below it included.

    statements: those that can be asked about, none of which gives the heading away by a word.
    """

    heading: str
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]

    @property
    def theme(self) -> str:
        """Return the theme that items about this section count for."""
        return self.sentences[0].theme

    @property
    def title(self) -> str:
        """Return the title of the document."""
        return self.sentences[0].proof.title


Family = tuple[Section, ...]
"""The sections that stand side by side under one heading of a document: real siblings."""


def families_of(sentences: Sequence[Sentence], seed: int) -> tuple[Family, ...]:
    """Return the families of three sections or more, at most so many sections that a quiz stays quick."""
    paths = dict.fromkeys((one.proof.source_id, one.proof.headings) for one in sentences if one.heading)
    families: dict[tuple[str, tuple[str, ...]], list[Section]] = {}
    for source_id, headings in paths:
        section = _section(source_id, headings, sentences, seed)
        if section is not None:
            families.setdefault((source_id, headings[:-1]), []).append(section)
    room, kept = MOST_SECTIONS, []
    for key in sorted(families, key=lambda key: draw(seed, *key)):
        family = shuffled_family(families[key], seed)[:room]
        if len(family) >= 3:
            kept.append(tuple(family))
            room -= len(family)
    return tuple(kept)


def shuffled_family(sections: Sequence[Section], seed: int) -> list[Section]:
    """Return the sections with distinct headings in an order drawn by the seed."""
    headings = {section.heading: section for section in sections}
    return [headings[heading] for heading in shuffled(sorted(headings), seed, "family")]


def _section(source_id: str, headings: tuple[str, ...], sentences: Sequence[Sentence], seed: int) -> Section | None:
    heading, depth = headings[-1], len(headings)
    if not content(heading) or len(words(heading)) > LONGEST_HEADING or set("“”") & set(heading):
        return None
    held = [one for one in sentences if one.proof.source_id == source_id and one.proof.headings[:depth] == headings]
    own = [one for one in held if one.proof.headings == headings]
    statements = [statement for one in own for statement in statements_in(one)]
    drawn = [statements[at] for at in sorted(shuffled(range(len(statements)), seed, heading)[:MOST_STATEMENTS])]
    return Section(heading, tuple(held), tuple(drawn))


def statements_in(sentence: Sentence) -> Iterator[Statement]:
    """Yield the sentence, or its beginning if it is long; where that names its heading, the parts that do not."""
    text = sentence.text
    if set("“”_") & set(text) or not stands_alone(text):
        return
    whole = excerpt(text)
    if whole and len(words(whole)) >= FEWEST_QUOTED and not are_kindred(whole, sentence.heading):
        yield Statement(whole, sentence)
        return
    said = _said_of_heading(sentence)
    if said:
        yield Statement(said, sentence, is_whole=False)
    longest = max(_parts(sentence), key=len, default="")
    if longest:
        yield Statement(longest, sentence, is_whole=False)


def _said_of_heading(sentence: Sentence) -> str:
    """Return what a sentence says of its heading, where that is all that it speaks of before: “... links to trauma”."""
    own = content(sentence.heading)
    end = 0
    for word in WORD.finditer(sentence.text):
        if not content(word[0]) <= own:
            break
        end = word.end() if content(word[0]) else end
    rest = (excerpt(sentence.text) or "")[end:].strip() if end else ""
    if len(words(rest)) < FEWEST_QUOTED or MARKS & set(rest) or are_kindred(rest, sentence.heading):
        return ""
    # After the whole heading a word in -s is a verb; after a part of it, it may be the noun that the part belongs to.
    is_named_whole = own <= content(sentence.text[:end])
    first = words(rest)[0]
    return rest if first in DOING or (is_named_whole and first.endswith("s")) else ""


def _parts(sentence: Sentence) -> Iterator[str]:
    """Yield what stands between two stops of a sentence, at its beginning left out, and does not name its heading."""
    text = sentence.text
    starts = [cut.end() for cut in CLAUSE.finditer(text)]
    ends = [*(cut.start() for cut in CLAUSE.finditer(text)), len(text)]
    for start in starts:
        for end in ends:
            part = text[start:end].rstrip(" .")
            if _is_part(part) and not are_kindred(part, sentence.heading):
                yield part


def _is_part(part: str) -> bool:
    said = words(part)
    if not said or said[-1] in STOP_WORDS:
        return False
    if MARKS & set(part):
        return False
    return FEWEST_IN_PART <= len(said) <= LONGEST_QUOTED and said[0] not in NOT_A_PART


def stands_alone(text: str) -> bool:
    """Say whether a sentence means something without those before it."""
    first = (words(text) or ("it",))[0]
    if first in GOES_ON or (first in LEANS_ON_EARLIER and not EXPLETIVE.match(text)):
        return False
    return not POINTS_AT.search(text[: len(text) // 2])


def excerpt(text: str) -> str | None:
    """Return the sentence, or its beginning up to a break if it is long; None if neither is short enough."""
    if len(words(text)) <= LONGEST_QUOTED:
        return text.rstrip()
    cuts = [text[: cut.start()] for cut in BREAK.finditer(text)]
    fit = [part for part in cuts if 8 <= len(words(part)) <= LONGEST_QUOTED and words(part)[-1] not in STOP_WORDS]
    return fit[-1] if fit else None


def are_kindred(one: str, other: str) -> bool:
    """Say whether two texts share a word or a family of words, such as “vulnerable” and “vulnerability”."""
    return any(_same_root(mine, theirs) for mine in content(one) for theirs in content(other))


def _same_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return one == other
    shared = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
    return shared >= max(4, KINDRED_SHARE * len(short)) or (len(short) > 4 and short in long)


def is_apart(one: Statement, section: Section, world: World) -> bool:
    """Say whether a section does not say what a statement says, and its heading does not suggest that it does."""
    if are_kindred(one.text, section.heading):
        return False
    near = world.closeness(one.text, section.heading)
    if near >= min(HEADING_TOO_NEAR, world.closeness(one.text, one.sentence.heading) + TRAP):
        return False
    held = content(one.text)
    return not any(
        share(held, content(other.text)) > ALIKE
        or stands_in(one.text, other.text)
        or world.closeness(one.text, other.text) >= TOO_NEAR
        for other in section.sentences
    )
