"""Composing over the shipped plan with the real model: facts, whole lists, parts, broken lists, gate 2."""

from __future__ import annotations

import pytest

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.asking.question_forms import form_of
from guide.quoting.composing import MOST_WORDS, Composition, compose
from guide.quoting.quotes import Quote, for_a_reader, in_reading_order, says_the_same
from guide.quoting.standing_alone import standing_alone
from guide.searching.other_documents import asks_of_another_document
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Hit, Passage, Reason, Status, Unit, UnitKind, UnitScore


def composed(guide: Guide, embedder: SentenceEmbedder, question: str) -> Composition:
    retrieval = retrieve(question, embedder.embed([question])[0], guide.store)
    return compose(question, retrieval, embedder.embed, guide.store)


def slice_of(text: str, start: int = 0, name: str = "a") -> Quote:
    passage = Passage(name * 12, name, (), text, start, start + len(text), ())
    return Quote(passage, 0, len(text))


def test_a_fact_is_answered_by_its_sentence_first(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "Does spending time in prison make people homeless?")
    assert answer.status is Status.ANSWERED
    assert "chances of becoming homeless" in answer.quotes[0].text


def test_the_unit_that_leads_is_quoted_first_and_the_others_by_their_chance(guide: Guide) -> None:
    texts = ("The orchard holds quinces.", "A gardener waters pears daily.", "Nobody answers that old bell.")
    text = " ".join(texts)
    units = tuple(Unit(text.index(each), text.index(each) + len(each), UnitKind.SENTENCE, None) for each in texts)
    scores = tuple(
        UnitScore(at, score, (), lead) for at, (score, lead) in enumerate([(9.0, 7.0), (6.0, 5.0), (8.0, 9.0)])
    )
    hit = Hit(Passage("a" * 12, "one", (), text, 0, len(text), units), 0.9, 1, scores)
    answer = compose("orchard bell pears", Retrieval((hit,), best=9.0), lambda texts: [], guide.store)
    assert [quote.text for quote in answer.quotes] == [texts[2], texts[0], texts[1]]


def test_a_fact_quotes_few_words_in_whole_units_without_headings(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "Is fraud a critical threat?")
    assert sum(quote.words for quote in answer.quotes) <= MOST_WORDS
    for quote in answer.quotes:
        kinds = {(unit.start, unit.end): unit.kind for unit in quote.passage.units}
        assert kinds[quote.start, quote.end] is not UnitKind.HEADING


def test_no_quote_is_given_twice(guide: Guide, embedder: SentenceEmbedder) -> None:
    quotes = composed(guide, embedder, "What makes people vulnerable?").quotes
    assert len({(quote.passage.id, quote.start) for quote in quotes}) == len(quotes)


def test_a_whole_list_is_given_under_the_heading_it_names(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "List every bullet on vulnerability")
    # The plan has four bullets under Vulnerability.
    assert (answer.shown, answer.total, len(answer.quotes)) == (4, 4, 4)
    assert answer.status is Status.ANSWERED


def test_the_themes_themselves_are_the_headings(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "What are the six cross-cutting themes?")
    said = " | ".join(quote.text for quote in answer.quotes)
    for theme in ("Vulnerability", "Reducing reoffending", "Substance Misuse", "Mental Health", "homelessness"):
        assert theme in said


def test_a_list_that_the_document_breaks_off_is_partial(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "List the examples of cyber and online crime")
    assert (answer.status, answer.reason) == (Status.PARTIAL, Reason.PART_MISSING)


def test_each_part_of_a_question_has_its_own_quote(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "fraud as a threat, and the risk of homelessness after prison")
    said = " ".join(quote.text for quote in answer.quotes)
    assert "Fraud is a critical threat" in said
    assert "chances of becoming homeless" in said


def test_a_part_without_a_subject_of_its_own_is_not_said_to_be_missing(
    guide: Guide, embedder: SentenceEmbedder
) -> None:
    answer = composed(guide, embedder, "What about time in prison, and what does it say?")
    assert (answer.status, answer.missing) == (Status.ANSWERED, ())
    assert "spending time in prison" in answer.quotes[0].text


def test_an_offence_under_a_theme_does_not_ask_for_the_themes(guide: Guide, embedder: SentenceEmbedder) -> None:
    found = composed(guide, embedder, "is drug supply counted as an offence under that theme")
    assert "possession and supply" in found.quotes[0].text


def test_what_something_costs_people_asks_for_no_amount(guide: Guide, embedder: SentenceEmbedder) -> None:
    found = composed(guide, embedder, "the cost of reoffending to the people around")
    assert "both financial and harm related" in found.quotes[0].text


def test_each_part_is_looked_for_in_the_section_that_it_names(guide: Guide, embedder: SentenceEmbedder) -> None:
    question = (
        "what does the mental health section say of exploitation and what does the vulnerability section say of it"
    )
    sections = {quote.passage.headings[-1] for quote in composed(guide, embedder, question).quotes}
    assert sections == {"Mental Health", "Vulnerability"}


def test_every_theme_asked_for_without_a_number_gives_the_headings(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "List all the themes in the plan")
    assert [quote.text.rstrip(":") for quote in answer.quotes][:2] == ["Vulnerability", "Reducing reoffending"]
    assert (answer.shown, answer.total) == (6, 6)


def test_themes_with_a_subject_of_their_own_are_not_all_themes(guide: Guide, embedder: SentenceEmbedder) -> None:
    assert composed(guide, embedder, "List all the themes about trauma").total != 6


