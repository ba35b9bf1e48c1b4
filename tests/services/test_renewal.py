"""Renewing sign-ins: when, once, with patience, and never behind their owner's back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BrandcraftError,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
    VaultLocked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services import accounts, renewal
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import MemoryStore
from tests.models.times import StandingClock
from tests.services.town import TOWN, Town, make_town, town_workspace

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DUE = 2 * HOUR - 10 * MINUTE
REVOKED = SignInRevoked("Kiosk no longer accepts the sign-in.", "", "Reconnect the account.")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return make_town(tmp_path)


@pytest.fixture
def workspace(home: Path, town: Town, clock: StandingClock) -> Iterator[Workspace]:
    with town_workspace(home, town, clock=clock) as opened:
        yield opened


def join(workspace: Workspace, login: str = "ann") -> str:
    return accounts.connect(workspace, TOWN, {"login": login, "password": "open sesame"}).id


def shown(workspace: Workspace, account_id: str) -> Account:
    return accounts.show(workspace, account_id)


def tries(town: Town) -> int:
    return town.calls.count("renew")


def test_a_token_is_renewed_ten_minutes_before_its_end(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    mine = join(workspace)
    start = clock.now()
    assert renewal.next_renewal(workspace) == start + DUE
    clock.move(DUE - timedelta(seconds=1))
    renewal.renew_due(workspace)
    assert tries(town) == 0
    clock.move(timedelta(seconds=1))
    renewal.renew_due(workspace)
    assert accounts.secrets(workspace, mine).read("refresh") == town.valid["ann"]
    after = shown(workspace, mine)
    assert (after.expires_at, after.succeeded_at) == (clock.now() + 2 * HOUR, clock.now())
    assert renewal.next_renewal(workspace) == clock.now() + DUE
    renewal.renew_due(workspace)
    assert town.renewals == 1


def test_a_platform_that_reissues_its_tokens_names_the_moment(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    """A token of 60 days is given anew once it is a day old; no other token renews it."""

    def granted(now: datetime) -> Grant:
        return Grant(expires_at=now + 60 * DAY, renew_at=now + 45 * DAY, ends_at=now + 60 * DAY)

    town.grant = granted
    mine = join(workspace)
    assert renewal.next_renewal(workspace) == clock.now() + 45 * DAY
    clock.move(45 * DAY)
    renewal.renew_due(workspace)
    after = shown(workspace, mine)
    assert (after.expires_at, after.ends_at) == (clock.now() + 60 * DAY, clock.now() + 60 * DAY)
    assert renewal.next_renewal(workspace) == clock.now() + 45 * DAY


def test_a_token_that_is_given_again_unchanged_is_not_asked_for_in_a_loop(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    end = clock.now() + 60 * DAY
    town.grant = lambda now: Grant(expires_at=end, renew_at=clock.now())
    fixed = town.grant(clock.now())
    town.grant = lambda now: fixed
    join(workspace)
    clock.move(MINUTE)
    for _ in range(5):
        renewal.renew_due(workspace)
    assert tries(town) == 1
    assert renewal.next_renewal(workspace) == clock.now() + 5 * MINUTE


@pytest.mark.parametrize(
    "trouble",
    [
        NotSent("The line is down."),
        VaultLocked("The vault is locked."),
        OwnerNeeded("Agree to the new terms on Kiosk."),
    ],
)
def test_what_keeps_a_renewal_from_happening_changes_no_state_and_is_tried_again_with_patience(
    workspace: Workspace, town: Town, clock: StandingClock, trouble: BrandcraftError
) -> None:
    mine = join(workspace)
    before = shown(workspace, mine)
    clock.move(DUE)
    pauses = []
    town.next("renew", *[trouble] * 7)
    for count in range(1, 8):
        for _ in range(3):  # whatever else asks for it meanwhile
            renewal.renew_due(workspace)
        assert tries(town) == count
        again = renewal.next_renewal(workspace)
        assert again is not None
        pauses.append((again - clock.now()) / MINUTE)
        clock.move(again - clock.now())
    assert pauses == [5, 10, 20, 40, 60, 60, 60]
    assert shown(workspace, mine) == before
    renewal.renew_due(workspace)
    assert town.renewals == 1
    assert renewal.next_renewal(workspace) == clock.now() + DUE


def test_a_clock_that_was_set_back_does_not_make_the_pause_longer(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    join(workspace)
    clock.move(DUE + 30 * DAY)
    town.next("renew", NotSent("The line is down."))
    renewal.renew_due(workspace)
    clock.move(-30 * DAY)
    again = renewal.next_renewal(workspace)
    assert again is not None
    assert again - clock.now() <= HOUR


def test_one_account_in_trouble_keeps_no_other_waiting(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    ann, bob = join(workspace), join(workspace, "bob")
    clock.move(DUE)
    town.next("renew", NotSent("The line is down."))
    renewal.renew_due(workspace)
    assert (tries(town), town.renewals) == (2, 1)
    renewed = [one for one in (ann, bob) if shown(workspace, one).succeeded_at == clock.now()]
    assert len(renewed) == 1


def test_a_sign_in_that_was_taken_back_is_never_tried_again_until_its_owner_comes(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    mine = join(workspace)
    clock.move(DUE)
    town.next("renew", REVOKED)
    renewal.renew_due(workspace)
    after = shown(workspace, mine)
    assert (after.state, after.trouble) == (AccountState.REVOKED, REVOKED.message)
    for _ in range(3):
        clock.move(DAY)
        renewal.renew_due(workspace)
        with pytest.raises(SignInRevoked, match="taken back"):
            accounts.refresh(workspace, mine)
        with pytest.raises(SignInRevoked):
            renewal.renew(workspace, after)
    assert tries(town) == 1
    assert renewal.next_renewal(workspace) is None
    join(workspace)
    assert shown(workspace, mine).state is AccountState.CONNECTED
    clock.move(DUE)
    renewal.renew_due(workspace)
    assert town.renewals == 1


@pytest.mark.parametrize(
    ("refusal", "state"),
    [
        (SignInExpired("Too old."), AccountState.NEEDS_RECONNECT),
        (AppKeysRefused("The app is gone."), AccountState.NEEDS_RECONNECT),
        (PermissionMissing("Not any more."), AccountState.MISSING_PERMISSION),
    ],
)
def test_a_refusal_waits_for_its_owner(
    workspace: Workspace,
    town: Town,
    clock: StandingClock,
    refusal: PublishingError,
    state: AccountState,
) -> None:
    mine = join(workspace)
    clock.move(DUE)
    town.next("renew", refusal)
    renewal.renew_due(workspace)
    assert (shown(workspace, mine).state, shown(workspace, mine).trouble) == (
        state,
        refusal.message,
    )
    clock.move(DAY)
    renewal.renew_due(workspace)
    assert tries(town) == 1


def test_who_has_come_back_meanwhile_stays_connected(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    """The refusal is of the old token, and comes after the new sign-in."""
    mine = join(workspace)
    clock.move(DUE)

    def reconnects() -> None:
        clock.move(MINUTE)
        join(workspace)
        raise REVOKED

    town.next("renew", reconnects)
    renewal.renew_due(workspace)
    after = shown(workspace, mine)
    assert (after.state, after.trouble) == (AccountState.CONNECTED, "")


@pytest.mark.parametrize("renews", [True, False])
def test_a_sign_in_that_has_ended_waits_for_its_owner_and_nobody_is_asked(
    workspace: Workspace, town: Town, clock: StandingClock, renews: bool
) -> None:
    end = clock.now() + 60 * DAY
    if renews:
        town.grant = lambda now: Grant(expires_at=now + HOUR, ends_at=end)
    else:
        town.grant = lambda now: Grant(expires_at=end)
        town.info = replace(Town.info, renews=False)
    mine = join(workspace)
    if not renews:
        assert renewal.next_renewal(workspace) == end
    clock.move(end - clock.now())
    renewal.renew_due(workspace)
    after = shown(workspace, mine)
    assert after.state is AccountState.NEEDS_RECONNECT
    assert after.trouble == (
        "The Kiosk sign-in of @ann ended on 13 May 2027. Only its owner can sign in again. "
        "Reconnect the account."
    )
    assert tries(town) == 0


def test_who_waits_for_another_s_turn_makes_no_second_renewal(
    home: Path, workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    mine = join(workspace)
    clock.move(DUE)
    store = MemoryStore(dict(workspace.vault._store.entries))  # type: ignore[attr-defined]
    renewing, waiting = threading.Event(), threading.Event()

    def slow() -> None:
        renewing.set()
        assert waiting.wait(20)

    town.next("renew", slow)
    with town_workspace(home, town, clock=clock, store=store) as other:
        first = threading.Thread(target=renewal.renew_due, args=(workspace,))
        first.start()
        assert renewing.wait(20)
        # The other has read that it is due: from here on it can only wait for the turn.
        account = shown(other, mine)
        second = threading.Thread(target=renewal.renew, args=(other, account))
        third = threading.Thread(target=renewal.renew_due, args=(other,))
        second.start()
        third.start()
        waiting.set()
        for thread in (first, second, third):
            thread.join(20)
        assert (tries(town), town.renewals) == (1, 1)
        assert accounts.secrets(other, mine).read("refresh") == town.valid["ann"]
        assert shown(other, mine).state is AccountState.CONNECTED


def test_the_profile_comes_with_a_long_lived_token(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    ann, bob = join(workspace), join(workspace, "bob")
    clock.move(DUE)
    town.names = {"ann": "ann.new", "bob": "bob.new"}
    renewal.renew_due(workspace)
    assert (town.renewals, town.calls.count("profile")) == (2, 0)
    town.grant = lambda now: Grant(expires_at=now + DAY)
    clock.move(DUE)
    town.next("profile", NotSent("The line is down."))
    renewal.renew_due(workspace)
    handles = {shown(workspace, one).handle for one in (ann, bob)}
    assert len(handles & {"ann.new", "bob.new"}) == 1
    assert [shown(workspace, one).state for one in (ann, bob)] == [AccountState.CONNECTED] * 2


def test_a_copy_of_a_workspace_uses_up_no_token_of_the_other_computer(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    join(workspace)
    clock.move(DUE)
    workspace.database.write(
        lambda connection: connection.execute(update(tables.workspace).values(machine="another"))
    )
    assert renewal.next_renewal(workspace) is None
    renewal.renew_due(workspace)
    assert tries(town) == 0


@pytest.mark.parametrize(
    ("life", "rest"),
    [
        (timedelta(seconds=10), MINUTE),
        (90 * timedelta(seconds=1), MINUTE),
        (4 * MINUTE, 2 * MINUTE),
        (9 * MINUTE, 4.5 * MINUTE),
    ],
)
def test_tokens_that_live_for_minutes_are_no_loop(
    home: Path,
    workspace: Workspace,
    town: Town,
    clock: StandingClock,
    life: timedelta,
    rest: timedelta,
) -> None:
    """Nor are they where two processes look after them, or before each of many posts."""
    town.grant = lambda now: Grant(expires_at=now + life)
    mine = join(workspace)
    store = MemoryStore(dict(workspace.vault._store.entries))  # type: ignore[attr-defined]
    with town_workspace(home, town, clock=clock, store=store) as other:
        for count in range(3):
            for one in (workspace, other) * 3:
                renewal.renew_due(one)
                renewal.renew_before(one, shown(one, mine))
                assert renewal.next_renewal(one) == clock.now() + rest
            assert tries(town) == count
            clock.move(rest - timedelta(seconds=1))
            renewal.renew_due(other)
            assert tries(town) == count
            clock.move(timedelta(seconds=1))
            renewal.renew_due(workspace)
            assert town.renewals == count + 1


def test_a_refused_call_renews_fresh_tokens_at_once(workspace: Workspace, town: Town) -> None:
    town.grant = lambda now: Grant(expires_at=now + 9 * MINUTE)
    mine = join(workspace)
    renewal.renew(workspace, shown(workspace, mine))
    tokens = renewal.version(workspace, mine)
    renewal.renew(workspace, shown(workspace, mine), unless_newer_than=tokens)
    assert town.renewals == 2


def test_whatever_goes_wrong_with_one_account_is_logged_and_the_others_go_on(
    workspace: Workspace, town: Town, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    for login in ("ann", "bob"):
        join(workspace, login)
    clock.move(DUE)

    def fail() -> None:
        raise OverflowError("date value out of range")

    town.next("renew", fail)
    for _ in range(3):
        renewal.renew_due(workspace)
    assert (tries(town), town.renewals) == (2, 1)
    assert "could not be renewed" in caplog.text
    assert renewal.next_renewal(workspace) == clock.now() + 5 * MINUTE
