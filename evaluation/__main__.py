"""`python -m evaluation`: runs, their results and test sets, by subject in the files named `..._commands`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from evaluation import case_commands, result_commands, run_commands
from evaluation.command_line import NOT_VALID
from guide.arguments import OneLineParser
from guide.errors import GuideError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 pass, 1 quality fails, 2 the run is not valid."""
    try:
        options = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except GuideError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
    return NOT_VALID


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="python -m evaluation", description="Does it work: cases, runs, comparisons.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for subject in (run_commands, result_commands, case_commands):
        subject.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
