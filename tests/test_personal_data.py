"""Personal data: floors on our development sets, each recogniser, and what masking must keep true of any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.masking.identifiers import is_card_number, is_national_insurance_prefix, is_nhs_number
from guide.plain_text import plain_text
from guide.safety import mask
from tests.safety_cases import SETS, corpus_lexicon, development_cases, squeezed


def test_99_of_100_positives_of_the_development_set_are_found_and_masked_completely() -> None:
    cases = development_cases("personal-data")
    right = 0
    for case in cases:
        masked = mask(str(case["question"]), corpus_lexicon())
        secrets = case["must_not_say"]
        assert isinstance(secrets, list)
        right += bool(masked.found) and not any(squeezed(secret) in squeezed(masked.text) for secret in secrets)
    assert right / len(cases) >= 0.99


@pytest.mark.parametrize("name", [name for name in SETS if name != "personal-data"])
def test_nothing_is_masked_in_questions_without_personal_data(name: str) -> None:
    masked = [mask(str(case["question"]), corpus_lexicon()).text for case in development_cases(name)]
    assert masked == [case["question"] for case in development_cases(name)]


@pytest.mark.parametrize(
    ("question", "masked"),
    [
        ("Ring Orsolya Quillfeather on 07700 900123", "Ring [name] on [telephone]"),
        ("dob 03/09/1988, what now", "dob [date of birth], what now"),
        ("write to o.quill@example.org today", "write to [e-mail] today"),
        ("NHS number 999 123 4560", "NHS number [NHS number]"),
        ("NI QQ 12 34 56 C please", "NI [National Insurance number] please"),
        ("he drives KT00 ABC", "he drives [vehicle registration]"),
        ("passport 533000111 was taken", "passport [passport number] was taken"),
        ("card 4111 1111 1111 1111 was used", "card [card number] was used"),
        ("sort code 00-11-22 account 12345678", "sort code [bank account] account [bank account]"),
        ("crime ref 3417728/25", "crime ref [crime reference]"),
        ("CAD 4471/12MAR25 is open", "[CAD reference] is open"),
        ("MARAC ref KGN/2025/118", "MARAC ref [MARAC reference]"),
        ("she lives at 42 Thistledown Crescent, KT2 6CV", "she lives at [address]"),
        ("\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff13\uff13\uff11 is his", "[telephone] is his"),
        ("077\u200b00 900\u200b331 is his", "[telephone] is his"),
        ("0 7 7 0 0 9 0 0 1 8 2 is his", "[telephone] is his"),
        ("refer the man on 020 7946 0284 for housing advice", "refer the man on [telephone] for housing advice"),
        ("01632 960176 wants to know which service fits", "[telephone] wants to know which service fits"),
        ("about victims like Orsolya Quillfeather?", "about victims like [name]?"),
        ("who supports Evander Thistlewick and his sister", "who supports [name] and his sister"),
        ("I saw Q. P. Quillfeather today", "I saw [name] today"),
        ("Evander 'Evvie' Thistlewick wants a bed", "[name] wants a bed"),
        ("THISTLEWICK, Evander; 16; new to the area", "[name]; 16; new to the area"),
        ("sunil min-thistle from the church rang", "[name] from the church rang"),
        ("PC Quillfeather came, then nurse Thistlewick", "PC [name] came, then nurse [name]"),
        ("tenant of Thistle Cottage, Old Kiln Lane, asks", "tenant of [address], asks"),
        ("I'm on Larkspur Walk, no. 41, at the end", "I'm on [address], at the end"),
        ("licence QUILL802123O99AB was taken", "licence [driving licence number] was taken"),
        (
            "DT123456A is the National Insurance no. on it",
            "[National Insurance number] is the National Insurance no. on it",
        ),
        ("RBK-MARAC-2025-114 is due", "[MARAC reference] is due"),
    ],
)
def test_each_kind_is_replaced_by_its_words(question: str, masked: str) -> None:
    assert mask(question, corpus_lexicon()).text == masked


@pytest.mark.parametrize(
    "question",
    [
        "What is Clare's Law?",
        "Ring 0808 2000 247 or 116 123",
        "020 7946 0111 is the council's switchboard",
        "the housing advice line on 020 7946 0111",
        "the plan 2024 2029",
        "Forced Marriage Act 2007",
        "How does Ask for Angela work",
        "KREC or True Vision",
        "[name] rang from [telephone]",
        "",
    ],
)
def test_services_laws_numbers_and_masks_stay_as_they_are(question: str) -> None:
    masked = mask(question, corpus_lexicon())
    assert masked.text == question
    assert masked.found == ()


@pytest.mark.parametrize(
    "before", ["", "Yes, ", "No, ", "Well, ", "The tenant came in. ", "Ring back today!\n"], ids=lambda text: repr(text)
)
def test_a_name_that_begins_a_sentence_is_masked_wherever_the_sentence_stands(before: str) -> None:
    rest = "has been sleeping rough since Friday."
    assert mask(f"{before}Orsolya Vandermoor {rest}", corpus_lexicon()).text == f"{before}[name] {rest}"


def test_check_digits_are_worked_out_as_published() -> None:
    # 943 476 5919 is the example of the NHS Data Dictionary: 11 - (299 mod 11) = 9
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert not is_nhs_number("0000000000")
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")


@pytest.mark.parametrize(
    ("letters", "is_one"), [("QQ", True), ("ab", True), ("BG", False), ("DA", False), ("AO", False)]
)
def test_national_insurance_prefixes_are_those_of_hmrc(letters: str, is_one: bool) -> None:
    assert is_national_insurance_prefix(letters) is is_one


PIECES = st.sampled_from(
    [
        "Orsolya Quillfeather",
        "07700 900123",
        "o.quill@example.org",
        "dob 03/09/1988",
        "42 Thistledown Crescent, KT2 6CV",
        "QQ123456C",
        "999 123 4560",
        "\u200b",
        " ",
        "[name]",
        "\uff10\uff17\uff17\uff10\uff10900331",
        "asks about housing.",
        "\n",
        "é\u0301",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map(" ".join))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_masking_what_is_masked_changes_nothing(text: str) -> None:
    once = mask(text, corpus_lexicon()).text
    assert mask(once, corpus_lexicon()).text == once


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_findings_are_in_order_apart_and_inside_the_raw_text(text: str) -> None:
    end = 0
    for finding in mask(text, corpus_lexicon()).found:
        assert end <= finding.start < finding.end <= len(text)
        end = finding.end


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=999), st.sampled_from(["", " ", "-", ".", "\u200b", "\u00a0"]), TEXTS)
def test_a_planted_mobile_number_never_survives(number: int, gap: str, around: str) -> None:
    planted = f"07700{gap}900{gap}{number:03d}"
    masked = mask(f"{around}; ring {planted} ok", corpus_lexicon()).text
    assert squeezed(planted) not in squeezed(masked)


@given(st.text(max_size=60))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    plain = plain_text(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(plain.starts, plain.ends, strict=True))
    assert list(plain.starts) == sorted(plain.starts)
