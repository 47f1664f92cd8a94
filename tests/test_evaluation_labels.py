"""People's labels: kept by question and answer, shuffled by a stored seed; kappa and proxies worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.agreement import (
    ALL_THE_SAME,
    NO_KAPPA,
    NOT_MEASURED,
    against_people,
    disagreements,
    kappa,
    no_kappa,
    tier_words,
)
from evaluation.labels import Label, Labels, key_of, to_label, waiting_for
from evaluation.proxies import kept_trials
from evaluation.scoring import mark_run
from guide.errors import DataFileError
from tests.evaluation_sample import sample

MARKED = mark_run(sample())
KEYS = tuple(to_label(MARKED))


def both(answers: str, first: str = "Ann", second: str = "Ben") -> list[Label]:
    """Return labels of two raters: "yn" means that the first says yes and the second no."""
    return [
        Label(f"k{place}", rater, said == "y", True)
        for place, pair in enumerate(answers.split())
        for rater, said in zip((first, second), pair, strict=True)
    ]


def test_a_later_label_of_the_same_rater_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    labels = Labels(tmp_path)
    labels.add(Label("k", "Ann", True, True))
    labels.add(Label("k", "Ben", True, True))
    labels.add(Label("k", "Ann", False, True))
    assert Labels(tmp_path).read() == (Label("k", "Ann", False, True), Label("k", "Ben", True, True))


def test_a_label_needs_a_name_and_a_damaged_line_is_named(tmp_path: Path) -> None:
    labels = Labels(tmp_path)
    with pytest.raises(DataFileError, match="Type your name"):
        labels.add(Label("k", " ", True, True))
    labels.add(Label("k", "Ann", True, True))
    with (tmp_path / "labels.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(DataFileError, match="line 3"):
        labels.read()
    for content, says in ((b'{"schema": 1, "seed": 1}\n3\n', "line 2: not an object"), (b"\xff\xfe", "no UTF-8")):
        (tmp_path / "labels.jsonl").write_bytes(content)
        with pytest.raises(DataFileError, match=says):
            labels.read()


def test_the_order_is_the_same_for_one_rater_and_another_for_the_next(tmp_path: Path) -> None:
    seed, keys = Labels(tmp_path).seed(), [f"k{number}" for number in range(20)]
    assert Labels(tmp_path).seed() == seed
    assert waiting_for(keys, seed, "Ann", ()) == waiting_for(keys[::-1], seed, "Ann", ())
    assert waiting_for(keys, seed, "Ann", ()) != waiting_for(keys, seed, "Ben", ())


def test_a_second_person_meets_first_what_another_one_has_labelled_and_nothing_twice() -> None:
    keys = [f"k{number}" for number in range(20)]
    of_ann = [Label(key, "Ann", supported=True, complete=True) for key in ("k3", "k11", "k17")]
    own = Label("k11", "Ben", supported=True, complete=True)
    assert set(waiting_for(keys, 1, "Ben", of_ann)[:3]) == {"k3", "k11", "k17"}
    assert set(waiting_for(keys, 1, "Ben", (*of_ann, own))[:2]) == {"k3", "k17"}
    assert len(waiting_for(keys, 1, "Ben", (*of_ann, own))) == 19
    # what only she herself has labelled comes to nobody's front
    assert set(waiting_for(keys, 1, "Ann", of_ann)) == set(keys) - {"k3", "k11", "k17"}


def test_only_answers_with_a_citation_are_labelled_and_another_answer_has_another_key() -> None:
    reply = next(item.row.reply for item in MARKED if item.case.id == "two")
    assert reply is not None
    assert key_of("q", reply) in KEYS
    assert key_of("q", replace(reply, text="Something else.")) not in KEYS
    assert all(item.row.reply and item.row.reply.citations for item in to_label(MARKED).values())


def test_kappa_is_cohens() -> None:
    # 10 replies: 4 yes-yes, 3 no-no, 2 yes-no, 1 no-yes. Observed 0.7; first says yes to 6, second to 5:
    # expected 0.6 x 0.5 + 0.4 x 0.5 = 0.5; kappa 0.4; error sqrt(0.7 x 0.3 / 10) / 0.5 = 0.28983.
    found = kappa(both("yy yy yy yy nn nn nn yn yn ny"), "Ann", "Ben", "supported")
    assert found is not None
    assert found.value == pytest.approx(0.4)
    assert found.low == pytest.approx(-0.16806, abs=1e-4)
    assert found.high == pytest.approx(0.96806, abs=1e-4)
    assert found.count == 10
    assert len(disagreements(both("yy yn ny"), "Ann", "Ben")) == 2


@pytest.mark.parametrize(
    ("said", "why"), [("", NO_KAPPA[0]), ("yy", NO_KAPPA[1]), ("yn", NO_KAPPA[1]), ("yy yy", ALL_THE_SAME)]
)
def test_where_kappa_cannot_be_computed_it_is_said_why(said: str, why: str) -> None:
    assert kappa(both(said), "Ann", "Ben", "supported") is None
    assert no_kappa(both(said), "Ann", "Ben", "supported") == why
    assert no_kappa(both("yy yy nn"), "Ann", "Ben", "supported") == ""


def test_a_proxy_has_precision_and_recall_against_people_or_says_that_it_has_none() -> None:
    planted = kept_trials().proxies["lexical_support"].words
    assert tier_words("lexical_support", "proxy", MARKED, ()) == f"proxy: {planted}; against people {NOT_MEASURED}"
    assert tier_words("recall@5", "exact", MARKED, ()) == "exact"
    # The proxy calls no reply of the sample faulty; people call one of them so, or none.
    for faulty in (1, 0):
        labels = [Label(key, "Ann", place >= faulty, True) for place, key in enumerate(KEYS)]
        found = against_people("lexical_support", MARKED, labels)
        assert found is not None
        assert (found.precision, found.recall) == ((0, 0), (0, faulty))
    # It calls the reply with a sentence that nothing cites faulty, and people do.
    worse = [
        replace(item, scores={**item.scores, "citation_recall": 0.5}) if item.case.id == "two" else item
        for item in MARKED
    ]
    two = next(key for key, item in to_label(MARKED).items() if item.case.id == "two")
    found = against_people("citation_recall", worse, [Label(key, "Ann", key != two, True) for key in KEYS])
    assert found is not None
    assert (found.precision, found.recall) == ((1, 1), (1, 1))
    assert against_people("citation_precision", MARKED, labels) is None


def test_a_reply_on_which_raters_differ_counts_for_nothing() -> None:
    labels = [label for key in KEYS for label in (Label(key, "Ann", True, True), Label(key, "Ben", False, True))]
    assert against_people("lexical_support", MARKED, labels) is None
