"""Drafts of cases from the structure of the documents and the records of the pathways, without a language model.

Such questions use the documents' own words, so a search finds them too easily: each says how much it overlaps, and
each is a draft until a person has reviewed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation import folding
from evaluation.cases import Case, CaseSet, Gold
from evaluation.measures.content import word_overlap
from evaluation.twins import unanswerable
from guide.ports import PassageStore
from guide.types import Passage, Source, SourceKind, Unit, UnitKind

AUTHOR = "made from the structure of the documents"
FEWEST_WORDS, MOST_WORDS = 6, 40
COMMON = 3
"""A word that stands under more headings than this says nothing about one of them."""
DULL = frozenset(
    "also many often very more most much themselves include including need needs not than time years".split()
)
"""Words that name no topic, beside the stop words."""
DEFINING = (" means ", " is defined as ", " are defined as ", " is considered ", " are considered ", " refers to ")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, item or row with its place, and its topics: phrases a question can be asked about, best first."""

    source: Source
    headings: tuple[str, ...]
    text: str
    page: int | None
    topics: tuple[str, ...]
    lead: str

    @property
    def heading(self) -> str:
        """Return the nearest heading without its colon, the title where there is none."""
        return (self.headings[-1] if self.headings else self.source.title).rstrip(": ")

    @property
    def gold(self) -> Gold:
        """Return the words to be cited, at most 40."""
        return Gold(self.source.id, " ".join(self.text.split()[:MOST_WORDS]), self.page)

    @property
    def topic(self) -> str:
        """Return the phrase that says best what the piece is about, empty where it has none."""
        return self.topics[0] if self.topics else ""


def make(store: PassageStore, limit: int) -> CaseSet:
    """Return at most `limit` drafts of each kind. The same index gives the same drafts.

    Kinds: lookup, list, definition, cross-theme, follow-up, unanswerable, paraphrase, pathway.
    """
    pieces = _pieces(store)
    kinds: dict[str, Iterable[Case]] = {
        "lookup": _lookups(pieces),
        "list": _lists(pieces),
        "definition": _definitions(pieces),
        "cross-theme": _across(pieces),
        "follow-up": _follow_ups(pieces),
        "paraphrase": _paraphrases(pieces),
        "unanswerable": unanswerable([(piece.topic, piece.source) for piece in pieces if piece.topic]),
        "pathway": _pathways(store),
    }
    cases: list[Case] = []
    for kind, drafts in kinds.items():
        for number, draft in enumerate(_spread(list(drafts), limit), start=1):
            cases.append(_finished(replace(draft, id=f"made-{kind}-{number:03d}", category=kind)))
    return CaseSet(tuple(cases), title="Drafts", author=AUTHOR, corpus_sha256=store.corpus_sha256)


def _pieces(store: PassageStore) -> tuple[Piece, ...]:
    outlines = [(source, store.outline(source.id)) for source in store.sources() if source.kind is SourceKind.DOCUMENT]
    places: dict[str, set[tuple[str, ...]]] = {}
    for source, passages in outlines:
        for passage in passages:
            for word in folding.content_words(passage.text):
                places.setdefault(word, set()).add((source.id, *passage.headings))
    found: list[Piece] = []
    for source, passages in outlines:
        for passage in passages:
            found.extend(_pieces_of(source, passage, places))
    return tuple(found)


def _pieces_of(source: Source, passage: Passage, places: dict[str, set[tuple[str, ...]]]) -> Iterator[Piece]:
    for unit in passage.units:
        text = passage.words_of(unit)
        if unit.kind in (UnitKind.HEADING, UnitKind.LEAD_IN) or len(text.split()) < FEWEST_WORDS:
            continue
        yield Piece(source, passage.headings, text, unit.page, _topics(text, places), _lead(passage, unit))


