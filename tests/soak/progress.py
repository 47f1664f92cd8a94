"""How far a long count is, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

Say = Callable[[int, int], None]
EVERY_S = 30.0
"""Two parts run side by side, so each speaks seldom."""


def progress_of(part: str) -> Say:
    """Return what says how many of how many are done: the first, the last, and one in between every half minute."""
    spoken = -EVERY_S

    def say(done: int, total: int) -> None:
        nonlocal spoken
        if done == total or time.monotonic() - spoken >= EVERY_S:
            spoken = time.monotonic()
            sys.stderr.write(f"{time.strftime('%H:%M:%S')} {part}: {done} of {total}\n")

    return say


def say_nothing(done: int, total: int) -> None:
    """Say nothing."""
