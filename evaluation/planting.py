"""Makes specimens from a run: good replies, each as it was, changed without harm, and with a fault put in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from evaluation import folding
from evaluation.measures.content import KeyPoint
from evaluation.measures.support import Statement, stands_in
from evaluation.rewrites import FAULTS, HARMLESS, Rewrite
from evaluation.runs import Run
from evaluation.scoring import Marked, mark_run
from evaluation.specimens import UNCHANGED, Specimen, Specimens
from evaluation.statements import claims

MOST_OF_EACH = 10
"""How many replies each change is made in."""
MOST_OF_A_KIND = 60
"""How many good replies of one kind of question are looked at, evenly over all of them."""
UNCITED = "Members meet every second Tuesday at noon."
FEWEST_WORDS = 4
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class _Good:
    """A reply of which every sentence stands in the one passage that it cites."""

    id: str
    statements: tuple[Statement, ...]
    passages: Mapping[int, str]
    points: tuple[KeyPoint, ...]


def specimens_of(run: Run) -> Specimens:
    """Return specimens from the replies of a run that passed. The same run gives the same ones."""
    good = tuple(_good_replies(run))
    found = [_specimen(each, UNCHANGED) for each in good]
    for name, rewrite in (*HARMLESS.items(), *FAULTS.items()):
        harmless = name in HARMLESS
        changed = [each for reply in good if (each := _rewritten(reply, name, rewrite, harmless=harmless))]
        found += _spread(changed, MOST_OF_EACH)
    for change in CHANGES:
        found += _spread([each for reply in good if (each := change(reply, good))], MOST_OF_EACH)
    used = {name for each in found for name in each.cited.values()}
    texts = {_name(text): text for reply in good for text in reply.passages.values()}
    return Specimens({name: texts[name] for name in sorted(used)}, tuple(found))


def _good_replies(run: Run) -> Iterator[_Good]:
    kinds: dict[str, list[_Good]] = {}
    for item in mark_run(run):
        reply = _good(item) if item.passed else None
        if reply is not None:
            kinds.setdefault(item.case.category, []).append(reply)
    seen = set[str]()
    for _, replies in sorted(kinds.items()):
        for reply in _spread(replies, MOST_OF_A_KIND):
            text = "\n".join(statement.text for statement in reply.statements)
            if text not in seen:
                seen.add(text)
                yield reply


def _good(item: Marked) -> _Good | None:
    """Return a reply whose every sentence stands word for word in the index's passage under its one citation."""
    reply = item.row.reply
    if reply is None or not reply.citations:
        return None
    passages: dict[int, str] = {}
    for cited in reply.citations:
        held = (place.text for place in item.row.places if place.source_id == cited.source_id)
        passages[cited.marker] = next((text for text in held if stands_in(cited.quote, text)), "")
    statements = tuple(Statement(text, markers) for text, markers in claims(reply, item.row.records))
    if not statements or any(not _stands(each, passages) for each in statements):
        return None
    return _Good(item.case.id, statements, passages, _points(item, statements))


def _stands(statement: Statement, passages: Mapping[int, str]) -> bool:
    one = len(statement.markers) == 1 and statement.markers[0] in passages
    return one and folding.fold(statement.text) in folding.fold(passages[statement.markers[0]])


def _points(item: Marked, statements: Sequence[Statement]) -> tuple[KeyPoint, ...]:
    """Return the gold words that one sentence holds, else its sentences; the first is vital and so is every other."""
    golds = [gold.words for gold in item.case.expected_quotes]
    held = [words for words in golds if any(folding.fold(words) in folding.fold(each.text) for each in statements)]
    texts = held or [each.text for each in statements if len(each.text.split()) >= FEWEST_WORDS][:4]
    return tuple(KeyPoint(text, vital=number % 2 == 0) for number, text in enumerate(texts))


def _rewritten(reply: _Good, name: str, rewrite: Rewrite, *, harmless: bool) -> Specimen | None:
    """Change the first sentence in which that can be done. Its citation stays as it was."""
    for place, statement in enumerate(reply.statements):
        text, passage = rewrite(statement.text), reply.passages[statement.markers[0]]
        if text == statement.text or len(text.split()) < FEWEST_WORDS:
            continue
        if not harmless and folding.fold(text) in folding.fold(passage):  # the document says that too
            continue
        others = (*reply.statements[:place], replace(statement, text=text), *reply.statements[place + 1 :])
        changed = replace(reply, statements=others)
        said = tuple(True for _ in reply.points) if harmless else _still_said(reply.points, others)
        return replace(_specimen(changed, name), supported=harmless, needed=harmless, said=said)
    return None


