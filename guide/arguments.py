"""The arguments of a command line: a mistake in them is one line that names it and says where to look."""

from __future__ import annotations

import argparse
from typing import NoReturn

from guide.errors import SettingError


class OneLineParser(argparse.ArgumentParser):
    """An ArgumentParser, with its sub-commands, that raises SettingError instead of printing its usage."""

    def error(self, message: str) -> NoReturn:
        """Raise the mistake as one line."""
        raise SettingError(f"{self.prog}: {message}. See {self.prog} --help.")


def count(text: str) -> int:
    """Return a number from 0 of an argument. Raises ArgumentTypeError for anything else."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
    return int(text)
