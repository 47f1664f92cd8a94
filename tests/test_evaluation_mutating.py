"""Every kind of known fault, planted in a good reply, is caught, and says by what."""

from __future__ import annotations

from evaluation.cases import Case, CaseSet
from evaluation.mutating import prove, rows_of
from evaluation.mutations import MUTATIONS
from evaluation.runs import Run
from evaluation.scoring import mark_run
from tests.evaluation_sample import MADE, sample


def test_at_least_ten_kinds_of_fault_are_planted_and_every_one_is_caught() -> None:
    planted = prove(sample())
    assert len(planted) >= 10
    assert [item.name for item in planted if not item.is_caught] == []


def test_a_fault_is_caught_by_the_measure_that_is_there_for_it() -> None:
    signs = {item.name: {name for name, _ in item.caught_by} for item in prove(sample())}
    expected = {
        "wrong page": "wrong page",
        'removed "not"': "quote not verbatim",
        "changed figure": "quote not verbatim",
        "swapped telephone number": "contact_exactness",
        "number of another service": "contact_exactness",
        "linked number of another": "contact_exactness",
        "number under another label": "contact_exactness",
        "times of another line": "contact_exactness",
        "swapped number in an alert": "contact not in the record",
        "dropped bullet": "list_completeness",
        "stale or forbidden name": "must_not_say shown",
        "refused answerable": "wrong kind",
        "answered unanswerable": "source shown with a refusal",
        "missed alert": "missed emergency",
        "false alarm": "false emergency",
        "wrong door": "pathway missing",
        "claim without a citation": "citation_recall",
        "citations exchanged": "lexical_support",
        "personal data shown again": "must_not_say shown",
    }
    assert {name: sign for name, sign in expected.items() if sign not in signs[name]} == {}


def test_the_replies_were_good_before_the_faults_were_planted() -> None:
    assert [(item.case.id, item.faults) for item in mark_run(sample()) if not item.passed] == []


def test_a_fault_that_cannot_be_planted_is_said_and_never_counted_as_caught() -> None:
    planted = prove(Run(MADE, CaseSet((Case("no", "k", "q", "decline"),)), (sample().rows[3],)))
    nowhere = [item for item in planted if not item.planted]
    assert nowhere
    assert not any(item.is_caught for item in nowhere)
    lines = rows_of(planted)
    assert len(lines) == len(MUTATIONS)
    assert sum("could not be planted" in line for line in lines) == len(nowhere)
