"""The duty sheet that each build writes beside the index."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from guide.adapters.sentence_embedder import SentenceEmbedder
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


def test_an_index_of_other_peoples_documents_has_no_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lanterns.txt").write_text("The lanterns are repaired in winter.\n", encoding="utf-8")
    index = tmp_path / "index"
    index.mkdir()
    (index / NAME).write_text("of another corpus", encoding="utf-8")
    assert main(["--corpus", str(folder), "--index", str(index)]) == 0
    assert not (index / NAME).exists()
