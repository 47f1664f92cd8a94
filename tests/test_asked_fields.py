from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evaluation.asked_lines import NONE, asked_lines, read_frames
from guide.adapters.asked_meaning import AskedMeaning, open_asked_meaning
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.asking.asked_fields import SURE, in_order, sure_fields
from guide.asking.pathway_asking import asking_words, read
from guide.asking.turning_to import told_of_another_age
from guide.directory.pathway_records import LABELS
from guide.directory.pathways import MatchQuery, rank
from guide.errors import DataFileError
from guide.types import Question, Status
from tests.conftest import ROOT

LINES = tuple(asked_lines())


@pytest.fixture(scope="module")
def meaning(embedder: SentenceEmbedder) -> AskedMeaning:
    opened = open_asked_meaning(embedder.digest)
    assert opened is not None
    return opened


@pytest.mark.parametrize(
    ("ruled", "meant", "expected"),
    [
        (("hours",), ("consent",), ("hours", "consent")),
        (("contact",), ("hours",), ("hours", "contact")),
        (("when_to_use",), ("who_for",), ("who_for",)),
        (("when_to_use",), (), ("when_to_use",)),
        ((), ("consent", "who_for"), ("consent", "who_for")),
        ((), (), ()),
    ],
)
def test_rules_lead_but_for_those_that_also_find_a_name(
    ruled: tuple[str, ...], meant: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert in_order(ruled, meant) == expected


def test_only_what_is_sure_counts_the_surest_first() -> None:
    figures = {"hours": SURE, "consent": 0.99, "names": SURE - 0.01, "contact": 0.9}
    assert sure_fields(figures) == ("consent", "contact")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He hit her. Is it open? Thanks", "Is it open?"),
        ("she is fourteen and scared. do i need dads ok", "do i need dads ok"),
        ("sharing images (without consent) line times", "sharing images line times"),
    ],
)
def test_the_words_that_ask_are_told_from_those_that_tell(text: str, expected: str) -> None:
    assert asking_words(text) == expected


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("have we got to have the lodgers ok", "consent"),
        ("how late are they about", "hours"),
        ("has it got to be the wife who rings, herself", "who_may_refer"),
        ("how long till somebody looks", "what_happens_next"),
        ("how bad has it to be", "thresholds"),
    ],
)
def test_more_wordings_are_read_by_rule(text: str, field: str) -> None:
    assert read(text).fields[0] == field


def test_a_follow_up_asks_for_its_own_field_before_that_of_the_turn_before() -> None:
    text = "what is the number for them is there an age limit"
    assert MatchQuery(text, (), "is there an age limit").fields == ("who_for",)


def test_a_follow_up_that_only_turns_to_other_people_asks_for_what_was_asked_before() -> None:
    text = "who do I ring about an adult at risk and for adults"
    assert MatchQuery(text, (), "and for adults").fields == ("contact",)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("My tenant was thumped by her brother on Sunday evening, who do I ring", ("contact",)),
        ("the lodger refuses all visitors and sits in the dark", ()),
        ("a boy told me it was a secret between him and the coach", ()),
        ("and on Sundays?", ("hours",)),
        ("Her son shouts at her. Do they answer overnight?", ("hours",)),
        ("she refuses, do i need her consent", ("consent",)),
    ],
)
def test_words_of_a_story_ask_for_no_field(text: str, fields: tuple[str, ...]) -> None:
    assert read(text).fields == fields


@pytest.mark.parametrize(
    ("topic", "newest", "told"),
    [
        ("an elderly man has strangers in his flat", "what if he's 15", "a 15 year old has strangers in his flat"),
        ("a girl of twelve is left alone at night", "and for adults", "an adult person is left alone at night"),
        ("a girl of 12 is left alone at night", "what if she's 9", "a girl of 12 is left alone at night"),
        ("an old lady is left alone", "and at night", "an old lady is left alone"),
    ],
)
def test_a_follow_up_that_turns_to_another_age_is_asked_of_people_of_that_age(
    topic: str, newest: str, told: str
) -> None:
    assert told_of_another_age(topic, newest) == told


