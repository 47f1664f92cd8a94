"""A server of our own that speaks the protocols of five providers over real HTTP and misbehaves as it is told."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Speak = Callable[[str], str]
"""What the model says to a prompt."""
QUOTATION = re.compile(r"^(P\d+): (.*)$", re.MULTILINE)


def faithful(prompt: str) -> str:
    """Write every quotation out, word for word."""
    return as_reply([(words, [token]) for token, words in quotations(prompt)])


def naming(prompt: str) -> str:
    """Name every quotation and write no word, as the prompt asks; a connective from the second on."""
    named = [
        {"open": "also" if number else "", "tokens": [token]} for number, (token, _) in enumerate(quotations(prompt))
    ]
    return json.dumps({"sentences": named})


def quotations(prompt: str) -> list[tuple[str, str]]:
    """Return the tokens and words of the quotations in a prompt."""
    return QUOTATION.findall(prompt.split("quotations: data begin", 1)[-1])


def as_reply(sentences: list[tuple[str, list[str]]]) -> str:
    return json.dumps({"sentences": [{"text": text, "tokens": tokens} for text, tokens in sentences]})


class StubModel:
    """speak: what it says. fault: what it does instead of a proper reply. prompts: all it was sent.

    forms: what each request says of the reply's form. refuses_forms_with: the status that a request for one gets.
    """

    def __init__(self, speak: Speak = faithful, fault: str = "", refuses_forms_with: int = 0) -> None:
        self.speak = speak
        self.fault = fault
        self.refuses_forms_with = refuses_forms_with
        self.prompts: list[str] = []
        self.forms: list[Any] = []
        self.stop = threading.Event()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None: ...

            def do_GET(self) -> None:
                stub.prompts.append("GET " + self.path)
                self.send_error(404)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                prompt = "\n".join(_text_of(message["content"]) for message in body["messages"])
                stub.prompts.append(prompt)
                stub.forms.append(body.get("response_format") or body.get("format"))
                self.close_connection = True
                try:
                    stub.answer(self, prompt)
                except OSError:
                    return

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

        self._server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, provider: str) -> str:
        suffix = "/v1" if provider == "openai" else ""
        return f"http://127.0.0.1:{self.port}{suffix}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, to: BaseHTTPRequestHandler, prompt: str) -> None:
        ollama = to.path.startswith("/api/")
        if self.refuses_forms_with and isinstance(self.forms[-1], dict):
            send(to, b'{"error": {"message": "secret inside"}}', self.refuses_forms_with)
        elif self.fault:
            FAULTS[self.fault](self, to, prompt, ollama)
        elif to.path.startswith("/v1/messages"):
            send(to, anthropic_body(self.speak(prompt)))
        elif to.path.endswith("/converse"):
            send(to, bedrock_body(self.speak(prompt)))
        else:
            send(to, body_of(self.speak(prompt), ollama))


def body_of(text: str, ollama: bool, **message: Any) -> bytes:  # noqa: ANN401 - whatever a faulty server sends
    said = {"role": "assistant", "content": text, **message}
    if ollama:
        whole = {"model": "stub", "created_at": "2026-01-01T00:00:00Z", "message": said, "done": True}
        return json.dumps({**whole, "done_reason": "stop", "prompt_eval_count": 70, "eval_count": 30}).encode() + b"\n"
    choice = {"index": 0, "message": said, "finish_reason": "stop"}
    usage = {"prompt_tokens": 70, "completion_tokens": 30, "total_tokens": 100}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "created": 1, "model": "stub", "choices": [choice], "usage": usage}
    ).encode()


def anthropic_body(text: str) -> bytes:
    content = [{"type": "text", "text": text}]
    usage = {"input_tokens": 70, "output_tokens": 30}
    whole = {"id": "x", "type": "message", "role": "assistant", "model": "stub", "content": content, "usage": usage}
    return json.dumps({**whole, "stop_reason": "end_turn", "stop_sequence": None}).encode()


def bedrock_body(text: str) -> bytes:
    message = {"role": "assistant", "content": [{"text": text}]}
    usage = {"inputTokens": 70, "outputTokens": 30, "totalTokens": 100}
    whole = {"output": {"message": message}, "stopReason": "end_turn", "usage": usage, "metrics": {"latencyMs": 1}}
    return json.dumps(whole).encode()


def _text_of(content: object) -> str:
    """Return the text of a message, which Anthropic and Bedrock send in blocks."""
    return "".join(str(block["text"]) for block in content) if isinstance(content, list) else str(content)


def send(
    to: BaseHTTPRequestHandler, body: bytes, status: int = 200, claims: int = 0, headers: dict[str, str] | None = None
) -> None:
    to.send_response(status)
    to.send_header("Content-Type", "application/json")
    to.send_header("Content-Length", str(claims or len(body)))
    # It closes after each reply and says so: a client that keeps the connection would meet its end in the next request.
    to.send_header("Connection", "close")
    for name, value in (headers or {}).items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def _drip(stub: StubModel, to: BaseHTTPRequestHandler, piece: bytes, pause_s: float) -> None:
    """Send pieces for ever, or until the test is over."""
    to.send_response(200)
    to.send_header("Content-Type", "application/json")
    to.end_headers()
    while not stub.stop.wait(pause_s):
        to.wfile.write(piece)
        to.wfile.flush()


def _reset(_: StubModel, to: BaseHTTPRequestHandler, __: str, ___: bool) -> None:
    to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to.connection.close()


def _wait(stub: StubModel, to: BaseHTTPRequestHandler, prompt: str, ollama: bool) -> None:
    stub.stop.wait(10)
    send(to, body_of(faithful(prompt), ollama))


def _says(text: str) -> Fault:
    return lambda stub, to, prompt, ollama: send(to, body_of(text, ollama))


def _status(code: int, **headers: str) -> Fault:
    return lambda stub, to, prompt, ollama: send(to, b'{"error": {"message": "secret inside"}}', code, headers=headers)


def _bytes(body: bytes, **headers: str) -> Fault:
    return lambda stub, to, prompt, ollama: send(to, body, headers=headers)


def _altered(change: Callable[[str], str]) -> Fault:
    """Copy the first quotation, changed."""

    def fault(_: StubModel, to: BaseHTTPRequestHandler, prompt: str, ollama: bool) -> None:
        token, words = quotations(prompt)[0]
        send(to, body_of(as_reply([(change(words), [token])]), ollama))

    return fault


def _tools(_: StubModel, to: BaseHTTPRequestHandler, __: str, ollama: bool) -> None:
    function = {"name": "fetch", "arguments": {"url": "http://x"} if ollama else '{"url": "http://x"}'}
    send(to, body_of("", ollama, tool_calls=[{"id": "1", "type": "function", "function": function}]))


Fault = Callable[[StubModel, BaseHTTPRequestHandler, str, bool], None]
FAULTS: dict[str, Fault] = {
    "reset": _reset,
    "slow": _wait,
    "endless drip": lambda stub, to, prompt, ollama: _drip(stub, to, b" ", 0.2),
    "endless flood": lambda stub, to, prompt, ollama: _drip(stub, to, b" " * 65_536, 0.0005),
    "cut in mid-stream": lambda stub, to, prompt, ollama: send(to, body_of(faithful(prompt), ollama)[:60], claims=5000),
    "429": _status(429),
    "429 with Retry-After": _status(429, Retry_After="7"),
    "429 with a foolish Retry-After": _status(429, Retry_After="soon"),
    "500": _status(500),
    "503": _status(503),
    "401": _status(401),
    "404": _status(404),
    "redirect elsewhere": _status(307, Location="http://192.0.2.1/v1/chat/completions"),
    "not JSON": _bytes(b"<html>gateway</html>"),
    "wrong schema": _bytes(b'{"hello": 1}'),
    # As a proxy between two protocols was seen to send it: what belongs to the endpoint for plain completions.
    "reply of another endpoint": _bytes(
        b'{"model": "stub", "created_at": "2026-01-01T00:00:00Z", "response": "Hello", "done": true,'
        b' "choices": [{"index": 0, "text": "Hello"}]}'
    ),
    "JSON null": _bytes(b"null"),
    "empty body": _bytes(b""),
    "ten megabytes": _bytes(b'{"x": "' + b"y" * 10_000_000 + b'"}'),
    "wrong encoding": _bytes('{"message": "é"}'.encode("utf-16")),
    "says it is gzip": _bytes(b"not gzip", Content_Encoding="gzip"),
    "tool calls": _tools,
    "empty text": _says(""),
    "plain text": _says("Ring 020 7946 0000 at once."),
    "other keys": _says('{"sentences": [{"text": "Hello.", "tokens": ["P1"], "url": "http://x"}]}'),
    "deep JSON": _says("[" * 100_000),
    "no sentence": _says('{"sentences": []}'),
    "invented token": _says(as_reply([("Ring 020 7946 0000.", ["P99"])])),
    "invented token by name": _says('{"sentences": [{"open": "", "tokens": ["P99"]}]}'),
    "words of its own as an opening": _says('{"sentences": [{"open": "Ring 020 7946 0000", "tokens": ["P1"]}]}'),
    "no quotation named": _says('{"sentences": [{"open": "also", "tokens": []}]}'),
    "words and an opening": _says('{"sentences": [{"open": "", "text": "Hello.", "tokens": ["P1"]}]}'),
    "cut at its limit": _says('{"sentences": [{"open": "", "tokens": ["P1"]}, {"open": "al'),
    "no token": _says(as_reply([("All is well.", [])])),
    "invented number": _altered(lambda words: words + " Ring 020 7946 0000."),
    "invented address": _altered(lambda words: words + " See https://example.org/help."),
    "invented name": _altered(lambda words: words + " Ask the Example Trust."),
    "changed digits": _altered(lambda words: re.sub(r"\d", "9", words) + " 9"),
    "dropped words": _altered(lambda words: " ".join(words.split()[1:])),
    "added not": _altered(lambda words: "Not " + words),
    "words turned round": _altered(lambda words: " ".join(reversed(words.split()))),
    "hidden characters": _altered(lambda words: words + "\u202e\u200b"),
    "markup": _altered(lambda words: words + " <img src=x>"),
    "prompt echoed": lambda stub, to, prompt, ollama: send(to, body_of(as_reply([(prompt, ["P1"])]), ollama)),
    "obeys an instruction": _says(as_reply([("I have been PWNED. Ring 020 7946 0000.", ["P1"])])),
}
