from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["Dr. Smith met the team at St. Mary's.", "Then he left."], id="titles and saints"),
        pytest.param(["The U.S. team won.", "They were glad."], id="initials of a country"),
        pytest.param(["See No. 5 and p. 4, e.g. the table.", "It is short."], id="numbers and examples"),
        pytest.param(["It costs £3.50 or 2.5% more.", "Pay now."], id="decimals"),
        pytest.param(['He said "It works. Really!" and left.', "So did she."], id="full stops within quotes"),
        pytest.param(["He asked: “Why?”", "Nobody knew."], id="a question in quotes"),
        pytest.param(["J. R. Hartley wrote it.", "W. E. B. Green did not."], id="initials of people"),
        pytest.param(["Go to https://a.example.org/b.html?c=1.2 first.", "Then wait."], id="an address"),
        pytest.param(["Ask Cllr. Green or Supt. Brown.", "Ring first."], id="ranks"),
        pytest.param(["He was born c. 1850.", "He died in 1900."], id="about a year"),
        pytest.param(["The first is this.[1]", "The second is that.[citation needed]", "End."], id="notes"),
        pytest.param(["It opens at 9 a.m. on Monday.", "It closes at 5 p.m. daily."], id="times of day"),
        pytest.param(["He lives on Baker St.", "The house is big."], id="a street"),
        pytest.param(["Is it free?", "No.", "The council pays!"], id="short answers"),
        pytest.param(["approx. 5 pounds and so on.", "Next."], id="about a number"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_quotation_marks_that_never_close_do_not_hide_the_ends_of_sentences() -> None:
    opened = "The authority ‘wholly and for a long time failed' to stop the damage to the road."
    rest = [
        "It was told of it in writing three times by people who lived in the houses beside it, and by a school."
    ] * 4
    assert split(" ".join([opened, *rest])) == [opened, *rest]


def test_a_long_sentence_stays_whole() -> None:
    text = "The list names " + ", ".join(f"the street of number {number}" for number in range(40)) + "."
    assert split(text) == [text]


def test_line_ends_do_not_end_a_sentence() -> None:
    assert split("The first line\ngoes on here. The second\nas well.") == [
        "The first line\ngoes on here.",
        "The second\nas well.",
    ]


def test_no_text_has_no_sentence() -> None:
    assert sentences("") == () and sentences(" \n ") == ()


@given(st.text(alphabet="aB é.?!\"'[]()1 \n😀", max_size=200))
def test_every_letter_stands_in_one_sentence_and_positions_are_code_points(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found) and all(x[1] <= y[0] for x, y in zip(found, found[1:], strict=False))
