"""Stops asking a server that does not answer, and tries it again after a pause. Safe to share between threads."""

from __future__ import annotations

import threading
from collections.abc import Callable

FAILURES = 3
PAUSE_S = 60.0


class Breaker:
    """Open after three failures in a row; one caller may then try again each minute."""

    def __init__(self, timer: Callable[[], float]) -> None:
        """timer: seconds that never go back."""
        self._timer = timer
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    def allows(self) -> bool:
        """Say whether the server may be asked now. While it is dead, one caller a pause may."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._timer() < self._closed_until:
                return False
            self._closed_until = self._timer() + PAUSE_S
            return True

    def succeeded(self) -> None:
        """Note an answer."""
        with self._lock:
            self._failures = 0

    def failed(self, pause_s: float = PAUSE_S, at_once: bool = False) -> None:
        """Note a failure. at_once: the server itself asked for a pause, so it is not asked before."""
        with self._lock:
            self._failures = FAILURES if at_once else self._failures + 1
            self._closed_until = self._timer() + pause_s
