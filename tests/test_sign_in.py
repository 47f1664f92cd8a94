"""How sign-in is set up: one clear message for each mistake, on the pages, with `doctor` and at the start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from guide.__main__ import main
from guide.adapters.sign_in_file import NO_SECRETS, provider_problem, read_sign_in, secrets_files
from guide.adapters.sign_in_section import Provider, SignIn, sign_in_of
from tests.conftest import ROOT
from tests.stub_provider import CLIENT, SECRET, StubProvider
from ui import serving

COOKIE = "0123456789abcdef0123456789abcdef"
ADDRESS = "https://id.example.org/.well-known/openid-configuration"
OWN = {"client_id": CLIENT, "client_secret": SECRET, "server_metadata_url": ADDRESS}
SHARED = {"redirect_uri": "https://guide.example.org/oauth2callback", "cookie_secret": COOKIE}
SOUND = SHARED | OWN


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in SOUND.items() if name != key}


def written(folder: Path, text: str) -> Path:
    path = folder / "secrets.toml"
    path.write_text(text, encoding="utf-8")
    return path


def as_toml(section: Mapping[str, object]) -> str:
    return "[auth]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in section.items())


def test_no_section_is_no_sign_in_and_no_problem() -> None:
    assert sign_in_of(None, "f") == SignIn()


def test_a_sound_section_names_its_provider_and_the_address_of_the_pages() -> None:
    assert sign_in_of(SOUND, "f") == SignIn(True, (Provider("default", ADDRESS),), "https://guide.example.org")


def test_providers_with_sections_of_their_own_are_all_offered() -> None:
    found = sign_in_of(SHARED | {"council": OWN, "police": OWN}, "f")
    assert [each.name for each in found.providers] == ["council", "police"]


@pytest.mark.parametrize("key", sorted(SOUND))
@pytest.mark.parametrize("value", [None, "", 7])
def test_a_key_that_is_missing_or_empty_is_named_with_what_to_do(key: str, value: object) -> None:
    section = without(key) if value is None else SOUND | {key: value}
    found = sign_in_of(section, "secrets.toml")
    assert found.is_on and not found.providers
    assert found.problem.startswith(f"secrets.toml, [auth] {key}: ")
    assert f"Add {key}" in found.problem and "\n" not in found.problem


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        pytest.param({"cookie_secret": "short"}, "[auth] cookie_secret: too easy", id="a short secret"),
        pytest.param({"cookie_secret": "x" * 40}, "[auth] cookie_secret: too easy", id="a secret of one letter"),
        pytest.param({"redirect_uri": "https://guide.example.org/"}, "[auth] redirect_uri", id="no callback"),
        pytest.param({"redirect_uri": "http://guide.example.org/oauth2callback"}, "[auth] redirect_uri", id="no https"),
        pytest.param({"redirect_uri": "https://a@b/oauth2callback"}, "[auth] redirect_uri", id="a name in the address"),
        pytest.param({"redirect_uri": "/oauth2callback"}, "[auth] redirect_uri", id="no host"),
        pytest.param({"redirect_uri": "https://[b/oauth2callback"}, "[auth] redirect_uri", id="no address"),
        pytest.param({"server_metadata_url": "https://id.example.org"}, "[auth] server_metadata_url", id="the issuer"),
        pytest.param(
            {"server_metadata_url": ADDRESS.replace("https", "http")}, "[auth] server_metadata_url", id="plain http"
        ),
        pytest.param({"expose_tokens": "id"}, "[auth] expose_tokens", id="tokens that nobody needs"),
        pytest.param({"client_kwargs": {"scope": "email"}}, "[auth] client_kwargs", id="not openid"),
        pytest.param({"client_kwargs": "openid"}, "[auth.client_kwargs]", id="no section of options"),
        pytest.param({"my_own": OWN}, "[auth.my_own]", id="an underscore"),
        pytest.param({"council": {"client_id": CLIENT}}, "[auth.council] client_secret", id="half a provider"),
    ],
)
def test_a_key_that_cannot_be_right_is_named(changed: dict[str, object], names: str) -> None:
    found = sign_in_of(SOUND | changed, "f")
    assert found.problem.startswith(f"f, {names}")
    assert not found.providers
    assert SECRET not in found.problem and COOKIE not in found.problem


@pytest.mark.parametrize("auth", ["on", 1, [SOUND]])
def test_a_section_that_is_none_is_a_problem_and_not_the_same_as_no_sign_in(auth: object) -> None:
    found = sign_in_of(auth, "f")
    assert found.is_on and found.problem.startswith("f, [auth]: not a section")


def test_on_this_machine_plain_http_will_do_and_streamlit_may_fill_in_the_port() -> None:
    found = sign_in_of(SOUND | {"redirect_uri": "http://localhost:{port}/oauth2callback"}, "f")
    assert (found.problem, found.origin) == ("", "")


def test_the_later_file_counts_and_no_file_is_no_sign_in(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    half, whole = written(tmp_path / "home", as_toml(without("client_id"))), written(tmp_path, as_toml(SOUND))
    assert read_sign_in([half]).problem
    assert not read_sign_in([half, whole]).problem
    assert read_sign_in([tmp_path / "none.toml"]) == SignIn()
    assert read_sign_in([written(tmp_path, "[other]\nkey = 1\n")]) == SignIn()


@pytest.mark.parametrize("text", ["[auth\n", 'auth = "x', "[auth]\ncookie_secret = secret-in-the-open\n"])
def test_a_file_that_is_not_toml_is_named_by_its_line_and_turns_editing_off(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    found = read_sign_in([path])
    assert found.is_on and found.problem.startswith(f"{path}: is not TOML")
    assert "secret-in-the-open" not in found.problem


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert read_sign_in([tmp_path]).problem.startswith(f"{tmp_path}: cannot be read")


def test_a_provider_that_answers_is_no_problem_and_one_that_is_not_there_is_named() -> None:
    with StubProvider() as stub:
        assert provider_problem(Provider("default", stub.metadata_url)) == ""
        missing = provider_problem(Provider("council", f"{stub.url}/no{ADDRESS[-33:]}"))
        assert missing.startswith("[auth.council] server_metadata_url: 127.0.0.1 answered 404")
        keys = provider_problem(Provider("default", f"{stub.url}/keys"))
        assert keys.startswith("[auth] server_metadata_url: 127.0.0.1 gave no discovery document")
        gone = stub.metadata_url
    assert "gave no answer" in provider_problem(Provider("default", gone))


def told(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> tuple[int, str]:
    """Run doctor over a folder's secrets and return its exit code and its lines on sign-in and editors."""
    environment.setenv("STREAMLIT_SECRETS_FILES", str(folder / "secrets.toml"))
    code = main(["doctor"])
    said = capsys.readouterr().out.splitlines()
    return code, "\n".join(line for line in said if line.startswith(("Sign-in", "Editors")))


