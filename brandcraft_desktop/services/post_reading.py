"""Reading whole posts: rows in, frozen pictures out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, select

from brandcraft_desktop.domain.follow_up import FollowUpState, FollowUpView
from brandcraft_desktop.domain.status import (
    IN_FLIGHT,
    DeliveryStatus,
    Origin,
    Stage,
    is_locked,
    post_status,
)
from brandcraft_desktop.domain.views import (
    DeliveryView,
    ErrorView,
    PartView,
    PostContent,
    PostView,
    VariantContent,
)
from brandcraft_desktop.errors import ErrorKind, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import follow_up_rows, post_media
from brandcraft_desktop.services.mended_words import is_sent
from brandcraft_desktop.services.post_media import NO_MEDIA, SHARED, PostMedia
from brandcraft_desktop.services.step_rows import begun, handed_over

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def show(workspace: Workspace, post_id: str) -> PostView:
    """One post, whole. Raises `NotFound`."""
    return workspace.database.read(lambda connection: load(connection, post_id))


def load(connection: Connection, post_id: str) -> PostView:
    """One post, whole, inside a transaction. Raises `NotFound`."""
    found = load_many(connection, [post_id])
    if not found:
        raise NotFound(
            "There is no such post.",
            f"No post has the id {post_id}.",
            "It may have been deleted for good; the list shows what is there.",
        )
    return found[0]


def load_many(connection: Connection, post_ids: Sequence[str]) -> tuple[PostView, ...]:
    """Whole posts in the order of `post_ids`; missing ones are left out."""
    if not post_ids:
        return ()
    posts = connection.execute(
        select(tables.posts, tables.brands.c.name.label("brand_name"))
        .join(tables.brands, tables.brands.c.id == tables.posts.c.brand_id, isouter=True)
        .where(tables.posts.c.id.in_(post_ids))
    ).mappings()
    media = post_media.load(connection, post_ids)
    variants: dict[str, dict[str, VariantContent]] = {}
    for row in connection.execute(
        select(tables.variants).where(tables.variants.c.post_id.in_(post_ids), is_sent())
    ).mappings():
        there, target = media.get(row["post_id"], NO_MEDIA), row["target"]
        variants.setdefault(row["post_id"], {})[target] = VariantContent(
            text=row["text"],
            options=dict(json.loads(row["options"] or "{}")),
            media=there.choices(target) if row["own_media"] else None,
            thread=row["thread"],
            based_on=row["based_on"],
        )
    deliveries = _deliveries(connection, post_ids)
    by_id = {
        row["id"]: _post(
            row,
            variants.get(row["id"], {}),
            media.get(row["id"], NO_MEDIA),
            deliveries.get(row["id"], ()),
        )
        for row in posts
    }
    return tuple(by_id[post_id] for post_id in post_ids if post_id in by_id)


def _post(
    row: RowMapping,
    variants: dict[str, VariantContent],
    media: PostMedia,
    deliveries: tuple[DeliveryView, ...],
) -> PostView:
    stage = Stage(row["stage"])
    return PostView(
        id=row["id"],
        stage=stage,
        origin=Origin(row["origin"]),
        status=post_status(stage, (delivery.status for delivery in deliveries)),
        content=PostContent(
            title=row["title"],
            notes=row["notes"],
            text=row["text"],
            brand_id=row["brand_id"],
            account_ids=_meant_for(deliveries),
            media=media.choices(SHARED),
            variants=variants,
            scheduled_at=row["scheduled_at"],
            zone=row["zone"],
            wall_time=row["wall_time"],
            thread=bool(row["thread"]),
        ),
        media=media.views(SHARED),
        own_files=media.own_files,
        deliveries=deliveries,
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        brand_name=row["brand_name"] or "",
        locked=is_locked(
            stage,
            ((one.status, one.retries_over) for one in deliveries),
            following=any(one.state is FollowUpState.WAITING for one in _follow_ups(deliveries)),
        ),
        deleted_at=row["deleted_at"],
        revision=row["revision"],
    )


def _follow_ups(deliveries: tuple[DeliveryView, ...]) -> Iterator[FollowUpView]:
    for one in deliveries:
        yield from one.follow_ups


def _meant_for(deliveries: tuple[DeliveryView, ...]) -> tuple[str, ...]:
    """The accounts a post goes to; a canceled one counts only where nothing else is left."""
    going = [one for one in deliveries if one.status is not DeliveryStatus.CANCELED]
    return tuple(one.account_id for one in going or deliveries)


def _deliveries(
    connection: Connection, post_ids: Sequence[str]
) -> dict[str, tuple[DeliveryView, ...]]:
    """Deliveries a post; the account's present name until one is out, its snapshot after."""
    rows = connection.execute(
        select(
            tables.deliveries,
            tables.accounts.c.platform,
            tables.accounts.c.handle.label("account_handle"),
            tables.accounts.c.display_name.label("account_name"),
            tables.accounts.c.avatar_sha256.label("account_avatar"),
            begun(tables.deliveries.c.id).label("begun"),
            handed_over(tables.deliveries.c.id).label("handed_over"),
        )
        .join(tables.accounts, tables.accounts.c.id == tables.deliveries.c.account_id)
        .where(tables.deliveries.c.post_id.in_(post_ids))
        .order_by(tables.deliveries.c.post_id, tables.deliveries.c.position)
    ).mappings()
    views = [delivery_view(row) for row in rows]
    out = [view.id for view in views if view.status is DeliveryStatus.PUBLISHED]
    follow_ups = follow_up_rows.views(connection, out) if out else {}
    found: dict[str, list[DeliveryView]] = {}
    for view in views:
        mine = follow_ups.get(view.id)
        whole = view if mine is None else replace(view, follow_ups=mine)
        found.setdefault(view.post_id, []).append(whole)
    return {post_id: tuple(views) for post_id, views in found.items()}


