"""A quiz from the form that builds it to the certificate and the results, and the session pack, in a real browser."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guide.adapters.attempt_store import AttemptStore
from guide.adapters.quiz_store import QuizStore
from guide.answering import Guide
from quiz.building import Wanted, build
from quiz.exporting.projector import write_projector
from quiz.marking import PassMark, points_of
from quiz.terms import Terms
from quiz.types import ItemKind, Level, Quiz, QuizItem
from quiz.under_review import UnderReview
from tests.browser import NARROW, WIDE, Server, opened, settled, window
from tests.choosing import choose, entered, taken, tick
from tests.quiz_items import HOSTILE, item, matching, quiz
from tests.test_pages_accessible import STREAMLITS_OWN, violations
from ui import resources

pytestmark = pytest.mark.browser

ITEMS = 3
BANK = """::Q1::Whom do you ask for at night? {=the duty worker#Yes ~the manager#No ~the desk}

What remains? {}
"""
TABLE = "question,option 1,option 2,right\nWho opens by day?,the warden,the cook,1\nWho closes?,a,b,9\n"


@dataclass(frozen=True, slots=True)
class Published:
    """A quiz that Ana built alone, approved and published, which asks for names."""

    id: str
    quiz: Quiz


@pytest.fixture(scope="module")
def trainer(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    made = window(chromium, server, WIDE)
    yield made
    made.close()


@pytest.fixture(scope="module")
def published(trainer: BrowserContext, server: Server) -> Published:
    """Build with audience and level, approve, publish, and switch names on: all on the page."""
    page = opened(trainer, "/quizzes")
    # The first page of a server opens the index, which may take long on a busy machine.
    page.get_by_label("How many items").wait_for(timeout=180_000)
    choose(page, "For whom", "professionals who refer")
    taken(
        page,
        page.get_by_label("Levels (none chosen means all)"),
        page.get_by_role("option", name="decide in a situation"),
    )
    page.keyboard.press("Escape")
    page.get_by_label("How many items").fill(str(ITEMS))
    page.get_by_label("Your name").fill("Ana")
    form = page.get_by_test_id("stForm").first
    tick(form.get_by_role("checkbox", name="I work alone on this machine"))
    form.get_by_role("button", name="Build the quiz").click()
    for number in range(1, ITEMS + 1):
        expect(page.locator(".item-state")).to_have_text(f"Item {number} of {ITEMS} · draft")
        settled(page)
        page.get_by_role("button", name="Accept").click()
    expect(page.locator(".said")).to_contain_text("Every item is decided.")
    settled(page)
    page.get_by_role("button", name=f"Publish the approved items ({ITEMS})").click()
    expect(page.locator(".said")).to_contain_text("Published")
    settled(page)
    page.get_by_text("How it is taken: pass mark and names").click()
    tick(page.get_by_role("checkbox", name="Ask for names in the assessment."))
    page.get_by_role("button", name="Save how it is taken").click()
    expect(page.locator(".said")).to_contain_text("Saved")
    page.close()
    kept = QuizStore(server.data).quizzes()[0]
    return Published(kept.id, UnderReview.from_json(kept.body, kept.title).for_learners)


def kept_for(server: Server, data: Quiz, terms: Terms) -> Published:
    """Keep a quiz that Ana made, approved and published alone."""
    under = UnderReview.begin(data, "Ana", works_alone=True)
    for place in range(len(data.items)):
        under = under.accept(place, "Ana", resources.now())
    under = replace(under.publish("Ana", resources.now()), terms=terms)
    kept = QuizStore(server.data).add(under.title, under.to_json(), resources.now())
    return Published(kept, under.for_learners)


def stem_of(page: Page) -> str:
    settled(page)
    return page.locator("#question").inner_text()


def give(page: Page, one: QuizItem, is_right: bool) -> None:
    """Answer an item by keyboard."""
    wanted = [option for option in one.options if option.is_right == is_right]
    if one.kind is ItemKind.SEVERAL:
        for option in wanted:
            page.get_by_role("checkbox", name=option.text, exact=True).press("Space")
    else:
        page.get_by_role("radio", name=wanted[0].text, exact=True).press("Space")
    page.get_by_role("button", name="Save and go on").press("Enter")


def assess(page: Page, data: Quiz, missed: str = "", reload_after: int = 0) -> None:
    """Answer a whole assessment, all but the missed item right.

    missed: an item's id. reload_after: the number of the item after whose answer the page is loaded again.
    """
    by_stem = {" ".join(one.stem.split()): one for one in data.items}
    for number in range(1, len(data.items) + 1):
        expect(page.locator(".turn-meta")).to_have_text(f"Question {number} of {len(data.items)}")
        one = by_stem[" ".join(stem_of(page).split())]
        give(page, one, one.id != missed)
        if number == reload_after:
            expect(page.locator(".turn-meta")).to_have_text(f"Question {number + 1} of {len(data.items)}")
            page.reload()
    expect(page.locator("#result")).to_be_visible()


def ours(page: Page) -> set[tuple[str, str]]:
    """Return what axe finds on a page outside Streamlit's own elements."""
    settled(page)
    listed = {(rule, element) for rule, element in json.loads(STREAMLITS_OWN.read_text(encoding="utf-8"))}
    return violations(page) - listed


def test_the_quiz_keeps_to_audience_and_level_and_is_approved_by_a_named_person_alone(published: Published) -> None:
    assert len(published.quiz.items) == ITEMS
    assert {one.level for one in published.quiz.items} == {Level.APPLY}
    assert {one.audience for one in published.quiz.items} <= {"all staff", "professionals"}
    assert published.quiz.is_approved


def test_an_assessment_ends_with_a_certificate_that_the_trainer_finds_by_its_number_with_the_name_beside_the_result(
    chromium: Browser, server: Server, trainer: BrowserContext, published: Published
) -> None:
    learner = window(chromium, server, NARROW, "dark")
    page = opened(learner, f"/quizzes?quiz={published.id}")
    day = resources.now().date() + timedelta(days=30)
    expect(page.get_by_text(f"It is deleted on {day.day} {day:%B %Y}.")).to_be_visible()
    assert ours(page) == set()
    page.get_by_label("Your name").fill("Zebedee Larkspurn")
    page.get_by_role("button", name="Begin the assessment").press("Enter")
    expect(page.locator(".turn-meta")).to_have_text(f"Question 1 of {ITEMS}")
    assert ours(page) == set()
    expect(page.locator("#feedback")).to_have_count(0)
    assess(page, published.quiz, reload_after=1)
    expect(page.locator("#result")).to_have_text("You passed.")
    shown = page.locator("section.certificate")
    expect(shown).to_contain_text(published.quiz.version)
    expect(shown).to_contain_text(published.quiz.corpus_sha256[:12])
    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", shown.inner_text())
    assert found
    number = found[0]
    assert ours(page) == set()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Certificate (PDF)").click()
    read = pypdf.PdfReader(waiting.value.path()).pages[0].extract_text()
    assert number in read
    assert "Zebedee" not in read
    page.reload()
    expect(page.locator("section.certificate")).to_contain_text(number)
    learner.close()

    look = opened(trainer, f"/quizzes?results={published.id}")
    choose(look, "Taken as", "Assessments")
    expect(look.locator(".results")).to_contain_text("Zebedee Larkspurn")
    expect(look.locator(".results")).to_contain_text("Fewer than 30 first attempts")
    assert ours(look) == set()
    look.get_by_label("Certificate number").fill(number.lower().replace("-", " "))
    look.get_by_role("button", name="Look it up").click()
    expect(look.get_by_text("Issued here.")).to_be_visible()
    expect(look.locator("section.certificate")).to_contain_text(number)
    settled(look)
    look.get_by_label("Certificate number").fill("0000-0000-0000-0000")
    look.get_by_role("button", name="Look it up").click()
    expect(look.get_by_role("alert")).to_contain_text("No certificate of this number")
    settled(look)
    with look.expect_download() as workbook:
        look.get_by_role("button", name="All of it (Excel)").click()
    assert load_workbook(io.BytesIO(workbook.value.path().read_bytes())).sheetnames == ["Attempts", "Answers", "Items"]
    look.close()


@pytest.fixture(scope="module")
def with_danger(guide: Guide, server: Server) -> Published:
    """Keep a published quiz of two items, one of them about danger, that is passed with half of the points."""
    made = build(guide.store, guide.embedder, Wanted(items=20, levels=(Level.APPLY,)))
    critical = next(one for one in made.items if one.is_critical)
    other = next(one for one in made.items if not one.is_critical)
    terms = Terms(PassMark(50, "Half, as agreed."))
    return kept_for(server, replace(made, title="With danger", items=(critical, other)), terms)


def test_a_missed_critical_item_fails_an_assessment_with_enough_points_says_why_and_opens_in_the_chat(
    chromium: Browser, server: Server, with_danger: Published
) -> None:
    learner = window(chromium, server, WIDE)
    page = opened(learner, f"/quizzes?quiz={with_danger.id}")
    expect(page.get_by_text("You pass with 50 %. 1 of them must be right whatever the score.")).to_be_visible()
    page.get_by_role("button", name="Begin the assessment").click()
    first, _ = with_danger.quiz.items
    assess(page, with_danger.quiz, missed=first.id)
    expect(page.locator("#result")).to_have_text("You did not pass this time.")
    expect(page.locator(".result")).to_contain_text("1 of 2 points. The pass mark is 50 %.")
    expect(page.locator(".result .caution")).to_have_text(
        f"Your points are enough, but this one must be right: {first.stem}"
    )
    expect(page.locator("section.certificate")).to_have_count(0)
    expect(page.get_by_role("button", name="Certificate")).to_have_count(0)
    store = AttemptStore(server.data)
    (attempt,) = store.attempts(with_danger.id, resources.now().date())
    assert store.certificate_of(attempt.id) is None
    page.get_by_role("button", name="Open it in the chat").first.press("Enter")
    turn = page.locator("article.turn:not([aria-busy])").last
    expect(turn.locator("blockquote.quote").first).to_contain_text(" ".join(first.proof.quote.split()))
    expect(turn.locator(".turn-question")).to_be_focused()
    expect(turn.locator(".card-here").first).to_be_visible()
    assert ours(page) == set()
    page.reload()
    expect(turn.locator(".turn-meta").first).to_contain_text("Opened from a quiz")
    settled(page)
    page.get_by_role("button", name="Back to the quiz").click()
    expect(page.locator("#result")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Open it in the chat").last.click()
    expect(page.locator(".earlier > summary")).to_have_text("Earlier in this conversation: 1 opened passage")
    learner.close()


@pytest.fixture(scope="module")
def to_find(guide: Guide, server: Server) -> Published:
    """Keep a published quiz of two items that are answered by opening: a document's and a record's; half passes."""
    made = build(guide.store, guide.embedder, Wanted(items=20, levels=(Level.FIND,)))
    # The shortest question: below a longer one the scroll to the field closes the list that `fill` opens. By key and by
    # tap it stays open there.
    kinds = {one.template: one for one in sorted(made.items, key=lambda one: -len(one.stem))}
    two = replace(made, title="To find", items=(kinds["heading"], kinds["find_service"]))
    return kept_for(server, two, Terms(PassMark(50, "Half, as agreed.")))


def look_up(page: Page, label: str, words: str) -> None:
    """Choose by keyboard what is opened: type its name, press Enter."""
    settled(page)
    box = page.get_by_role("combobox", name=label, exact=True)
    box.fill(words)
    expect(page.get_by_role("option").first).to_contain_text(words)
    box.press("Enter")
    settled(page)


def open_place(page: Page, one: QuizItem) -> None:
    """Open what an item rests on."""
    look_up(page, "Document or service", one.proof.title)
    if len(one.proof.headings) > 1:
        look_up(page, "Section", " › ".join(heading.rstrip(": ") for heading in one.proof.headings))
    # A card names most of its fields, but not what stands first in it.
    shown = one.proof.headings[-1].rstrip(": ") if one.template == "heading" else one.proof.title
    expect(page.locator(".looked-up")).to_contain_text(shown)
    expect(page.locator("#guide-status")).to_contain_text(f"Opened: {one.proof.title}")
    settled(page)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="This is the passage").press("Enter")


def test_an_item_to_be_found_is_answered_by_opening_with_a_try_that_is_not_counted_and_goes_on_after_a_reload(
    chromium: Browser, server: Server, to_find: Published
) -> None:
    learner = window(chromium, server, NARROW)
    page = opened(learner, f"/quizzes?quiz={to_find.id}")
    page.get_by_role("button", name="Begin practice").press("Enter")
    document, record = to_find.quiz.items
    expect(page.locator("#question")).to_have_text(document.stem)
    expect(page.get_by_role("radio")).to_have_count(0)
    open_place(page, record)
    assert ours(page) == set()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= NARROW[0]
    hand_in(page)
    expect(page.locator("#feedback")).to_have_text("Not right.")
    expect(page.locator("#feedback")).to_be_focused()
    expect(page.locator(".feedback")).to_contain_text("do not stand in what you opened")
    settled(page)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator("#question")).to_be_focused()
    open_place(page, document)
    hand_in(page)
    expect(page.locator("#feedback")).to_have_text("Right.")
    expect(page.get_by_text("your first answer is kept")).to_be_visible()
    store, today = AttemptStore(server.data), resources.now().date()
    (kept,) = store.attempts(to_find.id, today)
    assert kept.given[document.id][:2] == (record.proof.source_id, record.proof.title)
    assert points_of(document, kept.given[document.id]) == 0.0
    page.reload()
    expect(page.locator("#question")).to_have_text(record.stem)
    quizzes = QuizStore(server.data)
    now = quizzes.quiz(to_find.id)
    assert now
    stricter = replace(UnderReview.from_json(now.body, ""), terms=Terms(PassMark(100, "All of it, from today.")))
    quizzes.change(now, stricter.to_json())
    open_place(page, record)
    hand_in(page)
    expect(page.locator("#feedback")).to_have_text("Right.")
    settled(page)
    page.get_by_role("button", name="See the result").press("Enter")
    expect(page.locator("#result")).to_have_text("You passed.")
    expect(page.locator(".result")).to_contain_text("The pass mark is 50 %.")
    expect(page.locator(".read-again")).to_contain_text(f"opened: {record.proof.title}")
    for made in (learner, other := window(chromium, server, WIDE)):
        again = opened(made, f"/quizzes?quiz={to_find.id}")
        expect(again.get_by_text("You pass with 100 %.")).to_be_visible()
        again.get_by_role("button", name="Begin practice").click()
        expect(again.locator("#question")).to_be_visible()
    assert [one.is_first for one in store.attempts(to_find.id, today)] == [True, False, True]
    learner.close()
    other.close()


