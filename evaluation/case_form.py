"""A case as its form holds it: lists of words as lines of text, the rest as chosen. What a case means is in `cases`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from evaluation.cases import Case, Gold
from evaluation.point_lines import lines_of, points_of

NO_KIND = "uncategorised"


@dataclass(frozen=True, slots=True)
class Written:
    """What a person typed, chose and ticked for one case. The defaults are those of an empty form."""

    question: str = ""
    expect: str = "answer"
    grade: int = 2
    category: str = ""
    theme: str = ""
    audience: str = ""
    tags: tuple[str, ...] = ()
    key_points: str = ""
    earlier: str = ""
    alerts: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    any_pathways: tuple[str, ...] = ()
    is_list: bool = False
    references: str = ""
    group: str = ""
    must_say: str = ""
    must_not_say: str = ""
    note: str = ""
    gold: tuple[Gold, ...] = ()
    pathways: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case) -> Written:
        """Return the form of a case that is kept."""
        return cls(
            question=case.question,
            expect=case.expect,
            grade=case.grade,
            category=case.category,
            theme=case.theme,
            audience=case.audience,
            tags=case.tags,
            key_points=lines_of(case.key_points),
            earlier="\n".join(case.earlier),
            alerts=case.alerts,
            accept=case.accept,
            any_pathways=case.any_pathways,
            is_list=bool(case.list_items),
            references="\n\n".join(case.reference_answers),
            group=case.group,
            must_say="\n".join(case.must_say),
            must_not_say="\n".join(case.must_not_say),
            note=case.note,
            gold=case.expected_quotes,
            pathways=case.expected_pathways,
        )

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Written:
        """Return the form that its fields as JSON describe. Raises TypeError, KeyError."""
        lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
        gold = tuple(Gold(**each) for each in row["gold"])
        return cls(**{**row, **lists, "gold": gold})

    @classmethod
    def after(cls, before: Case | None) -> Written:
        """Return an empty form that goes on where the last case was: of its kind, for its audience, with its tags.

        The theme is left out: it is told from the words that are ticked, and a wrong one would hide that.
        """
        if before is None:
            return cls()
        return cls(category=before.category, audience=before.audience, tags=before.tags)

    def tidied(self) -> Written:
        """Return the form without space around its texts, so that a line more or less is no change."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        texts: dict[str, Any] = {name: text.strip() for name, text in held.items() if isinstance(text, str)}
        return replace(self, **texts)

    def case(self, old: Case) -> Case:
        """Return the case that the form makes of one. Raises ValueError, as without a question."""
        return replace(
            old,
            question=self.question.strip(),
            expect=self.expect,
            given_grade=self.grade,
            category=self.category.strip() or NO_KIND,
            theme=self.theme.strip(),
            audience=self.audience.strip(),
            tags=self.tags,
            key_points=points_of(self.key_points),
            earlier=_lines(self.earlier),
            alerts=self.alerts,
            accept=self.accept,
            any_pathways=self.any_pathways,
            list_items=self._items(old),
            reference_answers=tuple(each.strip() for each in self.references.split("\n\n") if each.strip()),
            group=self.group.strip(),
            must_say=_lines(self.must_say),
            must_not_say=_lines(self.must_not_say),
            note=self.note.strip(),
            expected_quotes=self.gold,
            expected_pathways=self.pathways,
        )

    def _items(self, old: Case) -> tuple[str, ...]:
        """Return the items of a list: those the case has while its gold is as it was, else what is ticked."""
        if not self.is_list:
            return ()
        is_same = bool(old.list_items) and self.gold == old.expected_quotes
        return old.list_items if is_same else tuple(gold.words for gold in self.gold)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
