"""`make run` as it is started: which address it listens on, what it says of another host, a port in use."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(index: Path, folder: Path, *arguments: str) -> Iterator[tuple[psutil.Process, Path]]:
    """Start the server as `make run` does; it is stopped with everything it started."""
    environment = {**os.environ, "GUIDE_INDEX": str(index), "GUIDE_DATA": str(folder / "data")}
    said = folder / "said.txt"
    with said.open("wb") as log:
        started = subprocess.Popen(
            [sys.executable, "-m", "ui.serving", *arguments], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    process = psutil.Process(started.pid)
    try:
        yield process, said
    finally:
        for each in [*process.children(recursive=True), process] if process.is_running() else ():
            each.terminate()
        started.wait(timeout=30)


def listening(process: psutil.Process) -> set[tuple[str, int]]:
    """Return the address and port of every listening socket of a process and its children."""
    found = set()
    for each in [process, *process.children(recursive=True)]:
        for connection in each.net_connections(kind="inet"):
            if connection.status == psutil.CONN_LISTEN:
                found.add((connection.laddr.ip, connection.laddr.port))
    return found


def wait_for_an_answer(port: int, said: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(said.read_text(encoding="utf-8"))


def test_only_this_machine_is_served_unless_another_host_is_named(shipped_index: Path, tmp_path: Path) -> None:
    port = free_port()
    with serving(shipped_index, tmp_path, "--port", str(port)) as (process, said):
        wait_for_an_answer(port, said)
        assert listening(process) == {("127.0.0.1", port)}
        served = process.children(recursive=True)
        process.terminate()
        assert psutil.wait_procs([process, *served], timeout=PATIENCE_S)[1] == []
    assert "can read and ask" not in said.read_text(encoding="utf-8")


def test_another_host_is_served_and_what_that_exposes_is_said(shipped_index: Path, tmp_path: Path) -> None:
    port = free_port()
    with serving(shipped_index, tmp_path, "--host", "0.0.0.0", "--port", str(port)) as (process, said):
        wait_for_an_answer(port, said)
        assert listening(process) == {("0.0.0.0", port)}
    words = said.read_text(encoding="utf-8")
    assert f"HOST=0.0.0.0: everybody who can reach this machine on port {port} can read and ask." in words


def said_of(port: int | str, *arguments: str) -> str:
    """Return what is said of an address that cannot be served. It is one line, and nothing was built before it."""
    done = subprocess.run(
        [sys.executable, "-m", "ui.serving", "--port", str(port), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    return done.stderr.strip()


def would_run(folder: Path) -> str:
    """Return what `make run` would do in a folder, without doing it."""
    done = subprocess.run(["make", "-n", "run"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_second_run_installs_nothing_until_a_requirement_changes(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    assert "pip install" in would_run(tmp_path)
    stamp = tmp_path / ".venv" / ".installed"
    stamp.parent.mkdir()
    stamp.touch()
    second = would_run(tmp_path)
    assert "ui.serving" in second
    assert "pip" not in second and "venv .venv" not in second
    later = stamp.stat().st_mtime + 10
    os.utime(tmp_path / "requirements.txt", (later, later))
    assert "pip install" in would_run(tmp_path)


def test_a_port_in_use_is_met_with_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        said = said_of(port)
    assert said == f"Port {port} is in use. Stop the other program, or choose another: make run PORT=8502."


@pytest.mark.parametrize("port", ["0", "70000", "web"])
def test_a_port_that_is_none_is_named(port: str) -> None:
    assert port in said_of(port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"], ids=["another machine's", "no host at all"])
def test_an_address_that_this_machine_does_not_have_is_named_and_not_called_a_port_in_use(host: str) -> None:
    assert said_of(free_port(), "--host", host).startswith(f"HOST={host}: this machine has no such address")


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "note.txt").write_text("Words that nobody may read.", encoding="utf-8")
    closed.chmod(0)
    lesser = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    command = [*lesser, sys.executable, "-m", "ingest", "--corpus", str(closed), "--index", str(tmp_path / "index")]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S)
    except FileNotFoundError:
        pytest.skip("run as root without setpriv, nothing is unreadable")
    finally:
        closed.chmod(0o700)
    assert done.returncode == 2
    assert str(closed) in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
