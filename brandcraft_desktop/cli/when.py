"""Times as a person types and reads them: on their own clocks, with the zone said."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def read_when(workspace: Workspace, text: str) -> datetime:
    """The moment a person means; without an offset it is what their own clocks will show.

    Raises `BadInput`.
    """
    from brandcraft_desktop.domain.schedule import parse_when
    from brandcraft_desktop.services.own_clocks import zone_of

    return parse_when(text, workspace.clock.now(), zone_of(workspace))


def told(workspace: Workspace, at: datetime | None) -> str:
    """A moment on their clocks to the minute, with its zone; empty for none."""
    from brandcraft_desktop.services.own_clocks import clock_words

    return "" if at is None else clock_words(workspace, at)
