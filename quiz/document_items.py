"""Items from a document: find the heading, fill the gap, true or false, several of a list, term of a definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.distracting import Rival, choose
from quiz.document_facts import Listing, definitions_of
from quiz.facts import Fact, Sentence, World
from quiz.fitting import magnitude
from quiz.gaps import Vocabulary, gap_rivals, gaps_of, is_supported, with_instead
from quiz.placing import LEANS_ON_EARLIER, LONGEST_QUOTED, Family, excerpt, stands_alone
from quiz.stems import stem_of
from quiz.turning import turns_of
from quiz.types import GAP, FactName, ItemKind, Level, Option, Proof, QuizItem, item_id
from quiz.words import capitalised, content, draw, overlap, share, shuffled, words

FEWEST_STATED = 8
"""A shorter sentence says too little to be judged."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the documents, as items need it. asked: the sentences that items ask about."""

    sentences: tuple[Sentence, ...]
    asked: tuple[Sentence, ...]
    listings: tuple[Listing, ...]
    families: tuple[Family, ...] = ()


def document_items(reading: Reading, vocabulary: Vocabulary, world: World, seed: int) -> Iterator[QuizItem]:
    """Yield every item that the documents allow, several for one sentence; the choice is made later.

    vocabulary: what is said anywhere, so that a gap can be offered words that fit in it.
    """
    for sentence in reading.asked:
        yield from _heading_item(sentence, reading, world, seed)
        if words(sentence.text)[:1] and words(sentence.text)[0] not in LEANS_ON_EARLIER:
            yield from _gap_items(sentence, vocabulary, world, seed)
        if stands_alone(sentence.text):
            yield from _turned_items(sentence, world, seed)
    for listing in reading.listings:
        yield from _listing_item(listing, reading, world, seed)
    yield from _definition_items(reading, world, seed)


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


def _gap_items(sentence: Sentence, vocabulary: Vocabulary, world: World, seed: int) -> Iterator[QuizItem]:
    """Yield an item for each phrase that can be asked for, and a true or false statement for the first number.

    With another noun a sentence may still be true, although the document does not say it; with another number hardly.
    """
    quoted = excerpt(sentence.text)
    if not quoted or len(words(quoted)) < 8:
        return
    is_stated = False
    for key in gaps_of(quoted, vocabulary):
        rivals = gap_rivals(quoted, key, sentence.proof.passage, sentence.proof, vocabulary, world, seed)
        fact = _fact(sentence, quoted, f"has in its gap “{key.text}”", key.text)
        template = "cloze" if magnitude(key.text) is None else "number"
        stem = stem_of(template, seed, quoted, words=with_instead(quoted, key, GAP))
        yield from _single(ItemKind.CLOZE, template, Level.RECALL, stem, fact, rivals, "", world, seed)
        if rivals and not is_stated and magnitude(key.text) is not None:
            instead = shuffled(rivals, seed, quoted)[0].text
            yield _statement("statement", sentence, quoted, with_instead(quoted, key, instead), instead, seed)
            is_stated = True


def _turned_items(sentence: Sentence, world: World, seed: int) -> Iterator[QuizItem]:
    """Yield a comparison as it stands or turned to its opposite, to be judged true or false."""
    quoted = excerpt(sentence.text)
    for turn in turns_of(quoted) if quoted and len(words(quoted)) >= FEWEST_STATED else ():
        if not is_supported(turn.words, turn.instead, world):
            yield _statement("turned", sentence, quoted or "", turn.words, turn.instead, seed)


def _statement(template: str, sentence: Sentence, quoted: str, other: str, instead: str, seed: int) -> QuizItem:
    """Return a statement of the document, or another with other words instead, to be judged true or false."""
    is_true = bool(draw(seed, "true or false", quoted) % 2)
    reason = f"The document says: {sentence.proof.cited}"
    changed = "" if is_true else f" It does not say “{instead}” here."
    shown = quoted if is_true else other
    stem = stem_of(template, seed, quoted, heading=sentence.heading or sentence.proof.title, words=shown)
    fact = _fact(sentence, quoted, "is what the document says", str(is_true))
    return true_or_false(stem, is_true, reason + changed, fact, template, seed)


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
