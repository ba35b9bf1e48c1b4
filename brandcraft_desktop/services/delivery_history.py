"""What happened to a delivery, try by try, and a text to pass on that holds no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.views import AttemptView, ErrorView
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.deliveries import find
from brandcraft_desktop.services.passing_on import plain_for

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def attempts(workspace: Workspace, delivery_id: str) -> tuple[AttemptView, ...]:
    """Every try, first one first."""
    return workspace.database.read(lambda connection: attempts_of(connection, delivery_id))


def attempts_of(connection: Connection, delivery_id: str) -> tuple[AttemptView, ...]:
    """Every try of a delivery inside a transaction, first one first."""
    rows = connection.execute(
        select(tables.attempts)
        .where(tables.attempts.c.delivery_id == delivery_id)
        .order_by(tables.attempts.c.started_at, tables.attempts.c.id)
    ).mappings()
    return tuple(
        AttemptView(
            number=row["number"],
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            outcome=row["outcome"] or "",
            error=ErrorView(
                ErrorKind(row["error_kind"]),
                row["error_title"] or "",
                row["error_message"] or "",
                row["error_action"] or "",
                raw=row["error_raw"] or "",
            )
            if row["error_kind"]
            else None,
        )
        for row in rows
    )


def details(workspace: Workspace, delivery_id: str) -> str:
    """Plain text for a bug report: states, times, errors; nothing that a report would hide."""

    def look(connection: Connection) -> str:
        post, delivery = find(connection, delivery_id)
        plain = plain_for(connection, workspace, post)
        lines = [
            f"Post {post.id}: {post.status.value}",
            f"Delivery {delivery.id} to {delivery.platform} {delivery.handle}: "
            f"{delivery.status.value}",
            f"Due {delivery.due_at}, published {delivery.published_at}, "
            f"{delivery.attempts} attempts",
            f"Address: {plain(delivery.permalink or 'none')}",
        ]
        if delivery.error is not None:
            lines += [
                f"Error {delivery.error.kind.value}: {plain(delivery.error.title)}",
                plain(delivery.error.message),
                plain(delivery.error.raw),
            ]
        lines += [
            f"Follow-up {one.name}: {one.state.value} {one.kind} {plain(one.title)}".rstrip()
            for one in delivery.follow_ups
        ]
        for attempt in attempts_of(connection, delivery_id):
            lines.append(
                f"Attempt {attempt.number}: {attempt.started_at} to {attempt.ended_at}: "
                f"{attempt.outcome}"
            )
            if attempt.error is not None:
                lines.append(f"  {attempt.error.kind.value}: {plain(attempt.error.title)}")
        return "\n".join(line for line in lines if line)

    return workspace.database.read(look)


def attempts_of_post(workspace: Workspace, post_id: str) -> dict[str, tuple[AttemptView, ...]]:
    """Every try of each delivery of a post, by the delivery's id."""

    def look(connection: Connection) -> dict[str, tuple[AttemptView, ...]]:
        chosen = select(tables.deliveries.c.id).where(tables.deliveries.c.post_id == post_id)
        ids = list(connection.execute(chosen).scalars())
        return {one: attempts_of(connection, one) for one in ids}

    return workspace.database.read(look)
