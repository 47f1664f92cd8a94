"""An OpenID Connect provider of our own: discovery, authorize, token, keys; real HTTP, with faults on request."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Mapping
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "guide", "stub-client-secret-3f1b"
FAULTS = ("another key", "no signature", "another audience", "another issuer", "another nonce", "expired")
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "sam": {"sub": "sub-sam-71c4", "name": "Sam Jones", "email": "sam@example.org", "email_verified": True},
    "kim": {"sub": "sub-kim-92d0", "name": "Kim Lee", "email": "kim@example.net", "email_verified": True},
}
"""Who has an account there."""


@cache
def key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "stub", "use": "sig", "alg": "RS256"})


class StubProvider:
    """callback: the only address it sends anybody back to. fault: what is wrong with its tokens. given: all secrets."""

    def __init__(self) -> None:
        self.callback = ""
        self.fault = ""
        self.given: list[str] = []
        self._grants: dict[str, dict[str, str]] = {}
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None: ...

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                answer = stub.answers().get(parts.path)
                answer(self, dict(parse_qsl(parts.query))) if answer else self.send_error(404)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                stub.token(self, {name: values[0] for name, values in parse_qs(body).items()})

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

        self._server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    def answers(self) -> Mapping[str, Any]:
        return {
            "/.well-known/openid-configuration": self.metadata,
            "/authorize": self.authorize,
            "/grant": self.grant,
            "/keys": lambda to, _: send(to, {"keys": [key("own").as_dict(private=False)]}),
            "/logout": self.logout,
        }

    def metadata(self, to: BaseHTTPRequestHandler, _: Mapping[str, str]) -> None:
        told = {"issuer": self.url, "jwks_uri": f"{self.url}/keys", "code_challenge_methods_supported": ["S256"]}
        ends = {"authorization": "authorize", "token": "token", "end_session": "logout"}
        send(to, told | {f"{name}_endpoint": f"{self.url}/{path}" for name, path in ends.items()})

    def authorize(self, to: BaseHTTPRequestHandler, asked: Mapping[str, str]) -> None:
        """Show who has an account, to choose from."""
        assert (asked["client_id"], asked["redirect_uri"], asked["response_type"]) == (CLIENT, self.callback, "code")
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        links = (f'<a href="/grant?{escape(urlencode({**asked, "who": who}))}">{who}</a>' for who in PEOPLE)
        page(to, f"<h1>Choose an account</h1>{' '.join(links)}")

    def grant(self, to: BaseHTTPRequestHandler, asked: Mapping[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        self.given.append(code)
        self._grants[code] = dict(asked)
        redirect(to, f"{self.callback}?{urlencode({'code': code, 'state': asked['state']})}")

    def token(self, to: BaseHTTPRequestHandler, sent: Mapping[str, str]) -> None:
        """Give tokens for a code, once, to the client that holds its secret and the verifier of the challenge."""
        asked = self._grants.pop(sent["code"])
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        assert to.headers["Authorization"] == f"Basic {basic}" and sent["redirect_uri"] == self.callback
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        access = secrets.token_urlsafe(16)
        token = self._id_token(PEOPLE[asked["who"]], asked["nonce"])
        self.given += [access, token]
        send(to, {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": token})

    def logout(self, to: BaseHTTPRequestHandler, asked: Mapping[str, str]) -> None:
        assert asked["post_logout_redirect_uri"] == self.callback
        redirect(to, self.callback)

    def _id_token(self, person: Mapping[str, object], nonce: str) -> str:
        now = int(time.time())
        is_old = self.fault == "expired"
        claims = {
            "iss": f"{self.url}/other" if self.fault == "another issuer" else self.url,
            "aud": "somebody-else" if self.fault == "another audience" else CLIENT,
            "nonce": "another" if self.fault == "another nonce" else nonce,
            "iat": now - 7200 * is_old,
            "exp": now + 300 - 7200 * is_old,
        }
        if self.fault == "no signature":
            parts = ({"alg": "none"}, claims | dict(person))
            return ".".join([*map(_base64, parts), ""])
        signing = key("another" if self.fault == "another key" else "own")
        return jwt.encode({"alg": "RS256", "kid": "stub"}, claims | dict(person), signing)


def send(to: BaseHTTPRequestHandler, told: object) -> None:
    _answer(to, 200, json.dumps(told).encode(), {"Content-Type": "application/json"})


def page(to: BaseHTTPRequestHandler, html: str) -> None:
    _answer(to, 200, html.encode(), {"Content-Type": "text/html"})


def redirect(to: BaseHTTPRequestHandler, address: str) -> None:
    _answer(to, 302, b"", {"Location": address})


def _answer(to: BaseHTTPRequestHandler, status: int, body: bytes, headers: Mapping[str, str]) -> None:
    to.send_response(status)
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        to.send_header(name, value)
    to.end_headers()
    to.wfile.write(body)


def _base64(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