@pytest.fixture
def environment(shipped_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("GUIDE_INDEX", str(shipped_index))
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("GUIDE_EDITORS", raising=False)
    return monkeypatch


def test_doctor_says_whether_sign_in_is_set_up_works_and_who_may_edit(
    environment: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(environment, capsys, tmp_path) == (
        0,
        "Sign-in: none is set up. Editing is for whoever sits at the machine that serves, under a typed name.",
    )
    path = written(tmp_path, as_toml(without("cookie_secret")))
    code, said = told(environment, capsys, tmp_path)
    assert code == 2 and f"nobody can edit. {path}, [auth] cookie_secret: missing." in said
    with StubProvider() as stub:
        written(tmp_path, as_toml(SOUND | {"server_metadata_url": stub.metadata_url}))
        code, said = told(environment, capsys, tmp_path)
        assert code == 2 and "Editors: nobody can edit. GUIDE_EDITORS names nobody" in said
        environment.setenv("GUIDE_EDITORS", "@example.org sam@example.net")
        assert told(environment, capsys, tmp_path) == (
            0,
            "Sign-in: works at https://guide.example.org; the provider says how one signs in.\n"
            "Editors: 2 named in GUIDE_EDITORS.",
        )
        environment.setenv("GUIDE_EDITORS", "sam")
        assert told(environment, capsys, tmp_path)[1].endswith("whoever can sign in.")
    environment.setenv("GUIDE_EDITORS", "everybody")
    code, said = told(environment, capsys, tmp_path)
    assert code == 2 and "does not work at the moment. [auth] server_metadata_url" in said


def test_streamlit_is_shown_no_secrets_that_could_stop_it_and_the_pages_still_read_them() -> None:
    assert serving.command("127.0.0.1", 8501, sign_in_of("on", "f"))[-1] == f"--secrets.files={NO_SECRETS}"
    assert "--secrets.files" not in " ".join(serving.command("127.0.0.1", 8501, sign_in_of(SOUND, "f")))
    assert not (ROOT / NO_SECRETS).exists()
    assert secrets_files([NO_SECRETS]) == secrets_files()
    assert secrets_files(["/etc/secrets.toml"]) == (Path("/etc/secrets.toml"),)


def test_a_file_is_named_from_here_or_from_home_and_not_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, as_toml(without("client_id")))
    monkeypatch.chdir(tmp_path)
    assert read_sign_in([path]).problem.startswith("secrets.toml, [auth] client_id")
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path / "deeper")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_sign_in([path]).problem.startswith("~/secrets.toml, [auth] client_id")


@pytest.mark.parametrize(
    ("section", "says"),
    [
        pytest.param(None, "Nobody can edit: sign-in is not set up", id="without sign-in"),
        pytest.param(SOUND, "Only those whom GUIDE_EDITORS names can edit, after signing in.", id="with sign-in"),
        pytest.param(without("client_id"), "[auth] client_id: missing", id="with half of it"),
    ],
)
def test_what_another_host_exposes_is_said_as_it_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    section: dict[str, object] | None,
    says: str,
) -> None:
    path = written(tmp_path, as_toml(section) if section else "")
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(path))
    serving.tell("0.0.0.0", 8501)
    said = capsys.readouterr().err
    assert "HOST=0.0.0.0: everybody who can reach this machine on port 8501 can read and ask." in said
    assert says in said
    assert len(said.splitlines()) == 1
