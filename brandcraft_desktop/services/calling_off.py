"""Calling off a delivery that is on its way, as long as nothing irreversible was tried.

Its row is taken away from its worker in the transaction that asks whether a call was armed. Arming
holds only while the row is the worker's, and one transaction writes at a time: either it was armed
first and the cancel is refused, or it is canceled and nothing can be armed any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, not_, update

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.status import IN_FLIGHT, DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import step_rows
from brandcraft_desktop.services.delivery_moves import held_ids
from brandcraft_desktop.services.leases import held
from brandcraft_desktop.services.transaction import Emit

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_deliveries = tables.deliveries.c
_attempts = tables.attempts.c


def can_be_called_off(delivery: DeliveryView) -> bool:
    """Whether it is on its way and nothing irreversible was tried yet."""
    return delivery.status in IN_FLIGHT and not delivery.begun


def call_off(
    connection: Connection, workspace: Workspace, emit: Emit, chosen: Iterable[DeliveryView]
) -> None:
    """Cancel deliveries on their way, in the open transaction. Raises `Refused`."""
    going = list(chosen)
    held_back = held_ids(connection, going)
    now = workspace.clock.now()
    for delivery in going:
        changed = 0
        if delivery.id not in held_back:
            changed = connection.execute(
                update(tables.deliveries)
                .where(
                    _deliveries.id == delivery.id,
                    _deliveries.status.in_([one.value for one in IN_FLIGHT]),
                    not_(step_rows.begun(_deliveries.id)),
                )
                .values(
                    status=DeliveryStatus.CANCELED.value,
                    lease_owner=None,
                    lease_until=None,
                    run_at=None,
                    retry_at=None,
                    hold_reason="",
                    progress_text="",
                )
            ).rowcount
        if not changed:
            raise too_late()
        connection.execute(
            update(tables.attempts)
            .where(_attempts.delivery_id == delivery.id, _attempts.ended_at.is_(None))
            .values(ended_at=now, outcome=DeliveryStatus.CANCELED.value)
        )
        canceled = DeliveryStatus.CANCELED
        emit(DeliveryChanged(delivery.id, delivery.post_id, delivery.account_id, canceled))
        emit(PostChanged(delivery.post_id))


def stop_work(workspace: Workspace, delivery_ids: Iterable[str]) -> None:
    """After the commit: work in this process ends with its step; elsewhere the row tells it."""
    gone = set(delivery_ids)
    for lease in held(workspace.owner):
        if lease.delivery_id in gone:
            lease.lose()


def too_late() -> Refused:
    """What is armed may be out."""
    return Refused(
        "It is too late to cancel this.",
        "It is being sent right now, or a part of it may be out already.",
        "Wait for its end; delete it on the platform if it should not be seen.",
    )
