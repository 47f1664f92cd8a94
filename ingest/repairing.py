"""Rebuilds a damaged index from the source of truth: `python -m ingest.repairing INDEX`, or `ingest --repair`.

A server starts it by itself, so it needs neither the documents nor the embedding model, and imports little.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from guide.adapters.store_of_truth import StoreOfTruth
from guide.errors import GuideError, IndexDamaged
from ingest import generations
from ingest.watching import UNWATCHED, Watcher

WAIT_S = 60.0
"""How long to wait for another writer: it may be about to put things right."""


def repair(index: Path, watcher: Watcher = UNWATCHED) -> bool:
    """Rebuild the live generation from the source of truth if it is damaged. Return whether anything was done.

    Raises IndexDamaged if the source of truth cannot be used either.
    """
    with (
        generations.plain_errors(index),
        generations.writer_lock(index, WAIT_S),
        closing(StoreOfTruth(index)) as store,
    ):
        if generations.live_generation(index) is not None:
            return False
        if "index_id" not in store.meta():
            raise IndexDamaged(f"{index}: the store holds no index. Run: python -m ingest.")
        generations.publish(index, store, watcher.stage)
        generations.clean(index)
        return True


if __name__ == "__main__":
    try:
        repair(Path(sys.argv[1]))
    except GuideError as error:
        sys.exit(str(error))
