"""Connecting, and tokens that are kept, renewed and healed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    SignInExpired,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.bluesky.directory import home_server
from brandcraft_desktop.publishers.bluesky.tokens import expiry
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import Json, JsonObject
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.bluesky.world import ENTRYWAY, PDS, World, sign_in
from tests.publishers.support import StandingClock

CREATE = "com.atproto.server.createSession"
REFRESH = "com.atproto.server.refreshSession"


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    door = Http(StandingClock(), Origins(practice.origins))
    yield door
    door.close()


def test_connecting_finds_server_name_and_picture(practice: PracticeServer, http: Http) -> None:
    account, clock = practice.accounts[0], StandingClock()
    name = account.handle.partition(".")[0].upper()
    made = sign_in(http, clock, f" @{name} ", account.app_password.upper())
    assert made.remote_id == account.did
    assert made.handle == account.handle
    assert made.display_name == "Practice account"
    assert made.server == PDS
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert made.warnings == ()
    assert set(made.secrets) == {"access", "refresh", "app_password"}
    assert made.grant.expires_at is not None
    assert timedelta(minutes=110) < made.grant.expires_at - clock.now() < timedelta(minutes=121)
    assert not [secret for secret in made.secrets.values() if secret in repr(made)]


def test_an_account_on_a_named_server_may_use_its_main_password(
    practice: PracticeServer, http: Http
) -> None:
    account = practice.accounts[0]
    made = sign_in(http, StandingClock(), account.did, account.password, PDS)
    assert made.server == PDS
    assert "main password" in made.warnings[0]


@pytest.mark.parametrize("identifier", ["practice", "nobody.bsky.social"])
def test_a_wrong_password_names_its_field(http: Http, identifier: str) -> None:
    with pytest.raises(BadInput) as caught:
        sign_in(http, StandingClock(), identifier, "abcd-efgh-2345-wxyz")
    assert caught.value.field == "app_password"
    assert "abcd" not in caught.value.message


def test_a_sign_in_code_is_explained(practice: PracticeServer, http: Http) -> None:
    practice.tell("bluesky/settings", email_factor=True)
    account = practice.accounts[0]
    try:
        with pytest.raises(OwnerNeeded) as caught:
            sign_in(http, StandingClock(), account.handle, account.password, PDS)
    finally:
        practice.tell("bluesky/settings", email_factor=False)
    assert "app password" in caught.value.message


@pytest.mark.parametrize("state", ["takendown", "suspended", "deactivated"])
def test_an_account_that_may_not_post(practice: PracticeServer, http: Http, state: str) -> None:
    account = practice.accounts[1]
    practice.tell("bluesky/state", did=account.did, state=state)
    try:
        with pytest.raises(PermissionMissing):
            sign_in(http, StandingClock(), account.handle, account.app_password)
    finally:
        practice.tell("bluesky/state", did=account.did, state="active")


def test_a_server_that_is_down_is_told(practice: PracticeServer, http: Http) -> None:
    practice.tell("origins", origin=ENTRYWAY, up=False)
    try:
        with pytest.raises(NotSent) as caught:
            sign_in(http, StandingClock(), "practice", practice.accounts[0].app_password)
    finally:
        practice.tell("origins", origin=ENTRYWAY, up=True)
    assert caught.value.title == "bsky.social could not be reached."


def test_a_profile_that_can_not_be_read_does_not_lose_the_sign_in(
    practice: PracticeServer, http: Http
) -> None:
    account = practice.accounts[0]
    practice.tell("faults", endpoint="app.bsky.actor.getProfile", kind="status", status=502)
    made = sign_in(http, StandingClock(), account.handle, account.app_password)
    assert (made.handle, made.display_name, made.avatar) == (account.handle, account.handle, None)


def test_the_profile_follows_its_owner(world: World) -> None:
    world.server.tell("bluesky/rename", did=world.account.did, display_name="New name")
    try:
        profile = world.publisher.profile(world.account_session)
    finally:
        world.server.tell("bluesky/rename", did=world.account.did, display_name="Practice account")
    assert profile.display_name == "New name"
    assert profile.avatar is not None


def wrong(why: str) -> NotSent:
    return NotSent(why)


def document(did: str, endpoint: str, **more: Any) -> JsonObject:
    service: dict[str, Json] = {
        "id": "#atproto_pds",
        "type": "AtprotoPersonalDataServer",
        "serviceEndpoint": endpoint,
    }
    return JsonObject({"id": did, "service": [{"id": "#other"}, service], **more}, wrong)


def test_the_directory_is_asked_where_no_document_came_along(world: World) -> None:
    assert home_server(world.http, world.account.did, None, ENTRYWAY) == PDS


def test_a_document_of_somebody_else_is_not_believed(world: World) -> None:
    foreign = document(world.server.accounts[1].did, "https://evil.example")
    assert home_server(world.http, world.account.did, foreign, ENTRYWAY) == PDS


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:9/",
        "https://10.0.0.7",
        "https://169.254.169.254",
        "https://localhost:1",
        "http://pds.example",
        "ftp://pds.example",
        "no address",
    ],
)
def test_a_document_may_not_lead_into_a_private_network(world: World, endpoint: str) -> None:
    did = world.account.did
    with pytest.raises((OwnerNeeded, ContentRefused)):
        home_server(world.http, did, document(did, endpoint), ENTRYWAY)


def test_a_server_its_person_named_may_be_on_this_machine() -> None:
    http, did = Http(StandingClock()), "did:plc:u5cwb2mwiv2bfq53cjufe6yn"
    found = home_server(http, did, document(did, "http://localhost:2583"), "http://127.0.0.1:2583")
    assert found == "http://127.0.0.1:2583"


@pytest.mark.parametrize("did", ["did:key:z6Mk", "did:plc:short", "nonsense", "did:web:a/b"])
def test_strange_dids_are_refused(world: World, did: str) -> None:
    with pytest.raises(OwnerNeeded):
        home_server(world.http, did, None, ENTRYWAY)


def test_posting_signs_in_no_second_time(world: World) -> None:
    world.publish(world.plan("one"))
    world.publish(world.plan("two"))
    assert CREATE not in world.calls()
    assert REFRESH not in world.calls()


def test_a_token_about_to_run_out_is_renewed_before(world: World) -> None:
    world.clock.moment += timedelta(minutes=119)
    before = world.secrets.read("refresh")
    world.publish(world.plan("soon"))
    assert world.calls()[REFRESH] == 1
    assert world.secrets.read("refresh") not in ("", before)
    assert world.secrets.grant.expires_at is not None
    assert world.troubles == []


def test_an_expired_token_is_renewed_when_refused(world: World) -> None:
    world.server.tell("clock", advance_seconds=7300)
    world.publish(world.plan("late"))
    assert world.calls()[REFRESH] == 1
    assert len(world.records()) == 1
    assert world.troubles == []


def test_an_expired_refresh_token_is_healed_by_the_app_password(world: World) -> None:
    world.server.tell("clock", advance_seconds=100 * 86_400)
    world.publish(world.plan("after a long holiday"))
    assert (world.calls()[REFRESH], world.calls()[CREATE]) == (1, 1)
    assert len(world.records()) == 1
    world.publish(world.plan("and again"))
    assert world.calls()[CREATE] == 1


def test_somebody_elses_renewal_is_taken_over(world: World) -> None:
    fresh = dict(world.secrets.values)
    world.publisher.renew(world.account_session)
    world.server.tell("clock", advance_seconds=7300)
    newest = dict(world.secrets.values)
    world.secrets.values = {**newest, "access": fresh["access"]}
    world.server.tell("calls/clear")
    world.publish(world.plan("x"))
    assert world.calls()[REFRESH] == 1


def test_a_revoked_app_password_waits_for_its_owner(world: World) -> None:
    kept = dict(world.secrets.values)
    fresh = str(world.server.tell("bluesky/revoke", did=world.account.did)["app_password"])
    try:
        with pytest.raises(SignInExpired):
            world.publish(world.plan("no"))
        assert world.secrets.values == kept
        assert world.records() == []
    finally:
        world.server.tell(
            "bluesky/revoke", did=world.account.did, app_password=world.account.app_password
        )
        # Tokens are dated in whole seconds: what is issued in this one counts as revoked too.
        world.server.tell("clock", advance_seconds=2)
    assert fresh != world.account.app_password


def test_renewal_without_an_app_password(world: World) -> None:
    world.secrets.values = {"access": "a.b.c", "refresh": "", "app_password": ""}
    with pytest.raises(SignInExpired):
        world.publisher.renew(world.account_session)


def test_a_renewal_whose_answer_is_lost_is_tried_again(world: World) -> None:
    world.fault(REFRESH, "close", accepted=True)
    with pytest.raises(NotSent):
        world.publisher.renew(world.account_session)
    world.publisher.renew(world.account_session)
    world.publish(world.plan("still there"))
    assert len(world.records()) == 1


@pytest.mark.parametrize(
    "token", ["", "a.b.c", "a.e30.c", "x" * 40, "a.eyJleHAiOiAiMSJ9.c", "é.é.é"]
)
def test_a_token_that_does_not_say_when_it_ends(token: str) -> None:
    assert expiry(token) is None
