"""What may be done to the texts of the alerts: under the rules of the directory; 999 and 112 stay where they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from guide.directory.pathway_edits import ALERTS, Edit, EditKind, EditLog, How
from guide.editing.alert_edits import (
    NUMBER,
    OWNER,
    PROTECTED,
    TEXTS,
    AlertFile,
    EditedAlerts,
    alerts_applied,
    figures_of,
    text_of,
    with_number,
)
from guide.editing.directory_editing import MEANWHILE, SAME, Doing, check_words, edit_of, expect
from guide.editing.editing_access import Access, allow
from guide.errors import EditRefused
from guide.plain_text import without_invisible
from guide.safety import AlertTexts

STAYS = "{number} cannot be taken out or changed: it is the number for immediate danger."
TYPE_AGAIN = "New in this text: {figures}. Type each again, as it is, with a comma between."
NOT_THE_SAME = "The two are not the same. Type it twice, as it is."
NOT_THERE = "{number} stands in no alert. Look at the texts again."
PLAIN_DIGITS = "Write figures with the digits 0 to 9."
SHORTEST_NUMBER = 3
LONGEST = 1_500


class AlertEditing:
    """Changes and confirms the texts of the alerts, and keeps who, when, what and why.

    Every function raises EditRefused with one line where editing is not allowed or what was typed cannot stand, and
    StoreError if the edits cannot be read or kept.
    """

    def __init__(
        self,
        log: EditLog,
        shipped: Callable[[], AlertFile],
        problem_of: Callable[[str], str],
        mask: Callable[[str], str],
        write: Callable[[AlertFile], str],
    ) -> None:
        """Take the log, the file as shipped, what is wrong with a number, what masks, and what writes a file."""
        self._log = log
        self._shipped = shipped
        self._problem_of = problem_of
        self._mask = mask
        self._write = write

    def state(self, access: Access) -> tuple[EditedAlerts, int]:
        """Return the alerts as edited, and the revision that this is."""
        allow(access, needs_name=False)
        edits = self._log.all()
        return alerts_applied(self._shipped(), edits), max((edit.number for edit in edits), default=0)

    def shipped(self, access: Access) -> AlertFile:
        """Return the alerts without any edit: what is shown while the edits cannot be read."""
        allow(access, needs_name=False)
        return self._shipped()

    def history(self, access: Access) -> tuple[Edit, ...]:
        """Return every edit of the alerts, the newest first."""
        allow(access, needs_name=False)
        return tuple(edit for edit in reversed(self._log.all()) if edit.pathway_id == ALERTS)

    def export(self, access: Access) -> str:
        """Return the alerts with every edit, as a file that can replace alerts.yaml."""
        return self._write(self.state(access)[0].file)

    def change_text(self, doing: Doing, name: str, before: str, after: str, typed_again: str = "") -> Edit:
        """Put other words into a text. before: as the person saw it. typed_again: each figure that is new in it."""
        texts = self._texts(doing)
        after = " ".join(without_invisible(after).split())
        expect(name in TEXTS, f"{name} is none of the texts.")
        expect(before == text_of(texts, name), MEANWHILE)
        expect(before != after, SAME)
        expect(len(after) <= LONGEST, f"This is longer than {LONGEST} characters. Somebody in danger reads it.")
        old, new = Counter(figures_of(before)), Counter(figures_of(after))
        for number in PROTECTED:
            expect(new[number] >= old[number], STAYS.format(number=number))
        added = sorted(new.keys() - old.keys())
        again = sorted({" ".join(each.split()) for each in re.split(r"[,;\n]", typed_again) if each.strip()})
        expect(added == again, TYPE_AGAIN.format(figures=", ".join(added) or "no figure"))
        for figure in added:
            self._check_figure(figure)
        # A telephone number is masked by itself; any other figure stays, as it may be the house of an address.
        numbers = [figure for figure in added if self._mask(figure) != figure]
        check_words(self._mask, re.sub("|".join(map(re.escape, numbers)), "", after) if numbers else after)
        _stands(lambda: replace(texts, **{name: after}))
        return self._keep(doing, EditKind.CHANGED, name, before, after)

    def change_number(self, doing: Doing, before: str, after: str, typed_again: str) -> Edit:
        """Exchange a number in every text it stands in. typed_again: the new one a second time."""
        texts = self._texts(doing)
        after = " ".join(after.split())
        expect(before not in PROTECTED, STAYS.format(number=before))
        expect(any(before in figures_of(text_of(texts, name)) for name in TEXTS), NOT_THERE.format(number=before))
        expect(before != after, SAME)
        expect(after == " ".join(typed_again.split()), NOT_THE_SAME)
        expect(figures_of(after) == (after,), f"{after or 'Nothing'} is not a number: digits and spaces only.")
        self._check_figure(after)
        _stands(lambda: with_number(texts, before, after))
        return self._keep(doing, EditKind.CHANGED, NUMBER, before, after)

    def set_owner(self, doing: Doing, owner: str) -> Edit:
        """Enter who owns these texts: a role or initials."""
        allow(doing.access)
        before, owner = self.state(doing.access)[0].file.owner, " ".join(without_invisible(owner).split())
        expect(before != owner, SAME)
        return self._keep(doing, EditKind.CHANGED, OWNER, before, owner)

    def confirm(self, doing: Doing, name: str, before: str, how: How) -> Edit:
        """Say that one text is right as the person saw it. how: what that rests on."""
        texts = self._texts(doing)
        expect(name in TEXTS and before == text_of(texts, name), MEANWHILE)
        return self._keep(doing, EditKind.CONFIRMED, name, before, before, how)

    def _texts(self, doing: Doing) -> AlertTexts:
        allow(doing.access)
        return self.state(doing.access)[0].file.texts

    def _keep(self, doing: Doing, kind: EditKind, name: str, before: str, after: str, how: str = "") -> Edit:
        return self._log.append(edit_of(doing, self._mask, kind, ALERTS, name, before, after, how), doing.seen)

    def _check_figure(self, figure: str) -> None:
        """Refuse a number that cannot exist. One or two digits are no telephone number: hours, an option, a key."""
        digits = figure.replace(" ", "")
        expect(digits.isascii(), PLAIN_DIGITS)
        problem = self._problem_of(figure) if len(digits) >= SHORTEST_NUMBER else ""
        expect(not problem, f"{figure} {problem}.")


def _stands(make: Callable[[], AlertTexts]) -> None:
    """Refuse texts that the alerts cannot be made of: an emergency that does not start with 999, a place left out."""
    try:
        make()
    except ValueError as error:
        raise EditRefused(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
