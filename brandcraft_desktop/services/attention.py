"""What needs its person right now: the list behind the attention button and the tray."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.media_words import joined
from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.sign_in_words import ends_first_words
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.domain.views import AttentionItem
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import account_endings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_D = DeliveryStatus
_SENTENCE = {
    DeliveryStatus.FAILED: "{platform} didn't take “{title}”",
    DeliveryStatus.MISSED: "Missed on {platform}: “{title}”",
    DeliveryStatus.UNCONFIRMED: "Check {platform}: did “{title}” go out?",
}
LIMIT = 1000  # deliveries that are looked at
_RANK = [one.value for one in (_D.UNCONFIRMED, _D.FAILED, _D.MISSED)]


def attention(workspace: Workspace, *, brand_id: str | None = None) -> tuple[AttentionItem, ...]:
    """Accounts to reconnect first, then posts with unconfirmed, failed or missed deliveries.

    The newest come first; how many there are is the number that every face tells.

    Among the accounts are those whose sign-in ends before a post of the next 24 hours.
    """

    def look(connection: Connection) -> tuple[AttentionItem, ...]:
        return (
            _accounts(workspace, connection, brand_id)
            + _ending(workspace, connection, brand_id)
            + _posts(workspace, connection, brand_id)
        )

    return workspace.database.read(look)


def _accounts(
    workspace: Workspace, connection: Connection, brand_id: str | None
) -> tuple[AttentionItem, ...]:
    accounts = tables.accounts.c
    chosen = select(accounts.id, accounts.platform, accounts.handle).where(
        accounts.state.in_(
            [AccountState.NEEDS_RECONNECT.value, AccountState.MISSING_PERMISSION.value]
        )
    )
    if brand_id is not None:
        chosen = chosen.where(accounts.brand_id == brand_id)
    return tuple(
        AttentionItem(
            "reconnect",
            f"Reconnect {row.handle} on {workspace.platforms.get(row.platform).info.name}",
            account_id=row.id,
        )
        for row in connection.execute(chosen)
    )


def _ending(
    workspace: Workspace, connection: Connection, brand_id: str | None
) -> tuple[AttentionItem, ...]:
    now = workspace.clock.now()
    found = account_endings.endings(connection, workspace.platforms, brand_id=brand_id)
    return tuple(
        AttentionItem(
            "reconnect",
            ends_first_words(
                one.account, workspace.platforms.get(one.account.platform).info, one.end, now
            ),
            account_id=one.account.id,
        )
        for one in found
        if one.told_from <= now
    )


def _posts(
    workspace: Workspace, connection: Connection, brand_id: str | None
) -> tuple[AttentionItem, ...]:
    """One item a post, however many of its deliveries ask: its most urgent question."""
    chosen = (
        select(
            tables.deliveries.c.status,
            tables.deliveries.c.account_id,
            tables.accounts.c.platform,
            tables.posts.c.id,
            tables.posts.c.title,
            tables.posts.c.text,
        )
        .join(tables.posts, tables.posts.c.id == tables.deliveries.c.post_id)
        .join(tables.accounts, tables.accounts.c.id == tables.deliveries.c.account_id)
        .where(
            tables.deliveries.c.status.in_([status.value for status in _SENTENCE]),
            tables.posts.c.stage == Stage.COMMITTED.value,
            tables.posts.c.deleted_at.is_(None),
        )
        .order_by(tables.deliveries.c.due_at.desc())
        .limit(LIMIT)
    )
    if brand_id is not None:
        chosen = chosen.where(tables.posts.c.brand_id == brand_id)
    by_post: dict[str, list[Row[tuple[object, ...]]]] = {}
    for row in connection.execute(chosen):
        by_post.setdefault(row.id, []).append(row)
    items = [_item(workspace, rows) for rows in by_post.values()]
    return tuple(sorted(items, key=lambda item: _RANK.index(item.kind)))


def _item(workspace: Workspace, rows: Sequence[Row[tuple[object, ...]]]) -> AttentionItem:
    kind = min((row.status for row in rows), key=_RANK.index)
    asking = [row for row in rows if row.status == kind]
    infos = [workspace.platforms.get(one).info for one in {row.platform for row in asking}]
    names = [info.name for info in sorted(infos, key=lambda info: info.order)]
    first = rows[0]
    return AttentionItem(
        kind=kind,
        text=_SENTENCE[DeliveryStatus(kind)].format(
            platform=joined(names, last="and"),
            title=called(first.title, first.text, 40),
        ),
        post_id=first.id,
        account_id=asking[0].account_id if len(asking) == 1 else None,
    )
