"""A person's own test sets, one file of JSON Lines each in a folder of the data. What a case means is in `cases`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.case_lines import lines_of, read_cases
from evaluation.cases import Case, CaseSet
from guide.adapters.case_files import CaseFiles
from guide.errors import DataFileError


class OwnSets:
    """Test sets by name. Every change is read, changed and swapped in as one step, so nothing kept is lost."""

    def __init__(self, data: Path) -> None:
        self._files = CaseFiles(data)

    def names(self) -> tuple[str, ...]:
        """Return the names of the sets that hold a case."""
        return self._files.names()

    def path(self, name: str) -> Path:
        """Return the file of a set, whether it exists or not."""
        return self._files.path(name)

    def read(self, name: str) -> CaseSet:
        """Return a set, empty while nothing is kept in it. Raises DataFileError for a damaged file."""
        path = self.path(name)
        return read_cases(path) if path.exists() else CaseSet((), title=name)

    def keep(self, name: str, cases: Sequence[Case], date: str) -> None:
        """Keep cases: one with a known id takes the place of the old one, the others are put at the end.

        A mark of review stays only where the same case, by its digest, was marked by this person before.
        Raises StoreError where it cannot be written.
        """
        with self._files.writing():
            before = self.read(name)
            by_id = {case.id: case for case in before.cases}
            by_id |= {case.id: _with_review(case, by_id.get(case.id)) for case in cases}
            self._write(name, replace(before, cases=tuple(by_id.values()), date=date))

    def mark_reviewed(self, name: str, case_id: str, person: str, date: str) -> None:
        """Write a named person as the reviewer of a case.

        Raises DataFileError without a name, for the author of the case, or where there is no such case.
        """
        if not person.strip():
            raise DataFileError("Type your name: the case says who reviewed it.")
        with self._files.writing():
            before = self.read(name)
            if case_id not in {case.id for case in before.cases}:
                raise DataFileError(f"{case_id}: the set {name} no longer holds this case. Choose another.")
            cases = tuple(
                replace(case, reviewed_by=person.strip()) if case.id == case_id else case for case in before.cases
            )
            if any(case.id == case_id and case.reviewer is None for case in cases):
                raise DataFileError(f"Not marked: {person.strip()} wrote {case_id}. Somebody else must review it.")
            self._write(name, replace(before, cases=cases, date=date))

    def _write(self, name: str, case_set: CaseSet) -> None:
        self._files.put(name, lines_of(case_set))


def set_name(words: str) -> str:
    """Return a name as it can stand in a folder: small letters, digits and hyphens. Raises DataFileError for none."""
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60]
    if not name:
        raise DataFileError(f"{words!r}: a set needs a name of letters or digits. Type another.")
    return name


def new_id(case_set: CaseSet, prefix: str) -> str:
    """Return the first free id: the prefix with a number."""
    taken = {case.id for case in case_set.cases}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{prefix}-{number:03d}") not in taken)


def unreviewed(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases in use that nobody but their author has marked as reviewed."""
    return tuple(case for case in cases if case.reviewer is None and not case.retired)


def _with_review(case: Case, before: Case | None) -> Case:
    is_same = before is not None and before.digest == case.digest
    return replace(case, reviewed_by=before.reviewed_by if before is not None and is_same else None)
