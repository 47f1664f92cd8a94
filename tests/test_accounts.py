"""Who a signed-in person is, for how long, and which accounts may edit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from guide.editing.accounts import Account, Editors, account_of
from guide.errors import SettingError

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CLAIMS = {
    "iss": "https://id.example.org",
    "sub": "71c4",
    "iat": AT.timestamp(),
    "name": "Sam Jones",
    "email": "Sam@Example.org",
    "email_verified": True,
}
SAM = Account("https://id.example.org 71c4", "Sam Jones", "sam@example.org", AT)


def with_email(email: object, checked: object = True) -> Account:
    found = account_of(CLAIMS | {"email": email, "email_verified": checked})
    assert found
    return found


def test_an_account_is_issuer_and_subject_and_is_shown_by_its_name() -> None:
    assert account_of(CLAIMS) == SAM


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param({"name": " Sam \n  Jones\u200b "}, "Sam Jones", id="in one visible line"),
        pytest.param({"name": ""}, "Sam@Example.org", id="the address without a name"),
        pytest.param({"name": "", "email": ""}, "71c4", id="the subject without either"),
        pytest.param({"name": ["Sam"], "email": None}, "71c4", id="no text"),
        pytest.param({"name": "S" * 200}, "S" * 80, id="cut"),
    ],
)
def test_the_name_that_is_shown(claims: dict[str, object], expected: str) -> None:
    found = account_of(CLAIMS | claims)
    assert found is not None and found.name == expected


@pytest.mark.parametrize("missing", ["iss", "sub", "iat"])
@pytest.mark.parametrize("value", [None, "", True])
def test_claims_that_do_not_say_who_or_since_when_are_nobodys(missing: str, value: object) -> None:
    assert account_of(CLAIMS | {missing: value}) is None


def test_a_sign_in_counts_for_twelve_hours() -> None:
    assert SAM.is_fresh(AT + timedelta(hours=11, minutes=59))
    assert not SAM.is_fresh(AT + timedelta(hours=12))


@pytest.mark.parametrize(
    ("setting", "may"),
    [
        ("", False),
        ("sam@example.org", True),
        ("kim@example.org, SAM@example.ORG", True),
        ("@example.org", True),
        ("@org", None),
        ("@sub.example.org", False),
        ("am@example.org", False),
        ("kim@example.org", False),
        ("everybody", True),
    ],
)
def test_editors_are_named_by_address_or_whole_domain_and_without_a_setting_are_nobody(
    setting: str, may: bool | None
) -> None:
    if may is None:
        with pytest.raises(SettingError, match="GUIDE_EDITORS"):
            Editors.of(setting)
    else:
        assert Editors.of(setting).include(SAM) is may


@pytest.mark.parametrize("checked", [False, "false", 0, "no"])
def test_an_address_that_the_provider_did_not_check_names_no_editor(checked: object) -> None:
    assert not Editors.of("sam@example.org").include(with_email("sam@example.org", checked))
    assert Editors.of("everybody").include(with_email("sam@example.org", checked))


@pytest.mark.parametrize("checked", [True, "true", None])
def test_an_address_counts_where_the_provider_checked_it_or_does_not_say(checked: object) -> None:
    assert Editors.of("@example.org").include(with_email("sam@example.org", checked))


@pytest.mark.parametrize(
    "email",
    [
        pytest.param("sam@example.org\u200b", id="an invisible letter"),
        pytest.param("\u017fam@example.org", id="a letter whose capital is S"),
        pytest.param(f"{'s' * 67}@example.org.example.net", id="cut, it would be of the domain"),
        pytest.param("sam@example.net@example.org", id="two signs"),
        pytest.param("sam@example.org sam@example.net", id="two addresses"),
        pytest.param("@example.org", id="a domain"),
        pytest.param(["sam@example.org"], id="a list"),
        pytest.param("", id="none"),
    ],
)
def test_an_address_that_only_looks_like_an_editors_is_not(email: object) -> None:
    assert not Editors.of("sam@example.org @example.org").include(with_email(email))


def test_the_kelvin_sign_is_nobodys_k() -> None:
    assert not Editors.of("kim@example.org").include(with_email("\u212aim@example.org"))


@pytest.mark.parametrize("word", ["sam", "example.org", "*", "@", "sam@", "sam@example", "Sam Jones"])
def test_an_editor_who_is_neither_an_address_nor_a_domain_is_named(word: str) -> None:
    with pytest.raises(SettingError, match="GUIDE_EDITORS") as raised:
        Editors.of(f"kim@example.org {word}")
    assert word.lower().split()[0] in str(raised.value)
