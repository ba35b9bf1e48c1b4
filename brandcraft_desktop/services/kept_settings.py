"""Settings that go from one computer to another: what a person chose, in clear text.

Who may open the window, and with which password, stays with each computer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, not_, select

from brandcraft_desktop.models.tables import settings
from brandcraft_desktop.services import sealed_settings
from brandcraft_desktop.services.copy_cleaning import SWEPT_AT
from brandcraft_desktop.services.first_run import STEP
from brandcraft_desktop.services.limits import LAST_TICK
from brandcraft_desktop.services.lock import PEOPLE
from brandcraft_desktop.services.settings import PAUSED_UNTIL

if TYPE_CHECKING:
    from brandcraft_desktop.services.transaction import Emit

# Marks that the program leaves for itself; they say something of this computer alone.
_MARKS = (LAST_TICK.name, SWEPT_AT.name, STEP.name)


def kept_settings(connection: Connection) -> dict[str, str]:
    """Names with values; nothing sealed, no marks."""
    rows = connection.execute(
        select(settings.c.name, settings.c.value)
        .where(
            not_(sealed_settings.any_of_them()),
            not_(settings.c.name.startswith(PEOPLE, autoescape=True)),
            settings.c.name.not_in(_MARKS),
        )
        .order_by(settings.c.name)
    )
    return {row.name: row.value for row in rows}


def take_settings(
    connection: Connection, emit: Emit, found: Mapping[str, str], *, moving: bool
) -> int:
    """Keep those that were never set here; gives how many there were.

    A pause comes only with a whole workspace (`moving`): it would hold the posts that are here.
    """
    from brandcraft_desktop.domain.events import SettingChanged

    there = set(connection.execute(select(settings.c.name)).scalars())
    new = {
        name: value
        for name, value in found.items()
        if (moving or name != PAUSED_UNTIL.name)
        and name not in there
        and name not in _MARKS
        and not name.startswith(PEOPLE)
        and not sealed_settings.is_name(name)
    }
    for name, value in new.items():
        connection.execute(insert(settings).values(name=name, value=value))
        emit(SettingChanged(name))
    return len(new)
