"""Signing in on the practice LinkedIn's own page, pages and all, and what happens afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from brandcraft_desktop.domain.platform import Return, SecretNeed
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.platforms.linkedin.people import portrait
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, BrowserPublisher
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.linkedin.info import INFO
from brandcraft_desktop.publishers.linkedin.publisher import LinkedIn
from tests.publishers.linkedin.world import (
    APP,
    COMPANY,
    STUDIO,
    World,
    agree,
    asked,
    connected,
    network,
    signed_in,
)
from tests.publishers.support import StandingClock

PAGES = {"pages": "true"}
PUBLISHER = LinkedIn()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def http(practice: PracticeServer, clock: StandingClock) -> Iterator[Http]:
    http = network(practice, clock)
    yield http
    http.close()


def test_a_person_signs_in(practice: PracticeServer, http: Http, clock: StandingClock) -> None:
    (person,) = connected(practice, http, clock)
    assert person.remote_id == f"urn:li:person:{practice.accounts[0].did}"
    assert (person.handle, person.display_name) == ("Practice Member", "Practice Member")
    assert person.server == "https://www.linkedin.com"
    assert person.avatar == portrait("Practice Member")
    assert person.warnings == ()
    assert person.about == ""
    assert person.facts.flags == frozenset()
    assert person.secrets["client_id"] == APP.client_id
    assert person.secrets["client_secret"] == APP.secret
    assert person.secrets["refresh"] == ""
    assert person.grant.expires_at == clock.now() + timedelta(days=60)
    assert person.grant.ends_at == person.grant.expires_at
    assert set(person.grant.scopes or ()) == {"openid", "profile", "w_member_social"}
    assert person.secrets["access"] not in repr(person)


def test_pages_come_with_the_same_sign_in(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    person, *pages = connected(practice, http, clock, PAGES)
    assert person.about == "Your profile"
    assert [(one.remote_id, one.handle, one.display_name) for one in pages] == [
        (COMPANY, "practice-company", "Practice Company"),
        (STUDIO, "practice-studio", "Practice Studio"),
    ]
    for one in pages:
        assert one.about == "Company page"
        assert one.facts.flags == {"page"}
        assert one.avatar == portrait(one.display_name)
        assert one.secrets == person.secrets


def test_an_app_without_the_product_still_connects_the_person(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    practice.tell("linkedin/settings", page_product=False)
    begun = PUBLISHER.begin(asked(PAGES), http, clock)
    back = agree(practice, begun, practice.accounts[0])
    assert back["error"] == "unauthorized_scope_error"
    assert "code" not in back
    assert len(connected(practice, http, clock)) == 1


def test_pages_that_were_not_granted_are_told_politely(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    left_out = ["w_organization_social", "rw_organization_admin"]
    (person,) = connected(practice, http, clock, PAGES, without=left_out)
    (warning,) = person.warnings
    assert "Community Management API" in warning


@pytest.mark.parametrize("status", [403, 500])
def test_pages_that_can_not_be_read_lose_nothing(
    practice: PracticeServer, http: Http, clock: StandingClock, status: int
) -> None:
    practice.tell("faults", endpoint="GET /rest/organizationAcls", kind="status", status=status)
    (person,) = connected(practice, http, clock, PAGES)
    assert len(person.warnings) == 1


def test_a_person_without_pages_is_told(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    begun = PUBLISHER.begin(asked(PAGES), http, clock)
    back = agree(practice, begun, practice.accounts[1])
    (person,) = PUBLISHER.finish(begun, back["code"], http, clock)
    assert person.warnings == (
        "You manage no page: nobody made you its super admin or content admin.",
    )


@pytest.mark.parametrize(
    ("missing", "product"),
    [("w_member_social", "Share on LinkedIn"), ("openid", "OpenID Connect")],
)
def test_what_was_not_granted_is_named(
    practice: PracticeServer, http: Http, clock: StandingClock, missing: str, product: str
) -> None:
    with pytest.raises(PermissionMissing) as caught:
        connected(practice, http, clock, without=[missing])
    assert missing in caught.value.title
    assert product in caught.value.cause


def test_declining_comes_back_by_linkedins_own_name(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    begun = PUBLISHER.begin(asked(), http, clock)
    back = agree(practice, begun, practice.accounts[0], decision="deny")
    assert back == {"error": "user_cancelled_authorize", "state": "state-1"}


def test_the_address_asks_for_what_is_needed_and_no_more(http: Http, clock: StandingClock) -> None:
    address = PUBLISHER.begin(asked(), http, clock).address
    assert address.startswith("https://www.linkedin.com/oauth/v2/authorization?")
    query = parse_qs(urlsplit(address).query)
    assert query == {
        "response_type": ["code"],
        "client_id": [APP.client_id],
        "redirect_uri": ["http://localhost:47824/callback"],
        "scope": ["openid profile w_member_social"],
        "state": ["state-1"],
    }
    more = parse_qs(urlsplit(PUBLISHER.begin(asked(PAGES), http, clock).address).query)
    assert set(more["scope"][0].split()) > {"rw_organization_admin", "w_organization_social"}


@pytest.mark.parametrize("app", [None, AppKeys(""), AppKeys("id")])
def test_no_sign_in_without_the_keys_of_an_app(
    http: Http, clock: StandingClock, app: AppKeys | None
) -> None:
    with pytest.raises(BadInput):
        PUBLISHER.begin(replace(asked(), app=app), http, clock)


def test_a_wrong_secret_and_a_used_code(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    begun = PUBLISHER.begin(asked(), http, clock)
    code = agree(practice, begun, practice.accounts[0])["code"]
    wrong = replace(begun, app=AppKeys(APP.client_id, "another-secret"))
    with pytest.raises(AppKeysRefused) as caught:
        PUBLISHER.finish(wrong, code, http, clock)
    assert "another-secret" not in repr(caught.value.__dict__)
    PUBLISHER.finish(begun, code, http, clock)
    with pytest.raises(SignInRevoked) as used:
        PUBLISHER.finish(begun, code, http, clock)
    assert code not in used.value.raw


def test_other_words_of_the_token_call(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    begun = PUBLISHER.begin(asked(), http, clock)
    practice.tell(
        "faults", endpoint="POST /oauth/v2/accessToken", kind="status", status=503, message="x"
    )
    with pytest.raises(NotSent):
        PUBLISHER.finish(begun, "code", http, clock)


def test_the_guide_says_what_it_takes() -> None:
    assert isinstance(PUBLISHER, BrowserPublisher)
    browser = PUBLISHER.sign_in.browser
    assert browser is not None
    assert browser.app is not None
    assert browser.app.secret is SecretNeed.REQUIRED
    assert browser.returns[0] is Return.LOOPBACK
    assert browser.several
    assert any("redirect address" in step for step in browser.app.steps)
    assert "60 days" in PUBLISHER.sign_in.guide
    assert not INFO.renews
    assert PUBLISHER.check_answers({"pages": "maybe"}) == {"pages": "Say true or false."}
    assert PUBLISHER.check_answers({"pages": "true"}) == {}
    assert PUBLISHER.check_answers({}) == {}


def renew(world: World) -> None:
    with world.secrets.renewing():
        world.publisher.renew(world.account_session)


def test_renewing_without_a_refresh_token_is_a_look(world: World) -> None:
    before = dict(world.secrets.values)
    renew(world)
    assert world.secrets.values == before
    assert world.calls() == {"GET /v2/userinfo": 1}
    world.server.tell("linkedin/expire")
    with pytest.raises(SignInExpired) as caught:
        renew(world)
    assert not isinstance(caught.value, SignInRevoked)
    world.server.tell("linkedin/revoke")
    with pytest.raises(SignInRevoked):
        renew(world)


@pytest.mark.parametrize("partner", [True, False])
def test_taking_the_sign_in_back(practice: PracticeServer, tmp_path: Path, partner: bool) -> None:
    practice.tell("linkedin/settings", partner=partner)
    world = signed_in(practice, tmp_path)
    assert bool(world.secrets.values.get("refresh")) is partner
    world.publisher.revoke(world.account_session)
    with pytest.raises(SignInRevoked):
        world.publisher.profile(world.account_session)
    world.publisher.revoke(world.account_session)  # gone already is fine
    world.http.close()


def test_partners_are_renewed(practice: PracticeServer, tmp_path: Path) -> None:
    practice.tell("linkedin/settings", partner=True)
    world = signed_in(practice, tmp_path)
    before = dict(world.secrets.values)
    assert before["refresh"]
    practice.tell("linkedin/expire")
    world.publish(world.plan("still there"))
    assert world.secrets.values["access"] != before["access"]
    assert world.secrets.values["refresh"]
    assert world.secrets.renewals == 1
    grant = world.secrets.grant
    assert grant.expires_at == world.clock.now() + timedelta(days=60)
    assert grant.ends_at == world.clock.now() + timedelta(days=365)
    practice.tell("linkedin/revoke")
    with pytest.raises(SignInRevoked):
        renew(world)
    world.http.close()


def test_a_partners_sign_in_ends_with_its_refresh_token(
    practice: PracticeServer, http: Http, clock: StandingClock
) -> None:
    practice.tell("linkedin/settings", partner=True)
    (person,) = connected(practice, http, clock)
    assert person.secrets["refresh"]
    assert person.grant.expires_at == clock.now() + timedelta(days=60)
    assert person.grant.ends_at == clock.now() + timedelta(days=365)


def test_profiles_of_a_person_and_a_page(world: World, page: World) -> None:
    shown = world.publisher.profile(world.account_session)
    assert (shown.handle, shown.display_name) == ("Practice Member", "Practice Member")
    assert shown.avatar == portrait("Practice Member")
    shown = page.publisher.profile(page.account_session)
    assert (shown.handle, shown.display_name) == ("practice-company", "Practice Company")
    assert shown.avatar == portrait("Practice Company")
    assert shown.facts.flags == {"page"}


def test_a_picture_that_can_not_be_had_loses_nothing(world: World, page: World) -> None:
    for one in (world, page):
        one.fault("media.licdn.com", "status", status=404)
        assert one.publisher.profile(one.account_session).avatar is None
    page.fault("GET /rest/images/{id}", "status", status=403)
    assert page.publisher.profile(page.account_session).avatar is None


def test_a_refused_token_call_names_the_redirect(http: Http, clock: StandingClock) -> None:
    from brandcraft_desktop.publishers.exchange import Failure
    from brandcraft_desktop.publishers.json_value import parse_object
    from brandcraft_desktop.publishers.linkedin import errors

    told: Any = parse_object(
        '{"error": "invalid_redirect_uri", "error_description": "Redirect URI mismatch"}',
        PublishingError,
    )
    failure = Failure(400, {}, told, "raw", "www.linkedin.com", commit=False)
    error = errors.judge_sign_in(clock, "202609")(failure)
    assert isinstance(error, OwnerNeeded)
    assert "redirect address" in error.action
    assert "Redirect URI mismatch" in error.cause
