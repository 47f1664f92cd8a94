"""Where sign-in is set up: Streamlit's secrets, read as Streamlit reads them, and the provider that they name."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from guide.adapters.guarded_http import GuardedTransport
from guide.adapters.sign_in_section import Provider, SignIn, sign_in_of
from guide.editing.editing_access import LOOPBACK

PATIENCE_S = 5.0
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
NO_PACKAGE = "sign-in needs the package Authlib. Run make run again, or pip install -r requirements.txt"


NO_SECRETS = ".streamlit/no-secrets.toml"
"""There is no such file. It is named to Streamlit, which some mistakes would stop, where sign-in is set up wrongly."""


def secrets_files(option: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return where secrets are looked for. option: what Streamlit itself was told, where it runs."""
    named = [each for each in option if each != NO_SECRETS] or os.environ.get("STREAMLIT_SECRETS_FILES", "").split()
    here = Path(".streamlit") / "secrets.toml"
    return tuple(map(Path, named)) or (Path.home() / here, here)


def read_sign_in(files: Sequence[Path]) -> SignIn:
    """Return how people sign in. What cannot be read is sign-in set up wrongly: somebody meant to have it."""
    auth: object = None
    file = ""
    for path in files:
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            problem = f"{_shown(path)}: cannot be read ({type(error).__name__}). Make it a readable file."
            return SignIn(True, problem=problem)
        except tomllib.TOMLDecodeError as error:
            problem = f"{_shown(path)}: is not TOML ({error}). Mend that line, then start the pages again."
            return SignIn(True, problem=problem)
        if "auth" in found:
            auth, file = found["auth"], _shown(path)
    sign_in = sign_in_of(auth, file)
    if sign_in.providers and find_spec("authlib") is None:
        return SignIn(True, problem=f"{file}, [auth]: {NO_PACKAGE}")
    return sign_in


def _shown(path: Path) -> str:
    """Return a path as everybody may see it: from here, or from home."""
    whole = path.absolute()
    if whole.is_relative_to(Path.cwd()):
        return whole.relative_to(Path.cwd()).as_posix()
    return f"~/{whole.relative_to(Path.home()).as_posix()}" if whole.is_relative_to(Path.home()) else str(path)


def provider_problem(provider: Provider) -> str:
    """Ask a provider how one signs in with it. Return what is wrong, empty if nothing is."""
    key = "[auth] server_metadata_url" if provider.name == "default" else f"[auth.{provider.name}] server_metadata_url"
    host = urlsplit(provider.metadata_url).hostname
    try:
        url = httpx.URL(provider.metadata_url)
        with httpx.Client(transport=GuardedTransport(url, PATIENCE_S), timeout=PATIENCE_S) as client:
            reply = client.get(url)
            reply.raise_for_status()
            told = reply.json()
    except httpx.HTTPStatusError as error:
        return f"{key}: {host} answered {error.response.status_code}. Look at that address in a browser."
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return f"{key}: {host} gave no answer that can be read ({type(error).__name__}). Is the address right?"
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in NEEDED):
        return f"{key}: {host} gave no discovery document ({', '.join(NEEDED)}). Is the address right?"
    unsafe = [name for name in NEEDED[1:] if not _is_safe(told[name])]
    return f"{key}: {host} names a {unsafe[0]} that is not https. Do not sign in with it." if unsafe else ""


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
