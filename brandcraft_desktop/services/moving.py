"""Moving to another computer: this one stops first, then everything goes into one file.

The order matters. Nobody publishes between the two computers, so nothing can go out twice: if the
program dies on the way, the file can be written again, or this computer takes over again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.errors import BrandcraftError, Refused, WorkspaceBusy
from brandcraft_desktop.models import identity, tables
from brandcraft_desktop.services import export_file
from brandcraft_desktop.services.exporting import Exported, export
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import MACHINE_SETTING, publishing_allowed, who
from brandcraft_desktop.services.written_file import check_place

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_MOVED = "moved:"
STOPPED = "Nothing goes out from here until you move it again or say that this computer publishes."


def move(workspace: Workspace, file: Path, *, passphrase: str) -> Exported:
    """Stop publishing from this computer, then write the file for the other one.

    Raises `errors.Refused` for a shared workspace and on a computer that does not publish,
    `WorkspaceBusy` while a post is being sent (nothing new is begun; call it again), and as
    `exporting.export`; publishing has stopped then (the error says so), and goes on after
    `services.workspace.claim_machine`.
    """
    from brandcraft_desktop.accounts.keys import check_passphrase

    check_passphrase(passphrase)
    check_place(file.absolute(), "export", export_file.opened)
    workspace.vault.ready()
    stop_here(workspace)
    try:
        if workspace.database.read(lambda connection: _sending(connection, workspace)):
            raise WorkspaceBusy(
                "A post is being sent right now.",
                "It is finished first, so that it can't go out twice. Nothing new is begun.",
                "Try again in a minute.",
            )
        return export(workspace, file, passphrase=passphrase, moving=True)
    except BrandcraftError as error:  # its person must not believe that all is as before
        error.action = f"{error.action} {STOPPED}".strip()
        raise


def stop_here(workspace: Workspace) -> None:
    """This computer publishes no more. Raises `errors.Refused`; harmless when repeated."""
    if workspace.database.path is None:
        raise Refused(
            "A shared workspace is not moved.",
            "Its posts lie on the server, and every computer that opens it may publish.",
            "Open it on the other computer with the same address.",
        )
    if moved_away(workspace):
        return
    if not publishing_allowed(workspace):
        raise Refused(
            "This computer does not publish.",
            "This workspace was copied or brought here, and another computer may publish it.",
            "Move it from there, or say first that this computer publishes.",
        )

    def act(connection: Connection, emit: Emit) -> None:
        machine = identity.read(connection).machine
        connection.execute(update(tables.workspace).values(machine=f"{_MOVED}{machine}"))
        emit(SettingChanged(MACHINE_SETTING))

    change(workspace, act, person=True)


def moved_away(workspace: Workspace) -> bool:
    """Whether this computer stopped because its workspace moved to another one."""
    return who(workspace).machine.startswith(_MOVED)


def _sending(connection: Connection, workspace: Workspace) -> bool:
    """Whether some worker still has a delivery in its hands, or renews a sign-in.

    A renewal that ends behind the export would leave the other computer a key that is used up.
    """
    renewing = select(tables.accounts.c.id).where(
        tables.accounts.c.renewal_until > workspace.clock.now()
    )
    if connection.execute(renewing.limit(1)).first() is not None:
        return True
    deliveries = tables.deliveries.c
    query = select(deliveries.id).where(
        deliveries.lease_owner.is_not(None), deliveries.lease_until > workspace.clock.now()
    )
    return connection.execute(query.limit(1)).first() is not None
