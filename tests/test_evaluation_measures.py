"""The measures, each worked out by hand in a comment, with the empty, single and tied cases."""

from __future__ import annotations

import math

import pytest

from evaluation import folding
from evaluation.measures import content, outcomes, retrieval, support
from evaluation.measures.content import KeyPoint
from evaluation.measures.outcomes import Outcome
from evaluation.measures.support import Quoted, Statement

RANKED = ("a", "b", "c", "d")


def test_recall_counts_relevant_passages_among_the_first_k() -> None:
    # a and c are found of a, c and z: 2 of 3
    assert retrieval.recall_at_k(RANKED, {"a", "c", "z"}, 3) == pytest.approx(2 / 3)


def test_precision_divides_by_k_even_when_fewer_were_returned() -> None:
    # one relevant passage; k = 5 although four were returned
    assert retrieval.precision_at_k(RANKED, {"b"}, 5) == pytest.approx(1 / 5)


def test_a_repeated_passage_counts_once_and_moves_the_others_up() -> None:
    assert retrieval.reciprocal_rank(("a", "a", "b"), {"b"}, 2) == pytest.approx(1 / 2)


def test_the_reciprocal_rank_is_nought_beyond_k() -> None:
    assert retrieval.reciprocal_rank(RANKED, {"d"}, 3) == 0.0


def test_ndcg_takes_its_ideal_from_every_gold_passage_and_not_only_the_returned_ones() -> None:
    # gain: grade 1 at rank 1 = 1. Ideal: 3 at rank 1 and 1 at rank 2 = 3 + 1 / log2(3)
    expected = 1 / (3 + 1 / math.log2(3))
    assert retrieval.ndcg_at_k(("a",), {"a": 1, "z": 3}, 10) == pytest.approx(expected)


@pytest.mark.parametrize("measure", [retrieval.recall_at_k, retrieval.precision_at_k, retrieval.reciprocal_rank])
def test_a_question_without_anything_relevant_has_no_figure(measure: object) -> None:
    with pytest.raises(ValueError, match="no figure"):
        measure(RANKED, set(), 3)  # type: ignore[operator]


def test_k_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        retrieval.success_at_k(RANKED, {"a"}, 0)


def test_equal_scores_are_ranked_by_id() -> None:
    assert retrieval.rank_by_score({"b": 0.5, "a": 0.5, "c": 0.9}) == ("c", "a", "b")


def test_a_span_counts_when_nine_tenths_of_it_lie_in_the_union_of_the_passages() -> None:
    # 10 characters: 0..9 are covered by two passages, 9 of 10; the second span has 8 of 10
    assert retrieval.span_recall([(0, 10), (20, 30)], [(0, 5), (4, 9), (22, 40)]) == pytest.approx(1 / 2)


def test_folding_levels_quotation_marks_dashes_soft_hyphens_spaces_and_capitals() -> None:
    assert folding.fold("The\u00a0“Long\u00adtail” –  it’s\nhere") == 'the "longtail" - it\'s here'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 020 7946 0000 or +44 (0)20 7946 0001", {"02079460000", "02079460001"}),
        ("Ring 999, 101 or 116 123", {"999", "101", "116123"}),
        ("the plan for 2024-2029 names 100 aims and 56 days", set()),
        ("write to Desk@Example.org. See https://example.org/a.", {"desk@example.org", "https://example.org/a"}),
    ],
    ids=["long numbers", "short numbers", "years and counts are none", "addresses"],
)
def test_contacts_are_found_in_one_form(text: str, expected: set[str]) -> None:
    assert folding.contacts(text) == expected


def test_a_sentence_takes_the_marker_that_closes_its_stretch() -> None:
    text = "It says:\nOne is true. Two is true. [1] Three is not [2][3]\nFour"
    assert folding.statements(text) == (
        ("It says:", ()),
        ("One is true.", (1,)),
        ("Two is true.", (1,)),
        ("Three is not", (2, 3)),
        ("Four", ()),
    )


PASSAGE = "Staff must not ask for consent when a child is in danger. Ring 020 7946 0000 within 24 hours."


@pytest.mark.parametrize(
    ("sentence", "is_supported"),
    [
        ("Staff must not ask for consent when a child is in danger.", True),
        ("When a child is in danger staff must not ask for consent.", True),
        ("Staff must ask for consent when a child is in danger.", False),
        ("Ring 020 7946 0001 within 24 hours.", False),
        ("Ring 020 7946 0000 within 48 hours.", False),
        ("Staff of Barnet must not ask for consent when a child is in danger.", False),
        ("The weather is fine.", False),
    ],
    ids=["verbatim", "reordered", "not removed", "number swapped", "figure changed", "name added", "unrelated"],
)
def test_lexical_support_falls_at_a_dropped_negation_or_a_changed_figure(sentence: str, is_supported: bool) -> None:
    assert support.supports(PASSAGE, sentence) is is_supported


