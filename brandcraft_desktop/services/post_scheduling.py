"""Giving a post its time, moving it, sending it now, taking the time away again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.domain.status import EDITABLE, DeliveryStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import post_versions
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.calling_off import call_off, can_be_called_off, stop_work
from brandcraft_desktop.services.delivery_moves import (
    meant,
    refuse_held,
    set_going,
    take_off,
    unconfirmed_first,
)
from brandcraft_desktop.services.handing_over import refuse_handed_over
from brandcraft_desktop.services.planning import problems, refuse_blocked
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_writing import check_editable, check_open
from brandcraft_desktop.services.pull_check import refuse_unfetchable
from brandcraft_desktop.services.times_allowed import months_ahead, refuse_time
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_MOVABLE = EDITABLE - {DeliveryStatus.CANCELED, DeliveryStatus.FAILED}


def schedule(
    workspace: Workspace, post_id: str, *, at: datetime, zone: str = "UTC", wall_time: str = ""
) -> PostView:
    """Commit a post to go out at `at` (UTC). Raises `PostBlocked` with every problem found.

    Words stay as they are: a part that is out already is not sent again, the rest follows.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        check_open(post)
        refuse_held(connection, post)
        post_versions.keep(connection, workspace, post, post_versions.Reason.SCHEDULED)
        commit(
            connection,
            workspace,
            emit,
            post,
            at=at,
            zone=zone,
            wall_time=wall_time,
            checked=True,
        )
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
        check_open(post)
        refuse_held(connection, post)
        now = workspace.clock.now()
        commit(connection, workspace, emit, post, at=now, zone=post.content.zone)
        return load(connection, post_id)

    return change(workspace, act, person=True)


def commit(
    connection: Connection,
    workspace: Workspace,
    emit: Emit,
    post: PostView,
    *,
    at: datetime,
    zone: str,
    wall_time: str = "",
    checked: bool = False,
) -> None:
    """Check everything and give every open delivery its due moment, in the open transaction.

    `checked` also judges `at` (past, too far ahead); publishing now skips that. A canceled
    delivery stays canceled unless nothing else is left of the post.
    """
    now = workspace.clock.now()
    refuse_blocked(
        problems(
            workspace.platforms,
            post.content,
            load_accounts(connection, post.content.account_ids),
            post.files,
            now=now,
            at=at if checked else None,
            months=months_ahead(connection),
        )
    )
    refuse_unfetchable(connection, workspace.platforms, post)
    _write_time(connection, workspace, post.id, at, zone, wall_time, stage=Stage.COMMITTED)
    set_going(connection, workspace, emit, post, meant(post), at)
    emit(PostChanged(post.id))


def _write_time(
    connection: Connection,
    workspace: Workspace,
    post_id: str,
    at: datetime,
    zone: str,
    wall_time: str,
    *,
    stage: Stage,
) -> None:
    """The post's own time; `wall_time` empty: what clocks in `zone` show at `at`."""
    shown = wall_time or at.astimezone(zone_named(zone)).replace(tzinfo=None).isoformat()
    values: dict[str, object] = {
        "stage": stage.value,
        "scheduled_at": at,
        "zone": zone,
        "wall_time": shown,
        "updated_at": workspace.clock.now(),
        "revision": tables.posts.c.revision + 1,
    }
    if stage is Stage.COMMITTED:
        values["editor_open"] = None
    connection.execute(update(tables.posts).where(tables.posts.c.id == post_id).values(**values))


def move(
    workspace: Workspace,
    post_id: str,
    *,
    at: datetime,
    zone: str | None = None,
    wall_time: str = "",
) -> PostView:
    """Give a scheduled, missed or draft post another time; its words stay as they are.

    A canceled post only changes its place in the calendar. Raises `Refused` for a failed one.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        check_open(post)
        refuse_held(connection, post)
        refuse_time(connection, at, workspace.clock.now())
        if post.stage is Stage.COMMITTED:
            _refuse_failed(post)
            movable = [one for one in post.deliveries if one.status in _MOVABLE]
            set_going(connection, workspace, emit, post, movable, at)
        keep = post.content.zone if zone is None else zone
        _write_time(connection, workspace, post_id, at, keep, wall_time, stage=post.stage)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _refuse_failed(post: PostView) -> None:
    states = {one.status for one in post.deliveries}
    if DeliveryStatus.FAILED in states and not states & _MOVABLE:
        raise Refused(
            "A failed post can't be moved.",
            "It would stay failed on its new day.",
            "Retry it, or open it and schedule it again.",
        )


def make_draft(workspace: Workspace, post_id: str) -> PostView:
    """Take a post off the schedule; it keeps its proposed time. Also: keep a `temp` as a draft.

    Raises `Refused` once a part of it is out: a draft would hide that.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        check_editable(post)
        refuse_held(connection, post)
        post_versions.keep(connection, workspace, post, post_versions.Reason.WRITTEN)
        to_draft(connection, workspace, emit, post)
        return load(connection, post_id)

    return change(workspace, act, person=True)


def to_draft(connection: Connection, workspace: Workspace, emit: Emit, post: PostView) -> None:
    """Make a draft of a post of which nothing is out, in the open transaction."""
    connection.execute(
        update(tables.posts)
        .where(tables.posts.c.id == post.id)
        .values(
            stage=Stage.DRAFT.value,
            editor_open=None,
            updated_at=workspace.clock.now(),
            revision=tables.posts.c.revision + 1,
        )
    )
    take_off(connection, emit, meant(post), DeliveryStatus.DRAFT)
    emit(PostChanged(post.id))


def cancel(workspace: Workspace, post_id: str) -> PostView:
    """Cancel every delivery of which nothing was sent; what is out stays out.

    Raises `Refused` when nothing is left to cancel.
    """
    stopped: list[str] = []

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        open_ones = _cancelable(post)
        under_way = [one for one in post.deliveries if can_be_called_off(one)]
        if not open_ones and not under_way:
            refuse_handed_over(post.deliveries)
            raise Refused(
                "There is nothing left to cancel.",
                "Every delivery of this post is already out, being sent, canceled or was never "
                "scheduled.",
                "Delete it on the platform if it should not be seen.",
            )
        take_off(connection, emit, open_ones, DeliveryStatus.CANCELED)
        call_off(connection, workspace, emit, under_way)
        stopped.extend(one.id for one in under_way)
        return load(connection, post_id)

    post = change(workspace, act, person=True)
    stop_work(workspace, stopped)
    return post


def _cancelable(post: PostView) -> list[DeliveryView]:
    if post.stage is not Stage.COMMITTED:
        return []
    left = EDITABLE - {DeliveryStatus.CANCELED}
    return [one for one in post.deliveries if one.status in left]