def test_an_item_to_be_found_is_opened_in_an_assessment_too_and_counts_where_its_words_stand(
    chromium: Browser, server: Server, trainer: BrowserContext, to_find: Published
) -> None:
    learner = window(chromium, server, WIDE, "dark")
    page = opened(learner, f"/quizzes?quiz={to_find.id}")
    page.get_by_role("button", name="Begin the assessment").press("Enter")
    for number, one in enumerate(to_find.quiz.items, start=1):
        expect(page.locator(".turn-meta")).to_have_text(f"Question {number} of 2")
        open_place(page, one)
        assert ours(page) == set()
        hand_in(page)
    expect(page.locator("#result")).to_have_text("You passed.")
    learner.close()
    review = opened(trainer, f"/quizzes?review={to_find.id}")
    expect(review.locator(".item")).to_contain_text("Answered by opening the passage")
    expect(review.locator(".left-out").last).to_contain_text("Items 1, 2 are answered on the page by opening")
    settled(review)
    review.get_by_text("How good is this quiz?").click()
    expect(review.locator(".quality")).to_contain_text("for 2 of 2 items, and for 2 of them the cited passage itself.")
    review.close()


def test_behind_a_proxy_quizzes_are_taken_and_neither_built_reviewed_nor_read_for_results(
    chromium: Browser, server: Server, published: Published
) -> None:
    draft = UnderReview.begin(quiz(item()), "Ana").to_json()
    QuizStore(server.data).add("Nobody may see this yet", draft, resources.now())
    outside = window(chromium, server, WIDE, headers={"X-Forwarded-For": "192.0.2.1"})
    page = outside.new_page()
    for way in ("review", "results"):
        page.goto(f"/quizzes?{way}={published.id}")
        expect(page.get_by_text("can be edited only after signing in")).to_be_visible()
        settled(page)
        assert page.get_by_role("textbox").count() == page.get_by_test_id("stButton").count() == 0
    page.goto("/quizzes")
    expect(page.get_by_text("can be edited only after signing in")).to_be_visible()
    settled(page)
    assert page.get_by_role("textbox").count() == page.get_by_role("button", name="Build the quiz").count() == 0
    expect(page.get_by_role("button", name="Review and hand out")).to_have_count(0)
    page.get_by_role("button", name="Open as a learner").last.click()
    expect(page.get_by_role("button", name="Begin practice")).to_be_visible()
    outside.close()


