"""Documents from elsewhere are parsed in a child process with limits; what comes back is plain data."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from guide.errors import CorpusError, SourceUnreadable
from ingest.loading import LoadedDocument
from ingest.sandboxed import Limits, document_from_json

START_SECONDS = 60.0
ROOT = Path(__file__).resolve().parent.parent
CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from ingest.sandboxed import serve; "
    "serve(int(sys.argv[2]), int(sys.argv[3]))"
)
TOO_LONG = "takes too long to read: split it or save it again"
DIED = "cannot be read: it needs too much memory or is damaged"


class DocumentReader:
    """Reads many documents with one child, and starts another when that one dies. Use it in a `with` block.

    limited: whether the child has limits of memory and time; False on Windows, where the system offers none.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.limited = True
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listener: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def child_id(self) -> int | None:
        """Return the process id of the child, None before the first file."""
        return self._child.pid if self._child else None

    def load(self, path: Path, name: str | None = None) -> LoadedDocument:
        """Read one file. name: what to call it in messages. Raises SourceUnreadable with a plain reason.

        A file is read again when the child died of no limit: something else may have ended it.
        """
        name = name or path.name
        for _ in range(2):
            line = self._ask(path, name)
            if line:
                reply = json.loads(line)
                if "refused" in reply:
                    raise SourceUnreadable(name, str(reply["refused"]))
                return document_from_json(reply)
            self._refuse_if_out_of_time(name)
        raise SourceUnreadable(name, DIED)

    def _ask(self, path: Path, name: str) -> bytes:
        """Return the child's line about a file, empty if it died. Raises SourceUnreadable if it takes too long."""
        child = self._running()
        request = json.dumps({"path": str(path.resolve()), "name": name}) + "\n"
        assert child.stdin is not None
        try:
            child.stdin.write(request.encode("ascii"))
            child.stdin.flush()
            return self._lines.get(timeout=self.limits.wall_seconds)
        except BrokenPipeError:
            return b""
        except queue.Empty as error:
            self._stop()
            raise SourceUnreadable(name, TOO_LONG) from error

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        self._lines = queue.SimpleQueue()
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", CHILD, str(ROOT), *self._limits()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ},
        )
        self._listener = threading.Thread(target=_forward, args=(self._child.stdout, self._lines), daemon=True)
        self._listener.start()
        try:
            greeting = self._lines.get(timeout=START_SECONDS)
        except queue.Empty:
            greeting = b""
        if not greeting:
            self._stop()
            raise CorpusError(
                "The process that reads documents could not be started. Check memory and the installation."
            )
        self.limited = bool(json.loads(greeting)["limited"])
        return self._child

    def _limits(self) -> tuple[str, str]:
        return str(self.limits.memory_bytes), str(self.limits.cpu_seconds)

    def _refuse_if_out_of_time(self, name: str) -> None:
        """Clear away a child that died. Raises SourceUnreadable if it had used up its processor time."""
        assert self._child is not None
        code = self._child.wait()
        self._stop()
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            raise SourceUnreadable(name, TOO_LONG)

    def _stop(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        child.wait()
        if self._listener is not None:
            self._listener.join()
        assert child.stdin is not None and child.stdout is not None
        try:
            child.stdin.close()
        except BrokenPipeError:
            pass
        child.stdout.close()


def _forward(stream: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Pass on each line of the child, and an empty one at its end."""
    for line in stream:
        lines.put(line)
    lines.put(b"")
