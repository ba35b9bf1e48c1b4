"""Signing in on TikTok's page, what it brings, and how it is kept alive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    PermissionMissing,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, BrowserPublisher, Revoking, Scoped
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.tiktok.connecting import UNSEEN
from brandcraft_desktop.publishers.tiktok.publisher import TikTok
from brandcraft_desktop.publishers.tiktok.sign_in import SCOPES, UNAUDITED
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.support import StandingClock
from tests.publishers.tiktok.world import World, sign_in

TIKTOK = TikTok()
DAY = timedelta(days=1)


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(TIKTOK, BrowserPublisher)
    assert isinstance(TIKTOK, Revoking)
    assert isinstance(TIKTOK, Scoped)
    browser = TIKTOK.sign_in.browser
    assert browser is not None
    assert browser.app is not None
    assert "not audited" in browser.app.allows
    assert "5 accounts in 24 hours" in browser.app.allows
    assert "inbox" in browser.app.allows
    assert TIKTOK.check_answers({}) == {}


def test_the_challenge_is_in_hexadecimal_digits(http: Http) -> None:
    begun = TIKTOK.begin(asked_by(TIKTOK, {}), http, StandingClock())
    parts = urlsplit(begun.address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "https://www.tiktok.com/v2/auth/authorize/"
    )
    assert {name: one for name, (one,) in parse_qs(parts.query).items()} == {
        "client_key": "practice-tiktok",
        "scope": ",".join(SCOPES),
        "redirect_uri": begun.asked.redirect,
        "state": begun.asked.state,
        "response_type": "code",
        "code_challenge": hashlib.sha256(begun.asked.verifier.encode()).hexdigest(),
        "code_challenge_method": "S256",
    }
    assert begun.asked.redirect.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("app", [None, AppKeys("key"), AppKeys("", "secret")])
def test_without_keys_nobody_is_sent_anywhere(http: Http, app: AppKeys | None) -> None:
    asked = replace(asked_by(TIKTOK, {}), app=app)
    with pytest.raises(BadInput) as caught:
        TIKTOK.begin(asked, http, StandingClock())
    assert caught.value.field == "app"


def test_what_a_sign_in_brings(practice: PracticeServer, http: Http) -> None:
    practice.tell("tiktok/settings", duet_off=True, privacy="FOLLOWER_OF_CREATOR,SELF_ONLY")
    clock = StandingClock()
    made = sign_in(practice, http, clock)
    person = practice.accounts[0]
    assert (made.remote_id, made.handle) == (person.did, person.handle)
    assert made.display_name == "Practice Studio"
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert made.warnings == (UNAUDITED,)
    assert made.grant.expires_at == clock.now() + DAY
    assert made.grant.ends_at == clock.now() + 365 * DAY
    assert set(made.grant.scopes or ()) == set(SCOPES)
    levels = made.facts.choices["privacy_levels"]
    assert [(one.value, one.label) for one in levels] == [
        ("FOLLOWER_OF_CREATOR", "Followers"),
        ("SELF_ONLY", "Only me"),
    ]
    assert made.facts.flags == {"duet_disabled"}
    assert made.facts.limits == {"max_video_post_duration_sec": 600}


def test_an_account_that_may_not_post_now_is_connected_all_the_same(
    practice: PracticeServer, http: Http
) -> None:
    practice.tell(
        "faults",
        endpoint="post/publish/creator_info/query",
        kind="status",
        status=403,
        error="spam_risk_too_many_posts",
    )
    made = sign_in(practice, http, StandingClock())
    assert made.facts.choices == {}
    assert made.handle == practice.accounts[0].handle


def test_keys_of_another_app_are_refused(practice: PracticeServer, http: Http) -> None:
    begun = TIKTOK.begin(asked_by(TIKTOK, {}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    wrong = replace(begun, app=AppKeys("practice-tiktok", "a wrong secret, never shown"))
    with pytest.raises(AppKeysRefused, match="keys of your app") as caught:
        TIKTOK.finish(wrong, code, http, StandingClock())
    assert "never shown" not in repr(caught.value.__dict__)


def test_a_code_is_good_once(practice: PracticeServer, http: Http) -> None:
    begun = TIKTOK.begin(asked_by(TIKTOK, {}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    TIKTOK.finish(begun, code, http, StandingClock())
    with pytest.raises(SignInRevoked):
        TIKTOK.finish(begun, code, http, StandingClock())


def test_a_refused_scope_is_named(world: World) -> None:
    person = world.account.did
    some = world.tell("grant", person=person, scopes="user.info.basic user.info.profile")
    world.secrets.values["access"] = some["access_token"]
    with pytest.raises(PermissionMissing):
        TIKTOK.profile(world.account_session)


def test_without_the_list_a_lost_post_is_not_looked_for() -> None:
    assert "can't be looked for" in UNSEEN
    assert TIKTOK.needed_scopes == SCOPES[:-1]


def test_renewing_keeps_the_new_refresh_token(world: World) -> None:
    before = dict(world.secrets.values)
    with world.secrets.renewing():
        TIKTOK.renew(world.account_session)
    after = world.secrets.values
    assert after["access"] != before["access"]
    assert after["refresh"] != before["refresh"]
    assert after["client_secret"] == before["client_secret"]
    assert world.secrets.grant.ends_at == world.clock.now() + 365 * DAY


def test_an_expired_token_is_renewed_on_the_way(world: World) -> None:
    world.tell("expire")
    assert TIKTOK.profile(world.account_session).handle == world.account.handle
    assert world.calls()["oauth/token"] == 1


def test_what_was_taken_back_is_told(world: World) -> None:
    world.tell("revoke")
    with pytest.raises(SignInRevoked, match="no longer accepts"):
        TIKTOK.profile(world.account_session)
    world.secrets.values["refresh"] = ""
    with pytest.raises(SignInExpired):
        TIKTOK.renew(world.account_session)


def test_leaving_takes_the_access_back(world: World) -> None:
    TIKTOK.revoke(world.account_session)
    with pytest.raises(SignInRevoked):
        TIKTOK.profile(world.account_session)
    TIKTOK.revoke(world.account_session)  # gone already is fine