def test_a_quote_that_opens_with_a_pronoun_brings_the_sentence_before_it() -> None:
    text = "The mill closed. It stood by the river. Nobody remembers it."
    units = tuple(Unit(start, end, UnitKind.SENTENCE) for start, end in ((0, 16), (17, 39), (40, 60)))
    passage = Passage("a" * 12, "a", (), text, 0, len(text), units)
    assert standing_alone(passage, 1, is_first=True).text == "The mill closed. It stood by the river."
    assert standing_alone(passage, 2, is_first=True).text == "Nobody remembers it."


@pytest.mark.parametrize(
    "question",
    [
        "What phone number does the plan give for CAPRICORN?",
        "How much funding goes to reducing reoffending in the plan?",
        "Which councillor wrote about substance misuse?",
        "How many people were vulnerable to exploitation in 2019?",
        "What proportion of people with trauma commit crimes?",
        "When does the partnership next meet about community safety?",
        "What does it cost to keep one person in prison?",
        "How many wardens does the community safety team have?",
        "How many priority areas are there in the plan?",
        "What are the priority areas?",
        "What does desistance mean?",
        "Which page of the plan is on fraud?",
        "Who came up with CAPRICORN?",
        "Who signs off the plan each year?",
        "What's the total cost of reoffending?",
        "At what age are young people at risk of exploitation?",
        "What was the sample size of the research on intimate partner violence?",
        "Does the research on intimate partner violence cover men as well as women?",
        "What is the rate of self-harm per 1,000 people in the criminal justice system?",
        "Which drug is most often taken by people who offend?",
        "Must vulnerable people be seen every three weeks?",
        "Is there a target for 2027 on reoffending?",
        "How long is the waiting list for substance misuse treatment?",
        "waiting list for mental health support",
        "Does it give a percentage for prisoners who become homeless?",
    ],
)
def test_what_is_asked_for_by_name_and_not_quoted_is_declined(
    guide: Guide, embedder: SentenceEmbedder, question: str
) -> None:
    assert composed(guide, embedder, question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does Croydon's safety plan say about fraud?", True),
        ("What did the 2011 plan say about fraud?", True),
        ("What does the plan for 2016 say on fraud?", True),
        ("What did the previous plan say about fraud?", True),
        ("What does last year's plan say about fraud?", True),
        ("How is fraud dealt with in Merton?", True),
        ("What's in the plan about fraud?", False),
        ("What does Kingston's plan say about fraud?", False),
        ("What does the 2024-2029 plan say about fraud?", False),
        ("What does the 2026 plan say about fraud?", False),
    ],
)
def test_a_question_about_another_document_is_told(
    guide: Guide, embedder: SentenceEmbedder, question: str, expected: bool
) -> None:
    retrieval = retrieve(question, embedder.embed([question])[0], guide.store)
    assert asks_of_another_document(question, retrieval, guide.store) is expected


@pytest.mark.parametrize(
    "question",
    [
        "Which crimes carry the most psychological harm?",
        "list what it says about mental health",
        "Is suicide commoner in the criminal justice system than in the general population?",
        "Does the plan say why homeless people become victims of crime?",
        "For tomorrow's training: how does prison lead to homelessness?",
    ],
)
def test_what_is_asked_for_by_kind_and_quoted_is_answered(
    guide: Guide, embedder: SentenceEmbedder, question: str
) -> None:
    assert composed(guide, embedder, question).status is Status.ANSWERED


def test_a_number_asked_for_and_not_held_is_declined(guide: Guide, embedder: SentenceEmbedder) -> None:
    answer = composed(guide, embedder, "What percentage of fraud in London is online?")
    assert (answer.status, answer.quotes) == (Status.DECLINED, ())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who runs it?", ("Who runs it?",)),
        ("safe routes, and street lights", ("safe routes", "street lights")),
        ("swimming versus running", ("swimming", "running")),
        ("parks, trams, ponds - one quote for each", ("parks", "trams", "ponds")),
        ("noise on the one hand, and litter on the other: quote both", ("noise", "litter")),
        ("What is a ward, and how is it run?", ("What is a ward", "how is it run")),
        ("Who sells bread, and cheese?", ("Who sells bread, and cheese?",)),
    ],
)
def test_a_question_is_split_only_where_it_asks_for_several_things(question: str, expected: tuple[str, ...]) -> None:
    assert form_of(question).parts == expected


def test_a_count_and_the_things_counted_are_read_from_the_question() -> None:
    form = form_of("Which three lifts are out of order?")
    assert (form.count, form.things) == (3, ("lifts",))


def test_quotes_stand_in_document_order_source_by_source() -> None:
    late, early, other = slice_of("late words", 90), slice_of("early words", 5), slice_of("other words", 1, "b")
    assert in_reading_order((late, other, early)) == (early, late, other)


def test_the_best_stands_first_the_rest_as_in_the_document_and_each_section_together() -> None:
    best, other = slice_of("late words", 90), slice_of("other words", 1, "b")
    middle, before = slice_of("middle words", 40), slice_of("early words", 5)
    assert for_a_reader((best, other, middle, before)) == (best, before, middle, other)


def test_the_best_stands_behind_what_it_points_back_to() -> None:
    best, before = slice_of("It closes at noon", 90), slice_of("The gate opens at nine", 5)
    assert for_a_reader((best, before)) == (before, best)


def test_what_comes_after_the_first_fifty_words_does_not_go_before_them() -> None:
    best, further = slice_of("late words", 900), slice_of("early " * 49, 5)
    # 2 and 49 words are more than 50.
    assert for_a_reader((best, further)) == (best, further)


def test_nearly_the_same_words_are_said_once() -> None:
    # Five of the five words of the shorter stand in the longer.
    assert says_the_same(slice_of("the gate opens at noon"), slice_of("the gate opens at noon sharp", name="b"))
    assert not says_the_same(slice_of("the gate opens at noon"), slice_of("a bridge closes at dusk", name="b"))
