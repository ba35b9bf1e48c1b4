"""Deliveries as the engine leaves them behind."""

from __future__ import annotations

from sqlalchemy import update

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.transaction import change
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


def status(workspace: Workspace, post_id: str, delivery_id: str) -> DeliveryStatus:
    """How it stands in the database."""
    post = posts.show(workspace, post_id)
    return next(one.status for one in post.deliveries if one.id == delivery_id)
