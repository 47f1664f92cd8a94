"""A note for the case system: what was said and done, and from where, under 200 words, without personal data."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from guide.answering import Guide
from guide.directory.pathway_lines import one_line
from guide.keeping.conversations import Turn
from guide.types import Answer, Question
from ui.case_note import CALLED, case_note
from ui.sources import version

AT = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
FLEEING = "Mrs Mary Quillfeather, 07700 900123, is fleeing her husband with two kids tonight. Who do I ring?"
SLEEPING = "Mr Daniel Ollerenpike is sleeping in the doorway of the library and is freezing. What do I do?"
NUMBER = "What is the number for the adult drug and alcohol service?"
EXPLOITED = "A boy of 15 from my estate is being made to carry drugs for older lads. What do I do?"


def note_of(guide: Guide, question: str) -> tuple[Answer, str]:
    answer = guide.ask(Question(question, at=AT))
    return answer, case_note(Turn.of(answer, AT, number=1), version(guide.store))


@pytest.mark.parametrize("question", [FLEEING, SLEEPING, NUMBER, EXPLOITED])
def test_a_note_on_a_service_holds_every_part_in_under_200_words(guide: Guide, question: str) -> None:
    answer, note = note_of(guide, question)
    lines, first = note.splitlines(), answer.pathways[0]
    assert lines[0] == f"Safer Kingston Guide, 23 November 2026, 21:40, documents {answer.trace.corpus_sha256[:12]}"
    assert lines[1] == f"Asked: {answer.question}"
    assert f"To do: {first.name}. {first.lines('steps')[0]}" in lines
    for contact in first.contacts[:1]:
        assert any(contact.value in line and line.endswith(contact.mark) for line in lines)
    assert f"  Consent: {one_line(first.lines('consent')) or 'not in our documents'}" in lines
    assert lines[-1] == CALLED == "Rang: ______  Spoke to: ______  Outcome: ______"
    assert len(note.split()) < 200


def test_a_note_holds_no_personal_data(guide: Guide) -> None:
    for question, secrets in ((FLEEING, ("Quillfeather", "900123")), (SLEEPING, ("Ollerenpike",))):
        _, note = note_of(guide, question)
        assert [secret for secret in secrets if secret in note] == []
        assert "[name]" in note


@pytest.mark.parametrize("question", [FLEEING, SLEEPING, NUMBER, "What does the plan say about prison and housing?"])
def test_each_quotation_in_a_note_stands_with_document_place_and_version(guide: Guide, question: str) -> None:
    answer, note = note_of(guide, question)
    years = {each.id: f"sources {each.dated or 'undated'}" for each in answer.pathways}
    quoted = [each for each in answer.citations if f"“{each.quote}”" in note]
    assert quoted
    for each in quoted:
        said = years.get(each.source_id) or version(guide.store)(each.source_id)
        headings = " › ".join(each.headings).rstrip(": ")
        assert f"“{each.quote}” ({each.title}; {headings}; {said})" in note
    left = len(answer.citations) - len(quoted)
    assert bool(left) is bool(re.search(r"^And \d+ more quotations? in the guide\.$", note, re.MULTILINE))


def test_the_number_that_a_first_step_gives_of_another_service_has_its_mark_in_a_note(guide: Guide) -> None:
    answer, note = note_of(guide, EXPLOITED)
    first = next(each for each in answer.pathways if not each.contacts)
    contact = next(contact for _, contact in first.links if contact.value in first.lines("steps")[0])
    assert any(line.endswith(f" {contact.value}, {contact.mark}") for line in note.splitlines())


def test_a_note_on_a_list_holds_each_service_with_the_number_that_was_given_for_it(guide: Guide) -> None:
    answer, note = note_of(guide, "Which helplines can children ring themselves?")
    listed = [line for line in note.splitlines() if line.startswith("Listed: ")]
    assert [line.partition(". ")[0].removeprefix("Listed: ") for line in listed] == [
        each.name for each in answer.pathways
    ]
    assert "0800 1111" in listed[0] and "0808 800 5000" not in note
    assert "To do: " not in note and len(note.split()) < 200
