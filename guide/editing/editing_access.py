"""Who may edit directory, alerts and quizzes: a signed-in editor, or whoever sits at the machine that serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guide.editing.accounts import Account, Editors
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
NO_EDITOR = (
    "You are signed in as {name}, and this account may not edit, approve or rate. "
    "Ask your administrator to name it in GUIDE_EDITORS."
)
NOT_SOUND = "Nobody can edit until sign-in is set up rightly. {problem}"
NO_NAME = "Type your name first: it is kept with the change."


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks to edit, and whether they may.

    is_verified: signed in, not just a typed name. token: the account's id, or a random one that tells two people apart
    who typed their names. refusal: why they may not, empty if they may.
    """

    person: str = ""
    is_verified: bool = False
    token: str = ""
    refusal: str = NOT_HERE


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visitor reached the server.

    has_sign_in: sign-in is set up, rightly or not. account: of a signed-in person. bound_to: the address that the
    server listens on. headers: of the request. editors: whom the settings let edit after signing in. problem: what is
    wrong with sign-in, empty if nothing.
    """

    has_sign_in: bool
    account: Account | None
    bound_to: str
    headers: Mapping[str, str]
    editors: Editors = Editors()
    problem: str = ""


def access_of(visit: Visit, typed_name: str = "", token: str = "") -> Access:
    """Return what a visitor may do: signed in as an editor, or on the serving machine itself with a typed name.

    Where sign-in is set up, a typed name is never enough, not even when the set-up is wrong.
    """
    if visit.problem:
        return Access(refusal=NOT_SOUND.format(problem=visit.problem))
    if visit.has_sign_in:
        return _signed_in(visit)
    names = {name.lower() for name in visit.headers}
    host = next((value for name, value in visit.headers.items() if name.lower() == "host"), "")
    bare = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if visit.bound_to not in LOOPBACK or bare not in LOOPBACK or names & FORWARDED:
        return Access(refusal=NOT_HERE)
    return Access(" ".join(typed_name.split()), False, token, "")


def _signed_in(visit: Visit) -> Access:
    account = visit.account
    if account is None:
        return Access(refusal=SIGN_IN)
    if not visit.editors.include(account):
        return Access(refusal=NO_EDITOR.format(name=account.name))
    return Access(account.name, True, account.id, "")


def allow(access: Access, needs_name: bool = True) -> None:
    """Raise EditRefused unless this person may edit. needs_name: and has said who they are."""
    if access.refusal:
        raise EditRefused(access.refusal)
    if needs_name and not access.person:
        raise EditRefused(NO_NAME)
