"""A wording for a quiz item from a language model over real HTTP: checked like every item, never applied by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guide.adapters.prompt_files import read_prompt
from quiz.proposing import Proposal, problem, propose
from quiz.types import GAP, ItemKind
from tests.model_calls import calls_to
from tests.quiz_items import QUOTE, item, true_false
from tests.stub_model import FAULTS, StubModel

GOOD = "You ring the refuge at night: whom do you ask for?"
SLOW = ("slow", "endless drip", "endless flood")


def proposed(stub: StubModel, data: Path) -> Proposal:
    return propose(item(), calls_to(stub, data).ask, read_prompt("quiz_item"))


def test_a_wording_that_holds_is_proposed_and_the_item_stays_as_it_is(tmp_path: Path) -> None:
    with StubModel(lambda prompt: json.dumps({"stem": GOOD})) as stub:
        assert proposed(stub, tmp_path) == Proposal(GOOD)
        (prompt,) = stub.prompts
    assert QUOTE in prompt
    assert item().stem in prompt
    assert "night-guide" not in prompt


@pytest.mark.parametrize(
    ("stem", "why"),
    [
        ("", "plain text"),
        (GOOD + " <b>", "plain text"),
        (GOOD + " https://evil.example", "plain text"),
        (item().stem, "stands there"),
        ("You ring the refuge at 3 at night: whom do you ask for?", "number"),
        ("You ring the refuge in Kingston at night: whom do you ask for?", "name"),
        ("You ring the refuge at night: whom do you not ask for?", "negation"),
        ("You must ring the refuge at night: whom do you ask for?", "negation"),
        ("Which colour has the sky above every happy village?", "stand neither"),
        ("You ring the refuge at night: do you ask for the duty worker or whom?", ":"),
        ("“Ask for the duty worker” at night: whom do you ring?", "quotation"),
        (f"You ring the refuge at night: you ask for {GAP}?", "gap"),
    ],
)
def test_a_wording_that_does_not_hold_is_named_and_not_shown(stem: str, why: str, tmp_path: Path) -> None:
    assert why in problem(item(), stem)
    with StubModel(lambda prompt: json.dumps({"stem": stem})) as stub:
        found = proposed(stub, tmp_path)
    assert found.stem == ""
    assert found.line


def test_a_claim_that_is_true_or_false_keeps_its_words() -> None:
    asked = true_false(f"True or false? The guide says: “{QUOTE}”", True)
    assert asked.kind is ItemKind.TRUE_FALSE
    assert problem(asked, f"Is this true or false by the guide? “{QUOTE}”") == ""
    assert "quotation" in problem(asked, "Is this true or false by the guide? “Give the room number.”")


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in SLOW])
def test_a_fault_ends_in_one_line_and_no_wording(fault: str, tmp_path: Path) -> None:
    with StubModel(fault=fault) as stub:
        found = proposed(stub, tmp_path)
    assert found.stem == ""
    assert found.line.startswith("The language model")
    assert "secret inside" not in found.line
