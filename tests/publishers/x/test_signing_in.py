"""Signing in to X with an app of one's own, and staying signed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    NotSent,
    PermissionMissing,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.x.publisher import X
from brandcraft_desktop.publishers.x.sign_in import SCOPES
from tests.publishers.agreeing import agree
from tests.publishers.support import MemorySecrets, StandingClock
from tests.publishers.x.world import World, asked, sign_in

PUBLISHER = X()
CLOCK = StandingClock()
TOKEN = "POST /2/oauth2/token"


@pytest.mark.parametrize("public", [True, False])
def test_an_app_with_and_without_a_secret(
    practice: PracticeServer, http: Http, public: bool
) -> None:
    made = sign_in(practice, http, public=public)
    person = practice.accounts[0]
    assert (made.remote_id, made.handle) == (person.did, person.handle)
    assert made.display_name == "Practice account"
    assert made.grant.scopes is not None
    assert set(made.grant.scopes) == set(SCOPES)
    assert made.grant.expires_at is not None
    assert timedelta(hours=1, minutes=59) < made.grant.expires_at - CLOCK.now()
    assert made.avatar is not None
    assert len(made.avatar) > 0
    assert made.secrets[ACCESS] != made.secrets[REFRESH]
    assert made.secrets[CLIENT_ID] == "practice-x"
    assert made.secrets[CLIENT_SECRET] == ("" if public else "practice-secret-x")


def test_the_page_asks_for_what_is_needed() -> None:
    wanted = asked()
    begun = PUBLISHER.begin(wanted, Http(CLOCK), CLOCK)
    parts = urlsplit(begun.address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://x.com/i/oauth2/authorize"
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert query["scope"].split() == list(SCOPES)
    assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
    assert (query["client_id"], query["state"]) == ("practice-x", wanted.state)
    assert query["redirect_uri"] == wanted.redirect
    assert wanted.verifier not in begun.address


def test_no_app_no_sign_in() -> None:
    with pytest.raises(BadInput) as caught:
        PUBLISHER.begin(replace(asked(), app=None), Http(CLOCK), CLOCK)
    assert caught.value.field == "client_id"


def test_a_code_is_good_for_half_a_minute_and_once(practice: PracticeServer, http: Http) -> None:
    begun = PUBLISHER.begin(asked(), http, CLOCK)
    code = agree(begun, practice.accounts[0], practice.origins)
    practice.tell("clock", advance_seconds=31)
    with pytest.raises(SignInRevoked) as caught:
        PUBLISHER.finish(begun, code, http, CLOCK)
    assert "30 seconds" in caught.value.cause
    code = agree(begun, practice.accounts[0], practice.origins)
    PUBLISHER.finish(begun, code, http, CLOCK)
    with pytest.raises(SignInRevoked):
        PUBLISHER.finish(begun, code, http, CLOCK)


def test_another_app_is_told(practice: PracticeServer, http: Http) -> None:
    begun = PUBLISHER.begin(asked(), http, CLOCK)
    code = agree(begun, practice.accounts[0], practice.origins)
    wrong = replace(begun, app=AppKeys("practice-x", "not the secret"))
    with pytest.raises(AppKeysRefused) as caught:
        PUBLISHER.finish(wrong, code, http, CLOCK)
    assert "not the secret" not in repr(caught.value.__dict__)


@pytest.mark.parametrize("missing", ["media.write", "offline.access"])
def test_what_was_not_granted_is_named(
    practice: PracticeServer, http: Http, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    left = tuple(scope for scope in SCOPES if scope != missing)
    monkeypatch.setattr("brandcraft_desktop.publishers.x.connecting.SCOPES", left)
    begun = PUBLISHER.begin(asked(), http, CLOCK)
    monkeypatch.undo()
    code = agree(begun, practice.accounts[0], practice.origins)
    with pytest.raises(PermissionMissing) as caught:
        PUBLISHER.finish(begun, code, http, CLOCK)
    assert caught.value.cause == f"Missing: {missing}."


def test_a_renewal_replaces_both_tokens(world: World) -> None:
    before = dict(world.secrets.values)
    PUBLISHER.renew(world.account)
    after = world.secrets.values
    assert after[ACCESS] != before[ACCESS]
    assert after[REFRESH] != before[REFRESH]
    assert world.secrets.grant.expires_at is not None
    # The old one is good for nothing any more, and its use ends the whole sign-in.
    world.secrets = MemorySecrets(before)
    with pytest.raises(SignInRevoked):
        PUBLISHER.renew(world.account)


def test_an_app_without_a_secret_renews_too(practice: PracticeServer, world: World) -> None:
    world.secrets = MemorySecrets(sign_in(practice, world.http, public=True).secrets)
    before = world.secrets.read(REFRESH)
    PUBLISHER.renew(world.account)
    assert world.secrets.read(REFRESH) not in ("", before)


def test_an_answer_without_a_refresh_token_keeps_the_one_there_is() -> None:
    secrets = MemorySecrets({ACCESS: "a", REFRESH: "r"})
    secrets.replace({ACCESS: "b", REFRESH: ""}, secrets.grant)
    assert secrets.read(REFRESH) == "r"


def test_a_token_that_ran_out_is_renewed_on_the_way(world: World) -> None:
    world.server.tell("x/expire")
    world.publish(world.plan("still here"))
    assert [post["text"] for post in world.posts()] == ["still here"]
    assert world.secrets.renewals == 1
    assert world.calls()[TOKEN] == 1


def test_a_sign_in_that_was_taken_back(world: World) -> None:
    world.server.tell("x/revoke")
    with pytest.raises(SignInRevoked) as caught:
        world.publish(world.plan("never"))
    assert caught.value.action == "Reconnect the account."
    assert world.posts() == []


def test_taking_the_sign_in_back(world: World) -> None:
    PUBLISHER.revoke(world.account)
    assert world.calls() == {"POST /2/oauth2/revoke": 2}
    with pytest.raises(SignInRevoked):
        PUBLISHER.profile(world.account)
    PUBLISHER.revoke(world.account)  # gone already is fine


def test_without_a_refresh_token_nothing_renews(world: World) -> None:
    world.secrets = MemorySecrets({ACCESS: "old", CLIENT_ID: "practice-x"})
    with pytest.raises(SignInExpired):
        PUBLISHER.renew(world.account)
    assert TOKEN not in world.calls()


def test_a_server_in_trouble_is_no_lost_sign_in(world: World) -> None:
    world.fault(TOKEN, "status", status=503)
    with pytest.raises(NotSent):
        PUBLISHER.renew(world.account)


def test_the_profile_follows_its_owner(world: World) -> None:
    world.server.tell("x/rename", did=world.person.did, display_name="New name")
    try:
        profile = PUBLISHER.profile(world.account)
    finally:
        world.server.tell("x/rename", did=world.person.did, display_name="Practice account")
    assert (profile.handle, profile.display_name) == (world.person.handle, "New name")
    assert profile.avatar is not None


def test_a_picture_that_can_not_be_had_harms_nothing(world: World) -> None:
    world.fault("GET pbs.twimg.com", "status", status=404, times=2)
    assert PUBLISHER.profile(world.account).avatar is None


def test_the_guide_says_what_it_takes_and_costs() -> None:
    browser = PUBLISHER.sign_in.browser
    assert browser is not None
    assert browser.app is not None
    assert browser.app.address == "https://console.x.com"
    assert "0.015 USD a post, 0.20 USD for one with a link" in browser.app.costs
    assert PUBLISHER.check_answers({}) == {}
