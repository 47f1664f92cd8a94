"""Signing in with an OpenID Connect provider, as a person in a browser and as somebody who tampers with it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guide.adapters.edit_log import EditLogStore
from guide.adapters.quiz_store import QuizStore
from quiz.types import OWN_BANK, QuizItem
from quiz.under_review import UnderReview
from tests.browser import NARROW, WIDE, Server, ask, opened, settled, window
from tests.quiz_items import item, quiz
from tests.stub_provider import CLIENT, FAULTS, PEOPLE, SECRET, StubProvider
from tests.test_pages_accessible import violations
from ui import resources

pytestmark = pytest.mark.browser

COOKIE = "9d1f6b0c2e8a47539d1f6b0c2e8a4753"
OLD, NEW = "0800 999 5428", "020 7946 0958"
PROXY = {"X-Forwarded-For": "192.0.2.1"}
"""Without signing in nobody may edit from behind it."""


@pytest.fixture(scope="module")
def provider() -> Iterator[StubProvider]:
    with StubProvider() as stub:
        yield stub


@pytest.fixture(scope="module")
def server(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory, provider: StubProvider) -> Iterator[Server]:
    """Return a server whose secrets name our own provider, and of its people one editor."""
    folder = tmp_path_factory.mktemp("sign-in")
    settings = {"STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"), "GUIDE_EDITORS": "sam@example.org"}
    running = Server(shipped_index, folder, settings)
    provider.callback = f"{running.address}/oauth2callback"
    write_secrets(running, provider, COOKIE)
    running.start()
    yield running
    running.stop()


def write_secrets(server: Server, provider: StubProvider, cookie_secret: str) -> None:
    values = {
        "redirect_uri": provider.callback,
        "cookie_secret": cookie_secret,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": provider.metadata_url,
    }
    lines = (f'{key} = "{value}"' for key, value in values.items())
    Path(server.settings["STREAMLIT_SECRETS_FILES"]).write_text("\n".join(["[auth]", *lines]), encoding="utf-8")


@pytest.fixture
def context(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """Return a browser profile that comes through a proxy."""
    made = window(chromium, server, WIDE, headers=PROXY)
    yield made
    made.close()


def brought_along(one: QuizItem) -> QuizItem:
    """Return an item that rests on no document, so that none can change under it."""
    proof = replace(one.proof, source_id=OWN_BANK)
    return replace(one, proof=proof, options=tuple(replace(option, proof=proof) for option in one.options))


def sign_in(page: Page, who: str) -> None:
    """Press the first button to sign in, choose an account at the provider and come back."""
    settled(page)
    page.get_by_role("button", name="Sign in", exact=True).last.click()
    page.get_by_role("link", name=who, exact=True).click()
    # On a narrow screen it stands in the menu, which is closed.
    page.get_by_role("button", name="Sign out", include_hidden=True).wait_for(state="attached")
    settled(page)


def test_a_person_signs_in_where_they_are_edits_approves_what_is_not_theirs_and_signs_out(
    context: BrowserContext, server: Server, provider: StubProvider
) -> None:
    page = opened(context, "/edit?service=galop")
    expect(page.get_by_role("heading", name="Sign in first")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    settled(page)
    assert violations(page) == set()
    sign_in(page, "sam")
    # Back where they were, and not at the start.
    expect(page.get_by_text(f"Now: Telephone: {OLD}", exact=False)).to_be_visible()
    expect(page.get_by_label("Your name", exact=False)).to_have_count(0)
    assert urlsplit(page.url).netloc == urlsplit(server.address).netloc
    for label in ("New number or address", "The same number or address again"):
        page.get_by_label(label, exact=True).fill(NEW)
    page.get_by_label("Why", exact=False).first.fill("the service wrote to us")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Everybody is shown it now.")).to_be_visible()
    expect(page.get_by_text("Sam Jones, signed in", exact=False)).to_be_visible()
    expect(page.get_by_text("unverified", exact=False)).to_have_count(0)
    kept = EditLogStore(server.data).all()[-1]
    sam = f"{provider.url} {PEOPLE['sam']['sub']}"
    assert (kept.who, kept.is_verified, kept.token) == ("Sam Jones", True, sam)
    settled(page)
    assert violations(page) == set()

    # Two items: one of somebody else, one of the same account when it had another name.
    two = quiz(brought_along(item()), brought_along(item(stem="What do you give after that?")))
    made = UnderReview.begin(two, "Ana", account="issuer other")
    made = replace(made, items=(made.items[0], replace(made.items[1], author="S. Smith", account=sam)))
    of_two = QuizStore(server.data).add("Two", made.to_json(), resources.now())
    page.goto(f"/quizzes?review={of_two}")
    expect(page.locator(".item-state")).to_have_text("Item 1 of 2 · draft")
    settled(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".item-state")).to_have_text("Item 2 of 2 · draft")
    settled(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".said")).to_contain_text("Somebody else must approve it")
    settled(page)
    page.get_by_role("button", name="Previous").click()
    expect(page.locator(".item-state")).to_have_text("Item 1 of 2 · approved")
    page.locator(".item summary", has_text="History").click()
    expect(page.locator(".item")).to_contain_text("approve by Sam Jones, signed in")

    # A second tab of the same browser is signed out with the first, without being loaded again.
    other = opened(context, "/directory")
    expect(other.get_by_role("button", name="Edit the directory")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in", exact=True).first.wait_for()
    assert [name for name in (cookie["name"] for cookie in context.cookies()) if "user" in name] == []
    settled(other)
    other.get_by_role("link", name="Quizzes").click()
    expect(other.get_by_role("heading", name="Quizzes", exact=True)).to_be_visible()
    settled(other)
    expect(other.get_by_role("button", name="Build the quiz")).to_have_count(0)
    other.close()

    # On a telephone, and as somebody who is not named: told so, and nothing to edit with.
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto("/edit?service=galop")
    expect(page.get_by_role("heading", name="Sign in first")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    sign_in(page, "kim")
    expect(page.get_by_text("You are signed in as Kim Lee, and this account may not edit", exact=False)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    for rated in ("/labels", "/test-sets"):
        page.goto(rated)
        expect(page.get_by_role("heading", name="This is not open to you")).to_be_visible()
    assert len(EditLogStore(server.data).all()) == 1
    assert logged(server, provider) == []


def logged(server: Server, provider: StubProvider) -> list[str]:
    """Return the secrets, tokens and claims that stand in the server's log."""
    log = server.log.read_text(encoding="utf-8")
    claims = [str(value) for person in PEOPLE.values() for value in person.values() if isinstance(value, str)]
    assert provider.given
    return [secret for secret in (*provider.given, *claims, SECRET, COOKIE) if secret in log]


