"""Addresses and token calls of OAuth, against RFC 7636's example and the reference's vectors."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from brandcraft_desktop.errors import AppKeysRefused, PublishingError, SignInRevoked
from brandcraft_desktop.publishers.base import AppKeys, Asked
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.oauth import (
    after,
    authorize_address,
    code_request,
    judged_by,
    refresh_request,
    scopes_of,
)
from tests.models.times import StandingClock

# RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
KEYS = AppKeys("client & co", "hush")
ASKED = Asked({}, KEYS, "http://127.0.0.1:47824/callback", "state-1", VERIFIER)


def wrong(why: str) -> PublishingError:
    return PublishingError(why)


def test_the_address_carries_everything_once() -> None:
    address = authorize_address(
        "https://x.example/authorize", ASKED, KEYS, ("a.read", "b.write"), force_login="true"
    )
    assert parse_qs(urlsplit(address).query) == {
        "response_type": ["code"],
        "client_id": ["client & co"],
        "redirect_uri": ["http://127.0.0.1:47824/callback"],
        "scope": ["a.read b.write"],
        "state": ["state-1"],
        "code_challenge": [CHALLENGE],
        "code_challenge_method": ["S256"],
        "force_login": ["true"],
    }
    plain = authorize_address("https://p.example/oauth/", ASKED, KEYS, ("a", "b"), pkce=False)
    assert "code_challenge" not in plain


def test_scopes_may_be_joined_by_commas() -> None:
    address = authorize_address("https://p.example/", ASKED, KEYS, ("a", "b"), separator=",")
    assert parse_qs(urlsplit(address).query)["scope"] == ["a,b"]


@pytest.mark.contract
def test_challenges_of_the_reference(reference: Path) -> None:
    cases = json.loads((reference / "platforms/vectors/oauth/pkce.json").read_text())["cases"]
    assert len(cases) >= 3
    for case in cases:
        asked = Asked({}, KEYS, "http://127.0.0.1/", "s", case["code_verifier"])
        address = authorize_address("https://x.example/", asked, KEYS, ("a",))
        assert parse_qs(urlsplit(address).query)["code_challenge"] == [case["code_challenge_S256"]]


def test_keys_go_where_the_platform_wants_them() -> None:
    call = code_request("https://x.example/token", ASKED, KEYS, "code-1")
    assert dict(call.form or ()) == {
        "grant_type": "authorization_code",
        "code": "code-1",
        "redirect_uri": ASKED.redirect,
        "code_verifier": VERIFIER,
        "client_id": KEYS.client_id,
        "client_secret": "hush",
    }
    basic = refresh_request("https://x.example/token", KEYS, "old", basic=True)
    assert basic.basic == (KEYS.client_id, "hush")
    assert dict(basic.form or ()) == {"grant_type": "refresh_token", "refresh_token": "old"}
    public = refresh_request("https://x.example/token", AppKeys("id"), "old")
    assert "client_secret" not in dict(public.form or ())


def test_nothing_secret_shows() -> None:
    call = code_request("https://x.example/token", ASKED, KEYS, "code-1")
    shown = repr(call) + repr(ASKED) + repr(KEYS) + call.describe("400", f"code-1 {VERIFIER} hush")
    for secret in ("code-1", VERIFIER, "hush", "state-1"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("status", "error", "meaning"),
    [
        (400, "invalid_grant", SignInRevoked),
        (401, "invalid_client", AppKeysRefused),
        (400, "unauthorized_client", AppKeysRefused),
        (400, "something_else", None),
        (500, "invalid_grant", None),
    ],
)
def test_what_a_refusal_means(
    status: int, error: str, meaning: type[PublishingError] | None
) -> None:
    failure = Failure(status, {}, JsonObject({"error": error}, wrong), "raw", "x.example", False)
    found = judged_by("X")(failure)
    assert (None if found is None else type(found)) is meaning


def test_scopes_are_read_with_blanks_or_commas() -> None:
    assert scopes_of(JsonObject({"scope": "a,b c"}, wrong)) == ("a", "b", "c")
    assert scopes_of(JsonObject({}, wrong)) is None


@pytest.mark.parametrize(
    ("seconds", "life"),
    [
        (None, None),
        (0, None),
        (-1, None),
        (-(10**400), None),
        (3600, timedelta(hours=1)),
        (10**12, timedelta(days=3650)),
        (10**400, timedelta(days=3650)),
    ],
)
def test_a_life_beyond_reason_is_cut(seconds: int | None, life: timedelta | None) -> None:
    clock = StandingClock()
    assert after(seconds, clock) == (None if life is None else clock.now() + life)
