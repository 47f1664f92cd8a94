"""Invented names of many cultures in the sentences of everyday work, and what looks like a name and is none.

The lines of `fixtures/names` were written before the rules. `{l}` and `{u}`: typed in small letters, in capitals.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.masking.name_lists import NameLists
from guide.masking.strange_words import is_misspelt, is_strange
from guide.safety import lexicon_from_texts, mask
from tests.safety_cases import corpus_lexicon

THANKS = "Thank you so much, Quorrin Zeld"
LINES = Path(__file__).parent / "fixtures" / "names"


def lines_of(name: str) -> list[str]:
    return (LINES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def share_masked(names: list[str], forms: list[str]) -> float:
    """Return the share of questions in which no word of the name is left."""
    made = [(form[3:] if form.startswith("{") and form[2] == "}" else form, form[:3]) for form in forms]
    right = total = 0
    for form, mark in made:
        for name in names:
            typed = name.lower() if mark == "{l}" else name.upper() if mark == "{u}" else name
            text = mask(form.format(n=typed), corpus_lexicon()).text
            right += not any(part in text for part in typed.split() if len(part) > 1)
            total += 1
    return right / total


def test_99_of_100_unusual_names_are_masked_whatever_the_sentence() -> None:
    assert share_masked(lines_of("unusual")[::2], lines_of("forms")[::2]) >= 0.99


def test_9_of_10_usual_names_are_masked_whatever_the_sentence() -> None:
    assert share_masked(lines_of("usual"), lines_of("forms")[::3]) >= 0.9


@pytest.mark.parametrize("line", lines_of("no_names"))
def test_services_places_laws_titles_days_and_software_stay(line: str) -> None:
    assert mask(line, corpus_lexicon()).text == line


@pytest.mark.parametrize(
    ("question", "masked"),
    [
        ("I need to refer Peter Young to housing", "I need to refer [name] to housing"),
        ("Karen White rang", "[name] rang"),
        ("Mark Okonkwo told us he cannot go home", "[name] told us he cannot go home"),
        ("Will Thistlewick told us", "[name] told us"),
        ("Helen Park says she is cold", "[name] says she is cold"),
        ("Blessing Osei missed it", "[name] missed it"),
        ("my client peter young needs food", "my client [name] needs food"),
        ("Prince William talked to them", "Prince William talked to them"),
        ("I'm Orsolya Quillfeather", "I'm [name]"),
        ("ask about Helen Park", "ask about Helen Park"),
        ("Will Kooth be open?", "Will Kooth be open?"),
    ],
)
def test_a_name_that_is_an_everyday_word_counts_where_it_stands_as_a_name(question: str, masked: str) -> None:
    assert mask(question, corpus_lexicon()).text == masked


@pytest.mark.parametrize(
    ("word", "strange"),
    [
        ("Quillfeathr", True),
        ("Wierzchołowski", True),
        ("Okonkwo-Hill", True),
        ("hostels", False),
        ("hostel", False),
        ("Drugline", False),
        ("PayPoint", False),
        ("KREC", False),
        ("Xu", False),
    ],
)
def test_a_word_is_strange_when_no_part_of_it_is_common(word: str, strange: bool) -> None:
    assert is_strange(word, frozenset({"hostel", "drug", "line", "hill", "pay", "point"})) is strange


def test_without_a_list_of_common_words_nothing_is_strange() -> None:
    assert not is_strange("Quillfeather", frozenset())
    assert mask(THANKS, lexicon_from_texts(())).text == THANKS


@pytest.mark.parametrize("word", ["hosuing", "housng", "houssing", "hoxsing", "housing"])
def test_a_slip_of_a_common_word_is_no_name(word: str) -> None:
    assert is_misspelt(word, frozenset({"housing"}))
    assert not NameLists(common=frozenset({"housing"})).is_foreign(word)


def test_a_word_two_slips_away_is_no_slip() -> None:
    assert not is_misspelt("hosunig", frozenset({"housing"}))
