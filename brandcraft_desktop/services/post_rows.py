"""Posts as chips and list rows: a few columns, never whole posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.status import (
    EDITABLE,
    DeliveryStatus,
    Origin,
    PostStatus,
    Stage,
    post_status,
)
from brandcraft_desktop.domain.text.split import in_one_line
from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.past_tags import tags_in
from brandcraft_desktop.services.step_rows import held_there

EXCERPT = 160


@dataclass
class _Gathered:
    """What the deliveries of one post add up to, while rows are read."""

    marks: list[PlatformMark]
    published_at: datetime | None = None


def rows(
    connection: Connection, platforms: Registry, post_ids: Sequence[str]
) -> tuple[PostRow, ...]:
    """One row a post, in the order of `post_ids`."""
    found: dict[str, PostRow] = {}
    for batch in batches(post_ids):
        found.update(_some(connection, platforms, batch))
    return tuple(found[post_id] for post_id in post_ids if post_id in found)


def _some(
    connection: Connection, platforms: Registry, post_ids: Sequence[str]
) -> dict[str, PostRow]:
    gathered = _deliveries(connection, platforms, post_ids)
    pictures = _thumbnails(connection, post_ids)
    posts = tables.posts.c
    found: dict[str, PostRow] = {}
    for row in connection.execute(
        select(
            posts.id,
            posts.stage,
            posts.origin,
            posts.title,
            posts.text,
            posts.brand_id,
            posts.scheduled_at,
            posts.created_at,
            posts.updated_at,
        ).where(posts.id.in_(post_ids))
    ).mappings():
        own = gathered.get(row["id"], _Gathered([]))
        states = [mark.status for mark in own.marks]
        status = post_status(Stage(row["stage"]), states)
        found[row["id"]] = PostRow(
            id=row["id"],
            status=status,
            origin=Origin(row["origin"]),
            title=row["title"].strip() or first_words(row["text"]),
            excerpt=in_one_line(row["text"])[:EXCERPT],
            at=own.published_at or row["scheduled_at"],
            marks=_shared(tuple(own.marks)),
            thumbnail_sha256=pictures.get(row["id"]),
            brand_id=row["brand_id"],
            movable=_movable(status, states),
            moment=row["scheduled_at"] or row["created_at"],
            changed_at=row["updated_at"],
            titled=bool(row["title"].strip()),
            tags=tags_in(row["text"]),
        )
    return found


@lru_cache(maxsize=1024)
def _shared(marks: tuple[PlatformMark, ...]) -> tuple[PlatformMark, ...]:
    """The same ones for all posts that stand alike: of a long list most do.

    Python looks through every object that is kept whenever it looks for unused memory, and the
    window stands still meanwhile.
    """
    return marks


def _movable(status: PostStatus, states: Sequence[DeliveryStatus]) -> bool:
    return status in (
        PostStatus.DRAFT,
        PostStatus.SCHEDULED,
        PostStatus.MISSED,
        PostStatus.CANCELED,
    ) and all(state in EDITABLE for state in states)


def first_words(text: str, limit: int = 60) -> str:
    """What a post without a title is called."""
    words = in_one_line(text)
    if not words:
        return "Untitled post"
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _deliveries(
    connection: Connection, platforms: Registry, post_ids: Sequence[str]
) -> dict[str, _Gathered]:
    order = {publisher.info.id: publisher.info.order for publisher in platforms.all()}
    deliveries = tables.deliveries.c
    found: dict[str, _Gathered] = {}
    for post_id, status, published_at, account_id, platform, handed in connection.execute(
        select(
            deliveries.post_id,
            deliveries.status,
            deliveries.published_at,
            deliveries.account_id,
            tables.accounts.c.platform,
            held_there().label("handed"),
        )
        .join(tables.accounts, tables.accounts.c.id == deliveries.account_id)
        .where(deliveries.post_id.in_(post_ids))
        .order_by(deliveries.post_id, deliveries.position)
    ):
        own = found.setdefault(post_id, _Gathered([]))
        own.marks.append(PlatformMark(platform, DeliveryStatus(status), account_id, bool(handed)))
        if published_at is not None and (
            own.published_at is None or published_at < own.published_at
        ):
            own.published_at = published_at
    for own in found.values():
        own.marks.sort(key=lambda mark: order.get(mark.platform, len(order)))
    return found


def _thumbnails(connection: Connection, post_ids: Sequence[str]) -> dict[str, str]:
    first = connection.execute(
        select(tables.post_media.c.post_id, tables.media.c.sha256)
        .join(tables.media, tables.media.c.id == tables.post_media.c.media_id)
        .where(
            tables.post_media.c.post_id.in_(post_ids),
            tables.post_media.c.target == "",
            tables.post_media.c.position == 0,
        )
    )
    return {row.post_id: row.sha256 for row in first}
