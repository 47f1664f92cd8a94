"""The five rules, each kept and broken by a reply made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.anchoring import Anchor, GoldState, Place
from evaluation.cases import Case, CaseSet, Gold, bare_words
from evaluation.marking import Fault, faults, says, wrong_words
from evaluation.measures.contacts import Held
from evaluation.measures.outcomes import Outcome
from evaluation.replies import Cited, Reply
from evaluation.run_files import row_from_json, row_to_json
from evaluation.runs import Found, Made, Row, Run
from evaluation.scoring import figures, mark_run
from guide.types import Json

TEXT = "A home, a job and access to healthcare cut reoffending. Ring 020 7946 0000 by 17:00."
QUOTE = "A home, a job and access to healthcare cut reoffending."
CITED = Cited(1, "plan", "Plan", 2, ("Housing",), QUOTE, TEXT, 0, len(QUOTE))
REPLY = Reply("q", "q", "answered", None, 0.9, f"Plan says:\n{QUOTE} [1]", (CITED,))
CASE = Case("c", "lookup", "q", "answer", expected_quotes=(Gold("plan", "a job and access to healthcare cut"),))
CARD: Json = {"id": "service", "name": "A service", "contact": {"phone": "020 7946 0000"}}


def row(reply: Reply = REPLY, *, number: str = "020 7946 0000") -> Row:
    held = (Held("service", "contact", number), Held("alerts", "emergency", "Ring 999"))
    return Row("c", reply, places=(Place("plan", 2, TEXT),), founded=(CITED.passage_digest,), held=held)


DECLINED = Reply("q", "q", "declined", "not_in_documents", 0.1, "This is not in our documents.")


def test_a_right_reply_has_no_fault() -> None:
    assert faults(CASE, row()) == ()


def test_a_case_without_a_reply_fails() -> None:
    assert faults(CASE, None) == (Fault.NO_REPLY,)
    assert faults(CASE, Row("c", None, error="ModelUnavailable")) == (Fault.NO_REPLY,)


@pytest.mark.parametrize(
    ("expect", "reply", "expected"),
    [
        ("answer", DECLINED, {Fault.WRONG_KIND, Fault.QUOTE_MISSING}),
        ("answer", replace(REPLY, status="partial"), set()),
        ("answer", replace(REPLY, citations=()), {Fault.NOTHING_SHOWN, Fault.QUOTE_MISSING}),
        ("decline", DECLINED, set()),
        ("decline", REPLY, {Fault.WRONG_KIND, Fault.SOURCE_WITH_REFUSAL}),
        ("clarify", DECLINED, {Fault.WRONG_KIND}),
        ("smalltalk", replace(DECLINED, status="smalltalk"), set()),
    ],
    ids=["refused", "partial will do", "no source", "declined", "answered", "not asked back", "small talk"],
)
def test_the_kind_of_reply_is_marked(expect: str, reply: Reply, expected: set[Fault]) -> None:
    case = replace(CASE, expect=expect, expected_quotes=CASE.expected_quotes if expect == "answer" else ())
    assert set(faults(case, row(reply))) == expected


def test_another_status_may_be_accepted() -> None:
    case = replace(CASE, accept=("declined",), expected_quotes=())
    assert faults(case, row(DECLINED)) == ()


@pytest.mark.parametrize(
    ("due", "shown", "expected"),
    [
        (("emergency",), (), {Fault.MISSED_EMERGENCY}),
        (("emergency",), ("emergency", "crisis"), set()),
        ((), ("crisis",), {Fault.FALSE_CRISIS}),
        (("personal_data",), (), {Fault.MISSED_PERSONAL_DATA}),
        (("crisis",), ("emergency", "crisis"), {Fault.FALSE_EMERGENCY}),
        ((), ("out_of_date",), set()),
    ],
    ids=["missed", "crisis beside emergency", "false", "missed personal data", "false beside crisis", "not marked"],
)
def test_alerts_are_marked_both_ways(due: tuple[str, ...], shown: tuple[str, ...], expected: set[Fault]) -> None:
    reply = replace(REPLY, alerts=tuple((kind, "") for kind in shown))
    assert set(faults(replace(CASE, alerts=due), row(reply))) == expected


def test_the_kind_is_not_marked_where_the_alert_is_the_answer() -> None:
    case = Case("c", "emergency", "q", "answer", alerts=("emergency",))
    assert faults(case, row(replace(DECLINED, alerts=(("emergency", "Ring 999"),)))) == ()


def test_every_expected_quote_must_be_held_by_one_citation_of_its_source() -> None:
    other = replace(CASE, expected_quotes=(Gold("other", "a job and access to healthcare cut"),))
    assert faults(other, row()) == (Fault.QUOTE_MISSING,)


def test_an_answer_to_one_point_quotes_at_most_120_words() -> None:
    long = "one two three four five six seven eight nine ten " * 13
    cited = replace(CITED, quote=long.strip(), passage=long.strip(), end=len(long.strip()))
    reply = replace(REPLY, citations=(CITED, cited), text=f"{REPLY.text}\n{long}[1]")
    held = replace(
        row(reply),
        places=(Place("plan", 2, TEXT), Place("plan", 2, long)),
        founded=tuple(item.passage_digest for item in (CITED, cited)),
    )
    assert faults(CASE, held) == ()
    assert faults(replace(CASE, category="plan-fact"), held) == (Fault.TOO_MUCH_QUOTED,)


def test_pathways_count_among_the_first_three_only() -> None:
    cards: tuple[Json, ...] = tuple({"id": name} for name in ("a", "b", "c", "d"))
    reply = replace(REPLY, pathways=cards)
    assert faults(replace(CASE, expected_pathways=("a", "c")), row(reply)) == ()
    assert faults(replace(CASE, any_pathways=("x", "b")), row(reply)) == ()
    assert faults(replace(CASE, expected_pathways=("d",)), row(reply)) == (Fault.PATHWAY_MISSING,)
    assert faults(replace(CASE, any_pathways=("x", "d")), row(reply)) == (Fault.PATHWAY_MISSING,)


def test_what_must_be_said_may_stand_on_a_card_and_is_compared_by_digits() -> None:
    reply = replace(REPLY, pathways=(CARD,))
    assert faults(replace(CASE, must_say=("02079460000",)), row(reply)) == ()
    assert faults(replace(CASE, must_say=("02079460001",)), row(reply)) == (Fault.NOT_SAID,)


def test_what_must_not_be_said_is_found_in_nearest_passages_and_as_the_beginning_of_a_number() -> None:
    reply = replace(DECLINED, nearest=({"source_id": "plan", "text": "Ring 020 7946 0000"},))
    case = Case("c", "k", "q", "decline", must_not_say=("020 7946",))
    assert faults(case, row(reply)) == (Fault.FORBIDDEN_SAID,)


def test_what_no_reply_of_the_set_may_show_is_found_too() -> None:
    assert faults(CASE, row(), ("access to HEALTHCARE",)) == (Fault.FORBIDDEN_SAID,)


def test_a_masked_question_is_searched_where_personal_data_were_given() -> None:
    case = Case("c", "personal-data", "q", "answer", alerts=("personal_data",), must_not_say=("Ann Other",))
    told = replace(REPLY, alerts=(("personal_data", "text"),))
    assert faults(case, row(told)) == ()
    assert faults(case, row(replace(told, standalone_question="Is Ann Other here?"))) == (Fault.FORBIDDEN_SAID,)


def test_a_whole_number_is_not_found_inside_a_longer_one() -> None:
    assert says("ring 101 now", "101")
    assert not says("ring 1011 now", "101")
    assert says("ring 1011 now", "101", whole=False)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (replace(CITED, page=3), {Fault.WRONG_PAGE}),
        (replace(CITED, quote="A home cut reoffending."), {Fault.NOT_VERBATIM, Fault.QUOTE_MISSING}),
        (replace(CITED, passage=TEXT + " More."), {Fault.NOT_IN_DOCUMENT}),
        (replace(CITED, quote=QUOTE.upper()), set()),
    ],
    ids=["page", "words", "passage", "capitals are folded"],
)
def test_a_citation_must_be_true(cited: Cited, expected: set[Fault]) -> None:
    assert set(faults(CASE, row(replace(REPLY, citations=(cited,))))) == expected


def test_a_number_on_a_card_must_stand_in_its_record() -> None:
    reply = replace(REPLY, pathways=(CARD,))
    assert faults(CASE, row(reply)) == ()
    # that the cited passage holds the number is of no use to the card
    assert faults(CASE, row(reply, number="020 7946 9999")) == (Fault.WRONG_CONTACT,)
    said = wrong_words((Fault.WRONG_PAGE, Fault.WRONG_CONTACT), row(reply, number="020 7946 9999"))
    assert said == "wrong page, contact not in the record (“020 7946 0000” as of service)"


def test_a_run_of_before_the_lines_were_kept_has_no_figure_of_contacts() -> None:
    old = replace(row(replace(REPLY, pathways=(CARD,))), held=None)
    assert row_from_json(row_to_json(old)).held is None
    (marked,) = mark_run(Run(Made("this guide", "m", None, "c", "i", 10), CaseSet((CASE,)), (old,)))
    assert "contact_exactness" not in marked.scores


def test_unanswerable_and_urgent_cases_have_no_figure_of_retrieval_or_outcome() -> None:
    cases = (
        replace(CASE, id="a"),
        Case("b", "k", "q", "decline"),
        Case("c", "k", "q", "answer", alerts=("emergency",)),
    )
    found = (Anchor("plan", GoldState.FOUND, 2, 0, len(QUOTE), ("p1",)),)
    rows = tuple(
        replace(each, case_id=case.id, gold=found, hits=(Found("p1", 0.9, 1),))
        for case, each in zip(
            cases, (row(), row(DECLINED), row(replace(DECLINED, alerts=(("emergency", "Ring"),)))), strict=True
        )
    )
    first, second, third = mark_run(Run(Made("us", "m", None, "s", "i", 10), CaseSet(cases), rows))
    assert (first.outcome, second.outcome, third.outcome) == (Outcome.CORRECT, Outcome.CORRECT_ABSTENTION, None)
    assert ["recall@5" in each.scores for each in (first, second, third)] == [True, False, False]
    assert "quote_validity" not in second.scores
    assert first.scores["quote_validity"] == 1.0


def test_gold_in_a_field_of_a_pathway_has_no_figure_of_retrieval_also_beside_gold_in_a_document() -> None:
    plan = Anchor("plan", GoldState.FOUND, 2, 0, len(QUOTE), ("p1",))
    card = Anchor("service", GoldState.FOUND, None, 0, 9, ("f1",), is_searched=False)
    golds = {"plan": (plan,), "card": (card,), "both": (plan, card)}
    cases = tuple(replace(CASE, id=name) for name in golds)
    rows = tuple(replace(row(), case_id=name, gold=gold, hits=(Found("p1", 0.9, 1),)) for name, gold in golds.items())
    run = Run(Made("us", "m", None, "s", "i", 10), CaseSet(cases), rows)
    marked = mark_run(run)
    assert ["recall@5" in each.scores for each in marked] == [True, False, False]
    assert [each.scores["gold_quoted"] for each in marked] == [1.0, 1.0, 1.0]
    recall = next(figure for figure in figures(marked) if figure.name == "recall@5")
    assert (recall.value, recall.count) == (1.0, 1)
    assert row_from_json(row_to_json(rows[1])) == rows[1]
    assert row_to_json(rows[0])["gold"] == [
        {"source": "plan", "state": "found", "page": 2, "start": 0, "end": len(QUOTE), "passages": ("p1",)}
        | {"relevance": 1, "now": ""}
    ]


@pytest.mark.parametrize(
    ("case", "passes"),
    [
        (Case("c", "k", "q", "answer"), True),
        (replace(CASE, expected_quotes=()), True),
        (CASE, False),
        (Case("c", "k", "q", "answer", any_pathways=("service",)), False),
        (Case("c", "k", "q", "answer", must_not_say=("old name",)), False),
        (Case("c", "k", "q", "answer", alerts=("personal_data",)), False),
        (Case("c", "k", "q", "answer", accept=("declined",)), False),
        (Case("c", "k", "q", "decline"), False),
    ],
)
def test_a_case_that_names_nothing_is_told_from_one_that_can_fail(case: Case, passes: bool) -> None:
    assert case.passes_with_anything is passes


def test_the_warning_counts_cases_that_pass_with_anything_and_names_the_first() -> None:
    bare = [Case(f"c{number}", "k", "q", "answer") for number in range(7)]
    assert bare_words([CASE]) == ""
    assert bare_words([CASE, bare[0]]) == "1 case says nothing of what a right answer holds, so any answer passes: c0."
    assert bare_words(bare).endswith("so any answer passes: c0, c1, c2, c3, c4 and 2 more.")
