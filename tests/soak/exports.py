"""Every way in which what was typed is kept or taken out, but the pages and the command line, for many questions.

Each function does what one page does with the raw text, with the functions that the page calls, and yields what a
person could then copy, download or print. What it keeps lies in the data folder.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from evaluation.case_lines import write_cases
from evaluation.cases import Case, CaseSet
from evaluation.columns import FIELD_GUIDE, deepeval_table, ragas_table, recognise, table_of
from evaluation.gate import gate, to_junit, to_markdown
from evaluation.keeping import keep
from evaluation.masking import masked_case, masked_reading
from evaluation.own_sets import OwnSets, set_name
from evaluation.pasted import read_answers, run_of_answers
from evaluation.report_facts import facts_of
from evaluation.reporting import FORMS
from evaluation.run_files import read_run, write_run
from evaluation.running import Evidence
from evaluation.scoring import results
from evaluation.tables import Table, csv_bytes, excel_bytes
from guide.adapters.attempt_store import AttemptStore, Begin
from guide.adapters.conversation_store import ConversationStore
from guide.adapters.feedback_cases import FeedbackCases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.gap_store import GapStore
from guide.adapters.month_word import month_document
from guide.adapters.number_reports import NumberReports
from guide.adapters.quiz_store import QuizStore
from guide.adapters.retention import Retention
from guide.adapters.tally_store import TallyStore
from guide.answering import Guide
from guide.directory.duty_sheet import duty_sheet
from guide.directory.pathway_edits import How, field_text
from guide.directory.pathway_records import Pathway
from guide.editing.alert_edits import figures_of
from guide.editing.directory_editing import Doing
from guide.editing.editing_access import Visit, access_of
from guide.errors import EditRefused
from guide.keeping.conversations import Turn
from guide.keeping.feedback import Fault, Feedback
from guide.keeping.gaps import Asked, GapProgress, register
from guide.keeping.month import month_page
from guide.keeping.tallies import marks_of, month_of
from guide.settings import Settings
from guide.types import Question, Vectors
from guide.wiring import open_alert_editing, open_editing
from quiz.certificate import certify, number_of
from quiz.exporting.certificate_page import write_html, write_pdf
from quiz.exporting.formats import FORMATS
from quiz.exporting.results_tables import write_answers_csv, write_csv, write_xlsx
from quiz.exporting.session_pack import write_pack
from quiz.importing import items_of_csv
from quiz.item_json import quiz_to_json
from quiz.marking import PassMark, mark
from quiz.results import Taken, results_of
from quiz.terms import Mode, Terms
from quiz.types import Attempt, Quiz
from quiz.under_review import UnderReview
from tests.soak.byte_search import Place
from tests.soak.canaries import Canary
from tests.soak.progress import Say, say_nothing
from ui.case_note import case_note, conversation_text
from ui.evaluation_run import RUNS, SLICE_S, RunInProgress
from ui.quiz_attempts import usual_of
from ui.quiz_keeping import masked_items

FIELD = "who_for"
REASONS = 5
"""Each edit makes the guide read its whole directory anew, so the reason of each holds several questions."""


def every_export(
    guide: Guide, settings: Settings, made: Sequence[Canary], at: datetime, say: Say = say_nothing
) -> Iterator[Place]:
    """Put every question through every store and yield every export by its name. say: is told of each question."""
    turns, conversation_id = _asked(guide, settings.data, made, at, say)
    yield from _conversation(settings.data, turns, conversation_id)
    yield from _month(guide, settings.data, at)
    yield from _gaps(guide, settings.data, made, turns, conversation_id)
    yield from _reports(guide, settings.data, turns, conversation_id)
    yield from _test_set(guide, settings.data, made, at)
    yield _replies(guide, settings.data, made)
    yield from _directory(guide, settings, made, at)
    yield from _alerts(guide, settings, made, at)
    yield from _quiz(guide, settings.data, made, at)
    copy = settings.data / "backup.sqlite3"
    Retention(settings.data).backup(copy)
    yield "backup", copy.read_bytes()


def _asked(guide: Guide, data: Path, made: Sequence[Canary], at: datetime, say: Say) -> tuple[tuple[Turn, ...], str]:
    """Ask everything in one conversation, as the Ask page does: follow-ups know the questions before."""
    store, tallies = ConversationStore(data), TallyStore(data)
    conversation_id = store.begin(at)
    turns: list[Turn] = []
    for canary in made:
        guide.alerts(canary.question)
        answer = guide.ask(Question(canary.question, tuple(turn.question for turn in turns[-3:]), at))
        turns.append(store.append(conversation_id, Turn.of(answer, at)))
        tallies.add(month_of(at), marks_of(answer, lambda source_id, headings: headings[0] if headings else source_id))
        say(len(turns), len(made))
    return tuple(turns), conversation_id


def _conversation(data: Path, turns: Sequence[Turn], conversation_id: str) -> Iterator[Place]:
    yield "copied answer", "\n".join(case_note(turn, lambda _: "2024") for turn in turns).encode()
    yield "downloaded conversation", conversation_text(turns, lambda _: "2024").encode()
    yield "exported conversation", json.dumps(Retention(data).export(conversation_id)).encode()


def _month(guide: Guide, data: Path, at: datetime) -> Iterator[Place]:
    pathways = [Pathway.from_json(record) for record in guide.store.pathways()]
    page = month_page(month_of(at), TallyStore(data).all(), pathways, at.date())
    yield "the month in Word", month_document(page, "The month", "In counts alone.")
    yield "the month", repr(page).encode()


def _gaps(
    guide: Guide, data: Path, made: Sequence[Canary], turns: Sequence[Turn], conversation_id: str
) -> Iterator[Place]:
    """Put every question on the register, and let its owner answer by pasting the raw question."""
    store = GapStore(data)

    @cache
    def vector(text: str) -> Vectors:
        return guide.embedder.embed([text])

    for canary, turn in zip(made, turns, strict=True):
        gap = register(
            store,
            Asked(conversation_id, turn.number, turn.asked_at, turn.question),
            lambda texts: np.concatenate([vector(text) for text in texts]),
        )
        if not gap.is_closed:
            store.change(gap.worked(GapProgress.ANSWERED, "duty editor", guide.mask(canary.question)))
    shown = [f"{gap.question}\n{gap.outcome}\n{[asked.question for asked in gap.asked]}" for gap in store.all()]
    yield "gap register", "\n".join(shown).encode()
    yield "exported register", json.dumps(Retention(data).export(conversation_id)).encode()


def _reports(guide: Guide, data: Path, turns: Sequence[Turn], conversation_id: str) -> Iterator[Place]:
    """Report every answer, make each report a case with one press, run the cases and take every report out."""
    queue, cases = FeedbackStore(data), FeedbackCases(data)
    faults = tuple(Fault)
    for number, turn in enumerate(turns):
        earlier = tuple(before.question for before in turns[max(0, number - 3) : number])
        fault = faults[number % len(faults)]
        cases.add(queue.add(Feedback(0, conversation_id, turn.number, fault, turn.asked_at, turn.answer, earlier)))
    yield "report queue", json.dumps([[each.answer, each.earlier, each.outcome] for each in queue.queue()]).encode()
    shared = RunInProgress(data)
    shared.begin("own set: feedback", cases.path, guide)
    running = shared.current()
    assert running
    while not running.is_done:
        running.go_on(guide, SLICE_S)
    path = shared.keep(running, f"{turns[0].asked_at:%Y%m%d-%H%M%S}", guide)
    run = read_run(path)
    facts = facts_of(run)
    for suffix, form in FORMS.items():
        yield f"evaluation report {suffix}", form(facts)
    kept = path.with_name("kept.json")
    keep(run, kept)
    yield "evaluation baseline", kept.read_bytes()
    verdict = gate(run, None)
    yield "evaluation gate", f"{to_markdown(verdict)}\n{to_junit(verdict)}".encode()


def _test_set(guide: Guide, data: Path, made: Sequence[Canary], at: datetime) -> Iterator[Place]:
    """Bring the raw questions in as cases of a test set named by one of them, and take the set out in every form."""
    sets, name = OwnSets(data), set_name(guide.mask(made[0].question))
    raw = [
        Case(f"case-{number}", "plan-fact", canary.question, "answer", (canary.question,), note=canary.question)
        for number, canary in enumerate(made)
    ]
    sets.keep(name, [masked_case(case, guide.mask) for case in raw], at.date().isoformat())
    kept = sets.read(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        write_cases(kept, path)
        yield "test set .jsonl", path.read_bytes()
    yield "test set .xlsx", excel_bytes(table_of(kept), FIELD_GUIDE)
    for form, table in (("ours", table_of), ("ragas", ragas_table), ("DeepEval", deepeval_table)):
        yield f"test set .csv, {form}", csv_bytes(table(kept))


def _replies(guide: Guide, data: Path, made: Sequence[Canary]) -> Place:
    """Bring another assistant's replies that repeat the raw questions, and keep their run as the page does."""
    cases = CaseSet(tuple(Case(f"case-{number}", "plan-fact", "Who?", "answer") for number, _ in enumerate(made)))
    rows = tuple((f"case-{number}", each.question, each.question) for number, each in enumerate(made))
    table = Table(("id", "answer", "contexts"), rows, tuple(range(2, len(rows) + 2)))
    reading, _ = masked_reading(cases, read_answers(cases, table, recognise(table.columns)), guide.mask)
    run = run_of_answers(cases, reading, guide.mask(made[0].question), Evidence.of(guide))
    path = data / RUNS / "replies.json"
    write_run(run, path, results(run))
    return "another assistant's replies", path.read_bytes()


