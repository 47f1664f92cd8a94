from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from guide.__main__ import render
from guide.adapters.pathway_file import pathway_passages, read_pathways
from guide.adapters.pathway_numbers import number_problem
from guide.answering import Guide
from guide.directory.duty_sheet import duty_sheet
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_records import Pathway
from guide.keeping.conversations import Turn
from guide.types import Json, Question
from tests.conftest import EXTRA_CASES, ROOT
from tests.pathway_numbers import digest, digests, forbidden_in, leaves, strangers, strangers_in, values_in
from ui.cards import answer_body
from ui.case_note import case_note
from ui.directory import _entry
from ui.sources import version

PATHWAYS = read_pathways(ROOT / "corpus")
AT = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
EXCHANGED = [
    ("the-havens", "galop"),
    ("kingston-children-spa", "kr-camhs-spa"),
    ("kingston-housing-solutions", "kingston-lado"),
    ("scam-immediate-steps", "national-domestic-abuse-helpline"),
]


def _cards_as_text() -> dict[str, str]:
    directory = {pathway.id: pathway for pathway in PATHWAYS}
    moment = Moment.of(PATHWAYS[0].compiled, None)
    return {each.id: "\n".join(leaves(card(each, directory, moment).to_json())) for each in PATHWAYS}


def _swapped(first: str, second: str) -> tuple[Pathway, ...]:
    """Return the records with the first telephone numbers of two of them exchanged, as if the file held them so."""
    return _read(_exchanged((ROOT / "corpus" / "pathways.yaml").read_text(encoding="utf-8"), first, second))


def _exchanged(text: str, first: str, second: str) -> str:
    """Return a text with the first telephone numbers of two records exchanged."""
    numbers = {each.id: each.contacts_of("phone")[0].value for each in PATHWAYS if each.contacts_of("phone")}
    exchanged = {numbers[first]: numbers[second], numbers[second]: numbers[first]}
    pattern = re.compile("|".join(re.escape(number) for number in exchanged))
    return pattern.sub(lambda match: exchanged[match[0]], text)


def _read(text: str) -> tuple[Pathway, ...]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pathways.yaml").write_text(text, encoding="utf-8")
        return read_pathways(Path(folder))


def test_every_number_and_address_stands_in_the_record_under_whose_name_it_is_shown() -> None:
    assert strangers(PATHWAYS) == []


@pytest.mark.parametrize(("first", "second"), EXCHANGED)
def test_exchanging_two_numbers_is_noticed(first: str, second: str) -> None:
    found = strangers(_swapped(first, second))
    assert any(line.startswith(f"{first}:") for line in found)
    assert any(line.startswith(f"{second}:") for line in found)


def test_a_number_moved_to_another_record_is_noticed() -> None:
    records = {each.id: each for each in PATHWAYS}
    taken = replace(records["krec"], contacts=records["galop"].contacts)
    assert any(line.startswith("krec: 0800 999 5428") for line in strangers([taken, records["galop"]]))


def test_nothing_that_may_never_be_shown_stands_in_a_card_or_a_passage() -> None:
    _, _, passages = pathway_passages(ROOT / "corpus")
    texts = [*_cards_as_text().values(), *(passage.text for passage in passages)]
    assert set().union(*map(forbidden_in, texts)) == set()


def test_the_check_for_what_may_never_be_shown_can_fail() -> None:
    _, never = digests()
    assert digest("03454 04 05 06") in never
    assert list(values_in("ring 03454 04 05 06 now")) == ["03454 04 05 06"]


@pytest.mark.parametrize(
    "value", ["0808 2000 247", "0800 1111", "116 123", "999", "159", "85258", "08000 121 700", "020 8547 5003"]
)
def test_a_number_that_can_exist_is_accepted(value: str) -> None:
    assert number_problem(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("0990 123 2040", id="no such area"),
        pytest.param("020 8547 50", id="too short"),
        pytest.param("020 8547 5005 6", id="too long"),
        pytest.param("020 8547 5005 (office)", id="words"),
        pytest.param("", id="empty"),
    ],
)
def test_a_number_that_cannot_exist_is_refused(value: str) -> None:
    assert number_problem(value)


@dataclass(frozen=True)
class Reply:
    """What is shown for one question: the answer as JSON and in the terminal, and the turn as the pages keep it."""

    question: str
    answer: Json
    printed: str
    turn: Turn
    choices: tuple[str, ...]


