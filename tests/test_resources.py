"""What every page shares is opened once and stays for good: nothing looks through it again at each press."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import resources


@pytest.fixture
def opened(shipped_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return the pages' Guide over the shipped corpus, and leave the process as it was."""
    monkeypatch.setenv("GUIDE_INDEX", str(shipped_index))
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path))
    resources.settings.clear()
    resources.guide.clear()
    yield resources.guide()
    gc.unfreeze()
    resources.settings.clear()
    resources.guide.clear()


def test_the_collector_of_garbage_passes_over_the_guide_once_it_is_open(opened: object) -> None:
    assert gc.is_tracked(opened)
    assert not any(each is opened for each in gc.get_objects())
