"""Which theme and audience a case belongs to, told from its gold where the case does not say it. No file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.anchoring import Anchor, Anchors
from evaluation.cases import Case
from guide.directory.pathway_records import Pathway
from guide.ports import PassageStore
from quiz.document_facts import theme_of

SEVERAL = "several themes"
MOST_THEMES = 3
"""A record with more themes than this, such as that of 999, says nothing of one of them."""
ADULT = 18
AGES = {True: "about adults", False: "about children and young people", None: "about anybody"}
ABOUT = {"self": "about the person asking", "someone_else": "about somebody else", "unclear": "about nobody named"}
"""What a crisis case says in its field `about`."""
NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Slices:
    """The themes and ages of the records, and every theme that a heading can name."""

    themes: Mapping[str, tuple[str, ...]]
    ages: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def of(cls, store: PassageStore) -> Slices:
        """Read the records once."""
        records = [Pathway.from_json(record) for record in store.pathways()]
        known = frozenset(theme for record in records for theme in record.themes)
        ages = {record.id: AGES[_only_adults(record.min_age, record.max_age)] for record in records}
        return cls({record.id: record.themes for record in records}, ages, known)

    def themes_of(self, case: Case, gold: Sequence[Anchor], anchors: Anchors) -> tuple[str, ...]:
        """Return the case's own theme, else those of its gold: the headings it stands under, or the record's."""
        if case.theme:
            return (case.theme,)
        found = [theme for name in self._records(case) for theme in self._of_record(name)]
        for anchor in gold:
            if anchor.source not in self.themes:
                found += [theme_of(headings, self.known) for headings in anchors.headings(anchor) if headings]
        return tuple(sorted(set(found)))

    def audiences_of(self, case: Case) -> tuple[str, ...]:
        """Return the case's own audience, else whom it is about: by the ages of its records, or as a crisis says."""
        if case.audience:
            return (case.audience,)
        found = {self.ages[name] for name in self._records(case) if name in self.ages}
        about = case.further.get("about")
        if isinstance(about, str) and about in ABOUT:
            found.add(ABOUT[about])
        return tuple(sorted(found))

    def _records(self, case: Case) -> Iterable[str]:
        quoted = [gold.source for gold in case.expected_quotes if gold.source in self.themes]
        return dict.fromkeys((*case.expected_pathways, *case.any_pathways, *quoted))

    def _of_record(self, name: str) -> tuple[str, ...]:
        themes = self.themes.get(name, ())
        return themes if len(themes) <= MOST_THEMES else (SEVERAL,)


def titled(themes: Iterable[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return themes as people read them; what is no theme of the documents stays as somebody wrote it."""
    return tuple(dict.fromkeys(titles.get(theme, theme) for theme in themes))


def _only_adults(least: int | None, most: int | None) -> bool | None:
    """Say whether a record is for adults only (True), for the young only (False), or for both (None)."""
    if least is not None and least >= ADULT:
        return True
    return False if most is not None and most <= ADULT else None
