"""`python -m guide purge` and `conversations export|delete|backup|restore`: what is kept, and how it leaves."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from guide.adapters.retention import Retention
from guide.errors import SettingError
from guide.keeping.conversations import is_conversation_id
from guide.settings import Settings

NAMES = ("purge", "conversations")


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser of `python -m guide`."""
    purge = commands.add_parser("purge", help="delete conversations past their stated life, so that no byte is left")
    purge.add_argument("--days", type=int, metavar="N", help="another life than GUIDE_RETENTION_DAYS, for this run")
    kept = commands.add_parser("conversations", help="export or delete one conversation, back up or restore all")
    acts = kept.add_subparsers(dest="act", required=True, metavar="export|delete|backup|restore")
    for act, word in (("export", "print"), ("delete", "delete")):
        acts.add_parser(act, help=f"{word} all that is kept of one conversation").add_argument("id", help="its id")
    for act, word in (
        ("backup", "write a copy of everything that is kept"),
        ("restore", "put a copy back and repeat every deletion"),
    ):
        acts.add_parser(act, help=word).add_argument("file", type=Path, help="the copy")


def run(settings: Settings, options: argparse.Namespace, now: datetime) -> int:
    """Carry out one of the commands. Raises GuideError with one line."""
    retention = Retention(settings.data)
    if options.command == "purge":
        return _purge(retention, settings.retention_days if options.days is None else options.days, now)
    if options.act == "backup":
        retention.backup(options.file)
        print(f"Backed up to {options.file}. Keep the journal of deletions beside the conversations.", file=sys.stderr)  # noqa: T201
        return 0
    if options.act == "restore":
        gone = retention.restore(options.file, now, settings.retention_days)
        print(f"Restored. {_count(gone)} deleted again, as since the backup or by their age.", file=sys.stderr)  # noqa: T201
        return 0
    return _one(retention, options.act, options.id, now)


def _purge(retention: Retention, days: int, now: datetime) -> int:
    if not 1 <= days <= 3650:
        raise SettingError(f"--days {days}: is not a number of days from 1 to 3650.")
    print(f"{_count(retention.purge(now, days))} deleted, older than {days} days.", file=sys.stderr)  # noqa: T201
    return 0


def _one(retention: Retention, act: str, conversation_id: str, now: datetime) -> int:
    if not is_conversation_id(conversation_id):
        raise SettingError("This is not the id of a conversation: copy the 22 characters after c= in its address.")
    if act == "export":
        kept = retention.export(conversation_id)
        if kept is None:
            raise SettingError("No conversation of this id is kept. It may be past its life or deleted.")
        print(json.dumps(kept, ensure_ascii=False, indent=1))  # noqa: T201
        return 0
    if not retention.delete(conversation_id, now):
        raise SettingError("No conversation of this id is kept. If a backup holds it, a restore deletes it.")
    print("Deleted.", file=sys.stderr)  # noqa: T201
    return 0


def _count(number: int) -> str:
    return f"{number} conversation{'' if number == 1 else 's'}"
