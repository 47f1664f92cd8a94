"""The duty sheet that each build writes beside the index."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path

from guide.adapters.pathway_file import read_pathways
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.directory.duty_sheet import duty_sheet
from guide.directory.pathway_cards import Moment, card
from guide.settings import Settings
from ingest.__main__ import main
from ingest.duty_sheet_file import NAME, write_duty_sheet
from tests.conftest import ROOT

AT = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


def test_a_build_writes_a_sheet_with_every_service_and_its_date(
    shipped_index: Path, embedder: SentenceEmbedder, tmp_path: Path
) -> None:
    assert (shipped_index / NAME).is_file()
    settings = Settings(corpus=ROOT / "corpus", data=tmp_path)
    written = write_duty_sheet(shipped_index, settings, embedder, AT)
    assert written == shipped_index / NAME
    text = written.read_text(encoding="utf-8")
    assert text.count("<li ") == 55
    assert "Made on 23 November 2026" in text
    assert "Nobody has confirmed these entries." in text


def test_every_number_on_the_sheet_has_its_mark_also_that_of_another_service() -> None:
    records = {each.id: each for each in read_pathways(ROOT / "corpus")}
    moment = Moment.of(records["frank"].compiled, None)
    cards = {each.id: card(each, records, moment) for each in records.values()}
    row = duty_sheet([cards["child-exploitation-marve"]], "today").partition("<li ")[2]
    first = cards["kingston-children-spa"].contacts[0]
    name = records["kingston-children-spa"].short
    assert f'{name}: <span class="number">{first.value}</span> <span class="mark">{first.mark}</span>' in row
    marks: dict[str, list[str]] = {}
    for contact in (contact for each in cards.values() for contact in each.contacts if contact.mark):
        marks.setdefault(contact.value, []).append(f'<span class="mark">{escape(contact.mark)}</span>')
    for each in cards.values():
        row = duty_sheet([each], "today").partition("<li ")[2]
        step = " ".join(each.lines("steps")[:1])
        for name in (one.short for one in records.values()):
            step = step.replace(name, "")  # a service's name may hold a number
        given = [value for value in marks if value in step]
        for value in given:
            said = [part.partition("</p>")[0] for part in row.split(f'<span class="number">{value}</span>')[1:]]
            assert said, each.id
            assert all(any(mark in part for mark in marks[value]) for part in said), each.id


def test_an_index_of_other_peoples_documents_has_no_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lanterns.txt").write_text("The lanterns are repaired in winter.\n", encoding="utf-8")
    index = tmp_path / "index"
    index.mkdir()
    (index / NAME).write_text("of another corpus", encoding="utf-8")
    assert main(["--corpus", str(folder), "--index", str(index)]) == 0
    assert not (index / NAME).exists()
