"""Items from a document: find the heading, fill the gap, true or false, several of a list, term of a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.distracting import Rival, choose
from quiz.document_facts import Listing, definitions_of
from quiz.facts import Fact, Sentence, World
from quiz.fitting import Phrase, Said, magnitude
from quiz.gaps import gap_rivals, gaps_of, with_instead
from quiz.stems import stem_of
from quiz.types import GAP, FactName, ItemKind, Level, Option, Proof, QuizItem, item_id
from quiz.words import capitalised, content, draw, overlap, share, shuffled, words

LEANS_ON_EARLIER = frozenset("it they this these those he she such that its their them here there also".split())
"""A sentence that begins with one of these says nothing alone."""

LONGEST_QUOTED = 25
"""Words of a quotation in a question; a longer sentence is quoted up to a comma or semicolon."""

BREAK = re.compile(r"[;:] | - |, (?=(?:including|whether|which|who|as well as|in particular)\b)")
"""Where a long sentence may be cut without cutting a list."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the documents, as items need it."""

    sentences: tuple[Sentence, ...]
    listings: tuple[Listing, ...]


def document_items(reading: Reading, said: Sequence[Said], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield every item that the documents allow, several for one sentence; the choice is made later.

    said: what is said anywhere, so that a gap can be offered words that fit in it.
    """
    for sentence in reading.sentences:
        yield from _heading_item(sentence, reading, world, seed)
        if words(sentence.text)[:1] and words(sentence.text)[0] not in LEANS_ON_EARLIER:
            yield from _gap_items(sentence, said, world, seed)
    for listing in reading.listings:
        yield from _listing_item(listing, reading, world, seed)
    yield from _definition_items(reading, world, seed)


def excerpt(text: str) -> str | None:
    """Return the sentence, or its beginning up to a break if it is long; None if neither is short enough."""
    if len(words(text)) <= LONGEST_QUOTED:
        return text.rstrip()
    cuts = [cut.start() for cut in BREAK.finditer(text) if 8 <= len(words(text[: cut.start()])) <= LONGEST_QUOTED]
    return text[: cuts[-1]] if cuts else None


def _heading_item(sentence: Sentence, reading: Reading, world: World, seed: int) -> Iterator[QuizItem]:
    quoted = excerpt(sentence.text)
    if not sentence.heading or not quoted or len(words(quoted)) < 7:
        return
    own = [one for one in reading.sentences if one.proof.source_id == sentence.proof.source_id]
    if content(sentence.heading) & content(quoted) or any(
        one.heading != sentence.heading and overlap(content(one.text), content(quoted)) > 0.6 for one in own
    ):
        return
    fact = _fact(sentence, quoted, "stands under the heading", sentence.heading)
    depth = len(sentence.proof.headings)
    first_under = {one.heading: one for one in reversed(own) if one.heading and len(one.proof.headings) == depth}
    rivals = [
        Rival(heading, f"Under “{heading}” the document says other things: {one.proof.cited}", one.proof)
        for heading, one in first_under.items()
        if heading != sentence.heading and not content(heading) & content(quoted)
    ]
    stem = stem_of("heading", seed, quoted, words=quoted)
    yield from _single(ItemKind.SINGLE, "heading", Level.FIND, stem, fact, rivals, quoted, world, seed)


def _gap_items(sentence: Sentence, said: Sequence[Said], world: World, seed: int) -> Iterator[QuizItem]:
    """Yield an item for each phrase that can be asked for, and a true or false statement for the first."""
    quoted = excerpt(sentence.text)
    if not quoted or len(words(quoted)) < 8:
        return
    is_stated = False
    for key in gaps_of(quoted, said):
        rivals = gap_rivals(quoted, key, sentence.proof.passage, sentence.proof, said, world, seed)
        fact = _fact(sentence, quoted, f"has in its gap “{key.text}”", key.text)
        template = "cloze" if magnitude(key.text) is None else "number"
        stem = stem_of(template, seed, quoted, words=with_instead(quoted, key, GAP))
        yield from _single(ItemKind.CLOZE, template, Level.RECALL, stem, fact, rivals, "", world, seed)
        if rivals and not is_stated:
            yield _statement(sentence, quoted, key, rivals, seed)
            is_stated = True


def _statement(sentence: Sentence, quoted: str, key: Phrase, rivals: Sequence[Rival], seed: int) -> QuizItem:
    """Return a true or a false statement; the false one has a sibling's words in place of the document's."""
    is_true = bool(draw(seed, "true or false", quoted) % 2)
    rival = shuffled(rivals, seed, quoted)[0]
    shown = quoted if is_true else with_instead(quoted, key, rival.text)
    reason = f"The document says: {sentence.proof.cited}"
    changed = "" if is_true else f" It does not say “{rival.text}” here."
    stem = stem_of("statement", seed, quoted, heading=sentence.heading or sentence.proof.title, words=shown)
    fact = _fact(sentence, quoted, "is what the document says", str(is_true))
    return true_or_false(stem, is_true, reason + changed, fact, "statement", seed)


def true_or_false(stem: str, is_true: bool, why: str, fact: Fact, template: str, seed: int) -> QuizItem:
    """Return an item whose options are True and False, with the same reason at both."""
    options = tuple(Option(text, (text == "True") == is_true, why, fact.proof) for text in ("True", "False"))
    return QuizItem(
        id=item_id(ItemKind.TRUE_FALSE, stem, str(is_true), fact.proof.quote),
        kind=ItemKind.TRUE_FALSE,
        stem=stem,
        why=why,
        proof=fact.proof,
        fact=FactName(fact.entity, fact.relation, fact.value),
        theme=fact.theme,
        template=template,
        options=options,
        audience=fact.audience,
    )


def _listing_item(listing: Listing, reading: Reading, world: World, seed: int) -> Iterator[QuizItem]:
    members = [member for member in listing.members if words(member)[0] not in LEANS_ON_EARLIER | {"whether"}]
    if len(members) < 3 or len(words(listing.lead)) > LONGEST_QUOTED:
        return
    fact = Fact(listing.lead, "lists", members[0], listing.proof, listing.theme, is_functional=False)
    rivals = [
        Rival(member, f"The document lists this elsewhere: {other.proof.cited}", other.proof)
        for other in reading.listings
        if other.lead != listing.lead
        for member in other.members
        if not share(content(member), content(listing.proof.passage)) and words(member)[0] not in LEANS_ON_EARLIER
    ]
    stem = stem_of("listing", seed, listing.lead, words=capitalised(listing.lead))
    choice = choose(fact, rivals, stem, listing.lead, world, seed)
    if choice is None:
        return
    why = f"The document lists it: {listing.proof.cited}"
    right = tuple(Option(member, True, why, listing.proof) for member in members[:3])
    yield QuizItem(
        id=item_id(ItemKind.SEVERAL, stem, "|".join(members[:3]), listing.proof.quote),
        kind=ItemKind.SEVERAL,
        stem=stem,
        why=why,
        proof=listing.proof,
        fact=FactName(listing.lead, "lists", "; ".join(members[:3])),
        theme=listing.theme,
        template="listing",
        options=tuple(shuffled((*right, *choice.options), seed, stem)),
        needs_a_person=choice.undecided,
    )


def _definition_items(reading: Reading, world: World, seed: int) -> Iterator[QuizItem]:
    defined = list(definitions_of(reading.sentences))
    for term, meaning, sentence in defined:
        rivals = [
            Rival(other, f"“{other}” means something else: {one.proof.cited}", one.proof, said=said)
            for other, said, one in defined
            if other != term
        ]
        fact = _fact(sentence, meaning, "is the meaning of", term)
        stem = stem_of("definition", seed, meaning, words=meaning)
        yield from _single(ItemKind.SINGLE, "definition", Level.RECALL, stem, fact, rivals, meaning, world, seed)


def _single(
    kind: ItemKind,
    template: str,
    level: Level,
    stem: str,
    fact: Fact,
    rivals: Sequence[Rival],
    asked: str,
    world: World,
    seed: int,
) -> Iterator[QuizItem]:
    choice = choose(fact, rivals, stem, asked, world, seed)
    if choice is None:
        return
    why = f"The document says so: {fact.proof.cited}"
    right = Option(fact.value, True, why, fact.proof)
    yield single_item(kind, template, level, stem, fact, right, choice.options, choice.undecided, seed)


def single_item(
    kind: ItemKind,
    template: str,
    level: Level,
    stem: str,
    fact: Fact,
    right: Option,
    wrong: Sequence[Option],
    undecided: tuple[str, ...],
    seed: int,
    is_critical: bool = False,
) -> QuizItem:
    """Return an item with one right option; numbers and lengths of time rise, the rest is shuffled."""
    options = shuffled((right, *wrong), seed, stem)
    if all(magnitude(option.text) is not None for option in options):
        options.sort(key=lambda option: magnitude(option.text) or 0.0)
    return QuizItem(
        id=item_id(kind, stem, right.text, fact.proof.quote),
        kind=kind,
        stem=stem,
        why=right.why,
        proof=fact.proof,
        fact=FactName(fact.entity, fact.relation, fact.value),
        theme=fact.theme,
        template=template,
        options=tuple(options),
        level=level,
        audience=fact.audience,
        is_critical=is_critical,
        needs_a_person=undecided,
    )


def _fact(sentence: Sentence, entity: str, relation: str, value: str) -> Fact:
    proof = sentence.proof
    shown = Proof(proof.source_id, proof.title, proof.page, proof.headings, sentence.text, proof.passage)
    return Fact(entity, relation, value, shown, sentence.theme)
