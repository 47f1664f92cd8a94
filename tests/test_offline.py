"""A whole question with the network cut: the process and its children have no interface but a dead loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CUT = ["unshare", "--net"] if os.name == "posix" and os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def network_can_be_cut() -> bool:
    """Say whether this machine lets us make a network namespace."""
    return shutil.which("unshare") is not None and subprocess.run([*CUT, "true"], check=False).returncode == 0


needs_a_namespace = pytest.mark.skipif(not network_can_be_cut(), reason="this machine allows no network namespace")


def run_without_network(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*CUT, sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@needs_a_namespace
def test_the_cut_is_real() -> None:
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), 3)"
    assert "unreachable" in run_without_network("-c", probe).stderr


@needs_a_namespace
def test_a_corpus_is_indexed_and_a_question_answered_with_the_network_cut(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", str(tmp_path / "index")
    shutil.copytree(ROOT / "corpus" / "documents", corpus / "documents")
    built = run_without_network("-m", "ingest", "--corpus", str(corpus), "--index", index, "--json")
    assert built.returncode == 0, built.stderr
    asked = run_without_network("-m", "guide", "ask", "Which crime is a critical threat?", "--index", index, "--json")
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert answer["status"] == "answered"
    assert "Fraud is a critical threat, both to London and nationally" in answer["text"]


def test_nothing_tries_to_reach_out_while_a_question_is_answered(shipped_index: Path) -> None:
    """Watch every connection and name look-up of the asking process through an audit hook."""
    script = (
        "import sys\n"
        "tried = []\n"
        "def watch(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'):\n"
        "        tried.append((event, str(arguments[-1])))\n"
        "sys.addaudithook(watch)\n"
        "from guide.__main__ import main\n"
        f"code = main(['ask', 'Is fraud a threat?', '--index', {str(shipped_index)!r}])\n"
        "print(tried, file=sys.stderr)\n"
        "sys.exit(code or bool(tried))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_torch_is_loaded_with_threads_that_sleep_while_they_wait_unless_told_otherwise() -> None:
    """The runtime of the threads prints the setting it was loaded with to standard error."""
    script = "from guide.wiring import go_offline; go_offline(); import torch"
    without = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    for told, said in ((without, "PASSIVE"), ({**without, "OMP_WAIT_POLICY": "ACTIVE"}, "ACTIVE")):
        environment = {**told, "OMP_DISPLAY_ENV": "TRUE"}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        assert f"OMP_WAIT_POLICY = '{said}'" in done.stderr
