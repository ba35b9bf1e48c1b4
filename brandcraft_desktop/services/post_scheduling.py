"""Giving a post its time, moving it, sending it now, taking the time away again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import Fix, PostBlocked, Problem, Severity
from brandcraft_desktop.domain.schedule import check_time
from brandcraft_desktop.domain.status import EDITABLE, DeliveryStatus, Stage
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import OutcomeOpen, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import problems, refuse_blocked
from brandcraft_desktop.services.post_content import workspace_epoch
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_writing import check_editable
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_MOVABLE = EDITABLE - {DeliveryStatus.CANCELED, DeliveryStatus.FAILED}


def schedule(
    workspace: Workspace, post_id: str, *, at: datetime, zone: str = "UTC", wall_time: str = ""
) -> PostView:
    """Commit a post to go out at `at` (UTC). Raises `PostBlocked` with every problem found."""

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        check_editable(post)
        commit(connection, workspace, post, at=at, zone=zone, wall_time=wall_time, checked=True)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def publish_now(workspace: Workspace, post_id: str) -> PostView:
    """Commit a post to go out at once; what is already out stays out.

    Raises `OutcomeOpen` where a delivery is unconfirmed, `PostBlocked` where a plan is blocked.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        if any(one.status is DeliveryStatus.UNCONFIRMED for one in post.deliveries):
            raise unconfirmed_first()
        check_editable(post)
        commit(connection, workspace, post, at=workspace.clock.now(), zone=post.content.zone)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def unconfirmed_first() -> OutcomeOpen:
    """What retry and publish-now answer on an unconfirmed delivery."""
    return OutcomeOpen(
        "It is not known whether this post went out.",
        "Sending it again could post it twice.",
        'Look on the platform, then answer "It is live" or "It is not, post again".',
    )


def commit(
    connection: Connection,
    workspace: Workspace,
    post: PostView,
    *,
    at: datetime,
    zone: str,
    wall_time: str = "",
    checked: bool = False,
) -> None:
    """Check everything and give every open delivery its due moment, in the open transaction.

    `checked` also judges `at` (past, too far ahead); publishing now skips that.
    """
    now = workspace.clock.now()
    accounts: tuple[Account, ...] = load_accounts(connection, post.content.account_ids)
    files = {view.id: view for view in post.media}
    refuse_blocked(
        problems(
            workspace.platforms,
            post.content,
            accounts,
            files,
            now=now,
            at=at if checked else None,
        )
    )
    ready = all(view.state is MediaState.PROCESSED for view in post.media)
    status = DeliveryStatus.SCHEDULED if ready else DeliveryStatus.WAITING_MEDIA
    connection.execute(
        update(tables.posts)
        .where(tables.posts.c.id == post.id)
        .values(
            stage=Stage.COMMITTED.value,
            scheduled_at=at,
            zone=zone,
            wall_time=wall_time,
            updated_at=now,
            editor_open=None,
            revision=tables.posts.c.revision + 1,
        )
    )
    connection.execute(
        update(tables.deliveries)
        .where(
            tables.deliveries.c.post_id == post.id,
            tables.deliveries.c.status.in_([one.value for one in EDITABLE]),
        )
        .values(**due(status, at), epoch=workspace_epoch(connection))
    )


def due(status: DeliveryStatus, at: datetime) -> dict[str, object]:
    """The columns of a delivery that starts a fresh life at `at`."""
    return {
        "status": status.value,
        "due_at": at,
        "run_at": at if status is DeliveryStatus.SCHEDULED else None,
        "attempts": 0,
        "retries_over": False,
        "retry_at": None,
        "error_kind": "",
        "error_title": "",
        "error_message": "",
        "error_action": "",
        "error_raw": "",
        "hold_reason": "",
    }


def move(
    workspace: Workspace,
    post_id: str,
    *,
    at: datetime,
    zone: str | None = None,
    wall_time: str = "",
) -> PostView:
    """Give a scheduled, missed or draft post another time; its words stay as they are."""

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        check_editable(post)
        sentences = check_time(at, workspace.clock.now())
        if sentences:
            raise PostBlocked(
                tuple(
                    Problem(Severity.ERROR, sentence, "time", Fix.CHOOSE_TIME)
                    for sentence in sentences
                )
            )
        keep = post.content.zone if zone is None else zone
        if post.stage is Stage.COMMITTED:
            _reschedule(connection, post, at)
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(
                scheduled_at=at,
                zone=keep,
                wall_time=wall_time,
                updated_at=workspace.clock.now(),
                revision=tables.posts.c.revision + 1,
            )
        )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _reschedule(connection: Connection, post: PostView, at: datetime) -> None:
    ready = all(view.state is MediaState.PROCESSED for view in post.media)
    status = DeliveryStatus.SCHEDULED if ready else DeliveryStatus.WAITING_MEDIA
    connection.execute(
        update(tables.deliveries)
        .where(
            tables.deliveries.c.post_id == post.id,
            tables.deliveries.c.status.in_([one.value for one in _MOVABLE]),
        )
        .values(**due(status, at), epoch=select(tables.workspace.c.epoch).scalar_subquery())
    )


def make_draft(workspace: Workspace, post_id: str) -> PostView:
    """Take a post off the schedule; it keeps its proposed time. Also: keep a `temp` as a draft."""

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        check_editable(post)
        _to_stage(connection, post, Stage.DRAFT, DeliveryStatus.DRAFT)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def cancel(workspace: Workspace, post_id: str) -> PostView:
    """Cancel every delivery that is not yet on its way; what is out stays out.

    Raises `Refused` when nothing is left to cancel.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        open_ones = [one.id for one in post.deliveries if one.status in EDITABLE]
        if not open_ones or post.stage is not Stage.COMMITTED:
            raise Refused(
                "There is nothing left to cancel.",
                "Every delivery of this post is already out, on its way or was never scheduled.",
                "Delete it on the platform if it should not be seen.",
            )
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id.in_(open_ones))
            .values(status=DeliveryStatus.CANCELED.value, run_at=None, hold_reason="")
        )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _to_stage(connection: Connection, post: PostView, stage: Stage, status: DeliveryStatus) -> None:
    connection.execute(
        update(tables.posts)
        .where(tables.posts.c.id == post.id)
        .values(stage=stage.value, editor_open=None, revision=tables.posts.c.revision + 1)
    )
    connection.execute(
        update(tables.deliveries)
        .where(
            tables.deliveries.c.post_id == post.id,
            tables.deliveries.c.status.in_([one.value for one in EDITABLE]),
        )
        .values(status=status.value, run_at=None, due_at=None, hold_reason="")
    )
