"""Signing in on Threads' page, what it brings, and how it is kept alive for 60 days at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BadInput,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AppKeys, Begun, BrowserPublisher, Scoped
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.threads.connecting import NO_DELETING, NO_REPLIES
from brandcraft_desktop.publishers.threads.publisher import Threads
from brandcraft_desktop.publishers.threads.sign_in import LANDING, SCOPES
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.account_health import health
from brandcraft_desktop.services.renewal import next_renewal, renew_due
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.stand import Stand, stand
from tests.publishers.support import StandingClock
from tests.publishers.threads.flows import FLOWS, SHEET
from tests.publishers.threads.world import World, sign_in

THREADS = Threads()
DAY = timedelta(days=1)
SIGN_IN = "https://threads.net"


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


def renewed(world: World) -> None:
    with world.secrets.renewing():
        world.publisher.renew(world.account_session)


def test_it_is_a_whole_publisher() -> None:
    assert isinstance(THREADS, BrowserPublisher)
    assert isinstance(THREADS, Scoped)
    assert THREADS.needed_scopes == SCOPES
    assert THREADS.check_answers({}) == {}


def test_the_guide_says_which_keys_are_meant() -> None:
    browser = THREADS.sign_in.browser
    assert browser is not None
    assert browser.app is not None
    assert (browser.app.id_label, browser.app.secret_label) == (
        "Threads app ID",
        "Threads app secret",
    )
    assert "not the app ID" in browser.app.steps[-1]
    assert all(scope in " ".join(browser.app.steps) for scope in SCOPES)
    # Meta refuses addresses of this computer: the answer is pasted, or comes by a page on https.
    assert set(browser.returns) == {Return.RELAY, Return.PASTE}
    assert browser.landing == LANDING


def test_the_address_to_sign_in_at(http: Http) -> None:
    begun = THREADS.begin(asked_by(THREADS, {}), http, StandingClock())
    parts = urlsplit(begun.address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{SIGN_IN}/oauth/authorize"
    assert {name: one for name, (one,) in parse_qs(parts.query).items()} == {
        "client_id": "practice-threads",
        "redirect_uri": begun.asked.redirect,
        "response_type": "code",
        "scope": ",".join(SCOPES),
        "state": begun.asked.state,
    }


@pytest.mark.parametrize("app", [None, AppKeys("id"), AppKeys("", "secret")])
def test_without_keys_nobody_is_sent_anywhere(http: Http, app: AppKeys | None) -> None:
    asked = replace(asked_by(THREADS, {}), app=app)
    with pytest.raises(BadInput) as caught:
        THREADS.begin(asked, http, StandingClock())
    assert "Threads app ID" in caught.value.cause


def test_what_a_sign_in_brings(practice: PracticeServer, http: Http) -> None:
    clock = StandingClock()
    made = sign_in(practice, http, clock)
    account = practice.accounts[0]
    assert (made.remote_id, made.handle) == (account.did, account.handle)
    assert made.display_name == "Practice Studio"
    assert made.avatar is not None
    assert made.avatar.startswith(b"\x89PNG")
    assert made.warnings == ()
    assert made.grant.expires_at == made.grant.ends_at == clock.now() + 60 * DAY
    assert made.grant.renew_at is not None
    assert clock.now() + DAY <= made.grant.renew_at < clock.now() + 59 * DAY
    assert made.grant.scopes is not None
    assert set(made.grant.scopes) == set(SCOPES)
    assert made.secrets["client_id"] == "practice-threads"
    assert made.secrets["client_secret"] == "practice-secret-threads"
    for name in ("access", "client_secret"):
        assert made.secrets[name] not in repr(made)


def test_the_code_may_end_with_what_browsers_add(practice: PracticeServer, http: Http) -> None:
    begun = THREADS.begin(asked_by(THREADS, {}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    (made,) = THREADS.finish(begun, f"{code}#_", http, StandingClock())
    assert made.handle == practice.accounts[0].handle


def partly(server: PracticeServer, http: Http, without: str) -> tuple[Begun, str]:
    """A sign-in whose person left some permissions out."""
    begun = THREADS.begin(asked_by(THREADS, {}), http, StandingClock())
    address = server.origins[SIGN_IN] + begun.address.removeprefix(SIGN_IN)
    form = {"person": server.accounts[0].did, "decision": "allow", "without": without}
    answer = httpx.post(address, data=form, trust_env=False)
    return begun, parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def test_a_permission_that_was_not_granted_is_named(practice: PracticeServer, http: Http) -> None:
    begun, code = partly(practice, http, "threads_content_publish")
    with pytest.raises(PermissionMissing) as caught:
        THREADS.finish(begun, code, http, StandingClock())
    assert caught.value.cause == "Missing: post for you (threads_content_publish)."


def test_what_does_not_work_without_the_others_is_said(
    practice: PracticeServer, http: Http
) -> None:
    begun, code = partly(practice, http, "threads_read_replies threads_delete")
    (made,) = THREADS.finish(begun, code, http, StandingClock())
    assert made.warnings == (NO_REPLIES, NO_DELETING)


def test_where_the_debugger_says_nothing_all_is_believed(
    practice: PracticeServer, http: Http
) -> None:
    practice.tell("threads/settings", scopes_told=False)
    assert sign_in(practice, http, StandingClock()).grant.scopes is None
    practice.tell("faults", endpoint="debug_token", kind="status", status=500)
    assert sign_in(practice, http, StandingClock()).grant.scopes is None


def test_keys_that_are_wrong(practice: PracticeServer, http: Http) -> None:
    begun = THREADS.begin(asked_by(THREADS, {}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    wrong = replace(begun, app=AppKeys("practice-threads", "not the secret"))
    with pytest.raises(AppKeysRefused):
        THREADS.finish(wrong, code, http, StandingClock())


def test_a_code_is_good_once(practice: PracticeServer, http: Http) -> None:
    begun = THREADS.begin(asked_by(THREADS, {}), http, StandingClock())
    code = agree(begun, practice.accounts[0], practice.origins)
    THREADS.finish(begun, code, http, StandingClock())
    with pytest.raises(PublishingError) as caught:
        THREADS.finish(begun, code, http, StandingClock())
    assert caught.value.title == "Threads did not complete the sign-in."


def test_the_version_is_a_setting(world: World) -> None:
    (setting,) = world.publisher.info.settings
    assert setting.default == "v1.0"
    world.settings = {setting.name: "v2.0"}
    with pytest.raises(PublishingError):
        world.publisher.profile(world.account_session)
    assert "/v2.0/me" in world.calls()


@pytest.mark.parametrize("days", [1, 30, 59])
def test_a_token_of_59_days_is_reissued_in_silence(world: World, days: int) -> None:
    before = world.secrets.read("access")
    world.clock.moment += days * DAY
    renewed(world)
    after = world.secrets.read("access")
    assert after != before
    assert world.secrets.grant.expires_at == world.clock.now() + 60 * DAY
    assert world.secrets.grant.renew_at is not None
    assert world.secrets.grant.renew_at >= world.clock.now() + DAY
    assert world.calls()["refresh_access_token"] == 1
    assert world.publisher.profile(world.account_session).handle == world.account.handle


@pytest.mark.parametrize("days", [60, 61])
def test_a_token_of_61_days_has_to_be_reconnected(world: World, days: int) -> None:
    world.clock.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    world.secrets.values["ends"] = (world.clock.now() + 60 * DAY).isoformat()
    world.clock.moment += days * DAY
    with pytest.raises(SignInExpired) as caught:
        renewed(world)
    assert caught.value.title == "The Threads sign-in ended on 21 Jan 2027."
    assert caught.value.action == "Reconnect the account."
    assert world.calls() == {}  # nobody has to be asked


def test_a_young_token_is_only_looked_at(world: World) -> None:
    before = world.secrets.read("access")
    world.clock.moment += DAY - timedelta(seconds=1)
    renewed(world)
    assert world.secrets.read("access") == before
    assert world.calls() == {"me": 1}
    world.clock.moment += timedelta(seconds=1)
    renewed(world)
    assert world.secrets.read("access") != before


def test_the_platform_agrees_on_what_is_young(world: World) -> None:
    world.tell("settings", reissue_after=86_400.0)
    world.clock.moment += 2 * DAY  # here, and not there
    with pytest.raises(PublishingError, match="Threads refused this"):
        renewed(world)
    world.server.tell("clock", advance_seconds=86_401)
    renewed(world)


def test_a_refused_token_that_holds_is_used_again(world: World) -> None:
    world.fault("me", "expired_token")
    assert world.publisher.profile(world.account_session).handle == world.account.handle
    assert world.secrets.renewals == 1


def test_access_that_was_taken_back(world: World) -> None:
    world.tell("revoke")
    with pytest.raises(SignInRevoked) as caught:
        world.publisher.profile(world.account_session)
    assert caught.value.action == "Reconnect the account."


def test_a_token_that_ran_out_there_is_no_renewal(world: World) -> None:
    world.clock.moment += 2 * DAY
    world.tell("expire")
    with pytest.raises(SignInExpired):
        renewed(world)


def test_trouble_while_renewing_is_no_end(world: World) -> None:
    world.clock.moment += 2 * DAY
    before = world.secrets.read("access")
    world.fault("refresh_access_token", status=503)
    with pytest.raises(PublishingError) as caught:
        renewed(world)
    assert not isinstance(caught.value, SignInExpired)
    assert world.secrets.read("access") == before


def test_a_new_picture_comes_with_the_profile(world: World) -> None:
    first = world.publisher.profile(world.account_session)
    world.tell("change-pictures")
    second = world.publisher.profile(world.account_session)
    assert first.avatar is not None
    assert second.avatar is not None
    assert first.avatar != second.avatar
    world.fault("scontent.cdninstagram.com", status=404)
    third = world.publisher.profile(world.account_session)
    assert (third.avatar, third.display_name) == (None, "Practice Studio")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("stand"), SHEET) as made:
        made.connect()
        yield made


def test_a_workspace_renews_in_the_window_and_then_asks_its_owner(here: Stand) -> None:
    """Over 59 days nothing is asked of anybody; 61 days without a renewal end the sign-in."""
    (account,) = here.accounts
    picture = accounts.show(here.workspace, account.id).avatar_sha256
    assert (next_renewal(here.workspace) or here.clock.now()) > here.clock.now() + DAY
    here.server.tell("threads/change-pictures")
    here.skip(59 * 86_400)
    renew_due(here.workspace)
    after = accounts.show(here.workspace, account.id)
    assert after.state is AccountState.CONNECTED
    assert after.expires_at is not None
    assert after.expires_at > here.clock.now() + 59 * DAY
    assert after.avatar_sha256 not in (None, picture)  # it comes along with the new token
    assert health(here.workspace, account.id).missing == ()
    here.skip(61 * 86_400)
    renew_due(here.workspace)
    ended = accounts.show(here.workspace, account.id)
    assert ended.state is AccountState.NEEDS_RECONNECT
    assert ended.trouble.startswith("The Threads sign-in of @practice.studio ended on ")
    here.connect(again=account.id)
    assert accounts.show(here.workspace, account.id).state is AccountState.CONNECTED


def test_the_storage_is_used(here: Stand) -> None:
    """A picture goes through the person's bucket, and nothing of its address is kept."""
    flow = next(one for one in FLOWS if one.name == "a picture")
    ended, mark = here.publish(flow)
    assert here.arrived(mark), ended.error
    assert b"X-Amz" not in here.workspace.home.database.read_bytes()
