"""Acronyms: where they come from, how a search uses both forms, and where they are written out."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.answering import Guide
from guide.asking.acronyms import Acronyms, pairs_in
from guide.settings import Settings
from guide.types import Question
from guide.wiring import open_guide
from ingest.__main__ import main

KNOWN = Acronyms.of(
    ["Multi-Agency Risk Assessment Conference (MARAC)"],
    [("SPA", "Single Point of Access"), ("ASB", "antisocial behaviour")],
)
RIVERS = """# River watch

The Flood Alert Line (FAL) is staffed by volunteers who read the gauges on the bridge every hour.

## Pumps

Ring the FAL before you move a pump, and say which street you are in.

## Boats

The quay is dredged in March. Boats longer than nine metres moor on the far bank.
"""


def test_acronyms_come_from_the_words_whose_initials_they_are() -> None:
    text = "A Domestic Homicide Review (DHR) follows. The Kingston Race and Equalities Council (KREC) takes part (KRE)."
    assert pairs_in(text) == (
        ("DHR", "Domestic Homicide Review"),
        ("KREC", "Kingston Race and Equalities Council"),
    )


def test_an_acronym_is_found_behind_one_endless_word_which_must_not_be_read_from_each_of_its_letters() -> None:
    assert pairs_in("a" * 1_000_000 + " Flood Alert Line (FAL)") == (("FAL", "Flood Alert Line"),)
    assert pairs_in("-" * 1_000_000 + "x(FAL)") == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("is consent needed for marac", "is consent needed for Multi-Agency Risk Assessment Conference"),
        ("the multi agency risk assessment conference, when is it?", "the MARAC, when is it?"),
        ("ASB and anti-social behaviour are one", "ASB and anti-social behaviour are one"),
        ("anti-social behaviour near the SPA", "ASB near the Single Point of Access"),
        ("Re [MARAC reference], who leads?", "Re [MARAC reference], who leads?"),
        ("a spare space", "a spare space"),
        ("a question without any", "a question without any"),
    ],
)
def test_a_search_has_each_short_form_written_out_and_each_long_form_shortened(text: str, other: str) -> None:
    assert KNOWN.in_other_words(text) == other


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    folder = tmp_path_factory.mktemp("rivers")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "rivers.md").write_text(RIVERS, encoding="utf-8")
    assert main(["--corpus", str(folder / "corpus"), "--index", str(folder / "index")]) == 0
    return open_guide(Settings(corpus=Path(folder / "corpus"), index=folder / "index", data=folder / "data"))


@pytest.mark.parametrize("form", ["Flood Alert Line", "FAL"])
def test_either_form_finds_the_passage_and_its_quotation_is_followed_by_what_it_stands_for(
    rivers: Guide, form: str
) -> None:
    answer = rivers.ask(Question(f"Before you move a pump, do you ring the {form}?"))
    words = "Ring the FAL before you move a pump, and say which street you are in."
    quoted = next(each for each in answer.citations if each.quote == words)
    assert f"{words} [{quoted.marker}]\nShort forms: FAL is Flood Alert Line." in answer.text
    assert answer.text.count("Short forms:") == 1


def test_a_long_form_scores_a_passage_with_the_short_one_higher_than_its_own_words_do(rivers: Guide) -> None:
    asked = "Which street does the Flood Alert Line want to hear?"
    both = {hit.passage.id: hit.score for hit in rivers.ask(Question(asked)).hits if "pump" in hit.passage.text}
    unknown = asked.replace("Flood Alert Line", "Deluge Warning Phone")
    alone = {hit.passage.id: hit.score for hit in rivers.ask(Question(unknown)).hits if "pump" in hit.passage.text}
    assert both
    assert all(both[passage] > alone[passage] for passage in both)


def test_a_card_says_what_its_short_forms_stand_for_and_an_acronym_written_out_is_left_alone(guide: Guide) -> None:
    cards = {each.id: dict(each.acronyms) for each in guide.cards()}
    assert cards["karma-nirvana"] == {"MARAC": "Multi-Agency Risk Assessment Conference"}
    assert "MARAC" not in cards["kingston-marac"]


def test_a_quoted_field_of_a_record_is_followed_by_what_its_acronym_stands_for_once(guide: Guide) -> None:
    for each in guide.cards():
        answer = guide.ask(Question(f"What happens next with {each.name}?"))
        lines = [line for line in answer.text.splitlines() if line.startswith("Short forms: ")]
        pairs = [pair for line in lines for pair in line.removeprefix("Short forms: ").rstrip(".").split("; ")]
        assert len(pairs) == len(set(pairs))
        used = guide.parts_now().knowledge.acronyms.unexplained_in(answer.text)
        assert not used, (each.id, used)
