"""How questions read: quotations that end before the next sentence, and names as labels."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quiz.item_json import quiz_from_json, quiz_to_json
from quiz.stems import STEMS, stem_of
from quiz.types import GAP
from tests.quiz_items import item, quiz


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Danger now", "“Danger now”. What"),
        ("They ring.", "“They ring.” What"),
        ("Who rings?", "“Who rings?” What"),
        ("Wait (a day)", "“Wait (a day)”. What"),
    ],
)
def test_a_quotation_before_a_new_sentence_is_ended_once(words: str, ends: str) -> None:
    asked = {stem_of("now", seed, words=words) for seed in range(20)}
    assert [stem for stem in asked if ends in stem]
    assert [stem for stem in asked if re.search(r"[^.?!]” [A-Z]|[.?!]”\.", stem)] == []


def test_a_quotation_that_ends_the_question_or_goes_on_in_it_gets_no_full_stop() -> None:
    for seed in range(20):
        assert not stem_of("heading", seed, words="Danger now").endswith("”.")
        assert "”. Choose" not in stem_of("several_lines", seed, service="Desk", field="Consent")
        assert "“Consent”," not in stem_of("several_lines", seed, service="Desk", field="Consent")


def test_a_service_stands_as_a_label_so_that_its_name_needs_no_article() -> None:
    in_a_sentence = [
        variant
        for variants in STEMS.values()
        for variant in variants
        if re.search(r"(?<!^)(?<!: )(?<!\? )\{service\}|\{service\}(?![:.,?])", variant)
    ]
    assert in_a_sentence == []


def test_a_full_stop_outside_a_quotation_survives_the_file() -> None:
    one = replace(item(), stem=f"“Danger {GAP}”. What now?")
    assert quiz_from_json(quiz_to_json(quiz(one)), "x").items[0].stem == one.stem
