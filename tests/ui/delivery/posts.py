"""Deliveries as the engine leaves them behind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import deliveries, follow_up_rows, posts
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import Workspace


def put(workspace: Workspace, delivery_id: str, status: DeliveryStatus, **columns: object) -> None:
    """Bring a delivery into a state and tell everybody."""

    def act(connection: object, emit: object) -> None:
        from sqlalchemy import Connection

        assert isinstance(connection, Connection)
        assert callable(emit)
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery_id)
            .values(status=status.value, **columns)
        )
        post, view = deliveries.find(connection, delivery_id)
        emit(DeliveryChanged(delivery_id, post.id, view.account_id, status))
        emit(PostChanged(post.id))

    change(workspace, act)


def fail(
    workspace: Workspace,
    delivery_id: str,
    title: str,
    *,
    kind: ErrorKind = ErrorKind.INVALID_CONTENT,
    raw: str = '{"error": "InvalidRequest"}',
    action: str = "Edit the post and try again.",
) -> None:
    """The platform has refused it."""
    put(
        workspace,
        delivery_id,
        DeliveryStatus.FAILED,
        error_kind=kind.value,
        error_title=title,
        error_message=title,
        error_action=action,
        error_raw=raw,
        retries_over=True,
        run_at=None,
    )


def follow(
    workspace: Workspace,
    delivery_id: str,
    name: str,
    state: FollowUpState,
    *,
    title: str = "",
    message: str = "",
    action: str = "",
    run_at: datetime | None = None,
) -> None:
    """Something comes after it."""
    values = {
        "words": f"The {name}",
        "state": state.value,
        "run_at": run_at,
        "error_kind": ErrorKind.TRANSIENT.value if title else "",
        "error_title": title,
        "error_message": message,
        "error_action": action,
    }

    def act(connection: Connection, emit: Emit) -> None:
        follow_up_rows.write(connection, delivery_id, name, values)
        emit(PostChanged(deliveries.find(connection, delivery_id)[0].id))

    change(workspace, act)


def status(workspace: Workspace, post_id: str, delivery_id: str) -> DeliveryStatus:
    """How it stands in the database."""
    post = posts.show(workspace, post_id)
    return next(one.status for one in post.deliveries if one.id == delivery_id)
