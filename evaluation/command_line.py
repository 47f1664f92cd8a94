"""What the commands share: exit codes, where they are added, the guide of the settings."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from guide.arguments import OneLineParser
from guide.settings import Settings

if TYPE_CHECKING:
    from guide.answering import Guide

PASS, QUALITY_FAILS, NOT_VALID = 0, 1, 2


class Commands(Protocol):
    """Where commands are added."""

    def add_parser(self, name: str, *, help: str) -> OneLineParser:
        """Add one command and return its parser."""
        ...


def opened_guide(options: argparse.Namespace) -> Guide:
    """Return the guide of the settings, over the index that the command names."""
    from guide.wiring import open_guide

    settings = Settings.from_environment(os.environ)
    return open_guide(replace(settings, index=Path(options.index)) if options.index else settings)
