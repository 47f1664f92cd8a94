from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from guide.adapters.corpus_files import LARGEST_FILE_BYTES, list_corpus, read_records
from guide.errors import DataFileError, SourceChanged, SourceMissing, SourceUnreadable

ROOT = Path(__file__).resolve().parent.parent


def put(path: Path, text: str = "Words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(corpus: Path) -> dict[str, str]:
    return {file.source.path: file.source.id for file in list_corpus(corpus).files}


def test_the_shipped_plan_is_listed_with_its_record() -> None:
    listing = list_corpus(ROOT / "corpus")
    assert listing.refused == ()
    plan = next(file for file in listing.files if file.source.id == "plan-cross-cutting-themes")
    assert plan.source.title == "Safer Kingston Partnership Plan 2024-2029"
    assert plan.source.sha256 == hashlib.sha256(plan.path.read_bytes()).hexdigest()
    assert plan.source.missing and "online harms" in plan.source.missing


def test_every_record_of_the_corpus_states_a_digest_and_a_title() -> None:
    records = read_records(ROOT / "corpus" / "sources.yaml")
    assert records and all(source.sha256 and source.title for source in records.values())


def test_a_bare_folder_is_enough(tmp_path: Path) -> None:
    put(tmp_path / "annual_report.txt")
    (file,) = list_corpus(tmp_path).files
    assert (file.source.id, file.source.title, file.source.path) == ("annual_report", "", "annual_report.txt")
    assert file.source.sha256 == hashlib.sha256(b"Words.").hexdigest()


def test_if_there_is_a_documents_folder_only_that_is_read(tmp_path: Path) -> None:
    put(tmp_path / "README.md")
    put(tmp_path / "documents" / "a.txt")
    assert ids(tmp_path) == {"a.txt": "a"}


def test_files_of_one_stem_keep_their_suffix_and_then_their_folder(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx", "b.txt", "one/c.md", "two/c.md"):
        put(tmp_path / name)
    assert ids(tmp_path) == {
        "a.pdf": "a-pdf",
        "a.docx": "a-docx",
        "b.txt": "b",
        "one/c.md": "one-c-md",
        "two/c.md": "two-c-md",
    }


def test_a_file_whose_stem_is_the_id_of_a_record_keeps_its_suffix(tmp_path: Path) -> None:
    put(tmp_path / "sources.yaml", "- id: plan\n  file: x.txt\n")
    put(tmp_path / "documents" / "x.txt")
    put(tmp_path / "documents" / "plan.md")
    assert ids(tmp_path) == {"x.txt": "plan", "plan.md": "plan-md"}


def test_hidden_files_records_and_links_out_of_the_folder_are_skipped(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside" / "secret.txt")
    corpus = tmp_path / "corpus"
    for name in ("kept.txt", ".hidden.txt", ".folder/x.txt", "~$open.docx", "pathways.yaml", "alerts.yaml"):
        put(corpus / name)
    (corpus / "link.txt").symlink_to(outside)
    (corpus / "folder").symlink_to(outside.parent)
    (corpus / "inside.txt").symlink_to(corpus / "kept.txt")
    assert ids(corpus) == {"kept.txt": "kept", "inside.txt": "inside"}


def test_a_changed_file_is_named_with_what_to_do_and_the_others_are_kept(tmp_path: Path) -> None:
    put(tmp_path / "sources.yaml", f"- id: plan\n  file: plan.txt\n  sha256: {'0' * 64}\n")
    put(tmp_path / "plan.txt")
    put(tmp_path / "other.txt")
    listing = list_corpus(tmp_path)
    assert [file.source.id for file in listing.files] == ["other"]
    (error,) = listing.refused
    assert isinstance(error, SourceChanged)
    assert "plan.txt" in str(error) and hashlib.sha256(b"Words.").hexdigest() in str(error)


def test_a_file_that_a_record_names_and_nobody_finds_is_reported(tmp_path: Path) -> None:
    put(tmp_path / "sources.yaml", "- id: plan\n  file: plan.txt\n")
    put(tmp_path / "other.txt")
    (error,) = list_corpus(tmp_path).refused
    assert isinstance(error, SourceMissing) and "plan.txt" in str(error)


def test_empty_large_and_odd_files_are_refused_by_name(tmp_path: Path) -> None:
    put(tmp_path / "good.txt")
    put(tmp_path / "part" / "empty.txt", "")
    with (tmp_path / "large.pdf").open("wb") as stream:
        stream.truncate(LARGEST_FILE_BYTES + 1)
    os.mkfifo(tmp_path / "pipe.txt")
    put(tmp_path / "line\nend.txt")
    listing = list_corpus(tmp_path)
    assert [file.source.id for file in listing.files] == ["good"]
    reasons = {error.name: error.reason for error in listing.refused if isinstance(error, SourceUnreadable)}
    assert reasons == {
        "part/empty.txt": "is empty",
        "large.pdf": "is larger than 25 MB: split it",
        "pipe.txt": "is not an ordinary file",
        "'line\\nend.txt'": "has a name that cannot be shown: rename it",
    }


@pytest.mark.parametrize("make", [False, True], ids=["missing", "empty"])
def test_a_folder_that_is_missing_or_empty_is_named(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "papers"
    if make:
        folder.mkdir()
    with pytest.raises(SourceMissing, match="papers"):
        list_corpus(folder)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("- id: a\n  file: [\n", 3, "not YAML", id="not YAML"),
        pytest.param("id: a\nfile: b.txt\n", 1, "list of records", id="not a list"),
        pytest.param("- id: a\n  file: b.txt\n- words\n", 3, "'id:'", id="not a record"),
        pytest.param(
            "- id: a\n  file: b.txt\n\n- id: A b\n  file: c.txt\n", 4, "small letters", id="an id that is none"
        ),
        pytest.param("- id: a\n", 1, "file must name", id="no file"),
        pytest.param("- id: a\n  file: ../b.txt\n", 1, "file must name", id="a file outside"),
        pytest.param("- id: a\n  file: b.txt\n  author: me\n", 1, "no field 'author'", id="an unknown field"),
        pytest.param("- id: a\n  file: b.txt\n  title: [x]\n", 1, "one line of text", id="a list for a text"),
        pytest.param("- id: a\n  file: b.txt\n  sha256: 12\n", 1, "64 digits", id="a digest that is none"),
        pytest.param("- id: a\n  file: b.txt\n- id: a\n  file: c.txt\n", 3, "two records", id="one id twice"),
    ],
)
def test_a_broken_record_names_file_line_and_remedy(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = put(tmp_path / "sources.yaml", text)
    with pytest.raises(DataFileError) as error:
        read_records(path)
    assert f"{path}, line {line}:" in str(error.value) and words in str(error.value)


def test_a_record_with_dates_and_numbers_is_read_as_text(tmp_path: Path) -> None:
    path = put(
        tmp_path / "sources.yaml", "- id: a\n  file: b.txt\n  published: 2024-03-01\n  title: 1984\n  url: null\n"
    )
    source = read_records(path)["b.txt"]
    assert (source.published, source.title, source.url) == ("2024-03-01", "1984", None)


def test_an_empty_or_absent_record_is_no_error(tmp_path: Path) -> None:
    assert read_records(tmp_path / "sources.yaml") == {}
    assert read_records(put(tmp_path / "sources.yaml", "# nothing yet\n")) == {}
