"""Signing in, refreshing, signing out: with the statuses and words of the official server."""

from __future__ import annotations

import base64
import json

import httpx
import pytest

from brandcraft_desktop.practice.process import PracticeServer
from tests.practice.conftest import ENTRYWAY, PDS, Client, record

SERVER = "com.atproto.server"


def sign_in(client: Client, **fields: object) -> httpx.Response:
    body = {"identifier": client.account.handle, "password": client.account.app_password}
    return client.post(f"{SERVER}.createSession", {**body, **fields}, origin=ENTRYWAY)


def payload(token: str) -> dict[str, object]:
    part = token.split(".")[1]
    found: dict[str, object] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def error(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["error"])


def test_session_names_the_server_of_the_account(client: Client) -> None:
    session = sign_in(client).json()
    assert session["did"] == client.account.did
    assert session["didDoc"]["service"][0]["serviceEndpoint"] == PDS
    claims = payload(session["accessJwt"])
    assert claims["scope"] == "com.atproto.appPass"
    assert claims["sub"] == client.account.did
    full = sign_in(client, password=client.account.password, identifier=client.account.did).json()
    assert payload(full["accessJwt"])["scope"] == "com.atproto.access"


def test_wrong_password(client: Client) -> None:
    for fields in ({"password": "no"}, {"identifier": "nobody.bsky.social"}):
        answer = sign_in(client, **fields)
        assert error(answer) == (401, "AuthenticationRequired")
        assert answer.json()["message"] == "Invalid identifier or password"


@pytest.mark.parametrize("fields", [{"password": 3}, {"identifier": None}, {"colour": "red"}])
def test_bad_input(client: Client, fields: dict[str, object]) -> None:
    assert error(sign_in(client, **fields)) == (400, "InvalidRequest")


def test_wrong_content_type(client: Client) -> None:
    url = client.url(ENTRYWAY, f"/xrpc/{SERVER}.createSession")
    for kind, told in (("text/plain", "Wrong request encoding"), ("", "required but not provided")):
        answer = client.http.post(url, content=b"{}", headers={"Content-Type": kind})
        assert answer.status_code == 400
        assert told in answer.json()["message"]


def test_email_factor(client: Client) -> None:
    client.server.tell("bluesky/settings", email_factor=True)
    try:
        assert error(sign_in(client, password=client.account.password)) == (
            401,
            "AuthFactorTokenRequired",
        )
        assert sign_in(client).is_success
    finally:
        client.server.tell("bluesky/settings", email_factor=False)


def test_refresh_gives_a_new_pair_and_the_old_one_has_grace(client: Client) -> None:
    refresh = f"{SERVER}.refreshSession"
    first = client.post(refresh, token=client.refresh).json()
    assert first["refreshJwt"] != client.refresh
    again = client.post(refresh, token=client.refresh).json()
    assert payload(again["refreshJwt"])["jti"] == payload(first["refreshJwt"])["jti"]
    client.server.tell("clock", advance_seconds=7300)
    answer = client.post(refresh, token=client.refresh)
    assert error(answer) == (400, "ExpiredToken")
    assert answer.json()["message"] == "Token has been revoked"
    assert client.post(refresh, token=first["refreshJwt"]).is_success


def test_access_token_expires(client: Client) -> None:
    assert client.get(f"{SERVER}.getSession", token=client.access).is_success
    client.server.tell("clock", advance_seconds=7201)
    answer = client.get(f"{SERVER}.getSession", token=client.access)
    assert error(answer) == (400, "ExpiredToken")
    assert answer.json()["message"] == "Token has expired"


def test_tokens_are_not_interchangeable(client: Client) -> None:
    get, refresh = f"{SERVER}.getSession", f"{SERVER}.refreshSession"
    assert error(client.get(get)) == (401, "AuthMissing")
    assert error(client.get(get, token="nonsense")) == (400, "InvalidToken")
    assert error(client.get(get, token=client.refresh)) == (400, "InvalidToken")
    assert error(client.post(refresh, token=client.access)) == (400, "InvalidToken")
    answer = client.post(refresh, {}, token=client.refresh)
    assert error(answer) == (400, "InvalidRequest")


