"""What people say of replies, kept by question and answer, blind and in an order of its own for each rater."""

from __future__ import annotations

import hashlib
import json
import random
import secrets
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluation.replies import Reply
from evaluation.scoring import Marked
from guide.errors import DataFileError

FILE = "labels.jsonl"
SCHEMA = 1
_WRITING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Label:
    """One rater on one reply. supported: all it says stands in what it cites. complete: nothing needed is missing."""

    key: str
    rater: str
    supported: bool
    complete: bool


class Labels:
    """The labels of this machine, in one file. A rater's later label takes the place of the earlier one."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE

    def read(self) -> tuple[Label, ...]:
        """Return every label that counts. Raises DataFileError naming the line of a damaged one."""
        found: dict[tuple[str, str], Label] = {}
        for number, row in self._rows():
            if number == 1:
                continue
            try:
                label = Label(str(row["key"]), str(row["rater"]), bool(row["supported"]), bool(row["complete"]))
            except KeyError as error:
                raise DataFileError(f"{self._path}, line {number}: {error} is missing. Take the line out.") from error
            found[label.key, label.rater] = label
        return tuple(found.values())

    def add(self, label: Label) -> None:
        """Keep one label. Raises DataFileError without a name or where it cannot be written."""
        if not label.rater.strip():
            raise DataFileError("Type your name: two raters are told apart by it.")
        self.seed()
        self._append(asdict(label))

    def seed(self) -> int:
        """Return the number that every order is shuffled by; it is drawn once and stored."""
        with _WRITING:
            rows = self._rows()
            if not rows:
                self._append_line({"schema": SCHEMA, "seed": secrets.randbelow(2**31)})
                rows = self._rows()
        seed = rows[0][1].get("seed")
        if not isinstance(seed, int):
            raise DataFileError(f"{self._path}, line 1: the seed is missing. Put the file back as it was.")
        return seed

    def _rows(self) -> list[tuple[int, dict[str, object]]]:
        if not self._path.exists():
            return []
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise DataFileError(f"{self._path}: the file is no UTF-8 text. Put it back as it was.") from error
        rows = []
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise DataFileError(f"{self._path}, line {number}: not JSON. Take the line out.") from error
            if not isinstance(row, dict):
                raise DataFileError(f"{self._path}, line {number}: not an object. Take the line out.")
            rows.append((number, row))
        return rows

    def _append(self, row: dict[str, object]) -> None:
        with _WRITING:
            self._append_line(row)

    def _append_line(self, row: dict[str, object]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise DataFileError(f"{self._path}: the label was not kept ({error.strerror}). Try again.") from error


def key_of(question: str, reply: Reply) -> str:
    """Return 16 hex digits over the question and all that was shown: the same reply of a later run has them too."""
    return hashlib.sha256(f"{question}\n{reply.as_read()}".encode()).hexdigest()[:16]


def to_label(marked: Sequence[Marked]) -> dict[str, Marked]:
    """Return the replies that can be labelled: answers with a citation, each once."""
    found: dict[str, Marked] = {}
    for item in marked:
        reply = item.row.reply
        if reply is not None and reply.citations and not reply.abstained:
            found.setdefault(key_of(item.case.question, reply), item)
    return found


def waiting_for(keys: Sequence[str], seed: int, rater: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """Return the keys that a rater has not labelled, shuffled: another rater meets them in another order.

    First those that somebody else has labelled: two people who each stop early then still have replies in common.
    """
    done = {label.key for label in labels if label.rater == rater}
    others = {label.key for label in labels if label.rater != rater}
    shuffled = sorted(keys)
    random.Random(f"{seed} {rater}").shuffle(shuffled)  # noqa: S311 - an order, not a secret
    return tuple(sorted((key for key in shuffled if key not in done), key=lambda key: key not in others))
