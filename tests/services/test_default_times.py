"""The default posting times count where neither an account nor its brand has any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import (
    accounts,
    brands,
    free_slots,
    posting_times,
    settings,
    settings_list,
)
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock
from tests.ui.publisher.world import add_accounts

MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    opened = open_workspace(Home(home), clock=StandingClock(MONDAY))
    yield opened
    close(opened)


def hours(workspace: Workspace, account_id: str) -> set[int]:
    """At which hours of this week the account has a free time."""
    found = free_slots.free_slots(workspace, start=MONDAY, end=MONDAY + 7 * DAY, zone="UTC")
    return {one.at.hour for one in found if account_id in one.account_ids}


def test_own_times_come_before_the_brands_and_those_before_the_default(
    workspace: Workspace,
) -> None:
    ids = list(add_accounts(workspace).values())[:3]
    own, of_brand, bare = ids
    settings_list.put(workspace, "publishing.default_times", "Tue 10:00, mon 9:00")
    posting_times.set_slots(workspace, own, [Slot(2, 15 * 60)])
    brand = brands.add(workspace, "Demo Studio", times=[Slot(3, 18 * 60)])
    for one in (own, of_brand):
        accounts.link(workspace, one, brand.id)
    accounts.link(workspace, bare, None)
    assert hours(workspace, own) == {15}
    assert hours(workspace, of_brand) == {18}
    assert hours(workspace, bare) == {9, 10}
    suggested = posting_times.suggestions(workspace, [bare], "UTC")
    assert suggested[0].at == MONDAY.replace(hour=9)
    settings.put(workspace, settings.DEFAULT_TIMES, ())
    assert hours(workspace, bare) == set()
    assert hours(workspace, of_brand) == {18}


def test_they_are_written_and_read_as_a_person_does(workspace: Workspace) -> None:
    found = settings_list.put(workspace, "publishing.default_times", "thu 17:30,Monday 9:00")
    assert found.value == "Mon 09:00, Thu 17:30"
    assert settings.get(workspace, settings.DEFAULT_TIMES) == (Slot(0, 540), Slot(3, 1050))
    for wrong in ("9:00", "Mon 25:00", "every day"):
        with pytest.raises(BadInput) as told:
            settings_list.put(workspace, "publishing.default_times", wrong)
        assert "Mon 09:00" in told.value.message
    assert settings_list.put(workspace, "publishing.default_times", "").value == ""


@pytest.mark.parametrize("wrong", ["1/3", "{total}", "{n}" + "." * 40])
def test_numbers_need_the_place_of_the_number(workspace: Workspace, wrong: str) -> None:
    with pytest.raises(BadInput) as told:
        settings_list.put(workspace, "editor.numbering", wrong)
    assert "{n}/{total}" in told.value.message
    assert settings_list.put(workspace, "editor.numbering", " {n}/{total} ").value == "{n}/{total}"
