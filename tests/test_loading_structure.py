from __future__ import annotations

from pathlib import Path

import pytest

from ingest.loading import BlockKind, parse
from ingest.shapes import is_bullet, is_title_like
from ingest.structure import blocks_of

DOCUMENTS = Path(__file__).parent / "fixtures" / "documents"
SHORT = {
    BlockKind.HEADING: "H",
    BlockKind.PARAGRAPH: "P",
    BlockKind.LEAD_IN: "L",
    BlockKind.LIST_ITEM: "I",
    BlockKind.TABLE_ROW: "R",
}


def outline(name: str) -> list[str]:
    """Each block as its kind, its level where it has one, and its first words."""
    document = parse(DOCUMENTS / name)
    return [
        f"{SHORT[block.kind]}{block.level or ''} {' '.join(document.words_of(block).split()[:4])}"
        for block in document.blocks
    ]


def test_a_wrapped_text_is_understood() -> None:
    assert outline("youth-workers.txt") == [
        "H1 Keeping Young People Safe",
        "H3 A guide for youth",
        "H3 Introduction",
        "P This guide is for",
        "H2 1. What to look",
        "L Signs can be small.",
        "I1 sudden changes in behaviour",
        "I1 unexplained money, phones or",
        "I1 missing school:",
        "I3 whole days",
        "I3 single lessons",
        "H2 2. What to do",
        "I1 Make sure the young",
        "I1 Write down what was",
        "I1 Tell your lead within",
        "H3 CONTACTS",
        "P Duty desk Room 12,",
        "H3 What happens next?",
        "P The lead decides within",
    ]


def test_a_text_with_one_line_for_each_paragraph_is_understood() -> None:
    assert outline("memo.txt") == [
        "H1 MEMO",
        "P To: all staff",
        "P From: the duty manager",
        "P Date: 4 March",
        "P Please note that the",
        "H5 Opening hours:",
        "I1 Monday to Thursday, 8:30",
        "I1 Friday, 8:30 to 16:00",
        "L You will need:",
        "I1 your pass",
        "I1 a photograph",
        "H3 Lift access",
        "P The lift is out",
        "P Questions? Ring reception.",
    ]


def test_a_strategy_in_plain_text_is_understood() -> None:
    assert outline("strategy.txt") == [
        "H1 SAFER STAIRWELLS STRATEGY",
        "H3 Foreword",
        "P The council has mended",
        "H3 Our priorities",
        "L The three priorities are:",
        "I1 Lights",
        "I1 Doors",
        "I1 Noise at night",
        "H2 Priority 1: Lights",
        "H3 What we know",
        "P Most faults are never",
        "H5 What we will do:",
        "I1 mend within three days;",
        "I1 write to those who",
        "H5 Partners:",
        "I1 Wardens",
        "I1 Residents",
        "I1 The committee",
        "H3 Key contacts",
        "P Name: Jane Example",
        "P Telephone: 020 7946 0001",
        "P For more, see www.example.org",
    ]


def test_underlined_headings_are_understood() -> None:
    assert outline("housing.txt") == [
        "H1 Housing Options",
        "H2 Who can apply",
        "P Anyone who lives in",
        "H2 How to apply",
        "P Go to https://housing.example.org/apply?x=1.2 and",
        "P The team replies within",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Mental Health:",
        "Unmet housing needs/homelessness:",
        "Reducing reoffending:",
        "Signs of neglect:",
        "How to refer:",
        "What we do:",
    ],
)
def test_a_name_above_a_list_is_a_heading(words: str) -> None:
    assert is_title_like(words)


@pytest.mark.parametrize(
    "words",
    [
        "Examples of online harms include, but are not restricted to:",
        "You will need:",
        "Staff should look for:",
        "Bring your card. You need:",
        "Each team must:",
        "What this means is:",
        "It is made of:",
    ],
)
def test_the_beginning_of_a_sentence_above_a_list_is_no_heading(words: str) -> None:
    assert not is_title_like(words)


@pytest.mark.parametrize(
    ("line", "after_an_end", "expected"),
    [
        ("• a torch", False, True),
        ("- a torch", True, True),
        ("- a torch", False, False),
        ("34. The desk then wrote", False, False),
        ("2. Write it down", True, True),
        ("(b) the second", True, True),
        ("A. Smith spoke", True, False),
        ("2024 was a good year", True, False),
        ("-5 degrees", True, False),
    ],
)
def test_a_marker_begins_an_item_only_where_one_can_stand(line: str, after_an_end: bool, expected: bool) -> None:
    assert is_bullet(line, after_an_end) is expected


def test_a_long_text_is_read_in_a_time_that_grows_with_its_length() -> None:
    # 60,000 lines: a rule that looks through all the lines for each line would take minutes
    text = "\n".join(f"Line {number} says something.\n" for number in range(30_000))
    assert len(blocks_of(text)) == 30_000
