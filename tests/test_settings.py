"""Settings come from the environment that is passed in; each bad one has one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.errors import ModelUnavailable, SettingError
from guide.language_model.chat_settings import ChatSettings
from guide.settings import Settings


def test_nothing_set_gives_the_folders_of_the_contract() -> None:
    assert Settings.from_environment({}) == Settings(Path("corpus"), Path(".index"), Path(".data"), None, 90)


def test_each_variable_is_read() -> None:
    settings = Settings.from_environment(
        {"GUIDE_CORPUS": "a", "GUIDE_INDEX": "b", "GUIDE_DATA": "c", "GUIDE_EMBEDDING_MODEL": "d"}
    )
    assert settings == Settings(Path("a"), Path("b"), Path("c"), "d", 90)


@pytest.mark.parametrize("name", ["GUIDE_CHROMA_URL", "GUIDE_DATABASE_URL"])
def test_what_is_not_built_yet_is_refused_with_one_line(name: str) -> None:
    with pytest.raises(SettingError) as raised:
        Settings.from_environment({name: "x"})
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_without_a_chat_model_there_is_none_whatever_else_is_set() -> None:
    assert Settings.from_environment({"GUIDE_CHAT_URL": "http://127.0.0.1:1"}).chat is None


def test_the_settings_of_a_chat_model_are_read() -> None:
    chat = Settings.from_environment(
        {
            "GUIDE_CHAT_MODEL": "ollama:llama3.2:1b",
            "GUIDE_CHAT_URL": "http://127.0.0.1:11434",
            "GUIDE_CHAT_TIMEOUT_S": "2.5",
            "GUIDE_CHAT_TOKENS_PER_DAY": "900",
            "GUIDE_CHAT_PRICE_PER_MILLION": "0.4",
        }
    ).chat
    assert chat == ChatSettings("ollama:llama3.2:1b", "http://127.0.0.1:11434", 2.5, 900, 0.4)


@pytest.mark.parametrize(("cost", "tokens"), [("0.0002", 500), ("3", 900)])
def test_what_a_day_may_cost_is_a_limit_at_the_price_that_is_set(cost: str, tokens: int) -> None:
    own = {"GUIDE_CHAT_MODEL": "ollama:x", "GUIDE_CHAT_TOKENS_PER_DAY": "900", "GUIDE_CHAT_COST_PER_DAY": cost}
    chat = ChatSettings.from_environment(own | {"GUIDE_CHAT_PRICE_PER_MILLION": "0.4"})
    assert chat is not None and chat.tokens_a_day == tokens
    with pytest.raises(SettingError, match="GUIDE_CHAT_PRICE_PER_MILLION"):
        ChatSettings.from_environment(own)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUIDE_CHAT_MODEL", "llama"),
        ("GUIDE_CHAT_URL", "http://user:key@host/"),
        ("GUIDE_CHAT_URL", "file:///etc"),
        ("GUIDE_CHAT_TIMEOUT_S", "0"),
        ("GUIDE_CHAT_TIMEOUT_S", "inf"),
        ("GUIDE_CHAT_TOKENS_PER_DAY", "-1"),
        ("GUIDE_CHAT_PRICE_PER_MILLION", "cheap"),
    ],
)
def test_a_setting_of_the_chat_model_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name) as raised:
        Settings.from_environment({"GUIDE_CHAT_MODEL": "ollama:x", name: value})
    assert "key@host" not in str(raised.value)


@pytest.mark.parametrize("days", ["0", "-1", "many", "4000", "٣"])
def test_a_retention_that_is_no_number_of_days_is_refused(days: str) -> None:
    with pytest.raises(SettingError, match="GUIDE_RETENTION_DAYS"):
        Settings.from_environment({"GUIDE_RETENTION_DAYS": days})


def test_a_model_folder_that_is_not_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="holds no sentence-transformers model"):
        SentenceEmbedder(str(tmp_path))


def test_a_model_name_that_is_not_on_this_machine_is_named() -> None:
    with pytest.raises(ModelUnavailable, match="nobody/nothing"):
        SentenceEmbedder("nobody/nothing").embed(["x"])
