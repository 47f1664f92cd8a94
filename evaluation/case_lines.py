"""Test sets as JSON Lines: read with the file and line of each fault, kept whole, written one case a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from evaluation.cases import GRADES, Case, CaseSet, Gold, case_to_json
from evaluation.measures.content import KeyPoint
from guide.errors import DataFileError

SCHEMA = 1
Value = TypeVar("Value")
HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
"""How JSON writes half of a pair of surrogates. Two that belong together are one character."""


def read_cases(path: Path) -> CaseSet:
    """Return the cases of a JSON Lines file, or of every `*.jsonl` below a folder in the order of their names.

    A first line with "schema" is the header. Raises DataFileError naming file and line.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.jsonl"))
        if not files:
            raise DataFileError(f"{path}: the folder holds no .jsonl file. Name a file of cases.")
        return _joined([read_cases(file) for file in files], path)
    header, cases, seen = CaseSet(()), [], set[str]()
    for number, row in _rows(path):
        where = f"{path}, line {number}"
        if number == 1 and "schema" in row and "question" not in row:
            header = _header(row, where)
            continue
        case = case_from_json(row, where)
        if case.id in seen:
            raise DataFileError(f"{where}: the id {case.id} stands there twice. Give each case its own id.")
        seen.add(case.id)
        cases.append(case)
    if not cases:
        raise DataFileError(f"{path}: the file holds no case. Write one JSON object a line.")
    return replace(header, cases=tuple(cases))


def read_all(paths: Sequence[Path]) -> CaseSet:
    """Return the cases of several files or folders as one set. Raises DataFileError, also for an id in two of them."""
    return read_cases(paths[0]) if len(paths) == 1 else _joined([read_cases(path) for path in paths], paths[0])


