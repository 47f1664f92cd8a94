"""`make run`: refresh the index, say what the address exposes, and serve the pages."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EXPOSED = (
    "HOST={host}: everybody who can reach this machine on port {port} can read and ask. "
    "There is no sign-in yet. Put it behind your own sign-in and HTTPS, or use 127.0.0.1."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the index, then serve until stopped. Returns 0, or 2 when nothing can be served."""
    parser = argparse.ArgumentParser(prog="python -m ui.serving")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    options = parser.parse_args(arguments)
    if options.host not in LOOPBACK:
        _say(EXPOSED.format(host=options.host, port=options.port))
    if not _is_free(options.host, options.port):
        _say(f"Port {options.port} is in use. Stop the other program, or choose another: make run PORT=8502.")
        return 2
    if _ingest() == 2 and not _has_index():
        _say("No index could be built, so there is nothing to serve. Mend the line above and run it again.")
        return 2
    _say(f"Serving on http://{options.host}:{options.port}  (Ctrl+C stops it)")
    return _serve(options.host, options.port)


def _ingest() -> int:
    return subprocess.run([sys.executable, "-m", "ingest"], check=False).returncode


def _has_index() -> bool:
    return (Path(os.environ.get("GUIDE_INDEX") or ".index") / "CURRENT").is_file()


def _serve(host: str, port: int) -> int:
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += [f"--server.address={host}", f"--server.port={port}"]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - this is the command line


if __name__ == "__main__":
    sys.exit(main())
