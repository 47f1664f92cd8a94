"""A signed-in person, by what their provider states of them, and which of them may edit. Nobody is asked here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from guide.errors import SettingError
from guide.plain_text import without_invisible

LIFE = timedelta(hours=12)
"""So long a sign-in counts: a long shift. A desk that somebody left signed in is nobody's by the next one."""
LONGEST_NAME = 80
EVERYBODY = "everybody"
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in.

    id: issuer and subject, which stay when a name changes. name: as shown. email: in small letters; empty if the
    provider gives none, or says that nobody checked it. since: when they signed in.
    """

    id: str
    name: str
    email: str
    since: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Say whether this sign-in still counts."""
        return now - self.since < LIFE


@dataclass(frozen=True, slots=True)
class Editors:
    """Which accounts may edit, approve and rate. Without a setting it is nobody.

    named: addresses such as sam@example.org, and domains such as @example.org. everybody: whoever can sign in.
    """

    named: frozenset[str] = frozenset()
    everybody: bool = False

    @classmethod
    def of(cls, text: str) -> Editors:
        """Read GUIDE_EDITORS. Raises SettingError naming what is neither an address nor a domain."""
        words = text.lower().replace(",", " ").split()
        for word in words:
            if word != EVERYBODY and not _ADDRESS.fullmatch(word):
                raise SettingError(
                    f"GUIDE_EDITORS: {word!r} is neither an e-mail address nor a domain. "
                    f"Set it, say, to sam@example.org, to @example.org, or to {EVERYBODY} for whoever can sign in."
                )
        return cls(frozenset(words) - {EVERYBODY}, EVERYBODY in words)

    def include(self, account: Account) -> bool:
        """Say whether an account may edit."""
        domain = account.email[account.email.rfind("@") :]
        return self.everybody or bool(account.email and self.named & {account.email, domain})


def account_of(claims: Mapping[str, object]) -> Account | None:
    """Return the account that a provider's claims tell of, None if they do not say who it is or since when."""
    issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return None
    if not isinstance(issued, int | float) or isinstance(issued, bool) or not 0 <= issued < 1e11:
        return None
    return Account(
        id=f"{issuer} {subject}",
        name=_words(claims.get("name")) or _words(claims.get("email")) or _words(subject),
        email=_address(claims.get("email"), claims.get("email_verified")),
        since=datetime.fromtimestamp(issued, UTC),
    )


def _address(claim: object, checked: object) -> str:
    """Return an address that may be compared: whole, of plain letters, and not called unchecked by the provider.

    Some providers write the second claim as text, some leave it out. A letter like the Kelvin sign would become
    somebody else's in small letters.
    """
    if not isinstance(claim, str) or not claim.isascii() or claim.startswith("@"):
        return ""
    is_unchecked = checked is not None and str(checked).strip().lower() not in ("true", "1")
    return claim.lower() if _ADDRESS.fullmatch(claim.lower()) and not is_unchecked else ""


def _words(claim: object) -> str:
    """Return a claim as one line of visible characters, empty if it is none."""
    return " ".join(without_invisible(claim).split())[:LONGEST_NAME] if isinstance(claim, str) else ""
