"""The providers with a client of their own, through init_chat_model, against a stub that speaks their protocol."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.__main__ import main
from guide.adapters.chat_model import LangChainChatModel
from guide.errors import ModelError, ModelUnreached
from tests.stub_model import StubModel

PROVIDERS = ("anthropic", "azure_openai", "bedrock_converse")
TIMEOUT_S = 20.0


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what the clients ask for. No key is a real one."""
    for name in ("AZURE_OPENAI_API_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, "not-a-key")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def opened(provider: str, stub: StubModel) -> LangChainChatModel:
    model = LangChainChatModel(f"{provider}:stub", stub.url(provider))
    model.warm()
    return model


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_sends_the_prompt_and_returns_the_reply_with_its_tokens(provider: str) -> None:
    with StubModel(lambda prompt: f"said: {prompt}") as stub:
        model = opened(provider, stub)
        completion = model.complete("hello", timeout_s=TIMEOUT_S, max_tokens=5)
        assert stub.prompts == ["hello"]
    assert completion.text == "said: hello"
    assert (completion.tokens, completion.measured) == (100, True)


@pytest.mark.parametrize("fault", ["500", "429", "not JSON", "empty body", "reset"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_fault_is_an_error_of_ours_after_one_call(provider: str, fault: str) -> None:
    with StubModel(fault=fault) as stub:
        model = opened(provider, stub)
        with pytest.raises(ModelError) as raised:
            model.complete("hello", timeout_s=TIMEOUT_S, max_tokens=5)
        assert len(stub.prompts) == 1
    assert "secret inside" not in str(raised.value)
    assert not isinstance(raised.value, ModelUnreached)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_is_not_there_was_sent_nothing(provider: str) -> None:
    with StubModel() as stub:
        model = opened(provider, stub)
    with pytest.raises(ModelUnreached):
        model.complete("hello", timeout_s=TIMEOUT_S, max_tokens=5)


def test_a_key_that_is_missing_is_one_line_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_OPENAI_API_KEY")
    with StubModel() as stub:
        model = opened("azure_openai", stub)
        with pytest.raises(ModelUnreached, match="the key and region"):
            model.complete("hello", timeout_s=TIMEOUT_S, max_tokens=5)
        assert stub.prompts == []


@pytest.mark.parametrize(
    ("provider", "name"), [("anthropic", "Anthropic"), ("azure_openai", "Azure"), ("bedrock_converse", "Bedrock")]
)
def test_the_place_is_the_providers_name_where_no_address_is_set(provider: str, name: str) -> None:
    assert name in LangChainChatModel(f"{provider}:stub", None).place


@pytest.mark.parametrize("provider", PROVIDERS)
def test_doctor_says_which_provider_answers(
    provider: str,
    shipped_index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with StubModel() as stub:
        monkeypatch.setenv("GUIDE_INDEX", str(shipped_index))
        monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("GUIDE_CHAT_MODEL", f"{provider}:stub")
        monkeypatch.setenv("GUIDE_CHAT_URL", stub.url(provider))
        assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert f"{provider}:stub" in said
    assert "100 tokens" in said
