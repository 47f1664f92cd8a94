"""Who may edit directory, alerts and quizzes: whoever is signed in, or sits at the machine that serves. No store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guide.errors import EditRefused

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
FORWARDED = frozenset(
    "forwarded via x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port x-forwarded-server x-real-ip "
    "x-client-ip x-cluster-client-ip x-original-host x-original-forwarded-for cf-connecting-ip true-client-ip "
    "fly-client-ip fastly-client-ip".split()
)
"""Headers by which a proxy says that the visitor sits elsewhere."""

NOT_HERE = (
    "The directory, the alerts and the quizzes can be edited only after signing in, or on the machine that serves "
    "them. Ask your administrator for sign-in, or open the guide at 127.0.0.1 there."
)
SIGN_IN = "Sign in to edit the directory, the alerts or the quizzes."
NO_NAME = "Type your name first: it is kept with the change."


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks to edit, and whether they may. refusal: why not, empty if they may."""

    person: str = ""
    is_verified: bool = False
    token: str = ""
    refusal: str = NOT_HERE


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visitor reached the server.

    has_sign_in: sign-in is set up. account: of a signed-in person, else empty. bound_to: the address that the server
    listens on. headers: of the request.
    """

    has_sign_in: bool
    account: str
    bound_to: str
    headers: Mapping[str, str]


def access_of(visit: Visit, typed_name: str = "", token: str = "") -> Access:
    """Return what a visitor may do: signed in, or on the serving machine itself with a typed name."""
    if visit.has_sign_in:
        return Access(visit.account, True, "", "") if visit.account else Access(refusal=SIGN_IN)
    names = {name.lower() for name in visit.headers}
    host = next((value for name, value in visit.headers.items() if name.lower() == "host"), "")
    bare = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if visit.bound_to not in LOOPBACK or bare not in LOOPBACK or names & FORWARDED:
        return Access(refusal=NOT_HERE)
    return Access(" ".join(typed_name.split()), False, token, "")


def allow(access: Access, needs_name: bool = True) -> None:
    """Raise EditRefused unless this person may edit. needs_name: and has said who they are."""
    if access.refusal:
        raise EditRefused(access.refusal)
    if needs_name and not access.person:
        raise EditRefused(NO_NAME)
