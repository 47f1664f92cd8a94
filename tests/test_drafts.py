"""The drafts under docs/: marked as drafts, every figure of today, every claim with a test that exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.figures import DRAFTS, NAMED, PLACE, ROOT, filled, rows_of


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_says_that_nobody_has_reviewed_it(name: str) -> None:
    head = (ROOT / "docs" / name).read_text(encoding="utf-8").split("\n## ")[0]
    assert "DRAFT. Nobody has reviewed this." in head


@pytest.mark.parametrize("name", DRAFTS)
def test_every_figure_of_a_draft_is_that_of_today(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == filled(text), "run: .venv/bin/python -m tests.figures"


@pytest.mark.parametrize("name", DRAFTS)
def test_no_figure_was_typed_by_hand(name: str) -> None:
    text = PLACE.sub("", (ROOT / "docs" / name).read_text(encoding="utf-8"))
    plain = re.sub(
        r"`[^`]*`|\b(?:999|WCAG 2\.2|UK GDPR|Tier [12]|Act 20\d\d|Regulations 2018)\b|^\d+\. ", "", text, flags=re.M
    )
    assert re.findall(r"\d+", plain) == []


@pytest.mark.parametrize("name", DRAFTS)
def test_every_test_that_a_draft_names_exists(name: str) -> None:
    named = NAMED.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert len(named) >= 4
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{test}"


def test_a_table_of_the_soak_is_read_below_its_heading() -> None:
    soak = (
        "# Long\n\n## Hostile questions\n\n| family | a | b |\n|---|---|---|\n| HTML | 3 | 0 |\n\n## Other\n\n| x |\n"
    )
    assert rows_of(soak, "Hostile questions") == [["HTML", "3", "0"]]
    assert rows_of(soak, "Planted identifiers") == []
