"""Editing the directory: who may, what is refused, what is kept, and that everything shown follows at once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from guide.adapters.edit_log import FILE_NAME, EditLogStore
from guide.adapters.number_reports import NumberReports
from guide.adapters.pathway_export import export_yaml
from guide.adapters.pathway_file import read_pathways
from guide.adapters.pathway_numbers import number_problem
from guide.answering import Guide
from guide.directory.pathway_edits import CONTACT, How, contact_text, field_text
from guide.directory.pathway_records import Contact, Pathway
from guide.editing.accounts import Account, Editors
from guide.editing.directory_editing import DirectoryEditing, Doing
from guide.editing.editing_access import FORWARDED, Access, Visit, access_of
from guide.errors import EditRefused
from guide.plain_text import INVISIBLE
from guide.settings import Settings
from guide.types import Question
from guide.wiring import open_editing, open_guide
from tests.conftest import ROOT
from tests.pathway_numbers import leaves

PATHWAYS = read_pathways(ROOT / "corpus")
BY_ID = {pathway.id: pathway for pathway in PATHWAYS}
AT = datetime(2026, 11, 24, 15, 0)
HERE = Visit(has_sign_in=False, account=None, bound_to="127.0.0.1", headers={"Host": "127.0.0.1:8501"})
SAM = access_of(HERE, "Sam", "token-1")
ACCOUNT = Account("https://id.example.org 71c4", "Sam Jones", "sam@example.org", AT)
SIGNED_IN = replace(
    HERE, has_sign_in=True, account=ACCOUNT, bound_to="0.0.0.0", headers={"X-Forwarded-For": "192.0.2.1"}
)
HAVENS = "the-havens"
OLD = "020 3299 6900"
NEW = "020 7946 0958"
"""In the range kept for stories: no subscriber has it."""


def editing(folder: Path, pathways: tuple[Pathway, ...] = PATHWAYS) -> DirectoryEditing:
    return DirectoryEditing(EditLogStore(folder), lambda: pathways, number_problem, lambda text: text, export_yaml)


def doing(edits: DirectoryEditing, why: str = "the service rang us", access: Access = SAM) -> Doing:
    return Doing(access, AT, edits.state(access)[1], why)


def phone(pathway_id: str, pathways: tuple[Pathway, ...] = PATHWAYS) -> Contact:
    return next(each for each in pathways if each.id == pathway_id).contacts_of("phone")[0]


def renumber(edits: DirectoryEditing, pathway_id: str = HAVENS, value: str = NEW) -> None:
    old = phone(pathway_id, edits.state(SAM)[0].pathways)
    edits.change_contact(doing(edits), pathway_id, contact_text(old), replace(old, value=value), value)


def test_a_visitor_on_the_serving_machine_may_edit_under_a_typed_name_that_is_called_unverified(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    renumber(edits)
    kept = edits.history(SAM)[0]
    assert (kept.who, kept.token, kept.why) == ("Sam (unverified)", "token-1", "the service rang us")
    assert kept.at == AT


def test_characters_that_nobody_sees_are_not_kept(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    before = field_text(BY_ID[HAVENS], "who_for")
    edits.change_field(
        doing(edits, "so they\u200b said"), HAVENS, "who_for", before, f"{before}\nAny\u00ad adult.\U000e0041"
    )
    renumbered = replace(phone(HAVENS), value=f"{NEW}\u200b", label="Front\u200b desk", note="by\u202e day")
    edits.change_contact(doing(edits), HAVENS, contact_text(phone(HAVENS)), renumbered, NEW)
    kept = phone(HAVENS, edits.state(SAM)[0].pathways)
    assert (kept.value, kept.label, kept.note) == (NEW, "Front desk", "by day")
    assert [edit.after for edit in edits.history(SAM)][1] == f"{before}\nAny adult."
    assert not any(INVISIBLE.search(f"{edit.after}{edit.why}") for edit in edits.history(SAM))


REFUSED = [
    pytest.param(replace(HERE, bound_to="0.0.0.0"), id="bound to every address"),
    pytest.param(replace(HERE, bound_to=""), id="bound to nothing known"),
    pytest.param(replace(HERE, headers={"Host": "guide.example.org"}), id="another host name"),
    pytest.param(replace(HERE, headers={}), id="no host name"),
    pytest.param(replace(HERE, has_sign_in=True), id="sign-in is on and nobody is signed in"),
    pytest.param(SIGNED_IN, id="signed in, and no editor is named"),
    pytest.param(replace(SIGNED_IN, editors=Editors.of("kim@example.org")), id="signed in, and not a named editor"),
    pytest.param(replace(HERE, has_sign_in=True, problem="wrong"), id="sign-in is set up wrongly"),
    pytest.param(replace(SIGNED_IN, editors=Editors(everybody=True), problem="wrong"), id="the same, and signed in"),
    *(
        pytest.param(replace(HERE, headers={**HERE.headers, name.title(): "192.0.2.1"}), id=name)
        for name in sorted(FORWARDED)
    ),
]


@pytest.mark.parametrize("visit", REFUSED)
def test_elsewhere_every_function_refuses(tmp_path: Path, visit: Visit) -> None:
    edits = editing(tmp_path)
    access = access_of(visit, "Sam", "token-1")
    act = Doing(access, AT, 0, "why")
    number = contact_text(phone(HAVENS))
    for attempt in (
        lambda: edits.state(access),
        lambda: edits.history(access),
        lambda: edits.change_field(act, HAVENS, "steps", field_text(BY_ID[HAVENS], "steps"), "Ring."),
        lambda: edits.change_contact(act, HAVENS, number, Contact("phone", NEW), NEW),
        lambda: edits.confirm(act, HAVENS, CONTACT, number, How.RANG),
        lambda: edits.retire(act, HAVENS),
        lambda: edits.bring_back(act, HAVENS),
        lambda: edits.set_own(act, "duty manager", "Desk", NEW, NEW),
        lambda: edits.export(access),
    ):
        with pytest.raises(EditRefused):
            attempt()
    assert EditLogStore(tmp_path).all() == ()


def test_a_signed_in_person_edits_under_the_account_and_not_under_a_typed_name(tmp_path: Path) -> None:
    access = access_of(replace(SIGNED_IN, editors=Editors.of("sam@example.org")), "somebody else", "token-1")
    edits = editing(tmp_path)
    edits.retire(doing(edits, access=access), HAVENS)
    kept = edits.history(access)[0]
    assert (kept.who, kept.is_verified, kept.token) == ("Sam Jones", True, "https://id.example.org 71c4")


def test_somebody_who_is_signed_in_and_no_editor_is_told_who_can_change_that() -> None:
    assert "Sam Jones" in access_of(SIGNED_IN).refusal and "GUIDE_EDITORS" in access_of(SIGNED_IN).refusal


def test_a_number_is_changed_in_every_text_that_gives_it(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    for number, record in enumerate(PATHWAYS):
        for contact in record.contacts_of("phone"):
            if contact.value in (*record.name.split(), *record.short.split(), "999", "101", "111", "18000", "159"):
                continue
            value = f"020 7946 0{number:03d}"
            before = edits.state(SAM)[0]
            if contact.value not in [each.value for each in before.record(record.id).contacts]:  # type: ignore[union-attr]
                continue
            shared = [each.id for each in PATHWAYS if contact.value in [one.value for one in each.contacts]]
            edits.change_contact(doing(edits), record.id, contact_text(contact), replace(contact, value=value), value)
            after = edits.state(SAM)[0]
            left = [
                each.id
                for each in after.pathways
                if contact.value in "\n".join(leaves(each.to_json())) and each.id not in shared
            ]
            assert left == [], (record.id, contact.value)
            back = after.record(record.id)
            assert back is not None and value in "\n".join(back.lines("contact"))
            changed = next(each for each in back.contacts if each.value == value)
            edits.change_contact(
                doing(edits), record.id, contact_text(changed), replace(changed, value=contact.value), contact.value
            )
            break
    texts = [(each.id, each.fields, each.links) for each in edits.state(SAM)[0].pathways]
    assert texts == [(each.id, each.fields, each.links) for each in PATHWAYS]


@pytest.mark.parametrize(
    ("value", "again", "says"),
    [
        pytest.param("020 7946 0958", "020 7946 0959", "not the same", id="typed twice differently"),
        pytest.param("020 7946", "020 7946", "cannot|can exist", id="too short"),
        pytest.param("0990 123 2040", "0990 123 2040", "can exist", id="no such area"),
        pytest.param("ask Jo", "ask Jo", "digits", id="words"),
    ],
)
def test_a_number_that_cannot_be_is_refused(tmp_path: Path, value: str, again: str, says: str) -> None:
    edits, old = editing(tmp_path), phone(HAVENS)
    with pytest.raises(EditRefused, match=says):
        edits.change_contact(doing(edits), HAVENS, contact_text(old), replace(old, value=value), again)
    assert edits.history(SAM) == ()


def test_a_change_without_a_name_or_a_reason_is_refused(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    with pytest.raises(EditRefused, match="name"):
        edits.retire(Doing(access_of(HERE, "  "), AT, 0, "closed"), HAVENS)
    with pytest.raises(EditRefused, match="why"):
        edits.retire(Doing(SAM, AT, 0, " "), HAVENS)


def test_text_with_a_strangers_number_is_refused_and_with_a_named_services_own_it_is_linked(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    before = field_text(BY_ID[HAVENS], "if_no_answer")
    helpline = BY_ID["national-domestic-abuse-helpline"]
    number = helpline.contacts_of("phone")[0].value
    with pytest.raises(EditRefused, match="not a number of this service"):
        edits.change_field(doing(edits), HAVENS, "if_no_answer", before, f"Ring the desk on {NEW}.")
    with pytest.raises(EditRefused, match="not a number of this service"):
        edits.change_field(doing(edits), HAVENS, "if_no_answer", before, f"Ring {number}.")
    edits.change_field(doing(edits), HAVENS, "if_no_answer", before, f"Ring {helpline.short} on {number}.")
    record = edits.state(SAM)[0].record(HAVENS)
    assert record is not None
    assert (helpline.id, number) in [(link.id, link.value) for link in record.links]


def test_personal_data_in_a_text_is_refused_and_in_a_reason_masked(guide: Guide, tmp_path: Path) -> None:
    edits = DirectoryEditing(EditLogStore(tmp_path), lambda: PATHWAYS, number_problem, guide.mask)
    before = field_text(BY_ID[HAVENS], "have_ready")
    secret = "AB 12 34 56 C"
    with pytest.raises(EditRefused, match="personal data"):
        edits.change_field(doing(edits), HAVENS, "have_ready", before, f"Ask for her number {secret}.")
    edits.retire(doing(edits, why=f"National Insurance {secret} complained"), HAVENS)
    assert secret.encode() not in (tmp_path / FILE_NAME).read_bytes()


def test_each_confirmation_is_of_one_field_and_ends_with_a_change_of_it(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    record = BY_ID[HAVENS]
    edits.confirm(doing(edits), HAVENS, CONTACT, contact_text(phone(HAVENS)), How.RANG)
    edits.confirm(doing(edits), HAVENS, "consent", field_text(record, "consent"), How.PAGE)
    now = edits.state(SAM)[0].record(HAVENS)
    assert now is not None
    checked = [each for each in now.contacts if each.checked_on]
    assert [(each.value, each.checked_by, each.checked_how) for each in checked] == [
        (OLD, "Sam (unverified)", "rang it")
    ]
    assert [(note.key, note.how) for note in now.notes] == [("consent", "read its page")]
    renumber(edits)
    edits.change_field(doing(edits), HAVENS, "consent", field_text(record, "consent"), "Ask first.")
    now = edits.state(SAM)[0].record(HAVENS)
    assert now is not None
    assert not [each for each in now.contacts if each.checked_on]
    assert [(note.key, note.how) for note in now.notes] == [("consent", "")]


def test_of_two_people_who_change_the_same_service_the_second_is_told_to_look_again(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    first, second = doing(edits), doing(edits)
    edits.retire(first, HAVENS)
    with pytest.raises(EditRefused, match="meanwhile"):
        edits.change_field(second, HAVENS, "consent", field_text(BY_ID[HAVENS], "consent"), "Ask first.")


def test_an_edit_of_words_that_the_files_have_changed_since_is_set_aside(tmp_path: Path) -> None:
    renumber(editing(tmp_path))
    moved = tuple(
        replace(each, contacts=(replace(each.contacts[0], value="020 7946 0001"), *each.contacts[1:]))
        if each.id == HAVENS
        else each
        for each in PATHWAYS
    )
    state, _ = editing(tmp_path, moved).state(SAM)
    assert [edit.pathway_id for edit in state.set_aside] == [HAVENS]
    assert state.record(HAVENS) == next(each for each in moved if each.id == HAVENS)


def test_a_number_that_texts_still_give_is_not_removed(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    with pytest.raises(EditRefused, match="still stands"):
        edits.change_contact(doing(edits), HAVENS, contact_text(phone(HAVENS)), None)


@pytest.mark.parametrize("statement", ["DELETE FROM edit", "UPDATE edit SET why = 'x'"])
def test_the_history_cannot_be_changed(tmp_path: Path, statement: str) -> None:
    renumber(editing(tmp_path))
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Weekdays\nmon-fri 9-5", "not a time"),
        ("Weekdays\nfri-mon 09:00-17:00", "backwards"),
        ("Weekdays\nmon-fri 17:00-09:00", "backwards"),
        ("Weekdays\nmon-fri 25:00-26:00", "not a time"),
    ],
)
def test_opening_times_that_cannot_be_read_are_refused(tmp_path: Path, text: str, says: str) -> None:
    edits = editing(tmp_path)
    with pytest.raises(EditRefused, match=says):
        edits.change_field(doing(edits), HAVENS, "hours", field_text(BY_ID[HAVENS], "hours"), text)


def test_the_export_read_back_is_the_directory_as_edited(tmp_path: Path) -> None:
    edits = editing(tmp_path)
    renumber(edits)
    edits.change_field(doing(edits), HAVENS, "consent", field_text(BY_ID[HAVENS], "consent"), "Ask first.")
    edits.change_field(
        doing(edits), "krec", "hours", field_text(BY_ID["krec"], "hours"), "Weekdays\nmon-fri 09:00-17:00"
    )
    edits.confirm(doing(edits), "galop", CONTACT, contact_text(phone("galop")), How.OWNER)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "pathways.yaml").write_text(edits.export(SAM), encoding="utf-8")
    read = read_pathways(folder)
    assert read == edits.state(SAM)[0].pathways
    again = editing(tmp_path, read).state(SAM)[0]
    assert [(each.id, each.fields, each.contacts) for each in again.pathways] == [
        (each.id, each.fields, each.contacts) for each in read
    ]


def test_the_export_of_an_unedited_directory_says_what_the_file_says(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "pathways.yaml").write_text(editing(tmp_path).export(SAM), encoding="utf-8")
    assert read_pathways(folder) == PATHWAYS


@pytest.fixture
def edited(shipped_index: Path, tmp_path: Path) -> Iterator[tuple[Guide, DirectoryEditing]]:
    """Return a Guide with a data folder of its own, and what edits its directory."""
    settings = Settings(corpus=ROOT / "corpus", index=shipped_index, data=tmp_path)
    guide = open_guide(settings)
    yield guide, open_editing(guide, settings)


ASKED = Question("What is the number for the Havens?")


def test_an_edit_is_in_the_next_answer_its_card_and_its_citation(edited: tuple[Guide, DirectoryEditing]) -> None:
    guide, edits = edited
    assert OLD in guide.ask(ASKED).text
    before, corpus = guide.store.index_id, guide.store.corpus_sha256
    renumber(edits)
    answer = guide.ask(ASKED)
    assert NEW in answer.text
    assert answer.trace.corpus_sha256 == guide.store.corpus_sha256 != corpus
    assert OLD not in "\n".join(leaves(answer.to_json()))
    assert any(NEW in citation.passage for citation in answer.citations)
    assert "entered by Sam (unverified), not confirmed" in answer.pathways[0].contacts[0].mark
    assert answer.trace.index_id == f"{before}+1"


def test_no_card_of_the_directory_gives_the_old_number(edited: tuple[Guide, DirectoryEditing]) -> None:
    guide, edits = edited
    renumber(edits)
    assert not [each.id for each in guide.cards() if OLD in "\n".join(leaves(each.to_json()))]


def test_a_retired_service_is_offered_nowhere_until_it_is_brought_back(edited: tuple[Guide, DirectoryEditing]) -> None:
    guide, edits = edited
    story = Question("She was raped last week and wants to be examined. Who do I ring?")
    assert HAVENS in [each.id for each in guide.ask(story).pathways]
    edits.retire(doing(edits), HAVENS)
    answer = guide.ask(story)
    assert HAVENS not in [each.id for each in answer.pathways]
    assert HAVENS not in [citation.source_id for citation in answer.citations]
    assert HAVENS not in [each.id for each in guide.cards()]
    edits.bring_back(doing(edits), HAVENS)
    assert HAVENS in [each.id for each in guide.ask(story).pathways]


def test_a_confirmation_ends_the_wrong_reports_made_before_it(
    edited: tuple[Guide, DirectoryEditing], tmp_path: Path
) -> None:
    guide, edits = edited
    reports = NumberReports(tmp_path)
    for visitor in ("a", "b"):
        reports.add(HAVENS, OLD, "wrong", visitor, datetime(2026, 11, 24, 9, 0))

    def mark() -> str:
        card = next(each for each in guide.cards(datetime(2026, 11, 24, 16, 0)) if each.id == HAVENS)
        return card.contacts[0].mark_kind

    assert mark() == "reported not working"
    edits.confirm(doing(edits), HAVENS, CONTACT, contact_text(phone(HAVENS)), How.RANG)
    assert mark() == "confirmed"
    for visitor in ("a", "b"):
        reports.add(HAVENS, OLD, "wrong", visitor, datetime(2026, 11, 24, 15, 30))
    assert mark() == "reported not working"


def test_a_card_that_sends_to_a_lead_shows_the_entered_contact_else_the_duty_manager(
    edited: tuple[Guide, DirectoryEditing],
) -> None:
    guide, edits = edited
    sending = [each.id for each in guide.cards() if each.own]
    assert sending

    def shown(role: str) -> list[str]:
        return [f"{own.words} {own.value}".strip() for each in guide.cards() for own in each.own if own.role == role]

    assert set(shown("safeguarding lead")) == {"For your safeguarding lead: ask your duty manager."}
    edits.set_own(doing(edits), "duty manager", "Duty desk", NEW, NEW)
    assert set(shown("safeguarding lead")) == {f"For your safeguarding lead: ask your duty manager. (Duty desk) {NEW}"}
    other = "020 7946 0001"
    edits.set_own(doing(edits), "safeguarding lead", "Lead", other, other)
    assert set(shown("safeguarding lead")) == {f"Your safeguarding lead (Lead) {other}"}
    with pytest.raises(EditRefused, match="can exist"):
        edits.set_own(doing(edits), "duty manager", "Duty desk", "020 7946", "020 7946")


def test_nothing_shown_after_many_edits_is_a_number_of_nobody(edited: tuple[Guide, DirectoryEditing]) -> None:
    guide, edits = edited
    for place, pathway_id in enumerate(("kingston-children-spa", "the-havens", "galop", "kingston-lado")):
        renumber(edits, pathway_id, f"020 7946 00{place:02d}")
    cards = guide.cards()
    owned = {re.sub(r"\D", "", contact.value) for each in cards for contact in each.contacts}
    for each in cards:
        for text in leaves([list(lines) for _, lines in each.fields]):
            for number in re.findall(r"(?<![\w/.:-])0\d[\d ]{5,12}\d(?![\w-])", text):
                assert re.sub(r"\D", "", number) in owned, (each.id, number)
