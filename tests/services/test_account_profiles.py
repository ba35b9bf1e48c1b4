"""Looking how accounts are called now: once a day, one at a time, while nothing is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.errors import NotSent, SignInExpired, SignInRevoked
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import account_profiles, accounts
from brandcraft_desktop.services.workspace import Workspace
from tests.models.times import StandingClock
from tests.services.engine_world import add_delivery
from tests.services.town import TOWN, Town, make_town, town_workspace

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LONGEST = DAY + account_profiles.SPREAD


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


def join(workspace: Workspace, login: str) -> Account:
    return accounts.connect(workspace, TOWN, {"login": login, "password": "open sesame"})


def looks(town: Town) -> int:
    return town.calls.count("profile")


def test_each_account_is_looked_at_once_a_day_and_not_all_at_once(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    logins = [f"ann{number}" for number in range(5)]
    for login in logins:
        join(workspace, login)
    start, when = clock.now(), []
    while clock.now() < start + 2 * LONGEST:
        before = looks(town)
        again = account_profiles.read_next(workspace)
        assert looks(town) - before <= 1
        if looks(town) > before:
            when.append(clock.now() - start)
        assert again > clock.now()
        clock.move(again - clock.now())
    assert len(when) in (5, 10)
    first = when[:5]
    assert all(DAY <= moment <= LONGEST + 5 * MINUTE for moment in first)
    assert first[-1] - first[0] > 5 * MINUTE, "spread over the hours"
    assert town.renewals == 0


def test_what_it_finds_is_kept_and_the_warning_of_the_sign_in_stays(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    mine = join(workspace, "ann").id
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).values(trouble="This is your main password.")
        )
    )
    town.names["ann"] = "ann.new"
    clock.move(LONGEST)
    account_profiles.read_next(workspace)
    after = accounts.show(workspace, mine)
    assert (after.handle, after.trouble) == ("ann.new", "This is your main password.")
    assert after.succeeded_at == after.checked_at == clock.now()


def test_no_network_changes_nothing_and_is_tried_again_in_an_hour(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    before = join(workspace, "ann")
    clock.move(LONGEST)
    town.next("profile", NotSent("The line is down."))
    for _ in range(3):
        account_profiles.read_next(workspace)
    assert looks(town) == 1
    assert accounts.show(workspace, before.id) == before
    clock.move(timedelta(hours=1))
    account_profiles.read_next(workspace)
    assert accounts.show(workspace, before.id).checked_at == clock.now()


def test_a_refused_token_is_renewed_once_and_a_sign_in_that_is_over_waits(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    mine = join(workspace, "ann").id
    clock.move(LONGEST)
    town.next("profile", SignInExpired("Too old."))
    account_profiles.read_next(workspace)
    assert (looks(town), town.renewals) == (2, 1)
    assert accounts.show(workspace, mine).state is AccountState.CONNECTED
    clock.move(LONGEST)
    town.next("profile", SignInRevoked("Taken back."))
    account_profiles.read_next(workspace)
    assert accounts.show(workspace, mine).state is AccountState.REVOKED
    clock.move(LONGEST)
    account_profiles.read_next(workspace)
    assert (looks(town), town.renewals) == (3, 1)


@pytest.mark.parametrize(("ahead", "asked"), [(MINUTE, 0), (10 * MINUTE, 1)])
def test_a_post_that_is_due_comes_first(
    workspace: Workspace, town: Town, clock: StandingClock, ahead: timedelta, asked: int
) -> None:
    mine = join(workspace, "ann").id
    clock.move(LONGEST)
    add_delivery(workspace, mine, at=clock.now() + ahead)
    account_profiles.read_next(workspace)
    assert looks(town) == asked


def test_nobody_is_there_to_look_at(workspace: Workspace, clock: StandingClock) -> None:
    assert account_profiles.read_next(workspace) == clock.now() + DAY