def _directory(guide: Guide, settings: Settings, made: Sequence[Canary], at: datetime) -> Iterator[Place]:
    """Type questions as words of a record, and each kind as a reason; report a number; take the directory out."""
    editing = open_editing(guide, settings)
    sam = access_of(Visit(False, None, "127.0.0.1", {"Host": "127.0.0.1:8501"}), "Sam", "token-1")
    record = next(each for each in editing.state(sam)[0].pathways if field_text(each, FIELD))
    now = field_text(record, FIELD)
    for canary in made:
        doing = Doing(sam, at, editing.state(sam)[1], "somebody rang")
        try:
            editing.change_field(doing, record.id, FIELD, now, canary.question)
        except EditRefused:
            continue
        raise AssertionError(f"a record took {guide.mask(canary.question)!r} with its personal data")
    for first in range(0, 2 * REASONS, REASONS):
        why = " ".join(canary.question for canary in made[first : first + REASONS])
        doing = Doing(sam, at, editing.state(sam)[1], why)
        editing.confirm(doing, record.id, FIELD, now, next(iter(How)))
    NumberReports(settings.data).add(record.id, "999", "no answer", "visitor", at)
    edits = [f"{edit.why} {edit.before} {edit.after} {edit.who}" for edit in editing.history(sam)]
    yield "history of the directory", "\n".join(edits).encode()
    yield "directory as YAML", editing.export(sam).encode()
    yield "duty sheet", duty_sheet(guide.cards(at), "23 November 2026").encode()
    yield "reports on numbers", repr(NumberReports(settings.data).all()).encode()


