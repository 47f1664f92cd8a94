"""What every test has: no network beyond loopback, one embedding model, one index of the shipped corpus."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.settings import Settings
from guide.wiring import go_offline, open_guide
from tests.browser import chromium, context, page, server

go_offline()
# Nobody's own sign-in takes part in a test: there is no such file.
os.environ["STREAMLIT_SECRETS_FILES"] = "no-secrets.toml"

__all__ = ["chromium", "context", "page", "server"]

ROOT = Path(__file__).resolve().parent.parent
EXTRA_CASES = os.environ.get("GUIDE_EXTRA_CASES", "")
SLOW_FILES = {
    "test_canaries.py",
    "test_chat_model.py",
    "test_evaluation_against_peers.py",
    "test_evaluation_shipped.py",
    "test_hostile_text.py",
    "test_indexing.py",
    "test_kill.py",
    "test_model_proof.py",
    "test_pathway_matching.py",
    "test_quiz_building.py",
    "test_safety.py",
}
TABLE = "table"
"""A test records under this name what the summary is to print."""
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the browser tests out when BROWSER=none asks for it; the last line then says so."""
    if os.environ.get("BROWSER") == "none" and collection_path.name.startswith("test_pages_"):
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that take minutes, so that no worker is left alone with one at the end.

    Tests elsewhere that drive the browser are left out with those of the pages.
    """
    if os.environ.get("BROWSER") == "none":
        driving = [item for item in items if "chromium" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=driving)
        items[:] = [item for item in items if item not in driving]
    items.sort(key=lambda item: not (item.path.name.startswith("test_pages_") or item.path.name in SLOW_FILES))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables that tests recorded, whichever worker ran them, and say if the further cases were left out."""
    for report in terminalreporter.getreports("passed"):
        for _, table in (each for each in report.user_properties if each[0] == TABLE):
            terminalreporter.write_line(f"\n{report.nodeid}\n{table}")
    if not EXTRA_CASES:
        terminalreporter.write_line("extra cases NOT RUN: GUIDE_EXTRA_CASES is not set")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the last line, below the count of what passed, that the browser tests were left out."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("BROWSER") == "none" and reporter and not hasattr(config, "workerinput"):
        reporter.write_line("browser tests NOT RUN: BROWSER=none")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if isinstance(host, str) and host and not host.startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_loopback)


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    """Return the real embedding model, loaded once."""
    return SentenceEmbedder()


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an index of the shipped corpus, built once by the real command for all workers."""
    from ingest.__main__ import main

    of_all_workers = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_all_workers = of_all_workers.parent
    folder, done = of_all_workers / "shipped-index", of_all_workers / "shipped-index.done"
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            assert main(["--corpus", str(ROOT / "corpus"), "--index", str(folder)]) == 0
            done.touch()
    return folder


@pytest.fixture(scope="session")
def guide(shipped_index: Path) -> Iterator[Guide]:
    """Return a Guide over the shipped corpus."""
    yield open_guide(Settings(corpus=ROOT / "corpus", index=shipped_index))


@pytest.fixture(scope="session")
def extra_cases() -> Path:
    """Return the folder of further cases. Only tests marked for it ask; they are left out without the setting."""
    return Path(EXTRA_CASES)
