"""Signing in: the dialog, the tokens, every Page that may be chosen, and how long it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    OwnerNeeded,
    PermissionMissing,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys
from brandcraft_desktop.publishers.facebook import sign_in as asking
from brandcraft_desktop.publishers.facebook.publisher import Facebook
from brandcraft_desktop.services.sign_in_choice import choose
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.facebook.world import World, sign_in


def test_the_dialog_is_asked_as_facebook_wants_it(world: World) -> None:
    asked = asked_by(world.publisher, {"portfolios": "true"})
    begun = world.publisher.begin(asked, world.http, world.clock)
    parts = urlsplit(begun.address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "https://www.facebook.com/v26.0/dialog/oauth"
    )
    told = {name: value[0] for name, value in parse_qs(parts.query).items()}
    assert told["scope"].split(",") == [*asking.NEEDED, asking.COMMENTING, asking.PORTFOLIOS]
    assert (told["response_type"], told["state"]) == ("code", asked.state)
    assert "code_challenge" not in told


def test_a_configuration_stands_in_place_of_the_permissions(world: World) -> None:
    asked = asked_by(world.publisher, {"config_id": "1234567890"})
    begun = world.publisher.begin(asked, world.http, world.clock)
    told = parse_qs(urlsplit(begun.address).query)
    assert told["config_id"] == ["1234567890"]
    assert "scope" not in told
    wrong = asked_by(world.publisher, {"config_id": "abc"})
    with pytest.raises(BadInput) as refused:
        world.publisher.begin(wrong, world.http, world.clock)
    assert refused.value.field == "config_id"


def test_without_keys_nothing_begins(world: World) -> None:
    asked = replace(asked_by(world.publisher, {}), app=AppKeys("1"))
    with pytest.raises(BadInput) as refused:
        world.publisher.begin(asked, world.http, world.clock)
    assert refused.value.field == "client_id"


def test_every_page_that_may_be_posted_to_is_there_to_choose(world: World) -> None:
    (page,) = sign_in(world.server, world.http, world.clock)
    assert (page.display_name, page.handle) == ("Practice Studio", "practice.studio")
    assert page.avatar
    assert page.about == "Page"
    found = sign_in(world.server, world.http, world.clock, portfolios="true")
    assert [(one.display_name, one.about) for one in found] == [
        ("Practice Studio", "Page"),
        ("Practice Events", "Page of a portfolio: Practice Portfolio"),
    ]
    assert found[0].secrets["access"] != found[1].secrets["access"]


def test_the_sign_in_ends_with_the_access_to_data(world: World) -> None:
    ends = world.page.grant.ends_at
    assert ends is not None
    assert abs(ends - world.clock.now() - timedelta(days=90)) < timedelta(hours=1)
    assert world.page.grant.expires_at is None
    world.tell("settings", data_seconds=80 * 86_400)
    world.publisher.renew(world.account)
    told = world.secrets.grant.ends_at
    assert told is not None
    assert timedelta(days=9) < ends - told < timedelta(days=11)
    assert set(asking.NEEDED) <= set(world.secrets.grant.scopes or ())


def test_a_sign_in_that_was_taken_back_is_told(world: World) -> None:
    world.tell("revoke")
    with pytest.raises(SignInRevoked) as told:
        world.publisher.renew(world.account)
    assert "invalidated" in told.value.cause


def test_what_was_declined_is_named(practice: PracticeServer, world: World) -> None:
    world.tell("settings", scopes_off="pages_manage_posts")
    with pytest.raises(PermissionMissing, match="pages_manage_posts"):
        sign_in(practice, world.http, world.clock)


def test_without_the_permission_for_comments_it_is_said(world: World) -> None:
    world.tell("settings", scopes_off="pages_manage_engagement")
    (page,) = sign_in(world.server, world.http, world.clock)
    assert "First comments" in page.warnings[0]


def test_personal_profiles_are_said_to_be_impossible() -> None:
    assert "never to personal profiles" in Facebook().sign_in.before
    assert Facebook().sign_in.before_url.startswith("https://www.facebook.com/pages/")


def test_nobody_with_a_page_is_told_what_to_do(world: World) -> None:
    without = next(one for one in world.server.accounts if one != world.server.accounts[0])
    world.tell("pages/none", person=without.did)
    publisher = world.publisher
    begun = publisher.begin(asked_by(publisher, {}), world.http, world.clock)
    code = agree(begun, without, world.server.origins)
    with pytest.raises(OwnerNeeded, match="no Page") as told:
        publisher.finish(begun, code, world.http, world.clock)
    assert "personal profiles" in told.value.cause


@pytest.mark.parametrize("keys", [("practice-facebook", "wrong"), ("nobody", "x")])
def test_wrong_keys_are_told(world: World, keys: tuple[str, str]) -> None:
    publisher = world.publisher
    begun = publisher.begin(asked_by(publisher, {}), world.http, world.clock)
    code = agree(begun, world.server.accounts[0], world.server.origins)
    with pytest.raises(AppKeysRefused):
        publisher.finish(replace(begun, app=AppKeys(*keys)), code, world.http, world.clock)


def test_a_used_code_is_told(world: World) -> None:
    publisher = world.publisher
    begun = publisher.begin(asked_by(publisher, {}), world.http, world.clock)
    code = agree(begun, world.server.accounts[0], world.server.origins)
    publisher.finish(begun, code, world.http, world.clock)
    with pytest.raises(OwnerNeeded, match="did not complete"):
        publisher.finish(begun, code, world.http, world.clock)


def test_the_answer_comes_by_a_relay_else_by_facebooks_own_page() -> None:
    browser = Facebook().sign_in.browser
    assert browser is not None
    assert choose(browser, "Facebook", "https://me.example/relay", None).returns is Return.RELAY
    pasted = choose(browser, "Facebook", "", None)
    assert (pasted.returns, pasted.redirect) == (Return.PASTE, asking.LANDING)
    assert choose(browser, "Facebook", "", Return.LOOPBACK).redirect.startswith("http://localhost")


def test_the_profile_is_that_of_the_page(world: World) -> None:
    seen = world.publisher.profile(world.account)
    assert (seen.handle, seen.display_name) == ("practice.studio", "Practice Studio")
    assert seen.avatar
