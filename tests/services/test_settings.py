"""Settings keep their type, their default and their bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.events import Event, SettingChanged
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import NOON, StandingClock


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    """A new workspace."""
    opened = open_workspace(Home(home), clock=StandingClock())
    yield opened
    close(opened)


def test_defaults_hold_until_something_is_stored(workspace: Workspace) -> None:
    assert settings.get(workspace, settings.HOURLY_CAP) == 30
    assert settings.get(workspace, settings.MISSED_POLICY) == "ask"
    assert settings.get(workspace, settings.PAUSED_UNTIL) is None
    settings.put(workspace, settings.HOURLY_CAP, 5)
    assert settings.get(workspace, settings.HOURLY_CAP) == 5


def test_every_kind_comes_back_as_it_went(workspace: Workspace) -> None:
    until = NOON + timedelta(hours=3, microseconds=1)
    settings.put(workspace, settings.PAUSED_UNTIL, until)
    settings.put(workspace, settings.CLOSE_TO_TRAY, False)
    settings.put(workspace, settings.SPELLING_LANGUAGE, "de-AT")
    settings.put(workspace, settings.HOURS, "24")
    assert settings.get(workspace, settings.PAUSED_UNTIL) == until
    assert settings.get(workspace, settings.CLOSE_TO_TRAY) is False
    assert settings.get(workspace, settings.SPELLING_LANGUAGE) == "de-AT"
    assert settings.get(workspace, settings.HOURS) == "24"
    settings.put(workspace, settings.PAUSED_UNTIL, None)
    assert settings.get(workspace, settings.PAUSED_UNTIL) is None


def test_a_new_value_is_told(workspace: Workspace) -> None:
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    settings.put(workspace, settings.LANES, 4)
    assert heard == [SettingChanged("publishing.lanes")]


@pytest.mark.parametrize("value", [0, -1, 1001])
def test_a_value_out_of_bounds_is_refused_and_the_old_one_holds(
    workspace: Workspace, value: int
) -> None:
    with pytest.raises(BadInput, match="hourly_cap") as caught:
        settings.put(workspace, settings.HOURLY_CAP, value)
    assert caught.value.field == "publishing.hourly_cap"
    assert settings.get(workspace, settings.HOURLY_CAP) == 30


def test_typed_text_is_checked_before_it_is_stored() -> None:
    assert settings.check(settings.HOURLY_CAP, " 12 ") == "12"
    with pytest.raises(BadInput):
        settings.check(settings.HOURLY_CAP, "many")
    with pytest.raises(BadInput):
        settings.check(settings.HOURS, "pink")
    with pytest.raises(BadInput):
        settings.check(settings.CLOSE_TO_TRAY, "perhaps")
    with pytest.raises(BadInput):
        settings.check(settings.PAUSED_UNTIL, "2027-01-01T10:00:00")


def test_nonsense_in_the_database_gives_the_default(workspace: Workspace) -> None:
    settings.put(workspace, settings.HOURLY_CAP, 5)
    workspace.database.write(
        lambda connection: connection.execute(update(tables.settings).values(value="?"))
    )
    assert settings.get(workspace, settings.HOURLY_CAP) == 30
