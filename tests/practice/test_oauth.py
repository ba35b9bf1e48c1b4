"""The authorization server of this world refuses what a real one refuses."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from brandcraft_desktop.practice.database import Database
from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.oauth import SCHEMA, OAuth, Person, Ways
from brandcraft_desktop.practice.times import PracticeClock

REDIRECT = "http://127.0.0.1:47824/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)
ASKED = {
    "response_type": "code",
    "client_id": "app",
    "redirect_uri": REDIRECT,
    "scope": "read write",
    "state": "s1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
WAYS = Ways(
    "Town",
    frozenset({"read", "write", "offline"}),
    access_seconds=60,
    refresh_seconds=600,
    single=True,
    code_seconds=30,
)


def request(path: str, query: dict[str, str], form: dict[str, str] | None = None) -> Request:
    body = urlencode(form or {}).encode()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Request(
        "https://town.example",
        "GET" if form is None else "POST",
        path,
        urlencode(query),
        headers,
        BytesIO(body),
        len(body),
        "127.0.0.1",
    )


class Town:
    """The server with one app that has a secret, and two people."""

    def __init__(self, folder: Path, ways: Ways = WAYS) -> None:
        self.clock = PracticeClock()
        self.database = Database(folder / "town.sqlite", SCHEMA)
        people = (Person("p1", "ann", "Ann"), Person("p2", "bob", "Bob"))
        self.oauth = OAuth(self.database, self.clock, ways, lambda: people)
        self.oauth.add_app("app", "hush", [REDIRECT])

    def authorize(self, form: dict[str, str] | None = None, **changed: str) -> Answer:
        query = {name: value for name, value in {**ASKED, **changed}.items() if value}
        return self.oauth.authorize(request("/authorize", query, form))

    def code(self, person: str = "p1", **changed: str) -> str:
        answer = self.authorize({"decision": "allow", "person": person}, **changed)
        assert answer.status == 302, answer.body
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]

    def token(self, **form: str) -> tuple[int, dict[str, object]]:
        whole = {"client_id": "app", "client_secret": "hush", **form}
        answer = self.oauth.token(request("/token", {}, whole))
        return answer.status, json.loads(answer.body)

    def trade(self, traded: str, **changed: str) -> tuple[int, dict[str, object]]:
        form = {
            "grant_type": "authorization_code",
            "code": traded,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }
        return self.token(**{**form, **changed})

    def refresh(self, token: object) -> tuple[int, dict[str, object]]:
        return self.token(grant_type="refresh_token", refresh_token=str(token))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    place = Town(tmp_path)
    yield place
    place.database.close()


def test_the_page_shows_who_asks_for_what_and_allowing_brings_a_token(town: Town) -> None:
    page = town.authorize().body.decode()
    assert "Ann" in page
    assert "Bob" in page
    assert "<code>write</code>" in page
    status, answer = town.trade(town.code("p2"))
    assert (status, answer["expires_in"], answer["scope"]) == (200, 60, "read write")
    holder = town.oauth.holder(str(answer["access_token"]))
    assert holder is not None
    assert (holder.person, holder.client_id) == ("p2", "app")


def test_denying_goes_back_with_the_reason(town: Town) -> None:
    answer = town.authorize({"decision": "deny"})
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {
        "error": ["access_denied"],
        "state": ["s1"],
    }


@pytest.mark.parametrize(
    "changed",
    [{"client_id": "other"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": ""}],
    ids=["an unknown app", "another address", "no address"],
)
def test_nobody_is_sent_where_nobody_registered(town: Town, changed: dict[str, str]) -> None:
    answer = town.authorize({"decision": "allow", "person": "p1"}, **changed)
    assert answer.status == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"scope": "read admin"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"state": ""}, "invalid_request"),
        ({"response_type": "token"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_wrong_question_is_answered_with_an_error(
    town: Town, changed: dict[str, str], error: str
) -> None:
    answer = town.authorize({"decision": "allow", "person": "p1"}, **changed)
    assert f"error={error}" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code": "made up"}, "invalid_grant"),
        ({"redirect_uri": REDIRECT + "/"}, "invalid_grant"),
        ({"code_verifier": "wrong"}, "invalid_grant"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_wrong_trade_brings_nothing(town: Town, changed: dict[str, str], error: str) -> None:
    code = town.code()
    status, answer = town.trade(code, **changed)
    assert status in (400, 401)
    assert answer["error"] == error
    assert town.database.rows("SELECT token FROM oauth_tokens") == []


def test_a_code_is_good_once_and_its_second_use_ends_what_it_gave(town: Town) -> None:
    code = town.code()
    _, first = town.trade(code)
    assert town.trade(code)[1]["error"] == "invalid_grant"
    assert town.oauth.holder(str(first["access_token"])) is None


def test_codes_and_tokens_run_out(town: Town) -> None:
    code = town.code()
    town.clock.advance(31)
    assert town.trade(code)[0] == 400
    _, answer = town.trade(town.code())
    town.clock.advance(61)
    assert town.oauth.holder(str(answer["access_token"])) is None
    assert town.oauth.state_of(str(answer["access_token"])) == "expired"
    assert town.refresh(answer["refresh_token"])[0] == 200


def test_a_refresh_token_used_twice_ends_its_family(town: Town) -> None:
    _, first = town.trade(town.code())
    _, second = town.refresh(first["refresh_token"])
    assert town.oauth.holder(str(second["access_token"])) is not None
    assert town.refresh(first["refresh_token"])[0] == 400
    assert town.refresh(second["refresh_token"])[0] == 400
    assert town.oauth.holder(str(second["access_token"])) is None


def test_what_is_revoked_is_gone(town: Town) -> None:
    _, answer = town.trade(town.code())
    form = {"client_id": "app", "client_secret": "hush", "token": str(answer["access_token"])}
    assert town.oauth.revoke(request("/revoke", {}, form)).status == 200
    assert town.oauth.holder(str(answer["access_token"])) is None
    assert town.refresh(answer["refresh_token"])[0] == 400


def test_a_page_quotes_nothing_as_markup(town: Town) -> None:
    page = town.authorize(redirect_uri="http://<script>").body.decode()
    assert "<script>" not in page