def delivery_view(row: RowMapping) -> DeliveryView:
    """A row of `deliveries` joined with its account, as screens see it."""
    status = DeliveryStatus(row["status"])
    return DeliveryView(
        id=row["id"],
        post_id=row["post_id"],
        account_id=row["account_id"],
        platform=row["platform"],
        handle=row["handle"] or row["account_handle"],
        display_name=row["display_name"] or row["account_name"],
        avatar_sha256=row["avatar_sha256"] or row["account_avatar"],
        status=status,
        due_at=row["due_at"],
        attempts=row["attempts"],
        text=row["text"] or "",
        published_at=row["published_at"],
        remote_id=row["remote_id"],
        permalink=row["permalink"],
        parts=tuple(PartView(part[0], part[1]) for part in json.loads(row["parts"] or "[]")),
        error=_error(row, status),
        hold_reason=row["hold_reason"] or "",
        next_try_at=_next_try(row, status),
        retries_over=bool(row["retries_over"]),
        begun=bool(row["begun"]),
        handed_over=status is DeliveryStatus.PROCESSING and bool(row["handed_over"]),
        doing=(row["progress_text"] or "") if status in IN_FLIGHT else "",
    )


def _error(row: RowMapping, status: DeliveryStatus) -> ErrorView | None:
    """The last error, unless it is over: a published delivery never shows an old one."""
    if not row["error_kind"] or status in (DeliveryStatus.PUBLISHED, DeliveryStatus.CANCELED):
        return None
    return ErrorView(
        kind=ErrorKind(row["error_kind"]),
        title=row["error_title"] or "",
        message=row["error_message"] or "",
        action=row["error_action"] or "",
        retry_at=row["retry_at"],
        raw=row["error_raw"] or "",
    )


def _next_try(row: RowMapping, status: DeliveryStatus) -> datetime | None:
    if status in (DeliveryStatus.SCHEDULED, DeliveryStatus.PROCESSING):
        moment = row["run_at"]
        return moment if isinstance(moment, datetime) else None
    return None
