"""The folder of documents and its record: sources.yaml and files -> Source. Documents are hashed here, not read."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from guide.errors import CorpusError, DataFileError, SourceChanged, SourceMissing, SourceUnreadable
from guide.types import Source

LARGEST_FILE_BYTES = 25_000_000
RECORD = "sources.yaml"
NOT_DOCUMENTS = frozenset({RECORD, "pathways.yaml", "alerts.yaml"})
FIELDS = frozenset({"id", "file", "title", "publisher", "published", "period", "licence", "url", "missing", "sha256"})
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One document to read. source.title is empty where no record gives one; source.path is relative to the folder."""

    source: Source
    path: Path


@dataclass(frozen=True, slots=True)
class CorpusListing:
    """What a folder holds. refused: each file that cannot be used, as the error that says why."""

    files: tuple[CorpusFile, ...]
    refused: tuple[CorpusError, ...]


def list_corpus(corpus: Path) -> CorpusListing:
    """Return the documents of a corpus, in the order of their ids.

    If the folder holds `documents/`, only that is read for documents. Raises SourceMissing for a folder that is
    missing, unreadable or empty, DataFileError for a broken sources.yaml.
    """
    try:
        if not corpus.is_dir():
            raise SourceMissing(f"{corpus}: there is no such folder. Name the folder that holds the documents.")
        folder = corpus / "documents" if (corpus / "documents").is_dir() else corpus
    except OSError as error:
        raise _closed(corpus, error) from error
    records = read_records(corpus / RECORD)
    refused: list[CorpusError] = []
    found: dict[str, tuple[Path, str]] = {}
    for path in _walk(folder, folder, refused):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = (path, _digest(path, name))
        except SourceUnreadable as error:
            refused.append(error)
    refused += _missing(records, found, {error.name for error in refused if isinstance(error, SourceUnreadable)})
    if not found and not refused:
        raise SourceMissing(
            f"{folder}: the folder holds no documents. Put a PDF, Word, HTML, Markdown or text file in it."
        )
    files = []
    for name, identifier in _ids(tuple(found), records).items():
        path, sha256 = found[name]
        record = records.get(name)
        if record and record.sha256 and record.sha256 != sha256:
            refused.append(_changed(name, sha256))
            continue
        source = record or Source(id=identifier, title="")
        files.append(CorpusFile(replace(source, path=name, sha256=sha256), path))
    return CorpusListing(tuple(sorted(files, key=lambda file: file.source.id)), tuple(refused))


def read_records(path: Path) -> dict[str, Source]:
    """Return the records of sources.yaml by file name, none if there is no such file. Raises DataFileError."""
    if not path.exists():
        return {}
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataFileError(f"{path}, line {line}: this is not YAML ({error.problem}). Correct the line.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}, line 1: the file cannot be read as text. Save it as UTF-8.") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.SequenceNode):
        raise DataFileError(f"{path}, line 1: the file must be a list of records, each beginning with '- id:'.")
    records: dict[str, Source] = {}
    for node in root.value:
        line = node.start_mark.line + 1
        name, source = _record(node, f"{path}, line {line}")
        if name in records or source.id in {known.id for known in records.values()}:
            raise DataFileError(f"{path}, line {line}: {source.id} or its file stands in two records. Keep one.")
        records[name] = source
    return records


def _record(node: yaml.Node, where: str) -> tuple[str, Source]:
    if not isinstance(node, yaml.MappingNode):
        raise DataFileError(f"{where}: a record must have 'id:' and 'file:' lines.")
    values: dict[str, str | None] = {}
    for key, value in node.value:
        if key.value not in FIELDS:
            raise DataFileError(f"{where}: there is no field {key.value!r}. Use one of {', '.join(sorted(FIELDS))}.")
        if not isinstance(value, yaml.ScalarNode):
            raise DataFileError(f"{where}: {key.value} must be one line of text.")
        values[key.value] = None if value.tag.endswith(":null") else value.value.strip()
    return _checked(values, where)


