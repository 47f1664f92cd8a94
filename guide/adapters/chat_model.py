"""A language model through LangChain's init_chat_model. Vendor types and errors stop here; no text is logged."""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guide.errors import ModelBusy, ModelCrowded, ModelError, ModelReplyMalformed, ModelUnavailable, ModelUnreached
from guide.ports import Completion, ReplyForm

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from guide.adapters.guarded_http import GuardedTransport

AT_ONCE = 4
"""How many calls may be under way in one process. One more is told at once that the model is not there."""

PAUSE_S = 60.0
LONGEST_PAUSE_S = 3_600.0
DEFAULT_URLS = {"openai": "https://api.openai.com/v1", "ollama": "http://127.0.0.1:11434"}
"""Where two providers are when the settings name no address."""

GUARDED = ("openai", "ollama", "azure_openai")
"""Providers whose client takes our own connection, once an address is known: one host, no redirect, one megabyte."""

AZURE_VERSION = "2024-10-21"
"""The version of Azure's protocol that the client speaks (docs of Azure OpenAI, data plane, general availability)."""


REFUSES_THE_FORM = (400, 422)
"""What servers say to a request that they do not know, such as one for replies of a form."""

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
PROVIDERS = {"anthropic": "Anthropic", "azure_openai": "Microsoft Azure", "bedrock_converse": "Amazon Bedrock"}
"""How people know those whose address the settings need not name."""
NEVER_CONNECTED = ("ConnectError", "ConnectTimeout", "EndpointConnectionError", "ConnectTimeoutError")
"""Errors of httpx and botocore that come before anything is sent."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    completion: Completion | None
    error: ModelError | None


class LangChainChatModel:
    """One model. Each call has its own time for everything, whatever the server does."""

    def __init__(self, name: str, url: str | None) -> None:
        """Take `provider:model`, and the server's address where it is not the provider's own."""
        self._provider, _, self._model = name.partition(":")
        self._name = name
        self._url = url or DEFAULT_URLS.get(self._provider)
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._knows_forms = self._provider in GUARDED and self._url is not None

    @property
    def name(self) -> str:
        """Return `provider:model`."""
        return self._name

    @property
    def place(self) -> str:
        """Return in words where the text goes: this machine, a server by its host, or the provider by its name."""
        if not self._url:
            return f"the servers of {PROVIDERS.get(self._provider, self._provider)}"
        import httpx

        host = httpx.URL(self._url).host
        return f"a program on this machine ({host})" if host in THIS_MACHINE else f"the server {host}"

    def warm(self) -> None:
        """Load the provider's package now, so that no question waits. A missing one is named when it is asked."""
        transport = self._guarded(1)
        with suppress(ModelError):
            self._client(transport, 1, 1)
        if transport:
            transport.close()

    def complete(self, prompt: str, *, timeout_s: float, max_tokens: int, form: ReplyForm | None = None) -> Completion:
        """Return the reply. Raises ModelUnavailable, ModelBusy or ModelReplyMalformed, never later than the timeout."""
        if not self._places.acquire(blocking=False):
            raise ModelCrowded("The language model has too many questions at once.")
        outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()

        def call() -> None:
            try:
                outcomes.put(self._outcome(prompt, timeout_s, max_tokens, form))
            finally:
                self._places.release()

        threading.Thread(target=call, name="chat-model", daemon=True).start()
        try:
            outcome = outcomes.get(timeout=timeout_s)
        except queue.Empty as error:
            raise ModelUnavailable("The language model did not answer in time.") from error
        if outcome.completion is None:
            raise outcome.error or ModelUnavailable("The language model did not answer.")
        return outcome.completion

    def _outcome(self, prompt: str, timeout_s: float, max_tokens: int, form: ReplyForm | None) -> _Outcome:
        transport = self._guarded(timeout_s)
        try:
            reply = self._reply(prompt, transport, timeout_s, max_tokens, form)
            return _Outcome(_completion(prompt, reply), None)
        except ModelError as error:
            return _Outcome(None, error)
        except Exception as error:  # noqa: BLE001 - each provider has errors of its own; none may reach a reader
            return _Outcome(None, _translated(error))
        finally:
            if transport:
                transport.close()

    def _reply(
        self, prompt: str, transport: GuardedTransport | None, timeout_s: float, max_tokens: int, form: ReplyForm | None
    ) -> object:
        """Ask for a reply of this form; a server that refuses forms is asked without one, and so from then on."""
        if form is None or not self._knows_forms:
            return self._client(transport, timeout_s, max_tokens).invoke(prompt)
        try:
            return self._client(transport, timeout_s, max_tokens, form).invoke(prompt)
        except Exception as error:  # each provider has errors of its own
            if getattr(error, "status_code", None) not in REFUSES_THE_FORM:
                raise
        reply = self._client(transport, timeout_s, max_tokens).invoke(prompt)
        self._knows_forms = False
        return reply

    def _guarded(self, timeout_s: float) -> GuardedTransport | None:
        """Return our own connection for the providers that let us bring one."""
        if self._provider not in GUARDED or not self._url:
            return None
        import httpx

        from guide.adapters.guarded_http import GuardedTransport

        return GuardedTransport(httpx.URL(self._url), timeout_s)

    def _client(
        self, transport: GuardedTransport | None, timeout_s: float, max_tokens: int, form: ReplyForm | None = None
    ) -> BaseChatModel:
        """Return the provider's client. It keeps no state, so a new one a call costs little and shares nothing."""
        from langchain.chat_models import init_chat_model

        options = {**self._options(transport, timeout_s, max_tokens), **self._held_to(form)}
        try:
            client: BaseChatModel = init_chat_model(
                self._model, model_provider=self._provider, temperature=0, **options
            )
        except ImportError as error:
            raise ModelUnreached(
                f"{self._name}: the package of this provider is not installed. "
                "requirements-models.txt has those of Ollama, OpenAI, Anthropic and Bedrock."
            ) from error
        except Exception as error:  # each provider has errors of its own for a key, a region or a name that is missing
            raise ModelUnreached(
                f"{self._name}: it cannot be opened ({type(error).__name__}). Look at GUIDE_CHAT_MODEL and at the key "
                "and region that this provider needs."
            ) from error
        return client

    def _options(self, transport: GuardedTransport | None, timeout_s: float, max_tokens: int) -> dict[str, Any]:
        """Return what this provider's client is opened with; for those that allow it, our own guarded connection."""
        if self._provider == "bedrock_converse":
            once = {"timeout": timeout_s, "max_retries": 0, "disable_streaming": True}
            return {"max_tokens": max_tokens, **once, **self._address("endpoint_url")}
        if self._provider == "anthropic":
            once = {"timeout": timeout_s, "max_retries": 0}
            return {"max_tokens": max_tokens, **once, **self._address("base_url"), **self._key()}
        if transport is None:
            return {"max_tokens": max_tokens, **self._address("base_url")}
        return self._guarded_options(transport, timeout_s, max_tokens)

    def _guarded_options(self, transport: GuardedTransport, timeout_s: float, max_tokens: int) -> dict[str, Any]:
        import httpx

        connection: dict[str, Any] = {
            "transport": transport,
            "timeout": timeout_s,
            "follow_redirects": False,
            "trust_env": False,
        }
        if self._provider == "ollama":
            return {"base_url": self._url, "num_predict": max_tokens, "format": "json", "client_kwargs": connection}
        # The client's own time limit goes before that of the connection; without one it waits for ever.
        limits = {"max_tokens": max_tokens, "max_retries": 0, "timeout": timeout_s}
        client = {**limits, "http_client": httpx.Client(**connection)}
        if self._provider == "azure_openai":
            return {"azure_endpoint": self._url, "api_version": AZURE_VERSION, **client}
        return {"base_url": self._url, **client, **self._key()}

    def _held_to(self, form: ReplyForm | None) -> dict[str, Any]:
        """Return what asks the server to hold the reply to a form. Sent as it stands, so no client reads the reply.

        Not "strict", which OpenAI refuses for a schema with a longest text; servers of one's own keep to it anyhow.
        """
        if form is None:
            return {}
        if self._provider == "ollama":
            return {"format": form.schema}
        wanted = {"name": form.name, "schema": form.schema}
        return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": wanted}}}

    def _address(self, name: str) -> dict[str, str]:
        return {name: self._url} if self._url else {}

    def _key(self) -> dict[str, str]:
        """Return a key that says nothing for a server of one's own: only the provider's address gets the real one."""
        import os

        own = self._url is not None and self._url != DEFAULT_URLS.get(self._provider)
        return {"api_key": os.environ.get("GUIDE_CHAT_KEY") or "none"} if own else {}


