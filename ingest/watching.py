"""Who is told how a run of ingest goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _silent(stage: str) -> None:
    """Announce nothing."""


def _no_progress(done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Is told of each stage as it begins, and of texts embedded out of all."""

    stage: Callable[[str], None] = _silent
    progress: Callable[[int, int], None] = _no_progress


UNWATCHED = Watcher()