@pytest.fixture(scope="module")
def replies(guide: Guide) -> tuple[Reply, ...]:
    """Return the replies to the number of every service, and to one situation of each as staff put it."""
    asked = [f"What is the number for {each.short}?" for each in PATHWAYS]
    asked += [f"Resident here: {each.situations[0]}. Who do I ring?" for each in PATHWAYS]
    answers = [guide.ask(Question(question, at=AT)) for question in asked]
    return tuple(
        Reply(
            question,
            answer.to_json(),
            render(answer),
            Turn.of(answer, AT),
            tuple(each.label for each in answer.choices),
        )
        for question, answer in zip(asked, answers, strict=True)
    )


def _strangers_of(replies: Sequence[Reply]) -> list[str]:
    alerts = (ROOT / "corpus" / "alerts.yaml").read_text(encoding="utf-8")
    return [line for each in replies for line in strangers_in(each.answer, PATHWAYS, alerts)]


def test_every_number_and_address_of_an_answer_is_of_the_service_under_whose_name_it_stands(
    replies: tuple[Reply, ...],
) -> None:
    assert _strangers_of(replies) == []
    quoted = {citation["source_id"] for each in replies for citation in cast("list[Json]", each.answer["citations"])}
    assert quoted >= {each.id for each in PATHWAYS}
    for each in replies:
        assert {*each.choices} <= {pathway.name for pathway in PATHWAYS}, each.question
        shown = set(values_in("\n".join((*leaves(each.answer), *each.choices))))
        assert set(values_in(each.printed)) <= shown, each.question


@pytest.mark.parametrize(("first", "second"), EXCHANGED)
def test_two_numbers_exchanged_in_the_answers_are_noticed(replies: tuple[Reply, ...], first: str, second: str) -> None:
    def swapped(value: object) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, str):
            return _exchanged(value, first, second)
        if isinstance(value, dict):
            return {key: swapped(item) for key, item in value.items()}
        return [swapped(item) for item in value] if isinstance(value, list) else value

    found = _strangers_of([replace(each, answer=swapped(each.answer)) for each in replies])
    assert any(line.startswith(f"{first}:") for line in found)
    assert any(line.startswith(f"{second}:") for line in found)


def test_nothing_that_may_never_be_shown_stands_in_an_answer_a_page_or_a_sheet(
    guide: Guide, replies: tuple[Reply, ...]
) -> None:
    cards = guide.cards(AT)
    shown = {each.question: "\n".join((*leaves(each.answer), each.printed)) for each in replies}
    shown |= {f"card: {each.question}": str(answer_body(each.turn)) for each in replies}
    shown |= {f"note: {each.question}": case_note(each.turn, version(guide.store)) for each in replies}
    shown |= {f"directory: {each.id}": str(_entry(each)) for each in cards}
    shown["duty sheet"] = duty_sheet(cards, "23 November 2026")
    assert {name: found for name, text in shown.items() if (found := forbidden_in(text))} == {}
    assert forbidden_in(f"{shown['duty sheet']}<p>03454 04 05 06</p>")


if EXTRA_CASES:

    def test_the_digests_are_those_of_the_facts() -> None:
        import yaml

        facts = yaml.safe_load((Path(EXTRA_CASES) / "referral-facts.yaml").read_text(encoding="utf-8"))
        owned, never = digests()
        for service in facts["services"]:
            contact = service["contact"]
            texts = [str(contact[key]) for key in ("phone", "text", "email") if contact[key]]
            texts += service["how_to_refer"]
            assert owned[service["id"]] == {digest(value) for text in texts for value in values_in(text)}
        assert never == {digest(value) for value in facts["do_not_show"]}

    def test_no_string_that_may_never_be_shown_stands_in_any_card() -> None:
        import yaml

        facts = yaml.safe_load((Path(EXTRA_CASES) / "referral-facts.yaml").read_text(encoding="utf-8"))
        for identifier, text in _cards_as_text().items():
            digits = re.sub(r"[\s()-]", "", text)
            for forbidden in facts["do_not_show"]:
                assert forbidden not in text, identifier
                if forbidden.replace(" ", "").isdigit():
                    assert forbidden.replace(" ", "") not in digits, identifier
