"""`make run`: refresh the index, say what the address exposes, and serve the pages."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from guide.adapters.sign_in_file import NO_SECRETS, read_sign_in, secrets_files
from guide.adapters.sign_in_section import SignIn
from guide.arguments import OneLineParser, count
from guide.errors import SettingError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EXPOSED = (
    "HOST={host}: everybody who can reach this machine on port {port} can read and ask. {editing} "
    "Put your own HTTPS in front of it, or use 127.0.0.1."
)
NO_SIGN_IN = "Nobody can edit: sign-in is not set up (README, Signing in)."
SIGNED_IN = "Only those whom GUIDE_EDITORS names can edit, after signing in."
NOT_SOUND = "Nobody can edit: {problem}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the index, then serve until stopped. Returns 0, or 2 when nothing can be served."""
    try:
        options = _parser().parse_args(arguments)
        _check_address(options.host, options.port)
    except SettingError as error:
        _say(str(error))
        return 2
    tell(options.host, options.port)
    if _ingest() == 2 and not _has_index():
        _say("No index could be built, so there is nothing to serve. Mend the line above and run it again.")
        return 2
    _say(f"Serving on http://{options.host}:{options.port}  (Ctrl+C stops it)")
    return _serve(options.host, options.port)


def tell(host: str, port: int) -> None:
    """Say what an address exposes, and what is wrong with sign-in."""
    sign_in = read_sign_in(secrets_files())
    if host not in LOOPBACK:
        _say(EXPOSED.format(host=host, port=port, editing=_editing(sign_in)))
    elif sign_in.problem:
        _say(_editing(sign_in))


def _editing(sign_in: SignIn) -> str:
    if sign_in.problem:
        return NOT_SOUND.format(problem=sign_in.problem)
    return SIGNED_IN if sign_in.is_on else NO_SIGN_IN


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="python -m ui.serving")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=count, default=8501)
    return parser


def _ingest() -> int:
    return subprocess.run([sys.executable, "-m", "ingest"], check=False).returncode


def _has_index() -> bool:
    return (Path(os.environ.get("GUIDE_INDEX") or ".index") / "CURRENT").is_file()


def _serve(host: str, port: int) -> int:
    """Serve until stopped, by Ctrl+C or by a service manager: what serves the pages must not outlive this process."""
    with subprocess.Popen(command(host, port, read_sign_in(secrets_files()))) as child:
        signal.signal(signal.SIGTERM, lambda number, frame: child.terminate())
        try:
            return child.wait()
        except KeyboardInterrupt:
            return 0


def command(host: str, port: int, sign_in: SignIn) -> list[str]:
    """Return what serves the pages. Some mistakes in the secrets would stop Streamlit, so it is not shown any."""
    words = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.address={host}", f"--server.port={port}"]
    return [*words, f"--secrets.files={NO_SECRETS}"] if sign_in.problem else words


def _check_address(host: str, port: int) -> None:
    """Take the address for a moment. Raises SettingError with what is wrong with it."""
    if not 1 <= port <= 65_535:
        raise SettingError(f"PORT={port}: there is no such port. Choose one from 1024 to 65535: make run PORT=8502.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingError(_problem(host, port, error)) from error


def _problem(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop the other program, or choose another: make run PORT=8502."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} may not be used by you. Choose one from 1024 to 65535: make run PORT=8502."
    return f"HOST={host}: this machine has no such address ({error.strerror}). Use 127.0.0.1, or 0.0.0.0 for all."


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - this is the command line


if __name__ == "__main__":
    sys.exit(main())
