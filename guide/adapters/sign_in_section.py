"""The [auth] section of Streamlit's secrets, judged: whom one can sign in with, or the one thing that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from guide.editing.editing_access import LOOPBACK
from guide.errors import SettingError

DEFAULT = "default"
"""Streamlit's name for the provider whose keys stand in [auth] itself."""
KEYS = ("client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"
DISCOVERY = "/.well-known/openid-configuration"
SHORTEST_SECRET = 32
NEW_SECRET = 'python -c "import secrets; print(secrets.token_hex(32))"'


@dataclass(frozen=True, slots=True)
class Provider:
    """One that people can sign in with. name: DEFAULT, or that of its own section. metadata_url: where it says how."""

    name: str
    metadata_url: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in.

    is_on: somebody set it up, rightly or not. origin: the address of the pages at which it works. problem: what is
    wrong, which key it is and what to do; then there is no provider.
    """

    is_on: bool = False
    providers: tuple[Provider, ...] = ()
    origin: str = ""
    problem: str = ""


def sign_in_of(auth: object, file: str) -> SignIn:
    """Return how people sign in by the [auth] section of a file; None stands for no such section."""
    if auth is None:
        return SignIn()
    try:
        section = _section(auth, "auth")
        _check_secret(_text(section, "cookie_secret", "auth"))
        origin = _origin(_text(section, "redirect_uri", "auth"))
        if "expose_tokens" in section:
            raise SettingError("[auth] expose_tokens: the guide needs no token of anybody. Take it out.")
        return SignIn(True, _providers(section), origin)
    except SettingError as error:
        return SignIn(True, problem=f"{file}, {error}")


def _providers(auth: Mapping[str, object]) -> tuple[Provider, ...]:
    named = [name for name, value in auth.items() if isinstance(value, Mapping) and name != "client_kwargs"]
    found = [_provider(_section(auth[name], f"auth.{name}"), name, f"auth.{name}") for name in named]
    if not found or any(key in auth for key in KEYS):
        found.insert(0, _provider(auth, DEFAULT, "auth"))
    return tuple(found)


def _provider(section: Mapping[str, object], name: str, where: str) -> Provider:
    if "_" in name:
        raise SettingError(f"[{where}]: Streamlit takes no underscore in a provider's name. Call it, say, council.")
    for key in KEYS:
        _text(section, key, where)
    address = _text(section, "server_metadata_url", where)
    parts = _address(address, f"[{where}] server_metadata_url")
    if not parts.path.endswith(DISCOVERY):
        raise SettingError(
            f"[{where}] server_metadata_url: does not end with {DISCOVERY}. "
            "Give the address of the provider's discovery document."
        )
    asked = section.get("client_kwargs", {})
    scope = _section(asked, f"{where}.client_kwargs").get("scope", "openid")
    if "openid" not in str(scope).split():
        raise SettingError(f'[{where}] client_kwargs: its scope lacks openid. Set it to "openid profile email".')
    return Provider(name, address)


def _check_secret(secret: str) -> None:
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 8:
        raise SettingError(
            f"[auth] cookie_secret: too easy to guess, and whoever guesses it is anybody. Put {SHORTEST_SECRET} "
            f"random characters or more there: {NEW_SECRET}"
        )


def _origin(address: str) -> str:
    parts = _address(address.replace("{port}", "8501"), "[auth] redirect_uri")
    if not parts.path.endswith(CALLBACK) or parts.query or parts.fragment:
        raise SettingError(
            f"[auth] redirect_uri: does not end with {CALLBACK}. "
            f"Set it to the address of the pages with that at its end, such as https://guide.example.org{CALLBACK}"
        )
    return f"{parts.scheme}://{parts.netloc}" if "{port}" not in address else ""


def _address(text: str, where: str) -> SplitResult:
    """Return the parts of an address over HTTPS; plain HTTP is for this machine alone."""
    try:
        parts = urlsplit(text)
        is_sound = bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        is_sound = False
    if not is_sound or parts.scheme not in ("https", "http"):
        raise SettingError(f"{where}: not a web address. It begins with https://")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingError(f"{where}: begins with http://, so anybody on the way could sign in. Use https://")
    return parts


def _section(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise SettingError(f"[{where}]: not a section of keys. Write [{where}] on a line, and each key below it.")
    return value


def _text(section: Mapping[str, object], key: str, where: str) -> str:
    value = section.get(key)
    if isinstance(value, str) and value.strip():
        return value
    hint = f" {NEW_SECRET} makes one." if key == "cookie_secret" else ""
    raise SettingError(f'[{where}] {key}: {"empty" if key in section else "missing"}. Add {key} = "..." there.{hint}')
