"""Signing in through both doors, what it brings, and how it is kept alive."""

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
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, BrowserPublisher
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.instagram.doors import FACEBOOK, FIELD, INSTAGRAM, Door
from brandcraft_desktop.publishers.instagram.publisher import Instagram
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.instagram.world import World, sign_in
from tests.publishers.support import StandingClock

PUBLISHER = Instagram()
DAY = timedelta(days=1)


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(PUBLISHER, BrowserPublisher)
    (door,) = PUBLISHER.sign_in.fields
    assert [one.value for one in door.choices] == ["instagram", "pages"]
    assert PUBLISHER.check_answers({}) == {}


@pytest.mark.parametrize(
    ("door", "place"),
    [
        (INSTAGRAM, "https://www.instagram.com/oauth/authorize"),
        (FACEBOOK, "https://www.facebook.com/v26.0/dialog/oauth"),
    ],
)
def test_the_address_to_sign_in_at(http: Http, door: Door, place: str) -> None:
    asked = asked_by(PUBLISHER, {FIELD: door.name})
    begun = PUBLISHER.begin(asked, http, StandingClock())
    parts = urlsplit(begun.address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == place
    query = {name: one for name, (one,) in parse_qs(parts.query).items()}
    assert query.pop("scope").split(",") == [*door.scopes]
    assert query == {
        "client_id": "practice-instagram",
        "redirect_uri": begun.asked.redirect,
        "response_type": "code",
        "state": begun.asked.state,
    }


@pytest.mark.parametrize("app", [None, AppKeys("id"), AppKeys("", "secret")])
def test_without_keys_nobody_is_sent_anywhere(http: Http, app: AppKeys | None) -> None:
    with pytest.raises(BadInput) as caught:
        PUBLISHER.begin(replace(asked_by(PUBLISHER, {}), app=app), http, StandingClock())
    assert caught.value.field == "app"


def test_another_door_is_not_there(http: Http) -> None:
    with pytest.raises(BadInput) as caught:
        PUBLISHER.begin(asked_by(PUBLISHER, {FIELD: "window"}), http, StandingClock())
    assert caught.value.field == FIELD


def test_what_instagram_brings(practice: PracticeServer, http: Http) -> None:
    clock = StandingClock()
    (made,) = sign_in(practice, http, clock)
    account = practice.accounts[0]
    assert (made.remote_id, made.handle) == (account.did, account.handle)
    assert (made.display_name, made.server) == ("Practice Studio", "https://www.instagram.com")
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert made.grant.expires_at == made.grant.ends_at == clock.now() + 60 * DAY
    assert made.grant.renew_at == clock.now() + 30 * DAY
    assert made.grant.scopes == tuple(sorted(INSTAGRAM.scopes))
    assert made.secrets["client_secret"] == "practice-secret-instagram"
    assert made.secrets["access"] not in repr(made)


def test_facebook_brings_every_account_of_the_pages(practice: PracticeServer, http: Http) -> None:
    clock = StandingClock()
    first, second = sign_in(practice, http, clock, FACEBOOK.name)
    assert (first.remote_id, first.about) == (
        practice.accounts[0].did,
        "Through the Page Practice Studio",
    )
    assert (second.handle, second.about) == (
        "practice.kitchen",
        "Through the Page Practice Kitchen",
    )
    assert first.secrets["access"] != second.secrets["access"]
    assert first.grant.expires_at is None
    assert first.grant.renew_at is None
    assert first.grant.ends_at is not None
    assert 89 * DAY < first.grant.ends_at - clock.now() < 91 * DAY


def _without(server: PracticeServer, http: Http, door: Door, scope: str) -> tuple[object, str]:
    begun = PUBLISHER.begin(asked_by(PUBLISHER, {FIELD: door.name}), http, StandingClock())
    parts = urlsplit(begun.address)
    origin = f"{parts.scheme}://{parts.netloc}"
    address = server.origins[origin] + begun.address.removeprefix(origin)
    form = {"person": server.accounts[0].did, "decision": "allow", "without": scope}
    answer = httpx.post(address, data=form, trust_env=False)
    return begun, parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


@pytest.mark.parametrize(
    ("door", "scope"),
    [
        (INSTAGRAM, "instagram_business_content_publish"),
        (FACEBOOK, "instagram_content_publish"),
    ],
)
def test_a_permission_that_was_not_granted_is_named(
    practice: PracticeServer, http: Http, door: Door, scope: str
) -> None:
    begun, code = _without(practice, http, door, scope)
    with pytest.raises(PermissionMissing) as caught:
        PUBLISHER.finish(begun, code, http, StandingClock())  # type: ignore[arg-type]
    assert scope in caught.value.cause


@pytest.mark.parametrize(
    ("door", "scope"),
    [
        (INSTAGRAM, "instagram_business_manage_comments"),
        (FACEBOOK, "instagram_manage_contents business_management instagram_manage_comments"),
    ],
)
def test_without_comments_and_deleting_it_still_works(
    practice: PracticeServer, http: Http, door: Door, scope: str
) -> None:
    begun, code = _without(practice, http, door, scope)
    assert PUBLISHER.finish(begun, code, http, StandingClock())  # type: ignore[arg-type]


@pytest.mark.parametrize("door", [INSTAGRAM, FACEBOOK])
def test_keys_that_are_wrong(practice: PracticeServer, http: Http, door: Door) -> None:
    begun = PUBLISHER.begin(asked_by(PUBLISHER, {FIELD: door.name}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    wrong = replace(begun, app=AppKeys("practice-instagram", "not the secret"))
    with pytest.raises(AppKeysRefused):
        PUBLISHER.finish(wrong, code, http, StandingClock())


@pytest.mark.parametrize("door", [INSTAGRAM, FACEBOOK])
def test_a_code_is_good_once(practice: PracticeServer, http: Http, door: Door) -> None:
    begun = PUBLISHER.begin(asked_by(PUBLISHER, {FIELD: door.name}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    PUBLISHER.finish(begun, code + "#_", http, StandingClock())
    with pytest.raises((OwnerNeeded, SignInRevoked)) as caught:
        PUBLISHER.finish(begun, code, http, StandingClock())
    assert code not in f"{caught.value.raw}{caught.value.message}"


def test_a_person_without_an_account_on_a_page(practice: PracticeServer, http: Http) -> None:
    begun = PUBLISHER.begin(asked_by(PUBLISHER, {FIELD: "pages"}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    accounts = {"data": [{"id": "1", "name": "A Page", "access_token": "t"}]}
    original = http.send

    def send(request):  # type: ignore[no-untyped-def]
        answer = original(request)
        if request.url.endswith("/me/accounts"):
            from brandcraft_desktop.publishers.json_value import JsonObject

            return replace(answer, json=JsonObject(accounts, PublishingError))  # type: ignore[arg-type]
        return answer

    http.send = send  # type: ignore[method-assign]
    with pytest.raises(OwnerNeeded) as caught:
        PUBLISHER.finish(begun, code, http, StandingClock())
    assert caught.value.title == "There is no Instagram account to connect."


def test_a_personal_account_is_told_what_to_do(practice: PracticeServer, http: Http) -> None:
    practice.tell("instagram/settings", account_type="PERSONAL")
    with pytest.raises(OwnerNeeded) as caught:
        sign_in(practice, http, StandingClock())
    assert "professional account" in caught.value.action


def _aged(world: World, days: float) -> None:
    """So many days go by, here and there."""
    world.clock.moment += days * DAY
    world.server.tell("clock", advance_seconds=days * 86_400)


def test_a_token_of_59_days_is_reissued_in_silence(world: World) -> None:
    before = world.secrets.read("access")
    _aged(world, 59)
    world.publisher.renew(world.account_session)
    after = world.secrets.read("access")
    assert after not in ("", before)
    assert world.secrets.grant.expires_at == world.clock.now() + 60 * DAY
    assert world.secrets.grant.renew_at == world.clock.now() + 30 * DAY
    assert world.publisher.profile(world.account_session).handle == "practice.studio"
    assert world.calls()["oauth.refresh"] == 1


def test_a_token_of_61_days_has_to_be_reconnected(world: World) -> None:
    _aged(world, 61)
    with pytest.raises(SignInRevoked) as caught:
        world.publisher.renew(world.account_session)
    assert caught.value.title == "Instagram's sign-in has run out."
    assert caught.value.action == "Reconnect the account."
    assert "oauth.refresh" not in world.calls()
    with pytest.raises(SignInRevoked):
        world.publisher.publish(
            world.plan("Late", [world.picture()]), world.session(), world.steps()
        )


@pytest.mark.parametrize(("hours", "reissues"), [(23.9, 0), (24.1, 1)])
def test_a_young_token_is_only_looked_at(world: World, hours: float, reissues: int) -> None:
    _aged(world, hours / 24)
    world.publisher.renew(world.account_session)
    calls = world.calls()
    assert calls.get("oauth.refresh", 0) == reissues
    assert calls.get("me", 0) == 1 - reissues


def test_a_token_of_a_page_is_only_looked_at(pages: World) -> None:
    _aged(pages, 61)
    before = pages.secrets.read("access")
    pages.publisher.renew(pages.account_session)
    assert pages.secrets.read("access") == before
    assert pages.calls() == {"ig_user.get": 1}
    pages.publish(pages.plan("Still here", [pages.picture()]))


@pytest.mark.parametrize("door", ["world", "pages"])
def test_what_was_taken_back_is_told(door: str, request: pytest.FixtureRequest) -> None:
    world: World = request.getfixturevalue(door)
    world.tell("revoke", person=world.account.did)
    with pytest.raises(SignInRevoked):
        world.publisher.renew(world.account_session)
    with pytest.raises(SignInRevoked):
        world.publisher.profile(world.account_session)


def test_the_profile_of_either_door(world: World, pages: World) -> None:
    for one in (world, pages):
        seen = one.publisher.profile(one.account_session)
        assert (seen.handle, seen.display_name) == ("practice.studio", "Practice Studio")
        assert seen.avatar is not None


def test_the_version_is_a_setting(practice: PracticeServer, http: Http) -> None:
    asked = asked_by(PUBLISHER, {FIELD: "pages"})
    newer = replace(asked, settings={"version": "v27.0"})
    begun = PUBLISHER.begin(newer, http, StandingClock())
    assert "/v27.0/dialog/oauth" in begun.address
    code = agree(begun, practice.accounts[0], practice.origins)
    assert PUBLISHER.finish(begun, code, http, StandingClock())
