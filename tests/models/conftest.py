"""A clock that stands, and an empty database file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.migrate import opening
from brandcraft_desktop.paths import Home
from tests.models.times import StandingClock


@pytest.fixture
def clock() -> StandingClock:
    """Noon of a day, until a test moves it."""
    return StandingClock()


@pytest.fixture
def database(home: Path, clock: StandingClock) -> Iterator[Database]:
    """The database of a new home."""
    place = Home(home)
    with opening(place, place.database, clock=clock) as opened:
        pass
    yield opened
    opened.close()