def _completion(prompt: str, reply: object) -> Completion:
    """Return the reply as text. Raises ModelReplyMalformed for anything but text."""
    content = _as_text(getattr(reply, "content", None))
    if getattr(reply, "tool_calls", None) or getattr(reply, "invalid_tool_calls", None):
        raise ModelReplyMalformed("The language model asked for a tool. It has none.")
    if not isinstance(content, str) or not content.strip():
        raise ModelReplyMalformed("The language model replied without text.")
    usage = getattr(reply, "usage_metadata", None) or {}
    counted = usage.get("total_tokens")
    if isinstance(counted, int) and counted > 0:
        return Completion(content, counted, measured=True)
    return Completion(content, (len(prompt) + len(content)) // 3 + 1, measured=False)


def _as_text(content: object) -> object:
    """Return the text of a reply in blocks of text; anything else as it came."""
    if isinstance(content, list) and all(isinstance(block, dict) and block.get("type") == "text" for block in content):
        return "".join(str(block.get("text", "")) for block in content)
    return content


def _translated(error: Exception) -> ModelError:
    """Return a provider's error as one of ours. Its own words are left out: they may repeat what was sent."""
    status = getattr(error, "status_code", None) or _status_at_amazon(error)
    if status == 429:  # noqa: PLR2004 - the number is the protocol's own
        return ModelBusy("The language model's server asks for a pause.", _pause_of(error))
    if isinstance(status, int) and status >= 400:  # noqa: PLR2004
        return ModelUnavailable(f"The language model's server refuses with {status}.")
    if _never_connected(error):
        return ModelUnreached("The language model's server cannot be reached. Nothing was sent to it.")
    if isinstance(error, (ValueError, TypeError, KeyError, AttributeError)):
        return ModelReplyMalformed(f"The language model's reply cannot be read ({type(error).__name__}).")
    return ModelUnavailable(f"The language model cannot be reached ({type(error).__name__}).")


def _status_at_amazon(error: Exception) -> object:
    """Return the HTTP status of an error of botocore, which keeps it in a dict."""
    response = getattr(error, "response", None)
    told = response.get("ResponseMetadata") if isinstance(response, dict) else None
    return told.get("HTTPStatusCode") if isinstance(told, dict) else None


def _never_connected(error: BaseException) -> bool:
    """Say whether no connection came about. Providers wrap it in errors of their own, so what it came from is read."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        if isinstance(cause, ConnectionRefusedError) or type(cause).__name__ in NEVER_CONNECTED:
            return True
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
    return False


def _pause_of(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    text = str(headers.get("retry-after", ""))
    return min(float(text), LONGEST_PAUSE_S) if text.isascii() and text.isdigit() else PAUSE_S
