"""A quiz on its way to learners: items with their histories, which of them may be handed out, and all of it as JSON.

The steps and who may take them stand in reviewing.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from guide.directory.pathway_records import Pathway
from guide.errors import DataFileError
from guide.plain_text import without_invisible
from quiz.building import Wanted
from quiz.confirmed import noted
from quiz.editing import Wording, anchored, blocking, changes, reworded
from quiz.item_json import item_from_record, item_to_record
from quiz.reviewing import Event, Reviewed, ReviewRefused, Step, is_stale, take
from quiz.terms import Terms
from quiz.types import Quiz, QuizItem, ReviewState

FORMAT = 1
ALONE = "approved by its author, who works alone"
THE_DOCUMENTS = "the documents"
"""Stands as the one who made an item stale."""
APPROVED = (ReviewState.APPROVED, ReviewState.PUBLISHED)
OUT = (ReviewState.REJECTED, ReviewState.STALE)


@dataclass(frozen=True, slots=True)
class UnderReview:
    """A quiz whose items people look at.

    works_alone: one person on one machine may approve their own items. terms: how it is taken.
    wanted: what was asked for when it was built; None for what a trainer brought along or an earlier version kept.
    """

    title: str
    seed: int
    corpus_sha256: str
    items: tuple[Reviewed, ...]
    works_alone: bool = False
    terms: Terms = field(default_factory=Terms)
    wanted: Wanted | None = None

    @classmethod
    def begin(
        cls, quiz: Quiz, author: str, works_alone: bool = False, account: str = "", wanted: Wanted | None = None
    ) -> UnderReview:
        """Take a built quiz; author is the person who had it built. account: here and below, of who is signed in."""
        items = tuple(Reviewed(item, _name(author), account=account) for item in quiz.items)
        return cls(quiz.title, quiz.seed, quiz.corpus_sha256, items, works_alone, wanted=wanted)

    @property
    def states(self) -> Mapping[ReviewState, int]:
        """Return how many items stand in each state."""
        return Counter(one.item.state for one in self.items)

    @property
    def in_use(self) -> Quiz:
        """Return every item that is neither rejected nor stale. It says DRAFT until each of them is approved."""
        return self._quiz(lambda item: item.state not in OUT)

    @property
    def approved(self) -> Quiz:
        """Return the items that a person approved."""
        return self._quiz(lambda item: item.state in APPROVED)

    @property
    def for_learners(self) -> Quiz:
        """Return the published items; while none is published, all in use, as a trial that says DRAFT."""
        published = self._quiz(lambda item: item.state is ReviewState.PUBLISHED)
        return published if published.items else self.in_use

    @property
    def has_room(self) -> bool:
        """Say whether fewer items are in use than the quiz was built for."""
        return bool(self.wanted and self.wanted.items and len(self.in_use.items) < self.wanted.items)

    def next_waiting(self, place: int, by: str, account: str = "") -> int | None:
        """Return the place of the next item, going round, that waits for somebody's decision; None if none does."""
        person = self._known(by, account)
        going_round = (*range(place + 1, len(self.items)), *range(place + 1))
        return next((at for at in going_round if self._waits(self.items[at], person, account)), None)

    def _waits(self, one: Reviewed, person: str, account: str) -> bool:
        may_approve = self.works_alone or not one.is_by(person, account)
        return one.item.state is ReviewState.DRAFT or (one.item.state is ReviewState.IN_REVIEW and may_approve)

    def can_be_alone(self, by: str, account: str = "") -> bool:
        """Say whether somebody may say now that they work alone: no sign-in, and nobody else has had a hand."""
        signed = account or any(one.account for one in self.items)
        person = _name(by).casefold()
        return not signed and not self.works_alone and {name.casefold() for name in self._people()} == {person}

    def alone(self, by: str, account: str = "") -> UnderReview:
        """Let the author approve what they built, as could be said at the building. Raises ReviewRefused."""
        if not self.can_be_alone(by, account):
            raise ReviewRefused("Only the one person who has worked on this quiz, without sign-in, can say so.")
        return replace(self, works_alone=True)

    def titled(self, title: str) -> UnderReview:
        """Give the quiz a title. Raises ReviewRefused for an empty one."""
        words = _name(without_invisible(title))
        if not words:
            raise ReviewRefused("Type a title first.")
        return replace(self, title=words)

    def replaced(self, place: int, item: QuizItem, by: str, corpus_sha256: str, account: str = "") -> UnderReview:
        """Put a new draft in the place of a rejected item, which goes to the end with its history.

        corpus_sha256: of the corpus that the new item was made from, as `reopen` takes it. Raises ReviewRefused.
        """
        gone = self.items[place]
        if gone.item.state is not ReviewState.REJECTED or not self.has_room:
            raise ReviewRefused("Only a rejected item can be replaced, and only until the quiz is full again.")
        if not by.strip():
            raise ReviewRefused("Type your name first: the history says who decided.")
        new = Reviewed(replace(item, state=ReviewState.DRAFT), self._known(by, account), account=account)
        items = (*self.items[:place], new, *self.items[place + 1 :], gone)
        return replace(self, items=items, corpus_sha256=corpus_sha256)

    def accept(self, place: int, by: str, at: datetime, reason: str = "", account: str = "") -> UnderReview:
        """Accept an item: a draft is sent to review, and approved if this person may approve it.

        Raises ReviewRefused, and leaves a draft by its own author in review.
        """
        found = self
        person = self._known(by, account)
        is_author = self.items[place].is_by(person, account)
        if found.items[place].item.state is ReviewState.DRAFT:
            found = found.step(place, Event(Step.SUBMIT, person, at, account=account))
            if is_author and not self.works_alone:
                return found
        own = is_author and self.works_alone
        said = "; ".join(part for part in (reason, ALONE if own else "") if part)
        broken = blocking(found.items[place].item)
        if broken:
            raise ReviewRefused(
                f"This item cannot be approved: {broken[0].rule}: {broken[0].reason}. Edit or reject it."
            )
        if own and found.items[place].item.needs_a_person and not reason:
            said = ""
        return found.step(place, Event(Step.APPROVE, person, at, said, account))

    def edit(self, place: int, wording: Wording, by: str, at: datetime, account: str = "") -> UnderReview:
        """Change an item's words: it is a draft again, by the person who changed it. Raises ReviewRefused."""
        item = self.items[place].item
        edited = reworded(item, wording)
        event = Event(Step.EDIT, self._known(by, account), at, changes(item, edited), account)
        return self.step(place, event, edited)

    def step(self, place: int, event: Event, edited: QuizItem | None = None) -> UnderReview:
        """Take one step with the item at a place, from 0. Raises ReviewRefused."""
        if not event.by.strip():
            raise ReviewRefused("Type your name first: the history says who decided.")
        known = replace(event, by=self._known(event.by, event.account))
        changed = take(self.items[place], known, edited, self.works_alone)
        return replace(self, items=(*self.items[:place], changed, *self.items[place + 1 :]))

    def reopen(
        self,
        place: int,
        by: str,
        at: datetime,
        texts: Mapping[str, tuple[str, ...]],
        corpus_sha256: str,
        account: str = "",
    ) -> UnderReview:
        """Look at an item again: a stale one rests from now on on the passages as they are. Raises ReviewRefused.

        texts: source id -> its passages as they are now. corpus_sha256: of the corpus as it is now; the quiz carries it
        from here on, since what is not stale stands in it word for word.
        """
        one = self.items[place]
        was_stale = one.item.state is ReviewState.STALE
        fresh = replace(one, item=anchored(one.item, texts)) if was_stale else one
        items = (*self.items[:place], fresh, *self.items[place + 1 :])
        found = replace(self, items=items, corpus_sha256=corpus_sha256 if was_stale else self.corpus_sha256)
        return found.step(place, Event(Step.REOPEN, by, at, account=account))

    def publish(self, by: str, at: datetime, account: str = "") -> UnderReview:
        """Give every approved item to learners. Raises ReviewRefused if none is approved."""
        places = [place for place, one in enumerate(self.items) if one.item.state is ReviewState.APPROVED]
        if not places:
            raise ReviewRefused("No item is approved and waiting. Accept items first.")
        found = self
        for place in places:
            found = found.step(place, Event(Step.PUBLISH, by, at, account=account))
        return found

    def compared(self, passages: Mapping[str, frozenset[str]], at: datetime) -> UnderReview:
        """Make stale what was approved and rests on words that have changed. passages: as `is_stale` takes them."""
        found = self
        for place, one in enumerate(self.items):
            if one.item.state in APPROVED and is_stale(one.item, passages):
                found = found.step(place, Event(Step.MAKE_STALE, THE_DOCUMENTS, at))
        return found

    def noted(self, records: Mapping[str, Pathway], day: date) -> UnderReview:
        """Return the quiz with the mark that each item has on a day, by what people confirmed in the directory."""
        marked = noted([one.item for one in self.items], records, day)
        return replace(self, items=tuple(replace(one, item=item) for one, item in zip(self.items, marked, strict=True)))

    def to_json(self) -> str:
        """Return all of it as JSON text."""
        items = [
            {
                "item": item_to_record(one.item),
                "author": one.author,
                "account": one.account,
                "history": [_event_record(event) for event in one.history],
            }
            for one in self.items
        ]
        record = {"format": FORMAT, "title": self.title, "seed": self.seed, "corpus_sha256": self.corpus_sha256}
        wanted = self.wanted.to_record() if self.wanted else None
        more = {"works_alone": self.works_alone, "terms": self.terms.to_record(), "wanted": wanted, "items": items}
        return json.dumps(record | more, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, name: str) -> UnderReview:
        """Return what `to_json` wrote. Raises DataFileError beginning with the name."""
        try:
            record = json.loads(text)
            if record["format"] != FORMAT:
                raise ValueError("its format is not one this version reads")
            items = tuple(_reviewed(row) for row in record["items"])
            terms = Terms.from_record(record["terms"]) if "terms" in record else Terms()
            wanted = Wanted.from_record(record["wanted"]) if record.get("wanted") else None
            begun = (record["title"], record["seed"], record["corpus_sha256"], items)
            return cls(*begun, record["works_alone"], terms, wanted)
        except (ValueError, KeyError, TypeError) as error:
            raise DataFileError(f"{name}: the quiz cannot be read ({error}). Build it again.") from error

    def _quiz(self, fits: Callable[[QuizItem], bool]) -> Quiz:
        items = tuple(one.item for one in self.items if fits(one.item))
        return Quiz(self.title, self.seed, self.corpus_sha256, items)

    def _known(self, typed: str, account: str) -> str:
        """Return a name as it was typed first: capitals and spaces make no second person. An account has its own."""
        name = _name(typed)
        if account:
            return name
        return next((person for person in self._people() if person.casefold() == name.casefold()), name)

    def _people(self) -> Iterator[str]:
        """Yield who made an item or took a step, as often as they did."""
        for one in self.items:
            yield from (one.author, *(event.by for event in one.history if event.step is not Step.MAKE_STALE))


def _name(typed: str) -> str:
    return " ".join(typed.split())


def _event_record(event: Event) -> dict[str, str]:
    record = {"step": event.step.value, "by": event.by, "at": event.at.isoformat(), "reason": event.reason}
    return record | {"account": event.account}


def _reviewed(row: Mapping[str, Any]) -> Reviewed:
    history = tuple(
        Event(Step(one["step"]), one["by"], datetime.fromisoformat(one["at"]), one["reason"], one.get("account", ""))
        for one in row["history"]
    )
    return Reviewed(item_from_record(row["item"]), row["author"], history, row.get("account", ""))