def test_there_are_lines_enough_and_each_has_a_field_of_a_record() -> None:
    counts = Counter(line.field for line in {line.text: line for line in LINES}.values())
    assert set(counts) - {NONE} <= set(LABELS)
    assert counts.pop(NONE) >= 600
    assert min(counts.values()) >= 150


def test_no_line_is_one_of_the_cases() -> None:
    texts = {line.text.lower().strip("?. ") for line in LINES if len(line.text.split()) > 5}
    for path in (ROOT / "evaluation" / "cases").rglob("*.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            assert str(row.get("question", "")).lower().strip("?. ") not in texts


def test_all_lines_of_one_frame_are_held_out_or_none() -> None:
    shares = {line.frame: line.is_held_out for line in LINES}
    assert all(shares[line.frame] == line.is_held_out for line in LINES)
    assert 0.25 < sum(shares.values()) / len(shares) < 0.42


def test_a_frame_under_no_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "asked.txt"
    path.write_text("who is it for\n[who_for]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="who is it for"):
        read_frames(path)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("would the outreach people be answering their phone past eight on a thursday", "hours"),
        ("must his mother be on board before I pass this to early help", "consent"),
        ("may a childminder send a case to them directly or has it to be a doctor", "who_may_refer"),
        ("which bits of information are they going to want off me on the phone", "have_ready"),
        ("after I've posted the form to them how many days till they answer", "what_happens_next"),
        ("which act of parliament is it done under", "legal_basis"),
        ("do they see teenage boys or is it grown women only", "who_for"),
        ("their phone rings out every time, who do we try then", "if_no_answer"),
    ],
)
def test_a_field_asked_for_in_other_words_is_read_by_meaning(
    embedder: SentenceEmbedder, meaning: AskedMeaning, text: str, field: str
) -> None:
    assert text not in {line.text for line in LINES}
    assert sure_fields(meaning.likeness(text, embedder.embed([text])[0]))[:1] == (field,)


@pytest.mark.parametrize(
    "text",
    [
        "She told him no and he grabbed her by the hair, what can I do for her",
        "The shop serves cider to schoolkids until gone eleven every night",
        "Nan signed her savings over to the carer and nobody asked the family",
        "Lad of nineteen wants out of a gang, who could help him",
        "What does the plan say about consent and exploitation?",
        "thanks, that was useful, have a nice evening",
    ],
)
def test_a_story_with_the_same_words_asks_for_no_field(
    embedder: SentenceEmbedder, meaning: AskedMeaning, text: str
) -> None:
    assert sure_fields(meaning.likeness(text, embedder.embed([text])[0])) == ()


def test_the_weights_fit_the_packaged_model_only() -> None:
    assert open_asked_meaning("another model") is None


def test_a_damaged_file_of_weights_says_how_to_make_it_again(tmp_path: Path) -> None:
    path = tmp_path / "asked.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(DataFileError, match="train_asked"):
        open_asked_meaning("a", path)


def test_a_short_detail_after_a_service_is_asked_of_that_service(guide: Guide) -> None:
    answer = guide.ask(Question("must mum be in agreement", ("Who do I tell about a baby with burns in Kingston?",)))
    assert answer.status is Status.ANSWERED
    assert answer.pathways[0].id == "kingston-children-spa"
    assert "Consent" in [citation.headings[0] for citation in answer.citations]


def test_the_field_asked_for_is_quoted_whatever_else_fits_better(guide: Guide) -> None:
    answer = guide.ask(Question("till what time is the revenge porn helpline there"))
    assert answer.citations[0].headings == ("Hours",)


def test_the_meaning_is_asked_for_a_field_only_where_that_makes_a_difference(guide: Guide) -> None:
    told: list[str] = []

    def meant() -> tuple[str, ...]:
        told.append("asked")
        return ("hours",)

    directory = guide.parts_now().knowledge.directory
    query = MatchQuery("How large a threat is cyber crime?", (), meant=meant)
    assert len(rank(query, directory)) == len(directory.pathways)
    assert told == []
    rank(MatchQuery("Is Solace there on Sundays?", (), meant=meant), directory)
    assert told.pop() == "asked"
    assert (query.fields, query.fields) == (("hours",), ("hours",))
    assert told == ["asked"]