def write_cases(case_set: CaseSet, path: Path) -> None:
    """Write a header and one case a line, so that a change of one case is a change of one line.

    Raises DataFileError where that cannot be done.
    """
    try:
        path.write_text("".join(f"{line}\n" for line in lines_of(case_set)), encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{path}: the file cannot be written ({error.strerror}). Choose another place.") from error


def lines_of(case_set: CaseSet) -> list[str]:
    """Return the lines of a set: its header and one for each case."""
    header = {"schema": SCHEMA, "title": case_set.title, "author": case_set.author, "date": case_set.date}
    if case_set.corpus_sha256:
        header["corpus_sha256"] = case_set.corpus_sha256
    if case_set.must_not_say:
        header["must_not_say"] = list(case_set.must_not_say)
    rows = [header, *(case_to_json(case) for case in case_set.cases)]
    return [json.dumps(row, ensure_ascii=False) for row in rows]


def case_from_json(row: Mapping[str, object], where: str) -> Case:
    """Return the case that a JSON object describes. Raises DataFileError beginning with `where`.

    A field that marking needs must have its shape. One that it can do without is kept as it is where it has another.
    """
    fields = _Fields(dict(row), where)
    try:
        return Case(
            id=fields.text("id", needed=True),
            category=fields.text("category") or "uncategorised",
            question=fields.text("question", needed=True),
            expect=fields.text("expect") or "answer",
            earlier=fields.texts("earlier"),
            accept=fields.texts("accept"),
            alerts=fields.texts("alerts"),
            expected_quotes=tuple(_gold(item, where) for item in fields.objects("expected_quotes")),
            expected_pathways=fields.texts("expected_pathways"),
            any_pathways=fields.texts("any_pathways"),
            must_say=fields.texts("must_say"),
            must_not_say=fields.texts("must_not_say"),
            note=fields.kept("note", fields.text, ""),
            given_grade=fields.kept("grade", fields.grade, None),
            theme=fields.kept("theme", fields.text, ""),
            audience=fields.kept("audience", fields.text, ""),
            author=fields.kept("author", fields.text, ""),
            origin=fields.kept("origin", fields.text, ""),
            group=fields.kept("group", fields.text, ""),
            tags=fields.kept("tags", fields.texts, ()),
            reference_answers=fields.kept("reference_answers", fields.texts, ()),
            key_points=fields.kept("key_points", fields.key_points, ()),
            list_items=fields.kept("list_items", fields.texts, ()),
            at=fields.kept("at", fields.time, None),
            reviewed_by=fields.kept("reviewed_by", fields.text, "") or None,
            retired=fields.kept("retired", fields.flag, False),
            further=fields.rest(),
        )
    except ValueError as error:
        raise DataFileError(f"{where}: {error}.") from error


class _Fields:
    """Takes the known fields out of a JSON object, checking each; what is left is kept."""

    def __init__(self, row: dict[str, object], where: str) -> None:
        self._row = row
        self._where = where

    def kept(self, name: str, read: Callable[[str], Value], empty: Value) -> Value:
        """Return a field as read, `empty` where it has another shape: it then stays among what is kept."""
        given = self._row.get(name)
        try:
            return read(name)
        except DataFileError:
            self._row[name] = given
            return empty

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self._row.pop(name, None)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            raise DataFileError(f"{self._where}: {name} must be text. Write {name} as a string.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._row.pop(name, None)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise DataFileError(f"{self._where}: {name} must be a list of texts, in square brackets.")
        return tuple(value)

    def objects(self, name: str) -> tuple[dict[str, object], ...]:
        value = self._row.pop(name, None)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise DataFileError(f"{self._where}: {name} must be a list of objects, in square brackets.")
        return tuple(value)

    def whole(self, name: str) -> int | None:
        value = self._row.pop(name, None)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise DataFileError(f"{self._where}: {name} must be a whole number.")
        return value

    def grade(self, name: str) -> int | None:
        value = self.whole(name)
        if value not in (None, *GRADES):
            raise DataFileError(f"{self._where}: {name} is {value}. Write 1, 2 or 3.")
        return value

    def key_points(self, name: str) -> tuple[KeyPoint, ...]:
        return tuple(_key_point(item, self._where) for item in self.objects(name))

    def flag(self, name: str) -> bool:
        value = self._row.pop(name, False)
        if not isinstance(value, bool):
            raise DataFileError(f"{self._where}: {name} must be true or false.")
        return value

    def time(self, name: str) -> datetime | None:
        value = self.text(name)
        try:
            return datetime.fromisoformat(value) if value else None
        except ValueError as error:
            raise DataFileError(f"{self._where}: {name} must be a time such as 2026-11-23T09:30:00+00:00.") from error

    def rest(self) -> dict[str, object]:
        return self._row


def _gold(row: dict[str, object], where: str) -> Gold:
    fields = _Fields(dict(row), f"{where}, expected_quotes")
    relevance = fields.kept("relevance", fields.whole, None) or 1
    page = fields.kept("page", fields.whole, None)
    return Gold(fields.text("source", needed=True), fields.text("words", needed=True), page, relevance, fields.rest())


def _key_point(row: dict[str, object], where: str) -> KeyPoint:
    """Return a key point. Raises DataFileError for another shape, also for fields that would be lost."""
    fields = _Fields({"vital": True} | row, f"{where}, key_points")
    point = KeyPoint(fields.text("text", needed=True), fields.flag("vital"), fields.texts("any_of"))
    if fields.rest():
        raise DataFileError(f"{where}, key_points: {', '.join(fields.rest())} is not known.")
    return point


def _header(row: Mapping[str, object], where: str) -> CaseSet:
    if row["schema"] != SCHEMA:
        raise DataFileError(f"{where}: schema {row['schema']} is not known. This version reads schema {SCHEMA}.")
    fields = _Fields(dict(row), where)
    return CaseSet(
        (),
        title=fields.text("title"),
        author=fields.text("author"),
        date=fields.text("date"),
        corpus_sha256=fields.text("corpus_sha256"),
        must_not_say=fields.texts("must_not_say"),
    )


def _joined(sets: Iterable[CaseSet], path: Path) -> CaseSet:
    """Join the sets of a folder; what one set forbids everywhere is written into each of its own cases."""
    parts = tuple(sets)
    cases = tuple(_forbidding(case, part.must_not_say) for part in parts for case in part.cases)
    ids = [case.id for case in cases]
    twice = next((name for name in ids if ids.count(name) > 1), None) if len(set(ids)) < len(ids) else None
    if twice:
        raise DataFileError(f"{path}: the id {twice} stands in two files. Give each case its own id.")
    authors = dict.fromkeys(part.author for part in parts if part.author)
    return CaseSet(cases, title=path.name, author="; ".join(authors))


def _forbidding(case: Case, words: tuple[str, ...]) -> Case:
    return replace(case, must_not_say=tuple(dict.fromkeys((*case.must_not_say, *words)))) if words else case


def _rows(path: Path) -> Iterable[tuple[int, dict[str, object]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise DataFileError(f"{path}: the file cannot be opened ({error.strerror}). Check its name.") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: the file is not UTF-8 text. Save it as UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataFileError(f"{path}, line {number}: this is not JSON ({error.msg}). Correct the line.") from error
        if not isinstance(row, dict):
            raise DataFileError(f"{path}, line {number}: a case is one JSON object, in curly brackets.")
        if HALF_CHARACTER.search(line) and not _can_be_written(row):
            raise DataFileError(f"{path}, line {number}: half of a surrogate pair stands there. Write the whole.")
        yield number, row


def _can_be_written(row: Mapping[str, object]) -> bool:
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