def asked_of(server: Server, client: httpx.Client) -> str:
    """Begin to sign in, as a press of the button does, and return where the provider is asked."""
    claims = {"provider": "default", "exp": int(time.time()) + 60}
    token = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(COOKIE))
    return client.get(f"{server.address}/auth/login", params={"provider": token}).headers["Location"]


def came_back(server: Server, provider: StubProvider, client: httpx.Client) -> httpx.Response:
    """Sign in as Sam as far as the provider's answer, and bring that answer to the server."""
    asked = parse_qs(urlsplit(asked_of(server, client)).query)
    granted = httpx.get(
        f"{provider.url}/grant", params={**{key: words[0] for key, words in asked.items()}, "who": "sam"}
    )
    return client.get(granted.headers["Location"])


def user_cookies(client: httpx.Client) -> list[str]:
    return [name for name in client.cookies if name.startswith("_streamlit_user")]


def test_a_sound_answer_signs_in_with_a_cookie_that_no_script_reads(server: Server, provider: StubProvider) -> None:
    with httpx.Client() as client:
        back = came_back(server, provider, client)
        cookie = next(each for each in back.headers.get_list("Set-Cookie") if each.startswith("_streamlit_user="))
        assert "httponly" in cookie.lower() and "samesite=lax" in cookie.lower()
        assert (back.status_code, back.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_token_that_is_not_for_this_sign_in_signs_nobody_in(
    server: Server, provider: StubProvider, fault: str
) -> None:
    provider.fault = fault
    try:
        with httpx.Client() as client:
            back = came_back(server, provider, client)
            assert (back.status_code, back.headers["Location"]) == (302, "/")
            assert user_cookies(client) == []
            assert logged(server, provider) == []
    finally:
        provider.fault = ""


def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(server: Server, provider: StubProvider) -> None:
    with httpx.Client() as asking, httpx.Client() as other:
        asked = parse_qs(urlsplit(asked_of(server, asking)).query)
        granted = httpx.get(f"{provider.url}/grant", params={key: words[0] for key, words in asked.items()})
        back = other.get(granted.headers["Location"])
        assert (back.status_code, back.headers["Location"]) == (302, "/")
        assert user_cookies(other) == []


@pytest.mark.parametrize(
    "path",
    [
        "/auth/login?provider=default&redirect_uri=https://example.com/",
        "/auth/login?provider=https://example.com/",
        "/auth/logout?post_logout_redirect_uri=https://example.com/&next=//example.com",
        "/oauth2callback?error=denied&next=https://example.com/",
        "/oauth2callback?code=x&state=https://example.com/",
    ],
)
def test_nothing_in_an_address_sends_a_browser_to_another_host(server: Server, path: str) -> None:
    back = httpx.get(f"{server.address}{path}")
    assert (back.status_code, back.headers["Location"]) == (302, "/")


def test_half_of_a_set_up_turns_editing_off_names_the_key_and_stops_nothing_else(
    context: BrowserContext, server: Server, provider: StubProvider
) -> None:
    write_secrets(server, provider, cookie_secret="")
    page = opened(context, "/edit")
    expect(page.get_by_role("alert")).to_contain_text("[auth] cookie_secret: empty. Add cookie_secret")
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Sign in")).to_have_count(0)
    page.goto("/")
    settled(page)
    ask(page, "Is fraud a threat to London?")
    expect(page.locator("article.turn blockquote").first).to_be_visible()
