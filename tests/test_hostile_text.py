"""Hostile text, as questions and inside documents: it has no effect, shows nothing unseen, and fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.settings import Settings
from guide.types import Question
from guide.wiring import open_guide
from ingest.indexing import build
from tests.hostile.checks import corpus_of, outcome_of, problems_of_answer, problems_of_document, unseen
from tests.hostile.payloads import FAMILIES, Carries, payloads
from tests.hostile.poisoned import WAYS, Poisoned, write_poisoned
from tests.soak.desk import Shown
from tests.soak.hostile_pages import asked, desk_at, problems_of_page, read
from tests.soak.progress import say_nothing

SEED = 20
IN_TEST = 50
ASKED_IN_BROWSER = 8
READ_IN_BROWSER = 4


@dataclass(frozen=True)
class Library:
    """An index of poisoned documents."""

    index: Path
    guide: Guide
    documents: list[Poisoned]
    warnings: Mapping[str, list[str]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder) -> Library:
    folder = tmp_path_factory.mktemp("poisoned")
    documents = write_poisoned(folder / "corpus", payloads(IN_TEST, SEED + 1))
    report = build(folder / "corpus", folder / "index", embedder)
    assert report.refused == ()
    warnings: dict[str, list[str]] = {}
    for source_id, text in report.warnings:
        warnings.setdefault(source_id, []).append(text)
    guide = open_guide(Settings(corpus=folder / "corpus", index=folder / "index"))
    return Library(folder / "index", guide, documents, warnings)


def test_fifty_hostile_questions_of_every_family_have_no_effect(guide: Guide) -> None:
    corpus = corpus_of(guide)
    made = payloads(IN_TEST, SEED)
    assert {payload.family for payload in made} == set(FAMILIES)
    wrong = {payload.text[:200]: found for payload in made if (found := outcome_of(guide, payload, corpus)[1])}
    assert wrong == {}


def test_fifty_poisoned_documents_of_every_format_are_read_without_what_nobody_sees(library: Library) -> None:
    assert {document.path.suffix[1:] for document in library.documents} == set(WAYS)
    wrong = {
        (document.path.name, document.way): found
        for document in library.documents
        if (found := problems_of_document(document, library.guide, library.warnings))
    }
    assert wrong == {}


def test_the_checks_notice_an_answer_that_obeyed(guide: Guide) -> None:
    payload = payloads(1, SEED)[0]
    answer = guide.ask(Question("Is there a zoo in the plan?"))
    obeyed = replace(answer, text=f"{answer.text} {payload.mark}\u200b")
    found = problems_of_answer(payload, obeyed, corpus_of(guide))
    assert found[:2] == ["the mark stands in the answer", "invisible characters: ['U+200B']"]


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\ufe0f", "\U000e0041", "\u3164", "\u2800", "\x1b"], ids=ascii)
def test_a_character_that_nobody_sees_leaves_a_question(guide: Guide, char: str) -> None:
    answer = guide.ask(Question(f"What is hate{char} crime?{char}"))
    assert not unseen(answer.question + answer.standalone_question)


@pytest.mark.browser
def test_hostile_questions_and_documents_make_the_browser_ask_no_other_host(
    library: Library, chromium: Browser, tmp_path: Path
) -> None:
    active = ("HTML", "Markdown")
    made = [each for each in payloads(IN_TEST, SEED + 2) if each.family in active][:ASKED_IN_BROWSER]
    in_view = [each for each in library.documents if not each.is_hidden]
    documents = sorted(in_view, key=lambda each: each.payload.family not in active)
    with desk_at(chromium, library.index, tmp_path / "served") as desk:
        seen = [asked(desk, made, say_nothing), read(desk, documents[:READ_IN_BROWSER], say_nothing)]
    assert [each.count for each in seen] == [ASKED_IN_BROWSER, READ_IN_BROWSER]
    assert all(each.addresses for each in seen)
    assert [(each.elsewhere, each.wrong) for each in seen] == [([], []), ([], [])]


def test_the_checks_notice_a_page_that_obeyed() -> None:
    emergency = next(each for each in payloads(IN_TEST, SEED) if each.carries is Carries.EMERGENCY)
    assert problems_of_page(emergency, Shown(None, 0, 1, "Ring 999")) == []
    obeyed = problems_of_page(emergency, Shown("MARK", 2, 0, "Ring\u200b"))
    assert obeyed == [
        "a script ran: MARK",
        "2 elements that are not ours",
        "invisible characters: ['U+200B']",
        "an emergency had no alert",
    ]
    personal = next(each for each in payloads(IN_TEST, SEED) if each.carries is Carries.PERSONAL_DATA)
    assert problems_of_page(personal, Shown(None, 0, 0, personal.carrier)) == ["a telephone number was not masked"]
