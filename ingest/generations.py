"""Generations of the index: built beside the live one, verified in a child process, swapped in by replacing a pointer.

The reasons are in docs/decisions/0004. All of this runs in the one process that holds the writer's lock.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from guide.adapters import chroma_index
from guide.adapters import generation_reader as files
from guide.adapters.generation_folder import (
    CHROMA,
    FORMAT,
    GENERATIONS,
    MANIFEST,
    POINTER,
    Manifest,
    Pointer,
    finished_generations,
    generation_folder,
    libraries,
    problem_of,
    read_manifest,
    read_pointer,
    record_of,
)
from guide.adapters.store_of_truth import StoreOfTruth
from guide.errors import IndexBusy, IndexDamaged, IndexMissing, StoreError
from ingest.durable import sync, write_safely
from ingest.generation_files import write_files

LOCK = "writer.lock"
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Identity:
    """What decides the contents of a generation, as the store remembers it."""

    index_id: str
    corpus_sha256: str
    model: str
    model_digest: str
    chunking: int

    @classmethod
    def of_store(cls, meta: dict[str, str]) -> Identity:
        """Read it from the store. Raises KeyError if the store was never filled."""
        return cls(meta["index_id"], meta["corpus_sha256"], meta["model"], meta["model_digest"], int(meta["chunking"]))


@contextmanager
def plain_errors(index: Path) -> Iterator[None]:
    """Turn what the file system says into one line."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{index}: {error.strerror or error}. Free some space or make the folder writable.") from error


@contextmanager
def writer_lock(index: Path, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the right to write. Raises IndexBusy if another process has it."""
    index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(index / LOCK, timeout=wait_s):
            yield
    except Timeout as error:
        raise IndexBusy(f"{index}: another ingest is at work on this index. Wait until it has ended.") from error


def publish(index: Path, store: StoreOfTruth, announce: Callable[[str], None]) -> None:
    """Make what the store holds the live generation: one that is there and sound, else a new one."""
    name = finished_with(index, store.meta()["index_id"]) or build(index, store, announce)
    announce("swapping")
    swap(index, name)


def build(index: Path, store: StoreOfTruth, announce: Callable[[str], None]) -> str:
    """Write a generation from the source of truth beside the live one, verify it, and return its name.

    Raises IndexDamaged if it does not hold what it should; the live generation is untouched in every case.
    """
    identity = Identity.of_store(store.meta())
    name = f"{_next_number(index):06d}-{identity.index_id}"
    folder = generation_folder(index, name)
    try:
        folder.mkdir(parents=True)
        announce("building")
        write_files(folder, store, identity.model_digest)
        announce("verifying")
        passages, units = store.counts()
        _verify(folder, passages, units)
        _finish(folder, identity, passages, units)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return name


def _finish(folder: Path, identity: Identity, passages: int, units: int) -> None:
    """Write the manifest and wait until everything is on the disk."""
    manifest = Manifest(
        index_id=identity.index_id,
        corpus_sha256=identity.corpus_sha256,
        model=identity.model,
        model_digest=identity.model_digest,
        chunking=identity.chunking,
        format=FORMAT,
        libraries=libraries(),
        passages=passages,
        units=units,
        chroma=chroma_index.content_digest(folder / CHROMA),
        files={path.relative_to(folder).as_posix(): record_of(path) for path in _fixed_files(folder)},
    )
    write_safely(folder / MANIFEST, manifest.to_text())
    for each in (folder, *folder.rglob("*")):
        sync(each)


def _next_number(index: Path) -> int:
    folder = index / GENERATIONS
    numbers = [each.name.partition("-")[0] for each in folder.iterdir()] if folder.is_dir() else []
    return max((int(number) for number in numbers if number.isdigit()), default=0) + 1


def _fixed_files(folder: Path) -> list[Path]:
    """Return every file of a generation but Chroma's database, whose bytes change when it is opened."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != chroma_index.DATABASE)


def _verify(folder: Path, passages: int, units: int) -> None:
    """Open the generation in a child process, which a broken one may kill. Raises IndexDamaged with what it says."""
    command = [sys.executable, "-m", "ingest.verifying", str(folder), str(passages), str(units)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise IndexDamaged(f"{folder}: the new generation is not sound ({said[-1]}). Run: python -m ingest.")


def swap(index: Path, name: str) -> None:
    """Make a generation the live one. The one that was live is kept as the previous one, if it is sound."""
    before = read_pointer(index)
    kept = next((each for each in _kept(before) if each != name and _is_sound(index, each)), None)
    write_safely(index / POINTER, json.dumps(asdict(Pointer(name, kept))))
    sync(index)


def _kept(pointer: Pointer | None) -> list[str]:
    return [each for each in (pointer.live, pointer.previous) if each] if pointer else []


def _is_sound(index: Path, name: str) -> bool:
    return problem_of(generation_folder(index, name)) is None


def live_generation(index: Path) -> Manifest | None:
    """Return the manifest of the live generation, None if there is none that is sound."""
    pointer = read_pointer(index)
    if pointer is None or not _is_sound(index, pointer.live):
        return None
    return read_manifest(generation_folder(index, pointer.live))


def finished_with(index: Path, index_id: str) -> str | None:
    """Return the name of a sound generation of these contents, the newest, None if there is none."""
    found = (name for name in finished_generations(index) if name.endswith(f"-{index_id}"))
    return next((name for name in found if _is_sound(index, name)), None)


def roll_back(index: Path) -> Manifest:
    """Make the previous generation live and the live one the previous. Raises IndexMissing if there is none."""
    pointer = read_pointer(index)
    if pointer is None or pointer.previous is None or not _is_sound(index, pointer.previous):
        raise IndexMissing(f"{index}: no earlier state of the index is kept. Run: python -m ingest.")
    write_safely(index / POINTER, json.dumps(asdict(Pointer(pointer.previous, pointer.live))))
    sync(index)
    manifest = read_manifest(generation_folder(index, pointer.previous))
    assert manifest is not None
    return manifest


def clean(index: Path) -> None:
    """Delete every generation but the live and the previous one: what was withdrawn is then on the disk no more.

    A folder that another process holds open (Windows) is deleted by a later run.
    """
    kept = _kept(_without_withdrawn(index, read_pointer(index)))
    for each in sorted((index / GENERATIONS).iterdir()) if kept else []:
        if each.name not in kept:
            (each / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(each, ignore_errors=True)


def _without_withdrawn(index: Path, pointer: Pointer | None) -> Pointer | None:
    """Drop the previous generation from the pointer if it holds a document that the live one does not.

    What was withdrawn must be gone at once; going back would serve it again. Put the file back instead.
    """
    if pointer is None or pointer.previous is None:
        return pointer
    if _source_ids(index, pointer.previous) <= _source_ids(index, pointer.live):
        return pointer
    alone = Pointer(pointer.live, None)
    write_safely(index / POINTER, json.dumps(asdict(alone)))
    sync(index)
    return alone


def _source_ids(index: Path, name: str) -> set[str]:
    """Return the ids in a generation. One that cannot be read counts as holding something of its own."""
    try:
        records = json.loads((generation_folder(index, name) / files.SOURCES).read_bytes())
        return {str(record["id"]) for record in records}
    except (OSError, ValueError, KeyError, TypeError):
        return {name}