def test_the_session_pack_is_downloaded_and_its_projector_page_runs_without_a_network(
    chromium: Browser, trainer: BrowserContext, published: Published, tmp_path: Path
) -> None:
    page = opened(trainer, f"/quizzes?review={published.id}")
    expect(page.get_by_text("phones cannot open it")).to_be_visible()
    expect(page.get_by_label("Address that phones open")).to_have_value(re.compile(rf"/quizzes\?quiz={published.id}$"))
    address = page.get_by_label("Address that phones open").input_value()
    expect(page.get_by_role("link", name=address)).to_have_attribute("href", address)
    expect(page.get_by_role("img", name="QR code of the learners' link")).to_be_visible()
    trainer.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the learners' link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    settled(page)
    assert ours(page) == set()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the session pack (ZIP)").click()
    package = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    assert {"projector.html", "paper.pdf", "facilitator-notes.docx", "qr-code.svg"} <= set(package.namelist())
    path = Path(package.extract("projector.html", tmp_path))
    page.close()
    offline = chromium.new_context(offline=True)
    projector = offline.new_page()
    projector.set_viewport_size({"width": 1024, "height": 560})
    asked: list[str] = []
    projector.on("request", lambda request: asked.append(request.url))
    projector.goto(path.as_uri())
    whole, drawn = projector.locator("#cover svg").bounding_box(), projector.locator("#cover svg path").bounding_box()
    assert whole and drawn
    assert drawn["x"] > whole["x"]
    assert drawn["x"] + drawn["width"] < whole["x"] + whole["width"]
    assert drawn["y"] + drawn["height"] < whole["y"] + whole["height"]
    assert violations(projector) == set()
    for one in published.quiz.items:
        projector.keyboard.press("ArrowRight")
        expect(projector.locator("#slide h1")).to_have_text(one.stem)
        expect(projector.locator("blockquote")).to_have_count(0)
        projector.keyboard.press("ArrowRight")
        expect(projector.locator("blockquote")).to_have_text(one.proof.quote)
        expect(projector.locator("li.right").first).to_contain_text(one.keys[0])
        # Nobody can scroll for a room: letters are made smaller until the answer is seen whole.
        assert projector.evaluate("document.documentElement.scrollHeight <= innerHeight")
    expect(projector.get_by_role("button", name="Next question")).to_be_disabled()
    assert violations(projector) == set()
    assert asked == [path.as_uri()]
    offline.close()