def _alerts(guide: Guide, settings: Settings, made: Sequence[Canary], at: datetime) -> Iterator[Place]:
    """Type questions as words of an alert and as reasons; take the alerts and their history out.

    A telephone number typed twice is what an alert is for, so the number of a question is typed once.
    """
    editing = open_alert_editing(settings, guide.mask)
    sam = access_of(Visit(False, None, "127.0.0.1", {"Host": "127.0.0.1:8501"}), "Sam", "token-1")
    for canary in made:
        now, seen = editing.state(sam)
        before = now.file.texts.crisis_self
        typed = canary.question
        again = "" if "[telephone]" in guide.mask(typed) else ", ".join(set(figures_of(typed)))
        try:
            editing.change_text(
                Doing(sam, at, seen, "somebody rang"), "crisis_self", before, f"{before} {typed}", again
            )
        except EditRefused:
            continue
        raise AssertionError(f"an alert took {guide.mask(typed)!r} with its personal data")
    for first in range(0, 2 * REASONS, REASONS):
        why = " ".join(canary.question for canary in made[first : first + REASONS])
        now, seen = editing.state(sam)
        editing.confirm(Doing(sam, at, seen, why), "crisis_self", now.file.texts.crisis_self, next(iter(How)))
    edits = [f"{edit.why} {edit.before} {edit.after} {edit.who}" for edit in editing.history(sam)]
    yield "history of the alerts", "\n".join(edits).encode()
    yield "alerts as YAML", editing.export(sam).encode()


