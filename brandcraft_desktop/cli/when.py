"""Times as a person types and reads them: on their own clocks, with the zone said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def own_zone_of(workspace: Workspace) -> ZoneInfo:
    """The zone whose clocks are meant where none is named; UTC where its name is unknown."""
    from brandcraft_desktop.domain.schedule import zone_named
    from brandcraft_desktop.errors import BadInput
    from brandcraft_desktop.services.own_clocks import own_zone

    try:
        return zone_named(own_zone(workspace))
    except BadInput:
        return ZoneInfo("UTC")


def read_when(workspace: Workspace, text: str) -> datetime:
    """The moment a person means; without an offset it is what their own clocks will show.

    Raises `BadInput`.
    """
    from brandcraft_desktop.domain.schedule import parse_when

    return parse_when(text, workspace.clock.now(), own_zone_of(workspace))


def told(workspace: Workspace, at: datetime | None) -> str:
    """A moment on their clocks to the minute, with its zone; empty for none."""
    if at is None:
        return ""
    zone = own_zone_of(workspace)
    shown = at.astimezone(UTC).astimezone(zone)
    return f"{shown:%Y-%m-%d %H:%M} {zone.key}"
