"""A person's own zone is meant wherever none is named, whatever the computer's is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import notices, pausing, settings, waiting
from brandcraft_desktop.services.own_clocks import own_clocks, own_zone
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock
from tests.ui.publisher.world import add_accounts, add_post

AUCKLAND = "Pacific/Auckland"  # 13 hours ahead of UTC in summer, which March is there


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(datetime(2027, 3, 14, 12, 30, tzinfo=UTC))  # 01:30 of the 15th there


@pytest.fixture
def workspace(home: Path, clock: StandingClock) -> Iterator[Workspace]:
    opened = open_workspace(Home(home), clock=clock)
    settings.put(opened, settings.ZONE, AUCKLAND)
    yield opened
    close(opened)


def test_none_is_chosen_at_first(home: Path, clock: StandingClock) -> None:
    opened = open_workspace(Home(home), clock=clock)
    try:
        assert own_clocks(opened) is None
        assert own_zone(opened)
    finally:
        close(opened)


def test_tomorrow_is_theirs(workspace: Workspace) -> None:
    pausing.pause_until_tomorrow(workspace)
    assert pausing.paused_until(workspace) == datetime(2027, 3, 15, 11, tzinfo=UTC)
    found = waiting.pause(workspace)
    assert found is not None
    assert found.message == "Publishing is paused until 2027-03-16 00:00."


def test_their_day_is_told_of(workspace: Workspace) -> None:
    accounts = add_accounts(workspace)
    # 01:00 and 18:00 of the 16th there; in London the 15th and the 16th.
    for at in (datetime(2027, 3, 15, 12, tzinfo=UTC), datetime(2027, 3, 16, 5, tzinfo=UTC)):
        add_post(workspace, accounts, "Soon", at=at)
    assert notices.day_summary(workspace).tomorrow == 2
    settings.put(workspace, settings.ZONE, "Europe/London")
    assert notices.day_summary(workspace).tomorrow == 1


def test_a_zone_is_named_for_the_command_line(workspace: Workspace) -> None:
    assert own_zone(workspace) == AUCKLAND