def _still_said(points: Sequence[KeyPoint], statements: Sequence[Statement]) -> tuple[bool, ...]:
    """Return for each key point whether its very words stand in a sentence: they were taken from there."""
    texts = [folding.fold(each.text) for each in statements]
    return tuple(any(folding.fold(point.text) in text for text in texts) for point in points)


def _claim_added(reply: _Good, good: Sequence[_Good]) -> Specimen:
    changed = replace(reply, statements=(*reply.statements, Statement(UNCITED, ())))
    return replace(_specimen(changed, "claim without a citation"), supported=False)


def _passage_lost(reply: _Good, good: Sequence[_Good]) -> Specimen:
    lost = reply.statements[-1].markers[0]
    kept = {marker: text for marker, text in reply.passages.items() if marker != lost}
    found = _specimen(replace(reply, passages=kept), "citation that does not exist")
    return replace(found, supported=False, needed=False)


def _citation_added(reply: _Good, good: Sequence[_Good]) -> Specimen | None:
    """Add to the first sentence a citation of a passage that does not hold it."""
    first, rest = reply.statements[0], reply.statements[1:]
    other = _passage_without(first.text, reply, good)
    if other is None:
        return None
    marker = max(reply.passages) + 1
    changed = replace(
        reply,
        statements=(replace(first, markers=(*first.markers, marker)), *rest),
        passages={**reply.passages, marker: other},
    )
    return replace(_specimen(changed, "citation that is not needed"), needed=False)


def _sentence_dropped(reply: _Good, good: Sequence[_Good]) -> Specimen | None:
    """Leave out the sentence that holds the first key point."""
    kept = tuple(
        each
        for each in reply.statements
        if reply.points and folding.fold(reply.points[0].text) not in folding.fold(each.text)
    )
    if not kept or len(kept) == len(reply.statements):
        return None
    found = _specimen(replace(reply, statements=kept), "sentence left out")
    return replace(found, said=_still_said(reply.points, kept))


def _cited_elsewhere(reply: _Good, good: Sequence[_Good]) -> Specimen | None:
    """Let the first sentence cite a passage that does not hold it."""
    first, rest = reply.statements[0], reply.statements[1:]
    other = _passage_without(first.text, reply, good)
    if other is None or any(each.markers == first.markers for each in rest):
        return None
    found = _specimen(
        replace(reply, passages={**reply.passages, first.markers[0]: other}), "citation of another passage"
    )
    return replace(found, supported=False, needed=False)


def _sentence_exchanged(reply: _Good, good: Sequence[_Good]) -> Specimen | None:
    """Put a sentence of another reply in the place of the first, under its citation."""
    first, rest = reply.statements[0], reply.statements[1:]
    sentence = _sentence_outside(reply, good)
    if not sentence:
        return None
    statements = (replace(first, text=sentence), *rest)
    found = _specimen(replace(reply, statements=statements), "sentence of another reply")
    return replace(found, supported=False, needed=False, said=_still_said(reply.points, statements))


def _passage_without(text: str, reply: _Good, good: Sequence[_Good]) -> str | None:
    wanted = folding.fold(text)
    passages = (passage for other in _after(reply, good) for passage in other.passages.values())
    return next((passage for passage in passages if wanted not in folding.fold(passage)), None)


def _sentence_outside(reply: _Good, good: Sequence[_Good]) -> str:
    held = folding.fold(reply.passages[reply.statements[0].markers[0]])
    texts = (each.text for other in _after(reply, good) for each in other.statements)
    return next((text for text in texts if len(text.split()) >= FEWEST_WORDS and folding.fold(text) not in held), "")


def _after(reply: _Good, good: Sequence[_Good]) -> tuple[_Good, ...]:
    """Return the other replies, those after this one first, so that not all take the same."""
    place = good.index(reply)
    return (*good[place + 1 :], *good[:place])


def _specimen(reply: _Good, change: str) -> Specimen:
    """Return a reply as a specimen in which nothing is wrong yet."""
    used = {marker for each in reply.statements for marker in each.markers}
    return Specimen(
        id=f"{reply.id}: {change}",
        change=change,
        statements=reply.statements,
        cited={marker: _name(text) for marker, text in reply.passages.items() if marker in used},
        points=reply.points,
        supported=True,
        needed=True,
        said=tuple(True for _ in reply.points),
    )


CHANGES = (_claim_added, _passage_lost, _citation_added, _cited_elsewhere, _sentence_exchanged, _sentence_dropped)
"""What is changed beside the words of a sentence."""


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _spread(found: Sequence[Each], most: int) -> Sequence[Each]:
    step = max(1.0, len(found) / most)
    return [found[int(number * step)] for number in range(min(most, len(found)))]