def test_the_projector_shows_hostile_texts_as_they_are_and_the_answers_of_pairs_and_steps(
    chromium: Browser, tmp_path: Path
) -> None:
    pairs = matching((("cat", "meow"), ("dog", "woof"), ("cow", "moo")))
    steps = item(ItemKind.ORDERING, "In which order?", (), (), options=(), steps=("one", "two", "three"))
    hostile = [item(stem=text, right=(f"{text} yes",), id=f"{at:06d}") for at, text in enumerate(HOSTILE)]
    path = tmp_path / "projector.html"
    path.write_bytes(write_projector(quiz(pairs, steps, *hostile), ""))
    page = chromium.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(path.as_uri() + "#2")
    expect(page.locator("li.right").first).to_contain_text("cat: ")
    expect(page.locator("li.right").first).to_contain_text("meow")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert page.locator("li.right").all_inner_texts() == ["1. one", "2. two", "3. three"]
    for text in HOSTILE:
        page.keyboard.press("PageDown")
        assert page.locator("#slide h1").evaluate("node => node.textContent") == text
        page.keyboard.press("PageDown")
    assert dialogs == []
    page.close()


def test_a_trainers_own_questions_are_read_before_they_are_kept_and_wait_for_a_person(
    trainer: BrowserContext, server: Server, tmp_path: Path
) -> None:
    bank = tmp_path / "night.gift"
    bank.write_text(BANK, encoding="utf-8")
    table = tmp_path / "day.csv"
    table.write_text(TABLE, encoding="utf-8")
    page = opened(trainer, "/quizzes")
    expect(page.get_by_role("heading", name="Built so far")).to_be_visible()
    settled(page)
    assert ours(page) == set()
    page.get_by_text("Bring your own questions (GIFT or CSV)").click()
    page.locator("input[type=file]").set_input_files(table)
    expect(page.locator(".left-out")).to_contain_text("day.csv, line 3")
    settled(page)
    # The dropzone is Streamlit's own: a section that says it is none and can be focused.
    assert {element for _, element in ours(page) if "stFileUploaderDropzone" not in element} == set()
    page.locator("input[type=file]").set_input_files(bank)
    expect(page.get_by_text("1 question can be read, 1 cannot.")).to_be_visible()
    expect(page.locator(".left-out")).to_contain_text("night.gift, line 3")
    settled(page)
    page.get_by_label("Brought by").fill("Ana")
    page.get_by_role("button", name="Keep 1 draft").click()
    expect(page.locator(".item-state")).to_have_text("Item 1 of 1 · draft")
    expect(page.locator("#item")).to_have_text("Whom do you ask for at night?")
    expect(page.locator(".item")).to_contain_text("Decide this:")
    page.close()
    kept = QuizStore(server.data).quizzes()[0]
    assert kept.title == "night"


