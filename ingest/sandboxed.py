"""The child process that reads documents: it sets its own limits, then answers one line of JSON for each path."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from guide.errors import SourceUnreadable
from ingest.loading import Block, BlockKind, LoadedDocument, parse

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost: memory of the process, processor time, and time by the clock."""

    memory_bytes: int = 1_500_000_000
    cpu_seconds: int = 20
    wall_seconds: float = 120.0


def serve(memory_bytes: int, cpu_seconds: int) -> None:
    """Read requests from standard input until it ends. Nothing a parser prints reaches the parent."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    limited = set_limits(memory_bytes)
    refuse_network_and_processes()
    _send(replies.fileno(), {"limited": limited})
    for line in sys.stdin:
        request = json.loads(line)
        allow_cpu_for_one_more(cpu_seconds)
        _send(replies.fileno(), reply_to(Path(request["path"]), request["name"]))


def reply_to(path: Path, name: str) -> Json:
    """Return the document, or the reason why there is none."""
    try:
        return document_to_json(parse(path, name))
    except SourceUnreadable as error:
        return {"refused": error.reason}


def set_limits(memory_bytes: int) -> bool:
    """Set the limits of this process that stay the same for all files. Return False where there are none (Windows)."""
    if sys.platform == "win32":
        return False
    import resource

    complete = True
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS
            complete = False
    return complete


def allow_cpu_for_one_more(seconds: int) -> None:
    """Set the limit of processor time to what was used so far and one file's share."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = math.ceil(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def refuse_network_and_processes() -> None:
    """From here on, connecting or starting a program is an error: no reader has a reason to."""

    def hook(event: str, _: object) -> None:
        if event in (
            "socket.connect",
            "socket.getaddrinfo",
            "subprocess.Popen",
            "os.system",
            "os.exec",
            "os.posix_spawn",
        ):
            raise PermissionError(f"{event} is not allowed while a document is read")

    sys.addaudithook(hook)


def document_to_json(document: LoadedDocument) -> Json:
    """Return the document as plain data."""
    return {
        "text": document.text,
        "blocks": [[block.kind.value, block.level, block.start, block.end] for block in document.blocks],
        "page_starts": list(document.page_starts),
        "title": document.title,
        "warnings": list(document.warnings),
        "ends_unfinished": document.ends_unfinished,
    }


def document_from_json(reply: Mapping[str, object]) -> LoadedDocument:
    """Return the document that `document_to_json` wrote."""
    blocks = cast("list[tuple[str, int, int, int]]", reply["blocks"])
    return LoadedDocument(
        text=cast(str, reply["text"]),
        blocks=tuple(Block(BlockKind(kind), level, start, end) for kind, level, start, end in blocks),
        page_starts=tuple(cast("list[int]", reply["page_starts"])),
        title=cast("str | None", reply["title"]),
        warnings=tuple(cast("list[str]", reply["warnings"])),
        ends_unfinished=bool(reply["ends_unfinished"]),
    )


def _send(to: int, reply: Json) -> None:
    data = json.dumps(reply).encode("ascii") + b"\n"
    while data:
        data = data[os.write(to, data) :]
