"""Why what is due does not go out: nobody publishes, everything is paused, an account waits."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, select, true

from brandcraft_desktop.domain.account import AccountState, at
from brandcraft_desktop.domain.status import PENDING, DeliveryStatus
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.domain.waiting import Held, UnderWay, Waiting, WaitKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.guards import waiting_reason
from brandcraft_desktop.services.limits import current_limits
from brandcraft_desktop.services.missed import GAP
from brandcraft_desktop.services.own_clocks import own_clocks
from brandcraft_desktop.services.pausing import FOREVER
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

WAITING = frozenset({*PENDING, DeliveryStatus.PROCESSING})
_deliveries = tables.deliveries.c
_accounts = tables.accounts.c


def waiting_for(workspace: Workspace, due_at: datetime | None = None) -> Waiting | None:
    """What keeps a post due at `due_at` (None: now) whatever it holds; None if it will go out."""
    now = workspace.clock.now()
    moment = now if due_at is None else max(due_at, now)
    if not publishing_allowed(workspace):
        return Waiting(
            WaitKind.OTHER_COMPUTER,
            "Nothing is published from this computer: the workspace was last used on another one.",
            "Open the window here and answer its question, or run: brandcraft workspace claim",
        )
    paused = pause(workspace, moment)
    if paused is not None:
        return paused
    if workspace.presence.somebody_publishes():
        return None
    if workspace.database.dialect == "sqlite":
        message = "Nothing is publishing: no window and no worker is open."
    else:
        # A worker on another computer shows only by the sign it leaves when something is due.
        seen = current_limits(workspace).last_tick
        if seen is not None and abs(now - seen) < GAP:
            return None
        message = "Nothing is publishing on this computer: no window and no worker is open."
    action = "Open the window, or run: brandcraft worker --once"
    if moment > now:
        action = "Open the window or run brandcraft worker before the post is due, or it is missed."
    return Waiting(WaitKind.NOBODY_PUBLISHES, message, action)


def pause(workspace: Workspace, moment: datetime | None = None) -> Waiting | None:
    """The pause of everything, where it stands at `moment` (None: now)."""
    end = current_limits(workspace).paused_until
    if end is None or end <= (moment or workspace.clock.now()):
        return None
    until = (
        "" if end == FOREVER else f" until {end.astimezone(own_clocks(workspace)):%Y-%m-%d %H:%M}"
    )
    return Waiting(
        WaitKind.PAUSED,
        f"Publishing is paused{until}.",
        "Resume it in the window, or run: brandcraft resume",
    )


def waiting_of(workspace: Workspace, post: PostView) -> Waiting | None:
    """What keeps `post`; None also where nothing of it is still to go out."""
    # What a platform has already and puts live by itself needs nobody here.
    ours = [one for one in post.deliveries if not one.handed_over]
    due = [one.due_at for one in ours if one.status in WAITING]
    moments = [moment for moment in due if moment is not None]
    if not due or post.deleted_at is not None:
        return None
    return waiting_for(workspace, min(moments, default=None))


def held(workspace: Workspace, post_id: str | None = None) -> tuple[Held, ...]:
    """What is due by now and has not gone out, of all posts or of one, with its own reason."""
    now, clocks = workspace.clock.now(), own_clocks(workspace)
    of_post = true() if post_id is None else _deliveries.post_id == post_id

    def look(connection: Connection) -> tuple[Held, ...]:
        rows = connection.execute(
            select(tables.deliveries, _accounts.handle.label("account"), _accounts.paused)
            .add_columns(_accounts.state.label("account_state"))
            .join(tables.accounts, _accounts.id == _deliveries.account_id)
            .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
            .where(
                _deliveries.status.in_([status.value for status in WAITING]),
                _deliveries.due_at <= now,
                _deliveries.lease_owner.is_(None),
                tables.posts.c.deleted_at.is_(None),
                of_post,
            )
            .order_by(_deliveries.due_at, _deliveries.id)
        ).mappings()
        return tuple(
            Held(
                row["id"], row["post_id"], row["account_id"], _reason(row, clocks), row["retry_at"]
            )
            for row in rows
        )

    return workspace.database.read(look)


def under_way(workspace: Workspace) -> tuple[UnderWay, ...]:
    """What has begun and goes on at a later moment, when its platform is looked at again."""
    now = workspace.clock.now()
    query = (
        select(_deliveries.id, _deliveries.post_id, _deliveries.run_at, _deliveries.progress_text)
        .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
        .where(
            _deliveries.status == DeliveryStatus.PROCESSING.value,
            _deliveries.run_at > now,
            _deliveries.lease_owner.is_(None),
            tables.posts.c.deleted_at.is_(None),
        )
        .order_by(_deliveries.run_at, _deliveries.id)
    )
    return workspace.database.read(
        lambda connection: tuple(
            UnderWay(row.id, row.post_id, row.run_at, row.progress_text or "")
            for row in connection.execute(query)
        )
    )


def _reason(row: RowMapping, clocks: tzinfo | None) -> str:
    """What is known of it: an engine may not have looked since its account changed."""
    if row["hold_reason"]:
        return str(row["hold_reason"])
    if row["paused"]:
        return waiting_reason(f"{at(row['account'])} is paused.")
    if row["account_state"] != AccountState.CONNECTED.value:
        return waiting_reason(f"{at(row['account'])} must be reconnected.")
    if row["status"] == DeliveryStatus.WAITING_MEDIA.value:
        return waiting_reason("its files are still being prepared.")
    if row["retry_at"] is not None and row["error_title"]:
        again = row["retry_at"].astimezone(clocks)
        return f"{row['error_title']} It is tried again at {again:%H:%M}."
    return ""