def test_what_a_passage_lacks_is_named() -> None:
    assert "0001" in " ".join(support.missing_words("Ring 020 7946 0001 within 24 hours.", PASSAGE))


def test_quotations_count_only_where_they_stand_word_for_word() -> None:
    quotes = [Quoted("a child is in danger", PASSAGE), Quoted("a child is in trouble", PASSAGE), Quoted("x y z", None)]
    assert support.quote_validity(quotes) == pytest.approx(1 / 3)


def test_an_answer_without_quotations_has_no_quote_validity() -> None:
    assert support.quote_validity([]) is None


def test_a_quotation_of_one_word_must_be_a_whole_line() -> None:
    assert support.stands_in("999", "phone\n999")
    assert not support.stands_in("child", PASSAGE)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Fraud", True),
        ("Hate crime", True),
        ("Lead", True),
        ("Lead:", True),
        ("Police and", False),
        ("Serious violence", True),
        ("Unmet need", True),
        ("It hurts.", True),
        ("costs", False),
        ("crime", False),
        (".", False),
    ],
)
def test_a_short_quotation_is_a_whole_heading_item_cell_or_label(quote: str, stands: bool) -> None:
    evidence = (
        "1.2 Fraud\n\u2022 Hate crime;\nLead: Police and council\n| Theme | Serious violence |\n## Unmet need\n"
        "Fraud costs 3.5 million. It hurts."
    )
    assert support.stands_in(quote, evidence) is stands


PASSAGES = {1: "Crime is increasingly online.", 2: "Fraud is a critical threat.", 3: "Housing matters."}


def test_citation_recall_counts_a_sentence_without_a_valid_citation_as_nought() -> None:
    # supported; uncited; cited out of range; cites the wrong passage: 1 of 4
    statements = [
        Statement("Crime is increasingly online.", (1,)),
        Statement("Fraud is a critical threat.", ()),
        Statement("Fraud is a critical threat.", (9,)),
        Statement("Fraud is a critical threat.", (3,)),
    ]
    assert support.citation_recall(statements, PASSAGES) == pytest.approx(1 / 4)


def test_citation_precision_counts_a_citation_that_adds_nothing_as_not_needed() -> None:
    # [1] supports alone; [3] neither supports alone nor is missed: 1 of 2
    statements = [Statement("Crime is increasingly online.", (1, 3))]
    assert support.citation_precision(statements, PASSAGES) == pytest.approx(1 / 2)


def test_both_citations_are_needed_when_neither_supports_alone() -> None:
    statements = [Statement("Crime is increasingly online fraud is a critical threat", (1, 2))]
    assert support.citation_precision(statements, PASSAGES) == pytest.approx(1.0)


def test_citation_precision_without_citations_is_nought_and_without_statements_undefined() -> None:
    assert support.citation_precision([Statement("Crime is online.", ())], PASSAGES) == 0.0
    assert support.citation_precision([], PASSAGES) is None


def test_keypoint_recall_weighs_okay_points_half() -> None:
    points = [KeyPoint("crime is online"), KeyPoint("fraud is critical"), KeyPoint("housing", vital=False)]
    found = content.keypoint_recall(points, "Crime is online. Housing matters.")
    # vital: 1 and 0 (of "fraud critical" no word stands there); okay: 1
    assert found.vital == pytest.approx(1 / 2)
    assert found.every == pytest.approx(2 / 3)
    assert found.weighted == pytest.approx((1 + 0.5) / (2 + 0.5))
    assert found.strict == pytest.approx(1 / 2)


def test_a_key_point_half_said_counts_half_and_not_at_all_when_strict() -> None:
    # 2 of the 3 content words stand in the reply
    found = content.keypoint_recall([KeyPoint("home job healthcare")], "a home and a job")
    assert (found.vital, found.strict) == (0.5, 0.0)


def test_another_wording_of_a_key_point_counts() -> None:
    assert content.support_of(KeyPoint("accommodation", any_of=("a home",)), "They have a home.") == 1.0


def test_no_key_points_give_no_recall() -> None:
    assert content.keypoint_recall([], "anything") == content.KeyPointRecall(None, None, None, None)


def test_list_completeness_is_the_share_of_items_shown() -> None:
    assert content.list_completeness(["One thing", "Other thing"], "- one thing") == pytest.approx(1 / 2)
    assert content.list_completeness([], "anything") is None


def test_token_f1_takes_the_best_reference_and_leaves_out_articles() -> None:
    # "home and job" against "home, job": 2 common of 3 and 2: 2 * 2 / 5
    assert content.token_f1("A home and a job", ["nothing", "home, job"]) == pytest.approx(4 / 5)
    assert content.token_f1("", [""]) == 1.0
    assert content.token_f1("anything", []) is None


def test_exact_match_folds_articles_and_punctuation() -> None:
    assert content.exact_match("The fraud.", ["fraud"]) == 1.0
    assert content.exact_match("Frauds", ["fraud"]) == 0.0


