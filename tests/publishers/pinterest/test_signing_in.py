"""Signing in on Pinterest's page, what it brings, and how it is kept alive."""

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
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, BrowserPublisher
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.pinterest.connecting import NO_BOARD, TRIAL
from brandcraft_desktop.publishers.pinterest.info import SANDBOX
from brandcraft_desktop.publishers.pinterest.publisher import Pinterest
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.pinterest.world import World, sign_in
from tests.publishers.support import StandingClock

PINTEREST = Pinterest()
DAY = timedelta(days=1)


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(PINTEREST, BrowserPublisher)
    browser = PINTEREST.sign_in.browser
    assert browser is not None
    assert browser.host == "localhost"
    assert browser.app is not None
    assert "Trial access" in browser.app.allows
    assert PINTEREST.check_answers({}) == {}


def test_the_address_to_sign_in_at(http: Http) -> None:
    begun = PINTEREST.begin(asked_by(PINTEREST, {}), http, StandingClock())
    parts = urlsplit(begun.address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://www.pinterest.com/oauth/"
    query = {name: one for name, (one,) in parse_qs(parts.query).items()}
    scopes = query.pop("scope").split(",")
    assert {"boards:read", "boards:write", "pins:read", "pins:write"} < set(scopes)
    assert "user_accounts:read" in scopes
    assert query == {
        "client_id": "practice-pinterest",
        "redirect_uri": begun.asked.redirect,
        "response_type": "code",
        "state": begun.asked.state,
    }
    assert begun.asked.redirect.startswith("http://localhost:")


@pytest.mark.parametrize("app", [None, AppKeys("id"), AppKeys("", "secret")])
def test_without_keys_nobody_is_sent_anywhere(http: Http, app: AppKeys | None) -> None:
    asked = replace(asked_by(PINTEREST, {}), app=app)
    with pytest.raises(BadInput) as caught:
        PINTEREST.begin(asked, http, StandingClock())
    assert caught.value.field == "app"


def test_what_a_sign_in_brings(practice: PracticeServer, http: Http) -> None:
    clock = StandingClock()
    made = sign_in(practice, http, clock)
    account = practice.accounts[0]
    assert (made.remote_id, made.handle) == (account.did, account.handle)
    assert made.display_name == "Practice Studio"
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert {one.label for one in made.facts.choices["boards"]} == {
        *("Garden", "Ideas for later (secret)"),
        *("Recipes", "Recipes › Cakes", "Recipes › Soups"),
    }
    assert made.warnings == (TRIAL,)
    assert made.grant.expires_at == clock.now() + 30 * DAY
    assert made.grant.ends_at == clock.now() + 60 * DAY
    assert made.grant.scopes is not None
    assert "pins:write" in made.grant.scopes
    assert made.secrets["client_id"] == "practice-pinterest"
    assert made.secrets["client_secret"] == "practice-secret-pinterest"
    for secret in made.secrets.values():
        assert secret not in repr(made)


def test_sections_follow_their_board(practice: PracticeServer, http: Http) -> None:
    found = sign_in(practice, http, StandingClock()).facts.choices["boards"]
    assert any("›" in one.label for one in found)
    for place, one in enumerate(found):
        if "›" in one.label:
            board, _, section = one.value.partition("/")
            assert section.isdecimal()
            before = [other for other in found[:place] if "/" not in other.value][-1]
            assert before.value == board
            assert one.label.startswith(f"{before.label} › ")


def declined(server: PracticeServer, http: Http, without: str) -> tuple[Pinterest, object, str]:
    begun = PINTEREST.begin(asked_by(PINTEREST, {}), http, StandingClock())
    origin = "https://www.pinterest.com"
    address = server.origins[origin] + begun.address.removeprefix(origin)
    form = {"person": server.accounts[0].did, "decision": "allow", "without": without}
    answer = httpx.post(address, data=form, trust_env=False)
    return PINTEREST, begun, parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def test_a_permission_that_was_not_granted_is_named(practice: PracticeServer, http: Http) -> None:
    publisher, begun, code = declined(practice, http, "boards:write pins:write pins:read_secret")
    with pytest.raises(PermissionMissing) as caught:
        publisher.finish(begun, code, http, StandingClock())  # type: ignore[arg-type]
    assert "add to your boards (boards:write)" in caught.value.cause
    assert "make and delete Pins (pins:write)" in caught.value.cause
    assert "secret" not in caught.value.cause


def test_without_the_secret_boards_it_still_works(practice: PracticeServer, http: Http) -> None:
    secret = "boards:read_secret boards:write_secret pins:read_secret pins:write_secret"
    publisher, begun, code = declined(practice, http, secret)
    (made,) = publisher.finish(begun, code, http, StandingClock())  # type: ignore[arg-type]
    assert "Ideas for later (secret)" not in [one.label for one in made.facts.choices["boards"]]


def test_keys_that_are_wrong(practice: PracticeServer, http: Http) -> None:
    asked = asked_by(PINTEREST, {})
    begun = PINTEREST.begin(asked, http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    wrong = replace(begun, app=AppKeys("practice-pinterest", "not the secret"))
    with pytest.raises(AppKeysRefused):
        PINTEREST.finish(wrong, code, http, StandingClock())


def test_a_code_is_good_once(practice: PracticeServer, http: Http) -> None:
    begun = PINTEREST.begin(asked_by(PINTEREST, {}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    PINTEREST.finish(begun, code, http, StandingClock())
    with pytest.raises(SignInRevoked):
        PINTEREST.finish(begun, code, http, StandingClock())


def test_boards_that_can_not_be_read_lose_no_sign_in(practice: PracticeServer, http: Http) -> None:
    practice.tell("faults", endpoint="boards/list", kind="status", status=500)
    made = sign_in(practice, http, StandingClock())
    assert dict(made.facts.choices) == {}
    assert made.warnings == (TRIAL,)


def test_sections_that_can_not_be_read_lose_no_board(practice: PracticeServer, http: Http) -> None:
    practice.tell("faults", endpoint="board_sections/list", kind="status", status=429, times=0)
    made = sign_in(practice, http, StandingClock())
    assert len(made.facts.choices["boards"]) == 3
    assert practice.ask("calls")["counts"]["board_sections/list"] == 1  # type: ignore[index,call-overload]


def test_an_account_without_boards_is_told(practice: PracticeServer, http: Http) -> None:
    begun = PINTEREST.begin(asked_by(PINTEREST, {}), http, StandingClock())
    person = practice.accounts[1]
    found: object = practice.ask(f"pinterest/boards?owner={person.did}")["boards"]
    assert isinstance(found, list)
    for board in found:
        practice.tell("pinterest/boards/delete", id=board["id"])
    code = agree(begun, person, practice.origins)
    (made,) = PINTEREST.finish(begun, code, http, StandingClock())
    assert made.warnings == (NO_BOARD, TRIAL)
    assert made.facts.choices["boards"] == ()


def test_the_sandbox_is_spoken_to_instead(practice: PracticeServer, http: Http) -> None:
    made = sign_in(practice, http, StandingClock(), api=SANDBOX)
    calls = practice.ask("calls")["calls"]
    assert isinstance(calls, list)
    origins = {one["origin"] for one in calls if isinstance(one, dict)}
    assert "https://api-sandbox.pinterest.com" in origins
    assert "https://api.pinterest.com" not in origins
    assert made.facts.choices["boards"]


def test_boards_come_page_by_page(world: World) -> None:
    token = world.secrets.read("access")
    with httpx.Client(trust_env=False, headers={"Authorization": f"Bearer {token}"}) as client:
        url = f"{world.server.origins['https://api.pinterest.com']}/v5/boards"
        for number in range(250):
            made = client.post(url, json={"name": f"Board {number:03}"})
            assert made.status_code == 201
    labels = [
        one.label
        for one in world.publisher.profile(world.account_session).facts.choices["boards"]
        if one.label.startswith("Board")
    ]
    assert labels == [f"Board {number:03}" for number in range(250)]
    assert world.calls()["boards/list"] == 2
    found = world.server.ask(f"pinterest/boards?owner={world.account.did}")["boards"]
    assert isinstance(found, list)
    for board in found:
        if isinstance(board, dict) and str(board["name"]).startswith("Board"):
            world.tell("boards/delete", id=board["id"])


def test_renewing_replaces_both_tokens_and_their_ends(world: World) -> None:
    before = dict(world.secrets.values)
    world.clock.moment += 10 * DAY
    with world.secrets.renewing():
        world.publisher.renew(world.account_session)
    assert world.secrets.read("access") != before["access"]
    assert world.secrets.read("refresh") != before["refresh"]
    assert world.secrets.grant.expires_at == world.clock.now() + 30 * DAY
    assert world.secrets.grant.ends_at == world.clock.now() + 60 * DAY
    world.publisher.profile(world.account_session)


def test_an_answer_without_a_refresh_token_keeps_the_old_one(world: World) -> None:
    world.tell("settings", refresh_told=False)
    before, first = dict(world.secrets.values), world.clock.now()
    world.clock.moment += 10 * DAY
    with world.secrets.renewing():
        world.publisher.renew(world.account_session)
    assert world.secrets.read("refresh") == before["refresh"]
    assert world.secrets.read("access") != before["access"]
    assert world.secrets.grant.ends_at == first + 60 * DAY


def test_a_token_that_ran_out_is_renewed_while_working(world: World) -> None:
    world.tell("expire")
    assert world.publisher.profile(world.account_session).handle == world.account.handle
    assert world.secrets.renewals == 1


def test_access_that_was_taken_back(world: World) -> None:
    world.tell("revoke")
    with pytest.raises(SignInRevoked) as caught:
        world.publisher.profile(world.account_session)
    assert caught.value.action == "Reconnect the account."


def test_an_app_that_is_gone(world: World) -> None:
    world.secrets.values["client_secret"] = "another"
    with pytest.raises(AppKeysRefused), world.secrets.renewing():
        world.publisher.renew(world.account_session)


def test_nothing_to_renew_with(world: World) -> None:
    del world.secrets.values["refresh"]
    with pytest.raises(SignInExpired), world.secrets.renewing():
        world.publisher.renew(world.account_session)


def test_a_picture_that_can_not_be_had_loses_no_profile(world: World) -> None:
    world.fault("i.pinimg.com", "status", status=404)
    found = world.publisher.profile(world.account_session)
    assert found.avatar is None
    assert found.display_name == "Practice Studio"


def test_boards_are_forbidden(world: World) -> None:
    world.fault("boards/list", "status", status=403)
    with pytest.raises(PermissionMissing):
        world.publisher.profile(world.account_session)


def test_trouble_while_renewing_is_no_end(world: World) -> None:
    world.fault("oauth/token", "status", status=503)
    with pytest.raises(PublishingError) as caught, world.secrets.renewing():
        world.publisher.renew(world.account_session)
    assert not isinstance(caught.value, SignInExpired)
    assert world.secrets.read("refresh")