def test_answers_look_and_are_read_out_as_they_were_written(trainer: BrowserContext, server: Server) -> None:
    plain = ("Under-13s: tell the police, first.", "1. of a list", "- of another", "www.example.org")
    one = item(ItemKind.SEVERAL, right=plain, wrong=HOSTILE)
    kept = QuizStore(server.data).add("Hostile", UnderReview.begin(quiz(one), "Ana").to_json(), resources.now())
    page = opened(trainer, f"/quizzes?quiz={kept}")
    page.get_by_role("button", name="Begin practice").click()
    expect(page.get_by_role("checkbox")).to_have_count(len(plain) + len(HOSTILE))
    labels = page.locator("[data-testid=stCheckbox] label")
    # Each label is drawn a moment after its box, so the texts are waited for.
    expect(labels).to_have_text([" ".join(text.split()) for text in (*plain, *HOSTILE)], use_inner_text=True)
    expect(page.get_by_role("checkbox", name=plain[0], exact=True)).to_have_count(1)
    page.close()


def test_an_item_whose_passage_changed_is_shown_as_stale_and_kept_from_learners(
    trainer: BrowserContext, server: Server, published: Published
) -> None:
    kept = QuizStore(server.data).quizzes()
    body = next(one.body for one in kept if one.id == published.id)
    under = UnderReview.from_json(body, "published")
    first, *rest = under.items
    older = replace(first.item.proof, passage=f"{first.item.proof.passage} It said more.")
    before = replace(
        under, title="Of an earlier plan", items=(replace(first, item=replace(first.item, proof=older)), *rest)
    )
    name = QuizStore(server.data).add("Of an earlier plan", before.to_json(), resources.now())
    page = opened(trainer, f"/quizzes?review={name}")
    expect(page.locator(".item-state")).to_have_text(f"Item 1 of {ITEMS} · stale")
    expect(page.get_by_text(f"Learners get {ITEMS - 1} items.")).to_be_visible()
    settled(page)
    listed = opened(trainer, "/quizzes").locator(".document-list > li", has_text="Of an earlier plan").first
    expect(listed).to_contain_text(f"{ITEMS - 1} published, 1 stale.")
    listed.page.close()
    expect(page.locator(".item")).to_contain_text("The documents have changed since.")
    entered(page, "Your name", "Ana")
    page.get_by_role("button", name="Look at it again").click()
    expect(page.locator(".item-state")).to_have_text(f"Item 1 of {ITEMS} · in review")
    expect(page.locator(".evidence-text")).not_to_contain_text("It said more.")
    settled(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".item-state")).to_have_text(f"Item 1 of {ITEMS} · approved")
    page.reload()
    expect(page.locator(".item-state")).to_have_text(f"Item 1 of {ITEMS} · approved")
    page.close()
