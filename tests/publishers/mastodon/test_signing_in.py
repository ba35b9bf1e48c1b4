"""Signing in on any server: finding it, registering with it, the browser's answer, renewing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    NotSent,
    OutOfReach,
    PermissionMissing,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, BrowserPublisher
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.mastodon.publisher import Mastodon
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.mastodon.world import (
    FIRST,
    OUT_OF_BAND,
    REDIRECT,
    SECOND,
    World,
    agree,
    begin,
    decide,
    finish,
)
from tests.publishers.support import StandingClock

CLOCK = StandingClock()


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(CLOCK, Origins(practice.origins))
    yield made
    made.close()


def test_it_is_connected_in_the_browser() -> None:
    assert isinstance(Mastodon(), BrowserPublisher)
    browser = Mastodon().sign_in.browser
    assert browser is not None
    assert browser.app is None
    assert len(browser.permissions) == 4


@pytest.mark.parametrize(
    "typed",
    [
        "social.practice.example",
        " https://Social.Practice.example/ ",
        "@practice@social.practice.example",
        "https://social.practice.example/@practice",
        "acct:practice@social.practice.example",
    ],
)
def test_a_server_is_named_in_many_ways(http: Http, typed: str) -> None:
    begun = begin(http, CLOCK, typed)
    assert begun.server == FIRST
    assert begun.address.startswith(f"{FIRST}/oauth/authorize?")
    told = parse_qs(urlsplit(begun.address).query)
    assert told["redirect_uri"] == [REDIRECT]
    assert told["state"] == ["state-1"]
    assert told["code_challenge_method"] == ["S256"]
    assert told["scope"] == ["read:accounts read:statuses write:media write:statuses"]
    assert "verifier" not in begun.address


@pytest.mark.parametrize(
    "typed", ["club.example", "@practice@club.example", "@nobody@club.example", "web.club.example"]
)
def test_a_domain_of_handles_leads_to_its_server(http: Http, typed: str) -> None:
    assert begin(http, CLOCK, typed).server == SECOND


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "The server is missing."),
        ("mastodon", "“mastodon” is no server's address."),
        ("anna@", "“anna@” is no server's address."),
        ("an na@b.example", "“an na@b.example” is no server's address."),
        ("http://social.practice.example", "is not encrypted."),
        ("ftp://social.practice.example", "is no server's address."),
        ("https://", "“https://” is no server's address."),
        ("https://a:b@c.example", "is no server's address"),
        ("https://127.0.0.1", "127.0.0.1 is not on the open internet."),
        ("10.0.0.8", "10.0.0.8 is not on the open internet."),
        ("https://[::1]:3000", "::1 is not on the open internet."),
        ("nas.local", "nas.local is not on the open internet."),
        ("https://2130706433", "is no server's address."),
        ("127.1:443", "127.1 is not on the open internet."),
        ("x" * 3000, "is no server's address."),
        ("https://social.practice.example:0", "is no server's address."),
    ],
)
def test_what_is_no_server_is_told_before_anything_is_sent(
    practice: PracticeServer, http: Http, typed: str, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        begin(http, CLOCK, typed)
    assert words in caught.value.title
    assert caught.value.field == "server"
    assert practice.ask("calls")["calls"] == []
    hints = Mastodon().check_answers({"server": typed})
    assert bool(hints) is bool(typed)


def test_nothing_is_said_of_a_good_server_or_an_empty_field() -> None:
    for typed in ("mastodon.social", "@a@münchen.social", "", "  "):
        assert Mastodon().check_answers({"server": typed}) == {}


def test_a_site_that_is_no_mastodon_server(http: Http) -> None:
    with pytest.raises(BadInput) as caught:
        begin(http, CLOCK, "www.practice.example")
    assert caught.value.title == "www.practice.example is no Mastodon server."
    assert caught.value.field == "server"


def test_a_server_that_has_trouble_is_not_called_something_else(
    practice: PracticeServer, http: Http
) -> None:
    practice.tell("faults", endpoint="GET /api/v2/instance", kind="status", status=503)
    with pytest.raises(NotSent):
        begin(http, CLOCK, FIRST)
    practice.tell("faults", endpoint="GET /api/v2/instance", kind="reset")
    with pytest.raises(NotSent):
        begin(http, CLOCK, FIRST)
    with pytest.raises(OutOfReach):
        begin(http, CLOCK, "mastodon.social")


@pytest.mark.parametrize(
    ("addresses", "title"),
    [
        (["10.1.2.3"], "b.example is not on the open internet."),
        (["93.184.216.34", "::1"], "b.example is not on the open internet."),
        (None, "There is no server called b.example."),
    ],
)
def test_a_name_that_leads_nowhere_or_inside(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str] | None, title: str
) -> None:
    def found(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        assert host == "b.example"
        if addresses is None:
            raise OSError("no such name")
        return [(0, 0, 0, "", (address, 0)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(BadInput) as caught:
        begin(Http(CLOCK), CLOCK, "@anna@b.example")
    assert caught.value.title == title
    assert caught.value.field == "server"


@pytest.mark.parametrize(
    ("version", "characters", "files"), [("4.0", 500, 4), ("3.5", 500, 4), ("pleroma", 5000, 8)]
)
def test_older_and_other_servers(
    practice: PracticeServer, http: Http, version: str, characters: int, files: int
) -> None:
    practice.tell("mastodon/settings", version=version)
    person = practice.accounts[0]
    begun = begin(http, CLOCK, FIRST)
    made = finish(http, CLOCK, begun, agree(practice, begun.address, person))
    assert made.handle == person.handle
    assert made.facts.limits["max_characters"] == characters
    assert made.facts.limits["max_media_attachments"] == files
    assert begin(http, CLOCK, FIRST, begun.app).app == begun.app


def test_who_it_is_and_what_the_server_takes(practice: PracticeServer, http: Http) -> None:
    person = practice.accounts[2]
    practice.tell("mastodon/privacy", did=person.did, privacy="unlisted")
    begun = begin(http, CLOCK, person.handle)
    made = finish(http, CLOCK, begun, agree(practice, begun.address, person))
    assert made.remote_id == person.did
    assert (made.handle, made.display_name) == ("practice@club.example", "Practice Club account")
    assert made.server == SECOND
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert made.facts.limits["max_characters"] == 1000
    assert made.facts.limits["max_media_attachments"] == 6
    assert made.facts.limits["max_expiration"] == 604_800
    assert [one.value for one in made.facts.choices["usual_visibility"]] == ["unlisted"]
    types = [one.value for one in made.facts.choices["supported_mime_types"]]
    assert types == ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"]
    assert made.grant.expires_at is None
    assert made.grant.scopes == (
        *("read:accounts", "read:statuses", "write:media", "write:statuses"),
    )
    assert set(made.secrets) == {"access", "client_id", "client_secret"}
    assert made.secrets["access"] not in repr(made)


def test_people_of_two_servers_are_told_apart(practice: PracticeServer) -> None:
    first, _, second = practice.accounts
    assert first.did.partition("@")[0] == second.did.partition("@")[0]
    assert first.did != second.did


def test_an_app_is_registered_once(practice: PracticeServer, http: Http) -> None:
    first = begin(http, CLOCK, FIRST)
    second = begin(http, CLOCK, FIRST, first.app)
    assert second.app == first.app
    assert practice.ask("calls?endpoint=POST%20/api/v1/apps")["calls"] != []
    assert len(list(_calls(practice, "POST /api/v1/apps"))) == 1
    assert first.app.secret not in repr(first)


def test_an_app_for_another_address_or_for_less_is_not_good(
    practice: PracticeServer, http: Http
) -> None:
    first = begin(http, CLOCK, FIRST)
    with pytest.raises(AppKeysRefused) as caught:
        begin(http, CLOCK, FIRST, first.app, "http://127.0.0.1:50000/callback")
    assert "for something else" in caught.value.title
    assert begin(http, CLOCK, FIRST, first.app, OUT_OF_BAND).app == first.app
    call = Request(
        "POST",
        f"{FIRST}/api/v1/apps",
        json={"client_name": "a", "redirect_uris": [REDIRECT], "scopes": "read:accounts"},
    )
    told = http.send(call).json
    less = AppKeys(told.text("client_id"), told.text("client_secret"))
    with pytest.raises(AppKeysRefused):
        begin(http, CLOCK, FIRST, less)


def test_an_app_the_server_forgot_is_refused(practice: PracticeServer, http: Http) -> None:
    first = begin(http, CLOCK, FIRST)
    practice.tell("mastodon/forget_apps")
    with pytest.raises(AppKeysRefused) as caught:
        begin(http, CLOCK, FIRST, first.app)
    assert first.app.secret not in repr(caught.value.__dict__)
    assert begin(http, CLOCK, FIRST).app != first.app
    practice.tell("faults", endpoint="POST /oauth/token", kind="status", status=503)
    with pytest.raises(NotSent):
        begin(http, CLOCK, FIRST, first.app)


def test_an_app_that_goes_while_its_person_signs_in(practice: PracticeServer, http: Http) -> None:
    begun = begin(http, CLOCK, FIRST)
    code = agree(practice, begun.address, practice.accounts[0])
    practice.tell("mastodon/forget_apps")
    with pytest.raises(AppKeysRefused) as caught:
        finish(http, CLOCK, begun, code)
    assert begun.app.secret not in repr(caught.value.__dict__)
    assert "no longer knows Brandcraft" in caught.value.title


def test_the_code_may_be_copied(practice: PracticeServer, http: Http) -> None:
    begun = begin(http, CLOCK, FIRST, redirect=OUT_OF_BAND)
    code = agree(practice, begun.address, practice.accounts[1])
    assert finish(http, CLOCK, begun, code).handle == "practice_2@social.practice.example"


def test_declining_brings_no_code(practice: PracticeServer, http: Http) -> None:
    begun = begin(http, CLOCK, FIRST)
    answer = decide(practice, begun.address, {"decision": "deny"})
    assert parse_qs(urlsplit(answer.headers["location"]).query)["error"] == ["access_denied"]


def test_a_code_is_good_once(practice: PracticeServer, http: Http) -> None:
    begun = begin(http, CLOCK, FIRST)
    code = agree(practice, begun.address, practice.accounts[0])
    finish(http, CLOCK, begun, code)
    with pytest.raises(SignInRevoked) as caught:
        finish(http, CLOCK, begun, code)
    assert code not in repr(caught.value.__dict__)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("write:media", "upload pictures and videos (write:media)"),
        ("read:accounts", "see your name and your picture (read:accounts)"),
    ],
)
def test_what_was_not_allowed_is_named(
    practice: PracticeServer, http: Http, scope: str, words: str
) -> None:
    begun = begin(http, CLOCK, FIRST)
    code = agree(practice, begun.address, practice.accounts[0], without=scope)
    with pytest.raises(PermissionMissing) as caught:
        finish(http, CLOCK, begun, code)
    assert caught.value.cause == f"Missing: {words}."


def test_a_sign_in_lasts_until_it_is_taken_back(world: World) -> None:
    before = dict(world.secrets.values)
    world.publisher.renew(world.account_session)
    assert world.secrets.values == before
    world.server.tell("mastodon/revoke", did=world.account.did)
    with pytest.raises(SignInRevoked) as caught:
        world.publisher.renew(world.account_session)
    world.troubles.append(caught.value)
    assert caught.value.action == "Reconnect the account."
    with pytest.raises(SignInRevoked):
        world.publish(world.plan("hello"))


def test_taking_the_sign_in_back(world: World) -> None:
    world.publisher.revoke(world.account_session)
    with pytest.raises(SignInRevoked):
        world.publisher.profile(world.account_session)
    world.publisher.revoke(world.account_session)  # gone already is fine


def test_a_sign_in_that_is_missing(world: World) -> None:
    world.secrets.values.clear()
    with pytest.raises(SignInRevoked):
        world.publisher.profile(world.account_session)


def test_the_profile_as_it_is_now(world: World) -> None:
    world.server.tell("mastodon/rename", did=world.account.did, display_name="Somebody else")
    shown = world.publisher.profile(world.account_session)
    assert (shown.handle, shown.display_name) == (world.account.handle, "Somebody else")
    assert shown.facts == world.facts
    world.server.tell("mastodon/rename", did=world.account.did, display_name="")
    assert world.publisher.profile(world.account_session).display_name == "practice"


def test_a_profile_without_the_servers_own_words(world: World) -> None:
    world.fault("GET /api/v2/instance", "status", status=503)
    shown = world.publisher.profile(world.account_session)
    assert shown.handle == world.account.handle
    assert shown.facts.limits == {}


def test_a_profile_without_its_picture(world: World) -> None:
    world.fault(f"GET /avatars/{world.account.did.partition('@')[0]}.png", "status", status=404)
    assert world.publisher.profile(world.account_session).avatar is None


def _calls(practice: PracticeServer, endpoint: str) -> Iterator[object]:
    calls = practice.ask("calls")["calls"]
    assert isinstance(calls, list)
    for one in calls:
        if isinstance(one, dict) and one["endpoint"] == endpoint:
            yield one