def test_the_overlap_of_a_question_with_its_gold_words_is_measured() -> None:
    # content words: critical, threat, today; two of them stand in the gold words
    assert content.word_overlap("What is the critical threat today?", "Fraud is a critical threat") == pytest.approx(
        2 / 3
    )
    assert content.word_overlap("what is it", "anything") is None


@pytest.mark.parametrize(
    ("answerable", "abstained", "correct", "expected"),
    [
        (True, False, True, Outcome.CORRECT),
        (True, False, False, Outcome.WRONG),
        (True, True, False, Outcome.FALSE_ABSTENTION),
        (False, True, True, Outcome.CORRECT_ABSTENTION),
        (False, False, True, Outcome.ANSWERED_UNANSWERABLE),
    ],
    ids=["correct", "wrong", "false abstention", "correct abstention", "answered the unanswerable"],
)
def test_a_question_ends_in_one_of_five_ways(
    answerable: bool, abstained: bool, correct: bool, expected: Outcome
) -> None:
    assert outcomes.outcome_of(answerable=answerable, abstained=abstained, correct=correct) is expected


def test_abstention_is_measured_both_ways() -> None:
    ended = [
        Outcome.CORRECT_ABSTENTION,
        Outcome.CORRECT_ABSTENTION,
        Outcome.ANSWERED_UNANSWERABLE,
        Outcome.FALSE_ABSTENTION,
        Outcome.CORRECT,
        Outcome.WRONG,
    ]
    found = outcomes.abstention(ended)
    # precision 2 of 3, recall 2 of 3, so F1 2/3; one of three answerable ones was refused
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert found.false_rate == pytest.approx(1 / 3)


def test_abstention_figures_without_a_denominator_are_undefined() -> None:
    found = outcomes.abstention([Outcome.CORRECT])
    assert (found.precision, found.recall, found.f1, found.false_rate) == (None, None, None, 0.0)


def test_risk_and_coverage_move_with_the_threshold() -> None:
    points = outcomes.risk_coverage([0.9, 0.8, 0.8, 0.1], [False, True, False, True])
    # at 0.9: 1 of 4 answered, none wrong; at 0.8: 3 of 4, one wrong; at 0.1: all, two wrong
    assert [(point.coverage, point.risk) for point in points] == [
        (0.25, 0.0),
        (0.75, pytest.approx(1 / 3)),
        (1.0, pytest.approx(1 / 2)),
    ]


def test_the_area_spreads_ties_evenly_whatever_the_order() -> None:
    # 0.9 right; two at 0.8, one wrong: 0.5 each. Risks: 0, 0.5/2, 1/3. Mean = (0 + 1/4 + 1/3) / 3
    expected = (1 / 4 + 1 / 3) / 3
    assert outcomes.area_under_risk_coverage([0.9, 0.8, 0.8], [False, True, False]) == pytest.approx(expected)
    assert outcomes.area_under_risk_coverage([0.8, 0.9, 0.8], [False, False, True]) == pytest.approx(expected)
    assert outcomes.area_under_risk_coverage([], []) is None


def test_paraphrases_are_invariant_when_every_variant_ends_alike() -> None:
    groups = {"one": ["x", "x", "x"], "two": ["x", "y", "x"], "small": ["x", "y"]}
    assert outcomes.paraphrase_invariance(groups) == pytest.approx(1 / 2)
    assert outcomes.paraphrase_invariance({"small": ["x", "x"]}) is None


def test_the_first_question_stands_apart_from_the_warm_ones() -> None:
    found = outcomes.latency([500.0, 10.0, 20.0, 30.0])
    assert found is not None
    assert (found.first_ms, found.p50_ms, found.slowest_ms) == (500.0, 20.0, 30.0)
    assert outcomes.latency([]) is None


@pytest.mark.parametrize(
    ("sentence", "is_supported"),
    [
        ("The desk isn't open on Sunday.", True),
        ("Wardens visit each block 2 times before noon.", True),
        ("Wardens visit each block three times before noon.", False),
        ("Wardens do not visit each block two times before noon.", False),
        ("The desk can't be reached on Sunday.", False),
    ],
    ids=["short negation", "number as a figure", "another number", "a negation put in", "other words"],
)
def test_support_reads_numbers_and_negations_in_one_form(sentence: str, is_supported: bool) -> None:
    passage = "The desk is not open on Sunday. Wardens visit each block two times before noon."
    assert support.supports(passage, sentence) is is_supported


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("Wardens visit each big block two times before noon.", 1.0),
        ("Wardens visit each big block three times before noon.", 0.5),
        ("Wardens never visit each big block two times before noon.", 0.5),
    ],
    ids=["the same", "another number", "a negation put in"],
)
def test_a_key_point_told_in_other_words_keeps_its_figures_and_negations(reply: str, told: float) -> None:
    assert content.support_of(KeyPoint("Wardens visit each block two times before noon"), reply) == told
