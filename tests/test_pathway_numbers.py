from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from guide.adapters.pathway_file import pathway_passages, read_pathways
from guide.adapters.pathway_numbers import number_problem
from guide.answering import Guide
from guide.pathway_cards import Moment, card
from guide.pathway_records import Pathway
from guide.types import Question
from tests.conftest import EXTRA_CASES, ROOT
from tests.pathway_numbers import DOMAIN, digest, digests, leaves, strangers, values_in

PATHWAYS = read_pathways(ROOT / "corpus")


def _cards_as_text() -> dict[str, str]:
    directory = {pathway.id: pathway for pathway in PATHWAYS}
    moment = Moment.of(PATHWAYS[0].compiled, None)
    return {each.id: "\n".join(leaves(card(each, directory, moment).to_json())) for each in PATHWAYS}


def _swapped(first: str, second: str) -> tuple[Pathway, ...]:
    """Return the records with the first telephone numbers of two of them exchanged, as if the file held them so."""
    text = (ROOT / "corpus" / "pathways.yaml").read_text(encoding="utf-8")
    numbers = {each.id: each.contacts_of("phone")[0].value for each in PATHWAYS if each.contacts_of("phone")}
    exchanged = {numbers[first]: numbers[second], numbers[second]: numbers[first]}
    pattern = re.compile("|".join(re.escape(number) for number in exchanged))
    return _read(pattern.sub(lambda match: exchanged[match[0]], text))


def _read(text: str) -> tuple[Pathway, ...]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pathways.yaml").write_text(text, encoding="utf-8")
        return read_pathways(Path(folder))


def test_every_number_and_address_stands_in_the_record_under_whose_name_it_is_shown() -> None:
    assert strangers(PATHWAYS) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the-havens", "galop"),
        ("kingston-children-spa", "kr-camhs-spa"),
        ("kingston-housing-solutions", "kingston-lado"),
        ("scam-immediate-steps", "national-domestic-abuse-helpline"),
    ],
)
def test_exchanging_two_numbers_is_noticed(first: str, second: str) -> None:
    found = strangers(_swapped(first, second))
    assert any(line.startswith(f"{first}:") for line in found)
    assert any(line.startswith(f"{second}:") for line in found)


def test_a_number_moved_to_another_record_is_noticed() -> None:
    records = {each.id: each for each in PATHWAYS}
    taken = replace(records["krec"], contacts=records["galop"].contacts)
    assert any(line.startswith("krec: 0800 999 5428") for line in strangers([taken, records["galop"]]))


def test_nothing_that_may_never_be_shown_stands_in_a_card_or_a_passage() -> None:
    _, never = digests()
    _, _, passages = pathway_passages(ROOT / "corpus")
    texts = [*_cards_as_text().values(), *(passage.text for passage in passages)]
    shown = {digest(value) for text in texts for value in (*values_in(text), *DOMAIN.findall(text))}
    assert not shown & never


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


def test_every_answer_about_a_service_shows_only_its_own_numbers(guide: Guide) -> None:
    owned, never = digests()
    for pathway in PATHWAYS:
        answer = guide.ask(Question(f"What is the number for {pathway.short}?")).to_json()
        texts = [text for text in leaves(answer) if not text.startswith("http")]
        shown = {digest(value) for text in texts for value in values_in(text)}
        assert not shown & never, pathway.id
        assert shown <= set().union(*owned.values()) | {digest(number) for number in ("999", "101", "111")}, pathway.id


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
