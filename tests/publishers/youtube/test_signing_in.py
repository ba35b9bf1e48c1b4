"""Signing in on Google's page, the channel it brings, and how it is kept alive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    ErrorKind,
    OwnerNeeded,
    PermissionMissing,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, Begun, BrowserPublisher
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.youtube.connecting import NO_DELETING, TESTING
from brandcraft_desktop.publishers.youtube.publisher import YouTube
from brandcraft_desktop.publishers.youtube.sign_in import CHANGE, NEW_CHANNEL, READ, SCOPES, UPLOAD
from brandcraft_desktop.publishers.youtube.surfaces import LONG_UPLOADS
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.support import StandingClock
from tests.publishers.youtube.world import World, sign_in

YOUTUBE = YouTube()


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(YOUTUBE, BrowserPublisher)
    browser = YOUTUBE.sign_in.browser
    assert browser is not None
    assert browser.app is not None
    assert browser.host == "127.0.0.1"
    told = " ".join(browser.app.steps)
    assert "“In production”" in told
    assert "7 days" in told
    assert "Desktop app" in told
    assert "100 uploads a day" in browser.app.allows
    assert YOUTUBE.check_answers({}) == {}


@pytest.mark.parametrize("port", [47824, 1, 65535])
def test_the_address_to_sign_in_at(http: Http, port: int) -> None:
    asked = replace(asked_by(YOUTUBE, {}), redirect=f"http://127.0.0.1:{port}/callback")
    begun = YOUTUBE.begin(asked, http, StandingClock())
    parts = urlsplit(begun.address)
    assert f"{parts.netloc}{parts.path}" == "accounts.google.com/o/oauth2/v2/auth"
    query = {name: one for name, (one,) in parse_qs(parts.query).items()}
    assert query.pop("scope").split() == [*SCOPES]
    assert len(query.pop("code_challenge")) == 43
    assert query == {
        "client_id": "practice-youtube",
        "redirect_uri": asked.redirect,
        "response_type": "code",
        "state": asked.state,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
    }


@pytest.mark.parametrize("app", [None, AppKeys("id"), AppKeys("", "secret")])
def test_without_keys_nobody_is_sent_anywhere(http: Http, app: AppKeys | None) -> None:
    with pytest.raises(BadInput) as caught:
        YOUTUBE.begin(replace(asked_by(YOUTUBE, {}), app=app), http, StandingClock())
    assert caught.value.field == "app"


def test_what_a_sign_in_brings(practice: PracticeServer, http: Http) -> None:
    clock = StandingClock()
    made = sign_in(practice, http, clock)
    account = practice.accounts[0]
    assert (made.remote_id, made.handle) == (account.did, account.handle)
    assert made.display_name == "Practice Films"
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert made.facts.flags == {LONG_UPLOADS}
    assert made.warnings == ()
    assert made.grant.expires_at == clock.now() + timedelta(seconds=3599)
    assert made.grant.ends_at is None
    assert set(made.grant.scopes or ()) == set(SCOPES)
    assert set(made.secrets) == {"access", "refresh", "client_id", "client_secret"}
    for secret in made.secrets.values():
        assert secret not in repr(made)


def test_a_channel_that_is_not_verified_may_not_upload_for_long(
    practice: PracticeServer, http: Http
) -> None:
    practice.tell("youtube/settings", long_uploads=False)
    assert sign_in(practice, http, StandingClock()).facts.flags == frozenset()


@pytest.mark.parametrize("told", ["empty", "refused"])
def test_an_account_without_a_channel_is_told_before_and_after(
    practice: PracticeServer, http: Http, told: str
) -> None:
    assert "channel" in YOUTUBE.sign_in.before
    assert YOUTUBE.sign_in.before_url == NEW_CHANNEL
    practice.tell("youtube/settings", channel=told)
    with pytest.raises(OwnerNeeded) as caught:
        sign_in(practice, http, StandingClock())
    assert caught.value.kind is ErrorKind.NEEDS_USER
    assert caught.value.title == "This Google account has no YouTube channel."
    assert "youtube.com/create_channel" in caught.value.action


def begun(http: Http) -> Begun:
    return YOUTUBE.begin(asked_by(YOUTUBE, {}), http, StandingClock())


def declined(server: PracticeServer, there: Begun, without: str) -> str:
    """Agree with some of the boxes not ticked; gives the code."""
    origin = "https://accounts.google.com"
    address = server.origins[origin] + there.address.removeprefix(origin)
    form = {"person": server.accounts[0].did, "decision": "allow", "without": without}
    answer = httpx.post(address, data=form, trust_env=False)
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


@pytest.mark.parametrize(
    ("without", "named"), [(UPLOAD, "upload videos"), (READ, "see your channel")]
)
def test_a_box_that_was_not_ticked_is_named(
    practice: PracticeServer, http: Http, without: str, named: str
) -> None:
    there = begun(http)
    with pytest.raises(PermissionMissing) as caught:
        YOUTUBE.finish(there, declined(practice, there, without), http, StandingClock())
    assert caught.value.cause == f"Missing: {named}."


def test_without_the_box_for_deleting_all_else_works(practice: PracticeServer, http: Http) -> None:
    there = begun(http)
    (made,) = YOUTUBE.finish(there, declined(practice, there, CHANGE), http, StandingClock())
    assert made.warnings == (NO_DELETING,)


def test_who_agreed_before_still_gets_a_lasting_sign_in(
    practice: PracticeServer, http: Http
) -> None:
    """Google gives a refresh token again only to `prompt=consent`."""
    for _ in range(2):
        assert sign_in(practice, http, StandingClock()).secrets["refresh"]
    there = begun(http)
    bare = replace(there, address=there.address.replace("&prompt=consent", ""))
    code = agree(bare, practice.accounts[0], practice.origins)
    with pytest.raises(PermissionMissing) as caught:
        YOUTUBE.finish(there, code, http, StandingClock())
    assert "myaccount.google.com/connections" in caught.value.action


def test_an_app_in_testing_is_told_that_it_ends(practice: PracticeServer, http: Http) -> None:
    practice.tell("youtube/settings", testing=True)
    clock = StandingClock()
    made = sign_in(practice, http, clock)
    assert made.warnings == (TESTING,)
    assert made.grant.ends_at == clock.now() + timedelta(days=7)


def test_keys_that_are_wrong(practice: PracticeServer, http: Http) -> None:
    there = begun(http)
    code = agree(there, practice.accounts[0], practice.origins)
    wrong = replace(there, app=AppKeys("practice-youtube", "another"))
    with pytest.raises(AppKeysRefused):
        YOUTUBE.finish(wrong, code, http, StandingClock())


def test_the_verifier_goes_along(practice: PracticeServer, http: Http) -> None:
    there = begun(http)
    code = agree(there, practice.accounts[0], practice.origins)
    wrong = replace(there, asked=replace(there.asked, verifier="x" * 43))
    with pytest.raises(SignInRevoked):
        YOUTUBE.finish(wrong, code, http, StandingClock())


def test_the_sign_in_is_renewed_and_keeps_its_refresh_token(world: World) -> None:
    before = dict(world.secrets.values)
    YOUTUBE.renew(world.account_session)
    assert world.secrets.values["access"] != before["access"]
    assert world.secrets.values["refresh"] == before["refresh"]
    assert world.secrets.grant.expires_at == world.clock.now() + timedelta(seconds=3599)
    YOUTUBE.renew(world.account_session)


def test_an_access_token_that_ran_out_is_renewed_on_the_way(world: World) -> None:
    world.tell("expire")
    shown = YOUTUBE.profile(world.account_session)
    assert (shown.handle, shown.display_name) == (world.account.handle, "Practice Films")
    assert world.secrets.renewals == 1


def test_a_sign_in_that_was_taken_back_says_why_it_may_have_ended(world: World) -> None:
    world.tell("revoke")
    with pytest.raises(SignInRevoked) as caught:
        YOUTUBE.renew(world.account_session)
    assert "“Testing”" in caught.value.cause
    world.troubles.append(caught.value)


def test_without_a_refresh_token_there_is_nothing_to_renew_with(world: World) -> None:
    del world.secrets.values["refresh"]
    with pytest.raises(SignInExpired):
        YOUTUBE.renew(world.account_session)


def test_an_app_that_was_removed(world: World) -> None:
    world.tell("forget-apps")
    with pytest.raises(AppKeysRefused):
        YOUTUBE.renew(world.account_session)