def _checked(values: Mapping[str, str | None], where: str) -> tuple[str, Source]:
    identifier, name, sha256 = values.get("id") or "", values.get("file") or "", (values.get("sha256") or "").lower()
    if not SLUG.fullmatch(identifier):
        raise DataFileError(f"{where}: id {identifier!r} must be small letters, digits and single hyphens.")
    if not name or Path(name).is_absolute() or ".." in Path(name).parts:
        raise DataFileError(f"{where}: file must name a file in the documents folder.")
    if sha256 and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise DataFileError(f"{where}: sha256 must be 64 digits and letters a to f, or be left out.")
    return name, Source(
        id=identifier,
        title=values.get("title") or "",
        publisher=values.get("publisher"),
        published=values.get("published"),
        period=values.get("period"),
        licence=values.get("licence"),
        url=values.get("url"),
        path=name,
        sha256=sha256,
        missing=values.get("missing"),
    )


def _closed(folder: Path, error: OSError) -> SourceMissing:
    return SourceMissing(f"{folder}: the folder cannot be opened ({error.strerror}). Check its permissions.")


def _walk(folder: Path, top: Path, refused: list[CorpusError]) -> Iterator[Path]:
    """Yield the files below a folder, by name. Hidden files and links that lead out of the folder are skipped."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if folder == top:
            raise _closed(folder, error) from error
        name = folder.relative_to(top).as_posix()
        refused.append(SourceUnreadable(name, f"the folder cannot be opened ({error.strerror})"))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", "~$")) or (folder == top and entry.name in NOT_DOCUMENTS):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, top, refused)
        elif entry.is_symlink() and not path.resolve().is_relative_to(top.resolve()):
            continue
        elif entry.is_file():
            yield path
        elif not entry.is_dir():
            refused.append(SourceUnreadable(path.relative_to(top).as_posix(), "is not an ordinary file"))


def _digest(path: Path, name: str) -> str:
    """Return the SHA-256 of a file. Raises SourceUnreadable for one that is empty, too large or closed to us."""
    if not name.isprintable():
        raise SourceUnreadable(ascii(name), "has a name that cannot be shown: rename it")
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE_BYTES:
            raise SourceUnreadable(name, f"is larger than {LARGEST_FILE_BYTES // 1_000_000} MB: split it")
        if size == 0:
            raise SourceUnreadable(name, "is empty")
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceUnreadable(name, f"cannot be opened ({error.strerror}): check its permissions") from error


def _missing(records: Mapping[str, Source], found: Mapping[str, object], refused: set[str]) -> Iterator[CorpusError]:
    for name, source in records.items():
        if name not in found and name not in refused:
            yield SourceMissing(
                f"{name}: {RECORD} names this file ({source.id}) but it is not in the folder. Put it back."
            )


def _changed(name: str, sha256: str) -> SourceChanged:
    return SourceChanged(
        f"{name}: the file is not the one that {RECORD} describes. If the change is meant, write sha256: {sha256}"
    )


def _ids(names: tuple[str, ...], records: Mapping[str, Source]) -> dict[str, str]:
    """Return the id of each file: its record's, else its stem; files of one stem keep suffix, then folder."""
    taken = {source.id for source in records.values()}
    bare = [name for name in names if name not in records]
    stems = Counter(Path(name).stem for name in bare)
    suffixed = Counter(_with_suffix(name) for name in bare)
    ids = {name: records[name].id for name in names if name in records}
    for name in bare:
        stem = Path(name).stem
        if stems[stem] == 1 and stem not in taken:
            ids[name] = stem
        elif suffixed[_with_suffix(name)] == 1 and _with_suffix(name) not in taken:
            ids[name] = _with_suffix(name)
        else:
            ids[name] = "-".join((*Path(name).parent.parts, _with_suffix(name)))
    return ids


def _with_suffix(name: str) -> str:
    path = Path(name)
    return f"{path.stem}-{path.suffix[1:].lower()}" if path.suffix else path.stem
