"""The clocks a person lives by: the zone of their settings, else that of this computer."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import settings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def computer_zone() -> str:
    """The IANA name of this computer's time zone; UTC where it is unknown."""
    from tzlocal import get_localzone_name

    return get_localzone_name() or "UTC"


def own_zone(workspace: Workspace) -> str:
    """The IANA name of the zone whose clocks are meant where none is named."""
    return settings.get(workspace, settings.ZONE) or computer_zone()


def own_clocks(workspace: Workspace) -> tzinfo | None:
    """What `datetime.astimezone` takes; None, this computer's rules, where no zone is chosen."""
    name = settings.get(workspace, settings.ZONE)
    try:
        return zone_named(name) if name else None
    except BadInput:
        return None


def zone_of(workspace: Workspace) -> ZoneInfo:
    """The rules of `own_zone`; UTC where its name is unknown."""
    try:
        return zone_named(own_zone(workspace))
    except BadInput:
        return ZoneInfo("UTC")


def clock_words(workspace: Workspace, at: datetime, *, seconds: bool = False) -> str:
    """A moment on a person's clocks with their zone, e.g. "2026-12-01 09:00 Europe/Berlin"."""
    there = zone_of(workspace)
    form = "%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M"
    return f"{at.astimezone(there):{form}} {there.key}"
