"""`python -m guide ask`: one answer, or a batch of them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from guide.adapters import doctor, keeping_commands
from guide.adapters.number_reports import LONDON
from guide.answering import Guide
from guide.arguments import OneLineParser, count
from guide.directory.pathway_lines import given_in
from guide.errors import DataFileError, GuideError, SettingError
from guide.keeping.workings import looked_at
from guide.settings import Settings
from guide.types import Answer, Json, Question
from guide.wiring import go_offline, open_assisting, open_calls, open_guide


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 2 nothing could be done."""
    try:
        options = _parser().parse_args(arguments)
        settings = Settings.from_environment(os.environ)
        if options.command in keeping_commands.NAMES:
            return keeping_commands.run(settings, options, datetime.now(UTC))
        if options.command == "doctor":
            return doctor.run(settings, open_guide)
        if options.index:
            settings = replace(settings, index=Path(options.index))
        if options.batch:
            return _batch(settings, options)
        return _one(settings, options)
    except GuideError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 2


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="python -m guide", description="Quoted, cited answers from the index.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="ask|doctor|purge|conversations")
    ask = commands.add_parser("ask", help="ask one question, or a file of them")
    ask.add_argument("question", nargs="?", help="the question, in your own words")
    ask.add_argument("--earlier", action="append", default=[], metavar="TEXT", help="an earlier turn, oldest first")
    ask.add_argument("--index", metavar="DIR", help="the folder of the index (default: GUIDE_INDEX or .index)")
    ask.add_argument("--json", action="store_true", help="print one JSON object")
    ask.add_argument("--explain", action="store_true", help="show every stage with its figures")
    ask.add_argument("--at", metavar="TIME", help="judge opening hours at this time, such as 2026-11-23T21:40")
    ask.add_argument("--batch", metavar="IN.jsonl", help="answer every line of a file")
    ask.add_argument("--out", metavar="OUT.jsonl", help="where the answers of --batch go")
    ask.add_argument("--hits", type=count, default=0, metavar="N", help="with --batch: also write the first N passages")
    commands.add_parser("doctor", help="say what can be reached, which model answers and what it costs")
    keeping_commands.add_commands(commands)
    return parser


def _one(settings: Settings, options: argparse.Namespace) -> int:
    if options.question is None:
        raise SettingError('Give a question: python -m guide ask "Who do I ring about ...?"')
    at = time_of(options.at)
    guide = open_guide(settings)
    assisting = open_assisting(guide, settings, open_calls(settings))
    question = Question(options.question, tuple(options.earlier), at)
    answer = guide.ask(question)
    if assisting:
        reworded = assisting.improve(answer, guide.masked(question, answer))
        answer = reworded.answer
        print(reworded.notice, file=sys.stderr)
    if options.json:
        print(json.dumps(_row(guide, answer, options), ensure_ascii=False))
    else:
        print(render(answer))
        if options.explain:
            print("\n" + explain(answer))
    return 0


def _batch(settings: Settings, options: argparse.Namespace) -> int:
    if not options.out:
        raise SettingError("Give a file for the answers: --out OUT.jsonl.")
    questions = list(_questions(Path(options.batch), time_of(options.at)))
    guide = open_guide(settings)
    assisting = open_assisting(guide, settings, open_calls(settings))
    try:
        # An id may hold half of a surrogate pair, which no file in UTF-8 can: JSON can write it as \ud800.
        with Path(options.out).open("w", encoding="utf-8", errors="backslashreplace") as out:
            for done, (case_id, question) in enumerate(questions, start=1):
                answer = guide.ask(question)
                if assisting:
                    reworded = assisting.improve(answer, guide.masked(question, answer))
                    answer = reworded.answer
                    print(f"{json.dumps(case_id)}: {reworded.notice}", file=sys.stderr)
                row = _row(guide, answer, options)
                out.write(json.dumps({"id": case_id, **row}, ensure_ascii=False) + "\n")
                if done % 50 == 0 or done == len(questions):
                    print(f"{done} of {len(questions)} answered", file=sys.stderr)
    except OSError as error:
        raise SettingError(f"{options.out}: cannot be written ({error.strerror}). Choose another --out.") from error
    return 0


def _row(guide: Guide, answer: Answer, options: argparse.Namespace) -> Json:
    row = answer.to_json()
    if options.hits:
        row["hits"] = [hit.to_json() for hit in guide.hits(answer, options.hits)]
    if options.explain:
        row["explain"] = [
            {"stage": line.stage, "text": line.text, "figures": dict(line.figures)}
            for line in (*answer.explanations, *looked_at(answer))
        ]
    return row


def _questions(path: Path, at: datetime | None) -> Iterator[tuple[object, Question]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read. Give a JSON Lines file in UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, earlier = row["question"], row.get("earlier") or []
            if not isinstance(text, str) or not all(isinstance(turn, str) for turn in earlier):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataFileError(
                f'{path}, line {number}: not a question. Each line is {{"id": ..., "question": "...", "earlier": []}}.'
            ) from error
        yield row.get("id", number), Question(text, tuple(earlier), at)


def time_of(text: str | None) -> datetime | None:
    """Return the time in London, in which opening hours are written. Without a zone it is taken for London's."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingError(f"--at {text}: not a time. Write it as 2026-11-23T21:40.") from error
    return at.astimezone(LONDON).replace(tzinfo=None) if at.tzinfo else at


def render(answer: Answer) -> str:
    """Return the answer as plain text for a terminal: alerts, text, marks of its numbers, sources, nearest passages."""
    parts = [f"!! {alert.text}" for alert in answer.alerts]
    parts.append(answer.text)
    parts.extend(["\n".join(marks)] if (marks := dict.fromkeys(_mark_lines(answer))) else [])
    parts.extend(f"  - {choice.label}" for choice in answer.choices)
    if answer.citations:
        parts.append("\n".join(_source_line(answer)))
    for passage in answer.nearest:
        place = " › ".join((passage.title, *passage.headings))
        parts.append(f"Nearest passage, not an answer ({place}):\n{passage.text}")
    return "\n\n".join(parts)


def _mark_lines(answer: Answer) -> Iterator[str]:
    """Yield each number and address in the text with its mark, and whether it is open where a time was given."""
    quoted = {citation.source_id for citation in answer.citations}
    for card in (each for each in answer.pathways if each.id in quoted):
        given = given_in(answer.text, [(link.name, link.value) for link, _ in card.links])
        linked = [card.links[place][1] for place in given]
        for contact in (*card.contacts, *linked):
            said = "; ".join(words for words in (contact.opening, contact.mark) if words)
            if said and contact.kind != "page" and contact.value in answer.text:
                yield f"{contact.value}: {said}"


def _source_line(answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        page = f", page {citation.page}" if citation.page else ""
        yield f"[{citation.marker}] {' › '.join((citation.title, *citation.headings))}{page}"


def explain(answer: Answer) -> str:
    """Return the stages of an answer with their figures, one line each."""
    lines = [
        f"{line.stage}: {line.text}" + "".join(f" {name}={value:.3f}" for name, value in line.figures)
        for line in (*answer.explanations, *looked_at(answer))
    ]
    lines += [f"{name}: {ms:.1f} ms" for name, ms in answer.trace.stages]
    return "\n".join(lines)


if __name__ == "__main__":
    go_offline()
    sys.exit(main())