def _topics(text: str, places: dict[str, set[tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the runs of two or three words without a stop word between them, those of rare words first."""
    runs = []
    for part in re.split(r"[^\w\s'-]+", text):
        plain = [word if word not in folding.STOP_WORDS else "|" for word in folding.words(part)]
        for run in " ".join(plain).split("|"):
            words = run.split()
            if 2 <= len(words) <= 3 and all(word.isalpha() and len(word) > 2 and word not in DULL for word in words):
                runs.append(words)
    rarity = {" ".join(words): sum(len(places.get(word, ())) for word in words) / len(words) for words in runs}
    return tuple(sorted((run for run in rarity if rarity[run] <= COMMON), key=lambda run: (rarity[run], run)))


def _lead(passage: Passage, unit: Unit) -> str:
    return passage.words_of(passage.units[unit.lead]) if unit.lead is not None else ""


def _lookups(pieces: Sequence[Piece]) -> Iterator[Case]:
    for piece in pieces:
        if piece.topic:
            yield _answerable(f"What does the section on {piece.heading} say about {piece.topic}?", piece)


def _lists(pieces: Sequence[Piece]) -> Iterator[Case]:
    groups: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        groups.setdefault((piece.source.id, *piece.headings, piece.lead), []).append(piece)
    for group in groups.values():
        if len(group) >= 2 and group[0].headings:
            about = f" after “{group[0].lead.strip()}”" if group[0].lead else ""
            draft = _answerable(f"List every point under {group[0].heading}{about}.", *group)
            yield replace(draft, list_items=tuple(gold.words for gold in draft.expected_quotes))


def _definitions(pieces: Sequence[Piece]) -> Iterator[Case]:
    for piece in pieces:
        defining = next((words for words in DEFINING if words in piece.text), None)
        if defining:
            before, after = (part.strip() for part in piece.text.split(defining, 1))
            term = re.split(r"\bif\b|,", after)[0].strip() if " considered " in defining else before
            if 0 < len(term.split()) <= 6:
                yield _answerable(f"How is “{term}” defined?", piece)


def _across(pieces: Sequence[Piece]) -> Iterator[Case]:
    asked: set[tuple[object, ...]] = set()
    for place, first in enumerate(pieces):
        for second in pieces[place + 1 :]:
            others = " ".join(second.topics).split()
            shared = [word for topic in first.topics for word in topic.split() if word in others and len(word) > 6]
            places = (first.source.id, first.headings), (second.source.id, second.headings)
            if shared and places[0] != places[1] and (shared[0], *places) not in asked:
                asked.add((shared[0], *places))
                yield _answerable(
                    f"What is said about {shared[0]} under {first.heading}, and what under {second.heading}?",
                    first,
                    second,
                )


def _follow_ups(pieces: Sequence[Piece]) -> Iterator[Case]:
    for piece in pieces:
        if piece.topic and piece.headings:
            draft = _answerable(f"And about {piece.topic}?", piece)
            yield replace(draft, earlier=(f"What does the document say on {piece.heading}?",))


def _paraphrases(pieces: Sequence[Piece]) -> Iterator[Case]:
    for piece in pieces:
        topic = piece.topic
        if not topic:
            continue
        for question in (f"What is said about {topic}?", topic, f"where is {topic} covered"):
            yield replace(_answerable(question, piece), group=f"{piece.source.id}: {topic}")


def _pathways(store: PassageStore) -> Iterator[Case]:
    for source in store.sources():
        if source.kind is not SourceKind.PATHWAY:
            continue
        for passage in store.outline(source.id):
            label = passage.headings[-1] if passage.headings else ""
            question = PATHWAY_QUESTIONS.get(label, "").format(name=source.title, text=passage.text.rstrip(". "))
            if question:
                yield Case("draft", "draft", question, "answer", expected_pathways=(source.id,), theme="")


PATHWAY_QUESTIONS = {
    "Contact": "How do I contact {name}?",
    "Hours": "When does {name} answer?",
    "Consent": "Do I need consent before I refer to {name}?",
    "Thresholds": "What is the threshold for {name}?",
    "Who may refer": "Who may refer to {name}?",
    "Who it is for": "Which service is for this: {text}?",
    "When to use it": "Who do I contact in this situation: {text}?",
}
"""A question for each shown field of a record, by the name the field has for people."""


def _answerable(question: str, *pieces: Piece) -> Case:
    return Case("draft", "draft", question, "answer", expected_quotes=tuple(piece.gold for piece in pieces))


def _finished(draft: Case) -> Case:
    gold = " ".join(item.words for item in draft.expected_quotes)
    overlap = word_overlap(draft.question, gold) if gold else None
    further = {"overlap_with_gold": round(overlap, 3)} if overlap is not None else {}
    return replace(draft, origin="structure", author=AUTHOR, further=further, note="a draft: nobody has reviewed it")


def _spread(drafts: Sequence[Case], limit: int) -> Sequence[Case]:
    """Return at most `limit` drafts, evenly over all of them; paraphrases of one question stay together."""
    groups: dict[str, list[Case]] = {}
    for number, draft in enumerate(drafts):
        groups.setdefault(draft.group or f"alone {number}", []).append(draft)
    kept = list(groups.values())
    size = max((len(group) for group in kept), default=1)
    room = max(1, limit // size)
    step = max(1.0, len(kept) / room)
    chosen = [kept[int(place * step)] for place in range(min(room, len(kept)))]
    return [draft for group in chosen for draft in group]