def _quiz(guide: Guide, data: Path, made: Sequence[Canary], at: datetime) -> Iterator[Place]:
    """Bring the raw questions in as a quiz, review it with raw reasons, take it, and take everything out."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["question", "option 1", "option 2", "option 3", "right", "why"])
    for canary in made:
        asked = canary.question
        writer.writerow([asked, f"Yes, {asked}", f"No, {asked}", f"Never, {asked}", "1", asked])
    read = items_of_csv(rows.getvalue(), "bank.csv")
    items, _ = masked_items(read.items, guide.mask)
    assert len(items) == len(made), read.refused
    terms = Terms(PassMark(80, guide.mask(made[0].question)))
    review = UnderReview.begin(Quiz(guide.mask(made[0].question), 0, "", items), "Ann")
    review = replace(review, terms=terms)
    for place, canary in enumerate(made):
        review = review.accept(place, "Bea", at, guide.mask(canary.question))
    review = review.publish("Bea", at)
    quiz = review.for_learners
    kept = QuizStore(data).add(quiz.title, review.to_json(), at)
    yield "quiz with its history", review.to_json().encode()
    for name, form in FORMATS.items():
        for suffix, content in form.write(quiz).items():
            yield f"quiz as {name}{suffix}", content
    left_out = [line for form in FORMATS.values() for line in form.left_out(quiz)]
    yield "what the formats leave out", "\n".join(left_out).encode()
    yield from _attempt(data, quiz, kept, terms, at)


def _attempt(data: Path, quiz: Quiz, kept: str, terms: Terms, at: datetime) -> Iterator[Place]:
    store = AttemptStore(data)
    attempt_id = store.begin(kept, quiz.version, quiz_to_json(quiz), Begin("assessment"), at)
    for item in quiz.items:
        store.give(attempt_id, item.id, item.keys, at)
    store.finish(attempt_id, at + timedelta(minutes=5))
    one = store.attempts(kept, at.date())[0]
    taken = (Taken(Attempt(one.id, one.version, one.given), Mode.ASSESSMENT, one.begun_at, one.finished_at),)
    results = results_of(quiz, taken, Mode.ASSESSMENT, terms.pass_mark)
    yield "attempts .csv", write_csv(results, with_names=False)
    yield "answers .csv", write_answers_csv(results)
    yield "results .xlsx", write_xlsx(results, with_names=False)
    yield "session pack", write_pack(quiz, "http://127.0.0.1:8501/quizzes", usual_of(quiz, taken))
    marked = mark(quiz, taken[0].attempt, terms.pass_mark)
    certificate = certify(quiz, marked, terms, number_of(1), at.date().isoformat())
    store.issue(attempt_id, certificate.number, certificate.to_json())
    yield "certificate .html", write_html(certificate)
    yield "certificate .pdf", write_pdf(certificate)
