"""The clocks a person lives by: the zone of their settings, else that of this computer."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

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
