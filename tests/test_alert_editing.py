"""Editing the alerts: who may, what is refused, what is kept; an alert is shown whatever happens to the edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from guide.adapters.alert_file import read_alert_file, write_alert_file
from guide.adapters.alert_texts import alert_texts
from guide.adapters.edit_log import FILE_NAME, EditLogStore
from guide.adapters.pathway_numbers import number_problem
from guide.directory.pathway_edits import How
from guide.editing.alert_editing import AlertEditing
from guide.editing.alert_edits import TEXTS, figures_of, text_of
from guide.editing.directory_editing import Doing
from guide.editing.editing_access import FORWARDED, Access, Visit, access_of
from guide.errors import EditRefused
from guide.safety import AlertTexts
from guide.settings import Settings
from guide.types import AlertKind, Question
from guide.wiring import open_guide
from tests.conftest import ROOT
from ui import resources

FILE = ROOT / "corpus" / "alerts.yaml"
SHIPPED = read_alert_file(FILE)
AT = datetime(2026, 11, 24, 15, 0)
HERE = Visit(has_sign_in=False, account=None, bound_to="127.0.0.1", headers={"Host": "127.0.0.1:8501"})
SAM = access_of(HERE, "Sam", "token-1")
LINE = "0800 028 8000"
NEW = "0808 157 0192"
"""In the range kept for stories: no subscriber has it."""
SELF = SHIPPED.texts.crisis_self
SUICIDAL = "I want to end my life"


def editing(folder: Path, path: Path = FILE) -> AlertEditing:
    def mask(text: str) -> str:
        return text.replace("Araminta", "[name]")

    return AlertEditing(EditLogStore(folder), lambda: read_alert_file(path), number_problem, mask, write_alert_file)


def doing(edits: AlertEditing, why: str = "the line wrote to us", access: Access = SAM) -> Doing:
    return Doing(access, AT, edits.state(access)[1], why)


def reword(edits: AlertEditing, after: str, again: str = "", name: str = "crisis_self") -> None:
    before = text_of(edits.state(SAM)[0].file.texts, name)
    edits.change_text(doing(edits), name, before, after, again)


@pytest.mark.parametrize(
    "visit",
    [
        pytest.param(replace(HERE, bound_to="0.0.0.0"), id="bound to every address"),
        pytest.param(replace(HERE, headers={"Host": "guide.example.org"}), id="another host name"),
        pytest.param(replace(HERE, has_sign_in=True), id="sign-in is on and nobody is signed in"),
        *(
            pytest.param(replace(HERE, headers={**HERE.headers, each: "192.0.2.1"}), id=each)
            for each in sorted(FORWARDED)
        ),
    ],
)
def test_elsewhere_every_function_refuses(tmp_path: Path, visit: Visit) -> None:
    edits = editing(tmp_path)
    access = access_of(visit, "Sam", "token-1")
    act = Doing(access, AT, 0, "why")
    for attempt in (
        lambda: edits.state(access),
        lambda: edits.shipped(access),
        lambda: edits.history(access),
        lambda: edits.export(access),
        lambda: edits.change_text(act, "crisis_self", SELF, f"{SELF} Breathe."),
        lambda: edits.change_number(act, LINE, NEW, NEW),
        lambda: edits.set_owner(act, "duty editor"),
        lambda: edits.confirm(act, "crisis_self", SELF, How.RANG),
    ):
        with pytest.raises(EditRefused):
            attempt()
    assert EditLogStore(tmp_path).all() == ()


def test_a_changed_text_keeps_who_when_what_and_why_and_dates_the_file(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    reword(edits, f"{SELF} Araminta can wait.".replace("Araminta", "Work"))
    (kept,) = edits.history(SAM)
    assert (kept.who, kept.at, kept.before, kept.why) == ("Sam (unverified)", AT, SELF, "the line wrote to us")
    file = edits.state(SAM)[0].file
    assert file.texts.crisis_self.endswith("Work can wait.")
    assert file.written_on == "2026-11-24"


def test_a_number_is_exchanged_in_every_text_it_stands_in_and_in_no_longer_figure(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    edits.change_number(doing(edits), "116 123", NEW, NEW)
    texts = edits.state(SAM)[0].file.texts
    assert [name for name in TEXTS if NEW in figures_of(text_of(texts, name))] == ["crisis_someone_else", "crisis_self"]
    assert not any("116 123" in text_of(texts, name) for name in TEXTS)
    edits.change_number(doing(edits), "111", "112", "112")
    assert NEW in edits.state(SAM)[0].file.texts.crisis_self


@pytest.mark.parametrize(
    ("after", "again", "says"),
    [
        pytest.param(SELF.replace("999", "101"), "101", "999 cannot be taken out", id="999 changed"),
        pytest.param(
            SELF.replace("Ring 999 if you are hurt", "Ring if you are hurt"), "", "999 cannot be", id="999 out"
        ),
        pytest.param(SELF.replace("116 123", NEW), "", "Type each again", id="typed once"),
        pytest.param(SELF.replace("116 123", NEW), "0808 157 0193", "Type each again", id="typed differently"),
        pytest.param(SELF.replace("option 2", "option 3"), "", "Type each again", id="another option"),
        pytest.param(SELF, "116 124", "Nothing is different", id="nothing"),
        pytest.param(f"{SELF} Ask.", "55", "no figure", id="typed again without need"),
        pytest.param(f"{SELF} Or 0800 999.", "0800 999", "can exist", id="impossible number"),
        pytest.param(f"{SELF} Or \uff11\uff12\uff13.", "\uff11\uff12\uff13", "digits 0 to 9", id="full-width digits"),
        pytest.param(f"{SELF} Ask Araminta.", "", "personal data", id="a name"),
        pytest.param("x" * 1501, "", "longer than", id="too long"),
    ],
)
def test_a_text_that_cannot_stand_is_refused_and_nothing_is_kept(
    tmp_path: Path, after: str, again: str, says: str
) -> None:
    edits = editing(tmp_path)
    with pytest.raises(EditRefused, match=says):
        reword(edits, after, again)
    assert EditLogStore(tmp_path).all() == ()


@pytest.mark.parametrize(
    ("before", "after", "again", "says"),
    [
        pytest.param("999", NEW, NEW, "999 cannot be", id="999"),
        pytest.param(LINE, NEW, LINE, "not the same", id="typed differently"),
        pytest.param(LINE, "0800 999", "0800 999", "can exist", id="impossible"),
        pytest.param(LINE, "ask", "ask", "not a number", id="words"),
        pytest.param("0800 000 0000", NEW, NEW, "stands in no alert", id="not there"),
    ],
)
def test_a_number_that_cannot_stand_is_refused(tmp_path: Path, before: str, after: str, again: str, says: str) -> None:
    edits = editing(tmp_path)
    with pytest.raises(EditRefused, match=says):
        edits.change_number(doing(edits), before, after, again)


def test_112_once_written_stays_and_an_emergency_starts_with_999(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    emergency = SHIPPED.texts.emergency
    reword(edits, f"{emergency} 112 works as well.", "112", "emergency")
    with pytest.raises(EditRefused, match="112 cannot be"):
        reword(edits, emergency, "", "emergency")
    with pytest.raises(EditRefused, match="starts with 999"):
        reword(edits, f"Ring {emergency} 112 works as well.", "", "emergency")
    with pytest.raises(EditRefused, match="holds {what}"):
        reword(edits, "Masked.", "", "personal_data")


def test_a_change_needs_a_name_a_reason_and_the_text_that_is_there(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    with pytest.raises(EditRefused, match="Type your name"):
        edits.set_owner(doing(edits, access=replace(SAM, person="")), "duty editor")
    with pytest.raises(EditRefused, match="why"):
        edits.set_owner(doing(edits, why=" "), "duty editor")
    old = doing(edits)
    reword(edits, f"{SELF} Sit down first.")
    with pytest.raises(EditRefused, match="Somebody changed this"):
        edits.change_text(old, "crisis_self", SELF, f"{SELF} Breathe.")
    with pytest.raises(EditRefused, match="Somebody changed this"):
        edits.set_owner(old, "duty editor")


def test_a_confirmation_is_of_one_text_and_ends_with_its_next_change(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    edits.confirm(doing(edits, why=""), "crisis_self", SELF, How.RANG)
    assert [(name, check.by, check.how) for name, check in edits.state(SAM)[0].file.checks] == [
        ("crisis_self", "Sam (unverified)", "rang it")
    ]
    edits.change_number(doing(edits), LINE, NEW, NEW)
    assert len(edits.state(SAM)[0].file.checks) == 1
    edits.change_number(doing(edits), "116 123", "116 124", "116 124")
    assert edits.state(SAM)[0].file.checks == ()


def test_the_export_reads_back_and_older_edits_then_step_aside(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    edits.set_owner(doing(edits), "duty editor")
    reword(edits, f"{SELF} Sit down first.")
    edits.confirm(doing(edits), "emergency", SHIPPED.texts.emergency, How.PAGE)
    path = tmp_path / "alerts.yaml"
    path.write_text(edits.export(SAM), encoding="utf-8")
    assert read_alert_file(path) == edits.state(SAM)[0].file
    again = editing(tmp_path, path)
    assert again.state(SAM)[0].file.texts == read_alert_file(path).texts
    assert len(again.state(SAM)[0].set_aside) == 2


def test_the_shipped_file_is_owned_and_confirmed_by_nobody() -> None:
    assert (SHIPPED.owner, SHIPPED.checks) == ("", ())


def test_the_running_guide_shows_the_edited_text_at_once_and_goes_on_when_the_edits_are_damaged(
    shipped_index: Path, tmp_path: Path
) -> None:
    settings = Settings(corpus=ROOT / "corpus", index=shipped_index, data=tmp_path)
    guide = open_guide(settings)
    assert SELF in [alert.text for alert in guide.alerts(SUICIDAL)]
    edits = editing(tmp_path)
    reword(edits, f"{SELF} Sit down first.")
    edits.change_number(doing(edits), "116 123", NEW, NEW)
    (alert,) = guide.ask(Question(SUICIDAL)).alerts
    assert alert.text.endswith("Sit down first.")
    assert NEW in alert.text
    # The number of the alert is no personal data, in a question about it.
    assert NEW in guide.ask(Question(f"Who answers on {NEW}?")).question

    (tmp_path / FILE_NAME).write_bytes(b"no database" * 400)
    assert [alert.kind for alert in guide.alerts(SUICIDAL)] == [AlertKind.CRISIS]
    assert [alert.text for alert in open_guide(settings).alerts(SUICIDAL)] == [SELF]
    texts, told = alert_texts(FILE, EditLogStore(tmp_path))
    assert texts == SHIPPED.texts
    assert "without them" in told


def test_with_neither_guide_nor_a_file_that_can_be_read_the_short_texts_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "alerts.yaml").write_text("{broken", encoding="utf-8")
    monkeypatch.setenv("GUIDE_CORPUS", str(tmp_path))
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path))
    resources.settings.clear()
    try:
        assert [alert.text for alert in resources.alerts_without_guide(SUICIDAL)] == [AlertTexts().crisis_self]
        assert "alerts.yaml" in resources.alert_problem()
    finally:
        resources.settings.clear()
