from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from guide.errors import SourceUnreadable
from ingest.sandbox import DocumentReader
from ingest.sandboxed import Limits
from tests.documents import (
    encrypt_pdf,
    write_costly_pdf,
    write_lines_pdf,
    write_pdf,
    write_scanned_pdf,
    write_zip_bomb_docx,
)

LINES = [["A line that anyone may read."]]


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


def make_bad_files(folder: Path) -> dict[str, str]:
    """Write one file for each way of being unreadable, and return the words that its reason must hold."""
    write_pdf(folder / "plain.pdf", paragraphs=1)
    encrypt_pdf(folder / "plain.pdf", folder / "locked.pdf", "secret")
    write_scanned_pdf(folder / "scanned.pdf")
    whole = (folder / "plain.pdf").read_bytes()
    (folder / "cut-off.pdf").write_bytes(whole[:300])
    (folder / "not-a.pdf").write_bytes(b"PK\x03\x04 and so on")
    (folder / "text.pdf").write_text("Only words.", encoding="utf-8")
    write_zip_bomb_docx(folder / "bomb.docx")
    (folder / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    docx.Document().save(str(folder / "blank.docx"))
    (folder / "broken.docx").write_bytes((folder / "blank.docx").read_bytes()[:2_000])
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    (folder / "binary.md").write_bytes(b"words\0\0\0words")
    (folder / "nothing.txt").write_bytes(b"")
    (folder / "blank.md").write_text("  \n\n ", encoding="utf-8")
    (folder / "hidden.html").write_text("<p hidden>Nothing to see.</p>", encoding="utf-8")
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "long.txt").write_text("word " * 1_000_001, encoding="utf-8")
    (folder / "large.txt").write_bytes(b"word " * 5_000_001)
    (folder / "folder.txt").mkdir()
    return {
        "locked.pdf": "password",
        "scanned.pdf": "OCR",
        "cut-off.pdf": "damaged",
        "not-a.pdf": "is not a PDF",
        "text.pdf": "is not a PDF",
        "bomb.docx": "too large when unpacked",
        "locked.docx": "password",
        "blank.docx": "holds no text",
        "broken.docx": "damaged",
        "picture.txt": "looks like a picture",
        "binary.md": "is not text",
        "nothing.txt": "is empty",
        "blank.md": "is empty",
        "hidden.html": "holds no text",
        "sheet.xlsx": "of a kind that is not read",
        "long.txt": "5 million characters",
        "large.txt": "larger than 25 MB",
        "folder.txt": "not an ordinary file",
        "absent.txt": "not there",
    }


def test_each_unreadable_file_is_named_with_its_reason(reader: DocumentReader, tmp_path: Path) -> None:
    for name, words in make_bad_files(tmp_path).items():
        with pytest.raises(SourceUnreadable) as refusal:
            reader.load(tmp_path / name, f"part/{name}")
        assert words in refusal.value.reason, name
        assert refusal.value.name == f"part/{name}"
        assert "\n" not in str(refusal.value) and "Traceback" not in str(refusal.value)


def test_a_pdf_with_an_empty_password_is_read(reader: DocumentReader, tmp_path: Path) -> None:
    write_lines_pdf(tmp_path / "plain.pdf", LINES)
    encrypt_pdf(tmp_path / "plain.pdf", tmp_path / "owner-only.pdf", "")
    assert reader.load(tmp_path / "owner-only.pdf").text == LINES[0][0]


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    write_costly_pdf(tmp_path / "costly.pdf")
    write_lines_pdf(tmp_path / "plain.pdf", LINES)
    with DocumentReader(Limits(cpu_seconds=1)) as reader:
        with pytest.raises(SourceUnreadable, match="takes too long to read"):
            reader.load(tmp_path / "costly.pdf")
        assert reader.load(tmp_path / "plain.pdf").text == LINES[0][0]


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text("<p>word</p>" * 400_000, encoding="utf-8")
    write_lines_pdf(tmp_path / "plain.pdf", LINES)
    with DocumentReader(Limits(memory_bytes=250_000_000)) as reader:
        with pytest.raises(SourceUnreadable, match="memory"):
            reader.load(tmp_path / "deep.html")
        assert reader.load(tmp_path / "plain.pdf").text == LINES[0][0]


def test_a_reader_that_was_killed_is_started_again(tmp_path: Path) -> None:
    write_lines_pdf(tmp_path / "plain.pdf", LINES)
    with DocumentReader() as reader:
        reader.load(tmp_path / "plain.pdf")
        assert reader.child_id is not None
        os.kill(reader.child_id, signal.SIGKILL)
        assert reader.load(tmp_path / "plain.pdf").text == LINES[0][0]


def test_the_reading_process_imports_no_model_and_no_database() -> None:
    program = (
        "import sys; import ingest.sandboxed, ingest.pdf, ingest.docx, ingest.html, ingest.md, ingest.plain_text; "
        "print(sorted({'torch', 'chromadb', 'streamlit', 'langchain_core', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_reading_process_can_reach_no_network_and_start_no_program() -> None:
    program = (
        "from ingest.sandboxed import refuse_network_and_processes; refuse_network_and_processes()\n"
        "import socket, subprocess\n"
        "for act in (lambda: socket.create_connection(('127.0.0.1', 9), 1), lambda: subprocess.run(['true'])):\n"
        "    try: act()\n"
        "    except PermissionError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.count("is not allowed while a document is read") == 2
