"""`python -m quiz`: build items from the index, check them, export them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from guide.arguments import OneLineParser
from guide.errors import DataFileError, GuideError, SettingError
from guide.settings import Settings
from quiz.item_json import quiz_from_json, quiz_to_json
from quiz.types import Level, Quiz


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit code: 0 done, 1 items are missing or break a rule, 2 nothing could be done."""
    try:
        options = _parser().parse_args(arguments)
        settings = Settings.from_environment(os.environ)
        if getattr(options, "index", None):
            settings = replace(settings, index=Path(options.index))
        commands = {"build": _build, "check": _check, "export": _export, "pack": _pack, "import": _import}
        return commands[options.command](settings, options)
    except GuideError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 2


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="python -m quiz", description="Cited quiz items from the documents and the directory.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="build|check|export|pack|import")
    build = commands.add_parser("build", help="make items from the index")
    build.add_argument("--items", default="10", metavar="N", help="how many, or all (default: 10)")
    build.add_argument("--theme", action="append", default=[], metavar="ID", help="only this theme; may be repeated")
    build.add_argument("--source", default="", metavar="ID", help="only this document, or directory for the records")
    build.add_argument("--level", action="append", default=[], choices=[level.value for level in Level])
    build.add_argument("--audience", default="", choices=["", "all staff", "professionals"])
    build.add_argument("--seed", default="1", metavar="S", help="another seed makes another quiz (default: 1)")
    build.add_argument("--index", metavar="DIR", help="the folder of the index (default: GUIDE_INDEX or .index)")
    build.add_argument("--out", required=True, metavar="QUIZ.json", help="where the quiz goes")
    check = commands.add_parser("check", help="judge every item and the quiz as a whole")
    check.add_argument("quiz", metavar="QUIZ.json")
    check.add_argument("--index", metavar="DIR", help="also look every item up in this index")
    export = commands.add_parser("export", help="write the quiz for another program, or for paper")
    export.add_argument("quiz", metavar="QUIZ.json")
    export.add_argument("--format", required=True, choices=FORMATS, help="what to write")
    export.add_argument("--out", required=True, metavar="FILE")
    pack = commands.add_parser("pack", help="write the session pack: projector, paper, notes, QR code in one ZIP file")
    pack.add_argument("quiz", metavar="QUIZ.json")
    pack.add_argument("--address", default="", metavar="URL", help="where phones open the quiz, for the QR code")
    pack.add_argument("--out", required=True, metavar="PACK.zip")
    imported = commands.add_parser("import", help="read your own items from GIFT or CSV")
    imported.add_argument("file", metavar="FILE", help="a .gift, .txt or .csv file in UTF-8")
    imported.add_argument("--out", required=True, metavar="QUIZ.json")
    return parser


FORMATS = ("gift", "moodle-xml", "scorm12", "kahoot-xlsx", "xlsx", "csv", "docx", "pdf", "html")


def _build(settings: Settings, options: argparse.Namespace) -> int:
    from guide.adapters.number_reports import NumberReports
    from guide.wiring import open_guide
    from quiz.building import Wanted, build
    from quiz.services import AsOf

    count = None if options.items == "all" else _number("--items", options.items, 1, 1000)
    wanted = Wanted(
        items=count,
        themes=tuple(options.theme),
        levels=tuple(Level(name) for name in options.level),
        audience=options.audience,
        seed=_number("--seed", options.seed, 0, 2**31 - 1),
        source=options.source,
    )
    _writable(options.out)
    guide = open_guide(settings)
    as_of = AsOf(datetime.now().date(), NumberReports(settings.data).all())
    quiz = build(guide.store, guide.embedder, wanted, as_of)
    _write(options.out, quiz_to_json(quiz))
    print(f"{options.out}: {len(quiz.items)} draft items, version {quiz.version}.", file=sys.stderr)
    if count is not None and len(quiz.items) < count:
        print(
            f"Only {len(quiz.items)} of {count} items pass every rule. Ask for fewer, or for more themes.",
            file=sys.stderr,
        )
        return 1
    return 0 if quiz.items else 1


def _check(settings: Settings, options: argparse.Namespace) -> int:
    from quiz.reporting import render

    quiz = read_quiz(options.quiz)
    finder = None
    if options.index:
        from guide.wiring import open_guide
        from quiz.finding import finder_of

        guide = open_guide(settings)
        finder = finder_of(guide.store, guide.embedder)
    report = render(quiz, finder)
    print(report.text)
    return 0 if report.is_passed else 1


def _export(settings: Settings, options: argparse.Namespace) -> int:
    from quiz.exporting.formats import FORMATS as writers

    quiz = read_quiz(options.quiz)
    writer = writers[options.format]
    for line in writer.left_out(quiz):
        print(line, file=sys.stderr)
    out = Path(options.out)
    for suffix, content in writer.write(quiz).items():
        _write_bytes(str(out.with_name(f"{out.stem}{suffix}{out.suffix}")), content)
    print(f"{options.out}: {options.format}, {quiz.fingerprint}.", file=sys.stderr)
    return 0


def _pack(settings: Settings, options: argparse.Namespace) -> int:
    from quiz.exporting.session_pack import pack_left_out, write_pack

    quiz = read_quiz(options.quiz)
    if options.address and not options.address.startswith(("http://", "https://")):
        raise SettingError(
            f"--address {options.address}: begins with neither http:// nor https://. Copy it from there."
        )
    for line in pack_left_out(quiz):
        print(line, file=sys.stderr)
    _write_bytes(options.out, write_pack(quiz, options.address, {}))
    print(f"{options.out}: session pack, {quiz.fingerprint}.", file=sys.stderr)
    return 0


def _import(settings: Settings, options: argparse.Namespace) -> int:
    from quiz.importing import items_of_csv, items_of_gift

    path = Path(options.file)
    text = _read(options.file)
    found = items_of_csv(text, path.name) if path.suffix.lower() == ".csv" else items_of_gift(text, path.name)
    for line in found.refused:
        print(line, file=sys.stderr)
    if not found.items:
        raise DataFileError(f"{options.file}: no question could be read. Give a GIFT or CSV file in UTF-8.")
    quiz = Quiz(path.stem, 0, "", found.items)
    _write(options.out, quiz_to_json(quiz))
    print(f"{options.out}: {len(quiz.items)} items read, {len(found.refused)} refused.", file=sys.stderr)
    return 1 if found.refused else 0


def read_quiz(name: str) -> Quiz:
    """Return the quiz of a file. Raises DataFileError naming the file."""
    return quiz_from_json(_read(name), name)


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(f"{name}: the file is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise DataFileError(f"{name}: cannot be read ({error.strerror}). Name a file that exists.") from error


def _writable(name: str) -> None:
    if Path(name).is_dir() or not Path(name).resolve().parent.is_dir():
        raise SettingError(f"--out {name}: no file can be written there. Name a file in a folder that exists.")


def _write(name: str, text: str) -> None:
    _write_bytes(name, text.encode("utf-8"))


def _write_bytes(name: str, content: bytes) -> None:
    _writable(name)
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise SettingError(f"--out {name}: cannot be written ({error.strerror}). Choose another file.") from error


def _number(option: str, text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise SettingError(f"{option} {text}: give a whole number from {least} to {most}.")
    return int(text)


if __name__ == "__main__":
    from guide.wiring import go_offline

    go_offline()
    sys.exit(main())
