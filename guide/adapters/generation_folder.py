"""What an index folder holds: the pointer, the generations and their manifests; and whether a generation is sound.

<index>/CURRENT                     which generation is live, and which one before it is kept
<index>/generations/<number>-<id>/  one generation: finished, verified, never written again
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from guide.adapters.chroma_index import DATABASE, content_digest

GENERATIONS = "generations"
POINTER = "CURRENT"
MANIFEST = "manifest.json"
CHROMA = "chroma"
WORDS = "words"
WORD_LIBRARIES = ("bm25s", "PyStemmer")
FORMAT = 3
"""Raise it when the files of a generation change: older ones are rebuilt."""
ALWAYS_DIGESTED_BYTES = 64_000_000
"""A generation up to this size has every byte checked when it is opened, a larger one each file that was touched."""


LARGEST_RECORD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Pointer:
    """Names of folders below `generations`."""

    live: str
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file looked like when its generation was finished."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of and with. It is written last: a generation without one was never finished.

    index_id: 12 hex digits over all that decides the contents, the same on every machine.
    chroma: digest of what Chroma's own database says. files: by path below the generation, Chroma's database left out.
    """

    index_id: str
    corpus_sha256: str
    model: str
    model_digest: str
    chunking: int
    format: int
    libraries: dict[str, str]
    passages: int
    units: int
    chroma: str
    files: dict[str, FileRecord]

    def to_text(self) -> str:
        """Return the manifest as JSON, with a digest of itself."""
        record = asdict(self)
        return json.dumps({**record, "sha256": _sha256_of(record)}, indent=1)

    @classmethod
    def from_text(cls, text: str) -> Manifest:
        """Read a manifest. Raises ValueError, KeyError or TypeError if it is not one, or was changed."""
        record = json.loads(text)
        if record.pop("sha256") != _sha256_of(record):
            raise ValueError("the manifest was changed")
        files = {name: FileRecord(**found) for name, found in record.pop("files").items()}
        return cls(**record, files=files)


def _sha256_of(record: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def libraries() -> dict[str, str]:
    """Return the versions of the libraries whose files a generation holds."""
    return {name: version(name) for name in (*WORD_LIBRARIES, "chromadb")}


def read_pointer(index: Path) -> Pointer | None:
    """Return which generation is live, None if no pointer can be read."""
    try:
        record = json.loads(_read_small(index / POINTER))
        pointer = Pointer(str(record["live"]), record["previous"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    named = (pointer.live, pointer.previous or pointer.live)
    return pointer if all(name == Path(name).name and name not in ("", "..") for name in named) else None


def _read_small(path: Path) -> str:
    """Return the text of a file that is known to be small: one that has grown by a fault must not fill the memory."""
    with path.open("rb") as file:
        return file.read(LARGEST_RECORD_BYTES).decode("utf-8")


def generation_folder(index: Path, name: str) -> Path:
    """Return the folder of one generation."""
    return (index / GENERATIONS / name).resolve()


def finished_generations(index: Path) -> tuple[str, ...]:
    """Return the names of the generations that have a manifest, newest first."""
    folder = index / GENERATIONS
    found = [each.name for each in folder.iterdir() if (each / MANIFEST).is_file()] if folder.is_dir() else []
    return tuple(sorted(found, reverse=True))


def read_manifest(folder: Path) -> Manifest | None:
    """Return a generation's manifest, None if it has no sound one."""
    try:
        return Manifest.from_text(_read_small(folder / MANIFEST))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def problem_of(folder: Path) -> str | None:
    """Return what is wrong with a finished generation, None if it is as it was when it was verified."""
    return problem_outside_chroma(folder) or problem_in_chroma(folder)


def problem_outside_chroma(folder: Path) -> str | None:
    """Return what is wrong with the files that a generation cannot be read without."""
    manifest = read_manifest(folder)
    if manifest is None:
        return "its manifest is missing or was changed"
    here = libraries()
    if manifest.format != FORMAT or any(manifest.libraries.get(name) != here[name] for name in WORD_LIBRARIES):
        return "it was made by another version"
    return _changed(folder, manifest, lambda name: not name.startswith(f"{CHROMA}/"))


def problem_in_chroma(folder: Path) -> str | None:
    """Return what is wrong with Chroma's files. Without them every vector is looked at, which is slow but right."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.libraries.get("chromadb") != libraries()["chromadb"]:
        return "Chroma's files were made by another version"
    try:
        if content_digest(folder / CHROMA) != manifest.chroma:
            return f"{CHROMA}/{DATABASE} was changed"
    except (OSError, ValueError, sqlite3.Error) as error:
        return f"{CHROMA}/{DATABASE} cannot be read ({type(error).__name__})"
    return _changed(folder, manifest, lambda name: name.startswith(f"{CHROMA}/"))


def _changed(folder: Path, manifest: Manifest, concerns: Callable[[str], bool]) -> str | None:
    """Return which of the files of some names is not as it was, None if all are."""
    thorough = sum(record.size for record in manifest.files.values()) <= ALWAYS_DIGESTED_BYTES
    for name, record in manifest.files.items():
        try:
            if concerns(name) and not _is_as_recorded(folder / name, record, thorough):
                return f"{name} was changed"
        except OSError as error:
            return f"{name} cannot be read ({error.strerror})"
    return None


def _is_as_recorded(path: Path, record: FileRecord, thorough: bool) -> bool:
    found = path.stat()
    if found.st_size != record.size:
        return False
    return (not thorough and found.st_mtime_ns == record.mtime_ns) or sha256_of_file(path) == record.sha256


def record_of(path: Path) -> FileRecord:
    """Return what a file looks like now."""
    found = path.stat()
    return FileRecord(found.st_size, found.st_mtime_ns, sha256_of_file(path))


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
