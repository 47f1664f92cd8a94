"""Which code made a run: the commit of this checkout, so that rows of two versions are never mixed."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path


@cache
def commit() -> str:
    """Return the commit of the code, empty outside a repository."""
    return _said_by_git("rev-parse", "--short=12", "HEAD")


def day_of(commit: str) -> str:
    """Return the day of a commit, such as 2026-11-23, empty where this repository does not know it."""
    return _said_by_git("show", "-s", "--format=%cs", commit) if commit else ""


def _said_by_git(*words: str) -> str:
    command = ["git", "-C", str(Path(__file__).parent), *words]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""
