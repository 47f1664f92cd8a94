"""A language model over real HTTP: every fault ends in the quoted answer with a line."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from guide import wording
from guide.adapters.chat_model import AT_ONCE
from guide.adapters.prompt_files import read_prompt
from guide.adapters.token_ledger import TokenLedgerFile
from guide.answering import Guide
from guide.errors import ModelBusy
from guide.language_model.breaker import FAILURES
from guide.language_model.model_calls import Limits
from guide.language_model.rewording import Reworded, Rewording
from guide.language_model.sentence_checks import Problem
from guide.types import Alert, AlertKind, Answer, Question, Status
from tests.model_calls import TODAY, calls_to
from tests.stub_model import FAULTS, StubModel, as_reply, faithful, naming, quotations

TIMEOUT_S = 1.5
PROVIDERS = ("openai", "ollama")
LEAST_FAULTS = 20
MANY = 3


@pytest.fixture(scope="module")
def quoted(guide: Guide) -> Answer:
    answer = guide.ask(Question("What are the priorities of the plan?"))
    assert answer.status is Status.ANSWERED
    return answer


@pytest.fixture(scope="module")
def themes(guide: Guide) -> Answer:
    """Return an answer of several quotations."""
    answer = guide.ask(Question("Which themes does the plan name?"))
    assert len(answer.citations) > MANY
    return answer


def rewording(stub: StubModel, provider: str, data: Path, limit: int = 1_000_000) -> Rewording:
    return Rewording(calls_to(stub, data, provider, Limits(TIMEOUT_S, limit)), read_prompt("answer"))


def is_as_quoted(reworded: Reworded, quoted: Answer) -> bool:
    answer = replace(reworded.answer, trace=quoted.trace, explanations=quoted.explanations)
    return answer == quoted and not reworded.sentences


def test_there_are_at_least_twenty_faults() -> None:
    assert len(FAULTS) >= LEAST_FAULTS


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_the_quoted_answer_in_time(provider: str, fault: str, quoted: Answer, tmp_path: Path) -> None:
    with StubModel(fault=fault) as stub:
        service = rewording(stub, provider, tmp_path)
        started = time.perf_counter()
        reworded = service.reword(quoted)
        took_s = time.perf_counter() - started
        assert len(stub.prompts) == 1
    assert is_as_quoted(reworded, quoted)
    assert reworded.notice.startswith((wording.MODEL_FAILED, wording.MODEL_SET_ASIDE))
    assert "this machine (127.0.0.1)" in reworded.notice
    assert took_s < TIMEOUT_S + 1
    assert not [why for why in reworded.dropped if "secret inside" in why]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_slow_server_is_left_when_the_time_is_over(provider: str, quoted: Answer, tmp_path: Path) -> None:
    """A real server goes on with a reply, and lets the next question wait, as long as the connection is there."""
    with StubModel(fault="slow") as stub:
        service = rewording(stub, provider, tmp_path)
        started = time.perf_counter()
        service.reword(quoted)
        while [each for each in threading.enumerate() if each.name == "chat-model"]:
            assert time.perf_counter() - started < TIMEOUT_S + 1
            time.sleep(0.01)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_is_not_there_ends_in_the_quoted_answer(provider: str, quoted: Answer, tmp_path: Path) -> None:
    with StubModel() as stub:
        service = rewording(stub, provider, tmp_path)
    reworded = service.reword(quoted)
    assert is_as_quoted(reworded, quoted)
    assert reworded.notice == wording.MODEL_UNREACHED
    assert not reworded.asked
    assert reworded.answer.trace.prompt_sha256 is None
    assert TokenLedgerFile(tmp_path).spent(TODAY) == 0


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_faithful_model_arranges_the_quotations(provider: str, quoted: Answer, tmp_path: Path) -> None:
    with StubModel() as stub:
        service = rewording(stub, provider, tmp_path)
        reworded = service.reword(quoted)
    assert {marker for each in reworded.sentences for marker in each.markers} == {
        each.marker for each in quoted.citations
    }
    assert reworded.answer.citations == quoted.citations
    assert reworded.answer.trace.model == f"{provider}:stub"
    assert reworded.answer.trace.prompt_sha256 == read_prompt("answer").digest
    assert "127.0.0.1" in reworded.notice
    assert reworded.tokens == 100
    assert TokenLedgerFile(tmp_path).spent(TODAY) == 100


def test_the_model_sees_tokens_and_never_an_address_or_the_name_of_a_source(quoted: Answer, tmp_path: Path) -> None:
    with StubModel() as stub:
        rewording(stub, "openai", tmp_path).reword(quoted)
        (prompt,) = stub.prompts
    assert not re.search(r"https?:|www\.", prompt)
    assert not [each.source_id for each in quoted.citations if each.source_id in prompt]
    assert [token for token, _ in quotations(prompt)] == [f"P{each.marker}" for each in quoted.citations]


@pytest.mark.parametrize("kind", [AlertKind.EMERGENCY, AlertKind.CRISIS])
def test_no_model_is_asked_beside_an_urgent_alert(kind: AlertKind, quoted: Answer, tmp_path: Path) -> None:
    with StubModel() as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(replace(quoted, alerts=(Alert(kind, "Call 999."),)))
        assert stub.prompts == []
    assert reworded.notice == wording.MODEL_NO_PART
    assert not reworded.asked


def test_no_model_is_asked_without_quotations(guide: Guide, tmp_path: Path) -> None:
    with StubModel() as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(guide.ask(Question("What is the capital of Peru?")))
        assert stub.prompts == []
    assert not reworded.asked


def test_no_model_is_asked_about_a_field_of_a_service(guide: Guide, tmp_path: Path) -> None:
    answer = guide.ask(Question("Do I need consent to refer to the MARAC?"))
    assert {each.source_id for each in answer.citations} & {pathway.id for pathway in answer.pathways}
    with StubModel() as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(answer)
        assert stub.prompts == []
    assert reworded.notice == wording.MODEL_NO_PART


def test_personal_data_never_reaches_the_model(guide: Guide, tmp_path: Path) -> None:
    raw = "What are the priorities of the plan? My number is 07700 900123 and my mail is jo.bloggs@example.com"
    with StubModel() as stub:
        rewording(stub, "openai", tmp_path).reword(guide.ask(Question(raw)))
        sent = "\n".join(stub.prompts)
    assert sent
    assert "900123" not in sent
    assert "bloggs" not in sent


def test_a_dead_server_is_not_asked_a_fourth_time_until_the_pause_is_over(quoted: Answer, tmp_path: Path) -> None:
    now = [0.0]
    with StubModel(fault="500") as stub:
        calls = calls_to(stub, tmp_path, limits=Limits(TIMEOUT_S, 10**6), timer=lambda: now[0])
        service = Rewording(calls, read_prompt("answer"))
        notices = [service.reword(quoted).notice for _ in range(5)]
        assert len(stub.prompts) == 3
        assert notices[3:] == [wording.MODEL_PAUSED] * 2
        now[0] = 61.0
        stub.fault = ""
        assert service.reword(quoted).sentences
        assert service.reword(quoted).sentences


def test_a_call_beyond_those_allowed_at_once_is_no_failure_of_the_server(quoted: Answer, tmp_path: Path) -> None:
    may_answer = threading.Event()

    def speak(prompt: str) -> str:
        may_answer.wait(20)
        return faithful(prompt)

    with StubModel(speak) as stub, ThreadPoolExecutor(AT_ONCE) as pool:
        service = Rewording(calls_to(stub, tmp_path), read_prompt("answer"))
        under_way = [pool.submit(service.reword, quoted) for _ in range(AT_ONCE)]
        while len(stub.prompts) < AT_ONCE:
            time.sleep(0.01)
        notices = [service.reword(quoted).notice for _ in range(FAILURES)]
        may_answer.set()
        assert all(each.result().sentences for each in under_way)
        assert notices == [wording.MODEL_UNREACHED] * FAILURES
        assert service.reword(quoted).sentences


def test_retry_after_is_kept(quoted: Answer, tmp_path: Path) -> None:
    with StubModel(fault="429 with Retry-After") as stub:
        calls = calls_to(stub, tmp_path)
        service = Rewording(calls, read_prompt("answer"))
        with pytest.raises(ModelBusy) as raised:
            calls.model.complete("hello", timeout_s=TIMEOUT_S, max_tokens=5)
        assert raised.value.pause_s == 7
        service.reword(quoted)
        assert service.reword(quoted).notice == wording.MODEL_PAUSED
        assert len(stub.prompts) == 2


def test_the_days_tokens_are_a_limit(quoted: Answer, tmp_path: Path) -> None:
    with StubModel() as stub:
        service = rewording(stub, "openai", tmp_path, limit=10)
        assert service.reword(quoted).notice == wording.MODEL_SPENT
        assert stub.prompts == []
    assert TokenLedgerFile(tmp_path).spent(TODAY) == 0


def test_tokens_that_cannot_be_counted_are_not_spent(quoted: Answer, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with StubModel() as stub:
        assert rewording(stub, "openai", blocked).reword(quoted).notice == wording.MODEL_NOT_COUNTED
        assert stub.prompts == []


@pytest.mark.parametrize(
    "speak",
    [
        lambda prompt: as_reply([("Ring 020 7946 0000.", ["P1"])]),
        lambda prompt: as_reply([(words, [token]) for token, words in quotations(prompt)[1:]]),
    ],
    ids=["only a bad sentence", "without the first quotation"],
)
def test_what_no_longer_answers_is_set_aside(speak: Callable[[str], str], quoted: Answer, tmp_path: Path) -> None:
    with StubModel(speak) as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(quoted)
    assert is_as_quoted(reworded, quoted)
    assert reworded.notice.startswith(wording.MODEL_SET_ASIDE)


def test_a_bad_sentence_is_dropped_and_counted_and_the_good_ones_are_shown(quoted: Answer, tmp_path: Path) -> None:
    def speak(prompt: str) -> str:
        good = [(words, [token]) for token, words in quotations(prompt)]
        return as_reply([*good, ("Ring 020 7946 0000.", ["P1"])])

    with StubModel(speak) as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(quoted)
    assert reworded.sentences
    assert len(reworded.dropped) == reworded.left_out == 1
    assert "1 of its sentences did not hold and was left out." in reworded.notice
    assert dict(reworded.answer.explanations[-1].figures)["left_out"] == 1.0
    assert "7946" not in reworded.answer.text


def test_quotations_that_are_only_named_are_shown_word_for_word_behind_their_opening(
    themes: Answer, tmp_path: Path
) -> None:
    with StubModel(naming) as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(themes)
    first, *others = themes.citations
    shown = [(each.text, each.markers) for each in reworded.sentences]
    assert shown == [(first.quote, (1,)), *((f"Also: {each.quote}", (each.marker,)) for each in others)]


def test_quotations_named_in_one_go_stand_one_under_the_other(themes: Answer, tmp_path: Path) -> None:
    def speak(prompt: str) -> str:
        return json.dumps({"sentences": [{"open": "in short", "tokens": [token for token, _ in quotations(prompt)]}]})

    with StubModel(speak) as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(themes)
    first, *others = themes.citations
    assert [each.text for each in reworded.sentences] == [f"In short: {first.quote}", *(each.quote for each in others)]


def test_a_quotation_that_is_named_brings_all_of_its_passage(themes: Answer, tmp_path: Path) -> None:
    """A real small model names the one quotation that answers, and opens it with "also"."""
    with StubModel(lambda prompt: json.dumps({"sentences": [{"open": "also", "tokens": ["P1"]}]})) as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(themes)
    first = themes.citations[0].passage
    assert [each.text for each in reworded.sentences] == [
        each.quote for each in themes.citations if each.passage == first
    ]
    assert reworded.dropped == ()


def test_a_quotation_that_is_named_again_is_shown_once(themes: Answer, tmp_path: Path) -> None:
    def speak(prompt: str) -> str:
        named = [{"open": "", "tokens": [token]} for token, _ in quotations(prompt)]
        return json.dumps({"sentences": [*named, *named[:MANY]]})

    with StubModel(speak) as stub:
        reworded = rewording(stub, "openai", tmp_path).reword(themes)
    assert [each.markers for each in reworded.sentences] == [(each.marker,) for each in themes.citations]
    assert reworded.dropped == (Problem.REPEATED.value,) * MANY


def test_the_model_sees_which_quotations_are_of_one_passage(themes: Answer, tmp_path: Path) -> None:
    with StubModel() as stub:
        rewording(stub, "openai", tmp_path).reword(themes)
        (prompt,) = stub.prompts
    assert prompt.count("\npassage ") == len({(each.source_id, each.passage) for each in themes.citations})


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_server_is_told_the_form_with_the_tokens_that_there_are(
    provider: str, quoted: Answer, tmp_path: Path
) -> None:
    with StubModel() as stub:
        assert rewording(stub, provider, tmp_path).reword(quoted).sentences
        (asked,) = stub.forms
    schema = asked if provider == "ollama" else asked["json_schema"]["schema"]
    sentences = schema["properties"]["sentences"]
    tokens = sentences["items"]["properties"]["tokens"]
    assert sentences["maxItems"] == len(quoted.citations)
    assert tokens["items"]["enum"] == [f"P{each.marker}" for each in quoted.citations]


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_refuses_forms_is_asked_without_one_from_then_on(
    provider: str, status: int, quoted: Answer, tmp_path: Path
) -> None:
    with StubModel(refuses_forms_with=status) as stub:
        service = rewording(stub, provider, tmp_path)
        assert service.reword(quoted).sentences
        assert service.reword(quoted).sentences
        held = [isinstance(form, dict) for form in stub.forms]
    assert held == [True, False, False]


def test_a_server_that_refuses_every_request_is_still_told_the_form(quoted: Answer, tmp_path: Path) -> None:
    with StubModel(fault="404", refuses_forms_with=400) as stub:
        service = rewording(stub, "openai", tmp_path)
        notices = [service.reword(quoted).notice for _ in range(2)]
        held = [isinstance(form, dict) for form in stub.forms]
    assert held == [True, False] * 2
    assert all(each.startswith(wording.MODEL_FAILED) for each in notices)


def test_the_stub_is_faithful() -> None:
    assert faithful("quotations: data begin ---\nP1: One.") == as_reply([("One.", ["P1"])])