def test_sign_out(client: Client) -> None:
    sign_out = f"{SERVER}.deleteSession"
    answer = client.post(sign_out, token=client.refresh)
    assert (answer.status_code, answer.content) == (200, b"")
    refreshed = client.post(f"{SERVER}.refreshSession", token=client.refresh)
    assert error(refreshed) == (400, "ExpiredToken")
    assert client.post(sign_out, token=client.refresh).is_success


def test_deleted_app_password(client: Client) -> None:
    fresh = client.server.tell("bluesky/revoke", did=client.account.did)["app_password"]
    assert error(client.put("3k4duaz5vfs2b", record())) == (400, "InvalidToken")
    assert error(sign_in(client)) == (401, "AuthenticationRequired")
    client.server.tell("clock", advance_seconds=2)
    assert sign_in(client, password=fresh).is_success
    client.server.tell("bluesky/revoke", app_password=client.account.app_password)
    client.server.tell("clock", advance_seconds=2)


def test_takedown_and_deactivation(practice: PracticeServer, client: Client) -> None:
    other = practice.accounts[1]
    body = {"identifier": other.handle, "password": other.app_password}
    practice.tell("bluesky/state", did=other.did, state="takendown")
    answer = client.post(f"{SERVER}.createSession", body, origin=ENTRYWAY)
    assert error(answer) == (401, "AccountTakedown")
    practice.tell("bluesky/state", did=other.did, state="deactivated")
    session = client.post(f"{SERVER}.createSession", body, origin=ENTRYWAY).json()
    assert (session["active"], session["status"]) == (False, "deactivated")
    practice.tell("bluesky/state", did=other.did, state="active")


def test_rate_limit_of_signing_in(client: Client) -> None:
    client.server.tell("bluesky/settings", rate_limits=True)
    statuses = [sign_in(client).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    answer = sign_in(client)
    assert answer.headers["RateLimit-Limit"] == "30"
    assert answer.headers["RateLimit-Policy"] == "30;w=300"
    assert answer.headers["RateLimit-Remaining"] == "0"
    client.server.tell("clock", advance_seconds=301)
    assert sign_in(client).is_success


def test_service_auth(client: Client) -> None:
    ask = f"{SERVER}.getServiceAuth"
    token = client.get(
        ask, token=client.access, aud="did:web:video.bsky.app", lxm="app.bsky.video.uploadVideo"
    ).json()["token"]
    claims = payload(token)
    assert (claims["iss"], claims["aud"]) == (client.account.did, "did:web:video.bsky.app")
    now = client.server.ask("clock")["seconds"]
    assert isinstance(now, float)
    too_far = client.get(
        ask, token=client.access, aud="did:web:x.example", lxm="a.b.c", exp=int(now) + 3700
    )
    assert error(too_far) == (400, "BadExpiration")
    assert error(client.get(ask, token=client.access, aud="nobody")) == (400, "InvalidRequest")


def test_identity(client: Client) -> None:
    resolve = "com.atproto.identity.resolveHandle"
    found = client.get(resolve, handle=client.account.handle, origin=ENTRYWAY)
    assert found.json() == {"did": client.account.did}
    unknown = client.get(resolve, handle="nobody.bsky.social")
    assert error(unknown) == (400, "HandleNotFound")
    assert error(client.get(resolve, handle="no_body")) == (400, "InvalidRequest")
    assert error(client.get(resolve)) == (400, "InvalidRequest")
    twice = client.get(resolve, handle=client.account.handle, colour="red")
    assert error(twice) == (400, "InvalidRequest")
    document = client.http.get(client.url("https://plc.directory", f"/{client.account.did}")).json()
    assert document["alsoKnownAs"] == [f"at://{client.account.handle}"]
    nobody = client.http.get(client.url("https://plc.directory", "/did:plc:nobody"))
    assert nobody.status_code == 404


def test_a_host_knows_only_its_own_methods(client: Client) -> None:
    answer = client.post(
        "com.atproto.repo.putRecord", {"repo": "x"}, origin=ENTRYWAY, token=client.access
    )
    assert error(answer) == (400, "InvalidRequest")
    assert answer.json()["message"] == "No service configured for com.atproto.repo.putRecord"
    wrong = client.get(f"{SERVER}.createSession", origin=ENTRYWAY)
    assert wrong.json()["message"] == "Incorrect HTTP method (GET) expected POST"
